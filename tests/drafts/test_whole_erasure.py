"""Erasing everything: the key first, and to the end."""

import pytest

from citizen_desktop.drafts import destruction, whole_erasure
from citizen_desktop.drafts.destruction import destroy
from citizen_desktop.drafts.whole_erasure import erase_everything, was_begun
from tests.conftest import SUNDAY, HandClock


@pytest.fixture
def data(tmp_path):
    (tmp_path / "snapshots").mkdir()
    for name in (
        "store.db",
        "store.db-wal",
        "store.db-shm",
        "store.key",
        "snapshots/store-1.db",
        "damaged.db",
        "damaged.db-wal",
    ):
        (tmp_path / name).write_bytes(b"content")
    (tmp_path / "settings.toml").write_bytes(b"stays")
    return tmp_path


def erase(data, forget=lambda: None):
    places = (data, data / "store.db", data / "store.key", data / "snapshots", [data / "damaged.db"])
    return erase_everything(*places, HandClock(SUNDAY), forget)


def test_nothing_is_left_of_the_store_and_all_else_stays(data):
    receipt = erase(data)
    assert [path.name for path in data.rglob("*")] == ["settings.toml"]
    assert (receipt.everything, receipt.destroyed, receipt.left, receipt.numbers) == (True, 2, 0, ())
    assert not was_begun(data)


def test_the_key_goes_before_anything_else(data, monkeypatch):
    gone = []

    def noted(path):
        gone.append(path.name)
        return destroy(path)

    monkeypatch.setattr(whole_erasure, "destroy", noted)
    erase(data, lambda: gone.append("keyring"))
    assert gone[:3] == ["store.key", "keyring", "store.db"]


def test_broken_off_it_is_known_at_the_next_start(data):
    def locked():
        raise OSError(5, "the keyring does not answer")

    with pytest.raises(OSError, match="keyring"):
        erase(data, locked)
    assert not (data / "store.db").exists()
    assert was_begun(data)
    erase(data)
    assert not was_begun(data)


def test_what_is_removed_is_overwritten_first(tmp_path, monkeypatch):
    path = tmp_path / "store.db"
    path.write_bytes(b"planted" * 500_000)
    on_the_disk = []
    monkeypatch.setattr(destruction.os, "fsync", lambda _file: on_the_disk.append(path.exists() and path.read_bytes()))
    assert destroy(path)
    assert on_the_disk[0] == bytes(3_500_000)
    assert not path.exists()


def test_a_link_is_removed_and_what_it_leads_to_is_left_alone(tmp_path):
    (tmp_path / "theirs").write_bytes(b"theirs")
    link = tmp_path / "store.db"
    link.symlink_to(tmp_path / "theirs")
    destroy(link)
    assert (tmp_path / "theirs").read_bytes() == b"theirs"
    assert not link.is_symlink()

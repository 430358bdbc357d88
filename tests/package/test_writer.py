"""What the writer makes: a package that the reference implementation and any unzip program take, or nothing at all."""

import json
import re
import zipfile
from datetime import datetime
from pathlib import Path

import bagit
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citizen_desktop.clock import StoppedClock
from citizen_desktop.package import names, profile
from citizen_desktop.package.disk import sweep, temporary_path
from citizen_desktop.package.errors import (
    Cancelled,
    NameTakenError,
    SourceChangedError,
    SourceMissingError,
    SourceUnreadableError,
    TargetFullError,
    TargetLostError,
)
from citizen_desktop.package.names import PackageKind, new_package_name, parse_package_name
from citizen_desktop.package.reader import read_contents
from citizen_desktop.package.source import PayloadFile
from citizen_desktop.package.verifier import verify
from citizen_desktop.package.writer import write_package

CLOCK = StoppedClock(datetime.fromisoformat("2026-11-22T16:12:30"))
ROOT = Path(__file__).resolve().parents[2]
SMALL = [PayloadFile("00-letter.pdf", b"%PDF letter"), PayloadFile("draft.json", b'{"complete": true}')]


def write(folder, payload=SMALL, **more):
    return write_package(folder, PackageKind.OBJECTION, payload, clock=CLOCK, **more)


def validate_by_reference(path, folder):
    """Unpack a package and let the reference implementation judge it."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    assert bagit.Bag(str(folder / path.stem)).validate()


@settings(max_examples=25)
@given(
    contents=st.lists(st.binary(max_size=5000) | st.integers(0, 3_000_000).map(bytes), min_size=1, max_size=6), kind=...
)
def test_every_package_validates_by_the_reference(tmp_path_factory, contents, kind: PackageKind):
    folder = tmp_path_factory.mktemp("package")
    payload = []
    for number, content in enumerate(contents):
        source = content
        if number % 2:
            source = folder / f"source-{number}"
            source.write_bytes(content)
        payload.append(PayloadFile(f"{number:02}-other.bin", source))
    written = write_package(folder, kind, payload, clock=CLOCK)
    validate_by_reference(written.path, folder / "unpacked")
    assert written.size == written.path.stat().st_size
    for path in (written.path, folder / "unpacked" / written.path.stem):
        verdict = verify(path)
        assert (verdict.problems, verdict.warnings, verdict.files) == ((), (), len(contents))
    assert {p.name for p in folder.iterdir() if p.name.startswith(".")} == set()


def test_the_package_is_as_the_contract_says(tmp_path):
    written = write(tmp_path)
    name = written.path.stem
    assert re.fullmatch(r"objection-2026-11-[A-Z2-7]{4}", name)
    with zipfile.ZipFile(written.path) as archive:
        infos = archive.infolist()
        content = {info.filename.removeprefix(f"{name}/"): archive.read(info) for info in infos}
    assert {info.compress_type for info in infos} == {zipfile.ZIP_STORED}
    assert all(info.flag_bits & 0x800 and info.filename.startswith(f"{name}/") for info in infos)
    assert {info.date_time for info in infos} == {(2026, 11, 22, 16, 12, 30)}
    assert list(content) == [
        "bagit.txt", "data/00-letter.pdf", "data/draft.json", "bag-info.txt", "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
    ]  # fmt: skip
    assert content["bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    info = dict(line.split(": ", 1) for line in content["bag-info.txt"].decode().splitlines())
    assert info["Payload-Oxum"] == "29.2"
    assert info["Bagging-Date"] == "2026-11-22"
    assert info["Bag-Size"] == "29 bytes"
    assert info["Bag-Software-Agent"].startswith("citizen-desktop")
    assert info["BagIt-Profile-Identifier"] == profile.IDENTIFIER
    assert len(info) == 5
    assert written.path.stat().st_mode & 0o077 == 0


def test_the_profile_describes_what_is_written(tmp_path):
    description = json.loads((ROOT / "docs" / "bagit-profile.json").read_text(encoding="utf-8"))
    about = description["BagIt-Profile-Info"]
    assert about["BagIt-Profile-Identifier"] == profile.IDENTIFIER
    contents = read_contents(write(tmp_path).path)
    assert {tag.label for tag in contents.info} == set(description["Bag-Info"])
    assert all(rule["required"] for rule in description["Bag-Info"].values())
    assert description["Manifests-Required"] == description["Tag-Manifests-Required"] == [profile.ALGORITHM]
    assert description["Accept-BagIt-Version"] == [contents.version]
    assert set(description["Tag-Files-Required"]) == {profile.INFO}
    assert not description["Allow-Fetch.txt"]


def test_progress_rises_to_the_whole(tmp_path):
    steps = []
    payload = [PayloadFile("a", bytes(3_000_000)), PayloadFile("b", bytes(10))]
    write(tmp_path, payload, progress=lambda done, total: steps.append(done / total))
    assert steps == sorted(steps)
    assert steps[-1] == 1
    assert any(step == 0.5 for step in steps)


@pytest.mark.parametrize("after", range(9))
def test_breaking_off_leaves_nothing(tmp_path, after):
    asked = iter(range(100))
    with pytest.raises(Cancelled):
        write(tmp_path, [PayloadFile("a", bytes(3_000_000))], cancelled=lambda: next(asked) >= after)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_taken_is_never_written_over(tmp_path, monkeypatch):
    monkeypatch.setattr(names.secrets, "choice", lambda alphabet: alphabet[0])
    first = write(tmp_path)
    before = first.path.read_bytes()
    with pytest.raises(NameTakenError):
        write(tmp_path)
    assert first.path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [first.path]


def test_a_name_that_is_taken_while_writing(tmp_path, monkeypatch):
    """Another window takes the name at the last moment: ours is written anew under another one."""
    letters = iter("AAAABBBB")
    monkeypatch.setattr(names.secrets, "choice", lambda _: next(letters))
    other = tmp_path / "objection-2026-11-AAAA.zip"

    def progress(done, total):
        if done == total and not other.exists():
            other.write_bytes(b"theirs")

    written = write(tmp_path, progress=progress)
    assert written.path.name == "objection-2026-11-BBBB.zip"
    assert other.read_bytes() == b"theirs"
    assert len(list(tmp_path.iterdir())) == 2
    assert verify(written.path).valid


@pytest.mark.parametrize("name", ["../x", "/x", "é", "a b", "CON", "a//b", "/", ".x", "a\nb", "a\\b", "x."])
def test_names_that_are_not_plain_are_refused(tmp_path, name):
    with pytest.raises(ValueError, match=re.escape(name)):
        write(tmp_path, [PayloadFile(name, b"")])
    with pytest.raises(ValueError, match="a"):
        write(tmp_path, [PayloadFile("a", b""), PayloadFile("A", b"")])
    assert list(tmp_path.iterdir()) == []


def test_sources_at_fault(tmp_path):
    target = tmp_path / "target"
    target.mkdir()
    with pytest.raises(SourceMissingError, match="02-x") as caught:
        write(target, [PayloadFile("02-x.pdf", tmp_path / "absent")])
    assert caught.value.name == "02-x.pdf"
    with pytest.raises(SourceUnreadableError):
        write(target, [PayloadFile("02-x.pdf", tmp_path)])
    source = tmp_path / "source"
    source.write_bytes(bytes(3_000_000))

    def grow(done, _total):
        if done < 2_000_000:
            with source.open("ab") as stream:
                stream.write(b"more")

    with pytest.raises(SourceChangedError):
        write(target, [PayloadFile("02-x.pdf", source)], progress=grow)
    other = tmp_path / "other"
    other.write_bytes(b"1")
    with pytest.raises(SourceMissingError):
        write(
            target,
            [PayloadFile("a", bytes(10)), PayloadFile("b", other)],
            progress=lambda *_: other.unlink(missing_ok=True),
        )
    assert list(target.iterdir()) == []


def test_targets_at_fault(tmp_path, monkeypatch):
    with pytest.raises(TargetLostError):
        write(tmp_path / "absent")
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"total": 100, "free": 10}))
    with pytest.raises(TargetFullError):
        write(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_leftovers_are_swept_and_nothing_else(tmp_path):
    leftover = temporary_path(tmp_path, new_package_name(PackageKind.OBJECTION, CLOCK.now().date()))
    leftover.write_bytes(b"half")
    package = write(tmp_path).path
    secret = tmp_path / "secret"
    secret.write_bytes(b"mine")
    link = temporary_path(tmp_path, "objection-2026-11-AAAA")
    link.symlink_to(secret)
    unplugged = temporary_path(tmp_path / "stick", "objection-2026-11-BBBB")
    assert sweep([leftover, package, secret, link, unplugged]) == [link, unplugged]
    assert not leftover.exists()
    assert secret.read_bytes() == b"mine"
    assert package.exists()


def test_what_is_being_written_is_not_swept(tmp_path):
    remembered, left = [], []
    written = write(tmp_path, remember=remembered.append, progress=lambda *_: left.append(sweep(remembered)))
    assert verify(written.path).valid
    assert left
    assert all(paths == remembered for paths in left)


def test_names():
    name = parse_package_name("registration-2026-01-AB27")
    assert name is not None
    assert (name.kind, name.year, name.month) == (PackageKind.REGISTRATION, 2026, 1)
    for other in ("objection-2026-11-7F3K1", "objection-2026-13-7F3K", "x", "objection-2026-11-7f3k"):
        assert parse_package_name(other) is None
    drawn = {new_package_name(PackageKind.OBJECTION, CLOCK.now().date()) for _ in range(50)}
    assert len(drawn) > 45
    assert all(map(parse_package_name, drawn))

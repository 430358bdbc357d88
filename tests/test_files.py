"""A file is either the old one or the new one, whole, whatever happens in between."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citizen_desktop import files
from citizen_desktop.files import leftovers, remove_unlocked, write_atomically

ROOT = Path(__file__).resolve().parent.parent
OLD, NEW = b"old", b"the new content"


@pytest.fixture
def target(tmp_path):
    path = tmp_path / "data" / "settings.toml"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def refuse(*_, **__):
    raise OSError(errno.ENOSPC, "No space left on device")


@given(data=st.binary(max_size=70_000))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read(tmp_path, data):
    write_atomically(tmp_path / "file", data)
    assert (tmp_path / "file").read_bytes() == data
    assert os.listdir(tmp_path) == ["file"]  # noqa: PTH208


def test_an_old_file_is_replaced_and_nothing_left_beside_it(target):
    write_atomically(target, NEW)
    assert target.read_bytes() == NEW
    assert list(target.parent.iterdir()) == [target]


def test_missing_folders_are_made(tmp_path):
    path = tmp_path / "a" / "b" / "file"
    write_atomically(path, NEW)
    assert path.read_bytes() == NEW


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_only_the_owner_may_read_what_is_written(tmp_path):
    path = tmp_path / "data" / "file"
    write_atomically(path, NEW)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform != "linux", reason="looks into open files by /proc")
def test_the_data_is_on_the_disk_before_the_name_is(target, monkeypatch):
    """Content first, then the name, then the folder that holds the name: each flushed before the next."""
    done = []
    fsync, replace = os.fsync, Path.replace

    def note_fsync(descriptor):
        fsync(descriptor)
        opened = Path(f"/proc/self/fd/{descriptor}")
        done.append(("flush folder",) if opened.is_dir() else ("flush", opened.read_bytes(), target.read_bytes()))

    def note_replace(self, other):
        assert (self.parent, other) == (target.parent, target)
        done.append(("rename", self.read_bytes()))
        return replace(self, other)

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(Path, "replace", note_replace)
    write_atomically(target, NEW)
    assert done == [("flush", NEW, OLD), ("rename", NEW), ("flush folder",)]


@pytest.mark.parametrize("failing", [(os, "fsync"), (Path, "replace"), (os, "fdopen")], ids=lambda f: f[1])
def test_a_disk_that_refuses_leaves_the_old_file_and_no_other(target, monkeypatch, failing):
    monkeypatch.setattr(*failing, refuse)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(target, NEW)
    assert target.read_bytes() == OLD
    assert list(target.parent.iterdir()) == [target]


def test_an_interruption_leaves_the_old_file_and_no_other(target, monkeypatch):
    def interrupt(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(target, NEW)
    assert target.read_bytes() == OLD
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.skipif(os.name != "posix", reason="a folder can be flushed on POSIX only")
@pytest.mark.parametrize("call", ["open", "fsync"])
def test_a_folder_that_can_not_be_flushed_does_not_undo_what_is_written(target, monkeypatch, call):
    original = getattr(os, call)
    folder = target.parent.stat()

    def refuse_folder(what, *arguments, **options):
        status = os.fstat(what) if isinstance(what, int) else Path(what).stat() if Path(what).exists() else None
        if status and os.path.samestat(status, folder):
            refuse()
        return original(what, *arguments, **options)

    monkeypatch.setattr(os, call, refuse_folder)
    write_atomically(target, NEW)
    assert target.read_bytes() == NEW


def test_a_folder_in_the_place_of_the_file_is_an_error_that_leaves_nothing(tmp_path):
    (tmp_path / "file").mkdir()
    with pytest.raises(OSError):  # noqa: PT011  its number differs between systems
        write_atomically(tmp_path / "file", NEW)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_file_in_the_place_of_the_folder_is_an_error(tmp_path):
    (tmp_path / "data").write_bytes(OLD)
    with pytest.raises(OSError):  # noqa: PT011  its number differs between systems
        write_atomically(tmp_path / "data" / "file", NEW)
    assert (tmp_path / "data").read_bytes() == OLD


LIMITED = """
import resource, signal, sys
from pathlib import Path
from citizen_desktop import files
from citizen_desktop.files import leftovers, remove_unlocked, write_atomically
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write_atomically(Path(sys.argv[1]), b"x" * 5000)
except OSError as error:
    print(error.strerror)
"""

KILLED = """
import os, sys
from pathlib import Path
from citizen_desktop import files
from citizen_desktop.files import leftovers, remove_unlocked, write_atomically
os.fsync = lambda descriptor: os._exit(9)
write_atomically(Path(sys.argv[1]), b"the new content")
"""


def run(program, path):
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", program, path], env=env, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_disk_that_is_full_in_the_middle_leaves_the_old_file(target):
    done = run(LIMITED, target)
    assert (done.stdout, done.stderr) == ("File too large\n", "")
    assert target.read_bytes() == OLD
    assert list(target.parent.iterdir()) == [target]


def test_a_process_that_dies_before_the_rename_leaves_the_old_file(target):
    assert run(KILLED, target).returncode == 9
    assert target.read_bytes() == OLD


def test_what_a_process_left_that_died_is_found_and_removed(target):
    run(KILLED, target)
    (left,) = leftovers(target.parent)
    assert remove_unlocked(left)
    assert list(target.parent.iterdir()) == [target]


def test_only_what_the_writer_called_so_is_taken_for_left_behind(tmp_path):
    for name in ("settings.toml", ".hidden", ".objection-2026-11-ABCD.part", ".state.toml.part", "a.abcdefgh.part"):
        (tmp_path / name).write_bytes(OLD)
    assert leftovers(tmp_path) == []
    assert leftovers(tmp_path / "none") == []


@pytest.mark.skipif(os.name != "posix", reason="locks of POSIX")
def test_what_is_being_written_is_not_removed(target, monkeypatch):
    fsync, tried = os.fsync, []

    def look(descriptor):
        fsync(descriptor)
        tried.extend((path.exists(), remove_unlocked(path), path.exists()) for path in leftovers(target.parent))

    monkeypatch.setattr(os, "fsync", look)
    write_atomically(target, NEW)
    assert tried == [(True, False, True)]
    assert target.read_bytes() == NEW


@pytest.mark.skipif(os.name != "posix", reason="locks of POSIX")
def test_what_another_window_sweeps_at_the_very_beginning_is_made_anew(target, monkeypatch):
    marked, taken = files.lock, []

    def sweep_first(descriptor):
        if not taken:
            taken.extend(leftovers(target.parent))
            taken[0].unlink()
        return marked(descriptor)

    monkeypatch.setattr(files, "lock", sweep_first)
    write_atomically(target, NEW)
    assert len(taken) == 1
    assert target.read_bytes() == NEW
    assert list(target.parent.iterdir()) == [target]

"""Every call that touches the disk fails once, and a writing process is killed: nothing half ever has a final name."""

import errno
import itertools
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest

from citizen_desktop.clock import StoppedClock
from citizen_desktop.package import disk
from citizen_desktop.package.disk import sweep
from citizen_desktop.package.errors import (
    PackageError,
    ReadBackError,
    SourceUnreadableError,
    TargetFullError,
    TargetLimitError,
    TargetLostError,
    TargetNotWritableError,
)
from citizen_desktop.package.names import PackageKind
from citizen_desktop.package.source import PayloadFile
from citizen_desktop.package.verifier import verify
from citizen_desktop.package.writer import write_package

CLOCK = StoppedClock(datetime.fromisoformat("2026-11-22T16:12"))
ROOT = Path(__file__).resolve().parents[2]
CALLS = ("_open", "_write", "_flush", "_flush_all", "_rename_without_replacing")


@pytest.fixture
def payload(tmp_path):
    source = tmp_path / "source"
    source.write_bytes(bytes(2_500_000))
    return [PayloadFile("a.pdf", b"letter"), PayloadFile("b.pdf", source), PayloadFile("c.pdf", bytes(700_000))]


@pytest.fixture
def target(tmp_path):
    (tmp_path / "target").mkdir()
    (tmp_path / "target" / "other.zip").write_bytes(b"an earlier one")
    return tmp_path / "target"


def write(target, payload, **more):
    return write_package(target, PackageKind.OBJECTION, payload, clock=CLOCK, **more)


def nothing_left(target):
    return {path.name: path.read_bytes() for path in target.iterdir()} == {"other.zip": b"an earlier one"}


def fail(monkeypatch, name, number, code):
    """Let one call of a kind fail; returns whether that came to pass."""
    real, count, failed = getattr(disk, name), itertools.count(1), []

    def call(*arguments):
        if next(count) == number:
            failed.append(name)
            raise OSError(code, os.strerror(code))
        return real(*arguments)

    monkeypatch.setattr(disk, name, call)
    return failed


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EFBIG, errno.ENODEV, errno.EDQUOT])
@pytest.mark.parametrize("call", CALLS)
def test_every_call_fails_in_turn(monkeypatch, target, payload, call, code):
    monkeypatch.setattr(disk, "_FLUSH_EVERY", 1 << 20)
    kinds = {
        errno.ENOSPC: TargetFullError,
        errno.EDQUOT: TargetFullError,
        errno.EROFS: TargetNotWritableError,
        errno.EFBIG: TargetLimitError,
    }
    for number in itertools.count(1):
        with monkeypatch.context() as patch:
            failed = fail(patch, call, number, code)
            raised = attempt(target, payload)
        if not failed:
            break
        assert type(raised) is kinds.get(code, TargetLostError)
        assert nothing_left(target)
    assert number > 1
    assert raised is None
    (written,) = target.glob("objection-*.zip")
    assert verify(written).valid


def attempt(target, payload):
    """Write, and return the error if there was one."""
    try:
        write(target, payload)
    except PackageError as error:
        return error
    return None


@pytest.mark.parametrize("step", range(1, 8))
def test_a_short_write_is_taken_up_again(monkeypatch, target, payload, step):
    real = disk._write
    monkeypatch.setattr(disk, "_write", lambda descriptor, data: real(descriptor, data[: max(1, len(data) // step)]))
    assert verify(write(target, payload).path).valid


def test_a_disk_that_forgets_is_found_out(monkeypatch, target, payload):
    real = disk._write
    monkeypatch.setattr(disk, "_write", lambda descriptor, data: real(descriptor, bytes(len(data))))
    with pytest.raises(ReadBackError):
        write(target, payload)
    assert nothing_left(target)


def test_a_source_that_fails_while_it_is_read(monkeypatch, target, payload):
    class Failing:
        def __init__(self, stream):
            self.fileno, self.close = stream.fileno, stream.close

        def readinto(self, _):
            raise OSError(errno.EIO, "")

    monkeypatch.setattr("citizen_desktop.package.source.io.FileIO", lambda fd, real=open: Failing(real(fd, "rb", 0)))
    with pytest.raises(SourceUnreadableError):
        write(target, payload)
    assert nothing_left(target)


@pytest.mark.parametrize("missing", [["_rename_exclusively"], ["_rename_exclusively", "_link"]])
def test_file_systems_that_rename_less_well(monkeypatch, target, payload, missing):
    """FAT has no links, network drives may have no exclusive renaming."""

    def refuse(*_):
        raise OSError(errno.EPERM, "")

    for name in missing:
        monkeypatch.setattr(disk, name, refuse)
    written = write(target, payload)
    assert verify(written.path).valid
    assert len(list(target.iterdir())) == 2
    source = target / "x"
    source.write_bytes(b"x")
    with pytest.raises(FileExistsError):
        disk.rename_to_new(source, written.path)
    assert verify(written.path).valid


def test_a_folder_that_may_not_be_written_to(target, payload):
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    target.chmod(0o500)
    with pytest.raises(TargetNotWritableError):
        write(target, payload)


KILLED = """
import sys
from pathlib import Path
from citizen_desktop.clock import SystemClock
from citizen_desktop.package.names import PackageKind
from citizen_desktop.package.source import PayloadFile
from citizen_desktop.package.writer import write_package
folder = Path(sys.argv[1])
payload = [PayloadFile(f"{n}.bin", bytes(8_000_000)) for n in range(4)]
remember = lambda path: print(path, flush=True)
while True:
    write_package(folder, PackageKind.OBJECTION, payload, clock=SystemClock(), remember=remember)
"""


def test_killed_while_writing(target, tmp_path):
    """Killed at many moments: each file under a final name is whole, and what is left is swept."""
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    packages, leftovers = 0, 0
    for delay in range(8):
        command = [sys.executable, "-c", KILLED, str(target)]
        with subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
            remembered = [Path(process.stdout.readline().strip())]
            time.sleep(0.013 + delay * 0.037)
            process.send_signal(signal.SIGKILL)
            remembered += [Path(line.strip()) for line in process.stdout]
        for path in target.glob("objection-*"):
            assert verify(path).valid
            packages += 1
            path.unlink()
        leftovers += len(list(target.glob(".*")))
        assert sweep(remembered) == []
        assert nothing_left(target)
    assert leftovers
    shutil.rmtree(target)

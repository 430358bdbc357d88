"""Writes a draft package: whole and verified under its final name, or not at all."""

import contextlib
import errno
import os
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from citizen_desktop.clock import Clock
from citizen_desktop.package import digests, disk, errors, profile
from citizen_desktop.package.disk import TargetFile
from citizen_desktop.package.names import PackageKind, folded, new_package_name, portable, unsafe
from citizen_desktop.package.source import PayloadFile, Source, size_of
from citizen_desktop.package.tag_files import encode_path
from citizen_desktop.package.verifier import Cancelled, Progress, verify
from citizen_desktop.package.zip_writer import ZipWriter
from citizen_desktop.version import version

_PLAIN_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_TRIES: Final = 20
# More than the records of the zip and the tag files take for each file, and for the package.
_OVERHEAD_OF_FILE: Final = 1024
_OVERHEAD: Final = 16 * 1024
_UNITS: Final = ("bytes", "KB", "MB", "GB", "TB")


@dataclass(frozen=True)
class Written:
    """A package that was written and verified.

    Args:
        path: where it is.
        size: of the zip, in bytes.
        files: the SHA-256 of every file of the payload, by its path from the folder of the package.
    """

    path: Path
    size: int
    files: dict[str, str]


def write_package(
    folder: Path,
    kind: PackageKind,
    payload: Sequence[PayloadFile],
    *,
    clock: Clock,
    progress: Progress = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
    remember: Callable[[Path], None] = lambda _: None,
    incomplete: bool = False,
) -> Written:
    """Write a draft package.

    Args:
        folder: where to; it has to be there.
        kind: what it is for.
        payload: its files, in the order in which they are written.
        clock: tells the day.
        progress: told after every block; reading back counts as much as writing.
        cancelled: asked after every block.
        remember: told the name of the unfinished file before it is made, for ``disk.sweep`` after a crash.
        incomplete: the draft has gaps: ``bag-info.txt`` says so, which is read without looking into the payload.

    Raises:
        PackageError: it could not be written; nothing is left of it, and no other file was touched.
        Cancelled: it was broken off; nothing is left of it.
        ValueError: a name is not plain ASCII, two are the same, or there is none.
    """
    _check_names(payload)
    size = _check_room(folder, payload)
    for _ in range(_TRIES):
        name = new_package_name(kind, clock.now().date())
        target, temporary = folder / f"{name}.zip", disk.temporary_path(folder, name)
        if os.path.lexists(target) or os.path.lexists(temporary):
            continue
        remember(temporary)
        try:
            return _Writing(temporary, target, payload, size, progress, cancelled, incomplete=incomplete).run(clock)
        except FileExistsError:
            continue
        except OSError as error:
            raise errors.target_error(error) from error
    raise errors.name_taken()


def _check_names(payload: Sequence[PayloadFile]) -> None:
    for file in payload:
        if not _PLAIN_NAME.fullmatch(file.name) or unsafe(file.name) or not portable(file.name):
            raise ValueError(file.name)
    if not payload or len({folded(file.name) for file in payload}) < len(payload):
        raise ValueError([file.name for file in payload])


def _check_room(folder: Path, payload: Sequence[PayloadFile]) -> int:
    """Return how many bytes the payload has; early, so that nobody waits for what cannot be done."""
    size = 0
    for file in payload:
        try:
            size += size_of(file.source)
        except OSError as error:
            raise errors.source_error(error, file.name) from error
    try:
        room = shutil.disk_usage(folder)
    except OSError as error:
        raise errors.target_error(error) from error
    needed = size + len(payload) * _OVERHEAD_OF_FILE + _OVERHEAD
    # Some network drives know nothing of their size.
    if room.total and room.free < needed:
        raise errors.target_error(OSError(errno.ENOSPC, ""))
    return size


class _Writing:
    """The writing of one package."""

    def __init__(
        self,
        temporary: Path,
        target: Path,
        payload: Sequence[PayloadFile],
        size: int,
        progress: Progress,
        cancelled: Cancelled,
        *,
        incomplete: bool,
    ) -> None:
        self._incomplete = incomplete
        self._temporary, self._target = temporary, target
        self._payload, self._expected = payload, max(size, 1)
        self._progress, self._cancelled = progress, cancelled
        self._buffers = digests.buffers()
        self._done = 0
        self._listed: dict[str, str] = {}
        self._size = 0

    def run(self, clock: Clock) -> Written:
        """Write, read back and rename; whatever happens, nothing half is left.

        Raises:
            FileExistsError: the name was taken meanwhile.
            OSError: the target is at fault.
        """
        file = TargetFile(self._temporary)
        try:
            self._write(file, clock)
            file.flush()
            if os.name == "nt":
                # What is open cannot be renamed there; elsewhere the open file is what keeps sweepers away.
                file.close()
            self._read_back()
            disk.rename_to_new(self._temporary, self._target)
        except BaseException:
            file.close()
            with contextlib.suppress(OSError):
                self._temporary.unlink()
            raise
        file.close()
        return Written(self._target, file.position, self._listed)

    def _write(self, file: TargetFile, clock: Clock) -> None:
        now = clock.now()
        name = self._target.stem
        writer = ZipWriter(file, now)
        with digests.Digester((profile.ALGORITHM, "crc32")) as digester:
            tags = {profile.DECLARATION: f"BagIt-Version: {profile.VERSION}\nTag-File-Character-Encoding: UTF-8\n"}
            tag_digests = {path: self._add(writer, digester, f"{name}/{path}", text) for path, text in tags.items()}
            for payload in self._payload:
                path = f"data/{payload.name}"
                self._listed[path] = self._add_payload(file, writer, digester, f"{name}/{path}", payload)
            for path, text in (
                (profile.INFO, self._info(now.date().isoformat())),
                (profile.MANIFEST, _manifest(self._listed)),
            ):
                tag_digests[path] = self._add(writer, digester, f"{name}/{path}", text)
            self._add(writer, digester, f"{name}/{profile.TAG_MANIFEST}", _manifest(tag_digests))
        writer.close()

    def _add(self, writer: ZipWriter, digester: digests.Digester, path: str, text: str) -> str:
        """Write a tag file and return its digest."""
        data = text.encode()
        digester.start()
        digester.update(data)
        found = digester.finish()
        writer.add(path, data, int(found["crc32"], 16))
        return found[profile.ALGORITHM]

    def _add_payload(
        self, file: TargetFile, writer: ZipWriter, digester: digests.Digester, path: str, payload: PayloadFile
    ) -> str:
        """Write a file of the payload while its digest is computed, and return that."""
        with Source(payload) as source:
            digester.start()
            place = writer.begin(path, source.size)
            count = 0
            for block in source.blocks(self._buffers):
                digester.update(block)
                file.write(block)
                count += len(block)
                self._between(len(block))
            source.check(count)
        found = digester.finish()
        writer.end(path, place, count, int(found["crc32"], 16))
        self._size += count
        return found[profile.ALGORITHM]

    def _info(self, day: str) -> str:
        lines = {
            "Bagging-Date": day,
            "Bag-Software-Agent": f"citizen-desktop {version()}",
            "Bag-Size": _human_size(self._size),
            "BagIt-Profile-Identifier": profile.IDENTIFIER,
            "Payload-Oxum": f"{self._size}.{len(self._listed)}",
        }
        if self._incomplete:
            lines["External-Description"] = profile.INCOMPLETE
        return "".join(f"{label}: {value}\n" for label, value in lines.items())

    def _read_back(self) -> None:
        """Judge what the disk gives back, as anybody else would."""

        def progress(done: int, total: int) -> None:
            self._progress(self._expected + self._expected * done // max(total, 1), 2 * self._expected)

        try:
            verdict = verify(self._temporary, name=self._target.stem, progress=progress, cancelled=self._cancelled)
        except errors.NotJudgedError as error:
            raise errors.read_back_failed() from error
        if not verdict.valid or (verdict.files, verdict.size) != (len(self._listed), self._size):
            raise errors.read_back_failed()

    def _between(self, count: int) -> None:
        if self._cancelled():
            raise errors.Cancelled
        self._done += count
        self._progress(min(self._done, self._expected), 2 * self._expected)


def _manifest(checksums: Mapping[str, str]) -> str:
    return "".join(f"{checksum}  {encode_path(path)}\n" for path, checksum in checksums.items())


def _human_size(size: int) -> str:
    """Return a size for people, as Bag-Size has it."""
    number = float(size)
    for unit in _UNITS:
        if number < 1000 or unit == _UNITS[-1]:
            break
        number /= 1000
    return f"{number:.1f} {unit}" if unit != _UNITS[0] else f"{size} {unit}"

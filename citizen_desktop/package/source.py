"""What goes into a package: bytes at hand, a file that may vanish or change while it is read, or one that is kept in a store."""

import errno
import io
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from citizen_desktop.package import digests, errors


class Stored(Protocol):
    """A file that is kept somewhere else than on its own."""

    @property
    def size(self) -> int:
        """Its size in bytes."""

    def blocks(self) -> Iterator[bytes]:
        """Give the content in order; what comes to its end was the content, whole.

        Raises:
            OSError: it can't be read, or is not what it was.
        """


@dataclass(frozen=True)
class PayloadFile:
    """A file that goes into a package.

    Args:
        name: its path in the folder ``data``, in plain ASCII.
        source: its content, or the file that holds it.
    """

    name: str
    source: bytes | Path | Stored


def content_of(payload: PayloadFile) -> bytes:
    """Return all of a file of the payload.

    Raises:
        SourceError: it can't be read, or was changed meanwhile.
    """
    with Source(payload) as source:
        content = b"".join(map(bytes, source.blocks(digests.buffers())))
        source.check(len(content))
    return content


def size_of(source: bytes | Path | Stored) -> int:
    """Return how many bytes a source has.

    Raises:
        OSError: it can't be read.
    """
    if isinstance(source, bytes):
        return len(source)
    return source.stat().st_size if isinstance(source, Path) else source.size


class Source:
    """A file of the payload, open, a context; its faults are told apart from those of the target.

    Args:
        payload: the file.

    Raises:
        SourceError: it cannot be read.
    """

    def __init__(self, payload: PayloadFile) -> None:
        self._name = payload.name
        self._stream: io.FileIO | io.BytesIO = io.BytesIO()
        self._stored: Iterator[bytes] | None = None
        try:
            if isinstance(payload.source, bytes):
                self._stream = io.BytesIO(payload.source)
                self.size = len(payload.source)
                return
            if not isinstance(payload.source, Path):
                self._stored, self.size = payload.source.blocks(), payload.source.size
                return
            self._stream = _open_file(payload.source)
            self._before = os.fstat(self._stream.fileno())
            self.size = self._before.st_size
        except OSError as error:
            raise errors.source_error(error, self._name) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()

    def blocks(self, buffers: Sequence[memoryview]) -> Iterator[memoryview]:
        """Give the content in blocks, each of them overwritten when the one after the next is asked for."""
        if self._stored is not None:
            yield from self._kept_blocks(self._stored)
            return
        turn = 0
        while True:
            try:
                count = self._stream.readinto(buffers[turn]) or 0
            except OSError as error:
                raise errors.source_error(error, self._name) from error
            if not count:
                return
            yield buffers[turn][:count]
            turn = 1 - turn

    def _kept_blocks(self, stored: Iterator[bytes]) -> Iterator[memoryview]:
        while True:
            try:
                block = next(stored, None)
            except OSError as error:
                raise errors.source_error(error, self._name) from error
            if block is None:
                return
            yield memoryview(block)

    def check(self, count: int) -> None:
        """Check that what was read is one state of the file."""
        if self._stored is not None:
            if count != self.size:
                raise errors.source_changed(self._name)
            return
        if isinstance(self._stream, io.BytesIO):
            return
        try:
            after = os.fstat(self._stream.fileno())
        except OSError as error:
            raise errors.source_error(error, self._name) from error
        if count != self.size or (after.st_size, after.st_mtime_ns) != (self.size, self._before.st_mtime_ns):
            raise errors.source_changed(self._name)


def _open_file(path: Path) -> io.FileIO:
    """Open a file that is one; opening a pipe does not wait for somebody to write."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    return io.FileIO(descriptor)

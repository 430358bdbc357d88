"""What goes into a package: bytes at hand, or a file that may vanish or change while it is read."""

import errno
import io
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from citizen_desktop.package import errors


@dataclass(frozen=True)
class PayloadFile:
    """A file that goes into a package.

    Args:
        name: its path in the folder ``data``, in plain ASCII.
        source: its content, or the file that holds it.
    """

    name: str
    source: bytes | Path


class Source:
    """A file of the payload, open, a context; its faults are told apart from those of the target.

    Args:
        payload: the file.

    Raises:
        SourceError: it cannot be read.
    """

    def __init__(self, payload: PayloadFile) -> None:
        self._name = payload.name
        self._stream: io.FileIO | io.BytesIO
        try:
            if isinstance(payload.source, bytes):
                self._stream = io.BytesIO(payload.source)
                self.size = len(payload.source)
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

    def check(self, count: int) -> None:
        """Check that what was read is one state of the file."""
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

"""A layer between the program and the disk: it counts each change, and lets one of them fail, or ends the process there.

It lies over the calls of Python's ``os`` by which files are written, renamed and flushed, and over what SQLite writes. The audit
events of Python tell of every file that is opened for writing: one that came past this layer is noted.
"""

import errno
import os
import signal
import sys
import threading
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import apsw

from citizen_desktop.package import disk


class Fault(StrEnum):
    """What happens at a change to the disk."""

    FULL = "full"
    """ENOSPC, and from there on for everything that takes room."""
    ERROR = "error"
    """EIO, once."""
    GONE = "gone"
    """EIO, and from there on for everything in the folder that the package goes to, removing included: a stick was pulled."""
    KILLED = "killed"
    """SIGKILL, in the middle of what is written."""


TAKES_ROOM = frozenset({"open", "write", "flush", "make folder", "rename", "link", "store write", "store flush"})


class Layer:
    """Counts, and strikes at one change.

    Args:
        root: files elsewhere don't count.
        target: the folder that can be gone.
        fault: what happens.
        place: at which change, from 1; 0 for none.
    """

    def __init__(self, root: Path, target: Path, fault: Fault, place: int) -> None:
        self._root, self._target = str(root), str(target)
        self._fault, self._place = fault, place
        self._open: dict[int, str] = {}
        self._expected = threading.local()
        self._lock = threading.RLock()
        self.changes: list[tuple[str, bool]] = []
        """What was changed, and whether in the folder that the package goes to."""
        self.struck = ""
        """What was struck."""
        self.unseen: list[str] = []
        """Files that were opened for writing past this layer."""

    def lay(self) -> None:
        """Lie over the calls, until the process ends."""
        self._lay_over_opening()
        self._lay_over_writing()
        for name, kind in (("rename", "rename"), ("replace", "rename"), ("link", "link")):
            self._lay_over_names(os, name, kind)
        self._lay_over_names(disk, "_rename_exclusively", "rename")
        for name, kind in (("unlink", "remove"), ("remove", "remove"), ("mkdir", "make folder")):
            self._lay_over_names(os, name, kind)
        sys.addaudithook(self._audit)

    def tell_of_store(self, what: str, name: str, *_rest: object) -> None:
        """Hear of a change that SQLite is about to make, as ``tests.drafts.disk`` tells it."""
        kind = {"write": "store write", "sync": "store flush"}.get(what, f"store {what}")
        try:
            self._meet(kind, f"{self._root}/{name}", lambda: None)
        except OSError as error:
            if what == "delete":
                # SQLite does not ask how that went; an exception would reach who closes the store.
                return
            raise (apsw.FullError if error.errno == errno.ENOSPC else apsw.IOError)(kind) from None

    def _meet(self, kind: str, path: str, half: Callable[[], object]) -> None:
        """Count a change that is about to be made; do half of it where the fault comes in its middle.

        Raises:
            OSError: the fault.
        """
        with self._lock:
            inside = path.startswith(self._target)
            self.changes.append((kind, inside))
            here = len(self.changes) == self._place
            if here:
                self.struck = kind
                half()
            if here and self._fault is Fault.KILLED:
                os.kill(os.getpid(), signal.SIGKILL)
            if self.struck:
                self._fail(kind, here=here, inside=inside)

    def _fail(self, kind: str, *, here: bool, inside: bool) -> None:
        match self._fault:
            case Fault.FULL if kind in TAKES_ROOM:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            case Fault.GONE if inside:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            case Fault.ERROR if here:
                raise OSError(errno.EIO, os.strerror(errno.EIO))

    def _lay_over_opening(self) -> None:
        really_open, really_close, really_make_stream = os.open, os.close, os.fdopen

        def opening(path, flags, mode=0o777, **options):
            text = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
            if not text.startswith(self._root) or not flags & os.O_CREAT:
                return really_open(path, flags, mode, **options)
            self._meet("open", text, lambda: None)
            descriptor = self._knowingly(lambda: really_open(path, flags, mode, **options))
            self._open[descriptor] = text
            return descriptor

        def closing(descriptor):
            path = self._open.pop(descriptor, "")
            really_close(descriptor)
            if path:
                self._meet("close", path, lambda: None)

        def making_stream(descriptor, *arguments, **options):
            stream = really_make_stream(descriptor, *arguments, **options)
            path = self._open.pop(descriptor, "")
            return _Stream(stream, lambda half: self._meet("write", path, half)) if path else stream

        os.open = disk._open = opening
        os.close, os.fdopen = closing, making_stream

    def _lay_over_writing(self) -> None:
        really_write = os.write

        def writing(descriptor, data):
            if path := self._open.get(descriptor, ""):
                self._meet("write", path, lambda: really_write(descriptor, memoryview(data)[: len(data) // 2]))
            return really_write(descriptor, data)

        os.write = disk._write = writing
        for place, name in ((os, "fsync"), (os, "fdatasync"), (disk, "_flush"), (disk, "_flush_all")):
            self._lay_over_flushing(place, name)

    def _lay_over_flushing(self, place: object, name: str) -> None:
        really = getattr(place, name)

        def flushing(descriptor):
            path = str(Path(f"/proc/self/fd/{descriptor}").readlink())
            if path.startswith(self._root):
                self._meet("flush", path, lambda: None)
            really(descriptor)

        setattr(place, name, flushing)

    def _lay_over_names(self, place: object, name: str, kind: str) -> None:
        really = getattr(place, name)

        def changing(path, *more, **options):
            text = os.fsdecode(path)
            if text.startswith(self._root):
                self._meet(kind, text, lambda: None)
            return really(path, *more, **options)

        setattr(place, name, changing)

    def _knowingly(self, step: Callable[[], int]) -> int:
        self._expected.now = True
        try:
            return step()
        finally:
            self._expected.now = False

    def _audit(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and not getattr(self._expected, "now", False):
            path, _mode, flags = arguments
            text = os.fsdecode(path) if isinstance(path, str | bytes) else ""
            if text.startswith(self._root) and isinstance(flags, int) and flags & (os.O_WRONLY | os.O_CREAT):
                self.unseen.append(text)


class _Stream:
    """A stream whose writes are met, each brought to the system at once."""

    def __init__(self, stream, meet):
        self._stream, self._meet = stream, meet

    def write(self, data):
        def half():
            self._stream.write(data[: len(data) // 2])
            self._stream.flush()

        self._meet(half)
        return self._stream.write(data)

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._stream.close()


def make_small() -> None:
    """Let a package of kilobytes be written and flushed in as many steps as one of gigabytes."""
    disk._BUFFER = 2_000
    disk._FLUSH_EVERY = 8_000

"""A layer below the encryption through which SQLite reads and writes, so that a test can note, stop or lose what is written."""

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import apsw


class Disk(apsw.VFS):
    """Hands everything on to the system, and tells of each change before it is made.

    Args:
        tell: called with what is done, the file's name and the rest.
    """

    _numbers = itertools.count()
    newest: ClassVar[str]
    """The name of the layer that was laid last. Each has its own: the encryption never forgets what it was laid over."""

    def __init__(self, tell: Callable[..., None]) -> None:
        self.tell = tell
        Disk.newest = f"noted-{next(self._numbers)}"
        super().__init__(self.newest, "unix")

    def xOpen(self, name, flags):  # noqa: N802  SQLite's name
        return _File(self.tell, name, flags)

    def xDelete(self, name, sync):  # noqa: N802  SQLite's name
        self.tell("delete", Path(name).name)
        super().xDelete(name, sync)


class _File(apsw.VFSFile):
    def __init__(self, tell, name, flags):
        self._tell = tell
        self._name = Path(name.filename() if isinstance(name, apsw.URIFilename) else name or "temporary").name
        super().__init__("unix", name, flags)

    def xWrite(self, data, offset):  # noqa: N802  SQLite's name
        self._tell("write", self._name, offset, bytes(data))
        super().xWrite(data, offset)

    def xTruncate(self, size):  # noqa: N802  SQLite's name
        self._tell("truncate", self._name, size)
        super().xTruncate(size)

    def xSync(self, flags):  # noqa: N802  SQLite's name
        super().xSync(flags)
        self._tell("sync", self._name)


def connection(path: str, flags: int) -> apsw.Connection:
    """Open a connection through the newest layer, with the encryption above it."""
    return apsw.Connection(path, flags=flags, vfs=f"multipleciphers-{Disk.newest}")

"""Where the bytes of attached files go at once: into the store, or into memory where nothing is kept."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from citizen_desktop.package.source import Stored

if TYPE_CHECKING:
    from citizen_desktop.drafts.in_hand import DraftInHand
    from citizen_desktop.drafts.session import DraftSession


@dataclass(frozen=True, eq=False)
class HeldFile:
    """A file in memory.

    Args:
        content: its bytes.
    """

    content: bytes

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.content)

    def blocks(self) -> Iterator[bytes]:
        """Give the content."""
        yield self.content


class Keeper(Protocol):
    """Keeps bytes. Both calls may take their time: they belong into a job."""

    def keep(
        self, draft: "DraftInHand | None", blocks: Iterable[bytes], check: Callable[[], None]
    ) -> tuple[Stored, str]:
        """Copy a file, for a draft that will name it; return it and its SHA-256 in hexadecimal.

        Raises:
            StoreError: it can't be kept; nothing of it is.
            KeyError: the draft was deleted.
        """

    def discard(self, file: Stored) -> None:
        """Remove a file that no draft will name."""


class MemoryKeeper:
    """Keeps bytes as long as the window is open, and nowhere else."""

    def keep(
        self, _draft: "DraftInHand | None", blocks: Iterable[bytes], check: Callable[[], None]
    ) -> tuple[Stored, str]:
        """Copy a file into memory."""
        content = bytearray()
        for block in blocks:
            check()
            content += block
        held = HeldFile(bytes(content))
        return held, hashlib.sha256(held.content).hexdigest()

    def discard(self, file: Stored) -> None:
        """Do nothing: memory that nothing names is free."""


class StoreKeeper:
    """Keeps bytes in the encrypted store.

    Args:
        session: has the store.
    """

    def __init__(self, session: "DraftSession") -> None:
        self._session = session

    def keep(
        self, draft: "DraftInHand | None", blocks: Iterable[bytes], check: Callable[[], None]
    ) -> tuple[Stored, str]:
        """Copy a file into the store.

        Raises:
            StoreError: it can't be kept; nothing of it is.
            KeyError: the draft was deleted.
        """
        if draft is None:
            raise KeyError(draft)
        return self._session.take_in(draft, blocks, check)

    def discard(self, file: Stored) -> None:
        """Remove a file."""
        from citizen_desktop.drafts.stored_file import StoredFile  # noqa: PLC0415  only where something is kept

        if isinstance(file, StoredFile):
            self._session.discard(file)


def content_of(file: Path | Stored) -> bytes:
    """Return all of a file.

    Raises:
        OSError: it can't be read.
    """
    return file.read_bytes() if isinstance(file, Path) else b"".join(file.blocks())


def in_chunks(content: bytes) -> Iterator[bytes]:
    """Give bytes in blocks that the store takes."""
    from citizen_desktop.drafts.store import CHUNK  # noqa: PLC0415  only where something is kept

    for place in range(0, len(content), CHUNK):
        yield content[place : place + CHUNK]

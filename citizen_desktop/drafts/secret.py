"""Bytes that must not stay behind: a page of memory of their own, locked where the platform lets, and wiped after use.

Locked memory is not written to the disk when memory runs short; on Linux the page is also left out of core dumps and of children.
What this cannot reach: copies that libraries make while they work, a passphrase while it is typed (Python's and Qt's texts can't be
wiped), and an image of the whole memory, such as a computer leaves on its disk when it hibernates.
"""

import contextlib
import ctypes
import hmac
import mmap
import os
import secrets
import sys
from typing import Final, NoReturn, Self

KEY_BYTES: Final = 32
_DONT_FORK: Final = getattr(mmap, "MADV_DONTFORK", None)
_DONT_DUMP: Final = getattr(mmap, "MADV_DONTDUMP", None)


class Secret:
    """A few secret bytes. Neither ``repr`` nor pickling nor an exception shows them.

    Args:
        content: the bytes; a ``bytearray`` or a writable view is wiped once it was taken over.
    """

    __slots__ = ("_length", "_pages", "_whole", "locked")

    def __init__(self, content: bytes | bytearray | memoryview) -> None:
        self._length = len(content)
        self._pages: mmap.mmap | None = _own_pages(max(1, self._length))
        self._whole = memoryview(self._pages)
        self.locked = _lock(self._whole)
        """Whether the memory is kept from being written to the disk."""
        self._whole[: self._length] = content
        if not isinstance(content, bytes):
            _zero(memoryview(content))

    @classmethod
    def random(cls, length: int = KEY_BYTES) -> "Secret":
        """Return random bytes from the system."""
        return cls(bytearray(secrets.token_bytes(length)))

    @classmethod
    def empty(cls, length: int = KEY_BYTES) -> "Secret":
        """Return so many zeros, to be filled through ``view``."""
        return cls(bytes(length))

    @property
    def wiped(self) -> bool:
        """Whether the bytes are gone."""
        return self._pages is None

    def view(self) -> memoryview:
        """Return the bytes without a copy; the view must not outlive the secret.

        Raises:
            ValueError: they were wiped.
        """
        if self._pages is None:
            raise ValueError("the secret was wiped")
        return self._whole[: self._length]

    def copy(self) -> "Secret":
        """Return the same bytes in memory of their own."""
        fresh = Secret.empty(self._length)
        fresh.view()[:] = self.view()
        return fresh

    def same_as(self, other: "Secret") -> bool:
        """Whether both hold the same, found out in a time that does not tell where they differ."""
        return hmac.compare_digest(self.view(), other.view())

    def wipe(self) -> None:
        """Overwrite the bytes and give the memory back; a second time does nothing."""
        pages = self._pages
        if pages is None:
            return
        _zero(self._whole)
        if self.locked:
            _unlock(self._whole)
            self.locked = False
        self._pages = None
        # Somebody may still hold a view: it shows zeros, and the page goes when the view does.
        with contextlib.suppress(BufferError):
            self._whole.release()
            pages.close()

    def __bytes__(self) -> bytes:
        """Return a copy, which can't be wiped: for libraries that take nothing else."""
        return bytes(self.view())

    def __len__(self) -> int:
        """Return how many bytes there are."""
        return self._length

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Wipe the bytes."""
        self.wipe()

    def __del__(self) -> None:
        """Wipe what was forgotten."""
        if hasattr(self, "_pages"):
            self.wipe()

    def __repr__(self) -> str:
        """Tell nothing."""
        return f"<Secret of {self._length} bytes>"

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled or copied behind one's back.

        Raises:
            TypeError: always.
        """
        raise TypeError("a secret is not pickled")


def _own_pages(length: int) -> mmap.mmap:
    """Return memory that shares no page with anything else: locks are of whole pages, and taking one off takes it off all."""
    if sys.platform == "win32":
        return mmap.mmap(-1, length)
    pages = mmap.mmap(-1, length, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    for advice in (_DONT_DUMP, _DONT_FORK):
        if advice is not None:
            with contextlib.suppress(OSError):
                pages.madvise(advice)
    return pages


def _address(view: memoryview) -> tuple[ctypes.c_void_p, ctypes.c_size_t]:
    return ctypes.c_void_p(ctypes.addressof(ctypes.c_char.from_buffer(view))), ctypes.c_size_t(len(view))


def _lock(view: memoryview) -> bool:
    """Keep memory from being written to the disk; return whether the platform let us."""
    try:
        if sys.platform == "win32":
            return bool(ctypes.windll.kernel32.VirtualLock(*_address(view)))
        return bool(ctypes.CDLL(None).mlock(*_address(view)) == 0)
    except (OSError, AttributeError):
        return False


def _unlock(view: memoryview) -> None:
    with contextlib.suppress(OSError, AttributeError):
        if sys.platform == "win32":
            ctypes.windll.kernel32.VirtualUnlock(*_address(view))
        else:
            ctypes.CDLL(None).munlock(*_address(view))


def _zero(view: memoryview) -> None:
    if not view.readonly:
        view[:] = bytes(len(view))


def memory_can_be_locked() -> bool:
    """Whether this platform lets us lock memory: tried out, since limits differ from user to user."""
    with Secret(os.urandom(1)) as probe:
        return probe.locked

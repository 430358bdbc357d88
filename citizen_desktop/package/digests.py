"""Digests, computed on another core while the next block is being read or written."""

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Final, Protocol, Self

BLOCK: Final = 1 << 20
"""How much is read at a time."""

ALGORITHMS: Final = {
    "md5": 32, "sha1": 40, "sha224": 56, "sha256": 64, "sha384": 96, "sha512": 128,
    "sha3_224": 56, "sha3_256": 64, "sha3_384": 96, "sha3_512": 128, "blake2b": 128, "blake2s": 64,
}  # fmt: skip
"""The names of the algorithms, as manifests are called after them, and how many hexadecimal digits they give."""

# Handing a smaller block to another thread costs more than it gains.
_WORTH_A_THREAD: Final = 64 * 1024


class _Hash(Protocol):
    def update(self, data: bytes | memoryview, /) -> None: ...
    def hexdigest(self) -> str: ...


class Crc32:
    """The checksum of a zip, in the form of a digest."""

    def __init__(self) -> None:
        self._value = 0

    def update(self, data: bytes | memoryview, /) -> None:
        """Take in the next block."""
        self._value = zlib.crc32(data, self._value)

    def hexdigest(self) -> str:
        """Return the checksum as eight hexadecimal digits."""
        return f"{self._value:08x}"


class Digester:
    """Computes the digests of one file after another; a context, whose threads end with it.

    A block may be overwritten once the next one has been handed over.

    Args:
        algorithms: what to compute, names of ``ALGORITHMS`` or ``crc32``.
    """

    def __init__(self, algorithms: Iterable[str]) -> None:
        self._algorithms = tuple(algorithms)
        self._pool = ThreadPoolExecutor(2, "digest")
        self._pending: list[Future[None]] = []
        self._hashes: list[_Hash] = []

    def start(self) -> None:
        """Begin a file, forgetting one that was broken off."""
        self._wait()
        self._hashes = [_new(name) for name in self._algorithms]

    def update(self, block: bytes | memoryview) -> None:
        """Take in the next block."""
        self._wait()
        if len(block) < _WORTH_A_THREAD:
            for digest in self._hashes:
                digest.update(block)
        else:
            self._pending = [self._pool.submit(digest.update, block) for digest in self._hashes]

    def finish(self) -> dict[str, str]:
        """Return the digests of the file, in small letters, by algorithm."""
        self._wait()
        return {name: digest.hexdigest() for name, digest in zip(self._algorithms, self._hashes, strict=True)}

    def _wait(self) -> None:
        for future in self._pending:
            future.result()
        self._pending = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown()


def _new(name: str) -> _Hash:
    return Crc32() if name == "crc32" else hashlib.new(name, usedforsecurity=False)


def packed(digest: str) -> bytes:
    """Return a digest in half the space."""
    return bytes.fromhex(digest)


def is_digest(text: str, algorithm: str) -> bool:
    """Whether a text is a checksum of this algorithm, in small or capital letters."""
    return len(text) == ALGORITHMS[algorithm] and text.isascii() and text.isalnum() and _is_hexadecimal(text)


def _is_hexadecimal(text: str) -> bool:
    try:
        bytes.fromhex(text)
    except ValueError:
        return False
    return True


def buffers() -> Sequence[memoryview]:
    """Return two buffers to read into by turns."""
    return memoryview(bytearray(BLOCK)), memoryview(bytearray(BLOCK))

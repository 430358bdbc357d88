"""Streams bytes through age: what goes wrong on either side comes back as it was, since pyrage turns it into words."""

from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, Protocol

from citizen_desktop.drafts.handover_errors import HandoverError, HandoverTrouble, source_error

BLOCK: Final = 64 * 1024


class _Sink(Protocol):
    def write(self, data: bytes, /) -> None: ...


class _Reader:
    """Gives blocks as they are asked for."""

    def __init__(self, blocks: Iterator[bytes], told: Callable[[int], None]) -> None:
        self._blocks, self._told = blocks, told
        self._block = memoryview(b"")
        self.error: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, none at the end."""
        try:
            while not self._block:
                block = next(self._blocks, None)
                if block is None:
                    return b""
                self._block = memoryview(block)
                self._told(len(block))
        except BaseException as error:
            self.error = error
            raise
        count = len(self._block) if size < 0 else size
        given, self._block = bytes(self._block[:count]), self._block[count:]
        return given


class _Writer:
    """Passes on what comes."""

    def __init__(self, take: Callable[[bytes], object]) -> None:
        self._take = take
        self.error: BaseException | None = None

    def write(self, data: bytes) -> int:
        try:
            self._take(data)
        except BaseException as error:
            self.error = error
            raise
        return len(data)

    def flush(self) -> None:
        """Leave it to whoever takes the bytes."""


def encrypt(blocks: Iterator[bytes], sink: _Sink, recipient: str, told: Callable[[int], None]) -> None:
    """Encrypt a stream to a public key.

    Args:
        blocks: what is encrypted.
        sink: takes the age file.
        recipient: the public key.
        told: told the size of every block; it may raise.

    Raises:
        Exception: what ``blocks``, ``sink`` or ``told`` raise.
    """
    import pyrage  # noqa: PLC0415  few starts need it

    reader, writer = _Reader(blocks, told), _Writer(sink.write)
    try:
        pyrage.encrypt_io(reader, writer, [pyrage.x25519.Recipient.from_str(recipient)])
    except Exception:
        _raise_first(reader, writer)
        raise


def decrypt(stream: BinaryIO, identity: str, take: Callable[[bytes], object], told: Callable[[bytes], None]) -> None:
    """Decrypt the rest of a file.

    Args:
        stream: an age file from here on.
        identity: the secret key.
        take: told the bytes; each is authentic, but whether all have come is known at the end only.
        told: told every block as it is read from the file; it may raise.

    Raises:
        HandoverError: it can't be read, was altered, or is for another key.
        Exception: what ``take`` or ``told`` raise.
    """
    import pyrage  # noqa: PLC0415  few starts need it

    def blocks() -> Iterator[bytes]:
        while block := _read(stream):
            told(block)
            yield block

    reader, writer = _Reader(blocks(), lambda _size: None), _Writer(take)
    try:
        pyrage.decrypt_io(reader, writer, [pyrage.x25519.Identity.from_str(identity)])
    except Exception:  # noqa: BLE001  ours come back as they were, and all else is pyrage's
        _raise_first(reader, writer)
        raise HandoverError(HandoverTrouble.ALTERED) from None


def _read(stream: BinaryIO) -> bytes:
    try:
        return stream.read(BLOCK)
    except OSError as error:
        raise source_error(error) from error


def _raise_first(reader: _Reader, writer: _Writer) -> None:
    for error in (reader.error, writer.error):
        if error is not None:
            raise error from None

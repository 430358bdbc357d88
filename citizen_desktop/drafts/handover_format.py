"""How a draft lies in a file on its way: the head, and what is encrypted behind it.

The head: magic bytes, version, how the key is wrapped, the length of the whole file, the wrapped key (an age file that holds an age
identity), and a SHA-256 over all that, which tells damage from a wrong code. Behind it an age file to that identity: the length of
the manifest, the manifest as JSON, and the files one after the other. Only the sizes of things can be seen from outside. No name of
a file is ever used as a path.

The identity is made for the one file and its public half stands nowhere: whoever can't open the head can't put another age file
behind it either.
"""

import hashlib
import struct
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from enum import IntEnum
from typing import Annotated, BinaryIO, Final, NamedTuple

import msgspec

from citizen_desktop.drafts.handover_errors import HandoverError, HandoverTrouble
from citizen_desktop.drafts.models import Action, Consent, Summary
from citizen_desktop.forms.draft import Digest, ObjectionDraft

SUFFIX: Final = ".cdh"
VERSION: Final = 1
MAGIC: Final = b"\x89CDH\r\n\x1a\n"
"""Not text, and torn by whatever takes it for text."""
BACKUP_MAGIC: Final = b"\x89CDB\r\n\x1a\n"
_FIXED: Final = struct.Struct(">8sHBQI")
_DIGEST: Final = 32
_LARGEST_KEY: Final = 4 * 1024
_LENGTH: Final = struct.Struct(">I")
LARGEST_MANIFEST: Final = 16 * 1024 * 1024
_MOST_FILES: Final = 1_000
_MOST_ENTRIES: Final = 100_000
_EARLIEST: Final = 2000

Initials = Annotated[str, msgspec.Meta(max_length=32)]


class Wrapping(IntEnum):
    """What opens a file."""

    WORDS = 1
    CENTRE = 2


class Head(NamedTuple):
    """What stands in front.

    Args:
        wrapping: what opens it.
        length: of the whole file.
        key: the wrapped identity.
    """

    wrapping: Wrapping
    length: int
    key: bytes

    @property
    def size(self) -> int:
        """How many bytes the head takes."""
        return _FIXED.size + len(self.key) + _DIGEST

    def pack(self) -> bytes:
        """Return its bytes."""
        front = _FIXED.pack(MAGIC, VERSION, self.wrapping, self.length, len(self.key)) + self.key
        return front + hashlib.sha256(front).digest()


def read_head(stream: BinaryIO, size: int) -> Head:
    """Read the head of a file; the stream stands behind it then.

    Args:
        stream: at its start.
        size: of the file.

    Raises:
        HandoverError: it is none, or not whole.
    """
    front = stream.read(_FIXED.size)
    if front.startswith(BACKUP_MAGIC):
        raise HandoverError(HandoverTrouble.NO_HANDOVER)
    if front[: len(MAGIC)] != MAGIC[: len(front)] or not front:
        raise HandoverError(HandoverTrouble.FOREIGN)
    if len(front) < _FIXED.size:
        raise HandoverError(HandoverTrouble.CUT)
    _magic, version, wrapping, length, key_length = _FIXED.unpack(front)
    if key_length > _LARGEST_KEY:
        raise HandoverError(HandoverTrouble.ALTERED)
    rest = stream.read(key_length + _DIGEST)
    if len(rest) < key_length + _DIGEST:
        raise HandoverError(HandoverTrouble.CUT)
    if hashlib.sha256(front + rest[:key_length]).digest() != rest[key_length:]:
        raise HandoverError(HandoverTrouble.ALTERED)
    if version != VERSION or wrapping not in set(Wrapping):
        raise HandoverError(HandoverTrouble.NEWER)
    if size != length:
        raise HandoverError(HandoverTrouble.CUT if size < length else HandoverTrouble.ALTERED)
    return Head(Wrapping(wrapping), length, rest[:key_length])


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file behind the manifest.

    Args:
        size: in bytes.
        sha256: of its bytes, in hexadecimal.
    """

    size: Annotated[int, msgspec.Meta(ge=0)]
    sha256: Digest


class Deed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that was done with the case before.

    Args:
        at: when.
        action: what.
        initials: by whom.
    """

    at: datetime
    action: Action
    initials: Initials = ""


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What leaves with a draft besides its files.

    Args:
        number: of the case where it comes from.
        summary: what lists show.
        draft: the answers.
        created: when the case was made.
        changed: when it was changed last.
        locked: whether its name is hidden until the passphrase is typed again.
        consents: what was agreed to.
        history: what was done, the first first.
        files: in the order of the draft's attachments.
    """

    number: Annotated[int, msgspec.Meta(ge=0, le=2**53)]
    summary: Summary
    draft: ObjectionDraft
    created: datetime
    changed: datetime
    locked: bool = False
    consents: Annotated[tuple[Consent, ...], msgspec.Meta(max_length=100)] = ()
    history: Annotated[tuple[Deed, ...], msgspec.Meta(max_length=_MOST_ENTRIES)] = ()
    files: Annotated[tuple[Entry, ...], msgspec.Meta(max_length=_MOST_FILES)] = ()

    @property
    def size(self) -> int:
        """Of the files together, in bytes."""
        return sum(entry.size for entry in self.files)

    @property
    def moments(self) -> tuple[datetime, ...]:
        """Every time in it."""
        consents = (consent.at for consent in self.consents)
        return self.created, self.changed, *consents, *(deed.at for deed in self.history)


def pack_manifest(manifest: Manifest) -> bytes:
    """Return what is encrypted in front of the files.

    Raises:
        HandoverError: it is longer than what would be taken in again.
    """
    data = msgspec.json.encode(manifest)
    if len(data) > LARGEST_MANIFEST:
        raise HandoverError(HandoverTrouble.TOO_LARGE)
    return _LENGTH.pack(len(data)) + data


def parse_manifest(data: bytes) -> Manifest:
    """Read a manifest that anybody may have written.

    Raises:
        HandoverError: it is none.
    """
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise HandoverError(_newer_or_altered(data)) from None
    count = len(manifest.draft.attachments)
    beside = {entry.sha256 for entry in manifest.files[count:]}
    if len(manifest.files) < count or not beside <= manifest.draft.originals:
        raise HandoverError(HandoverTrouble.ALTERED)
    if any(moment.tzinfo is None or not _EARLIEST < moment.year < 9000 for moment in manifest.moments):
        raise HandoverError(HandoverTrouble.ALTERED)
    return manifest


class _Versioned(msgspec.Struct):
    version: int = 0


class _Outline(msgspec.Struct):
    draft: _Versioned = msgspec.field(default_factory=_Versioned)


def _newer_or_altered(data: bytes) -> HandoverTrouble:
    try:
        outline = msgspec.json.decode(data, type=_Outline)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return HandoverTrouble.ALTERED
    return HandoverTrouble.NEWER if outline.draft.version > ObjectionDraft().version else HandoverTrouble.ALTERED


class Unpacker:
    """Takes the decrypted bytes as they come, and hands on the manifest and the blocks of the files.

    Args:
        largest: bytes of all files together that are taken in.
        available: bytes that the file on the disk has: what it holds can't be more.
        on_manifest: told the manifest, before any block.
        on_file: told that a file begins.
        on_block: told the next block of the file that has begun.
    """

    def __init__(
        self,
        largest: int,
        available: int,
        on_manifest: Callable[[Manifest], None] = lambda _manifest: None,
        on_file: Callable[[Entry], None] = lambda _entry: None,
        on_block: Callable[[memoryview], None] = lambda _block: None,
    ) -> None:
        self._largest, self._available = largest, available
        self._on_manifest, self._on_file, self._on_block = on_manifest, on_file, on_block
        self.manifest: Manifest | None = None
        self._front = bytearray()
        self._entries: Iterator[Entry] = iter(())
        self._entry: Entry | None = None
        self._left = 0
        self._digest = hashlib.sha256()

    def feed(self, data: bytes) -> None:
        """Take the next bytes.

        Raises:
            HandoverError: they are not what the manifest says.
        """
        rest = memoryview(data)
        if self.manifest is None:
            rest = self._feed_manifest(rest)
        while rest:
            if self._entry is None:
                raise HandoverError(HandoverTrouble.ALTERED)
            block, rest = rest[: self._left], rest[self._left :]
            self._digest.update(block)
            self._left -= len(block)
            self._on_block(block)
            if not self._left:
                self._next()

    def end(self) -> Manifest:
        """Return the manifest once everything has come.

        Raises:
            HandoverError: something is missing.
        """
        if self.manifest is None or self._entry is not None:
            raise HandoverError(HandoverTrouble.ALTERED)
        return self.manifest

    def _feed_manifest(self, data: memoryview) -> memoryview:
        self._front += data
        if len(self._front) < _LENGTH.size:
            return data[:0]
        (length,) = _LENGTH.unpack_from(self._front)
        if length > min(LARGEST_MANIFEST, self._available):
            raise HandoverError(HandoverTrouble.ALTERED)
        end = _LENGTH.size + length
        if len(self._front) < end:
            return data[:0]
        manifest = parse_manifest(bytes(self._front[_LENGTH.size : end]))
        if manifest.size > self._available:
            raise HandoverError(HandoverTrouble.ALTERED)
        if manifest.size > self._largest:
            raise HandoverError(HandoverTrouble.TOO_LARGE)
        rest = bytes(self._front[end:])
        self._front = bytearray()
        self.manifest = manifest
        self._on_manifest(manifest)
        self._entries = iter(manifest.files)
        self._next(first=True)
        return memoryview(rest)

    def _next(self, *, first: bool = False) -> None:
        """Close a file and begin the next one; empty ones end as they begin."""
        while True:
            if not first and self._entry is not None and self._digest.hexdigest() != self._entry.sha256:
                raise HandoverError(HandoverTrouble.ALTERED)
            first = False
            self._entry = next(self._entries, None)
            if self._entry is None:
                return
            self._digest = hashlib.sha256()
            self._left = self._entry.size
            self._on_file(self._entry)
            if self._left:
                return


def packed(manifest: bytes, files: Iterable[Iterable[bytes]]) -> Iterator[bytes]:
    """Yield what is encrypted, in order."""
    yield manifest
    for blocks in files:
        yield from blocks

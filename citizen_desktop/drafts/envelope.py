"""``store.key``: how the key of the drafts is kept. Nothing personal is in it.

It is small and everything hangs on it, so it carries a digest of itself, it is replaced in one step, and the same lies once more
among the snapshots: a damaged one is told apart from a wrong passphrase, and is made good from the other.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO, Final

import msgspec

from citizen_desktop.drafts.keeping import Keeping, KeyPlace
from citizen_desktop.drafts.secret import KEY_BYTES
from citizen_desktop.drafts.wrapping import Wrapping
from citizen_desktop.files import flush_folder, write_atomically

VERSION: Final = 1
_LARGEST: Final = 64 * 1024
_Name = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]


class KeyTrouble(StrEnum):
    """What is wrong with the key."""

    WRONG = "wrong"
    """The passphrase or the code is not the right one."""
    MISSPELT = "misspelt"
    """The recovery code has a slip: it was not tried."""
    WAIT = "wait"
    """Too many errors: not yet."""
    DAMAGED = "damaged"
    """The file is not what was written, and so is its copy."""
    NEWER = "newer"
    """A newer version of the program wrote it."""
    LOST = "lost"
    """The system's keyring does not have the key any more, or does not open."""
    UNREADABLE = "unreadable"
    """The file can't be read or written."""


class KeyFileError(Exception):
    """The key can't be had.

    Args:
        trouble: why.
    """

    def __init__(self, trouble: KeyTrouble) -> None:
        self.trouble = trouble
        super().__init__(trouble.value)


class Envelope(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the file says.

    Args:
        version: of the file.
        keeping: what was decided at the first start.
        place: where the key is.
        id: random: the name of the key in the keyring, and what wrappings are bound to.
        key: itself, where it lies in this file.
        passphrase: the key wrapped by the passphrase.
        recovery: the key wrapped by the recovery code, if one was made.
        words: the key wrapped by six words, in a backup of one person's own computer.
        auto_lock_minutes: without a touch after which the drafts lock; 0 for never.
        leftover: name of a key that is to leave the keyring, as one that a passphrase wraps by now.
    """

    version: int = VERSION
    keeping: Keeping
    place: KeyPlace
    id: _Name
    key: Annotated[bytes, msgspec.Meta(min_length=KEY_BYTES, max_length=KEY_BYTES)] | None = None
    passphrase: Wrapping | None = None
    recovery: Wrapping | None = None
    words: Wrapping | None = None
    auto_lock_minutes: Annotated[int, msgspec.Meta(ge=0, le=1440)] = 0
    leftover: _Name | None = None

    def __post_init__(self) -> None:
        """Refuse one whose key is not where it says.

        Raises:
            ValueError: it is not.
        """
        held = {KeyPlace.FILE: self.key, KeyPlace.PASSPHRASE: self.passphrase, KeyPlace.WORDS: self.words}
        if any((content is not None) is not (place is self.place) for place, content in held.items()):
            raise ValueError(self.place)
        if self.place is KeyPlace.WORDS and self.keeping is not Keeping.PERSONAL:
            raise ValueError(self.keeping)

    def __repr__(self) -> str:
        """Tell nothing of the key."""
        return f"<Envelope {self.keeping} {self.place}>"


class _Signed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file: the envelope as text, and the digest of that text."""

    sha256: str
    envelope: str


class _Head(msgspec.Struct, frozen=True):
    version: int


@dataclass(frozen=True)
class EnvelopeFile:
    """The file and its copy.

    Args:
        path: of the file.
        copy: of the copy.
    """

    path: Path
    copy: Path

    @property
    def there(self) -> bool:
        """Whether there is either."""
        return self.path.exists() or self.copy.exists()

    def read(self) -> Envelope:
        """Return what the file says, or its copy where the file is damaged or gone; each makes good the other.

        Raises:
            KeyFileError: neither can be read.
            FileNotFoundError: there is neither.
        """
        troubles: list[KeyTrouble] = []
        found: list[tuple[Path, bytes, Envelope]] = []
        for path in (self.path, self.copy):
            try:
                content = _content(path)
                found.append((path, content, _own(parse_envelope(content))))
            except FileNotFoundError:
                continue
            except KeyFileError as error:
                troubles.append(error.trouble)
                if error.trouble is KeyTrouble.NEWER and path == self.path:
                    # A newer program's own words count, whatever an older copy says.
                    raise
        if not found:
            if troubles:
                raise KeyFileError(troubles[0])
            raise FileNotFoundError(self.path.name)
        path, content, envelope = found[0]
        if len(found) < 2 or found[1][1] != content:
            other = self.copy if path == self.path else self.path
            # Made good at another start if the disk does not let us now; one that can't even be read is left alone.
            if KeyTrouble.UNREADABLE not in troubles and KeyTrouble.NEWER not in troubles:
                with contextlib.suppress(OSError):
                    write_atomically(other, content)
        return envelope

    def peek(self) -> Keeping | None:
        """Return how drafts are kept by the file itself, None while that can't be told.

        Nothing is made good: another window may be at it.
        """
        try:
            return _own(parse_envelope(_content(self.path))).keeping
        except (FileNotFoundError, KeyFileError):
            return None

    def write(self, envelope: Envelope) -> None:
        """Replace the file in one step, and then its copy: at any moment one of them is whole.

        Raises:
            KeyFileError: it can't be written; the file is as it was.
        """
        try:
            self.put(pack_envelope(envelope))
        except OSError:
            raise KeyFileError(KeyTrouble.UNREADABLE) from None

    def put(self, content: bytes) -> None:
        """Replace the file by another one's content, as ``write`` does.

        Raises:
            OSError: it can't be written; the file is as it was.
        """
        with _overwriting(self.path, self.copy):
            # Its temporary file, and so the file, is readable by the user alone.
            write_atomically(self.path, content)
            try:
                write_atomically(self.copy, content)
            except OSError:
                # What the copy says may open with a passphrase that holds no more: better none.
                with contextlib.suppress(OSError):
                    self.copy.unlink(missing_ok=True)

    def destroy(self) -> None:
        """Overwrite and remove both.

        Raises:
            OSError: one can't be removed.
        """
        for path in (self.path, self.copy):
            with contextlib.suppress(FileNotFoundError):
                size = path.stat().st_size
                with contextlib.suppress(PermissionError), path.open("r+b") as stream:
                    stream.write(bytes(size))
                    stream.flush()
                    os.fsync(stream.fileno())
                path.unlink()
                flush_folder(path.parent)


@contextlib.contextmanager
def _overwriting(*paths: Path) -> Iterator[None]:
    """Overwrite what was in files that are replaced meanwhile: it may be the key, which a passphrase is to wrap from now on.

    Windows replaces no file that is open, so nothing is overwritten there.
    """
    with contextlib.ExitStack() as stack:
        before: list[BinaryIO] = []
        for path in paths if os.name == "posix" else ():
            with contextlib.suppress(OSError):
                before.append(stack.enter_context(path.open("r+b", buffering=0)))
        yield
        for stream in before:
            with contextlib.suppress(OSError):
                state = os.fstat(stream.fileno())
                if not state.st_nlink:
                    stream.write(bytes(state.st_size))
                    os.fsync(stream.fileno())


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_LARGEST + 1)
    except FileNotFoundError:
        raise
    except OSError:
        raise KeyFileError(KeyTrouble.UNREADABLE) from None


def _own(envelope: Envelope) -> Envelope:
    """Return an envelope that may be in use here.

    Raises:
        KeyFileError: it belongs into a backup: nobody would be asked for its words.
    """
    if envelope.place is KeyPlace.WORDS:
        raise KeyFileError(KeyTrouble.DAMAGED)
    return envelope


def pack_envelope(envelope: Envelope) -> bytes:
    """Return the content of a key file."""
    text = msgspec.json.encode(envelope).decode()
    signed = _Signed(hashlib.sha256(text.encode()).hexdigest(), text)
    return msgspec.json.format(msgspec.json.encode(signed), indent=1)


def parse_envelope(content: bytes) -> Envelope:
    """Return what a key file says.

    Raises:
        KeyFileError: it is damaged, or of a newer version.
    """
    # Nothing of what is there may reach a message: the file may hold the key.
    try:
        signed = msgspec.json.decode(content, type=_Signed)
        if hashlib.sha256(signed.envelope.encode()).hexdigest() != signed.sha256:
            raise KeyFileError(KeyTrouble.DAMAGED)
        if msgspec.json.decode(signed.envelope, type=_Head).version > VERSION:
            raise KeyFileError(KeyTrouble.NEWER)
        return msgspec.json.decode(signed.envelope, type=Envelope)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise KeyFileError(KeyTrouble.DAMAGED) from None

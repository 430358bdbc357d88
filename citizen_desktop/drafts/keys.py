"""The key of the drafts: made at the first start, found again at each further one, wrapped anew with another passphrase."""

import base64
import binascii
import contextlib
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from citizen_desktop.clock import SystemClock
from citizen_desktop.drafts import placing
from citizen_desktop.drafts.attempts import Attempts
from citizen_desktop.drafts.envelope import (
    Envelope,
    EnvelopeFile,
    KeyFileError,
    KeyTrouble,
    pack_envelope,
    parse_envelope,
)
from citizen_desktop.drafts.errors import StoreError
from citizen_desktop.drafts.keeping import Keeping, KeyPlace
from citizen_desktop.drafts.keyrings import Keyring, SystemKeyring
from citizen_desktop.drafts.receipt import Receipt
from citizen_desktop.drafts.recovery_code import make_code, read_code
from citizen_desktop.drafts.secret import KEY_BYTES, Secret
from citizen_desktop.drafts.whole_erasure import erase_everything, was_begun
from citizen_desktop.drafts.wrapping import Cost, WrongPassphraseError, unwrap, wrap
from citizen_desktop.paths import OwnedFiles

if TYPE_CHECKING:
    from citizen_desktop.drafts.handover_words import Code, WordList

_PASSPHRASE: Final = "passphrase"  # noqa: S105  labels of wrappings
_RECOVERY: Final = "recovery"
_WORDS: Final = "words"


@dataclass(frozen=True)
class Made:
    """A new key.

    Args:
        secret: the key.
        place: where it is.
        code: the recovery code, empty for none: it is told this once and kept nowhere.
    """

    secret: Secret
    place: KeyPlace
    code: str = ""

    def __repr__(self) -> str:
        """Tell nothing of the key."""
        return f"<Made {self.place}>"


class Keys:
    """Keeps the key of one store. Every method may take a second: none is for the GUI thread but ``known`` and ``keeping_now``.

    Args:
        files: where everything lies.
        attempts: counts wrong passphrases.
        keyring: of the system.
        cost: of a guess, for what is wrapped from now on.
    """

    def __init__(
        self, files: OwnedFiles, attempts: Attempts, keyring: Keyring | None = None, cost: Cost | None = None
    ) -> None:
        self._files = files
        self.attempts = attempts
        self._keyring = keyring or SystemKeyring()
        self._cost = cost or Cost()
        self._file = EnvelopeFile(files.store_key, files.snapshots / files.store_key.name)

    # ------------------------------------------------------------------ what is known

    @property
    def decided(self) -> bool:
        """Whether there was a first start: it asks once."""
        return self._file.there

    @property
    def orphaned(self) -> bool:
        """Whether there are drafts, but nothing that says how their key is kept."""
        return self._files.store.exists() and not self._file.there

    def known(self) -> Envelope:
        """Return what was decided.

        Raises:
            KeyFileError: the file is damaged, and so is its copy.
            FileNotFoundError: nothing was decided yet.
        """
        return self._file.read()

    def keeping_now(self) -> Keeping | None:
        """Return how drafts are kept at this moment, for a window that only looks on; None while that can't be told."""
        return self._file.peek()

    # ------------------------------------------------------------------ the first start

    def keep_nothing(self) -> None:
        """Take note that nothing is to be kept.

        Raises:
            KeyFileError: that can't be written down; it holds all the same until the program ends.
        """
        self._replace(Envelope(keeping=Keeping.NOTHING, place=KeyPlace.NOWHERE, id=_new_id()))

    def make_personal(self, secret: Secret | None = None) -> Made:
        """Make a key for one person's own computer, or keep one for the user alone that a passphrase opened so far.

        Args:
            secret: the key in use; None for a new one. Whoever has it wipes it.

        Raises:
            KeyFileError: it can't be kept; what held before holds on.
        """
        key, name, before = self._key(secret), _new_id(), self._known()
        try:
            if before is not None and before.place is KeyPlace.PASSPHRASE:
                # Whatever happens next, the key does not stay in the clear while a passphrase is still asked.
                self._file.write(msgspec.structs.replace(before, leftover=name))
            envelope = self._personal(key, name)
            self._replace(envelope)
        except BaseException:
            key.wipe()
            known = self._known()
            if not self._file.there or (known is not None and known.id != name):
                self._keyring.remove(name)
            raise
        return Made(key, envelope.place)

    def _personal(self, secret: Secret, name: str) -> Envelope:
        """Return how a key is kept for the user alone; it is in the keyring then by that name, if there is one."""
        in_keyring = self._keyring.put(name, base64.b64encode(secret.view()).decode())
        place = KeyPlace.KEYRING if in_keyring else KeyPlace.FILE
        key = None if in_keyring else bytes(secret)
        return Envelope(keeping=Keeping.PERSONAL, place=place, id=name, key=key)

    def make_centre(
        self, passphrase: str, auto_lock_minutes: int, *, with_code: bool, secret: Secret | None = None
    ) -> Made:
        """Make a key that a passphrase opens, or put a passphrase around one that was kept for the user alone so far.

        Args:
            passphrase: strong enough, which is not judged here.
            auto_lock_minutes: without a touch after which the drafts lock.
            with_code: make a recovery code too.
            secret: the key in use; None for a new one. Whoever has it wipes it.

        Raises:
            KeyFileError: it can't be kept, or another window put a passphrase around it meanwhile; what held before holds on.
        """
        before = self._known()
        if secret is not None and before is not None and before.place is KeyPlace.PASSPHRASE:
            raise KeyFileError(KeyTrouble.UNREADABLE)
        key, name, code = self._key(secret), _new_id(), make_code() if with_code else ""
        try:
            self._replace(
                Envelope(
                    keeping=Keeping.CENTRE,
                    place=KeyPlace.PASSPHRASE,
                    id=name,
                    passphrase=wrap(key, passphrase, _label(name, _PASSPHRASE), self._cost),
                    recovery=wrap(key, read_code(code) or code, _label(name, _RECOVERY), self._cost) if code else None,
                    auto_lock_minutes=auto_lock_minutes,
                )
            )
        except BaseException:
            key.wipe()
            raise
        return Made(key, KeyPlace.PASSPHRASE, code)

    def _key(self, secret: Secret | None) -> Secret:
        """Return the key in use in memory of its own, or a new one: never a new one for drafts that are there."""
        if secret is not None:
            return secret.copy()
        if self._files.store.exists():
            raise KeyFileError(KeyTrouble.UNREADABLE)
        return Secret.random()

    def _replace(self, envelope: Envelope) -> None:
        """Write another envelope, and only then take the key of the one before out of the keyring."""
        before = self._known()
        if before is not None and before.place is KeyPlace.KEYRING:
            envelope = msgspec.structs.replace(envelope, leftover=before.id)
        self._file.write(envelope)
        self._tidy()

    def _tidy(self) -> None:
        """Take out of the keyring what should not be there any more: at once, or after a kill when the drafts are opened next."""
        envelope = self._known()
        if envelope is not None and envelope.leftover is not None:
            self._keyring.remove(envelope.leftover)
            with contextlib.suppress(KeyFileError):
                self._file.write(msgspec.structs.replace(envelope, leftover=None))

    def _known(self) -> Envelope | None:
        with contextlib.suppress(KeyFileError, FileNotFoundError):
            return self._file.read()
        return None

    # ------------------------------------------------------------------ each further start

    def open_personal(self) -> Secret:
        """Return the key that is kept for the user alone.

        Raises:
            KeyFileError: it can't be had; ``LOST`` where the keyring has it no more, or did not answer.
        """
        envelope = self._read()
        if envelope.key is not None:
            return Secret(envelope.key)
        text = self._keyring.get(envelope.id) if envelope.place is KeyPlace.KEYRING else None
        try:
            key = base64.b64decode(text or "", validate=True)
        except (ValueError, binascii.Error):
            raise KeyFileError(KeyTrouble.LOST) from None
        if len(key) != KEY_BYTES:
            raise KeyFileError(KeyTrouble.LOST)
        return Secret(key)

    def unlock(self, passphrase: str) -> Secret:
        """Return the key that a passphrase opens.

        Raises:
            KeyFileError: ``WRONG``, ``WAIT``, or something is wrong with the file.
        """
        envelope = self._read()
        if envelope.passphrase is None:
            raise KeyFileError(KeyTrouble.DAMAGED)
        with _Attempt(self.attempts):
            secret = unwrap(envelope.passphrase, passphrase, _label(envelope.id, _PASSPHRASE))
        self._tidy()
        return secret

    def unlock_with_code(self, typed: str) -> Secret:
        """Return the key that the recovery code opens.

        Raises:
            KeyFileError: ``MISSPELT``, which costs no attempt, ``WRONG``, ``WAIT``, or something is wrong with the file.
        """
        envelope = self._read()
        code = read_code(typed)
        if code is None:
            raise KeyFileError(KeyTrouble.MISSPELT)
        if envelope.recovery is None:
            raise KeyFileError(KeyTrouble.DAMAGED)
        with _Attempt(self.attempts):
            secret = unwrap(envelope.recovery, code, _label(envelope.id, _RECOVERY))
        self._tidy()
        return secret

    # ------------------------------------------------------------------ backups

    def backup_envelope(self, secret: Secret, code: "Code | None") -> bytes:
        """Return how the key is kept in a backup: never in the clear, and so that it can be opened elsewhere.

        Args:
            secret: the key in use.
            code: wraps the key of one person's own computer; None where a passphrase opens the store: it opens the backup too.

        Raises:
            KeyFileError: the file that says how the key is kept can't be read.
            ValueError: there is a code where none is needed, or none where one is.
        """
        envelope = self._read()
        if (envelope.place is KeyPlace.PASSPHRASE) is not (code is None):
            raise ValueError(envelope.place)
        if code is None:
            return pack_envelope(msgspec.structs.replace(envelope, leftover=None))
        name = _new_id()
        words = wrap(secret, code.passphrase, _label(name, _WORDS), self._cost)
        return pack_envelope(Envelope(keeping=Keeping.PERSONAL, place=KeyPlace.WORDS, id=name, words=words))

    def adopt_personal(self, secret: Secret) -> bytes:
        """Return a key file with which this computer keeps the key of a backup for the user alone.

        The key is in the keyring then, if there is one; ``forget_adopted`` takes it out again.

        Args:
            secret: the key of the backup.
        """
        return pack_envelope(self._personal(secret, _new_id()))

    def forget_adopted(self, content: bytes) -> None:
        """Take a key out of the keyring: the backup that it belongs to could not be put in place.

        Args:
            content: what ``adopt_personal`` gave.
        """
        self._forget(placing.keyring_name(content))

    @property
    def restoring(self) -> bool:
        """Whether a backup was being put in place and that was broken off: ``settle`` is to be called before anything else."""
        return placing.was_begun(self._files)

    def settle(self) -> None:
        """Put back what was in use before a restore that was broken off.

        Raises:
            KeyFileError: it can't be done now, or another window is at it.
        """
        try:
            self._forget(placing.put_back(self._files, SystemClock()))
        except (OSError, StoreError):
            raise KeyFileError(KeyTrouble.UNREADABLE) from None

    def _forget(self, name: str) -> None:
        if name:
            self._keyring.remove(name)

    def open_other(self, content: bytes, typed: str, words: "WordList | None" = None) -> Secret | None:
        """Return the key of a store from elsewhere, such as that of a backup.

        Args:
            content: of its key file.
            typed: its passphrase, its recovery code or its six words; needless where the key lies in the file itself.
            words: the list that six words are of.

        Returns:
            None where what was typed does not open it, or where its key stayed in another system's keyring.

        Raises:
            KeyFileError: ``MISSPELT``, which costs no attempt, ``WAIT``, or something is wrong with the file.
        """
        envelope = parse_envelope(content)
        if envelope.key is not None:
            return Secret(envelope.key)
        code = read_code(typed)
        wrapping, secret, label = envelope.passphrase, typed, _PASSPHRASE
        if code is not None and envelope.recovery is not None:
            wrapping, secret, label = envelope.recovery, code, _RECOVERY
        elif envelope.words is not None and words is not None:
            wrapping, secret, label = envelope.words, _passphrase_of(words, typed), _WORDS
        if wrapping is None:
            return None
        try:
            with _Attempt(self.attempts):
                return unwrap(wrapping, secret, _label(envelope.id, label))
        except KeyFileError as error:
            if error.trouble is KeyTrouble.WRONG:
                return None
            raise

    # ------------------------------------------------------------------ changes

    def change_passphrase(self, old: str, new: str) -> None:
        """Wrap the key anew; it stays the same, and so do the drafts and the recovery code.

        Args:
            old: the passphrase so far.
            new: the next one.

        Raises:
            KeyFileError: the old one is wrong, or nothing can be written: the old one holds.
        """
        with self.unlock(old) as secret:
            self.set_passphrase(secret, new)

    def set_passphrase(self, secret: Secret, new: str) -> None:
        """Wrap a key anew that is open already, as after a recovery.

        Args:
            secret: the key.
            new: the next passphrase.

        Raises:
            KeyFileError: it can't be written: the old one holds.
        """
        envelope = self._read()
        wrapping = wrap(secret, new, _label(envelope.id, _PASSPHRASE), self._cost)
        self._file.write(msgspec.structs.replace(envelope, passphrase=wrapping))

    def set_auto_lock(self, minutes: int) -> None:
        """Keep another time until the drafts lock.

        Raises:
            KeyFileError: it can't be written.
        """
        self._file.write(msgspec.structs.replace(self._read(), auto_lock_minutes=minutes))

    def erase(self) -> Receipt:
        """Destroy the key and with it the drafts, their snapshots and whatever was set aside; begun again, it goes on.

        Raises:
            KeyFileError: something could not be removed.
        """
        files = self._files
        names = {name for path in self._key_files() for name in _keyring_names_in(path)}

        def forget_key() -> None:
            for name in sorted(names):
                self._keyring.remove(name)

        try:
            placing.forget(files)
            receipt = erase_everything(
                files.data, files.store, files.store_key, files.snapshots, (), SystemClock(), forget_key
            )
            files.store_lock.unlink(missing_ok=True)
        except OSError:
            raise KeyFileError(KeyTrouble.UNREADABLE) from None
        if receipt.left:
            raise KeyFileError(KeyTrouble.UNREADABLE)
        self.attempts.forget()
        return receipt

    def _key_files(self) -> tuple[Path, ...]:
        """Return the key files that are there: in use, its copy, and those of stores that a backup replaced."""
        aside = self._files.snapshots.rglob(self._files.store_key.name) if self._files.snapshots.is_dir() else ()
        return (self._files.store_key, *sorted(aside))

    @property
    def erasing(self) -> bool:
        """Whether erasing was begun and broken off: ``erase`` is to be called before anything else."""
        return was_begun(self._files.data)

    def _read(self) -> Envelope:
        try:
            return self._file.read()
        except FileNotFoundError:
            raise KeyFileError(KeyTrouble.DAMAGED) from None


class _Attempt:
    """An attempt with a passphrase, counted before it is judged."""

    def __init__(self, attempts: Attempts) -> None:
        self._attempts = attempts

    def __enter__(self) -> None:
        if self._attempts.seconds_left() > 0:
            raise KeyFileError(KeyTrouble.WAIT)
        self._attempts.begin()

    def __exit__(self, kind: type[BaseException] | None, _error: BaseException | None, _trace: object) -> None:
        if kind is not None and not issubclass(kind, WrongPassphraseError):
            self._attempts.withdraw()
            return
        self._attempts.finish(right=kind is None)
        if kind is not None:
            raise KeyFileError(KeyTrouble.WRONG) from None


def _passphrase_of(words: "WordList", typed: str) -> str:
    """Return what six words that were typed unwrap with.

    Raises:
        KeyFileError: these are no six words of the list.
    """
    from citizen_desktop.drafts.handover_words import CodeError  # noqa: PLC0415  few starts need it

    try:
        return words.read(typed).passphrase
    except CodeError:
        raise KeyFileError(KeyTrouble.MISSPELT) from None


def _keyring_names_in(path: Path) -> tuple[str, ...]:
    """Return the names in the keyring that a key file speaks of; none where it can't be read."""
    with contextlib.suppress(OSError, KeyFileError):
        envelope = parse_envelope(path.read_bytes())
        own = envelope.id if envelope.place is KeyPlace.KEYRING else None
        return tuple(name for name in (own, envelope.leftover) if name is not None)
    return ()


def _label(name: str, purpose: str) -> str:
    return f"citizen-desktop {name} {purpose}"


def _new_id() -> str:
    return secrets.token_hex(16)

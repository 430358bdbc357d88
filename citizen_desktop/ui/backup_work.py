"""What the sheet of backups has done off the GUI thread: making one, opening one, making it this computer's own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from citizen_desktop.clock import Clock
from citizen_desktop.drafts.backup import BackedUp, back_up
from citizen_desktop.drafts.backup_format import refuse_in_kiosk
from citizen_desktop.drafts.envelope import Envelope, KeyFileError, KeyTrouble, parse_envelope
from citizen_desktop.drafts.handover_errors import HandoverError, HandoverTrouble
from citizen_desktop.drafts.handover_words import Code, WordList
from citizen_desktop.drafts.keeping import Keeping, KeyPlace
from citizen_desktop.drafts.keys import Keys
from citizen_desktop.drafts.restore import Preview, discard, head_of_backup, prepare
from citizen_desktop.drafts.secret import Secret
from citizen_desktop.drafts.store import Store
from citizen_desktop.drafts.way_out import Watch
from citizen_desktop.package.errors import Cancelled
from citizen_desktop.paths import OwnedFiles
from citizen_desktop.policy import Mode
from citizen_desktop.ui.jobs import Control
from citizen_desktop.unfinished import noting


@dataclass(frozen=True, eq=False)
class StoreInUse:
    """What a backup is made of, and what it is put in the place of.

    Args:
        store: in use.
        secret: its key.
        keys: keeps it.
        words: codes are drawn from, and understood by.
        files: what the application owns.
        mode: for whom the machine stands there; a kiosk refuses.
        removable_only: backups go to removable media only.
        state: where places of unfinished files are noted, None where nothing may be kept.
        close: closes the store, so that another one can be put in its place; ``restored`` follows, and then it is to be
            opened anew, or nothing at all if ``reopen`` follows.
        reopen: opens the store again where the backup could not be put in its place.
    """

    store: Store
    secret: Secret = field(repr=False)
    keys: Keys
    words: WordList
    files: OwnedFiles
    mode: Mode
    removable_only: bool = False
    state: Path | None = None
    close: Callable[[], None] = lambda: None
    reopen: Callable[[], None] = lambda: None

    @property
    def is_personal(self) -> bool:
        """Whether it is one person's own: its backups are opened by six words."""
        known = self._known()
        return known is not None and known.keeping is Keeping.PERSONAL

    @property
    def has_code(self) -> bool:
        """Whether a recovery code was made for it: it opens its backups, too."""
        known = self._known()
        return known is not None and known.recovery is not None

    def _known(self) -> Envelope | None:
        with suppress(KeyFileError, FileNotFoundError):
            return self.keys.known()
        return None


@dataclass(frozen=True)
class MadeBackup:
    """A backup that was made.

    Args:
        file: it.
        code: opens it; None where the passphrase of the store does.
    """

    file: BackedUp
    code: Code | None


@dataclass(frozen=True)
class Locked:
    """A backup with another key than the store in use.

    Args:
        place: where its key is.
        has_code: a recovery code opens it, too.
    """

    place: KeyPlace
    has_code: bool = False


@dataclass(frozen=True, eq=False)
class Seen:
    """A backup that was opened.

    Args:
        preview: of it.
        secret: its key, which is to become this computer's own; None where the key in use or a passphrase opens it.
        envelope: the key file that comes with it; empty where the key in use opens it, or where one is still to be made.
    """

    preview: Preview
    secret: Secret | None = field(default=None, repr=False)
    envelope: bytes = field(default=b"", repr=False)

    @property
    def has_other_key(self) -> bool:
        """Whether the key in use does not open it."""
        return self.secret is not None or bool(self.envelope)

    def forget(self) -> None:
        """Remove what waits: it is not wanted."""
        discard(self.preview)
        self.wipe()

    def wipe(self) -> None:
        """Wipe its key."""
        if self.secret is not None:
            self.secret.wipe()


def make_backup(control: Control, used: StoreInUse, folder: Path, clock: Clock) -> MadeBackup:
    """Make a backup.

    Raises:
        HandoverError: it could not be made.
        Cancelled: it was broken off.
    """
    watch = Watch(control.progress, control.cancelled)
    refuse_in_kiosk(used.mode)
    code = used.words.draw() if used.is_personal else None
    try:
        envelope = used.keys.backup_envelope(used.secret, code)
    except KeyFileError:
        raise HandoverError(HandoverTrouble.STORE_UNREADABLE) from None
    with noting(used.state) as remember:
        made = back_up(
            used.store, used.secret.view(), envelope, used.files, folder, clock, used.mode,
            removable_only=used.removable_only, watch=watch, remember=remember,
        )  # fmt: skip
        return MadeBackup(made, code)


def look_at(control: Control, used: StoreInUse, path: Path, typed: str, clock: Clock) -> Seen | Locked:
    """Open a backup with the key in use, or with what was typed.

    Raises:
        HandoverError: it can't be opened.
        Cancelled: it was broken off.
    """
    watch = Watch(control.progress, control.cancelled)

    def preview(key: Secret) -> Preview:
        return prepare(path, key.view(), used.files, clock, used.mode, used.store.heads(), watch)

    with _told():
        head = head_of_backup(path, used.mode)
        if not typed:
            try:
                return Seen(preview(used.secret))
            except HandoverError as error:
                if error.trouble is not HandoverTrouble.OTHER_LOCK or not head.envelope:
                    raise
        other = parse_envelope(head.envelope)
        _refuse_personal(other, used)
        if not typed and other.place is not KeyPlace.FILE:
            return Locked(other.place, has_code=other.recovery is not None)
        secret = used.keys.open_other(head.envelope, typed, used.words)
        if secret is None:
            raise HandoverError(HandoverTrouble.NOT_OPENED)
        try:
            found = preview(secret)
            if other.keeping is Keeping.CENTRE:
                return Seen(found, envelope=head.envelope)
            return Seen(found, secret.copy())
        finally:
            secret.wipe()


def adopt(control: Control, used: StoreInUse, seen: Seen) -> bytes:
    """Return the key file with which a backup is put in place; a key that was one person's own is this computer's then.

    Raises:
        Cancelled: it was broken off; nothing is left of it.
    """
    if seen.secret is None:
        return seen.envelope
    envelope = used.keys.adopt_personal(seen.secret)
    if control.cancelled():
        used.keys.forget_adopted(envelope)
        raise Cancelled
    return envelope


def _refuse_personal(other: Envelope, used: StoreInUse) -> None:
    """Refuse what would take the passphrase off a computer that several people use.

    Raises:
        HandoverError: the backup is one person's own, the computer is not.
    """
    if other.keeping is Keeping.PERSONAL and not used.is_personal:
        raise HandoverError(HandoverTrouble.PERSONAL)


@contextmanager
def _told() -> Iterator[None]:
    """Turn what is wrong with a key into what a person is told."""
    try:
        yield
    except KeyFileError as error:
        found = {
            KeyTrouble.MISSPELT: HandoverTrouble.NOT_OPENED,
            KeyTrouble.WAIT: HandoverTrouble.WAIT,
            KeyTrouble.NEWER: HandoverTrouble.NEWER,
            KeyTrouble.UNREADABLE: HandoverTrouble.STORE_UNREADABLE,
        }
        raise HandoverError(found.get(error.trouble, HandoverTrouble.ALTERED)) from None

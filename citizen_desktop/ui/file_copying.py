"""Copies files that are attached, one after the other, off the GUI thread; after that their disk may be pulled."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.models import Refusal
from citizen_desktop.bidi import isolate
from citizen_desktop.clock import Clock
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.errors import UserError
from citizen_desktop.forms.draft import sound_text
from citizen_desktop.forms.refusal_words import refusal_sentence, shown_name
from citizen_desktop.i18n import gettext as _
from citizen_desktop.package.source import Stored
from citizen_desktop.ui.file_keeping import Keeper, in_chunks
from citizen_desktop.ui.folder_walk import Found, walk
from citizen_desktop.ui.jobs import Control, Job

if TYPE_CHECKING:
    from citizen_desktop.drafts.in_hand import DraftInHand

_BLOCK: Final = 256 * 1024
_LARGEST: Final = Limits().size
_AGAIN: Final = 5_000
"""Milliseconds after which what found no room is tried again."""


class _NoRoomError(UserError):
    """The store has no room for a file, or does not answer."""


class Coming(NamedTuple):
    """A file on its way.

    Args:
        draft: whose file it will be, whatever a form shows by then; None where nothing is kept.
        slot: the document that it is; empty for the next one that lacks a file.
        original_name: its own, as data.
        source: where it lies, or what gives its bytes.
    """

    draft: "DraftInHand | None"
    slot: str
    original_name: str
    source: Path | Callable[[], bytes]

    @property
    def name(self) -> str:
        """Its own, as it can be shown in a sentence."""
        return isolate(shown_name(self.original_name))


class Arrived(NamedTuple):
    """A file whose bytes are here; what it is has still to be found out.

    Args:
        coming: where it came from.
        file: the bytes.
        digest: their SHA-256 in hexadecimal.
    """

    coming: Coming
    file: Stored
    digest: str


def coming_path(draft: "DraftInHand | None", slot: str, path: Path) -> Coming:
    """Return a file or folder of this computer as one that comes."""
    return Coming(draft, slot, sound_text(path.name), path)


class FileCopying(QObject):
    """The queue of files.

    Args:
        keeper: keeps their bytes.
        clock: measures the pace.
    """

    begun = Signal(object)
    """A ``Job`` is about to start; ``current`` says on what."""
    arrived = Signal(object)
    """An ``Arrived``."""
    found = Signal(str, object)
    """A folder's name, and what was ``Found`` in it; its files come next."""
    refused = Signal(str)
    """A sentence: a file could not be taken in."""
    taken_back = Signal(str)
    """A sentence that was said by ``refused`` holds no longer: the file is here."""
    emptied = Signal()

    def __init__(self, keeper: Keeper, clock: Clock) -> None:
        super().__init__()
        self._keeper, self._clock = keeper, clock
        self._waiting: list[Coming] = []
        self._held: list[Coming] = []
        """What lies on no disk from which it could be attached again, and found no room."""
        self._told: dict[int, str] = {}
        """What was said of those of them, by the identity of each."""
        self._again = QTimer(self, singleShot=True, interval=_AGAIN)
        self._again.timeout.connect(self.retry)
        self._job: Job | None = None
        self.current: Coming | None = None

    @property
    def coming(self) -> tuple[Coming, ...]:
        """What is not here yet, in its order."""
        return (() if self.current is None else (self.current,)) + tuple(self._waiting)

    @property
    def held(self) -> int:
        """How many wait in memory until there is room for them; nobody waits for these."""
        return len(self._held)

    def add(self, coming: Coming) -> None:
        """Copy a file, after those that came before; of a folder, the files in it."""
        self._waiting.append(coming)
        if self.current is None:
            self._next()

    def close(self) -> None:
        """Break off; what is half copied is removed."""
        self._again.stop()
        self._held.clear()
        self._told.clear()
        self._waiting.clear()
        if self._job is not None:
            self._job.close()
        self._job = self.current = None

    def retry(self) -> None:
        """Try again what found no room so far."""
        held, self._held = self._held, []
        for coming in held:
            self.add(coming)

    def _next(self) -> None:
        if not self._waiting:
            self._job = self.current = None
            self.emptied.emit()
            return
        coming = self.current = self._waiting.pop(0)
        job = self._job = Job(_copy, self._keeper, coming, clock=self._clock)
        job.finished.connect(self._finished)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._next)
        self.begun.emit(job)
        job.start()

    def _finished(self, outcome: Arrived | Found | None) -> None:
        coming = self.current
        sentence = self._told.pop(id(coming), None)
        if sentence is not None:
            self.taken_back.emit(sentence)
        if isinstance(outcome, Arrived):
            self.arrived.emit(outcome)
        elif outcome is not None and coming is not None:
            self._waiting[:0] = [coming_path(coming.draft, coming.slot, path) for path in outcome.files]
            self.found.emit(coming.original_name, outcome)
        self._next()

    def _failed(self, error: Exception) -> None:
        coming = self.current
        if isinstance(error, _NoRoomError) and coming is not None and not isinstance(coming.source, Path):
            self._hold(coming)
        else:
            self._told.pop(id(coming), None)
            if isinstance(error, UserError):
                self.refused.emit(error.message)
        self._next()

    def _hold(self, coming: Coming) -> None:
        """Keep a scanned page, a picture or what was in memory so far until there is room: nobody could attach it again."""
        if id(coming) not in self._told:
            words = _("{name} can't be kept now. It stays in memory, and is taken in as soon as it can be.")
            self._told[id(coming)] = words.format(name=coming.name)
            self.refused.emit(self._told[id(coming)])
        self._held.append(coming)
        if self._clock.runs:
            self._again.start()


def _copy(control: Control, keeper: Keeper, coming: Coming) -> Arrived | Found | None:
    """Copy one file, or look into a folder; None if the draft was deleted meanwhile.

    Raises:
        UserError: it can't be read, or not be kept.
    """
    try:
        if not isinstance(coming.source, Path):
            return Arrived(coming, *keeper.keep(coming.draft, in_chunks(coming.source()), control.check))
        return _copy_path(control, keeper, coming, coming.source)
    except FileNotFoundError as error:
        raise UserError(_("{name} is not there any more.").format(name=coming.name)) from error
    except OSError as error:
        message = _("{name} can't be read: it is not permitted, or its disk is gone.")
        raise UserError(message.format(name=coming.name)) from error
    except StoreError as error:
        kind = UserError if error.trouble is Trouble.READ_ONLY else _NoRoomError
        raise kind(_refusal(error.trouble).format(name=coming.name)) from error
    except KeyError:
        return None


def _copy_path(control: Control, keeper: Keeper, coming: Coming, path: Path) -> Arrived | Found:
    try:
        status = path.stat()
    except ValueError as error:
        # A name that no file can have, as of an address that somebody made up.
        raise FileNotFoundError from error
    if stat.S_ISDIR(status.st_mode):
        return walk(path, control.check)
    if not stat.S_ISREG(status.st_mode):
        # Opening a pipe would wait for somebody to write.
        raise UserError(_("{name} is no file.").format(name=coming.name))
    with path.open("rb") as stream:
        before = os.fstat(stream.fileno())
        total = before.st_size
        if total > _LARGEST:
            raise UserError(refusal_sentence(Refusal.TOO_LARGE, None, coming.original_name))

        def blocks() -> Iterator[bytes]:
            done = 0
            while done <= total and (block := stream.read(_BLOCK)):
                done += len(block)
                control.check()
                control.progress(done, total)
                yield block

        file, digest = keeper.keep(coming.draft, blocks(), control.check)
        after = os.fstat(stream.fileno())
    if (file.size, after.st_size, after.st_mtime_ns) != (total, total, before.st_mtime_ns):
        keeper.discard(file)
        message = _("{name} was changed while it was being taken in. Attach it again.")
        raise UserError(message.format(name=coming.name))
    return Arrived(coming, file, digest)


def _refusal(trouble: Trouble) -> str:
    match trouble:
        case Trouble.FULL:
            return _("There is no room for {name}: the disk is full. Free some space and attach it again.")
        case Trouble.READ_ONLY:
            return _("{name} can't be attached: the drafts can only be read at the moment.")
        case _:
            return _("{name} can't be attached: the drafts can't be written to at the moment.")

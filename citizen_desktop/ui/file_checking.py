"""Has files that have arrived looked into, one after the other, in the process for untrusted bytes."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.models import Doubt, Inspection, Refusal
from citizen_desktop.attachments.workshop import WorkshopClosedError
from citizen_desktop.clock import Clock
from citizen_desktop.drafts.errors import StoreError
from citizen_desktop.errors import UserError
from citizen_desktop.forms.draft import Attachment
from citizen_desktop.forms.refusal_words import refusal_sentence
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.file_copying import Arrived
from citizen_desktop.ui.file_keeping import Keeper, content_of, in_chunks
from citizen_desktop.ui.jobs import Control, Job
from citizen_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from citizen_desktop.ui.editor_source import Decoding

_ASKS: frozenset[Refusal] = frozenset({Refusal.LOCKED, Refusal.WRONG_PASSWORD})


class Checked(NamedTuple):
    """A file that can be attached.

    Args:
        arrived: the file; an unlocked copy, if it was locked.
        inspection: what it is.
    """

    arrived: Arrived
    inspection: Inspection

    def attachment(self, slot: str, formats: tuple[str, ...]) -> Attachment:
        """Return it as an attachment of a draft.

        Args:
            slot: the document that it is.
            formats: media types that the portal is assumed to take; others bear a doubt.
        """
        arrived, inspection = self.arrived, self.inspection
        return attachment_of(
            slot, arrived.coming.original_name, inspection, (arrived.file.size, arrived.digest), formats
        )


def attachment_of(
    slot: str, name: str, inspection: Inspection, measures: tuple[int, str], formats: tuple[str, ...]
) -> Attachment:
    """Return a file that was inspected as an attachment of a draft.

    Args:
        slot: the document that it is.
        name: its own.
        inspection: what it is.
        measures: its size in bytes and its SHA-256.
        formats: media types that the portal is assumed to take; others bear a doubt.
    """
    doubts = [str(doubt) for doubt in inspection.doubts]
    if inspection.media_type not in formats:
        doubts.append(Doubt.FORMAT.value)
    mark = inspection.fingerprint
    return Attachment(
        slot=slot,
        original_name=name,
        media_type=inspection.media_type,
        size=measures[0],
        pages=len(inspection.pages),
        sha256=measures[1],
        doubts=tuple(dict.fromkeys(doubts)),
        fingerprint=None if mark is None else f"{mark:016x}",
    )


class FileChecking(QObject):
    """The queue of files.

    Args:
        bench: has what decodes.
        keeper: keeps their bytes.
        clock: for jobs.
    """

    checked = Signal(object)
    """A ``Checked``."""
    refused = Signal(object, str)
    """An ``Arrived`` whose bytes are gone again, and the sentence why."""
    locked = Signal(object, bool)
    """An ``Arrived`` that needs a password, and whether it was given a wrong one; ``answer`` or ``give_up`` says how it goes on."""
    changed = Signal()
    """Others are pending than before."""

    def __init__(self, bench: Workbench, keeper: Keeper, clock: Clock) -> None:
        super().__init__()
        self._bench, self._keeper, self._clock = bench, keeper, clock
        self._waiting: list[tuple[Arrived, str]] = []
        self._locked: list[Arrived] = []
        self._at_work: tuple[Arrived, str, Job] | None = None
        self._leaving: list[Job] = []

    @property
    def pending(self) -> tuple[Arrived, ...]:
        """What is not judged yet, in its order; files that wait for a password last."""
        at_work = () if self._at_work is None else (self._at_work[0],)
        return (*at_work, *(each for each, _word in self._waiting), *self._locked)

    @property
    def asking(self) -> tuple[Arrived, ...]:
        """What waits for a password."""
        return tuple(self._locked)

    def add(self, arrived: Arrived) -> None:
        """Look into a file, after those that came before."""
        self._waiting.append((arrived, ""))
        self._next()
        self.changed.emit()

    def answer(self, arrived: Arrived, password: str) -> None:
        """Try a password, before all that waits: a person does, too."""
        if arrived in self._locked:
            self._locked.remove(arrived)
            self._waiting.insert(0, (arrived, password))
            self._next()
            self.changed.emit()

    def give_up(self, arrived: Arrived) -> None:
        """Refuse a file that nobody has the password of."""
        if arrived in self._locked:
            self._locked.remove(arrived)
            self._discard(arrived)
            self.refused.emit(arrived, refusal_sentence(Refusal.LOCKED, None, arrived.coming.original_name))
            self.changed.emit()

    def drop(self, arrived: Arrived) -> None:
        """Take a file away before it was judged; nothing is said of it."""
        if self._at_work is not None and self._at_work[0] == arrived:
            self._at_work[2].cancel()
            return
        if arrived in self.pending:
            self._waiting = [each for each in self._waiting if each[0] != arrived]
            self._locked = [each for each in self._locked if each != arrived]
            self._discard(arrived)
            self.changed.emit()

    def close(self) -> None:
        """Break off. Bytes in the store that no draft names are swept when it is opened next."""
        self._waiting.clear()
        self._locked.clear()
        if self._at_work is not None:
            self._at_work[2].close()
            self._at_work = None
        for job in tuple(self._leaving):
            job.close()
        self._leaving.clear()

    def _next(self) -> None:
        if self._at_work is not None or not self._waiting:
            return
        arrived, password = self._waiting.pop(0)
        job = Job(_check, self._bench.workshop, self._keeper, arrived, password, clock=self._clock)
        job.finished.connect(self._finished)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._cancelled)
        self._at_work = (arrived, password, job)
        job.start()

    def _ended(self) -> Arrived | None:
        at_work, self._at_work = self._at_work, None
        return None if at_work is None else at_work[0]

    def _finished(self, outcome: Checked | RefusedError | None) -> None:
        tried = self._at_work is not None and bool(self._at_work[1])
        arrived = self._ended()
        if arrived is None:
            return
        if isinstance(outcome, Checked):
            self.checked.emit(outcome)
        elif isinstance(outcome, RefusedError) and outcome.refusal in _ASKS:
            self._locked.append(arrived)
            self.locked.emit(arrived, tried)
        elif isinstance(outcome, RefusedError):
            name = arrived.coming.original_name
            self.refused.emit(arrived, refusal_sentence(outcome.refusal, outcome.foreign, name))
        self._next()
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        arrived = self._ended()
        if arrived is None:
            return
        self._discard(arrived)
        broken = refusal_sentence(Refusal.CRASHED, None, arrived.coming.original_name)
        self.refused.emit(arrived, error.message if isinstance(error, UserError) else broken)
        self._next()
        self.changed.emit()

    def _cancelled(self) -> None:
        arrived = self._ended()
        if arrived is not None:
            self._discard(arrived)
        self._next()
        self.changed.emit()

    def _discard(self, arrived: Arrived) -> None:
        job = Job(_throw_away, self._keeper, arrived, clock=self._clock)
        self._leaving.append(job)
        job.finished.connect(self._left)
        job.failed.connect(self._left)
        job.start()

    def _left(self, _outcome: object) -> None:
        self._leaving = [job for job in self._leaving if job.is_running]


def _throw_away(_control: Control, keeper: Keeper, arrived: Arrived) -> None:
    keeper.discard(arrived.file)


def _check(
    control: Control, decoding: "Decoding", keeper: Keeper, arrived: Arrived, password: str
) -> Checked | RefusedError | None:
    """Look into one file; a refusal is an answer like any other, and its bytes are gone unless a password may help.

    Returns:
        None if the window is closing, or the draft was deleted.

    Raises:
        UserError: its bytes can't be read back, or those of its unlocked copy not be kept.
    """
    try:
        inspection = decoding.inspect(content_of(arrived.file), password=password, check=control.check)
        return _without_lock(control, keeper, Checked(arrived, inspection))
    except RefusedError as refused:
        if refused.refusal not in _ASKS:
            keeper.discard(arrived.file)
        return refused
    except (WorkshopClosedError, KeyError):
        return None
    except (OSError, StoreError) as error:
        message = _("{name} can't be read: it is not permitted, or its disk is gone.")
        raise UserError(message.format(name=arrived.coming.name)) from error


def _without_lock(control: Control, keeper: Keeper, checked: Checked) -> Checked:
    """Put the unlocked copy in the place of a locked file."""
    arrived, inspection = checked
    if inspection.unlocked is None:
        return checked
    file, digest = keeper.keep(arrived.coming.draft, in_chunks(inspection.unlocked), control.check)
    keeper.discard(arrived.file)
    return Checked(Arrived(arrived.coming, file, digest), inspection.evolve(unlocked=None))

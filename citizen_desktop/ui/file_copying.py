"""Copies attached files into the store, one after the other, off the GUI thread; after that their disk may be pulled."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from citizen_desktop.bidi import isolate
from citizen_desktop.clock import Clock
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.store import CHUNK
from citizen_desktop.errors import UserError
from citizen_desktop.forms.draft import Attachment
from citizen_desktop.forms.refusal_words import shown_name
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.jobs import Control, Job

if TYPE_CHECKING:
    from citizen_desktop.drafts.in_hand import DraftInHand
    from citizen_desktop.drafts.session import DraftSession
    from citizen_desktop.drafts.stored_file import StoredFile


class Coming(NamedTuple):
    """A file on its way into the store.

    Args:
        draft: whose file it will be, whatever a form shows by then.
        attachment: what is known of it.
        path: where it lies.
    """

    draft: "DraftInHand"
    attachment: Attachment
    path: Path

    @property
    def name(self) -> str:
        """Its own, as it can be shown in a sentence."""
        return isolate(shown_name(self.path.name))


class FileCopying(QObject):
    """The queue of files.

    Args:
        session: has the store.
        clock: measures the pace.
    """

    begun = Signal(object)
    """A ``Job`` is about to start; ``current`` says on what."""
    taken = Signal(object, object, object)
    """A draft, an ``Attachment`` and the ``StoredFile``: it is in the store, and the draft is to name it."""
    refused = Signal(str)
    """A sentence: a file could not be taken in."""
    emptied = Signal()

    def __init__(self, session: "DraftSession", clock: Clock) -> None:
        super().__init__()
        self._session, self._clock = session, clock
        self._waiting: list[Coming] = []
        self._job: Job | None = None
        self.current: Coming | None = None

    @property
    def coming(self) -> tuple[Coming, ...]:
        """What is not in the store yet, in its order."""
        return (() if self.current is None else (self.current,)) + tuple(self._waiting)

    def add(self, draft: "DraftInHand", attachment: Attachment, path: Path) -> None:
        """Copy a file of a draft, after those that came before.

        Args:
            draft: whose file it will be.
            attachment: what is known of it.
            path: where it lies.
        """
        self._waiting.append(Coming(draft, attachment, path))
        if self.current is None:
            self._next()

    def close(self) -> None:
        """Break off; what is half copied is removed."""
        self._waiting.clear()
        if self._job is not None:
            self._job.close()
        self._job = self.current = None

    def _next(self) -> None:
        if not self._waiting:
            self._job = self.current = None
            self.emptied.emit()
            return
        coming = self.current = self._waiting.pop(0)
        job = self._job = Job(_copy, self._session, coming, clock=self._clock)
        job.finished.connect(self._finished)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._next)
        self.begun.emit(job)
        job.start()

    def _finished(self, found: "tuple[StoredFile, str] | None") -> None:
        coming = self.current
        if coming is not None and found is not None:
            file, digest = found
            attachment = coming.attachment.evolve(size=file.size, sha256=digest)
            self.taken.emit(coming.draft, attachment, file)
        self._next()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.refused.emit(error.message)
        self._next()


def _copy(control: Control, session: "DraftSession", coming: Coming) -> "tuple[StoredFile, str] | None":
    """Copy one file; None if the draft has it already, or was deleted meanwhile.

    Raises:
        UserError: it can't be read, or not be kept.
    """
    draft = coming.draft
    try:
        with coming.path.open("rb") as stream:
            before = os.fstat(stream.fileno())
            total = before.st_size

            def blocks() -> Iterator[bytes]:
                done = 0
                while block := stream.read(CHUNK):
                    done += len(block)
                    control.check()
                    control.progress(done, total)
                    yield block

            file, digest = session.take_in(draft, blocks(), control.check)
            after = os.fstat(stream.fileno())
    except OSError as error:
        message = _("{name} can't be read: it is not permitted, or its disk is gone.")
        raise UserError(message.format(name=coming.name)) from error
    except StoreError as error:
        raise UserError(_refusal(error.trouble).format(name=coming.name)) from error
    except KeyError:
        return None
    if (file.size, after.st_size, after.st_mtime_ns) != (total, total, before.st_mtime_ns):
        session.discard(file)
        message = _("{name} was changed while it was being taken in. Attach it again.")
        raise UserError(message.format(name=coming.name))
    if digest in {attachment.sha256 for attachment in draft.content[0].attachments}:
        session.discard(file)
        return None
    return file, digest


def _refusal(trouble: Trouble) -> str:
    match trouble:
        case Trouble.FULL:
            return _("There is no room for {name}: the disk is full. Free some space and attach it again.")
        case Trouble.READ_ONLY:
            return _("{name} can't be attached: the drafts can only be read at the moment.")
        case _:
            return _("{name} can't be attached: the drafts can't be written to at the moment.")

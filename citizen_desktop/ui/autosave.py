"""What the thread that saves tells, as a signal in the GUI thread; and the drafts that forms hold."""

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from citizen_desktop.clock import Clock
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.content.registration_models import RegistrationContent
from citizen_desktop.drafts.summary import summarise, summarise_registration
from citizen_desktop.forms.any_draft import AnyDraft
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.forms.registration import RegistrationDraft

if TYPE_CHECKING:
    from citizen_desktop.drafts.in_hand import DraftInHand, Summarise
    from citizen_desktop.drafts.models import DraftId, Summary
    from citizen_desktop.drafts.session import DraftSession


class Autosave(QObject):
    """The saving of a window's drafts.

    Args:
        session: saves them.
        summarise: works out what lists show of a draft; called in the thread that saves.
        blank: a draft of its kind in which nothing is answered.
    """

    changed = Signal()
    """How saving stands may have changed."""
    kept = Signal(str)
    """A draft of this kind was saved, whether a form still shows it or not: its id."""

    _told = Signal(object)

    def __init__(self, session: "DraftSession", summarise: "Summarise", blank: AnyDraft) -> None:
        super().__init__()
        self.session = session
        self._summarise, self._blank = summarise, blank
        self._mistake: Exception | None = None
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        session.listen(self._tell)

    def new(self) -> "DraftInHand":
        """Return a draft that has nothing in it yet."""
        return self.session.new(self._summarise, self._blank)

    def open(self, draft_id: "DraftId") -> "DraftInHand":
        """Return a draft of the store.

        Raises:
            KeyError: there is no such draft.
            StoreError: it can't be read.
        """
        return self.session.open(draft_id, self._summarise)

    def close(self) -> None:
        """Hear nothing more."""
        self.session.stop_listening(self._tell)

    def _tell(self, saved: tuple["DraftInHand", ...]) -> None:
        # The application may be gone by now, and the object with it.
        with suppress(RuntimeError):
            self._told.emit(saved)

    def _pass_on(self, saved: tuple["DraftInHand", ...]) -> None:
        mistake = self.session.state.mistake
        if mistake is not None and mistake is not self._mistake:
            sys.excepthook(type(mistake), mistake, mistake.__traceback__)
        self._mistake = mistake
        self.changed.emit()
        for draft in saved:
            if draft.id is not None and isinstance(draft.content[0], type(self._blank)):
                self.kept.emit(draft.id)


def objection_autosave(session: "DraftSession", content: ObjectionContent, clock: Clock) -> Autosave:
    """Return the saving of objections."""

    def summary(draft: AnyDraft) -> "Summary":
        if not isinstance(draft, ObjectionDraft):
            raise TypeError(type(draft))
        return summarise(content, draft, clock.now().date())

    return Autosave(session, summary, ObjectionDraft())


def registration_autosave(session: "DraftSession", content: RegistrationContent, clock: Clock) -> Autosave:
    """Return the saving of registrations."""

    def summary(draft: AnyDraft) -> "Summary":
        if not isinstance(draft, RegistrationDraft):
            raise TypeError(type(draft))
        return summarise_registration(content, draft, clock.now().date())

    return Autosave(session, summary, RegistrationDraft())

"""Time for the thread that saves, moved by hand."""

import hashlib

from citizen_desktop.drafts.models import Summary
from citizen_desktop.drafts.session import DraftSession, Pace
from citizen_desktop.forms.draft import Attachment, ObjectionDraft


class HandPace(Pace):
    """Stands until a test moves it: the thread that saves wakes up then, and when something is changed."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.asked: float | None = None
        self._asleep = False

    def elapsed(self) -> float:
        return self.seconds

    def wait(self, due, seconds) -> None:
        self.asked, self._asleep = seconds, True
        due.notify_all()
        due.wait()
        self._asleep = False

    def rest(self, session: DraftSession) -> float | None:
        """Wait until the thread has nothing to do before time passes; for how long it would sleep, None for ever."""
        with session._due:
            self._asleep = False
            session._due.notify_all()
            assert session._due.wait_for(lambda: self._asleep, 60)
            return self.asked

    def pass_time(self, session: DraftSession, seconds: float) -> float | None:
        with session._due:
            self.seconds += seconds
        return self.rest(session)


def summary_of(draft: ObjectionDraft) -> Summary:
    return Summary(name=draft.applicant.name, done=len(draft.attachments), total=9)


def named(name: str) -> ObjectionDraft:
    return ObjectionDraft().with_applicant(name=name)


def with_file(draft: ObjectionDraft, content: bytes, slot: str = "other") -> ObjectionDraft:
    attachment = Attachment(
        slot=slot, original_name="a.pdf", size=len(content), sha256=hashlib.sha256(content).hexdigest()
    )
    return draft.evolve(attachments=(*draft.attachments, attachment))

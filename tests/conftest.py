"""What the tests share: a clock that is moved by hand, and windows that are opened and closed cleanly."""

import gc
import os
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import hypothesis
import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Nothing of the person's who runs the tests may decide how they end.
os.environ.pop("CITIZEN_DESKTOP_POLICY", None)

from citizen_desktop.clock import in_riyadh
from citizen_desktop.i18n import Language
from citizen_desktop.paths import OwnedFiles
from citizen_desktop.policy import Policy

# The same examples each time, so that a change is judged by what it changes; HYPOTHESIS_PROFILE=wild looks for new ones.
# No example is judged by its seconds: a busy machine would decide.
_PATIENT = hypothesis.settings(deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.register_profile("steady", _PATIENT, derandomize=True)
hypothesis.settings.register_profile("wild", _PATIENT)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

_WORKERS = {"attachments", "job", "saver"}
_PATIENCE = 5.0
"""Seconds for a thread that was told to end."""
_LONG = 60_000
"""Milliseconds."""

SUNDAY = datetime(2026, 11, 22, 16, 12)


class HandClock:
    """A clock that stands until a test moves it.

    Args:
        moment: where it stands first, Riyadh time.
        runs: whether it claims to run, so that timers are ordered.
    """

    def __init__(self, moment: datetime, *, runs: bool = False) -> None:
        self.moment = in_riyadh(moment)
        self.seconds = 0.0
        self.runs = runs

    def now(self) -> datetime:
        return self.moment

    def elapsed(self) -> float:
        return self.seconds

    def pass_time(self, by: timedelta) -> None:
        """Let time pass: wall clock and monotonic clock go on together."""
        self.moment += by
        self.seconds += by.total_seconds()

    def set(self, moment: datetime) -> None:
        """Set the wall clock: no time passes."""
        self.moment = in_riyadh(moment)


@pytest.fixture
def open_window(qapp, qtbot, tmp_path) -> Iterator[Callable]:
    """Open the real application in a window; give its ``Application``."""
    from citizen_desktop import i18n
    from citizen_desktop.app import Application, Start, make_qt_application

    opened, before = [], set(threading.enumerate())

    def open_it(
        clock=None,
        language: Language | None = Language.ARABIC,
        theme: str | None = "light",
        data: Path | None = None,
        policy: Policy | None = None,
        size: tuple[int, int] = (1280, 800),
        drafts=None,
        scans: bool = False,
    ) -> Application:
        make_qt_application([])
        start = Start(
            clock or HandClock(SUNDAY),
            OwnedFiles.at(data or tmp_path / "data"),
            language,
            theme,
            speakers={},
            scans=scans,
            drafts=drafts,
        )
        application = Application(start, policy or Policy())
        opened.append(application)
        application.window.resize(*size)
        application.show()
        qtbot.waitExposed(application.window)
        settle()
        return application

    yield open_it
    while opened:
        leave(opened.pop().window)
    settle()
    # What a closed window leaves at work would look into widgets that are gone; what was told to end may take a moment.
    left = [each for each in set(threading.enumerate()) - before if each.name in _WORKERS]
    for thread in left:
        thread.join(_PATIENCE)
    settle()
    assert [each.name for each in left if each.is_alive()] == []
    i18n.use(Language.ARABIC)


class PatientBot(QtBot):
    """Waits as long for what goes on off the GUI thread as a slow and busy machine may need.

    Args:
        request: of the test.
    """

    def waitUntil(self, callback, *, timeout=_LONG):  # noqa: N802  Qt's way
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal, *, timeout=_LONG, **more):  # noqa: N802  Qt's way
        return super().waitSignal(signal, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp, request) -> PatientBot:
    return PatientBot(request)


@pytest.fixture(autouse=True)
def collected_on_this_thread():
    """As in the window: jobs of the application run in threads, and garbage of Qt's must not end there."""
    from citizen_desktop.ui.garbage import collect_if_due

    gc.disable()
    yield
    collect_if_due()


def leave(window) -> None:
    """Close a window for good, whatever is in hand."""
    window._leave()
    window.deleteLater()


def settle() -> None:
    """Let everything that is due happen."""
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    for _turn in range(3):
        QApplication.sendPostedEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


@pytest.fixture(scope="session")
def full_draft():
    """Everything answered as in the picture of the screen, and everything attached."""
    from datetime import date

    from citizen_desktop.content.objection_models import ObjectionKind
    from citizen_desktop.forms.draft import Applicant, Attachment, Objection, ObjectionDraft

    return ObjectionDraft(
        applicant=Applicant(
            kind="independent", name="Somebody Somewhere", national_id="1000000008", mobile="+966 50 000 0000"
        ),
        objection=Objection(
            kind=ObjectionKind.AMOUNT,
            period="2026-11",
            day=date(2026, 11, 10),
            paid=True,
            reason="other",
            portal_words="Income differs",
            explanation="My salary is lower since September.",
        ),
        attachments=tuple(
            Attachment(slot=slot, original_name=f"{slot}.pdf", media_type="application/pdf", size=1000, pages=2)
            for slot in ("national-id", "income-proof", "bank-statement", "housing-proof")
        ),
    )

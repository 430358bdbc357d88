"""What a window showed is not kept in memory: not after it was closed, and not of drafts that were locked."""

import gc

import pytest
from PySide6.QtCore import QObject

from citizen_desktop.content.models import Tab
from citizen_desktop.ui.auto_lock import LockReason
from tests.conftest import settle
from tests.journeys.test_drafts_desk import NAME, begin_centre, begin_personal, start, unlock, wait_opened, write  # noqa: F401  a fixture


def alive(*names):
    """The program's own objects of Qt that are there; Python can't see who holds whom through Qt's connections."""
    settle()
    gc.collect()
    gc.collect()
    found = [type(each) for each in gc.get_objects() if isinstance(each, QObject)]
    ours = [kind.__name__ for kind in found if kind.__module__.startswith("citizen_desktop")]
    return sorted(name for name in ours if name in names) if names else sorted(ours)


@pytest.fixture
def nothing_left():
    """See that there is no more at the end than at the beginning; to be asked for first, so that it looks last."""
    before = alive()
    yield
    assert alive() == before


def test_a_window_that_showed_everything_is_let_go(nothing_left, open_window, qtbot):
    window = open_window().window
    for tab in (Tab.REGISTRATION, Tab.OBJECTION, Tab.FAQ):
        window.show_tab(tab)
        settle()
    window.page(Tab.OBJECTION).show_letter()
    window.page(Tab.REGISTRATION).show_ways()
    settle()


def test_a_window_with_drafts_is_let_go(nothing_left, start, qtbot):  # noqa: F811
    application = begin_personal(qtbot, start)
    write(qtbot, application, "words", NAME)
    application.window.show_tab(Tab.DRAFTS)
    settle()


@pytest.mark.parametrize("in_front", [Tab.OBJECTION, Tab.REGISTRATION, Tab.DRAFTS])
def test_locking_lets_go_of_forms_and_lists(start, qtbot, in_front):  # noqa: F811
    # What another test left is none of this one's business.
    shown = ("ObjectionTab", "ObjectionPage", "RegistrationTab", "CasesPage", "CaseBook", "FormFiles", "Autosave")
    before = alive(*shown)
    application = begin_centre(qtbot, start)
    for _turn in range(2):
        write(qtbot, application, "words", NAME)
        for tab in (Tab.DRAFTS, Tab.REGISTRATION, in_front):
            application.window.show_tab(tab)
            settle()
        assert len(alive(*shown)) > len(before)
        application.desk.lock.lock_now(LockReason.ASKED)
        settle()
        assert alive(*shown) == before
        unlock(qtbot, application)
        wait_opened(qtbot, application)

"""A window that only reads follows what the other one does, and shows nothing any more of what is locked or erased there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from citizen_desktop.content.models import Tab
from citizen_desktop.forms.draft import ObjectionDraft
from tests.conftest import settle
from tests.journeys.test_autosave import type_into
from tests.journeys.test_drafts_desk import (
    LONG,
    NAME,
    all_words,
    begin_centre,
    form_of,
    heads,
    listed,
    start,  # noqa: F401  a fixture
    unlock,
    wait_opened,
    write,
)
from tests.journeys.test_locked_case import lock_case

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def windows(start, qtbot):  # noqa: F811
    """Two windows of one centre; the second only reads, and has the case of the first in its form."""
    first = begin_centre(qtbot, start)
    write(qtbot, first, name=NAME)
    second = start()
    unlock(qtbot, second)
    wait_opened(qtbot, second)
    assert second.desk.session.store.read_only
    listed(qtbot, second)
    assert second.window.drafts.open_draft(heads(first)[0].id)
    assert form_of(second).draft.applicant.name == NAME
    first.window.hide()
    return first, second


def follow(qtbot, application):
    """Let a window look at the store, and show what it found."""
    heard = []
    application.desk.changed_elsewhere.connect(lambda: heard.append(1))
    following = application.desk.store.following
    following.look()
    qtbot.waitUntil(lambda: following._job is None, timeout=LONG)
    listed(qtbot, application)
    settle()
    return bool(heard)


def test_a_case_that_is_locked_in_the_other_window_leaves_form_list_and_clipboard(windows, qtbot):
    first, second = windows
    area = form_of(second).answers.explanation.area
    second.window.activateWindow()
    area.setFocus()
    settle()
    assert area.hasFocus()
    area.selectAll()
    qtbot.keyClick(area, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text()
    first.window.show()
    lock_case(qtbot, first)
    assert follow(qtbot, second)
    assert form_of(second).draft == ObjectionDraft()
    assert QGuiApplication.clipboard().text() == ""
    second.window.show_tab(Tab.DRAFTS)
    settle()
    assert NAME not in all_words()


def test_a_draft_that_is_erased_in_the_other_window_leaves_form_and_list(windows, qtbot):
    first, second = windows
    first.desk.erase(heads(first)[0].id)
    # What is typed into it now is as little kept as anything here.
    type_into(form_of(second).answers.explanation.area, "lost")
    assert follow(qtbot, second)
    assert form_of(second).draft == ObjectionDraft()
    assert len(second.window.drafts.book.cases) == 0
    assert second.desk.session.all_kept
    second.window.show_tab(Tab.DRAFTS)
    settle()
    assert NAME not in all_words()


def test_what_the_other_window_writes_comes_into_the_list_and_leaves_the_form_as_it_is(windows, qtbot):
    first, second = windows
    first.window.show()
    write(qtbot, first, " And more.", name=" Junior")
    assert follow(qtbot, second)
    assert form_of(second).draft.applicant.name == NAME
    (case,) = second.window.drafts.book.cases.select(second.window.page(Tab.DRAFTS).wish).cases
    assert case.head.summary.name == f"{NAME} Junior"


def test_nothing_is_read_anew_while_the_other_window_rests(windows, qtbot):
    _first, second = windows
    assert not follow(qtbot, second)

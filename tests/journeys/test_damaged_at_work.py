"""The store is found damaged while the window is open: what the sound copy says then, and what it must not say."""

from datetime import timedelta

import pytest

from citizen_desktop.content.models import Tab
from citizen_desktop.drafts.snapshots import Snapshots
from citizen_desktop.ui.damage_page import DamagePage
from tests.conftest import settle
from tests.journeys import test_drafts_desk
from tests.journeys.test_autosave import press
from tests.journeys.test_drafts_desk import (
    LONG,
    NAME,
    all_words,
    begin_centre,
    begin_personal,
    close,
    crashed,
    heads,
    listed,
    recover_page,
    wait_opened,
    write,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
start = test_drafts_desk.start


def pass_minutes(application, minutes):
    """Let time pass while somebody is there."""
    application.clock.pass_time(timedelta(minutes=minutes))
    application.desk.lock._touched = application.clock.elapsed()


def copy(qtbot, application):
    """Let a snapshot be taken."""
    pass_minutes(application, 4)
    application.desk.store.store_care.look()
    qtbot.waitUntil(lambda: bool(list(application.files.snapshots.glob("store-*.db"))), timeout=LONG)
    pass_minutes(application, 4)


def find_damage(qtbot, application):
    """Let a page be found that can't be read; return what asks about it."""
    pass_minutes(application, 4)
    application.desk._found.holder.notice_damage()
    application.desk.store.damaged.emit()
    pages = application.window.pages
    qtbot.waitUntil(lambda: isinstance(pages.currentWidget(), DamagePage), timeout=LONG)
    return pages.currentWidget()


def list_of(application):
    application.window.show_tab(Tab.DRAFTS)
    settle()
    application.window.drafts.book.sign_in("SA")
    return application.window.page(Tab.DRAFTS)


def test_consents_recorded_since_the_copy_are_in_the_next_one(start, qtbot):
    application = begin_centre(qtbot, start)
    write(qtbot, application, name=NAME)
    copy(qtbot, application)
    list_of(application).steps.record(heads(application)[0].id, ("keep", "help"))
    listed(qtbot, application)
    find_damage(qtbot, application).later.emit()
    wait_opened(qtbot, application)
    assert {consent.purpose for consent in heads(application)[0].consents} == {"keep", "help"}


def test_a_case_that_was_locked_since_the_copy_stays_locked(start, qtbot, monkeypatch):
    application = begin_centre(qtbot, start)
    write(qtbot, application, name=NAME)
    copy(qtbot, application)
    # The copies that come later don't get through any more.
    monkeypatch.setattr(Snapshots, "take", lambda *_args: None)
    press(qtbot, list_of(application).card.lock)
    listed(qtbot, application)
    page = find_damage(qtbot, application)
    assert NAME not in all_words()
    page.later.emit()
    wait_opened(qtbot, application)
    listed(qtbot, application)
    assert heads(application)[0].locked
    list_of(application)
    assert NAME not in all_words()


def test_what_is_asked_of_the_damage_can_be_locked(start, qtbot):
    application = begin_centre(qtbot, start)
    write(qtbot, application, name=NAME)
    copy(qtbot, application)
    find_damage(qtbot, application)
    window = application.window
    assert window.header.lock.isVisible()
    press(qtbot, window.header.lock)
    assert window.pages.currentWidget() is application.desk.gate
    assert NAME not in all_words()
    assert not window.header.lock.isVisible()


def test_what_a_copy_notes_as_open_is_offered_and_called_no_sudden_end(start, qtbot, tmp_path, monkeypatch):
    application = begin_personal(qtbot, start)
    write(qtbot, application, name=NAME)
    copy(qtbot, application)
    # No copy of the clean end gets through any more.
    monkeypatch.setattr(Snapshots, "take", lambda *_args: None)
    find_damage(qtbot, application).later.emit()
    page = recover_page(qtbot, application)
    assert page.line.text() == "We found one draft; look at it before it is opened."
    assert page.cards[0].saved.label.text().startswith("Saved ")
    page.later.emit()
    wait_opened(qtbot, application)
    # A crash from now on is one again.
    write(qtbot, application, "after the damage")
    folder = crashed(application, tmp_path / "crashed")
    close(application)
    application = start(folder)
    find = application.window.pages
    qtbot.waitUntil(lambda: isinstance(find.currentWidget(), DamagePage), timeout=LONG)
    find.currentWidget().later.emit()
    assert "closed suddenly" in recover_page(qtbot, application).line.text()

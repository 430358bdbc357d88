"""The lock page in the real window: what it holds locks as well, and what lay open before it is gone."""

import threading
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMenu

from citizen_desktop.content.models import Tab
from citizen_desktop.content.registration_models import StepId
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.keeping import Keeping
from citizen_desktop.drafts.keys import Keys
from citizen_desktop.ui import drafts_desk
from citizen_desktop.ui.auto_lock import LockReason
from citizen_desktop.ui.file_choice import FileChoice
from citizen_desktop.ui.passphrase_sheet import PassphraseSheet
from citizen_desktop.ui.recovery_sheet import RecoverySheet
from tests.conftest import settle
from tests.journeys import registration_walk, test_drafts_desk
from tests.journeys.test_autosave import press
from tests.journeys.test_drafts_desk import (
    LONG,
    NAME,
    PASSPHRASE,
    begin_case,
    begin_centre,
    choose,
    form_of,
    heads,
    kept,
    unlock,
    wait_opened,
    write,
)
from tests.journeys.test_first_start import put

# Offscreen there is no window system that popups could ask.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

OTHER = "seven boats under a paper moon"

start = test_drafts_desk.start


# ---------------------------------------------------------------- after the recovery code


def begin_with_code(qtbot, start):
    """Begin a centre with a recovery code and a draft, and return both."""
    application = start()
    choose(qtbot, application, Keeping.CENTRE)
    sheet = application.window.sheet
    put(sheet.new, PASSPHRASE)
    put(sheet.again, PASSPHRASE)
    press(qtbot, sheet.done)
    qtbot.waitUntil(lambda: isinstance(application.window.sheet, RecoverySheet), timeout=LONG)
    code = application.window.sheet._code
    press(qtbot, application.window.sheet.kept)
    wait_opened(qtbot, application)
    write(qtbot, application, name=NAME)
    return application, code


def recover(qtbot, application, code):
    """Type the recovery code on the lock page; a new passphrase is asked for then."""
    page = application.desk.gate.unlock
    press(qtbot, page.use_code)
    put(page.field, code)
    press(qtbot, page.open)
    qtbot.waitUntil(lambda: isinstance(application.window.sheet, PassphraseSheet), timeout=LONG)
    settle()
    return application.window.sheet


def nobody_comes(application):
    """Let the minutes pass after which drafts lock."""
    application.clock.pass_time(timedelta(minutes=application.desk.gate.auto_lock_minutes))
    application.desk.lock.look()
    settle()


@pytest.fixture
def forgotten(start, qtbot):
    """A centre's drafts locked, and opened by their recovery code; gives the application and the code."""
    application, code = begin_with_code(qtbot, start)
    press(qtbot, application.window.header.lock)
    recover(qtbot, application, code)
    return application, code


def test_nobody_who_goes_on_after_the_code_finds_them_locked(forgotten, qtbot):
    application, code = forgotten
    held = application.desk.gate._held
    nobody_comes(application)
    page = application.desk.gate.unlock
    assert held.wiped
    assert application.window.sheet is None
    assert application.window.pages.currentWidget() is application.desk.gate
    assert application.desk.gate.currentWidget() is page
    assert page.subtitle.text() == "Locked after 5 minutes without use"
    assert page.field.label.text() == "Passphrase"
    assert application.desk.session is None
    # It was no use of the code: passphrase and code both open them still.
    sheet = recover(qtbot, application, code)
    press(qtbot, sheet.cancel)
    wait_opened(qtbot, application)
    assert len(heads(application)) == 1
    press(qtbot, application.window.header.lock)
    unlock(qtbot, application)
    wait_opened(qtbot, application)


def test_a_computer_that_goes_to_sleep_after_the_code_locks_them(forgotten):
    application, _code = forgotten
    held = application.desk.gate._held
    application.desk.lock.lock_now(LockReason.ASLEEP)
    settle()
    assert held.wiped
    assert application.window.sheet is None
    assert "went to sleep" in application.desk.gate.unlock.subtitle.text()


def test_a_new_passphrase_that_is_being_kept_holds_although_they_lock_meanwhile(forgotten, qtbot, monkeypatch):
    application, _code = forgotten
    going, keep = threading.Event(), Keys.set_passphrase

    def slowly(keys, secret, passphrase):
        assert going.wait(LONG / 1000)
        keep(keys, secret, passphrase)

    monkeypatch.setattr(Keys, "set_passphrase", slowly)
    sheet, gate = application.window.sheet, application.desk.gate
    put(sheet.new, OTHER)
    put(sheet.again, OTHER)
    press(qtbot, sheet.done)
    nobody_comes(application)
    assert gate.currentWidget() is gate.unlock
    going.set()
    qtbot.waitUntil(lambda: gate._job is None, timeout=LONG)
    settle()
    assert application.desk.session is None
    unlock(qtbot, application, OTHER)
    wait_opened(qtbot, application)
    assert len(heads(application)) == 1


def test_once_they_are_open_they_lock_as_ever(forgotten, qtbot):
    application, _code = forgotten
    press(qtbot, application.window.sheet.cancel)
    wait_opened(qtbot, application)
    secret = application.desk._secret
    nobody_comes(application)
    assert secret.wiped
    assert application.desk.gate.currentWidget() is application.desk.gate.unlock


def test_where_they_can_not_be_opened_after_the_code_nothing_locks(forgotten, qtbot, monkeypatch):
    application, _code = forgotten

    def refuse(*_arguments, **_options):
        raise StoreError(Trouble.UNREADABLE)

    monkeypatch.setattr(drafts_desk, "open_drafts", refuse)
    press(qtbot, application.window.sheet.cancel)
    qtbot.waitUntil(lambda: application.window._before is None, timeout=LONG)
    nobody_comes(application)
    assert application.window._before is None
    assert application.desk._keeping is Keeping.NOTHING


# ---------------------------------------------------------------- what lay open before it


def lock_while(application, open_it, kind):
    """Open what waits for an answer, lock the drafts meanwhile, and return what was open."""
    found = []

    def shown():
        return QApplication.activePopupWidget() or QApplication.activeModalWidget()

    def lock():
        found.append(shown())
        application.desk.lock.lock_now()
        # What belonged to the page is gone at once, and so before whoever waits goes on.
        settle()

    def give_up():
        found.append("still there")
        shown().close()

    # What stayed would hold the test up for good.
    patience = QTimer(singleShot=True, interval=10_000)
    patience.timeout.connect(give_up)
    patience.start()
    QTimer.singleShot(0, lock)
    open_it()
    patience.stop()
    settle()
    assert [type(each) for each in found] == [kind]
    assert shown() is None
    assert application.desk._secret is None


def reopen(qtbot, application):
    """See that the window goes on: the drafts open again."""
    unlock(qtbot, application)
    wait_opened(qtbot, application)
    assert len(heads(application)) == 1


@pytest.fixture
def centre(start, qtbot):
    """A centre's window with a draft."""
    application = begin_centre(qtbot, start)
    write(qtbot, application, name=NAME)
    return application


@pytest.mark.parametrize("name", ["new", "more"])
def test_a_menu_of_the_list_goes_when_they_lock(centre, qtbot, name):
    centre.window.show_tab(Tab.DRAFTS)
    settle()
    lock_while(centre, getattr(centre.window.page(Tab.DRAFTS), name).click, QMenu)
    reopen(qtbot, centre)


def test_a_menu_of_the_window_goes_too_and_changes_nothing(centre, qtbot):
    before = centre.window.theme.choice
    lock_while(centre, centre.window.header.colours.click, QMenu)
    assert centre.window.theme.choice is before
    reopen(qtbot, centre)


def test_a_dialog_for_files_goes_when_they_lock(centre, qtbot):
    form = form_of(centre)
    lock_while(centre, lambda: form._choose_files("other"), FileChoice)
    reopen(qtbot, centre)


# ---------------------------------------------------------------- while a passphrase is tried


def test_there_is_no_other_way_while_a_passphrase_is_tried(start, qtbot, monkeypatch):
    application, _code = begin_with_code(qtbot, start)
    press(qtbot, application.window.header.lock)
    page, tried, unlock_by = application.desk.gate.unlock, threading.Event(), Keys.unlock

    def slowly(keys, passphrase):
        assert tried.wait(LONG / 1000)
        return unlock_by(keys, passphrase)

    monkeypatch.setattr(Keys, "unlock", slowly)
    ways = (page.use_code, page.keep_nothing, page.erase)
    put(page.field, OTHER)
    press(qtbot, page.open)
    for way in ways:
        qtbot.mouseClick(way, Qt.MouseButton.LeftButton)
    settle()
    assert [way.isEnabled() for way in ways] == [False] * 3
    assert application.window.sheet is None
    assert application.window.pages.currentWidget() is application.desk.gate
    tried.set()
    qtbot.waitUntil(lambda: page._job is None, timeout=LONG)
    settle()
    # It was not right: all ways are open again.
    assert [way.isEnabled() for way in ways] == [True] * 3
    assert page.field.line.hasFocus()
    press(qtbot, page.use_code)
    assert page.field.label.text() == "Recovery code"
    press(qtbot, page.use_code)
    put(page.field, PASSPHRASE)
    press(qtbot, page.open)
    wait_opened(qtbot, application)
    assert application.desk._keeping is Keeping.CENTRE
    assert len(heads(application)) == 1


def test_numbers_that_were_hidden_stay_so_after_it(start, qtbot):
    application = begin_centre(qtbot, start)
    window = application.window
    window.show_tab(Tab.REGISTRATION)
    settle()
    tab = window.page(Tab.REGISTRATION)
    begin_case(application, tab)
    registration_walk.go_to(tab.form, StepId.BANK)
    registration_walk.put(tab.form.page.iban.line, "SA0380000000608010167519")
    kept(qtbot, application)
    press(qtbot, tab.form.card.hide_switch)
    press(qtbot, window.header.lock)
    unlock(qtbot, application)
    wait_opened(qtbot, application)
    assert window.drafts.open_draft(heads(application)[0].id)
    tab = window.page(Tab.REGISTRATION)
    registration_walk.go_to(tab.form, StepId.BANK)
    assert tab.form.card.hide_switch.isChecked()
    assert "8000" not in tab.form.page.iban.line.text()

"""A case that is locked: no form, no package and no page after a crash shows it, until the passphrase is typed."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from citizen_desktop.content.models import Tab
from citizen_desktop.content.registration_models import StepId
from citizen_desktop.drafts.crash_mark import InHand, OpenSession, write_mark
from citizen_desktop.drafts.envelope import KeyFileError, KeyTrouble
from citizen_desktop.drafts.models import Action
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.ui.recover_page import RecoverPage
from citizen_desktop.ui.unlock_case_sheet import UnlockCaseSheet
from tests.conftest import settle
from tests.journeys import registration_walk
from tests.journeys.test_autosave import press, type_into
from tests.journeys.test_drafts_desk import (
    LONG,
    NAME,
    PASSPHRASE,
    all_words,
    begin_centre,
    crashed,
    form_of,
    heads,
    kept,
    listed,
    start,  # noqa: F401  a fixture
    unlock,
    wait_opened,
    write,
)
from tests.journeys.test_first_start import put

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def centre(start, qtbot):  # noqa: F811
    """A help centre at work."""
    return begin_centre(qtbot, start)


def lock_case(qtbot, application):
    """Lock the case that is chosen in the list."""
    page = list_of(application)
    press(qtbot, page.card.lock)
    listed(qtbot, application)
    return page


def list_of(application):
    window = application.window
    window.show_tab(Tab.DRAFTS)
    settle()
    window.drafts.book.sign_in("SA")
    return window.page(Tab.DRAFTS)


def unlock_case(qtbot, application):
    sheet = application.window.sheet
    assert isinstance(sheet, UnlockCaseSheet)
    put(sheet.field, PASSPHRASE)
    press(qtbot, sheet.accept)
    qtbot.waitUntil(lambda: application.window.sheet is None, timeout=LONG)
    listed(qtbot, application)


def test_an_objection_leaves_its_form_and_its_letter_once_it_is_locked(centre, qtbot):
    write(qtbot, centre, name=NAME)
    tab = centre.window.pages.objection
    tab.show_letter()
    tab.show_ways()
    area = tab.form.answers.explanation.area
    tab.show_form()
    area.setFocus()
    area.selectAll()
    qtbot.keyClick(area, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    # Not saved yet when it is locked.
    area.moveCursor(area.textCursor().MoveOperation.End)
    type_into(area, "And more.")
    lock_case(qtbot, centre)
    (head,) = heads(centre)
    assert head.locked
    assert NAME not in all_words()
    assert "And more." not in all_words()
    assert QGuiApplication.clipboard().text() == ""
    assert form_of(centre).draft == ObjectionDraft()
    assert tab.form.in_hand.id is None
    assert "And more." in centre.desk.session.store.load(head.id).draft.objection.explanation
    # What is typed next is another case.
    press(qtbot, list_of(centre).card.go)
    unlock_case(qtbot, centre)
    press(qtbot, list_of(centre).card.go)
    assert form_of(centre).draft.applicant.name == NAME


def test_a_package_of_a_case_is_not_shown_once_it_is_locked(centre, qtbot, tmp_path):
    write(qtbot, centre, name=NAME)
    tab = centre.window.pages.objection
    tab.package.pack(tab.form.draft, tab.form.files, tmp_path)
    qtbot.waitUntil(lambda: tab.ready is not None, timeout=LONG)
    lock_case(qtbot, centre)
    assert tab.ready is None
    assert NAME not in all_words()


def test_a_registration_leaves_its_form_once_it_is_locked(centre, qtbot):
    window = centre.window
    window.show_tab(Tab.REGISTRATION)
    settle()
    tab = window.page(Tab.REGISTRATION)
    registration_walk.go_to(tab.form, StepId.BANK)
    registration_walk.put(tab.form.page.holder.line, NAME)
    kept(qtbot, centre)
    lock_case(qtbot, centre)
    assert tab.answers.draft == RegistrationDraft()
    assert NAME not in all_words()


def test_another_case_stays_in_the_form_when_one_is_locked(centre, qtbot):
    write(qtbot, centre, name="Somebody Else")
    assert centre.window.pages.objection.new_draft()
    write(qtbot, centre, name=NAME)
    page = list_of(centre)
    other = next(head for head in heads(centre) if head.summary.name == "Somebody Else")
    page.show_draft(other.id)
    lock_case(qtbot, centre)
    assert form_of(centre).draft.applicant.name == NAME


def test_a_case_is_not_locked_while_its_package_is_being_written(centre, qtbot, tmp_path):
    write(qtbot, centre, name=NAME)
    tab, page = centre.window.pages.objection, list_of(centre)
    tab.package.pack(tab.form.draft, tab.form.files, tmp_path)
    # At once: no event is heard in between, so that it can't be there yet.
    page.card.lock.click()
    listed(qtbot, centre)
    assert "package is being written" in centre.window.toast.label.text()
    assert not heads(centre)[0].locked
    qtbot.waitUntil(lambda: tab.ready is not None, timeout=LONG)


def test_a_locked_case_is_opened_by_no_other_way(centre, qtbot):
    write(qtbot, centre, name=NAME)
    (head,) = heads(centre)
    lock_case(qtbot, centre)
    window = centre.window
    window.show_tab(Tab.OBJECTION)
    assert not window.drafts.open_draft(head.id)
    settle()
    assert window.pages.currentWidget() is window.pages.cases
    assert NAME not in all_words()
    unlock_case(qtbot, centre)
    assert window.drafts.open_draft(head.id)
    assert form_of(centre).draft.applicant.name == NAME


def give(qtbot, sheet, passphrase):
    put(sheet.field, passphrase)
    press(qtbot, sheet.accept)
    qtbot.waitUntil(lambda: sheet._job is None, timeout=LONG)
    settle()


def test_after_wrong_tries_the_right_passphrase_is_not_called_wrong(centre, qtbot):
    write(qtbot, centre, name=NAME)
    press(qtbot, lock_case(qtbot, centre).card.go)
    sheet = centre.window.sheet
    for _try in range(3):
        give(qtbot, sheet, "wrong")
    assert not sheet.field.line.isEnabled()
    assert not sheet.accept.isEnabled()
    said = sheet.field.helper.label
    assert said.text() == "The passphrase is not right. Wait before you try again. You can try in 30 seconds"
    assert sheet._scroller.verticalScrollBar().maximum() == 0
    centre.clock.pass_time(timedelta(seconds=20))
    sheet.look()
    assert said.text().endswith("You can try in 10 seconds")
    # Who asks anew waits no less.
    press(qtbot, sheet.keep)
    press(qtbot, list_of(centre).card.go)
    sheet = centre.window.sheet
    assert not sheet.field.line.isEnabled()
    assert centre.window.focusWidget() is sheet.keep
    centre.clock.pass_time(timedelta(seconds=10))
    sheet.look()
    assert "not right" not in sheet.field.helper.label.text()
    assert centre.window.focusWidget() is sheet.field.line
    unlock_case(qtbot, centre)
    assert not heads(centre)[0].locked


def test_a_key_file_that_cannot_be_read_is_said_and_no_passphrase_called_wrong(centre, qtbot, monkeypatch):
    write(qtbot, centre, name=NAME)
    press(qtbot, lock_case(qtbot, centre).card.go)

    def unreadable():
        raise KeyFileError(KeyTrouble.UNREADABLE)

    monkeypatch.setattr(centre.desk._keys, "_read", unreadable)
    sheet = centre.window.sheet
    give(qtbot, sheet, PASSPHRASE)
    assert "the file of the key can't be read" in sheet.field.helper.label.text()
    assert sheet.field.line.isEnabled()
    assert centre.desk._keys.attempts.errors == 0


def test_a_locked_case_is_not_looked_into_after_a_crash(centre, start, qtbot, tmp_path):  # noqa: F811
    write(qtbot, centre, name=NAME)
    (head,) = heads(centre)
    store, now = centre.desk.session.store, centre.clock.now()
    lock_case(qtbot, centre)
    # As if it had ended before the note was written anew.
    write_mark(store, OpenSession(now, (InHand(head.id, now),)))
    second = start(crashed(centre, tmp_path / "copy"))
    unlock(qtbot, second)
    wait_opened(qtbot, second)
    assert not any(isinstance(widget, RecoverPage) for widget in QApplication.allWidgets())
    assert second.desk.session.store.journal()[0].action is Action.LOCKED


def test_the_name_by_which_a_case_was_found_goes_when_it_is_locked(centre, qtbot):
    write(qtbot, centre, name=NAME)
    page = list_of(centre)
    type_into(page.search.line, NAME)
    assert page.model.rowCount() == 1
    lock_case(qtbot, centre)
    assert page.search.line.text() == ""
    assert page.model.rowCount() == 1
    assert NAME not in all_words()
    held = [str(child.property("text")) + child.accessibleName() for child in page.findChildren(QWidget)]
    assert not [words for words in held if NAME in words], "nor is it held by what nobody sees"


def test_nothing_of_a_case_that_is_erased_is_held_by_the_card_that_nobody_sees(centre, qtbot):
    write(qtbot, centre, name=NAME)
    page = list_of(centre)
    press(qtbot, page.card.delete)
    press(qtbot, centre.window.sheet.delete)
    qtbot.waitUntil(lambda: heads(centre) == (), timeout=LONG)
    listed(qtbot, centre)
    held = [str(child.property("text")) + child.accessibleName() for child in page.card.findChildren(QWidget)]
    assert not [words for words in (*held, page.card.accessibleName()) if NAME in words]

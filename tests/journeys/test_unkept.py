"""What could not be saved so far is not lost by what comes then: locking, damage, erasure on time, another way of keeping it."""

import threading
from datetime import timedelta

import pytest

from citizen_desktop.content.models import Tab
from citizen_desktop.content.registration_models import StepId
from citizen_desktop.drafts.envelope import KeyFileError, KeyTrouble
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.keeping import Keeping
from citizen_desktop.drafts.keys import Keys
from citizen_desktop.drafts.retention import DEFAULT_DAYS
from citizen_desktop.drafts.session import Phase
from citizen_desktop.drafts.store import Store
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.ui.auto_lock import LockReason
from citizen_desktop.ui.backup_sheet import BackupSheet
from citizen_desktop.ui.handover_sheet import HandoverSheet
from citizen_desktop.ui.leave_sheet import LeaveSheet
from citizen_desktop.ui.recover_page import RecoverPage
from tests.attachments.making import pdf
from tests.conftest import settle
from tests.journeys import registration_walk as walk
from tests.journeys import test_drafts_desk
from tests.journeys.test_autosave import fill_the_disk, make_room, press, type_into
from tests.journeys.test_drafts_desk import (
    LONG,
    NAME,
    WORDS,
    begin_case,
    begin_centre,
    begin_personal,
    form_of,
    heads,
    kept,
    listed,
    texts,
    unlock,
    wait_opened,
    write,
)
from tests.journeys.test_keeping import begin_nothing, want

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

start = test_drafts_desk.start

LARGE = "More than a full disk takes. " * 2000


def refuse(application, text=LARGE):
    """Type what can't be saved."""
    session = application.desk.session
    fill_the_disk(session)
    type_into(form_of(application).answers.explanation.area, text)
    assert not session.flush()
    return session


def retried(qtbot, session):
    """Wait for the disk that has room again."""
    make_room(session)
    qtbot.waitUntil(lambda: session.flush() and session.state.phase is Phase.KEPT, timeout=LONG)
    settle()


# ---------------------------------------------------------------- locking


@pytest.mark.parametrize("reason", [LockReason.ASKED, LockReason.IDLE, LockReason.ASLEEP])
def test_what_could_not_be_saved_is_there_after_the_lock(start, qtbot, reason):
    application = begin_centre(qtbot, start)
    window, desk = application.window, application.desk
    write(qtbot, application, "before ", NAME)
    session, secret = refuse(application), desk._secret
    desk.lock.lock_now(reason)
    settle()
    assert window.pages.currentWidget() is desk.gate
    assert desk.gate.unlock.unsaved.isVisible()
    assert window.pages.forms == ()
    assert (desk.session, desk._secret) == (None, None)
    unlock(qtbot, application)
    wait_opened(qtbot, application)
    assert desk.session is session
    assert desk.lock.watching
    assert form_of(application).draft.objection.explanation == "before " + LARGE
    assert window.pages.objection.banner.isVisible()
    retried(qtbot, session)
    assert texts(application) == ["before " + LARGE]
    assert not secret.wiped


def test_a_new_draft_that_was_never_saved_is_there_after_the_lock(start, qtbot):
    application = begin_centre(qtbot, start)
    write(qtbot, application, "another ")
    # As with a package that is opened as a new draft.
    assert application.window.pages.objection.new_draft()
    session = application.desk.session
    fill_the_disk(session)
    answers = ObjectionDraft()
    large = answers.evolve(objection=answers.objection.evolve(explanation=LARGE))
    application.window.pages.objection.carry_over(large, ())
    assert not session.flush()
    press(qtbot, application.window.header.lock)
    unlock(qtbot, application)
    wait_opened(qtbot, application)
    assert form_of(application).draft.objection.explanation == LARGE
    retried(qtbot, session)
    assert texts(application) == sorted([LARGE, "another "])


def test_a_registration_that_could_not_be_saved_is_there_after_the_lock(start, qtbot):
    application = begin_centre(qtbot, start)
    window = application.window
    window.show_tab(Tab.REGISTRATION)
    tab = window.page(Tab.REGISTRATION)
    begin_case(application, tab)
    walk.go_to(tab.form, StepId.BANK)
    # Few words find their place on a disk that is full.
    application.desk.session.store.connection.pragma("query_only", True)
    walk.put(tab.form.page.holder.line, NAME)
    assert not application.desk.session.flush()
    press(qtbot, window.header.lock)
    unlock(qtbot, application)
    wait_opened(qtbot, application)
    assert window.page(Tab.REGISTRATION).answers.draft.bank.holder == NAME


def test_what_is_saved_while_it_opens_is_shown_all_the_same(start, qtbot):
    application = begin_centre(qtbot, start)
    desk = application.desk
    write(qtbot, application, "before ")
    session = refuse(application)
    press(qtbot, application.window.header.lock)

    def save(*_opened):
        make_room(session)
        assert session.flush()

    desk.opened.connect(save)
    unlock(qtbot, application)
    wait_opened(qtbot, application)
    assert form_of(application).draft.objection.explanation == "before " + LARGE


def test_once_it_is_saved_under_the_lock_the_key_is_wiped(start, qtbot):
    application = begin_centre(qtbot, start)
    desk = application.desk
    write(qtbot, application, "before ")
    session, secret = refuse(application), desk._secret
    press(qtbot, application.window.header.lock)
    assert not secret.wiped
    retried(qtbot, session)
    qtbot.waitUntil(lambda: secret.wiped, timeout=LONG)
    assert not desk.gate.unlock.unsaved.isVisible()
    application.window.close()
    assert not application.window.isVisible()
    application = start()
    unlock(qtbot, application)
    wait_opened(qtbot, application)
    assert texts(application) == ["before " + LARGE]


def test_a_lock_over_what_is_saved_leaves_no_key(start, qtbot):
    application = begin_centre(qtbot, start)
    write(qtbot, application)
    secret = application.desk._secret
    press(qtbot, application.window.header.lock)
    assert secret.wiped
    assert not application.desk.gate.unlock.unsaved.isVisible()


def test_closing_under_the_lock_asks_before_it_is_lost(start, qtbot):
    application = begin_centre(qtbot, start)
    window = application.window
    write(qtbot, application, "before ")
    refuse(application)
    secret = application.desk._secret
    press(qtbot, window.header.lock)
    window.close()
    settle()
    assert window.isVisible()
    assert isinstance(window.sheet, LeaveSheet)
    assert "not everything is saved" in window.sheet.title.text()
    press(qtbot, window.sheet.leave)
    assert not window.isVisible()
    assert secret.wiped


def test_erasing_everything_gives_up_what_could_not_be_saved(start, qtbot):
    application = begin_centre(qtbot, start)
    window, desk = application.window, application.desk
    write(qtbot, application, "before ")
    refuse(application)
    secret = desk._secret
    press(qtbot, window.header.lock)
    press(qtbot, desk.gate.unlock.erase)
    window.sheet.erase_wanted.emit()
    qtbot.waitUntil(lambda: desk.gate.currentWidget() is desk.gate.first, timeout=LONG)
    assert secret.wiped
    assert not application.files.store.exists()
    assert not window.drafts.holds_unsaved


def test_what_could_not_be_erased_is_not_lost_either(start, qtbot, monkeypatch):
    application = begin_centre(qtbot, start)
    window, desk = application.window, application.desk
    write(qtbot, application, "before ")
    refuse(application)
    press(qtbot, window.header.lock)

    def refused(_keys):
        raise KeyFileError(KeyTrouble.UNREADABLE)

    monkeypatch.setattr(Keys, "erase", refused)
    press(qtbot, desk.gate.unlock.erase)
    window.sheet.erase_wanted.emit()
    qtbot.waitUntil(lambda: desk.gate._job is None, timeout=LONG)
    window.close_sheet()
    assert window.drafts.holds_unsaved
    unlock(qtbot, application)
    # It was closed with something unsaved.
    qtbot.waitUntil(lambda: isinstance(window.pages.currentWidget(), RecoverPage), timeout=LONG)
    window.pages.currentWidget().later.emit()
    wait_opened(qtbot, application)
    assert form_of(application).draft.objection.explanation == "before " + LARGE
    kept(qtbot, application)
    assert texts(application) == ["before " + LARGE]


def test_a_draft_that_could_not_be_erased_keeps_what_could_not_be_saved(start, qtbot):
    application = begin_personal(qtbot, start)
    window = application.window
    write(qtbot, application, "before ", NAME)
    session = refuse(application)
    session.store.connection.pragma("query_only", True)
    window.show_tab(Tab.DRAFTS)
    settle()
    press(qtbot, window.page(Tab.DRAFTS).card.delete)
    press(qtbot, window.sheet.delete)
    listed(qtbot, application)
    session.store.connection.pragma("query_only", False)
    assert form_of(application).draft.objection.explanation == "before " + LARGE
    retried(qtbot, session)
    assert texts(application) == ["before " + LARGE]


def test_going_on_without_keeping_still_saves_what_was_typed_before(start, qtbot):
    application = begin_centre(qtbot, start)
    desk = application.desk
    write(qtbot, application, "before ")
    session, secret = refuse(application), desk._secret
    press(qtbot, application.window.header.lock)
    press(qtbot, desk.gate.unlock.keep_nothing)
    assert application.window._before is None
    assert form_of(application).draft.objection.explanation == ""
    assert application.window.drafts.holds_unsaved
    retried(qtbot, session)
    qtbot.waitUntil(lambda: secret.wiped, timeout=LONG)
    assert not application.window.drafts.holds_unsaved


# ---------------------------------------------------------------- closing


def test_closing_asks_though_the_form_shows_another_draft_by_now(start, qtbot):
    application = begin_personal(qtbot, start)
    window = application.window
    window.show_tab(Tab.REGISTRATION)
    tab = window.page(Tab.REGISTRATION)
    session = application.desk.session
    session.store.connection.pragma("query_only", True)
    walk.go_to(tab.form, StepId.BANK)
    walk.put(tab.form.page.holder.line, NAME)
    assert not session.flush()
    assert tab.new_draft()
    window.close()
    settle()
    assert isinstance(window.sheet, LeaveSheet)
    press(qtbot, window.sheet.stay)
    session.store.connection.pragma("query_only", False)
    window.close()
    settle()
    assert not window.isVisible()


def test_closing_does_not_say_that_anything_was_saved_of_what_is_in_memory_only(start, qtbot):
    application = begin_centre(qtbot, start)
    window = application.window
    write(qtbot, application, "before ")
    refuse(application)
    press(qtbot, window.header.lock)
    press(qtbot, application.desk.gate.unlock.keep_nothing)
    type_into(form_of(application).answers.explanation.area, WORDS)
    window.close()
    settle()
    assert "in memory only" in window.sheet.subtitle.text()


# ---------------------------------------------------------------- erasure on time, and what leaves the store


def test_a_draft_that_is_typed_in_is_not_erased_because_it_can_not_be_saved(start, qtbot):
    application = begin_personal(qtbot, start)
    write(qtbot, application, "before ")
    application.clock.pass_time(timedelta(days=DEFAULT_DAYS, seconds=-60))
    session = refuse(application)
    application.clock.pass_time(timedelta(seconds=120))
    application.desk.store.retention.look()
    settle()
    assert form_of(application).draft.objection.explanation == "before " + LARGE
    retried(qtbot, session)
    assert texts(application) == ["before " + LARGE]


def test_nothing_of_yesterday_is_handed_over_or_backed_up(start, qtbot):
    application = begin_personal(qtbot, start)
    window, desk = application.window, application.desk
    write(qtbot, application, "before ")
    session = refuse(application)
    (head,) = heads(application)
    for leave in (lambda: desk.hand_over(head.id), desk.back_up):
        leave()
        settle()
        assert window.sheet is None
        assert "Not everything is saved yet" in window.toast.label.text()
        window.toast.hide()
    retried(qtbot, session)
    desk.hand_over(head.id)
    settle()
    assert isinstance(window.sheet, HandoverSheet)
    window.close_sheet()
    desk.back_up()
    settle()
    assert isinstance(window.sheet, BackupSheet)


# ---------------------------------------------------------------- from nothing to keeping


def test_a_registration_is_kept_once_drafts_are(start, qtbot):
    application = begin_nothing(qtbot, start)
    window = application.window
    window.show_tab(Tab.REGISTRATION)
    tab = window.page(Tab.REGISTRATION)
    walk.go_to(tab.form, StepId.BANK)
    walk.put(tab.form.page.holder.line, NAME)
    type_into(form_of(application).answers.explanation.area, WORDS)
    want(qtbot, application, Keeping.PERSONAL)
    wait_opened(qtbot, application)
    assert window.page(Tab.REGISTRATION).answers.draft.bank.holder == NAME
    assert form_of(application).draft.objection.explanation == WORDS
    kept(qtbot, application)
    assert len(heads(application)) == 2


def test_with_it_come_its_files(start, qtbot, tmp_path):
    application = begin_nothing(qtbot, start)
    window = application.window
    window.show_tab(Tab.REGISTRATION)
    answers = window.page(Tab.REGISTRATION).answers
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(pdf())
    answers.files.attach("", [paper])
    qtbot.waitUntil(lambda: len(answers.draft.attachments) == 1 and not answers.is_copying, timeout=LONG)
    want(qtbot, application, Keeping.PERSONAL)
    wait_opened(qtbot, application)
    answers = window.page(Tab.REGISTRATION).answers
    qtbot.waitUntil(lambda: len(answers.draft.attachments) == 1 and not answers.is_copying, timeout=LONG)
    paper.unlink()
    kept(qtbot, application)
    (head,) = heads(application)
    (attachment,) = application.desk.session.store.load(head.id).draft.attachments
    assert attachment.original_name == "paper.pdf"


def test_a_file_that_was_in_memory_waits_there_until_there_is_room(start, qtbot, tmp_path, monkeypatch):
    application = begin_nothing(qtbot, start)
    form = form_of(application)
    type_into(form.answers.explanation.area, WORDS)
    # As a scanned page, which lies on no disk.
    form.attach_content("national-id", "Scan 1.pdf", pdf())
    qtbot.waitUntil(lambda: len(form.draft.attachments) == 1 and not form.is_copying, timeout=LONG)

    def full(*_arguments):
        raise StoreError(Trouble.FULL)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Store, "put_file", full)
        want(qtbot, application, Keeping.PERSONAL)
        wait_opened(qtbot, application)
        form = form_of(application)
        copying = form.form_files.copying
        qtbot.waitUntil(lambda: copying.current is None, timeout=LONG)
        settle()
        assert "It stays in memory" in form.documents.refusals[0]
        copying.retry()
        qtbot.waitUntil(lambda: copying.current is None, timeout=LONG)
        settle()
        assert len(form.documents.refusals) == 1, "it is said once"
        assert form.footer.package.isEnabled(), "a package may be made without it"
        application.window.close()
        settle()
        assert isinstance(application.window.sheet, LeaveSheet)
        press(qtbot, application.window.sheet.stay)
    copying.retry()
    qtbot.waitUntil(lambda: not form.is_copying, timeout=LONG)
    assert not form.documents.refusals, "it holds no longer"
    kept(qtbot, application)
    (head,) = heads(application)
    assert head.files == 1


# ---------------------------------------------------------------- what a lock breaks off


def test_what_a_lock_broke_off_is_said_once_it_is_open_again(start, qtbot, tmp_path, monkeypatch):
    application = begin_centre(qtbot, start)
    window, desk = application.window, application.desk
    write(qtbot, application, name=NAME)
    form = form_of(application)
    going, put_file = threading.Event(), Store.put_file

    def slowly(*arguments):
        going.wait(LONG / 1000)
        return put_file(*arguments)

    monkeypatch.setattr(Store, "put_file", slowly)
    form.attach_content("national-id", "Scan 1.pdf", pdf())
    window.pages.objection.package.pack(form.draft, form.files, tmp_path)
    threading.Timer(0.2, going.set).start()
    desk.lock.lock_now()
    settle()
    unlock(qtbot, application)
    wait_opened(qtbot, application)
    said = window.toast.label.text()
    assert "1 file was not taken in to its end" in said
    assert "The package was not written to its end" in said
    assert NAME not in said
    window.toast.hide()
    press(qtbot, window.header.lock)
    unlock(qtbot, application)
    wait_opened(qtbot, application)
    assert not window.toast.isVisible(), "it is said once"

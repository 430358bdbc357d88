"""The window with its encrypted store: from one start to the next, locked, damaged, after a crash, beside another window."""

import os
import shutil
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from citizen_desktop import i18n
from citizen_desktop.app import Application, Start, make_qt_application
from citizen_desktop.content.models import Tab
from citizen_desktop.drafts import erasure, opening
from citizen_desktop.drafts.attempts import Attempts
from citizen_desktop.drafts.crash_mark import InHand, OpenSession, write_mark
from citizen_desktop.drafts.holder import Holder
from citizen_desktop.drafts.keeping import Keeping
from citizen_desktop.drafts.keys import Keys
from citizen_desktop.drafts.models import Action
from citizen_desktop.drafts.rescue import kept_aside
from citizen_desktop.drafts.retention import DEFAULT_DAYS
from citizen_desktop.drafts.summary import blank_draft
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.i18n import Language
from citizen_desktop.paths import OwnedFiles, resources
from citizen_desktop.policy import Mode, Policy
from citizen_desktop.ui import cases_page, jobs
from citizen_desktop.ui.damage_page import DamagePage, DiscardSheet
from citizen_desktop.ui.initials_sheet import InitialsSheet
from citizen_desktop.ui.leave_sheet import LeaveSheet
from citizen_desktop.ui.passphrase_sheet import PassphraseSheet
from citizen_desktop.ui.print_dialog import preview_pages
from citizen_desktop.ui.recover_page import DeleteSheet, RecoverPage
from tests.conftest import SUNDAY, HandClock, settle
from tests.journeys.gates import CHEAP, RULES, NoKeyring
from tests.journeys.test_autosave import press, type_into
from tests.journeys.test_first_start import put

# Offscreen there is no window system that popups could ask.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PASSPHRASE = "a lamp beside the old harbour"  # noqa: S105
WORDS = "My salary is lower since September."
NAME = "Somebody Somewhere"
LONG = 60_000


@pytest.fixture
def start(qapp, qtbot, tmp_path):
    """Start the application on a folder, as often as one likes; gives the ``Application``."""
    started = []

    def start_it(
        data=None, *, clock=None, policy=None, language=Language.ENGLISH, begin=True, opened=False, package=None
    ):
        make_qt_application([])
        clock = clock or HandClock(SUNDAY)
        files = OwnedFiles.at(data or tmp_path / "data")
        keys = Keys(files, Attempts(files.state, clock, RULES.waits), NoKeyring(), CHEAP)
        way = Start(clock, files, language, "light", package=package, speakers={}, scans=False, keeps=True, keys=keys)
        application = Application(way, policy or Policy())
        application.files, application.clock = files, clock
        started.append(application)
        application.window.resize(1280, 800)
        application.show()
        qtbot.waitExposed(application.window)
        if begin:
            settle()
        if opened:
            wait_opened(qtbot, application)
        return application

    yield start_it
    while started:
        application = started.pop()
        if not shiboken6.isValid(application.window):
            continue
        application.window._leaving = True
        application.window.close()
        application.window.deleteLater()
    settle()
    i18n.use(Language.ARABIC)


def wait_opened(qtbot, application):
    qtbot.waitUntil(lambda: application.desk.session is not None, timeout=LONG)
    settle()


def choose(qtbot, application, keeping):
    """Choose at the first start where drafts are kept."""
    first = application.desk.gate.first
    press(qtbot, first.cards[keeping])
    press(qtbot, first.proceed)


def begin_personal(qtbot, start, **options):
    application = start(**options)
    choose(qtbot, application, Keeping.PERSONAL)
    wait_opened(qtbot, application)
    return application


def give_passphrase(qtbot, application):
    """Answer the sheet of the first start, without a recovery code."""
    sheet = application.window.sheet
    assert isinstance(sheet, PassphraseSheet)
    put(sheet.new, PASSPHRASE)
    put(sheet.again, PASSPHRASE)
    sheet.code.choose(False)
    sheet._with_code = False
    press(qtbot, sheet.done)
    wait_opened(qtbot, application)


def begin_centre(qtbot, start, **options):
    application = start(**options)
    choose(qtbot, application, Keeping.CENTRE)
    give_passphrase(qtbot, application)
    return application


def unlock(qtbot, application, passphrase=PASSPHRASE):
    page = application.desk.gate.unlock
    assert application.window.pages.currentWidget() is application.desk.gate
    put(page.field, passphrase)
    press(qtbot, page.open)
    qtbot.waitUntil(lambda: page._job is None, timeout=LONG)
    settle()


def form_of(application):
    application.window.show_tab(Tab.OBJECTION)
    settle()
    return application.window.page(Tab.OBJECTION).form


def write(qtbot, application, text=WORDS, name=""):
    """Type into the form that is shown, and wait until it is kept; in a centre a case is begun first."""
    form = form_of(application)
    begin_case(application, application.window.pages.objection)
    type_into(form.answers.explanation.area, text)
    if name:
        press(qtbot, form.applicant.edit)
        type_into(form.sheet.name.line, name)
        press(qtbot, form.sheet.done)
    kept(qtbot, application)


def begin_case(application, tab):
    """Have a case in a form of a centre, as "New case" does once everything was asked; nothing where there is one."""
    if tab.pages.currentWidget() is tab.case_first:
        draft_id = application.desk.session.store.create(*blank_draft(tab.kind))
        assert application.window.drafts.open_draft(draft_id)
        settle()


def kept(qtbot, application):
    session = application.desk.session
    qtbot.waitUntil(lambda: session.flush() and session.all_kept, timeout=LONG)
    settle()
    listed(qtbot, application)


def listed(qtbot, application):
    """Wait until the list shows all that it was told of."""
    book = application.window.drafts.book
    qtbot.waitUntil(lambda: book is None or not book.busy, timeout=LONG)
    settle()


def close(application):
    application.window.close()
    settle()
    assert application.window.sheet is None
    assert not application.window.isVisible()
    application.window.deleteLater()
    settle()


def heads(application):
    return application.desk.session.store.heads()


def texts(application):
    store = application.desk.session.store
    return sorted(store.load(head.id).draft.objection.explanation for head in store.heads())


def crashed(application, folder):
    """Return a copy of the data as a crash would leave it at this moment."""
    shutil.copytree(application.files.data, folder)
    return folder


def noticed(folder, clock):
    """Let the next start take the store for damaged, as after a page that could not be read."""
    holder = Holder(OwnedFiles.at(folder).store_lock, clock)
    holder.notice_damage()
    holder.let_go()


def is_free(application):
    """Whether another window could write to the store."""
    Holder(application.files.store_lock, application.clock).let_go()
    return True


def all_words():
    """Return whatever any widget or window of the process says, to eyes or to a screen reader, shown or not."""
    found = [window.title() for window in QGuiApplication.topLevelWindows()]
    for widget in QApplication.allWidgets():
        found += [widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        found += [str(widget.property(name)) for name in ("text", "plainText", "title", "placeholderText")]
        spoken = getattr(widget, "text", "")
        found.append(spoken if isinstance(spoken, str) else "")
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
            found += [str(model.index(row, 0).data(role)) for row in range(model.rowCount()) for role in roles]
    return "\n".join(found)


# ---------------------------------------------------------------- one's own computer


def test_what_was_typed_is_there_at_the_next_start_and_the_tab_counts_it(start, qtbot):
    application = begin_personal(qtbot, start)
    window = application.window
    assert window._before is None
    assert window.tabs.count() == len(Tab)
    write(qtbot, application, name=NAME)
    close(application)
    assert is_free(application)
    application = start(opened=True)
    window = application.window
    assert application.desk.gate.first is None
    qtbot.waitUntil(lambda: window.drafts.book.ready, timeout=LONG)
    settle()
    assert window.tabs.accessibleTabName(window.tabs.count() - 1) == "My drafts: 1 draft"
    (head,) = heads(application)
    window.show_tab(Tab.DRAFTS)
    settle()
    assert NAME in all_words()
    press(qtbot, window.page(Tab.DRAFTS).card.go)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.page(Tab.OBJECTION), timeout=LONG)
    assert window.pages.objection.form.in_hand.id == head.id
    assert window.pages.objection.form.answers.explanation.text == WORDS
    assert window.pages.objection.form.draft.applicant.name == NAME


def test_the_list_takes_in_what_is_typed_while_it_is_open(start, qtbot):
    application = begin_personal(qtbot, start)
    window = application.window
    write(qtbot, application)
    qtbot.waitUntil(lambda: len(window.drafts.book.cases) == 1, timeout=LONG)
    qtbot.waitUntil(
        lambda: window.tabs.accessibleTabName(window.tabs.count() - 1) == "My drafts: 1 draft", timeout=LONG
    )


def test_a_snapshot_is_taken_at_a_clean_end_of_work_and_at_rest(start, qtbot):
    application = begin_personal(qtbot, start)
    snapshots = application.files.snapshots
    write(qtbot, application)
    assert not list(snapshots.glob("store-*.db"))
    close(application)
    assert len(list(snapshots.glob("store-*.db"))) == 1
    # Looking at drafts is no reason for another one: there are but three, and each should hold something of its own.
    application = start(opened=True)
    close(application)
    assert len(list(snapshots.glob("store-*.db"))) == 1
    application = start(opened=True)
    write(qtbot, application, "More words.")
    application.clock.pass_time(timedelta(minutes=4))
    application.desk.store.store_care.look()
    qtbot.waitUntil(lambda: len(list(snapshots.glob("store-*.db"))) == 2, timeout=LONG)


def test_who_keeps_nothing_has_no_tab_and_is_asked_before_it_is_lost(start, qtbot):
    application = start()
    window = application.window
    assert window.tabs.isHidden() or window._tab_row.isHidden()
    choose(qtbot, application, Keeping.NOTHING)
    qtbot.waitUntil(lambda: window._before is None, timeout=LONG)
    settle()
    assert window.drafts.book is None
    assert not window.tabs.has(Tab.DRAFTS)
    assert window.tabs.count() == len(Tab) - 1
    type_into(form_of(application).answers.explanation.area, WORDS)
    window.close()
    settle()
    assert isinstance(window.sheet, LeaveSheet)
    assert window.isVisible()
    assert "memory only" in window.sheet.subtitle.text()
    press(qtbot, window.sheet.leave)
    assert not window.isVisible()
    assert not application.files.store.exists()
    assert not application.files.store_lock.exists()
    application = start()
    assert application.desk.gate.first is None
    assert application.window._before is None


# ---------------------------------------------------------------- a centre


def test_the_initials_stand_in_the_head_and_beside_what_is_saved(start, qtbot, monkeypatch):
    monkeypatch.setattr(cases_page, "ask_below", lambda _button, _theme, labels: labels.index("Objection"))
    application = begin_centre(qtbot, start)
    window, store = application.window, application.desk.session.store
    assert window.header.mode.isVisible()
    assert window.header.lock.isVisible()
    assert window.tabs.tabText(window.tabs.count() - 1) == "Cases"
    window.show_tab(Tab.DRAFTS)
    settle()
    press(qtbot, window.page(Tab.DRAFTS).new)
    assert isinstance(window.sheet, InitialsSheet)
    put(window.sheet.field, "sa")
    press(qtbot, window.sheet.accept)
    assert "SA" in window.header.staff.text()
    press(qtbot, window.sheet.later)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.pages.objection, timeout=LONG)
    write(qtbot, application)
    changed = [entry for entry in store.journal() if entry.action is Action.CHANGED]
    assert [entry.initials for entry in changed] == ["SA"]
    (head,) = store.heads()
    window.drafts.book.desk.erase(head.id, "SA")
    assert (store.journal()[0].action, store.journal()[0].initials) == (Action.ERASED, "SA")


def test_locked_nothing_of_the_drafts_is_left_on_any_widget_and_the_key_is_gone(start, qtbot):
    application = begin_centre(qtbot, start)
    window, desk = application.window, application.desk
    write(qtbot, application, name=NAME)
    qtbot.waitUntil(lambda: len(window.drafts.book.cases) == 1, timeout=LONG)
    window.show_tab(Tab.DRAFTS)
    settle()
    assert NAME in all_words()
    assert WORDS in all_words()
    secret, store, holder = desk._secret, desk.session.store, desk._found.holder
    form_of(application).edit_applicant()
    settle()
    assert window.sheet is not None
    press_through(window.header.lock)
    settle()
    assert window.pages.currentWidget() is desk.gate
    assert desk.gate.currentWidget() is desk.gate.unlock
    assert window.sheet is None
    said = all_words()
    assert NAME not in said
    assert WORDS not in said
    assert desk._secret is None
    assert secret.wiped
    assert (desk.session, desk._found, desk.store, desk.tools) == (None, None, None, None)
    assert store._closed
    assert not holder._open
    assert is_free(application)
    assert (window.drafts.book, window.drafts.session) == (None, None)
    assert not window.header.lock.isVisible()
    assert not window._tab_row.isVisible()
    # Neither the numbers of the tabs nor the search's key lead past it.
    for key in (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_5, Qt.Key.Key_F):
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert window.pages.currentWidget() is desk.gate


def press_through(button):
    """Press what a sheet lies over, as the lock of the system would come."""
    button.clicked.emit()


def test_the_passphrase_opens_again_and_a_wrong_one_does_not(start, qtbot):
    application = begin_centre(qtbot, start)
    window, desk = application.window, application.desk
    write(qtbot, application)
    for _turn in range(2):
        press(qtbot, window.header.lock)
        unlock(qtbot, application, "seven boats under a paper moon")
        assert desk.session is None
        assert window.pages.currentWidget() is desk.gate
        unlock(qtbot, application)
        wait_opened(qtbot, application)
        assert window._before is None
        assert texts(application) == [WORDS]
        assert window.tabs.count() == len(Tab)
        assert form_of(application).draft == ObjectionDraft()
    assert window.header.lock.isVisible()
    close(application)
    application = start()
    assert application.desk.gate.currentWidget() is application.desk.gate.unlock
    unlock(qtbot, application)
    wait_opened(qtbot, application)
    assert texts(application) == [WORDS]


def test_what_was_typed_last_is_kept_before_it_locks_by_itself(start, qtbot):
    application = begin_centre(qtbot, start)
    desk, clock = application.desk, application.clock
    form = form_of(application)
    type_into(form.answers.explanation.area, WORDS)
    clock.pass_time(timedelta(minutes=desk.gate.auto_lock_minutes, seconds=-1))
    desk.lock.look()
    assert desk.session is not None
    clock.pass_time(timedelta(seconds=1))
    desk.lock.look()
    settle()
    assert desk._secret is None
    assert application.window.pages.currentWidget() is desk.gate
    assert "without use" in desk.gate.unlock.subtitle.text()
    unlock(qtbot, application)
    wait_opened(qtbot, application)
    assert texts(application) == [WORDS]


def test_the_first_touch_after_too_long_shows_nothing(start, qtbot):
    application = begin_centre(qtbot, start)
    window, desk = application.window, application.desk
    application.clock.pass_time(timedelta(hours=1))
    place = QPointF(5, 5)
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    # As the system hands it over.
    touch = QMouseEvent(QEvent.Type.MouseButtonPress, place, place, button, button, none)
    QApplication.sendEvent(window.windowHandle(), touch)
    settle()
    assert desk._secret is None
    assert window.pages.currentWidget() is desk.gate


def test_a_page_that_takes_the_keyboard_too_late_locks_them_and_ends_nothing(start, qtbot):
    application = begin_centre(qtbot, start)
    write(qtbot, application, name=NAME)
    application.clock.pass_time(timedelta(minutes=application.desk.gate.auto_lock_minutes))
    application.window.show_tab(Tab.DRAFTS)
    settle()
    assert application.window.pages.currentWidget() is application.desk.gate
    assert NAME not in all_words()


def test_a_print_preview_goes_when_it_locks(start, qtbot):
    application = begin_centre(qtbot, start)
    window, desk = application.window, application.desk
    form_of(application)
    shown = []

    def lock():
        shown.append(QApplication.activeModalWidget())
        desk.lock.lock_now()

    def give_up():
        shown.append("still there")
        QApplication.activeModalWidget().reject()

    # A preview that stayed would hold the test up for good.
    patience = QTimer(singleShot=True, interval=10_000)
    patience.timeout.connect(give_up)
    patience.start()
    QTimer.singleShot(0, lock)
    preview_pages(window.pages.objection, "Print the letter", lambda _device: True)
    patience.stop()
    settle()
    assert isinstance(shown[0], QPrintPreviewDialog)
    assert shown[1:] == []
    assert QApplication.activeModalWidget() is None
    assert desk._secret is None


def test_who_forgot_the_passphrase_may_work_without_keeping(start, qtbot):
    application = begin_centre(qtbot, start)
    window, desk = application.window, application.desk
    press(qtbot, window.header.lock)
    press(qtbot, desk.gate.unlock.keep_nothing)
    assert window._before is None
    assert window.drafts.book is None
    assert desk.session is None
    assert not window.header.lock.isVisible()


# ---------------------------------------------------------------- two windows


def test_a_second_window_reads_and_says_who_writes(start, qtbot):
    first = begin_personal(qtbot, start)
    write(qtbot, first)
    second = start(opened=True)
    window = second.window
    assert second.desk.session.store.read_only
    assert texts(second) == [WORDS]
    tab = window.pages.objection or window.page(Tab.OBJECTION)
    form = form_of(second)
    assert tab.banner.isVisible()
    assert "another window of yours" in tab.banner.title.text()
    assert "not kept" in tab.banner.line.text()
    type_into(form.answers.explanation.area, "lost")
    window.close()
    settle()
    # It is asked with the words of a store that does not take it, not with those of one that keeps nothing.
    assert isinstance(window.sheet, LeaveSheet)
    assert window.sheet.title.text() == "Close although not everything is saved?"
    press(qtbot, window.sheet.leave)
    assert not window.isVisible()
    write(qtbot, first, " And more.")
    assert texts(first) == [f"{WORDS} And more."]
    close(first)
    third = start(opened=True)
    assert not third.desk.session.store.read_only


def test_a_window_that_only_reads_keeps_nobody_from_opening_and_erasing(start, qtbot):
    clock = HandClock(SUNDAY)
    first = begin_personal(qtbot, start, clock=clock)
    write(qtbot, first)
    second = start(clock=clock, opened=True)
    assert second.desk.session.store.read_only
    close(first)
    clock.pass_time(timedelta(days=DEFAULT_DAYS, minutes=1))
    third = start(clock=clock)
    wait_opened(qtbot, third)
    assert not third.desk.session.store.read_only
    assert heads(third) == ()


# ---------------------------------------------------------------- after a crash


@pytest.fixture
def fallen(start, qtbot, tmp_path):
    """A folder as a crash leaves it: one draft was closed before, two were open."""
    application = begin_personal(qtbot, start)
    write(qtbot, application, "closed long ago")
    close(application)
    application = start(opened=True)
    write(qtbot, application, "the first")
    first = application.window.pages.objection.form.in_hand.id
    assert application.window.pages.objection.new_draft()
    write(qtbot, application, "the second", NAME)
    store = application.desk.session.store
    # As with two windows' worth of forms: both are noted as being worked on.
    second = application.window.pages.objection.form.in_hand.id
    now = application.clock.now()
    write_mark(store, OpenSession(now, (InHand(first, now), InHand(second, now))))
    folder = crashed(application, tmp_path / "crashed")
    close(application)
    return folder, first, second


def recover_page(qtbot, application):
    window = application.window
    qtbot.waitUntil(lambda: isinstance(window.pages.currentWidget(), RecoverPage), timeout=LONG)
    settle()
    return window.pages.currentWidget()


def card_of(page, draft_id):
    return next(card for card in page.cards if card.draft.id == draft_id)


def test_a_clean_end_asks_nothing(start, qtbot):
    application = begin_personal(qtbot, start)
    write(qtbot, application)
    close(application)
    application = start(opened=True)
    assert application.window._before is None


def test_continuing_opens_that_draft_and_no_other(fallen, start, qtbot):
    folder, first, second = fallen
    application = start(folder)
    page = recover_page(qtbot, application)
    window = application.window
    assert {card.draft.id for card in page.cards} == {first, second}
    assert not window._tab_row.isVisible()
    assert window.drafts.book is None
    assert page.cards[0].go_on.hasFocus()
    press(qtbot, card_of(page, first).go_on)
    wait_opened(qtbot, application)
    assert window.pages.currentWidget() is window.pages.objection
    assert window.pages.objection.form.in_hand.id == first
    assert window.pages.objection.form.answers.explanation.text == "the first"
    assert texts(application) == ["closed long ago", "the first", "the second"]
    close(application)
    assert start(folder, opened=True).window._before is None


def test_later_changes_nothing_and_does_not_ask_again(fallen, start, qtbot):
    folder, _first, _second = fallen
    application = start(folder)
    press(qtbot, recover_page(qtbot, application).not_now)
    wait_opened(qtbot, application)
    assert application.window.pages.currentWidget() is application.window.channels
    assert texts(application) == ["closed long ago", "the first", "the second"]
    close(application)
    assert start(folder, opened=True).window._before is None


def test_who_closes_the_question_is_asked_again(fallen, start, qtbot):
    folder, first, second = fallen
    application = start(folder)
    recover_page(qtbot, application)
    close(application)
    assert is_free(application)
    page = recover_page(qtbot, start(folder))
    assert {card.draft.id for card in page.cards} == {first, second}


def test_what_is_asked_after_a_crash_can_be_locked_and_is_asked_again(start, qtbot, tmp_path):
    first = begin_centre(qtbot, start)
    write(qtbot, first, name=NAME)
    folder = crashed(first, tmp_path / "crashed")
    close(first)
    application = start(folder)
    window = application.window
    assert not window.header.lock.isVisible()
    for _turn in range(2):
        unlock(qtbot, application)
        recover_page(qtbot, application)
        assert NAME in all_words()
        press(qtbot, window.header.lock)
        assert window.pages.currentWidget() is application.desk.gate
        assert NAME not in all_words()
        assert not window.header.lock.isVisible()
        assert application.desk._secret is None
    unlock(qtbot, application)
    press(qtbot, recover_page(qtbot, application).not_now)
    wait_opened(qtbot, application)
    assert window.header.lock.isVisible()


def test_deleting_asks_erases_and_leaves_the_other(fallen, start, qtbot):
    folder, first, second = fallen
    application = start(folder)
    page = recover_page(qtbot, application)
    press(qtbot, card_of(page, second).delete)
    assert isinstance(application.window.sheet, DeleteSheet)
    press(qtbot, application.window.sheet.go_on)
    qtbot.waitUntil(lambda: len(page.cards) == 1, timeout=LONG)
    settle()
    assert page.isEnabled()
    assert page.cards[0].draft.id == first
    assert NAME not in all_words()
    press(qtbot, page.cards[0].delete)
    press(qtbot, application.window.sheet.go_on)
    wait_opened(qtbot, application)
    assert texts(application) == ["closed long ago"]


def test_a_draft_that_can_not_be_erased_keeps_its_card(fallen, start, qtbot, monkeypatch):
    folder, _first, second = fallen
    application = start(folder)
    page = recover_page(qtbot, application)

    def refuse(*_arguments, **_options):
        raise OSError

    monkeypatch.setattr(erasure.Eraser, "erase", refuse)
    press(qtbot, card_of(page, second).delete)
    press(qtbot, application.window.sheet.go_on)
    qtbot.waitUntil(application.window.toast.isVisible, timeout=LONG)
    settle()
    assert "could not be erased" in all_words()
    assert card_of(page, second).isVisible()
    assert page.isEnabled()


def test_the_question_speaks_the_language_that_is_chosen(fallen, start, qtbot):
    folder, first, _second = fallen
    application = start(folder)
    page = recover_page(qtbot, application)
    assert page.title.text() == "Continue where you stopped?"
    press(qtbot, application.window.header.language)
    assert i18n.language() is Language.ARABIC
    assert page.title.text() != "Continue where you stopped?"
    assert page.isVisible()
    assert page.layoutDirection() is Qt.LayoutDirection.RightToLeft
    press(qtbot, card_of(page, first).go_on)
    wait_opened(qtbot, application)
    assert application.window.pages.objection.form.in_hand.id == first


def test_a_centres_question_after_a_crash_locks_too(start, qtbot, tmp_path):
    application = begin_centre(qtbot, start)
    write(qtbot, application, name=NAME)
    folder = crashed(application, tmp_path / "crashed")
    close(application)
    application = start(folder)
    unlock(qtbot, application)
    recover_page(qtbot, application)
    desk = application.desk
    secret = desk._secret
    assert NAME in all_words()
    application.clock.pass_time(timedelta(hours=1))
    desk.lock.look()
    settle()
    assert secret.wiped
    assert application.window.pages.currentWidget() is desk.gate
    assert NAME not in all_words()
    assert is_free(application)
    unlock(qtbot, application)
    assert recover_page(qtbot, application).cards


# ---------------------------------------------------------------- damage


@pytest.fixture
def torn(start, qtbot, tmp_path):
    """A folder with a snapshot and a store that went on after it and is taken for damaged."""
    application = begin_personal(qtbot, start)
    write(qtbot, application, "before")
    close(application)
    clock = HandClock(SUNDAY + timedelta(minutes=10))
    application = start(clock=clock, opened=True)
    (head,) = heads(application)
    application.window.drafts.open_draft(head.id)
    settle()
    write(qtbot, application, "after, ")
    application.window.pages.objection.new_draft()
    kept(qtbot, application)
    application.desk.session.store.checkpoint()
    folder = crashed(application, tmp_path / "torn")
    close(application)
    noticed(folder, clock)
    return folder, clock


def damage_page(qtbot, application):
    window = application.window
    qtbot.waitUntil(lambda: isinstance(window.pages.currentWidget(), DamagePage), timeout=LONG)
    settle()
    return window.pages.currentWidget()


def test_what_is_newer_in_a_damaged_file_is_taken_over(torn, start, qtbot):
    folder, clock = torn
    application = start(folder, clock=clock)
    page = damage_page(qtbot, application)
    assert len(page.damage.to_use) == 1
    assert page.use.hasFocus()
    assert not application.window._tab_row.isVisible()
    press(qtbot, page.use)
    wait_opened(qtbot, application)
    assert texts(application) == ["after, before"]
    assert kept_aside(application.files) == ()


def test_the_copy_is_kept_after_it_was_asked_twice(torn, start, qtbot):
    folder, clock = torn
    application = start(folder, clock=clock)
    page = damage_page(qtbot, application)
    press(qtbot, page.keep)
    assert isinstance(application.window.sheet, DiscardSheet)
    press(qtbot, application.window.sheet.go_on)
    wait_opened(qtbot, application)
    assert texts(application) == ["before"]
    assert kept_aside(application.files) == ()


def test_who_decides_later_is_asked_at_the_next_start(torn, start, qtbot):
    folder, clock = torn
    application = start(folder, clock=clock)
    press(qtbot, damage_page(qtbot, application).not_now)
    wait_opened(qtbot, application)
    assert texts(application) == ["before"]
    assert [path.suffix for path in kept_aside(application.files)].count(".db") == 1
    close(application)
    clock.pass_time(timedelta(minutes=1))
    application = start(folder, clock=clock)
    press(qtbot, damage_page(qtbot, application).use)
    wait_opened(qtbot, application)
    assert texts(application) == ["after, before"]


def test_flipped_bytes_are_answered_with_the_copy(start, qtbot):
    application = begin_personal(qtbot, start)
    write(qtbot, application)
    close(application)
    flip(application.files.store, 3, 100)
    application = start()
    page = damage_page(qtbot, application)
    assert not page.damage.readable
    press(qtbot, page.not_now)
    wait_opened(qtbot, application)
    assert texts(application) == [WORDS]


def flip(path, *places):
    content = bytearray(path.read_bytes())
    for place in places:
        content[place] ^= 1
    path.write_bytes(content)


def test_damage_that_is_found_while_it_is_open_is_answered_at_once(start, qtbot):
    clock = HandClock(SUNDAY)
    application = begin_personal(qtbot, start, clock=clock)
    write(qtbot, application)
    desk, window = application.desk, application.window
    close(application)
    application = start(clock=clock, opened=True)
    desk, window = application.desk, application.window
    store = desk.session.store
    qtbot.waitUntil(lambda: desk.store.store_care._job is None, timeout=LONG)
    kept(qtbot, application)
    store.checkpoint()
    pages = application.files.store.stat().st_size // 4096
    flip(application.files.store, *(number * 4096 + 50 for number in range(1, pages)))
    clock.pass_time(timedelta(days=1))
    desk.store.store_care.look()
    damage_page(qtbot, application)
    assert desk.session is None
    assert not window._tab_row.isVisible()
    press(qtbot, window.pages.currentWidget().not_now)
    wait_opened(qtbot, application)
    assert texts(application) == [WORDS]


@pytest.fixture
def hopeless(start, qtbot):
    """A store that is damaged, without any sound copy."""
    application = begin_personal(qtbot, start)
    write(qtbot, application)
    close(application)
    flip(application.files.store, 3, 100)
    for path in application.files.snapshots.glob("store-*.db"):
        path.unlink()
    return application.files.store.read_bytes()


def test_without_a_sound_copy_nothing_is_begun_unasked(hopeless, start, qtbot):
    application = start()
    page = damage_page(qtbot, application)
    assert page.damage is None
    press(qtbot, page.not_now)
    assert application.window._before is None
    assert application.desk.session is None
    assert application.desk._secret is None
    assert application.window.drafts.book is None
    assert "stays as it is" in application.window.toast.label.text()
    assert application.files.store.read_bytes() == hopeless
    assert is_free(application)


def test_without_a_sound_copy_one_may_start_anew(hopeless, start, qtbot):
    application = start()
    page = damage_page(qtbot, application)
    page.start_anew.click()
    page.start_anew.click()
    qtbot.waitUntil(lambda: application.window.pages.currentWidget() is not page, timeout=LONG)
    page = damage_page(qtbot, application)
    assert page.damage.aside.read_bytes() == hopeless
    press(qtbot, page.not_now)
    wait_opened(qtbot, application)
    assert not application.desk.session.store.read_only
    assert heads(application) == ()
    write(qtbot, application, "anew")
    assert texts(application) == ["anew"]


# ---------------------------------------------------------------- the owner's word, and time


def test_a_kiosk_has_no_store_and_writes_no_file(start, qtbot, tmp_path):
    application = start(policy=Policy(mode=Mode.KIOSK))
    window = application.window
    assert window._before is None
    assert window.drafts.book is None
    assert window.tabs.count() == len(Tab) - 1
    type_into(form_of(application).answers.explanation.area, WORDS)
    window._leaving = True
    close(application)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_kiosk_does_not_open_a_store_that_is_there(start, qtbot):
    application = begin_personal(qtbot, start)
    write(qtbot, application)
    close(application)
    before = application.files.store.read_bytes()
    application = start(policy=Policy(mode=Mode.KIOSK))
    assert application.desk.session is None
    assert application.window.drafts.book is None
    close(application)
    assert application.files.store.read_bytes() == before


def test_a_centre_by_policy_asks_for_a_passphrase_at_once(start, qtbot):
    policy = Policy(mode=Mode.CENTRE, auto_lock_minutes=3, retention_days=5)
    application = start(policy=policy)
    if application.window.sheet is None:
        press(qtbot, application.desk.gate.first.proceed)
    give_passphrase(qtbot, application)
    desk = application.window.drafts.book.desk
    assert (desk.keeping, desk.auto_lock_minutes, desk.retention_days) == (Keeping.CENTRE, 3, 5)
    application.clock.pass_time(timedelta(minutes=3))
    application.desk.lock.look()
    assert application.desk._secret is None


def test_what_is_over_is_gone_before_anything_is_shown(start, qtbot, monkeypatch):
    clock = HandClock(SUNDAY)
    application = begin_personal(qtbot, start, clock=clock)
    write(qtbot, application, "the old one", NAME)
    close(application)
    clock.pass_time(timedelta(days=2))
    application = start(clock=clock, opened=True)
    write(qtbot, application, "the younger one")
    close(application)
    clock.pass_time(timedelta(days=DEFAULT_DAYS - 1))
    application = start(clock=clock)
    wait_opened(qtbot, application)
    qtbot.waitUntil(lambda: application.window.drafts.book.ready, timeout=LONG)
    application.window.show_tab(Tab.DRAFTS)
    settle()
    assert texts(application) == ["the younger one"]
    assert NAME not in all_words()
    assert len(application.window.drafts.book.cases) == 1


def test_the_list_hears_of_a_draft_that_was_left_before_it_was_saved(start, qtbot):
    application = begin_personal(qtbot, start)
    window = application.window
    form = form_of(application)
    type_into(form.answers.explanation.area, "left at once")
    assert window.pages.objection.new_draft()
    assert form.in_hand.id is None
    qtbot.waitUntil(lambda: len(window.drafts.book.cases) == 1, timeout=LONG)


def test_what_is_over_goes_while_the_window_is_open_from_list_and_form(start, qtbot):
    application = begin_personal(qtbot, start)
    window, clock = application.window, application.clock
    write(qtbot, application, "the old one", NAME)
    clock.pass_time(timedelta(days=2))
    assert window.pages.objection.new_draft()
    write(qtbot, application, "the younger one")
    (younger, old) = heads(application)
    window.drafts.open_draft(old.id)
    qtbot.waitUntil(lambda: window.drafts.book.ready and len(window.drafts.book.cases) == 2, timeout=LONG)
    window.show_tab(Tab.DRAFTS)
    settle()
    application.desk.store.retention.look()
    assert len(heads(application)) == 2
    clock.pass_time(timedelta(days=DEFAULT_DAYS - 2))
    application.desk.store.retention.look()
    # The list may hear of it from another side sooner than the eraser is done.
    qtbot.waitUntil(lambda: "erased" in window.toast.label.text(), timeout=LONG)
    qtbot.waitUntil(lambda: len(window.drafts.book.cases) == 1, timeout=LONG)
    settle()
    assert [head.id for head in heads(application)] == [younger.id]
    said = all_words()
    assert NAME not in said
    assert "the old one" not in said
    # The form begins another draft; the one that is gone does not come back.
    write(qtbot, application, "a third one")
    assert texts(application) == ["a third one", "the younger one"]


def test_a_clock_that_is_set_ahead_erases_nothing_while_the_window_is_open(start, qtbot):
    application = begin_personal(qtbot, start)
    write(qtbot, application)
    application.clock.set(application.clock.now() + timedelta(days=DEFAULT_DAYS + 1))
    application.desk.store.retention.look()
    settle()
    assert texts(application) == [WORDS]


def test_a_draft_that_is_erased_in_the_list_leaves_the_form(start, qtbot):
    application = begin_personal(qtbot, start)
    window = application.window
    write(qtbot, application, name=NAME)
    qtbot.waitUntil(lambda: window.drafts.book.ready and len(window.drafts.book.cases) == 1, timeout=LONG)
    (head,) = heads(application)
    window.drafts.book.work(head.id, lambda: window.drafts.book.desk.erase(head.id), lambda _receipt: None)
    qtbot.waitUntil(lambda: len(window.drafts.book.cases) == 0 and not window.drafts.book.busy, timeout=LONG)
    settle()
    assert NAME not in all_words()
    assert form_of(application).draft == ObjectionDraft()


def delete_in_list(qtbot, application):
    """Delete the draft that is chosen in the list, and wait until that is over."""
    window = application.window
    window.show_tab(Tab.DRAFTS)
    settle()
    press(qtbot, window.page(Tab.DRAFTS).card.delete)
    press(qtbot, window.sheet.delete)
    listed(qtbot, application)


def test_a_draft_that_is_erased_while_another_window_reads_leaves_list_and_form(start, qtbot):
    application = begin_personal(qtbot, start)
    window = application.window
    write(qtbot, application, name=NAME)
    reader = start(opened=True)
    reads = reader.desk.session.store.connection
    reads.execute("BEGIN")
    reads.execute("SELECT count(*) FROM drafts").fetchall()
    delete_in_list(qtbot, application)
    assert heads(application) == ()
    assert len(window.drafts.book.cases) == 0
    assert "erased here" in window.toast.label.text()
    assert "next start" in window.toast.label.text()
    assert form_of(application).draft == ObjectionDraft()
    reads.execute("COMMIT")
    close(reader)
    close(application)
    # What is said is true: the next start finishes it.
    application = start(opened=True)
    assert application.desk.session.store.value("erasing") == ""


def test_a_copy_that_cannot_be_removed_is_said_and_the_row_goes(start, qtbot, monkeypatch):
    application = begin_personal(qtbot, start)
    window = application.window
    write(qtbot, application, name=NAME)
    monkeypatch.setattr(erasure.copies, "sweep", refuse)
    delete_in_list(qtbot, application)
    assert len(window.drafts.book.cases) == 0
    assert "erased here" in window.toast.label.text()


def test_a_disk_that_refuses_at_once_is_said_and_the_row_stays(start, qtbot, monkeypatch):
    application = begin_personal(qtbot, start)
    window = application.window
    write(qtbot, application, name=NAME)
    monkeypatch.setattr(erasure.copies, "copies_in", refuse)
    delete_in_list(qtbot, application)
    assert len(heads(application)) == len(window.drafts.book.cases) == 1
    assert "could not be done" in window.toast.label.text()


def refuse(*_arguments):
    raise PermissionError


def test_what_was_copied_out_of_a_form_goes_when_it_locks(start, qtbot):
    application = begin_centre(qtbot, start)
    write(qtbot, application)
    area = form_of(application).answers.explanation.area
    area.setFocus()
    area.selectAll()
    qtbot.keyClick(area, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == WORDS
    press_through(application.window.header.lock)
    settle()
    assert QGuiApplication.clipboard().text() == ""


def test_what_is_over_is_not_asked_about_after_a_crash(start, qtbot, tmp_path):
    clock = HandClock(SUNDAY)
    application = begin_personal(qtbot, start, clock=clock)
    write(qtbot, application)
    folder = crashed(application, tmp_path / "crashed")
    close(application)
    clock.pass_time(timedelta(days=DEFAULT_DAYS, seconds=1))
    application = start(folder, clock=clock, opened=True)
    assert heads(application) == ()
    assert "erased" in application.window.toast.label.text()


# ---------------------------------------------------------------- the gate


def test_the_gate_speaks_the_language_that_is_chosen(start, qtbot):
    application = start()
    window, first = application.window, application.desk.gate.first
    assert first.title.text() == "Where are your drafts kept?"
    press(qtbot, window.header.language)
    arabic = first.title.text()
    assert arabic != "Where are your drafts kept?"
    assert window.pages.currentWidget() is application.desk.gate
    assert first.layoutDirection() is Qt.LayoutDirection.RightToLeft
    choose(qtbot, application, Keeping.CENTRE)
    give_passphrase(qtbot, application)
    press(qtbot, window.header.lock)
    unlock_page = application.desk.gate.unlock
    locked = unlock_page.title.text()
    press(qtbot, window.header.language)
    assert unlock_page.title.text() == "The drafts are locked" != locked
    unlock(qtbot, application)
    wait_opened(qtbot, application)
    assert window.tabs.tabText(window.tabs.count() - 1) == "Cases"


def test_a_package_of_the_command_line_is_judged_once_the_drafts_are_open(start, qtbot, tmp_path):
    package = tmp_path / "package"
    package.mkdir()
    application = start(package=package)
    assert application.window.pages.objection is None
    choose(qtbot, application, Keeping.PERSONAL)
    wait_opened(qtbot, application)
    window = application.window
    assert window.pages.currentWidget() is window.pages.objection
    assert window.pages.objection.pages.currentWidget() is window.pages.objection.verify
    qtbot.waitUntil(lambda: window.pages.objection.verify.examination is not None, timeout=LONG)


def test_a_start_that_only_paints_leaves_no_store(qtbot, tmp_path):
    data = tmp_path / "data"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(resources().parent)}
    command = [sys.executable, "-m", "citizen_desktop", "--data-dir", str(data), "--exit-after-first-paint"]
    ended = subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file() and "store" in path.name] == []


# ---------------------------------------------------------------- closing while it is being opened


@pytest.fixture
def slow(monkeypatch):
    """Hold the opening up until it is let go."""
    reached, go_on = threading.Event(), threading.Event()
    really = opening.open_store

    def wait(*arguments, **options):
        reached.set()
        assert go_on.wait(20)
        return really(*arguments, **options)

    monkeypatch.setattr(opening, "open_store", wait)
    yield reached, go_on
    go_on.set()


def test_closing_while_the_store_is_being_opened_lets_go_of_it(start, qtbot, monkeypatch, slow):
    _reached, go_on = slow
    go_on.set()
    application = begin_personal(qtbot, start)
    write(qtbot, application)
    close(application)
    go_on.clear()
    reached, _go_on = slow
    reached.clear()
    application = start()
    qtbot.waitUntil(reached.is_set, timeout=LONG)
    threading.Timer(0.2, go_on.set).start()
    close(application)
    assert application.desk._secret is None
    assert is_free(application)
    assert not application.files.store.with_name("store.db-wal").exists()
    application = start(opened=True)
    assert texts(application) == [WORDS]
    assert not application.desk.session.store.read_only


def test_a_disk_that_answers_only_after_the_window_closed_lets_go_too(start, qtbot, monkeypatch, slow):
    reached, go_on = slow
    monkeypatch.setattr(jobs, "PATIENCE", 0.05)
    application = start()
    choose(qtbot, application, Keeping.PERSONAL)
    qtbot.waitUntil(reached.is_set, timeout=LONG)
    thread = application.desk._work._job._thread
    close(application)
    assert thread.is_alive()
    go_on.set()
    thread.join(20)
    assert is_free(application)
    application = start(opened=True)
    assert heads(application) == ()
    assert kept_aside(application.files) == ()


def test_closing_at_the_gate_asks_nothing_and_keeps_nothing(start):
    application = start()
    close(application)
    assert not application.files.store_key.exists()
    assert not application.files.store.exists()
    assert isinstance(application.window, QWidget)

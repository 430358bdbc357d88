"""Where drafts are kept is changed while the window is open: nothing is lost on the way, and nothing is left behind."""

import shutil
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from citizen_desktop.content.models import Tab
from citizen_desktop.drafts import envelope as envelopes
from citizen_desktop.drafts import keys as keys_module
from citizen_desktop.drafts.keeping import Keeping, KeyPlace
from citizen_desktop.drafts.keys import Keys
from citizen_desktop.drafts.retention import DEFAULT_DAYS
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.i18n import Language
from citizen_desktop.policy import Mode, Policy
from citizen_desktop.ui import cases_page
from citizen_desktop.ui.keeping_questions import GiveUpPassphraseSheet, StopKeepingSheet
from citizen_desktop.ui.keeping_sheet import KeepingSheet
from citizen_desktop.ui.leave_sheet import LeaveSheet
from citizen_desktop.ui.passphrase_sheet import PassphraseSheet
from citizen_desktop.ui.recovery_sheet import RecoverySheet
from citizen_desktop.widgets.button import Button
from tests.conftest import settle
from tests.journeys import test_drafts_desk
from tests.journeys.test_autosave import press, type_into
from tests.journeys.test_autosave import write as write_file
from tests.journeys.test_drafts_desk import (
    LONG,
    NAME,
    PASSPHRASE,
    WORDS,
    all_words,
    begin_centre,
    begin_personal,
    choose,
    close,
    form_of,
    is_free,
    kept,
    texts,
    unlock,
    wait_opened,
    write,
)
from tests.journeys.test_first_start import put

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

WRONG = "seven boats under a paper moon"
start = test_drafts_desk.start


def begin_nothing(qtbot, start, **options):
    application = start(**options)
    choose(qtbot, application, Keeping.NOTHING)
    qtbot.waitUntil(lambda: application.window._before is None, timeout=LONG)
    settle()
    return application


BEGIN = {Keeping.PERSONAL: begin_personal, Keeping.CENTRE: begin_centre, Keeping.NOTHING: begin_nothing}


def ask(application):
    """Open the sheet as the list of drafts does, or the form where nothing is kept."""
    window = application.window
    if application.desk.session is None:
        form_of(application).footer.keeping.click()
    else:
        window.show_tab(Tab.DRAFTS)
        settle()
        window.page(Tab.DRAFTS).keeping_wanted.emit()
    settle()
    assert isinstance(window.sheet, KeepingSheet)
    return window.sheet


def want(qtbot, application, keeping):
    """Choose another way; what is asked next lies over the window then."""
    sheet = ask(application)
    press(qtbot, sheet.cards.cards[keeping])
    press(qtbot, sheet.accept)
    return application.window.sheet


def fill(qtbot, sheet, *, code=False):
    """Type a new passphrase and agree."""
    assert isinstance(sheet, PassphraseSheet)
    put(sheet.new, PASSPHRASE)
    put(sheet.again, PASSPHRASE)
    if not code:
        sheet.code.choose(False)
        sheet._with_code = False
    settle()
    sheet.done.click()


def wait_locked(qtbot, application):
    gate = application.desk.gate
    qtbot.waitUntil(lambda: gate.unlock is not None and gate.currentWidget() is gate.unlock, timeout=LONG)
    settle()


def give_up(qtbot, application, passphrase=PASSPHRASE):
    sheet = application.window.sheet
    assert isinstance(sheet, GiveUpPassphraseSheet)
    put(sheet.field, passphrase)
    press(qtbot, sheet.accept)
    qtbot.waitUntil(lambda: application.desk._change._job is None, timeout=LONG)
    settle()


def known(application):
    return application.desk._keys.known()


def key_files(application):
    return application.files.store_key.read_bytes(), (application.files.snapshots / "store.key").read_bytes()


def unlocked(qtbot, application):
    wait_locked(qtbot, application)
    unlock(qtbot, application)
    wait_opened(qtbot, application)


# ---------------------------------------------------------------- from one's own computer to a shared one


def test_a_passphrase_comes_around_the_key_and_opens_what_was_there(start, qtbot):
    application = begin_personal(qtbot, start)
    window, desk = application.window, application.desk
    write(qtbot, application, name=NAME)
    secret, plain = desk._secret, known(application).key
    sheet = want(qtbot, application, Keeping.CENTRE)
    # What is typed until it holds is kept too.
    fill(qtbot, sheet)
    wait_locked(qtbot, application)
    assert secret.wiped
    assert desk.session is None
    assert NAME not in all_words()
    assert WORDS not in all_words()
    assert "new passphrase" in desk.gate.unlock.subtitle.text()
    assert is_free(application)
    assert known(application).place is KeyPlace.PASSPHRASE
    assert all(plain not in content for content in key_files(application))
    assert known(application).key is None
    unlocked(qtbot, application)
    assert texts(application) == [WORDS]
    assert window.header.lock.isVisible()
    assert window.tabs.tabText(window.tabs.count() - 1) == "Cases"
    assert desk.lock.watching
    close(application)
    application = start()
    assert application.desk.session is None
    unlocked(qtbot, application)
    assert texts(application) == [WORDS]


def test_the_recovery_code_is_shown_before_it_locks_and_opens_too(start, qtbot):
    application = begin_personal(qtbot, start)
    write(qtbot, application)
    fill(qtbot, want(qtbot, application, Keeping.CENTRE), code=True)
    window = application.window
    qtbot.waitUntil(lambda: isinstance(window.sheet, RecoverySheet), timeout=LONG)
    settle()
    code = window.sheet._code
    press(qtbot, window.sheet.kept)
    wait_locked(qtbot, application)
    with application.desk._keys.unlock_with_code(code) as secret:
        assert application.desk._keys.unlock(PASSPHRASE).same_as(secret)


# ---------------------------------------------------------------- and back


def test_the_passphrase_is_given_up_by_whoever_knows_it_and_by_nobody_else(start, qtbot):
    application = begin_centre(qtbot, start)
    window, desk = application.window, application.desk
    write(qtbot, application)
    before = key_files(application)
    sheet = want(qtbot, application, Keeping.PERSONAL)
    give_up(qtbot, application, WRONG)
    assert window.sheet is sheet
    assert "not right" in all_words()
    assert sheet.field.text == ""
    assert key_files(application) == before
    assert desk.session is not None
    assert desk.lock.watching
    give_up(qtbot, application)
    wait_opened(qtbot, application)
    assert window.sheet is None
    assert (known(application).keeping, known(application).passphrase) == (Keeping.PERSONAL, None)
    assert "only your account may read" in all_words()
    assert texts(application) == [WORDS]
    assert window.tabs.tabText(window.tabs.count() - 1) == "My drafts"
    assert not window.header.lock.isVisible()
    assert not desk.lock.watching
    close(application)
    assert texts(start(opened=True)) == [WORDS]


def test_whoever_closes_the_question_while_the_passphrase_is_tried_keeps_it(start, qtbot):
    application = begin_centre(qtbot, start)
    desk = application.desk
    before = key_files(application)
    sheet = want(qtbot, application, Keeping.PERSONAL)
    put(sheet.field, PASSPHRASE)
    sheet.accept.click()
    sheet.close_sheet()
    qtbot.waitUntil(lambda: desk._change._job is None, timeout=LONG)
    settle()
    assert key_files(application) == before
    assert desk.session is not None
    assert desk.lock.watching


def test_after_too_many_errors_it_says_to_wait(start, qtbot):
    application = begin_centre(qtbot, start)
    want(qtbot, application, Keeping.PERSONAL)
    for _turn in range(3):
        give_up(qtbot, application, WRONG)
    give_up(qtbot, application)
    assert "Wait before you try again" in all_words()
    assert known(application).keeping is Keeping.CENTRE


# ---------------------------------------------------------------- nothing any more


@pytest.mark.parametrize("keeping", [Keeping.PERSONAL, Keeping.CENTRE])
def test_who_wants_nothing_kept_is_asked_plainly_and_then_nothing_is_left(start, qtbot, keeping):
    application = BEGIN[keeping](qtbot, start)
    window, desk, files = application.window, application.desk, application.files
    write(qtbot, application, name=NAME)
    secret = desk._secret
    question = want(qtbot, application, Keeping.NOTHING)
    assert isinstance(question, StopKeepingSheet)
    assert question.stay.hasFocus()
    assert "Nobody can bring them back" in question.subtitle.text()
    press(qtbot, question.erase)
    qtbot.waitUntil(lambda: desk._change._job is None and window._before is None, timeout=LONG)
    settle()
    assert secret.wiped
    assert (desk.session, desk._found, window.drafts.book) == (None, None, None)
    assert not window.tabs.has(Tab.DRAFTS)
    assert NAME not in all_words()
    assert not files.store.exists()
    assert not list(files.snapshots.glob("store*.db"))
    assert known(application).keeping is Keeping.NOTHING
    # A receipt says what was erased, and can be printed.
    assert window.sheet is not None
    window.close_sheet()
    settle()
    assert form_of(application).draft == ObjectionDraft()
    assert form_of(application).footer.keeping.isVisible()
    close(application)
    application = start()
    assert application.window._before is None
    assert application.window.drafts.book is None


def test_what_can_not_be_erased_is_said_and_goes_on_at_the_next_start(start, qtbot, monkeypatch):
    application = begin_personal(qtbot, start)
    write(qtbot, application)
    desk, window = application.desk, application.window
    real = keys_module.erase_everything

    def refuse(data, *arguments):
        (data / "store.erasing").write_bytes(b"")
        raise OSError

    monkeypatch.setattr(keys_module, "erase_everything", refuse)
    press(qtbot, want(qtbot, application, Keeping.NOTHING).erase)
    qtbot.waitUntil(lambda: desk.gate.trouble is not None, timeout=LONG)
    settle()
    assert window.pages.currentWidget() is desk.gate
    assert desk.session is None
    assert "Not everything could be erased" in all_words()
    close(application)
    monkeypatch.setattr(keys_module, "erase_everything", real)
    application = start()
    qtbot.waitUntil(lambda: application.desk.gate.first is not None, timeout=LONG)
    assert not application.files.store.exists()


# ---------------------------------------------------------------- and something again


@pytest.mark.parametrize("keeping", [Keeping.PERSONAL, Keeping.CENTRE])
def test_what_is_open_becomes_the_first_draft_with_its_files(start, qtbot, tmp_path, keeping):
    application = begin_nothing(qtbot, start)
    window = application.window
    form = form_of(application)
    type_into(form.answers.explanation.area, WORDS)
    form.attach("", [write_file(tmp_path, "a.pdf")])
    qtbot.waitUntil(lambda: len(form_of(application).draft.attachments) == 1 and not form.is_copying, timeout=LONG)
    settle()
    asked = want(qtbot, application, keeping)
    if keeping is Keeping.CENTRE:
        fill(qtbot, asked)
    wait_opened(qtbot, application)
    form = form_of(application)
    qtbot.waitUntil(lambda: not form.is_copying, timeout=LONG)
    kept(qtbot, application)
    assert window._before is None
    assert form.answers.explanation.text == WORDS
    assert len(form.draft.attachments) == 1
    assert not form.footer.keeping.isVisible()
    (head,) = application.desk.session.store.heads()
    assert (head.id, head.files) == (form.in_hand.id, 1)
    (tmp_path / "a.pdf").unlink()
    close(application)
    application = start()
    if keeping is Keeping.CENTRE:
        unlocked(qtbot, application)
    wait_opened(qtbot, application)
    assert texts(application) == [WORDS]
    (head,) = application.desk.session.store.heads()
    assert head.files == 1


def test_an_empty_form_becomes_no_draft(start, qtbot):
    application = begin_nothing(qtbot, start)
    want(qtbot, application, Keeping.PERSONAL)
    wait_opened(qtbot, application)
    kept(qtbot, application)
    assert texts(application) == []


def test_a_store_that_can_not_be_begun_leaves_what_was_typed_in_memory(start, qtbot, monkeypatch):
    application = begin_nothing(qtbot, start)
    desk, window = application.desk, application.window
    type_into(form_of(application).answers.explanation.area, WORDS)

    def refuse(*_arguments, **_options):
        raise OSError

    monkeypatch.setattr("citizen_desktop.ui.drafts_desk.open_drafts", refuse)
    want(qtbot, application, Keeping.PERSONAL)
    qtbot.waitUntil(lambda: "still in memory only" in all_words(), timeout=LONG)
    settle()
    assert window._before is None
    assert form_of(application).answers.explanation.text == WORDS
    assert known(application).keeping is Keeping.NOTHING
    assert not application.files.store.exists()
    assert desk._secret is None
    assert form_of(application).footer.keeping.isVisible()
    # It is as little kept as before, and closing asks.
    window.close()
    settle()
    assert isinstance(window.sheet, LeaveSheet)


def test_what_another_window_chose_meanwhile_holds(start, qtbot):
    application = begin_nothing(qtbot, start)
    other = start()
    assert other.window._before is None
    form_of(other)
    want(qtbot, application, Keeping.PERSONAL)
    wait_opened(qtbot, application)
    before = key_files(application)
    form_of(other).footer.keeping.click()
    settle()
    assert other.window.sheet is None
    assert "Another window chose otherwise" in all_words()
    assert key_files(application) == before


# ---------------------------------------------------------------- left as it is


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        (Keeping.PERSONAL, Keeping.CENTRE),
        (Keeping.PERSONAL, Keeping.NOTHING),
        (Keeping.CENTRE, Keeping.PERSONAL),
        (Keeping.CENTRE, Keeping.NOTHING),
        (Keeping.NOTHING, Keeping.CENTRE),
    ],
)
def test_whoever_thinks_better_of_it_leaves_all_as_it_was(start, qtbot, now, wanted):
    application = BEGIN[now](qtbot, start)
    desk, window = application.desk, application.window
    if now is Keeping.NOTHING:
        type_into(form_of(application).answers.explanation.area, WORDS)
    else:
        write(qtbot, application)
    before, secret, session = key_files(application), desk._secret, desk.session
    press(qtbot, ask(application).stay)
    question = want(qtbot, application, wanted)
    assert question is not None
    question.close_sheet()
    settle()
    assert window.sheet is None
    assert window._before is None
    assert key_files(application) == before
    assert (desk._secret, desk.session) == (secret, session)
    assert desk.gate._base is None
    assert form_of(application).answers.explanation.text == WORDS
    if session is not None:
        assert not secret.wiped
        type_into(form_of(application).answers.explanation.area, " And more.")
        kept(qtbot, application)
        assert texts(application) == [f"{WORDS} And more."]
        assert desk.lock.watching is (now is Keeping.CENTRE)


def test_without_another_choice_there_is_nothing_to_change(start, qtbot):
    application = begin_personal(qtbot, start)
    sheet = ask(application)
    assert sheet.chosen is Keeping.PERSONAL
    assert not sheet.accept.isEnabled()
    assert "only your account may read" in sheet.in_file.label.text()
    press(qtbot, sheet.cards.cards[Keeping.CENTRE])
    assert sheet.accept.isEnabled()
    assert "The drafts stay" in sheet.next.label.text()
    press(qtbot, sheet.cards.cards[Keeping.NOTHING])
    assert "are erased" in sheet.next.label.text()


def test_while_something_is_not_saved_nothing_is_changed(start, qtbot, monkeypatch):
    application = begin_personal(qtbot, start)
    write(qtbot, application)
    before = key_files(application)
    monkeypatch.setattr(application.desk.session, "keep_all", lambda *_patience: False)
    assert want(qtbot, application, Keeping.CENTRE) is None
    assert "Not everything is saved yet" in all_words()
    assert key_files(application) == before


@pytest.mark.parametrize(("now", "wanted"), [(Keeping.PERSONAL, Keeping.CENTRE), (Keeping.CENTRE, Keeping.PERSONAL)])
def test_a_full_disk_leaves_the_key_as_it_was_kept(start, qtbot, monkeypatch, now, wanted):
    application = BEGIN[now](qtbot, start)
    write(qtbot, application)
    before = key_files(application)

    def refuse(*_arguments):
        raise OSError(28, "full")

    question = want(qtbot, application, wanted)
    monkeypatch.setattr(envelopes, "write_atomically", refuse)
    if wanted is Keeping.CENTRE:
        fill(qtbot, question)
    else:
        put(question.field, PASSPHRASE)
        press(qtbot, question.accept)
    qtbot.waitUntil(lambda: "kept as before" in all_words(), timeout=LONG)
    settle()
    monkeypatch.undo()
    assert key_files(application) == before
    assert application.window._before is None
    assert application.desk.lock.watching is (now is Keeping.CENTRE)
    assert texts(application) == [WORDS]


def test_while_files_are_taken_in_nothing_is_asked(start, qtbot, monkeypatch):
    application = begin_personal(qtbot, start)
    window, form = application.window, form_of(application)
    monkeypatch.setattr(type(form), "is_copying", property(lambda _form: True))
    window.show_tab(Tab.DRAFTS)
    settle()
    window.page(Tab.DRAFTS).keeping_wanted.emit()
    settle()
    assert window.sheet is None
    assert "Files are still being taken in" in all_words()


# ---------------------------------------------------------------- killed on the way


@pytest.mark.parametrize(("now", "wanted"), [(Keeping.PERSONAL, Keeping.CENTRE), (Keeping.CENTRE, Keeping.PERSONAL)])
def test_killed_at_any_moment_one_of_the_two_ways_opens_everything(start, qtbot, tmp_path, monkeypatch, now, wanted):
    application = BEGIN[now](qtbot, start)
    write(qtbot, application)
    real, moments = envelopes.write_atomically, []

    def note():
        folder = tmp_path / f"killed{len(moments)}"
        shutil.copytree(application.files.data, folder)
        moments.append(folder)

    def write_and_note(path, content):
        real(path, content)
        note()

    question = want(qtbot, application, wanted)
    note()
    monkeypatch.setattr(envelopes, "write_atomically", write_and_note)
    if wanted is Keeping.CENTRE:
        fill(qtbot, question)
        wait_locked(qtbot, application)
    else:
        give_up(qtbot, application)
        wait_opened(qtbot, application)
    monkeypatch.undo()
    close(application)
    ways = []
    for folder in moments:
        again = start(folder)
        desk = again.desk
        qtbot.waitUntil(lambda desk=desk: desk._found is not None or desk.gate.unlock is not None, timeout=LONG)
        ways.append(known(again).keeping)
        if ways[-1] is Keeping.CENTRE:
            assert desk._found is None
            unlock(qtbot, again)
        # Whether to continue is asked before there is a session.
        qtbot.waitUntil(lambda desk=desk: desk._found is not None, timeout=LONG)
        settle()
        store = desk._found.store
        assert [store.load(head.id).draft.objection.explanation for head in store.heads()] == [WORDS]
        close(again)
    assert (ways[0], ways[-1]) == (now, wanted)


def test_killed_between_erasing_and_noting_it_the_next_start_asks(start, qtbot, monkeypatch):
    application = begin_personal(qtbot, start)
    write(qtbot, application)
    monkeypatch.setattr(keys_module.Keys, "keep_nothing", lambda _keys: None)
    press(qtbot, want(qtbot, application, Keeping.NOTHING).erase)
    qtbot.waitUntil(lambda: application.desk._change._job is None and application.window._before is None, timeout=LONG)
    settle()
    monkeypatch.undo()
    application.window.close_sheet()
    settle()
    close(application)
    application = start()
    assert application.desk.gate.first is application.desk.gate.currentWidget()


def test_a_window_that_is_closed_on_the_way_loses_nothing(start, qtbot):
    application = begin_personal(qtbot, start)
    write(qtbot, application)
    fill(qtbot, want(qtbot, application, Keeping.CENTRE))
    application.window._leaving = True
    application.window.close()
    settle()
    again = start()
    qtbot.waitUntil(lambda: bool(again.desk.session or again.desk.gate.unlock), timeout=LONG)
    if known(again).keeping is Keeping.CENTRE:
        unlocked(qtbot, again)
    assert texts(again) == [WORDS]


# ---------------------------------------------------------------- the owner's word


def test_the_owners_word_binds_drafts_that_are_there(start, qtbot):
    application = begin_personal(qtbot, start)
    write(qtbot, application, name=NAME)
    close(application)
    centre = Policy(mode=Mode.CENTRE, auto_lock_minutes=3)
    application = start(policy=centre)
    desk, window = application.desk, application.window
    qtbot.waitUntil(lambda: window.sheet is not None, timeout=LONG)
    settle()
    # Nothing is shown before there is a passphrase, whoever closes the question.
    window.close_sheet()
    settle()
    assert window.pages.currentWidget() is desk.gate
    assert list(desk.gate.first.cards) == [Keeping.CENTRE]
    assert "Drafts that are kept already stay" in desk.gate.first.subtitle.text()
    assert (desk.session, desk._found) == (None, None)
    assert NAME not in all_words()
    for key in (Qt.Key.Key_1, Qt.Key.Key_5, Qt.Key.Key_F):
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.currentWidget() is desk.gate
    press(qtbot, desk.gate.first.proceed)
    base = desk.gate._base
    fill(qtbot, window.sheet)
    wait_opened(qtbot, application)
    assert base.wiped
    assert texts(application) == [WORDS]
    assert known(application).keeping is Keeping.CENTRE
    assert known(application).key is None
    assert desk.gate.auto_lock_minutes == 3
    # Whoever works there can't decide otherwise.
    sheet = ask(application)
    assert list(sheet.cards.cards) == [Keeping.CENTRE]
    assert not sheet.accept.isEnabled()
    assert sheet.locks.isVisible()
    assert not sheet.minutes.isVisible()
    sheet.close_sheet()
    close(application)
    # It holds without the owner's word, too.
    application = start()
    unlocked(qtbot, application)
    assert texts(application) == [WORDS]


def test_after_everything_was_erased_a_centre_begins_anew(start, qtbot):
    application = begin_personal(qtbot, start)
    write(qtbot, application)
    close(application)
    application = start(policy=Policy(mode=Mode.CENTRE))
    gate, window = application.desk.gate, application.window
    qtbot.waitUntil(lambda: window.sheet is not None, timeout=LONG)
    fill(qtbot, window.sheet)
    wait_opened(qtbot, application)
    assert gate.first.again
    press(qtbot, window.header.lock)
    press(qtbot, gate.unlock.erase)
    press(qtbot, window.sheet.erase)
    qtbot.waitUntil(lambda: gate.currentWidget() is gate.first and window.sheet is not None, timeout=LONG)
    settle()
    assert "This is the first start" in gate.first.subtitle.text()
    fill(qtbot, window.sheet)
    wait_opened(qtbot, application)
    assert texts(application) == []


def test_the_owners_word_holds_until_the_passphrase_could_be_kept(start, qtbot, monkeypatch):
    application = begin_personal(qtbot, start)
    write(qtbot, application)
    close(application)
    application = start(policy=Policy(mode=Mode.CENTRE))
    desk, window = application.desk, application.window
    qtbot.waitUntil(lambda: window.sheet is not None, timeout=LONG)

    def refuse(*_arguments):
        raise OSError(28, "full")

    monkeypatch.setattr(envelopes, "write_atomically", refuse)
    fill(qtbot, window.sheet)
    qtbot.waitUntil(lambda: "kept as before" in all_words(), timeout=LONG)
    monkeypatch.undo()
    qtbot.waitUntil(lambda: desk.gate._job is None and window.sheet is not None, timeout=LONG)
    settle()
    assert desk.session is None
    assert known(application).keeping is Keeping.PERSONAL
    fill(qtbot, window.sheet)
    wait_opened(qtbot, application)
    assert texts(application) == [WORDS]


def test_a_passphrase_that_another_window_chose_meanwhile_is_not_replaced(start, qtbot):
    application = begin_personal(qtbot, start)
    write(qtbot, application)
    close(application)
    centre = Policy(mode=Mode.CENTRE)
    first, second = start(policy=centre), start(policy=centre)
    for each in (first, second):
        qtbot.waitUntil(lambda each=each: each.window.sheet is not None, timeout=LONG)
    settle()
    fill(qtbot, first.window.sheet)
    wait_opened(qtbot, first)
    before = key_files(first)
    fill(qtbot, second.window.sheet)
    wait_locked(qtbot, second)
    assert key_files(first) == before
    assert second.desk.gate._base is None
    assert second.window.sheet is None


def test_the_owners_word_binds_whoever_kept_nothing(start, qtbot):
    close(begin_nothing(qtbot, start))
    application = start(policy=Policy(mode=Mode.CENTRE))
    window = application.window
    qtbot.waitUntil(lambda: window.sheet is not None, timeout=LONG)
    settle()
    assert window.pages.currentWidget() is application.desk.gate
    fill(qtbot, window.sheet)
    wait_opened(qtbot, application)
    assert known(application).keeping is Keeping.CENTRE


# ---------------------------------------------------------------- who may not


def test_a_second_window_tells_where_they_are_kept_and_changes_nothing(start, qtbot, monkeypatch):
    first = begin_personal(qtbot, start)
    write(qtbot, first)
    second = start(opened=True)
    assert second.desk.session.store.read_only
    offered = []
    monkeypatch.setattr(cases_page, "ask_below", lambda _button, _theme, labels: offered.extend(labels))
    second.window.show_tab(Tab.DRAFTS)
    settle()
    press(qtbot, second.window.page(Tab.DRAFTS).more)
    assert offered == ["Where drafts are kept…"]
    sheet = ask(second)
    assert not any(card.isEnabled() for card in sheet.cards.cards.values())
    assert not sheet.accept.isVisible()
    assert sheet.elsewhere.isVisible()
    assert sheet.stay.hasFocus()
    press(qtbot, sheet.stay)
    assert second.window.sheet is None


def test_the_first_window_may_change_it_while_another_reads(start, qtbot):
    first = begin_personal(qtbot, start)
    write(qtbot, first)
    second = start(opened=True)
    fill(qtbot, want(qtbot, first, Keeping.CENTRE))
    unlocked(qtbot, first)
    assert texts(first) == [WORDS]
    # What a passphrase guards from now on stays open nowhere.
    wait_locked(qtbot, second)
    assert second.desk.session is None
    assert second.desk._secret is None
    assert WORDS not in all_words()
    unlocked(qtbot, second)
    assert second.desk.lock.watching
    assert texts(second) == [WORDS]
    # And back.
    want(qtbot, first, Keeping.PERSONAL)
    give_up(qtbot, first)
    wait_opened(qtbot, first)
    qtbot.waitUntil(lambda: second.desk.session is not None and not second.desk.lock.watching)
    assert texts(second) == [WORDS]


def test_a_folder_that_answers_slowly_holds_no_window_up(start, qtbot, monkeypatch):
    """What another window changed is read off the GUI thread, and once more where it changed meanwhile."""
    first = begin_personal(qtbot, start)
    write(qtbot, first)
    second = start(opened=True)
    reading, answers, keeping_now = [], threading.Event(), Keys.keeping_now

    def slowly(keys):
        assert threading.current_thread() is not threading.main_thread()
        reading.append(keeping_now(keys))
        assert answers.wait(LONG / 1000)
        return reading[-1]

    monkeypatch.setattr(Keys, "keeping_now", slowly)
    (first.files.data / "another.txt").write_text("the folder changes")
    qtbot.waitUntil(lambda: bool(reading))
    # Both windows go on meanwhile, and the first one changes what the other has read by now.
    assert form_of(second).answers.explanation.text == ""
    fill(qtbot, want(qtbot, first, Keeping.CENTRE))
    unlocked(qtbot, first)
    assert (len(reading), second.desk.session is None) == (1, False)
    answers.set()
    wait_locked(qtbot, second)
    assert reading[0] is Keeping.PERSONAL
    assert reading[-1] is Keeping.CENTRE


def test_what_the_first_window_erases_stays_open_in_no_other(start, qtbot):
    first = begin_personal(qtbot, start)
    write(qtbot, first)
    second = start(opened=True)
    first.desk._close_store()
    first.desk._keys.keep_nothing()
    qtbot.waitUntil(lambda: second.desk.session is None)
    settle()
    assert second.window.drafts.book is None


def test_a_kiosk_is_offered_nothing(start):
    application = start(policy=Policy(mode=Mode.KIOSK))
    settle()
    assert not form_of(application).footer.keeping.isVisible()
    application.desk.change_keeping()
    settle()
    assert application.window.sheet is None
    assert not application.files.store_key.exists()


def test_who_forgot_the_passphrase_is_not_offered_another_way(start, qtbot):
    application = begin_centre(qtbot, start)
    press(qtbot, application.window.header.lock)
    press(qtbot, application.desk.gate.unlock.keep_nothing)
    settle()
    assert not form_of(application).footer.keeping.isVisible()
    assert known(application).keeping is Keeping.CENTRE


# ---------------------------------------------------------------- the rest of the sheet


def test_the_menu_leads_there(start, qtbot, monkeypatch):
    application = begin_personal(qtbot, start)
    monkeypatch.setattr(cases_page, "ask_below", lambda _button, _theme, labels: labels.index("Where drafts are kept…"))
    application.window.show_tab(Tab.DRAFTS)
    settle()
    press(qtbot, application.window.page(Tab.DRAFTS).more)
    assert isinstance(application.window.sheet, KeepingSheet)


def test_a_centre_sets_its_minutes(start, qtbot):
    application = begin_centre(qtbot, start)
    sheet = ask(application)
    minutes = next(each for each in test_drafts_desk.RULES.auto_lock.choices if each != sheet._kept.minutes)
    assert not sheet.accept.isEnabled()
    sheet.minutes.choice.choose(minutes)
    sheet.minutes.chosen.emit(minutes)
    press(qtbot, sheet.accept)
    qtbot.waitUntil(lambda: known(application).auto_lock_minutes == minutes, timeout=LONG)
    qtbot.waitUntil(lambda: application.window.drafts.book.desk.auto_lock_minutes == minutes, timeout=LONG)
    assert application.desk.lock.watching
    application.clock.pass_time(test_drafts_desk.timedelta(minutes=minutes))
    application.desk.lock.look()
    settle()
    assert application.desk._secret is None


def test_a_centre_changes_its_passphrase_from_there(start, qtbot):
    application = begin_centre(qtbot, start)
    press(qtbot, ask(application).passphrase)
    sheet = application.window.sheet
    assert isinstance(sheet, PassphraseSheet)
    put(sheet.old, PASSPHRASE)
    put(sheet.new, WRONG)
    put(sheet.again, WRONG)
    press(qtbot, sheet.done)
    qtbot.waitUntil(lambda: application.desk.gate._job is None, timeout=LONG)
    settle()
    assert application.window.sheet is None
    application.desk._keys.unlock(WRONG).wipe()


def test_the_first_start_speaks_of_no_settings(start):
    application = start()
    said = application.desk.gate.first.subtitle.text()
    assert "later" in said
    assert "settings" not in said
    assert application.desk.days == DEFAULT_DAYS


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("size", "text_size"), [((1280, 800), 100), ((1024, 640), 100), ((1024, 640), 200)])
def test_nothing_is_cut_off(start, qtbot, language, size, text_size):
    application = begin_centre(qtbot, start, language=language)
    application.window.resize(*size)
    application.set_text_size(text_size)
    settle()
    sheet = ask(application)
    for way in (Keeping.CENTRE, Keeping.PERSONAL, Keeping.NOTHING):
        sheet.cards.choose(way)
        settle()
        uncut(sheet)
    sheet.close_sheet()
    for way in (Keeping.PERSONAL, Keeping.NOTHING):
        question = want_by_choice(application, way)
        settle()
        uncut(question)
        question.close_sheet()


def want_by_choice(application, way):
    sheet = ask(application)
    sheet.cards.choose(way)
    sheet.accept.click()
    settle()
    return application.window.sheet


def uncut(sheet):
    for area in sheet.findChildren(QScrollArea):
        assert area.horizontalScrollBar().maximum() == 0
    for label in filter(QWidget.isVisible, sheet.findChildren(QLabel)):
        if label.text() and not label.wordWrap():
            assert label.width() >= label.sizeHint().width(), label.text()
        elif label.text():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    for button in filter(QWidget.isVisible, sheet.findChildren(Button)):
        assert button.width() >= button.sizeHint().width(), button.text()

"""The registration keeps what is typed by itself, in the encrypted store beside the objections, and is found again."""

import pytest
from PySide6.QtCore import QPoint, Qt

from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.models import Tab
from citizen_desktop.content.registration_models import StepId
from citizen_desktop.drafts.models import Action, DraftKind
from citizen_desktop.drafts.session import DraftSession
from citizen_desktop.drafts.store import Store
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.i18n import Language
from citizen_desktop.package.verifier import verify
from citizen_desktop.ui import package_work
from citizen_desktop.ui.gaps_sheet import GapsSheet
from citizen_desktop.widgets.stepper import StepState
from tests.conftest import SUNDAY, HandClock, settle
from tests.drafts.conftest import KEY
from tests.journeys import papers
from tests.journeys.registration_walk import go_to, put

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def start(open_window, tmp_path):
    """Start the application on the one store; give window, tab and session."""
    started = []

    def start_it(language=Language.ENGLISH, **options):
        clock = HandClock(SUNDAY)
        path = tmp_path / "data" / "store.db"
        path.parent.mkdir(exist_ok=True)
        session = DraftSession(Store(path, KEY, clock, create=True), clock)
        window = open_window(clock, language, drafts=session, **options).window
        started.append(window)
        window.show_tab(Tab.REGISTRATION)
        settle()
        return window, window.page(Tab.REGISTRATION), session

    yield start_it
    for window in started:
        window._leaving = True
        window.close()


def note_of(tab) -> str:
    saved = tab.form.card.footer.saved
    return strip_controls(saved.words.text()) if saved.isVisible() else ""


def kept(session) -> None:
    assert session.flush()
    settle()


def close(window) -> None:
    window.close()
    settle()
    assert window.sheet is None
    assert not window.isVisible()


def press(qtbot, button) -> None:
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def answer(tab, qtbot) -> None:
    """Answer a little of several steps."""
    go_to(tab.form, StepId.KIND)
    press(qtbot, tab.form.page.cards["independent"])
    go_to(tab.form, StepId.BASIC)
    put(tab.form.page.national_id.line, "١٠٠٠٠٠٠٠٠٨")
    put(tab.form.page.birth.day, "1990-05-17")
    put(tab.form.page.mobile.line, "05000")
    go_to(tab.form, StepId.BANK)
    put(tab.form.page.holder.line, "Somebody Somewhere")


def test_what_was_typed_is_there_after_closing_and_opening(start, qtbot):
    window, tab, session = start()
    answer(tab, qtbot)
    typed = tab.answers.draft
    assert typed.applicant.national_id == "١٠٠٠٠٠٠٠٠٨"
    close(window)
    window, tab, session = start()
    assert tab.answers.draft == RegistrationDraft(), "a window opens with an empty form"
    assert session.left_open is None
    (head,) = session.store.heads()
    assert (head.summary.kind, head.summary.name) == (DraftKind.REGISTRATION, "Somebody Somewhere")
    window.show_tab(Tab.CHANNELS)
    assert window.drafts.open_draft(head.id)
    settle()
    assert window.pages.currentWidget() is tab, "it opens where registrations are"
    assert tab.answers.draft == typed
    assert note_of(tab) == "Saved 4:12 PM"
    go_to(tab.form, StepId.REVIEW)
    states = [step.state for step in tab.form.steps.stepper.steps.steps]
    assert states[0] is StepState.DONE
    assert states[1] is StepState.ATTENTION, "what is wrong there is marked at once"
    go_to(tab.form, StepId.BASIC)
    assert [line.item for line in tab.form.card.summary.lines] == ["basic.mobile"]
    assert tab.form.page.national_id.shown == "1000000008"
    close(window)


def test_a_change_is_saved_by_itself_and_the_form_says_when(start, qtbot):
    _window, tab, session = start()
    assert note_of(tab) == ""
    go_to(tab.form, StepId.BANK)
    with session.store.exclusive:
        put(tab.form.page.holder.line, "one")
        assert note_of(tab) == "Saving…"
    qtbot.waitUntil(lambda: note_of(tab) == "Saved 4:12 PM")
    (head,) = session.store.heads()
    assert session.store.load(head.id).draft.bank.holder == "one"


def test_going_through_all_steps_makes_no_draft(start):
    window, tab, session = start()
    go_to(tab.form, *StepId)
    kept(session)
    assert session.store.heads() == ()
    close(window)


def test_a_new_registration_leaves_the_old_one_kept_and_neither_gets_the_others_answers(start, qtbot):
    window, tab, session = start()
    assert not tab.form.steps.fresh.isVisible()
    go_to(tab.form, StepId.BANK)
    put(tab.form.page.holder.line, "first")
    kept(session)
    first = tab.answers.in_hand.id
    press(qtbot, tab.form.steps.fresh)
    assert tab.answers.draft == RegistrationDraft()
    assert tab.form.walk.current is StepId.KIND
    go_to(tab.form, StepId.BANK)
    put(tab.form.page.holder.line, "second")
    kept(session)
    second = tab.answers.in_hand.id
    assert window.drafts.open_draft(first)
    go_to(tab.form, StepId.BANK)
    tab.form.page.holder.line.end(False)
    put(tab.form.page.holder.line, " changed")
    kept(session)
    assert session.store.load(first).draft.bank.holder == "first changed"
    assert session.store.load(second).draft.bank.holder == "second"


def test_undo_brings_nothing_of_another_draft_back(start):
    window, tab, session = start()
    tab.answers.change(lambda draft: draft.with_bank(holder="same", iban="SA03"))
    kept(session)
    other = tab.answers.in_hand.id
    tab.new_draft()
    go_to(tab.form, StepId.BANK)
    for line, text in ((tab.form.page.holder.line, "same"), (tab.form.page.iban.line, "SA03")):
        for letter in text:
            put(line, letter)
        assert line.isUndoAvailable()
    assert window.drafts.open_draft(other)
    go_to(tab.form, StepId.BANK)
    assert tab.form.page.holder.text == "same"
    assert not tab.form.page.holder.line.isUndoAvailable()
    assert not tab.form.page.iban.line.isUndoAvailable()


def test_a_draft_that_is_deleted_elsewhere_leaves_the_form_and_does_not_come_back(start, qtbot):
    window, tab, session = start()
    answer(tab, qtbot)
    kept(session)
    draft_id = tab.answers.in_hand.id
    session.forget([draft_id])
    session.store.delete([draft_id], Action.ERASED)
    settle()
    assert tab.answers.draft == RegistrationDraft()
    assert not window.drafts.open_draft(draft_id)
    kept(session)
    assert session.store.heads() == ()


def test_objections_and_registrations_open_each_in_their_own_form(start, qtbot):
    window, tab, session = start()
    answer(tab, qtbot)
    window.show_tab(Tab.OBJECTION)
    objection = window.page(Tab.OBJECTION)
    put(objection.form.answers.explanation.area, "An explanation.")
    kept(session)
    ids = {head.summary.kind: head.id for head in session.store.heads()}
    assert window.drafts.open_draft(ids[DraftKind.REGISTRATION])
    assert window.pages.currentWidget() is tab
    assert window.drafts.open_draft(ids[DraftKind.OBJECTION])
    assert window.pages.currentWidget() is objection


def test_locked_nothing_of_a_registration_is_left_on_any_widget(start, qtbot):
    from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

    window, tab, session = start()
    answer(tab, qtbot)
    go_to(tab.form, StepId.BASIC, StepId.BANK, StepId.BASIC)
    kept(session)
    window.drafts.drop()
    settle()
    for widget in QApplication.allWidgets():
        for text in (
            widget.text() if isinstance(widget, QLineEdit | QLabel) else "",
            widget.accessibleName(),
            widget.accessibleDescription(),
            widget.toolTip(),
        ):
            for value in ("1000000008", "١٠٠٠٠٠٠٠٠٨", "Somebody", "05000"):
                assert value not in text, type(widget)


def test_the_steps_stand_still_while_files_come_in_and_the_files_are_kept(start, qtbot, tmp_path):
    window, tab, session = start()
    answer(tab, qtbot)
    go_to(tab.form, StepId.DOCUMENTS)
    file = tmp_path / "IMG_1.pdf"
    file.write_bytes(papers.content("1.pdf", 700_000))
    tab.form.page.files_given.emit("national-id", [file])
    place = tab.form.steps.mapTo(window, QPoint(0, 0))
    assert tab.has_work_in_hand, "closing now would lose the file"
    qtbot.waitUntil(lambda: not tab.answers.files.is_busy)
    settle()
    file.unlink()
    kept(session)
    assert tab.form.steps.mapTo(window, QPoint(0, 0)) == place
    (attachment,) = tab.answers.draft.attachments
    assert (attachment.slot, attachment.original_name) == ("national-id", "IMG_1.pdf")
    (head,) = session.store.heads()
    assert head.files == 1
    close(window)
    window, tab, session = start()
    assert window.drafts.open_draft(head.id)
    assert tab.answers.draft.attachments == (attachment,)
    assert len(tab.answers.files.kept) == 1


def test_a_file_without_a_slot_goes_where_one_is_missing_and_a_refused_one_is_named(start, qtbot, tmp_path):
    _window, tab, _session = start()
    answer(tab, qtbot)
    go_to(tab.form, StepId.DOCUMENTS)
    good, bad = tmp_path / "a.pdf", tmp_path / "b.exe"
    good.write_bytes(papers.content("a.pdf", 20_000))
    bad.write_bytes(b"MZ" + bytes(500))
    tab.form.page.files_given.emit("", [good, bad])
    qtbot.waitUntil(lambda: not tab.answers.files.is_busy)
    settle()
    assert [attachment.slot for attachment in tab.answers.draft.attachments] == ["national-id"]
    (sentence,) = tab.answers.files.shown.refusals
    assert "b.exe" in strip_controls(sentence)
    tab.answers.files.remove(0)
    assert tab.answers.draft.attachments == ()
    tab.answers.files.files.undo()
    assert len(tab.answers.draft.attachments) == 1


def test_a_package_is_written_from_the_store_and_the_gaps_are_shown_first(start, qtbot, tmp_path, monkeypatch):
    window, tab, session = start()
    answer(tab, qtbot)
    go_to(tab.form, StepId.REVIEW)
    target = tmp_path / "target"
    target.mkdir()
    monkeypatch.setattr(package_work, "choose_folder", lambda *_: target)
    tab.form.page.package_wanted.emit()
    settle()
    sheet = window.sheet
    assert isinstance(sheet, GapsSheet)
    press(qtbot, sheet.links["basic.mobile"])
    assert tab.form.walk.current is StepId.BASIC
    assert window.focusWidget() is tab.form.page.mobile.line
    go_to(tab.form, StepId.REVIEW)
    tab.form.page.package_wanted.emit()
    settle()
    press(qtbot, window.sheet.go_on)
    qtbot.waitUntil(lambda: tab.package.job is None)
    settle()
    (package,) = target.iterdir()
    assert package.name.startswith("registration-2026-11-")
    assert verify(package).valid
    assert tab.pages.currentWidget() is tab.ready
    assert not tab.ready.letter.isVisible()
    kept(session)
    (head,) = session.store.heads()
    assert head.packed is not None
    press(qtbot, tab.ready.back)
    assert tab.pages.currentWidget() is tab.form
    tab.new_draft()
    assert tab.ready is None

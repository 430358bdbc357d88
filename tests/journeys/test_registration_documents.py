"""The documents of a registration: which are asked for, how each stands, and the ways in for files."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.registration_models import StepId
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.i18n import Language
from citizen_desktop.ui import registration_documents
from citizen_desktop.ui.discard_edits_sheet import DiscardEditsSheet
from citizen_desktop.ui.file_password_sheet import FilePasswordSheet
from citizen_desktop.widgets.slot_card import SlotState
from tests.attachments import corpus
from tests.conftest import settle
from tests.journeys import papers
from tests.journeys.registration_walk import Keys, go_to, open_tab, words

# Offscreen there is no window system that popups could ask.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def press(qtbot, button) -> None:
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def begin(open_window, kind="independent", **options):
    window, tab = open_tab(open_window, **options)
    tab.answers.load(RegistrationDraft().with_applicant(kind=kind))
    settle()
    go_to(tab.form, StepId.DOCUMENTS)
    return window, tab


def arrived(qtbot, tab) -> None:
    qtbot.waitUntil(lambda: not tab.answers.files.is_busy, timeout=papers.LONG)
    settle()


def edit(qtbot, window, tab):
    """Open the first file in the editor by the keyboard."""
    files, in_use = tab.form.page.files, tab.answers.files.editor_in_use
    files.setFocus()
    qtbot.keyClick(files, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: in_use.page is not None, timeout=papers.LONG)
    settle()
    assert tab.pages.currentWidget() is in_use.page
    assert window.focusWidget() is in_use.page.footer.cancel
    return in_use.page


@pytest.mark.parametrize("language", list(Language))
def test_documents_follow_from_the_answers_and_say_so(open_window, language):
    _window, tab = begin(open_window, "household", language=language)
    page = tab.form.page
    assert set(page.slots) == {"national-id", "bank-statement", "income-proof"}
    assert not page.housing.isVisible()
    assert page.assumed.isVisible()
    tab.answers.change(lambda draft: draft.with_applicant(kind="independent"))
    go_to(tab.form, StepId.KIND, StepId.DOCUMENTS)
    assert page.housing.isVisible()
    kind = str(page._content.applicant("independent").name)
    assert kind in words(tab.form.card.subtitle)


def test_formats_and_sizes_say_that_they_are_assumed(open_window):
    _window, tab = begin(open_window, "household", language=Language.ENGLISH)
    said = words(tab.form.page.assumed.label)
    assert "PDF" in said
    assert "4 MB" in said
    assert "not officially announced" in said


def test_the_keyboard_alone_attaches_a_file_and_the_place_is_filled(open_window, qtbot, tmp_path, monkeypatch):
    window, tab = begin(open_window)
    page, keys = tab.form.page, Keys(qtbot, window)
    file = papers.write(tmp_path, "card.pdf", 40_000)
    monkeypatch.setattr(registration_documents, "choose_files", lambda _parent: (file,))
    assert page.slots["national-id"].state is SlotState.MISSING
    keys.tab_to(page.slots["national-id"].button)
    keys.press(Qt.Key.Key_Return)
    arrived(qtbot, tab)
    assert page.slots["national-id"].state is SlotState.FILLED
    assert [row.name for row in page.files.rows] == ["card.pdf"]
    assert tab.form.steps.stepper.model().rowCount() == 7


def test_a_file_dropped_on_a_place_goes_there_and_one_dropped_below_where_one_is_missing(open_window, qtbot, tmp_path):
    _window, tab = begin(open_window, "household")
    page = tab.form.page
    statement, other = papers.write(tmp_path, "a.pdf", 30_000), papers.write(tmp_path, "b.pdf", 30_000)
    papers.drop_data(page.slots["bank-statement"], papers.files_of(statement))
    arrived(qtbot, tab)
    papers.drop_data(page.zone, papers.files_of(other))
    arrived(qtbot, tab)
    assert [(file.slot, file.original_name) for file in tab.answers.draft.attachments] == [
        ("bank-statement", "a.pdf"),
        ("national-id", "b.pdf"),
    ]


def test_a_refused_file_is_named_and_a_removed_one_comes_back(open_window, qtbot, tmp_path):
    _window, tab = begin(open_window, "household", language=Language.ENGLISH)
    page = tab.form.page
    good, bad = papers.write(tmp_path, "good.pdf", 30_000), papers.write(tmp_path, "bad.exe")
    papers.drop_data(page.zone, papers.files_of(good, bad))
    arrived(qtbot, tab)
    assert "bad.exe" in words(page.refused.label)
    assert page.refused.isVisible()
    page.files.setFocus()
    qtbot.keyClick(page.files, Qt.Key.Key_Delete)
    settle()
    assert tab.answers.draft.attachments == ()
    assert not page.refused.isVisible()
    press(qtbot, page.undo)
    assert len(tab.answers.draft.attachments) == 1


def test_a_file_is_edited_and_what_was_done_is_lost_only_by_choice(open_window, qtbot, tmp_path):
    window, tab = begin(open_window, "household")
    photo = tmp_path / "id.jpg"
    photo.write_bytes(corpus.jpeg())
    papers.drop_data(tab.form.page.zone, papers.files_of(photo))
    arrived(qtbot, tab)
    before = tab.answers.draft
    # Nothing was done to it: nothing is asked.
    press(qtbot, edit(qtbot, window, tab).footer.cancel)
    assert window.sheet is None
    assert tab.pages.currentWidget() is tab.form
    editor = edit(qtbot, window, tab)
    editor.tools.turn_wanted.emit(1)
    settle()
    press(qtbot, editor.footer.cancel)
    assert isinstance(window.sheet, DiscardEditsSheet)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    settle()
    assert tab.pages.currentWidget() is editor
    press(qtbot, editor.footer.cancel)
    press(qtbot, window.sheet.go_on)
    assert tab.pages.currentWidget() is tab.form
    assert tab.answers.draft == before
    editor = edit(qtbot, window, tab)
    editor.tools.turn_wanted.emit(1)
    settle()
    press(qtbot, editor.footer.accept)
    qtbot.waitUntil(lambda: tab.answers.files.editor_in_use.page is None and not tab.answers.files.is_busy)
    settle()
    assert tab.answers.draft.attachments[0].edits.pages[0].turns == 1
    assert tab.pages.currentWidget() is tab.form


def test_a_proof_with_two_papers_has_two_places_and_one_the_programme_verifies_has_none(
    open_window, qtbot, tmp_path, monkeypatch
):
    window, tab = begin(open_window)
    page = tab.form.page
    ways = page.housing.ways
    assert not ways["deed-electricity"].papers[0].isVisible()
    press(qtbot, ways["deed-electricity"].card)
    deed, bill = ways["deed-electricity"].papers
    assert deed.isVisible()
    file = papers.write(tmp_path, "deed.pdf", 30_000)
    monkeypatch.setattr(registration_documents, "choose_files", lambda _parent: (file,))
    press(qtbot, deed.button)
    arrived(qtbot, tab)
    assert (deed.filled, bill.filled) == (True, False)
    assert words(deed.file) == "deed.pdf"
    assert tab.form.focus_item("slot.housing-proof")
    assert window.focusWidget() is bill.button
    second = papers.write(tmp_path, "bill.pdf", 30_000)
    papers.drop_data(bill, papers.files_of(second))
    arrived(qtbot, tab)
    assert bill.filled
    press(qtbot, ways["ejar-contract"].card)
    assert tab.answers.draft.housing_proof == "ejar-contract"
    assert not deed.isVisible()
    assert not [item for item in tab.answers.state.missing if item.slot == "housing-proof"]
    assert len(tab.answers.draft.attachments) == 2, "choosing another way takes no file away"


def question(qtbot, window) -> FilePasswordSheet:
    qtbot.waitUntil(lambda: isinstance(window.sheet, FilePasswordSheet))
    settle()
    return window.sheet


def test_a_locked_file_is_asked_for_its_password_and_anew_in_another_language(open_window, qtbot, tmp_path):
    window, tab = begin(open_window)
    locked = tmp_path / "pay.pdf"
    locked.write_bytes(corpus.locked(b"1234"))
    other = tmp_path / "other.pdf"
    other.write_bytes(corpus.locked(b"5678"))
    tab.answers.files.attach("", [locked, other])
    before = question(qtbot, window)
    window.header.language_wanted.emit(Language.ENGLISH)
    settle()
    sheet = question(qtbot, window)
    assert sheet is not before
    # Qt tells of its own texts later than the window was told, and at a busy moment later than the sheet was opened.
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
    assert question(qtbot, window) is sheet
    qtbot.keyClicks(sheet.field.line, "1234")
    press(qtbot, sheet.accept)
    qtbot.waitUntil(lambda: len(tab.answers.draft.attachments) == 1)
    settle()
    press(qtbot, question(qtbot, window).leave)
    arrived(qtbot, tab)
    assert window.sheet is None
    assert [each.original_name for each in tab.answers.draft.attachments] == ["pay.pdf"]
    (refusal,) = tab.answers.files.shown.refusals
    assert strip_controls(refusal).startswith("other.pdf")


def test_the_ways_are_chosen_by_arrow_keys(open_window, qtbot):
    window, tab = begin(open_window)
    page, keys = tab.form.page, Keys(qtbot, window)
    # Qt walks a group by what has the keyboard in the window that is active.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    keys.tab_to(page.housing.ways["deed-electricity"].card)
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Down)
    assert tab.answers.draft.housing_proof == "deed-occupancy"


def test_another_draft_shows_no_choice_of_the_one_before(open_window, qtbot):
    _window, tab = begin(open_window)
    press(qtbot, tab.form.page.housing.ways["ejar-contract"].card)
    tab.answers.load(RegistrationDraft().with_applicant(kind="independent"))
    settle()
    go_to(tab.form, StepId.DOCUMENTS)
    assert not [way for way in tab.form.page.housing.ways.values() if way.card.isChecked()]


def test_every_place_says_what_it_is_to_who_sees_nothing(open_window):
    _window, tab = begin(open_window)
    page = tab.form.page
    names = {strip_controls(card.button.accessibleName()) for card in page.slots.values()}
    assert len(names) == len(page.slots)
    for way in page.housing.ways.values():
        assert way.card.accessibleName()

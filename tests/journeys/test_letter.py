"""The letter, edited as a person does through the real window: shown as printed, kept when answers change, packed as written."""

import zipfile
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.models import Tab
from citizen_desktop.drafts.session import DraftSession
from citizen_desktop.drafts.store import Store
from citizen_desktop.forms.draft import LetterEdit, ObjectionDraft
from citizen_desktop.forms.draft_file import draft_from_json
from citizen_desktop.forms.letter import EDITABLE, ParagraphId, composed_texts
from citizen_desktop.forms.letter_edits import edit_of
from citizen_desktop.i18n import Language
from citizen_desktop.printing.paper import pdf_bytes
from citizen_desktop.ui import objection_tab, package_work
from citizen_desktop.ui.clipboard_guard import SECONDS
from citizen_desktop.ui.gaps_sheet import GapsSheet
from citizen_desktop.ui.letter_page import LetterDesk
from citizen_desktop.ui.listen_button import ListenButton
from citizen_desktop.ui.outdated_sheet import OutdatedSheet
from tests.conftest import SUNDAY, HandClock, settle
from tests.drafts.conftest import KEY
from tests.printing.conftest import bare, read_with_pdfium

# Offscreen there is no window system that popups could ask.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

MINE = "هذا ما كتبته بنفسي"
OPENING, EXPLANATION, REQUEST = ParagraphId.OPENING, ParagraphId.EXPLANATION, ParagraphId.REQUEST


@pytest.fixture
def open_letter(open_window, full_draft):
    """Open the letter of a filled draft; give application and tab."""
    opened = []

    def open_it(language=Language.ENGLISH, draft=None, *, text_size=100, clock=None, **options):
        application = open_window(clock or HandClock(SUNDAY), language, **options)
        application.set_text_size(text_size)
        window = application.window
        opened.append(window)
        window.show_tab(Tab.OBJECTION)
        tab = window.page(Tab.OBJECTION)
        tab.form.load((draft or full_draft).evolve(attachments=()), ())
        settle()
        tab.form.footer.letter.click()
        settle()
        return application, tab

    yield open_it
    for window in opened:
        window._leaving = True
        window.close()


def box(tab, paragraph: ParagraphId):
    return tab.letter.editors[paragraph].box.area


def type_into(editor: QWidget, text: str) -> None:
    """Type as an input method does: pytest-qt's keys abort on Arabic."""
    editor.setFocus()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)
    settle()


def write(tab, paragraph: ParagraphId, text: str = MINE) -> None:
    """Replace a paragraph by typing over it."""
    editor = box(tab, paragraph)
    editor.setFocus()
    editor.selectAll()
    type_into(editor, text)


def press(qtbot, button: QWidget) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def edits(tab) -> dict[str, str]:
    return {edit.paragraph: edit.text for edit in tab.form.draft.letter}


def on_paper(tab, monkeypatch) -> str:
    """Print the letter, and return what is read on the paper."""
    pages = []
    monkeypatch.setattr(
        objection_tab,
        "preview_pages",
        lambda _parent, title, paint: pages.extend(read_with_pdfium(pdf_bytes(paint, title))),
    )
    tab.letter.foot.print.click()
    settle()
    return bare("".join(pages))


def original(tab, paragraph: ParagraphId) -> str:
    return composed_texts(tab._content, tab.form.draft)[paragraph]


# ---------------------------------------------------------------- writing


def test_what_is_written_stands_in_draft_preview_and_on_paper(open_letter, qtbot, monkeypatch):
    _application, tab = open_letter()
    letter = tab.letter
    assert letter.isVisible()
    assert letter.preview.count == 1
    before = letter.preview.grab().toImage()
    editor = letter.editors[OPENING]
    assert not editor.pill.isVisible()
    write(tab, OPENING)
    assert edits(tab) == {OPENING: MINE}
    assert editor.pill.isVisible()
    assert editor.restore.isVisible()
    assert letter.preview.grab().toImage() != before
    paper = on_paper(tab, monkeypatch)
    assert bare(MINE) in paper
    assert bare(original(tab, OPENING)) not in paper
    assert bare(original(tab, REQUEST)) in paper
    # What the page shows is what is printed: the same setting, in points.
    press(qtbot, editor.restore)
    assert edits(tab) == {}
    assert not editor.pill.isVisible()
    assert box(tab, OPENING).toPlainText() == original(tab, OPENING)
    assert letter.preview.grab().toImage() == before


def test_the_portals_reason_is_shown_and_not_edited(open_letter):
    _application, tab = open_letter()
    type_into(box(tab, ParagraphId.REASON), "x")
    assert edits(tab) == {}
    assert "Income differs" in box(tab, ParagraphId.REASON).toPlainText()


def test_an_emptied_paragraph_says_that_it_is_left_out(open_letter, monkeypatch):
    _application, tab = open_letter()
    request = bare(original(tab, REQUEST))
    write(tab, REQUEST, "")
    box(tab, REQUEST).clear()
    settle()
    assert edits(tab) == {REQUEST: ""}
    assert box(tab, REQUEST).placeholderText()
    assert tab.letter.editors[REQUEST].restore.isVisible()
    assert request not in on_paper(tab, monkeypatch)


def test_a_long_letter_goes_on_to_a_second_page_that_can_be_scrolled_to(open_letter, qtbot):
    _application, tab = open_letter()
    write(tab, EXPLANATION, "\n".join(f"{MINE} {number}" for number in range(60)))
    preview = tab.letter.preview
    assert preview.count > 1
    assert preview.verticalScrollBar().maximum() > 0
    assert f"{preview.count} pages" in tab.letter.foot.pages.text()
    preview.setFocus()
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.verticalScrollBar().value() > 0


def test_the_box_grows_with_its_text_and_keeps_the_cursor_in_sight(open_letter):
    _application, tab = open_letter()
    editor, scroller = box(tab, REQUEST), tab.letter.scroller
    height = editor.height()
    write(tab, REQUEST, "\n".join(MINE for _line in range(40)))
    assert editor.height() > 20 * height / 2
    assert editor.verticalScrollBar().value() == 0
    cursor = editor.viewport().mapTo(scroller.viewport(), editor.cursorRect().center())
    assert scroller.viewport().rect().contains(QPoint(5, cursor.y()))


# ---------------------------------------------------------------- answers change


def test_a_changed_answer_is_asked_about_and_overwrites_nothing(open_letter, qtbot):
    application, tab = open_letter()
    write(tab, OPENING)
    press(qtbot, tab.letter.foot.back)
    assert tab.form.isVisible()
    tab.form.answers.answered.emit({"period": "2026-10"})
    settle()
    assert application.window.toast.accessibleName().startswith("You wrote a part of the letter yourself. It stays")
    assert "may not fit" in tab.form.footer.letter.accessibleName()
    assert edits(tab) == {OPENING: MINE}
    press(qtbot, tab.form.footer.letter)
    editor = tab.letter.editors[OPENING]
    assert editor.outdated.isVisible()
    assert "أكتوبر" in editor.outdated.now.text()
    assert box(tab, OPENING).toPlainText() == MINE
    assert application.window.focusWidget() is editor.outdated.keep
    # The paragraphs that nobody edited follow by themselves.
    press(qtbot, editor.outdated.keep)
    assert not editor.outdated.isVisible()
    assert edits(tab) == {OPENING: MINE}
    assert tab.form.footer.letter.accessibleName() == "The letter"
    press(qtbot, tab.letter.undo)
    assert editor.outdated.isVisible()
    press(qtbot, editor.outdated.take)
    assert edits(tab) == {}
    assert box(tab, OPENING).toPlainText() == original(tab, OPENING)
    press(qtbot, tab.letter.undo)
    assert edits(tab) == {OPENING: MINE}


def test_the_other_paragraphs_follow_the_form(open_letter):
    _application, tab = open_letter()
    write(tab, EXPLANATION)
    tab.form.answers.answered.emit({"period": "2026-10"})
    settle()
    assert "أكتوبر" in box(tab, OPENING).toPlainText()
    assert box(tab, EXPLANATION).toPlainText() == MINE
    assert not tab.letter.editors[EXPLANATION].outdated.isVisible()


def test_before_packing_the_person_is_asked_once_more(open_letter, qtbot, tmp_path, monkeypatch):
    application, tab = open_letter()
    monkeypatch.setattr(package_work, "choose_folder", lambda *_: tmp_path)
    write(tab, OPENING)
    tab.form.answers.answered.emit({"period": "2026-10"})
    settle()
    press(qtbot, tab.letter.foot.package)
    assert isinstance(tab.form.sheet, GapsSheet)
    press(qtbot, tab.form.sheet.go_on)
    sheet = application.window.sheet
    assert isinstance(sheet, OutdatedSheet)
    assert tab.package.job is None
    press(qtbot, sheet.look)
    assert tab.letter.editors[OPENING].outdated.isVisible()
    assert application.window.focusWidget() is tab.letter.editors[OPENING].outdated.keep
    press(qtbot, tab.letter.foot.package)
    press(qtbot, tab.form.sheet.go_on)
    press(qtbot, application.window.sheet.go_on)
    qtbot.waitUntil(lambda: tab.package.job is None)
    settle()
    (package,) = tmp_path.glob("objection-*.zip")
    with zipfile.ZipFile(package) as archive:
        (root,) = {name.split("/")[0] for name in archive.namelist()}
        assert MINE in archive.read(f"{root}/data/letter.txt").decode()
        assert bare(MINE) in bare("".join(read_with_pdfium(archive.read(f"{root}/data/00-letter.pdf"))))
        packed = draft_from_json(archive.read(f"{root}/data/draft.json"))
    assert packed.letter == tab.form.draft.letter
    assert tab.ready.isVisible()


def test_a_gap_that_is_chosen_leads_from_the_letter_to_the_form(open_letter, qtbot):
    application, tab = open_letter()
    press(qtbot, tab.letter.foot.package)
    press(qtbot, next(iter(tab.form.sheet.links.values())))
    assert tab.form.isVisible()
    assert tab.form.isAncestorOf(application.window.focusWidget())


# ---------------------------------------------------------------- undo


def test_a_word_is_one_step_and_undo_knows_all_paragraphs(open_letter, qtbot):
    _application, tab = open_letter()
    assert not tab.letter.undo.isEnabled()
    opening = original(tab, OPENING)
    editor = box(tab, OPENING)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    for letter in " كلمة ثم":
        type_into(editor, letter)
    write(tab, REQUEST)
    assert edits(tab) == {OPENING: f"{opening} كلمة ثم", REQUEST: MINE}
    texts = []
    while tab.letter.undo.isEnabled():
        qtbot.keyClick(tab.window().focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        settle()
        texts.append(edits(tab))
    assert texts[0] == {OPENING: f"{opening} كلمة ثم"}
    assert {OPENING: f"{opening} كلمة"} in [{key: text.rstrip() for key, text in each.items()} for each in texts]
    assert texts[-1] == {}
    assert len(texts) < len(" كلمة ثم")
    for _step in texts:
        qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settle()
    assert edits(tab) == {OPENING: f"{opening} كلمة ثم", REQUEST: MINE}


def test_undo_never_brings_another_drafts_words_back(open_letter, full_draft):
    _application, tab = open_letter()
    write(tab, OPENING)
    tab.letter.take_back()
    tab.form.load(full_draft.evolve(attachments=()), ())
    settle()
    assert not tab.letter.undo.isEnabled()
    tab.letter.redo()
    tab.letter.take_back()
    assert edits(tab) == {}


# ---------------------------------------------------------------- kept, copied, heard


def test_edits_are_saved_like_answers(open_window, qtbot, tmp_path):
    clock = HandClock(SUNDAY)
    path = tmp_path / "data" / "store.db"
    path.parent.mkdir()
    session = DraftSession(Store(path, KEY, clock, create=True), clock)
    window = open_window(clock, Language.ENGLISH, drafts=session).window
    window.show_tab(Tab.OBJECTION)
    tab = window.page(Tab.OBJECTION)
    tab.form.answers.answered.emit({"explanation": "x"})
    tab.show_letter()
    write(tab, OPENING)
    saved = tab.letter.foot.saved.words
    qtbot.waitUntil(lambda: strip_controls(saved.text()) == "Saved 4:12 PM")
    assert tab.form.in_hand.is_kept
    draft_id = tab.form.in_hand.id
    assert edits(tab) == {OPENING: MINE}
    tab.new_draft()
    tab.open_draft(draft_id)
    assert edits(tab) == {OPENING: MINE}
    tab.show_letter()
    assert box(tab, OPENING).toPlainText() == MINE


def test_what_is_copied_is_the_whole_letter_and_leaves_the_clipboard_after_a_minute(open_letter, qtbot):
    clock = HandClock(SUNDAY, runs=True)
    application, tab = open_letter(clock=clock)
    write(tab, OPENING)
    press(qtbot, tab.letter.foot.copy)
    clipboard = QGuiApplication.clipboard()
    assert MINE in clipboard.text()
    assert "1000000008" in clipboard.text()
    clock.pass_time(timedelta(seconds=SECONDS))
    application.clipboard._ticker.ticked.emit()
    assert clipboard.text() == ""


def test_without_an_arabic_voice_there_is_no_button_to_listen(open_letter):
    _application, tab = open_letter()
    assert [button for button in tab.letter.findChildren(ListenButton) if button.isVisible()] == []


def test_a_letter_is_read_in_arabic_whatever_the_window_speaks(open_letter, qtbot, monkeypatch):
    application, tab = open_letter()
    reader = application.window.pages.reader()
    said = []
    monkeypatch.setattr(reader, "can_speak", lambda language: language is Language.ARABIC)
    monkeypatch.setattr(reader, "read", lambda text, language: said.append((text, language)))
    reader.changed.emit()
    settle()
    write(tab, OPENING)
    press(qtbot, tab.letter.listen)
    ((text, language),) = said
    assert language is Language.ARABIC
    assert MINE in text


# ---------------------------------------------------------------- languages, room, keyboard


def test_the_gloss_is_for_those_who_read_english(open_letter, qtbot):
    application, tab = open_letter()
    editor = tab.letter.editors[OPENING]
    write(tab, OPENING)
    assert not editor.gloss.isVisible()
    press(qtbot, tab.letter.gloss)
    assert editor.gloss.text().startswith("Before it was edited: I object to the amount of support deposited for")
    assert editor.gloss.isVisible()
    application.speak(Language.ARABIC)
    settle()
    assert not tab.letter.gloss.isVisible()
    assert not editor.gloss.isVisible()


def test_staff_of_a_centre_may_have_the_gloss_in_an_arabic_window(open_letter, full_draft):
    application, tab = open_letter(Language.ARABIC)
    assert not tab.letter.gloss.isVisible()
    desk = LetterDesk(application.theme, tab._content, staff=True)
    desk.show_draft(full_draft, SUNDAY.date())
    assert not desk.gloss.isHidden()
    desk.gloss.click()
    editor = desk.editors[OPENING]
    assert editor.gloss.text().startswith("I object")
    assert editor.gloss.layoutDirection() is Qt.LayoutDirection.LeftToRight
    desk.deleteLater()


def test_a_paragraph_that_goes_hands_the_keyboard_on(open_letter, full_draft, qtbot):
    application, tab = open_letter(draft=full_draft.with_objection(housing_proof="ejar-contract"))
    housing = tab.letter.editors[ParagraphId.HOUSING]
    write(tab, ParagraphId.HOUSING)
    tab.form._set_applicant(tab.form.draft.applicant.evolve(kind="household"))
    settle()
    assert not housing.outdated.now.isVisible()
    housing.outdated.take.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(housing.outdated.take, Qt.Key.Key_Return)
    settle()
    assert not housing.isVisible()
    assert application.window.focusWidget() is box(tab, REQUEST)


def test_the_language_switch_keeps_what_is_typed(open_letter):
    application, tab = open_letter()
    write(tab, OPENING)
    application.speak(Language.ARABIC)
    settle()
    assert tab.letter.isVisible()
    assert box(tab, OPENING).toPlainText() == MINE
    assert edits(tab) == {OPENING: MINE}
    assert tab.letter.editors[OPENING].pill.isVisible()
    editors, page = tab.letter.scroller.geometry(), tab.letter.preview.geometry()
    assert page.right() < editors.left()
    application.speak(Language.ENGLISH)
    settle()
    assert tab.letter.preview.geometry().left() > tab.letter.scroller.geometry().right()


@pytest.mark.parametrize(
    ("size", "text_size"), [((1024, 640), 200), ((1280, 800), 100), ((1280, 800), 150), ((640, 480), 100)]
)
@pytest.mark.parametrize("language", list(Language))
def test_nothing_is_cut_off(open_letter, qtbot, size, text_size, language):
    _application, tab = open_letter(language, size=size, text_size=text_size)
    letter = tab.letter
    write(tab, EXPLANATION)
    tab.form.answers.answered.emit({"explanation": "نص آخر تماماً في النموذج"})
    if letter.gloss.isVisible():
        letter.gloss.click()
    settle()
    assert letter.editors[EXPLANATION].outdated.isVisible()
    assert letter.scroller.horizontalScrollBar().maximum() == 0
    for label in letter.findChildren(QLabel):
        if label.isVisible() and label.text():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed, label.text()
            assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
    for button in letter.findChildren(QAbstractButton):
        if button.isVisible() and button.parentWidget() is not None:
            assert button.width() >= button.sizeHint().width(), button.text()
            place = QRect(button.mapTo(letter, QPoint(0, 0)), button.size())
            assert letter.rect().left() <= place.left() <= place.right() <= letter.rect().right(), button.text()
    for editor in letter.editors.values():
        area = editor.box.area
        if area.isVisible():
            lines = area.document().documentLayout().documentSize().height()
            assert area.height() >= lines * area.fontMetrics().lineSpacing(), editor.paragraph
            assert area.verticalScrollBar().value() == 0


def test_every_control_has_a_name(open_letter):
    _application, tab = open_letter()
    write(tab, EXPLANATION)
    tab.form.answers.answered.emit({"explanation": "x"})
    settle()
    for widget in tab.letter.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.accessibleName(), widget
    for editor in tab.letter.editors.values():
        assert editor.name.buddy() is editor.box.area


def test_the_keyboard_alone_writes_decides_and_goes_back(open_letter, qtbot):
    application, tab = open_letter()
    window, letter = application.window, tab.letter
    assert window.focusWidget() is box(tab, OPENING)
    write(tab, OPENING)
    tab.form.answers.answered.emit({"period": "2026-10"})
    settle()
    walked = []
    for _step in range(40):
        walked.append(window.focusWidget())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        if window.focusWidget() is box(tab, OPENING):
            break
    outdated = letter.editors[OPENING].outdated
    wanted = [
        box(tab, OPENING), outdated.keep, outdated.take, box(tab, EXPLANATION), box(tab, ParagraphId.REASON),
        box(tab, REQUEST), letter.preview, letter.foot.back, letter.foot.copy, letter.foot.print, letter.foot.package,
    ]  # fmt: skip
    assert [widget for widget in walked if widget in wanted] == wanted
    assert letter.undo in walked
    outdated.take.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(outdated.take, Qt.Key.Key_Return)
    settle()
    assert edits(tab) == {}
    # What had the keyboard is gone, and the keyboard stays with the paragraph.
    assert window.focusWidget() is box(tab, OPENING)
    letter.foot.back.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(letter.foot.back, Qt.Key.Key_Return)
    settle()
    assert tab.form.isVisible()
    assert window.focusWidget() is tab.form.footer.letter
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    settle()
    letter.data.click()
    settle()
    assert window.focusWidget() is tab.form.applicant.edit


# ---------------------------------------------------------------- whatever comes in whatever order

STEPS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(sorted(EDITABLE)), st.text("abc دوي\n", min_size=1, max_size=8)),
    st.tuples(
        st.just("answer"),
        st.sampled_from(["period", "explanation", "portal_words"]),
        st.sampled_from(["2026-10", "2026-09", "2026-11"]),
    ),
    st.tuples(st.just("restore"), st.sampled_from(sorted(EDITABLE)), st.just("")),
    st.tuples(st.just("keep"), st.sampled_from(sorted(EDITABLE)), st.just("")),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=8))
def test_nothing_typed_is_lost_unless_the_person_restores_it(one_letter, full_draft, steps):
    tab = one_letter
    tab.form.load(full_draft.evolve(attachments=()), ())
    expected = {}
    for kind, what, text in steps:
        if kind == "write" and tab.letter.editors[what].isVisibleTo(tab.letter):
            write(tab, what, text)
            if text == original(tab, what):
                expected.pop(what, None)
            else:
                expected[what] = text
        elif kind == "answer":
            tab.form.answers.answered.emit({what: text})
        elif kind == "restore" and what in expected:
            tab.letter.editors[what].restore_wanted.emit()
            del expected[what]
        elif kind == "keep":
            tab.letter.editors[what].keep_wanted.emit()
        settle()
        assert edits(tab) == expected
        for paragraph, mine in expected.items():
            assert box(tab, paragraph).toPlainText() == mine
            edit = edit_of(tab.form.draft, paragraph)
            asked = tab.letter.editors[paragraph].outdated.isVisibleTo(tab.letter)
            assert asked == (edit.replaced != original(tab, paragraph))


@pytest.fixture
def one_letter(open_letter):
    _application, tab = open_letter()
    return tab


def test_a_foreign_drafts_edits_are_shown(open_letter):
    draft = ObjectionDraft(
        letter=(LetterEdit(paragraph=ParagraphId.HOUSING, text=MINE), LetterEdit(paragraph="x", text="y"))
    )
    _application, tab = open_letter(draft=draft)
    assert box(tab, ParagraphId.HOUSING).toPlainText() == MINE
    write(tab, OPENING)
    assert edits(tab) == {ParagraphId.HOUSING: MINE, "x": "y", OPENING: MINE}

"""Searching the questions: what is typed, chosen and walked, in the real window."""

import threading
from datetime import datetime
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from citizen_desktop.content.loader import ContentError
from citizen_desktop.content.models import Tab
from citizen_desktop.i18n import Language
from citizen_desktop.search.findings import Findings, Hit, Why
from citizen_desktop.search.library import FaqLibrary
from citizen_desktop.ui import jobs
from citizen_desktop.ui.broken_page import BrokenPage
from citizen_desktop.ui.question_model import ROW_ROLE, QuestionRow, TitleRow
from citizen_desktop.widgets.button import Button
from citizen_desktop.widgets.link_row import LinkRow
from tests.conftest import SUNDAY, HandClock, settle

SATURDAY = datetime(2026, 11, 28, 11, 20)
CONTROL = Qt.KeyboardModifier.ControlModifier
HITS = ("payment-date", "objection-how", "contact-channels")
DESCRIPTION = Qt.ItemDataRole.AccessibleDescriptionRole
NEAREST = ("whatsapp", "phone-free")


class Answers:
    """A search that finds the same three for everything with an "a" or an alef, and nothing for the rest."""

    def __init__(self):
        self.asked = []

    def find(self, query, language):
        self.asked.append((query, language))
        if not {"a", "\u0627"} & set(query):
            return Findings(query, (), NEAREST, (), lambda _text: ())
        hits = tuple(Hit(name, 0.5, Why.SYNONYM) for name in HITS)
        return Findings(query, hits, (), ("one", "another"), self.first_word)

    @staticmethod
    def first_word(text):
        return ((0, text.index(" ")),) if " " in text else ()


@pytest.fixture
def answers(monkeypatch):
    found = Answers()
    monkeypatch.setattr(FaqLibrary, "finder", lambda _library: found)
    return found


@pytest.fixture
def open_faq(open_window):
    """Open the window on the questions; give the window and the page."""

    def open_it(language=Language.ENGLISH, **arguments):
        window = open_window(language=language, **arguments).window
        window.show_tab(Tab.FAQ)
        settle()
        return window, window.page(Tab.FAQ)

    return open_it


def type_in(widget, text: str) -> None:
    """Type as an input method does: key clicks know Latin letters only."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)
    settle()


def search_for(page, text: str) -> None:
    page.take_search()
    type_in(page.search.box.line, text)


def rows(page) -> list[str]:
    """What the list holds: titles in brackets, questions by their ids."""
    listed = [page.model.index(row).data(ROW_ROLE) for row in range(page.model.rowCount())]
    return [row.question.id if isinstance(row, QuestionRow) else f"[{row.kind}]" for row in listed]


def current(page) -> str:
    row = page.list.currentIndex().data(ROW_ROLE)
    return row.question.id if row is not None else ""


def counts(page) -> dict:
    return {value: chip.words.count for value, chip in page.search.chips.chips.items()}


# ---------------------------------------------------------------- typing


def test_the_best_answer_is_shown_while_the_keyboard_stays_in_the_box(open_faq, answers, qtbot):
    window, page = open_faq()
    page.show_question("whatsapp")
    page.take_search()
    qtbot.keyClicks(page.search.box.line, "money")
    assert answers.asked[-1] == ("money", Language.ENGLISH)
    qtbot.keyClicks(page.search.box.line, " a")
    assert [query for query, _language in answers.asked] == ["m", "mo", "mon", "mone", "money", "money ", "money a"]
    assert current(page) == HITS[0]
    assert page.answer.title.text() == str(page.search.question.question)
    assert page.search.question.id == HITS[0]
    assert window.focusWidget() is page.search.box.line


def test_results_stand_above_what_is_asked_most_and_nothing_stands_twice(open_faq, answers):
    _window, page = open_faq()
    everything = rows(page)
    assert everything[0] == "[all]"
    assert len(everything) == 1 + len(page.model.questions)
    search_for(page, "a")
    frequent = [name for name in page._faq.frequent if name not in HITS]
    assert rows(page) == ["[results]", *HITS, "[frequent]", *frequent]
    assert page.model.index(0).data() == "3 results"
    page.search.box.clear.click()
    assert rows(page) == everything
    assert current(page) == HITS[0]


def test_arabic_is_typed_and_counted_in_arabic(open_faq, answers):
    _window, page = open_faq(Language.ARABIC)
    search_for(page, "\u0627\u0644\u062f\u0641\u0639\u0629")
    assert answers.asked[-1][1] is Language.ARABIC
    assert page.model.index(0).data().startswith("3")
    assert not any("A" <= letter <= "z" for letter in page.model.index(0).data())


def test_keys_walk_the_list_past_its_titles_from_within_the_box(open_faq, answers, qtbot):
    window, page = open_faq()
    search_for(page, "a")
    line = page.search.box.line
    expected = [row for row in rows(page) if not row.startswith("[")]
    walked = [current(page)]
    for _step in range(len(expected)):
        qtbot.keyClick(line, Qt.Key.Key_Down)
        walked.append(current(page))
    assert walked == [*expected, expected[-1]]
    qtbot.keyClick(line, Qt.Key.Key_Home)
    assert (line.cursorPosition(), current(page)) == (0, expected[-1])
    qtbot.keyClick(line, Qt.Key.Key_Home, CONTROL)
    assert current(page) == expected[0]
    qtbot.keyClick(line, Qt.Key.Key_End, CONTROL)
    assert current(page) == expected[-1]
    qtbot.keyClick(line, Qt.Key.Key_Up)
    assert current(page) == expected[-2]
    assert page.search.question.id == expected[-2]
    assert window.focusWidget() is line
    assert line.text() == "a"


def test_pages_are_walked_to_the_end_and_back(open_faq, qtbot):
    _window, page = open_faq(size=(1024, 640))
    page.take_search()
    seen = [current(page)]
    for _step in range(page.model.rowCount()):
        qtbot.keyClick(page.search.box.line, Qt.Key.Key_PageDown)
        if current(page) == seen[-1]:
            break
        seen.append(current(page))
    assert seen[-1] == page.model.questions[-1].id
    assert 2 < len(seen) < len(page.model.questions)
    for _step in seen:
        qtbot.keyClick(page.search.box.line, Qt.Key.Key_PageUp)
    assert current(page) == page.model.questions[0].id
    assert page.list.verticalScrollBar().value() == 0


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_takes_the_keyboard_to_the_answer(open_faq, answers, qtbot, key):
    window, page = open_faq()
    search_for(page, "a")
    qtbot.keyClick(page.search.box.line, key)
    assert page.answer.isAncestorOf(window.focusWidget())
    page.list.setFocus()
    qtbot.keyClick(page.list, key)
    assert page.answer.isAncestorOf(window.focusWidget())


def test_escape_clears_once_and_is_then_left_alone(open_faq, answers):
    _window, page = open_faq()
    search_for(page, "a")
    taken = []
    for _press in range(2):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(page.search.box.line, event)
        taken.append(event.isAccepted())
        assert page.search.box.line.text() == ""
    assert taken == [True, False]


def test_what_is_pasted_is_cut_and_its_marks_are_not_searched_for(open_faq, answers, qtbot):
    window, page = open_faq()
    page.take_search()
    QGuiApplication.clipboard().setText("\u202e\u2067x\u2069\n" + "w" * 193 + "\U0001f600" * 300)
    qtbot.keyClick(page.search.box.line, Qt.Key.Key_V, CONTROL)
    settle()
    query = answers.asked[-1][0]
    assert len(page.search.box.line.text()) <= 200
    assert query.startswith("x wwww")
    assert not set(query) & set("\u202e\u2067\u2069\n")
    query.encode("utf-8")
    assert page.search.nothing.isVisible()
    assert page.horizontalScrollBar().maximum() == 0
    title = page.search.nothing.title
    assert title.sizeHint().width() <= title.width() or title.wordWrap()
    assert title.minimumSizeHint().width() <= title.width()
    assert window.isVisible()


# ---------------------------------------------------------------- headings


def test_headings_count_hits_and_nothing_while_nothing_is_searched_for(open_faq, answers):
    _window, page = open_faq()
    assert set(counts(page).values()) == {""}
    search_for(page, "a")
    shown = {value: count for value, count in counts(page).items() if count}
    assert shown == {None: "3", "payment": "1", "objection": "1", "contact": "1"}
    chips = page.search.chips.chips
    assert chips["payment"].accessibleName() == "Payment: 1 result"
    assert chips["eligibility"].accessibleName() == "Eligibility: 0 results"


def test_a_heading_narrows_results_and_list(open_faq, answers):
    _window, page = open_faq()
    contact = [question.id for question in page.model.questions if question.category == "contact"]
    page.search.chips.chips["contact"].click()
    assert rows(page) == ["[all]", *contact]
    search_for(page, "a")
    frequent = [name for name in page._faq.frequent if name in contact and name not in HITS]
    assert rows(page) == ["[results]", "contact-channels", "[frequent]", *frequent]
    assert current(page) == "contact-channels"
    page.search.chips.chips[None].click()
    assert rows(page)[1:4] == list(HITS)
    assert current(page) == "contact-channels"


def test_a_heading_without_results_says_so_and_leads_back(open_faq, answers, qtbot):
    _window, page = open_faq()
    search_for(page, "a")
    page.search.chips.chips["eligibility"].click()
    settle()
    nothing = page.search.nothing
    assert "“\u2068a\u2069” under “Eligibility”" in nothing.title.text()
    assert nothing.advice.text().startswith("3 ")
    assert not nothing.channels.isVisible()
    qtbot.mouseClick(nothing.all, Qt.MouseButton.LeftButton)
    assert rows(page)[1:4] == list(HITS)
    assert page.search.chips.chips[None].isChecked()
    assert not nothing.isVisible()


@pytest.mark.parametrize("language", list(Language))
def test_arrows_choose_headings_as_radio_buttons_do(open_faq, qtbot, language):
    window, page = open_faq(language)
    chips = list(page.search.chips.chips.values())
    assert [bool(chip.focusPolicy() & Qt.FocusPolicy.TabFocus) for chip in chips] == [True] + [False] * (len(chips) - 1)
    chips[0].setFocus()
    onwards = Qt.Key.Key_Left if language.right_to_left else Qt.Key.Key_Right
    qtbot.keyClick(chips[0], onwards)
    assert window.focusWidget() is chips[1]
    assert [chip.isChecked() for chip in chips] == [False, True] + [False] * (len(chips) - 2)
    assert page.model.index(1).data(ROW_ROLE).question.category == page._faq.categories[0].id
    qtbot.keyClick(chips[1], Qt.Key.Key_Up)
    qtbot.keyClick(chips[0], Qt.Key.Key_Up)
    assert window.focusWidget() is chips[-1]
    assert chips[-1].isChecked()
    assert bool(chips[-1].focusPolicy() & Qt.FocusPolicy.TabFocus)


# ---------------------------------------------------------------- what is shown and said


def test_words_that_the_search_took_in_are_named(open_faq, answers):
    _window, page = open_faq()
    assert not page.search.widened.isVisible()
    search_for(page, "a")
    assert page.search.widened.isVisible()
    assert "“\u2068one\u2069”, “\u2068another\u2069”" in page.search.widened.text()
    page.search.box.line.setText("x")
    settle()
    assert not page.search.widened.isVisible()


def test_a_screen_reader_hears_heading_place_and_group_of_a_row(open_faq, answers):
    _window, page = open_faq()
    search_for(page, "a")
    spoken = [
        [page.model.index(row).data(role) for role in (Qt.ItemDataRole.AccessibleTextRole, DESCRIPTION)]
        for row in (0, 2)
    ]
    question = page._faq.question("objection-how").question.en
    assert spoken == [["3 results", None], [f"{question} Objection, 2 of 3", "3 results"]]
    assert page.list.accessibleName() == page.search.box.line.accessibleDescription() == "3 results"
    assert page.search.box.line.accessibleName()


def test_titles_cannot_be_chosen(open_faq, answers, qtbot):
    _window, page = open_faq()
    search_for(page, "a")
    titles = [n for n in range(page.model.rowCount()) if isinstance(page.model.index(n).data(ROW_ROLE), TitleRow)]
    assert len(titles) == 2
    for row in titles:
        place = page.list.visualRect(page.model.index(row)).center()
        qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert current(page) == HITS[0]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", list(Language))
def test_marked_words_stand_where_reading_starts(open_faq, answers, language, theme):
    window, page = open_faq(language, theme=theme)
    search_for(page, "\u0627")
    row = page.list.visualRect(page.model.index(2))
    picture = page.list.viewport().grab(row).toImage()
    mark = window.theme.colour("mark")
    marked = {
        round(x / picture.devicePixelRatio())
        for x in range(picture.width())
        for y in range(0, picture.height(), 2)
        if QColor(picture.pixelColor(x, y)) == mark
    }
    assert marked
    start = row.width() - max(marked) if language.right_to_left else min(marked)
    assert 8 <= start <= 20
    assert max(marked) - min(marked) < row.width() / 3


def test_only_what_was_found_is_marked(open_faq, answers):
    _window, page = open_faq()
    search_for(page, "a")
    marked = {
        row.question.id: bool(page.model.marks(row, str(row.question.question)))
        for row in (page.model.index(n).data(ROW_ROLE) for n in range(page.model.rowCount()))
        if isinstance(row, QuestionRow)
    }
    assert marked == {name: name in HITS for name in (*HITS, *page._faq.frequent)}


def test_rows_stand_close_where_the_scroll_bar_goes(open_faq):
    """Results are fewer than all questions: without the bar there is more room, and some need a line less."""
    _window, page = open_faq()
    assert page.list.verticalScrollBar().maximum() > 0
    search_for(page, "next payment")
    assert page.list.verticalScrollBar().maximum() == 0
    places = [page.list.visualRect(page.model.index(number)) for number in range(page.model.rowCount())]
    assert [below.top() - above.bottom() for above, below in pairwise(places)] == [1] * (len(places) - 1)


# ---------------------------------------------------------------- nothing found


@pytest.mark.parametrize(("moment", "state"), [(SUNDAY, "Open now"), (SATURDAY, "Closed")])
def test_where_nothing_fits_the_nearest_and_whom_to_ask_now_are_shown(open_faq, answers, qtbot, moment, state):
    window, page = open_faq(clock=HandClock(moment))
    before = page.answer.title.text()
    search_for(page, "xyz")
    nothing = page.search.nothing
    assert nothing.title.text() == "Nothing found for “\u2068xyz\u2069”"
    assert rows(page) == ["[nearest]", *NEAREST]
    assert "\u206619912\u2069" in nothing.ask.text()
    assert nothing.pill.text.startswith(state)
    assert page.answer.title.text() == before
    qtbot.keyClick(page.search.box.line, Qt.Key.Key_Down)
    assert current(page) == NEAREST[0]
    qtbot.mouseClick(nothing.channels, Qt.MouseButton.LeftButton)
    assert window.tabs.currentIndex() == tuple(Tab).index(Tab.CHANNELS)


def test_the_channel_to_ask_is_looked_at_again_when_it_changes(open_faq, answers):
    clock = HandClock(SUNDAY, runs=True)
    _window, page = open_faq(clock=clock)
    ticker = page.search.nothing.ticker
    assert not ticker.running
    search_for(page, "xyz")
    assert ticker.running
    clock.pass_time(datetime(2026, 11, 22, 22, 0) - SUNDAY)
    ticker.ticked.emit()
    assert page.search.nothing.pill.text.startswith("Closed")
    search_for(page, "a")
    assert not ticker.running


# ---------------------------------------------------------------- what stays


def test_a_switch_of_language_keeps_what_the_list_shows(open_window):
    application = open_window(language=Language.ENGLISH, size=(1024, 640))
    window = application.window
    window.show_tab(Tab.FAQ)
    page = window.page(Tab.FAQ)
    middle = page.model.questions[3].id
    page.show_question(middle)
    bar = page.list.verticalScrollBar()
    bar.setValue(bar.value() + page.list.visualRect(page.list.currentIndex()).top())
    settle()
    assert 0 < bar.value() < bar.maximum()
    top = page.list.visualRect(page.list.currentIndex()).top()
    window.show_tab(Tab.CHANNELS)
    application.speak(Language.ARABIC)
    window.show_tab(Tab.FAQ)
    settle()
    # Rows may be higher in one language: the current one stays where it is seen.
    assert (page.list.visualRect(page.list.currentIndex()).top(), current(page)) == (top, middle)


def test_query_heading_and_question_survive_a_switch_of_language_and_of_tab(open_window, answers):
    application = open_window(language=Language.ENGLISH)
    window = application.window
    window.show_tab(Tab.FAQ)
    page = window.page(Tab.FAQ)
    search_for(page, "a")
    page.show_question("whatsapp")
    application.speak(Language.ARABIC)
    settle()
    assert answers.asked[-1] == ("a", Language.ARABIC)
    assert (page.search.box.line.text(), current(page)) == ("a", "whatsapp")
    page.search.chips.chips["payment"].click()
    page.show_question("nafath")
    application.speak(Language.ENGLISH)
    settle()
    assert page.search.chips.chips["payment"].isChecked()
    assert rows(page)[:2] == ["[results]", "payment-date"]
    assert page.answer.title.text() == page._faq.question("nafath").question.en
    window.show_tab(Tab.CHANNELS)
    window.show_tab(Tab.FAQ)
    settle()
    assert (page.search.box.line.text(), page.search.question.id) == ("a", "nafath")


def test_a_related_question_leaves_the_results_alone(open_faq, answers):
    _window, page = open_faq()
    search_for(page, "a")
    before = rows(page)
    page.show_question("nafath")
    assert (rows(page), current(page)) == (before, "")
    assert page.answer.title.text() == page._faq.question("nafath").question.en
    page.show_question("objection-how")
    assert current(page) == "objection-how"


# ---------------------------------------------------------------- ways to the box


def test_a_shortcut_leads_to_the_box_from_every_tab(open_window, qtbot):
    window = open_window(language=Language.ENGLISH).window
    qtbot.keyClick(window, Qt.Key.Key_Slash)
    assert window.tabs.currentIndex() == 0
    qtbot.keyClick(window, Qt.Key.Key_F, CONTROL)
    page = window.page(Tab.FAQ)
    assert window.pages.currentWidget() is page
    line = page.search.box.line
    assert window.focusWidget() is line
    line.setText("abc")
    qtbot.keyClick(line, Qt.Key.Key_End)
    qtbot.keyClick(line, Qt.Key.Key_Slash)
    assert line.text() == "abc/"
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Slash)
    assert window.focusWidget() is line
    assert line.selectedText() == "abc/"


def test_no_shortcut_reaches_below_a_sheet(open_faq, qtbot):
    window, page = open_faq()
    page.list.setFocus()
    window.sheets.show_qr(window.switchboard.content.channels[0])
    settle()
    for key, modifier in ((Qt.Key.Key_Slash, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_F, CONTROL)):
        qtbot.keyClick(window.focusWidget(), key, modifier)
        assert window.sheet.panel.isAncestorOf(window.focusWidget())


def test_tab_leads_from_the_box_over_headings_and_list_to_the_answer(open_faq, answers, qtbot):
    window, page = open_faq()
    search_for(page, "a")
    walked = []
    for _step in range(5):
        walked.append(window.focusWidget())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    expected = [page.search.box.line, page.search.box.clear, page.search.chips.chips[None], page.list]
    assert walked[:4] == expected
    assert page.answer.isAncestorOf(walked[4])


# ---------------------------------------------------------------- room


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("query", ["", "a", "xyz " + "w" * 150])
@pytest.mark.parametrize(("size", "text_size"), [((1024, 640), 100), ((1024, 640), 200), ((640, 480), 100)])
def test_in_little_room_nothing_is_cut_and_every_row_can_be_walked_to(
    open_window, answers, qtbot, language, query, size, text_size
):
    application = open_window(language=language, size=size)
    application.set_text_size(text_size)
    window = application.window
    window.show_tab(Tab.FAQ)
    page = window.page(Tab.FAQ)
    search_for(page, query)
    settle()
    for area in (page, *page.findChildren(QScrollArea)):
        assert area.horizontalScrollBar().maximum() == 0
    for label in page.search.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
            assert label.width() >= label.minimumSizeHint().width(), label.text()
    for button in page.search.findChildren(Button):
        assert not button.isVisible() or button.width() >= button.sizeHint().width()
    chips = [chip.geometry() for chip in page.search.chips.chips.values()]
    assert all(page.search.chips.rect().contains(chip) for chip in chips)
    assert not any(one.intersects(other) for one in chips for other in chips if one is not other)
    for _row in rows(page):
        qtbot.keyClick(page.search.box.line, Qt.Key.Key_Down)
        settle()
        row = page.list.visualRect(page.list.currentIndex())
        assert page.list.viewport().rect().contains(row), current(page)
        top = page.list.viewport().mapTo(page.viewport(), row.topLeft()).y()
        assert 0 <= top <= page.viewport().height() - row.height(), current(page)


def test_a_letter_brings_the_box_back_into_sight(open_window, answers, qtbot):
    application = open_window(language=Language.ENGLISH, size=(1024, 640))
    application.set_text_size(200)
    application.window.show_tab(Tab.FAQ)
    page = application.window.page(Tab.FAQ)
    search_for(page, "a")
    for _row in rows(page):
        qtbot.keyClick(page.search.box.line, Qt.Key.Key_Down)
    assert page.verticalScrollBar().value() > 0
    qtbot.keyClicks(page.search.box.line, "b")
    assert page.search.box.mapTo(page.viewport(), page.search.box.rect().topLeft()).y() >= 0


@pytest.mark.parametrize("language", list(Language))
def test_an_empty_box_has_its_caret_where_its_words_begin(open_faq, language):
    _window, page = open_faq(language)
    line = page.search.box.line
    # Qt goes by the keyboard's direction, and the keyboard of the tests is a Latin one.
    for text in ("", "iban"):
        line.setText(text)
        line.home(False)
        caret = line.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).center().x()
        assert (caret > line.width() / 2) is language.right_to_left, text


def test_in_a_window_that_opens_small_the_answer_stands_below_the_list(open_faq, qtbot):
    _window, page = open_faq(size=(640, 480))
    assert page.answer.isVisible()
    assert page.ground.isAncestorOf(page.answer)
    assert page.answer.mapTo(page.ground, QPoint(0, 0)).y() > page.list.mapTo(page.ground, QPoint(0, 0)).y()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.answer.view.hasFocus()
    assert page.answer.title.mapTo(page.viewport(), QPoint(0, 0)).y() in range(page.viewport().height() // 2)


def test_beside_the_list_the_answer_lies_on_a_card_that_ends_with_the_list(open_faq):
    _window, page = open_faq()
    assert page.pane.verticalScrollBar().maximum() > 0
    place = QPoint(0, 0)
    frame = page.pane.parentWidget()
    assert frame.mapTo(page, place).y() == page.search.mapTo(page, place).y()
    assert frame.height() == page.search.height()
    bar = page.pane.verticalScrollBar()
    assert frame.rect().contains(QRect(bar.mapTo(frame, place), bar.size()))


def test_the_keyboard_is_followed_into_the_answer_from_either_side(open_faq, qtbot):
    window, page = open_faq()
    bar = page.pane.verticalScrollBar()
    bar.setValue(bar.maximum())
    page.list.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(page.list, Qt.Key.Key_Tab)
    first = window.focusWidget()
    assert page.answer.isAncestorOf(first)
    assert page.pane.viewport().rect().contains(QRect(first.mapTo(page.pane.viewport(), QPoint(0, 0)), first.size()))
    bar.setValue(0)
    links = page.answer.findChildren(LinkRow)
    links[0].setFocus(Qt.FocusReason.BacktabFocusReason)
    assert bar.value() > 0


# ---------------------------------------------------------------- building, and what is broken


def test_the_search_is_built_after_the_first_paint_and_no_work_is_left_behind(open_window, qtbot, monkeypatch):
    building, may_end = threading.Event(), threading.Event()

    def build(_library):
        building.set()
        may_end.wait(30)

    monkeypatch.setattr(FaqLibrary, "finder", build)
    application = open_window()
    qtbot.waitUntil(building.is_set)
    assert jobs._running
    assert Tab.FAQ not in application.window.pages._built
    may_end.set()
    application.window.close()
    assert not jobs._running


def test_broken_questions_cost_their_tab_only(open_window, monkeypatch):
    def refuse(_library):
        raise ContentError("faq.toml", "questions 1", "answer", "is missing")

    monkeypatch.setattr(FaqLibrary, "faq", refuse)
    application = open_window(language=Language.ENGLISH)
    window = application.window
    window.show_tab(Tab.FAQ)
    settle()
    page = window.page(Tab.FAQ)
    assert isinstance(page, BrokenPage)
    assert "installed again" in page.advice.text()
    assert "toml" not in page.advice.text()
    application.speak(Language.ARABIC)
    assert "installed" not in page.advice.text()
    window._search()
    window.show_tab(Tab.REGISTRATION)
    assert window.pages.currentWidget() is window.page(Tab.REGISTRATION)


def test_a_broken_search_still_lists_the_questions(open_faq, monkeypatch):
    def refuse(_library):
        raise ContentError("search-words.toml", "", "keyboard", "is missing")

    monkeypatch.setattr(FaqLibrary, "finder", refuse)
    _window, page = open_faq()
    assert not page.search.no_search.isVisible()
    search_for(page, "a")
    assert page.search.no_search.isVisible()
    assert len(rows(page)) == 1 + len(page.model.questions)


def test_the_real_search_finds_a_question_by_its_own_words(open_faq):
    _window, page = open_faq()
    for question in page.model.questions:
        page.search.box.line.setText(question.question.en)
        assert current(page) == question.id


def test_where_nothing_fits_no_answer_stands_there_as_if_it_did(open_faq, answers, qtbot):
    _window, page = open_faq()
    before = page.search.question
    search_for(page, "zzz")
    assert page.search.nothing.isVisible()
    assert not page.answer.isVisible()
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    settle()
    assert page.answer.isVisible()
    assert page.answer.question.id == current(page) == page.search.question.id
    search_for(page, " zzz")
    assert not page.answer.isVisible()
    page.search.box.line.clear()
    settle()
    assert page.answer.isVisible()
    page.show_question(before.id)
    assert page.answer.question is before

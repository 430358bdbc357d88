"""An answer through the real window: what the clock says about it, its links, its text, what can be done with it."""

from datetime import date, datetime, timedelta

import msgspec
import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QLabel, QWidget

from citizen_desktop.bidi import strip_controls
from citizen_desktop.clock import in_riyadh
from citizen_desktop.content.faq_models import Live
from citizen_desktop.content.models import Tab
from citizen_desktop.i18n import Language
from citizen_desktop.links import Link, Place
from citizen_desktop.search.library import FaqLibrary
from citizen_desktop.settings import ThemeChoice
from citizen_desktop.ui import ticker as ticker_module
from citizen_desktop.ui.page import page_around
from citizen_desktop.ui.qr_sheet import QrSheet
from citizen_desktop.widgets.day_cells import CellLook
from citizen_desktop.widgets.link_row import LinkRow
from tests.conftest import SUNDAY, HandClock, settle

# Offscreen there is no window system that popups could ask.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LINKED = (
    "See [the objection](citizen-desktop:faq/objection-how), [the steps](citizen-desktop:tab/registration) "
    "or [the code](citizen-desktop:qr/portal)."
)
LONG = "\n\n".join(["A paragraph that takes some room on the page, so that the page has to scroll."] * 30)
LIVES = {
    "payment-date": (Live.PAYMENT, None),
    "objection-how": (Live.DEADLINE, None),
    "contact-channels": (Live.BEST_CHANNEL, None),
    "phone-free": (Live.CHANNEL, "phone"),
    "register-how": (Live.CHANNEL, "portal"),
    "social-security": (None, "x"),
    "whatsapp": (None, "whatsapp"),
}


class HandTimer(QObject):
    """Stands in for the system's timer: remembers what it was asked for and fires by hand."""

    fired = Signal()

    def __init__(self, _clock) -> None:
        super().__init__()
        self.moment: datetime | None = None
        self.closed = False

    @property
    def armed(self) -> bool:
        return self.moment is not None

    def arm(self, moment: datetime) -> None:
        self.moment = moment

    def disarm(self) -> None:
        self.moment = None

    def close(self) -> None:
        self.moment, self.closed = None, True


@pytest.fixture
def open_faq(monkeypatch, open_window):
    """Open the questions, some of them with a live answer, a link and a place to go; give window and page."""
    answers: dict[str, str] = {"payment-date": LINKED}
    real = FaqLibrary.faq

    def faq(library):
        read = real(library)
        questions = []
        for question in read.questions:
            live, channel = LIVES.get(question.id, (None, None))
            text = answers.get(question.id)
            answer = question.answer if text is None else type(question.answer)(ar=text, en=text)
            action = question.action
            if question.id == "register-how":
                action = msgspec.structs.replace(action, step="documents")
            changed = msgspec.structs.replace(question, live=live, channel=channel, answer=answer, action=action)
            questions.append(changed)
        return msgspec.structs.replace(read, questions=tuple(questions))

    monkeypatch.setattr(FaqLibrary, "faq", faq)

    def open_it(question="payment-date", clock=None, language=Language.ENGLISH, answer=None, **options):
        if answer is not None:
            answers[question] = answer
        application = open_window(clock or HandClock(SUNDAY), language, **options)
        window = application.window
        window.show_tab(Tab.FAQ)
        page = window.page(Tab.FAQ)
        page.show_question(question)
        settle()
        return application, page

    return open_it


@pytest.fixture
def running(monkeypatch, open_faq):
    """The same with a clock that runs by hand."""
    monkeypatch.setattr(ticker_module, "WallTimer", HandTimer)

    def start(question, moment, **options):
        clock = HandClock(moment, runs=True)
        application, page = open_faq(question, clock, **options)
        return clock, application, page, page.answer.live.ticker._timer

    return start


def reach(clock, timer):
    """Let time pass until the timer fires."""
    clock.pass_time(timer.moment - clock.now())
    timer.fired.emit()
    settle()


def shown_texts(widget: QWidget) -> list[str]:
    return [strip_controls(label.text()) for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def press(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()


def rows(page):
    return [row for row in page.answer.findChildren(LinkRow) if row.isVisible()]


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


# ── What the clock says ─────────────────────────────────────────────────────


def test_the_days_until_the_payment_are_counted(open_faq):
    panel = open_faq()[1].answer.live.panel
    assert (panel.days.text(), panel.until.text()) == ("9 days", "until the usual window starts")
    assert (panel.when.text(), panel.pill.text) == ("1–10 December 2026, often the 10th", "Computed now")
    cells = panel.cells.shown(panel.cells.width())
    assert [cell.number for cell in cells] == [*range(22, 31), *range(1, 11)]
    assert [cell.look for cell in cells] == [CellLook.TODAY] + [CellLook.PLAIN] * 8 + [CellLook.USUAL] * 10
    assert (cells[0].word, cells[9].word) == ("Today, November", "December")
    assert panel.beyond.isHidden()
    assert "9 days" in panel.cells.accessibleName()


def test_inside_the_window_the_day_is_shown_in_it(open_faq):
    panel = open_faq(clock=HandClock(datetime(2026, 10, 7, 9)))[1].answer.live.panel
    assert panel.days.text() == "In the usual window"
    assert panel.until.isHidden()
    looks = [cell.look for cell in panel.cells.shown(panel.cells.width())]
    # The 10th is a Saturday: the day after is the usual one.
    assert looks == [CellLook.PLAIN] * 6 + [CellLook.TODAY] + [CellLook.USUAL] * 4


@pytest.mark.parametrize(
    ("moment", "warned", "look"),
    [
        (datetime(2026, 11, 30, 23, 59), False, CellLook.USUAL),
        (datetime(2026, 12, 1), True, CellLook.USUAL),
        (datetime(2026, 12, 15), True, CellLook.UNKNOWN),
        (datetime(2027, 2, 20), True, CellLook.UNKNOWN),
    ],
)
def test_beyond_the_known_extension_nothing_is_promised(open_faq, moment, warned, look):
    panel = open_faq(clock=HandClock(moment))[1].answer.live.panel
    assert panel.beyond.isVisible() is warned
    assert panel.cells.shown(panel.cells.width())[-1].look is look
    assert ("would start" in panel.until.text()) is (look is CellLook.UNKNOWN)
    assert ("No announcement found for 2027" in panel.words()) is warned


def test_where_there_is_no_room_early_days_are_left_out_and_never_the_window(open_faq):
    panel = open_faq(clock=HandClock(datetime(2026, 11, 11, 9)), size=(1024, 640))[1].answer.live.panel
    cells = panel.cells.shown(panel.cells.width())
    assert len(cells) < 30
    assert cells[0].look is CellLook.TODAY
    assert cells[1] is None
    assert [cell.number for cell in cells[-10:]] == list(range(1, 11))
    assert len(panel.cells.shown(1200)) == 30
    narrow = panel.cells.shown(100)
    assert [cell.number for cell in narrow if cell] == [11, *range(1, 11)]


def test_the_days_are_counted_anew_at_midnight_and_not_before(running):
    clock, _application, page, timer = running("payment-date", datetime(2026, 11, 22, 16, 12))
    assert timer.moment == in_riyadh(datetime(2026, 11, 23))
    reach(clock, timer)
    assert page.answer.live.panel.days.text() == "8 days"
    assert timer.moment == in_riyadh(datetime(2026, 11, 24))


def test_a_countdown_changes_at_the_very_minute(running):
    clock, _application, page, timer = running("phone-free", datetime(2026, 11, 22, 21, 58, 40))
    panel = page.answer.live.panel
    assert panel.line.text() == "Closes in 2 min (10:00 PM)"
    assert timer.moment == in_riyadh(datetime(2026, 11, 22, 21, 59))
    reach(clock, timer)
    assert panel.line.text() == "Closes in 1 min (10:00 PM)"
    reach(clock, timer)
    assert panel.pill.text.startswith("Closed – opens Mon")


def test_nothing_wakes_the_computer_for_what_is_not_shown(running):
    clock, application, page, timer = running("phone-free", SUNDAY)
    window = application.window
    assert timer.armed
    window.show_tab(Tab.CHANNELS)
    assert not timer.armed
    application.speak(Language.ARABIC)
    application.speak(Language.ENGLISH)
    settle()
    assert not timer.armed
    clock.pass_time(timedelta(hours=7))
    window.show_tab(Tab.FAQ)
    settle()
    assert page.answer.live.panel.pill.text.startswith("Closed")
    assert timer.armed
    # An answer without anything live, and one that never changes.
    page.show_question("nafath")
    assert page.answer.live.isHidden()
    assert not timer.armed
    page.show_question("register-how")
    assert page.answer.live.panel.line.text() == "Available 24 hours a day"
    assert not timer.armed
    window.close()
    assert timer.closed


def test_the_best_channel_is_the_one_of_the_channels_page(running):
    clock, application, page, timer = running("contact-channels", datetime(2026, 11, 22, 20, 50))
    panel, summary = page.answer.live.panel, application.window.channels.summary
    assert strip_controls(panel.name.text()) == strip_controls(summary.best_name.text()) == "Toll-free 19912"
    assert panel.line.text() == "Free, open until 10:00 PM"
    assert panel.pill.text == "Open now"
    # An hour before its end it is no longer recommended.
    assert timer.moment == in_riyadh(datetime(2026, 11, 22, 21))
    reach(clock, timer)
    assert panel.name.text() == "X"


def test_a_named_channel_shows_how_it_stands(open_faq, qtbot):
    application, page = open_faq("phone-free")
    panel = page.answer.live.panel
    assert shown_texts(panel) == ["Toll-free phone", "19912", "Closes in 5 h 48 min (10:00 PM)"]
    assert panel.pill.text == "Open now"
    assert panel.week.isVisible()
    assert panel.week.accessibleName() == application.window.channels.cards["phone"].week.accessibleName()
    press(qtbot, panel.copy)
    assert clipboard() == "19912"
    assert application.window.toast.isVisible()
    press(qtbot, panel.qr)
    assert isinstance(application.window.sheet, QrSheet)


def test_where_the_answer_is_not_known_it_says_whom_to_ask(open_faq):
    _application, page = open_faq("social-security")
    assert shown_texts(page.answer.live.panel)[:3] == ["Ask", "X (Twitter)", "@citizenaccount"]
    page.show_question("whatsapp")
    settle()
    panel = page.answer.live.panel
    # Nobody is sent to a number that nobody announced.
    assert shown_texts(panel) == ["WhatsApp"]
    assert panel.pill.text == "No number officially announced"
    assert not panel.buttons.isVisible()


def test_on_an_unverified_day_the_panel_says_so(open_faq):
    panel = open_faq("phone-free", HandClock(datetime(2027, 3, 10, 10)))[1].answer.live.panel
    assert panel.pill.text == "Unverified today"
    assert panel.line.text() == "Usually today 8:00 AM – 10:00 PM"


# ── Until when one may object ───────────────────────────────────────────────


def test_the_last_day_follows_from_the_day_that_is_chosen(open_faq):
    _application, page = open_faq("objection-how")
    panel = page.answer.live.panel
    assert panel.field.date_box.day == SUNDAY.date()
    assert panel.result.headline.text() == "90 days left"
    assert panel.result.last_day.text() == "Last day: Saturday 20 February 2027"
    assert panel.result.hijri.text() == "13 Ramadan 1448 AH"
    panel.field.chosen.emit(date(2026, 8, 30))
    assert panel.result.headline.text() == "6 days left"
    panel.field.chosen.emit(date(2026, 8, 1))
    assert panel.result.headline.text() == "The time to object is over"
    panel.field.chosen.emit(date(2026, 12, 24))
    assert panel.result.headline.text() == "This day is yet to come"
    assert panel.words().endswith("Check the date: the time is counted from a day that has been.")
    assert panel.field.editor.accessibleName() == "Day of the result, or of the deposit: Thursday 24 December 2026"


def test_arrows_walk_the_day_and_it_stays_while_the_window_lives(open_faq, qtbot):
    application, page = open_faq("objection-how")
    box = page.answer.live.panel.field.date_box
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Up)
    qtbot.keyClick(box, Qt.Key.Key_Up)
    chosen = SUNDAY.date() - timedelta(days=2)
    assert (page.answer.live.panel.day, box.day) == (chosen, chosen)
    page.show_question("payment-date")
    application.speak(Language.ARABIC)
    page.show_question("objection-how")
    settle()
    assert page.answer.live.panel.field.date_box.day == chosen


def test_a_day_that_nobody_chose_goes_on_with_the_clock(running):
    clock, _application, page, timer = running("objection-how", datetime(2026, 11, 22, 23, 50))
    reach(clock, timer)
    panel = page.answer.live.panel
    assert (panel.field.date_box.day, panel.result.headline.text()) == (date(2026, 11, 23), "90 days left")
    panel.field.chosen.emit(date(2026, 11, 20))
    reach(clock, timer)
    assert (panel.field.date_box.day, panel.result.headline.text()) == (date(2026, 11, 20), "86 days left")


# ── Links ───────────────────────────────────────────────────────────────────


def walk_to_link(qtbot, view, number):
    """Come to the text by keyboard and go on to one of its links; return its words."""
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(number):
        qtbot.keyClick(view, Qt.Key.Key_Tab)
    return view.textCursor().selectedText()


def test_tab_walks_the_links_and_leaves_behind_the_last(open_faq, qtbot):
    application, page = open_faq()
    view = page.answer.view
    view.setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for _step in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        assert application.window.focusWidget() is view
        seen.append(view.textCursor().selectedText())
        marks = view.extraSelections()
        assert [mark.cursor.selectedText() for mark in marks] == seen[-1:]
        assert marks[0].format.background().color() == application.theme.colour("primary")
    assert seen == ["the objection", "the steps", "the code"]
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert application.window.focusWidget() is page.answer.action
    assert not view.textCursor().hasSelection()
    assert not view.extraSelections()
    qtbot.keyClick(page.answer.action, Qt.Key.Key_Backtab)
    qtbot.keyClick(view, Qt.Key.Key_Backtab)
    assert view.textCursor().selectedText() == "the code"


def test_enter_follows_a_link_to_a_question(open_faq, qtbot):
    application, page = open_faq()
    view = page.answer.view
    assert walk_to_link(qtbot, view, 1) == "the objection"
    qtbot.keyClick(view, Qt.Key.Key_Return)
    settle()
    assert page.answer.question.id == "objection-how"
    assert application.window.tabs.currentIndex() == tuple(Tab).index(Tab.FAQ)
    assert application.window.focusWidget() is view


def test_enter_follows_links_to_a_tab_and_to_a_code(open_faq, qtbot):
    application, page = open_faq()
    window, view = application.window, page.answer.view
    assert walk_to_link(qtbot, view, 3) == "the code"
    qtbot.keyClick(view, Qt.Key.Key_Return)
    settle()
    assert isinstance(window.sheet, QrSheet)
    assert window.sheet._channel.id == "portal"
    window.close_sheet()
    assert walk_to_link(qtbot, view, 2) == "the steps"
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert window.tabs.currentIndex() == tuple(Tab).index(Tab.REGISTRATION)


@pytest.mark.parametrize("language", list(Language))
def test_a_click_follows_a_link(open_faq, qtbot, language):
    application, page = open_faq(language=language)
    view = page.answer.view
    cursor = view.document().find("the steps")
    cursor.setPosition((cursor.selectionStart() + cursor.selectionEnd()) // 2)
    spot = view.cursorRect(cursor).center()
    assert view.anchorAt(spot) == "citizen-desktop:tab/registration"
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert application.window.tabs.currentIndex() == tuple(Tab).index(Tab.REGISTRATION)


def test_links_look_like_links_in_both_themes(open_faq):
    application, page = open_faq()
    for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        application.theme.choose(choice)
        look = page.answer.view.document().find("the steps").charFormat()
        assert look.foreground().color() == application.theme.colour("accent")
        assert look.fontUnderline()


def test_an_address_of_somebody_else_leads_nowhere(open_faq):
    _application, page = open_faq()
    followed = []
    page.answer.link_wanted.connect(followed.append)
    page.answer.view.anchorClicked.emit(QUrl("https://example.com/"))
    page.answer.view.anchorClicked.emit(QUrl("citizen-desktop:tab/channels"))
    assert followed == [Link(Place.TAB, "channels")]


def test_the_page_scrolls_to_the_link_that_has_the_keyboard(open_faq, qtbot):
    _application, page = open_faq(answer=f"{LONG}\n\n{LINKED}")
    view, bar = page.answer.view, page.pane.verticalScrollBar()
    assert bar.maximum() > 0
    assert walk_to_link(qtbot, view, 1) == "the objection"
    place = view.mapTo(page.pane.viewport(), view.cursorRect().center())
    assert page.pane.viewport().rect().contains(place)
    # Where it leads begins at its top.
    qtbot.keyClick(view, Qt.Key.Key_Return)
    settle()
    assert bar.value() == 0


def test_the_action_leads_to_a_place_on_a_page_that_has_such_places(open_faq, qtbot, monkeypatch):
    application, page = open_faq("register-how")
    window = application.window
    assert page.answer.note.text().startswith("Takes you to the steps of registration")
    gone = []
    registration = window.page(Tab.REGISTRATION)
    monkeypatch.setattr(registration, "go_to", gone.append, raising=False)
    press(qtbot, page.answer.action)
    assert window.tabs.currentIndex() == tuple(Tab).index(Tab.REGISTRATION)
    assert gone == ["documents"]
    gone.clear()
    window.follow_link(Link(Place.TAB, "registration", "documents"))
    assert gone == ["documents"]


def test_the_window_follows_every_kind_of_link(open_window):
    window = open_window().window
    window.follow_link(Link(Place.FAQ, "whatsapp"))
    assert window.tabs.currentIndex() == tuple(Tab).index(Tab.FAQ)
    assert window.page(Tab.FAQ).answer.question.id == "whatsapp"
    window.follow_link(Link(Place.TAB, "objection", "no-such-step"))
    assert window.tabs.currentIndex() == tuple(Tab).index(Tab.OBJECTION)
    window.follow_link(Link(Place.QR, "x"))
    assert window.sheet._channel.id == "x"


def test_related_questions_are_rows_for_mouse_and_keyboard(open_faq, qtbot):
    application, page = open_faq()
    question = page.answer.question
    faq = page.answer._faq
    assert [row.text() for row in rows(page)] == [str(other.question) for other in faq.related(question)]
    assert len(rows(page)) >= 2
    assert rows(page)[0].height() == 46
    page.pane.ensureWidgetVisible(rows(page)[0])
    press(qtbot, rows(page)[0])
    assert page.answer.question.id == question.related[0]
    assert not page.answer.view.shows_focus
    second = page.answer.question.related[1]
    rows(page)[1].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(rows(page)[1], Qt.Key.Key_Return)
    settle()
    assert page.answer.question.id == second
    assert application.window.focusWidget() is page.answer.view
    assert page.answer.view.shows_focus


# ── What can be done with it ────────────────────────────────────────────────


def test_only_the_text_of_the_answer_grows_and_stays_large(open_faq, qtbot):
    application, page = open_faq()
    card = page.answer
    title, text = card.title.font().pixelSize(), card.view.document().defaultFont().pixelSize()
    sizes = []
    for _press in range(5):
        press(qtbot, card.tools.larger)
        sizes.append(card.view.document().defaultFont().pixelSize())
    assert [card.view.zoom, card.title.font().pixelSize()] == [200, title]
    assert sizes == [round(text * 1.25), round(text * 1.5), 2 * text, 2 * text, 2 * text]
    page.show_question("whatsapp")
    application.speak(Language.ARABIC)
    settle()
    assert card.view.document().defaultFont().pixelSize() == 2 * text
    assert card.view.verticalScrollBar().maximum() == 0
    application.set_text_size(150)
    assert card.view.document().defaultFont().pixelSize() == 3 * text
    press(qtbot, card.tools.smaller)
    assert card.view.zoom == 150
    assert "150" in card.tools.larger.accessibleDescription()


def test_the_copy_holds_question_live_line_and_plain_answer(open_faq, qtbot):
    application, page = open_faq(
        answer="1. **One** [word](citizen-desktop:faq/whatsapp)\n2. \u2066Two\u2069\n\nThe end."
    )
    press(qtbot, page.answer.tools.copy)
    assert clipboard() == (
        "When is the next payment?\n\n"
        "9 days until the usual window starts · 1–10 December 2026, often the 10th\n\n"
        "1. One word\n2. Two\n\nThe end."
    )
    assert application.window.toast.isVisible()
    page.show_question("phone-free")
    press(qtbot, page.answer.tools.copy)
    assert "Toll-free phone 19912 · Open now · Closes in 5 h 48 min (10:00 PM)" in clipboard().splitlines()
    page.show_question("nafath")
    press(qtbot, page.answer.tools.copy)
    question, answer = clipboard().split("\n\n", 1)
    assert question == str(page.answer.question.question)
    assert answer[:12] == str(page.answer.question.answer)[:12]


def test_what_is_printed_is_the_answer_as_it_stands(open_faq, qtbot, monkeypatch):
    from citizen_desktop.printing.paper import pdf_bytes
    from citizen_desktop.ui import print_dialog

    printed = []
    monkeypatch.setattr(print_dialog, "print_page", lambda _window, paint: printed.append(pdf_bytes(paint, "x")))
    application, page = open_faq()
    wanted = []
    page.print_wanted.connect(wanted.append)
    press(qtbot, page.answer.tools.print)
    assert printed[0].startswith(b"%PDF")
    paper = wanted[0]
    assert paper.question == "When is the next payment?"
    assert paper.live.startswith("9 days until")
    assert paper.printed == "Printed Sunday 22 November 2026, 4:12 PM"
    assert not paper.right_to_left
    monkeypatch.setattr(print_dialog, "print_page", lambda _window, _paint: False)
    press(qtbot, page.answer.tools.print)
    assert application.window.toast.isVisible()


def test_the_text_can_be_selected_by_keyboard(open_faq, qtbot):
    _application, page = open_faq()
    view = page.answer.view
    view.setFocus()
    view.moveCursor(QTextCursor.MoveOperation.Start)
    for _letter in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.textCursor().selectedText() == "See"


@pytest.mark.parametrize("size", [(1280, 800), (640, 480)])
def test_a_long_answer_is_read_to_its_end_by_keyboard(open_faq, qtbot, size):
    _application, page = open_faq(
        answer="\n\n".join(f"Sentence {number} of a long answer." for number in range(60)), size=size
    )
    view = page.answer.view
    view.setFocus(Qt.FocusReason.TabFocusReason)
    area, _corner = page_around(view)
    bar = area.verticalScrollBar()
    before = bar.value()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert 0 < bar.value() - before < area.viewport().height()
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert bar.value() == before
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(view, key, Qt.KeyboardModifier.ControlModifier)
        caret = view.viewport().mapTo(area.viewport(), view.cursorRect().center())
        assert area.viewport().rect().contains(caret), key


def test_others_find_their_places(open_faq):
    _application, page = open_faq()
    card = page.answer
    tool, row = QWidget(), QWidget()
    tool.setMinimumSize(90, 36)
    row.setFixedHeight(56)
    card.add_tool(tool)
    card.add_after_action(row)
    settle()
    assert tool.isVisible()
    assert tool.x() < card.tools.smaller.x()
    assert card.action.mapTo(card, card.rect().topLeft()).y() < row.y()
    assert row.y() < rows(page)[0].mapTo(card, rows(page)[0].rect().topLeft()).y()


# ── Nothing is cut ──────────────────────────────────────────────────────────


@pytest.mark.parametrize(("size", "text"), [((1024, 640), 100), ((1024, 640), 200), ((640, 480), 200)])
@pytest.mark.parametrize("language", list(Language))
def test_every_answer_has_its_room(open_faq, language, size, text):
    application, page = open_faq(language=language, size=size)
    application.set_text_size(text)
    settle()
    for question in LIVES:
        page.show_question(question)
        settle()
        card = page.answer
        assert page.horizontalScrollBar().maximum() == 0, question
        assert card.view.verticalScrollBar().maximum() == 0, question
        for widget in card.findChildren(QWidget):
            if not widget.isVisible() or card.view.isAncestorOf(widget):
                continue
            name = (question, type(widget).__name__, widget.accessibleName() or getattr(widget, "text", str)())
            corner = widget.mapTo(card, widget.rect().topLeft())
            assert corner.x() >= 0, name
            assert corner.x() + widget.width() <= card.width(), name
            if isinstance(widget, QLabel | LinkRow):
                needed = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else 0
                assert widget.height() >= max(needed, widget.minimumSizeHint().height()), name
                assert widget.hasHeightForWidth() or widget.width() >= widget.sizeHint().width(), name

"""The window itself: language, direction, theme, text size, sheets, and the keyboard."""

import re
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QScrollArea,
    QTabBar,
    QTextBrowser,
    QWidget,
)

from citizen_desktop.content.models import Tab
from citizen_desktop.i18n import Language
from citizen_desktop.policy import Mode, Policy
from citizen_desktop.settings import Settings, ThemeChoice, load_settings
from citizen_desktop.widgets.button import Button
from citizen_desktop.widgets.focus import FocusRing
from tests.conftest import settle

# Names, addresses and formats that stay Latin in Arabic.
LATIN_TOKENS = re.compile(r"19912|@citizenaccount|portal\.ca\.gov\.sa|x\.com/citizenaccount|https|tel|QR|PDF|English")


def shown_texts(window: QWidget) -> list[str]:
    """Return every text that the window shows or tells a screen reader."""
    texts = [window.windowTitle()]
    for widget in window.findChildren(QWidget):
        if widget.objectName().startswith("Scroll"):
            continue  # QTabBar's own buttons for scrolling, which are never shown
        if isinstance(widget, QLabel | QAbstractButton):
            texts.append(re.sub(r"<[^>]+>|&nbsp;", " ", widget.text()))
        if isinstance(widget, QTextBrowser):
            texts.append(widget.toPlainText())
        if isinstance(widget, QTabBar):
            texts += [widget.tabText(index) for index in range(widget.count())]
        if isinstance(widget, QListView):
            texts += [str(widget.model().index(row, 0).data()) for row in range(widget.model().rowCount())]
        texts += [widget.accessibleName(), widget.toolTip()]
    return [text for text in texts if text]


def test_a_switch_of_language_reaches_every_text_and_the_direction(open_window, qtbot):
    application = open_window(language=Language.ARABIC)
    window = application.window
    for text in shown_texts(window):
        assert not re.search("[A-Za-z]", LATIN_TOKENS.sub("", text)), f"not Arabic: {text}"
    qtbot.mouseClick(window.header.language, Qt.MouseButton.LeftButton)
    settle()
    assert window.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert window.windowTitle() == "Citizen Desktop"
    for text in shown_texts(window):
        assert text == "العربية" or not re.search(r"[\u0600-\u06FF]", text), f"not English: {text}"
    qtbot.mouseClick(window.header.language, Qt.MouseButton.LeftButton)
    settle()
    assert window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert window.tabs.tabText(0) == "قنوات التواصل"


@pytest.mark.parametrize("language", list(Language))
def test_what_is_read_first_stands_where_reading_starts(open_window, language):
    window = open_window(language=language).window
    first = window.tabs.mapTo(window, window.tabs.tabRect(0).center()).x()
    assert (first > window.width() // 2) is language.right_to_left
    alignment = window.channels.cards["phone"].value.alignment()
    assert bool(alignment & Qt.AlignmentFlag.AlignRight) is language.right_to_left


def test_theme_and_text_size_switch_while_running(open_window):
    application = open_window(theme="light")
    window = application.window
    light = window.grab().toImage().pixelColor(2, 400)
    height = window.channels.cards["phone"].copy.height()
    application.wear(ThemeChoice.DARK)
    settle()
    assert window.grab().toImage().pixelColor(2, 400).lightness() < light.lightness()
    application.set_text_size(200)
    settle()
    assert window.channels.cards["phone"].copy.height() == 2 * height


def test_choices_hold_at_the_next_start(open_window, tmp_path):
    first = open_window(data=tmp_path / "kept", language=None, theme=None)
    first.speak(Language.ENGLISH)
    first.wear(ThemeChoice.DARK)
    first.set_text_size(150)
    again = open_window(data=tmp_path / "kept", language=None, theme=None)
    assert again.settings == Settings(language=Language.ENGLISH, theme=ThemeChoice.DARK, text_size=150)
    assert load_settings(tmp_path / "kept" / "settings.toml") == (again.settings, ())


def test_a_kiosk_keeps_nothing(open_window, tmp_path):
    application = open_window(data=tmp_path / "kiosk", policy=Policy(mode=Mode.KIOSK))
    application.speak(Language.ENGLISH)
    application.wear(ThemeChoice.DARK)
    application.window.close()
    assert not (tmp_path / "kiosk").exists()


def test_settings_that_cannot_be_read_are_named_and_cost_only_themselves(open_window, tmp_path):
    folder = tmp_path / "damaged"
    folder.mkdir()
    (folder / "settings.toml").write_text('language = "en"\ntext_size = 7\n', encoding="utf-8")
    application = open_window(data=folder, language=None)
    assert application.settings.language is Language.ENGLISH
    assert application.settings.text_size == 100
    assert "text_size" in application.window.toast.label.text()


def test_a_disk_that_refuses_costs_the_storing_only(open_window, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    application = open_window(data=blocked / "data", language=Language.ENGLISH)
    application.set_text_size(125)
    assert application.theme.text_size == 125
    assert "could not be stored" in application.window.toast.label.text()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("size", "text_size"), [((1280, 800), 100), ((1024, 640), 100), ((1024, 640), 200), ((1280, 800), 150)]
)
def test_nothing_is_cut_off_at_the_side(open_window, language, size, text_size):
    application = open_window(language=language, size=size)
    application.set_text_size(text_size)
    window = application.window
    for tab in Tab:
        window.show_tab(tab)
        settle()
        page = window.pages.currentWidget()
        for area in (page, *page.findChildren(QScrollArea)):
            if isinstance(area, QScrollArea) and area.isVisible():
                assert area.horizontalScrollBar().maximum() == 0, tab
        for label in page.findChildren(QLabel):
            if label.isVisible() and label.text() and not label.wordWrap():
                assert label.width() >= label.sizeHint().width(), (tab, label.text())
            elif label.isVisible() and label.text():
                assert label.height() >= label.heightForWidth(label.width()), (tab, label.text())
        for button in page.findChildren(Button):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width(), (tab, button.text())


def test_every_control_has_a_name_for_a_screen_reader(open_window):
    window = open_window().window
    window.sheets.show_channel_sources(window.switchboard.content.channels[0])
    settle()
    for widget in window.findChildren(QWidget):
        if (
            isinstance(widget, QAbstractButton | QLineEdit | QComboBox | QListView | QTabBar | QTextBrowser)
            and widget.isVisible()
        ):
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_tab_walks_the_page_as_it_is_read_and_shows_a_ring(open_window, qtbot):
    window = open_window(language=Language.ENGLISH).window
    window.activateWindow()
    window.setFocus()
    window.header.text_size.setFocus(Qt.FocusReason.TabFocusReason)
    cards = window.channels.cards
    expected = [
        window.header.text_size,
        window.header.colours,
        window.header.language,
        window.tabs,
        window.channels.summary.copy,
        *(getattr(cards[name], part) for name in cards for part in ("copy", "qr", "details")),
        window.channels.cautions["whatsapp"].why,
        window.channels.cautions["whatsapp"].details,
        window.channels.payment.why,
        window.channels.payment.details,
    ]
    walked = []
    for _step in expected:
        walked.append(window.focusWidget())
        shown = any(ring.isVisible() for ring in window.findChildren(FocusRing))
        assert shown or (walked[-1] is window.tabs and window.tabs.shows_focus), walked[-1].accessibleName()
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        settle()
    assert [widget.accessibleName() for widget in walked] == [widget.accessibleName() for widget in expected]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_a_button(open_window, qtbot, key):
    window = open_window().window
    window.channels.cards["phone"].details.setFocus()
    qtbot.keyClick(window.focusWidget(), key)
    assert window.sheet is not None


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)])
@pytest.mark.parametrize("language", list(Language))
def test_every_answer_is_shown_whole(open_window, language, size):
    window = open_window(language=language, size=size).window
    window.show_tab(Tab.FAQ)
    faq = window.page(Tab.FAQ)
    for row in range(faq.model.rowCount()):
        faq.list.setCurrentIndex(faq.model.index(row))
        settle()
        assert faq.answer.view.verticalScrollBar().maximum() == 0, row


def test_a_sheet_fits_itself_to_a_new_text_size(open_window):
    application = open_window()
    window = application.window
    window.sheets.show_qr(window.switchboard.content.channels[0])
    settle()
    before = window.sheet.panel.height()
    application.set_text_size(125)
    settle()
    assert window.sheet.panel.height() > before


def test_a_page_laid_out_while_hidden_is_whole_when_shown(open_window):
    window = open_window(size=(1024, 640)).window
    window.show_tab(Tab.REGISTRATION)
    settle()
    window.show_tab(Tab.CHANNELS)
    window.resize(640, 480)
    settle()
    window.show_tab(Tab.REGISTRATION)
    settle()
    for label in window.pages.currentWidget().findChildren(QLabel):
        if label.text() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_a_press_of_the_mouse_shows_no_ring(open_window, qtbot):
    window = open_window().window
    qtbot.mouseClick(window.channels.cards["phone"].copy, Qt.MouseButton.LeftButton)
    assert not window.findChildren(FocusRing)


def test_a_sheet_keeps_the_keyboard_and_gives_it_back(open_window, qtbot):
    window = open_window(language=Language.ENGLISH).window
    button = window.channels.cards["phone"].qr
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    settle()
    sheet = window.sheet
    assert sheet is not None
    seen = set()
    for _step in range(8):
        assert sheet.panel.isAncestorOf(window.focusWidget())
        seen.add(window.focusWidget().accessibleName())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert {"Close", "Copy number", "Print the code"} <= seen
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.tabs.currentIndex() == 0
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    settle()
    assert window.sheet is None
    assert window.focusWidget() is button


def test_a_press_beside_the_sheet_closes_it(open_window, qtbot):
    window = open_window().window
    window.sheets.show_payment_sources()
    settle()
    qtbot.mouseClick(window.sheet, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    settle()
    assert window.sheet is None


def test_the_code_is_no_micro_code_and_grows_with_the_window(open_window):
    window = open_window().window
    window.sheets.show_qr(window.switchboard.content.channels[0])
    settle()
    side = window.sheet.view.width()
    assert side >= 21 * 8
    window.resize(1800, 1300)
    settle()
    assert window.sheet.view.width() > side


def test_sources_show_date_and_status_of_every_fact(open_window):
    window = open_window(language=Language.ENGLISH).window
    for channel in window.switchboard.content.channels:
        window.sheets.show_channel_sources(channel)
        settle()
        texts = shown_texts(window.sheet)
        for fact in channel.facts:
            assert {str(fact.what), str(fact.source), "22 November 2026"} <= set(texts)


def test_arrows_walk_the_questions_and_the_place_survives_a_switch_of_language(open_window, qtbot):
    application = open_window(language=Language.ENGLISH)
    window = application.window
    window.show_tab(Tab.FAQ)
    faq = window.page(Tab.FAQ)
    faq.list.setFocus()
    qtbot.keyClick(faq.list, Qt.Key.Key_Down)
    qtbot.keyClick(faq.list, Qt.Key.Key_Down)
    third = faq.model.questions[2]
    assert faq.answer.title.text() == third.question.en
    application.speak(Language.ARABIC)
    settle()
    assert faq.answer.title.text() == third.question.ar
    faq.show_question("register-how")
    settle()
    qtbot.mouseClick(faq.answer.action, Qt.MouseButton.LeftButton)
    assert window.tabs.currentIndex() == tuple(Tab).index(Tab.REGISTRATION)


def test_a_sheet_too_tall_for_the_window_scrolls_by_keys(open_window, qtbot):
    application = open_window(size=(1024, 640))
    application.set_text_size(200)
    window = application.window
    window.sheets.show_channel_sources(window.switchboard.content.channels[0])
    settle()
    bar = window.sheet._scroller.verticalScrollBar()
    assert bar.maximum() > 0
    for _step in range(50):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum()


def test_a_mistake_of_the_program_is_a_sentence_and_a_note_without_values(open_window, tmp_path):
    application = open_window(data=tmp_path / "mishap", language=Language.ENGLISH)
    with pytest.raises(ValueError, match="1000000008") as raised:
        int("1000000008x")
    application.apologise(raised.type, raised.value, raised.tb)
    assert "went wrong" in application.window.toast.label.text()
    written = (tmp_path / "mishap" / "logs" / "mishaps.log").read_text(encoding="utf-8")
    assert "builtins.ValueError" in written
    assert "test_window.py" in written
    assert "1000000008" not in written
    assert str(tmp_path) not in written


def test_a_whole_walk_opens_no_connection(open_window, qtbot):
    opened = []
    watching = True

    def watch(event: str, arguments: tuple) -> None:
        if watching and event in {
            "socket.connect",
            "socket.bind",
            "socket.getaddrinfo",
            "urllib.Request",
            "webbrowser.open",
        }:
            opened.append((event, arguments))

    sys.addaudithook(watch)
    application = open_window()
    window = application.window
    for channel in window.switchboard.content.channels:
        window.sheets.show_channel_sources(channel)
        if channel.qr is not None:
            window.sheets.show_qr(channel)
        window.close_sheet()
    for tab in Tab:
        window.show_tab(tab)
        settle()
    application.speak(Language.ENGLISH)
    watching = False
    assert not opened
    assert not internet_sockets()


def internet_sockets() -> set[str]:
    """Return this process's sockets that belong to the internet families."""
    if not Path("/proc/self/net").is_dir():
        return set()
    inodes = set()
    for table in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        path = Path("/proc/self/net") / table
        if path.exists():
            inodes |= {line.split()[9] for line in path.read_text().splitlines()[1:]}
    held = set()
    for link in Path("/proc/self/fd").iterdir():
        try:
            target = str(link.readlink())
        except OSError:
            continue
        if target.startswith("socket:["):
            held.add(target[8:-1])
    return held & inodes


@pytest.mark.parametrize("tab", [Tab.REGISTRATION, Tab.OBJECTION])
def test_each_form_shows_what_it_rests_on(open_window, qtbot, tab):
    window = open_window(language=Language.ENGLISH).window
    window.show_tab(tab)
    page = window.page(tab)
    assert not page.sources.isVisible()
    page.show_ways()
    settle()
    qtbot.mouseClick(page.sources, Qt.MouseButton.LeftButton)
    settle()
    assert window.sheet.title.text() == "Sources: The form"
    told = shown_texts(window)
    assert all(str(fact.what) in told for fact in page._facts)
    assert any("verified" in text.casefold() for text in told)
    qtbot.keyClick(window.sheet.panel, Qt.Key.Key_Escape)
    settle()
    assert window.sheet is None
    page.back.click()
    assert not page.sources.isVisible()

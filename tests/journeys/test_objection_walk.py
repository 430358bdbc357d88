"""Walking the objection tab: the keyboard goes round, sheets fit, nothing is wider than the window."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt

from citizen_desktop.content.models import Tab
from citizen_desktop.content.objection_models import ObjectionKind
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.i18n import Language
from tests.conftest import HandClock, settle


def open_tab(open_window, moment=datetime(2026, 11, 22, 16, 12), **options):
    window = open_window(HandClock(moment), **options).window
    window.show_tab(Tab.OBJECTION)
    settle()
    return window, window.page(Tab.OBJECTION)


def test_the_tab_key_goes_round_and_misses_nothing(open_window, qtbot):
    window, tab = open_tab(open_window, language=Language.ENGLISH)
    window.header.text_size.setFocus()
    walked = []
    for _step in range(60):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        walked.append(window.focusWidget())
        if walked[-1] is window.header.text_size:
            break
    assert walked[-1] is window.header.text_size, "the keyboard never came back to the head of the window"
    assert tab.form.footer.package in walked
    assert len(walked) == len(set(walked))
    tops = [widget.mapTo(window, QPoint(0, 0)).y() for widget in walked[3:]]
    assert tops[0] < tops[-2]


@pytest.mark.parametrize("language", list(Language))
def test_the_question_before_closing_is_whole(open_window, language):
    window, tab = open_tab(open_window, language=language)
    tab.form.load(ObjectionDraft(), ())
    tab.form.answers.answered.emit({"explanation": "x"})
    assert not window.close()
    settle()
    sheet = window.sheet
    for label in (sheet.title, sheet.subtitle):
        assert label.height() >= label.heightForWidth(label.width())
    assert not sheet.title.geometry().intersects(sheet.subtitle.geometry())
    for button in (sheet.stay, sheet.leave):
        assert sheet.panel.rect().contains(button.mapTo(sheet.panel, button.rect().bottomRight()))
    sheet.leave.click()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    "moment", [datetime(2026, 11, 22, 12, 0), datetime(2027, 2, 5, 12, 0), datetime(2027, 2, 9, 12, 0)]
)
@pytest.mark.parametrize(("size", "text_size"), [((1280, 800), 100), ((1280, 800), 150), ((1024, 640), 200)])
def test_the_deadline_is_never_wider_than_the_window(open_window, language, moment, size, text_size):
    application = open_window(HandClock(moment), language=language, size=size)
    application.set_text_size(text_size)
    window = application.window
    window.show_tab(Tab.OBJECTION)
    form = window.page(Tab.OBJECTION).form
    form.load(ObjectionDraft().with_objection(kind=ObjectionKind.AMOUNT, day=date(2026, 11, 10)), ())
    settle()
    assert form.scroller.horizontalScrollBar().maximum() == 0

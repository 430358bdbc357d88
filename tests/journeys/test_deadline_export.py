"""The last day goes into a calendar, as a file that the person puts where they like."""

from datetime import date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
from PySide6.QtCore import Qt

from citizen_desktop import paths
from citizen_desktop.content.loader import load_content
from citizen_desktop.content.models import Tab
from citizen_desktop.content.objection_loader import load_objection_content
from citizen_desktop.content.objection_models import ObjectionKind
from citizen_desktop.forms.draft import Objection, ObjectionDraft
from citizen_desktop.i18n import Language
from citizen_desktop.ui import deadline_export
from citizen_desktop.ui.objection_tab import ObjectionTab
from tests.conftest import SUNDAY, HandClock, settle

# Offscreen there is no window system that popups could ask.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

DRAFT = ObjectionDraft(objection=Objection(kind=ObjectionKind.AMOUNT, day=date(2026, 11, 10)))


@pytest.fixture
def open_tab(open_window, monkeypatch):
    """Open the tab in the window; give the window, the tab, and the places that the dialog will answer."""

    def open_it(language=Language.ENGLISH, clock=None, **options):
        clock = clock or HandClock(SUNDAY)
        application = open_window(clock, language, **options)
        window = application.window
        ways = load_content(paths.resources() / "content").objections
        tab = ObjectionTab(application.theme, load_objection_content(paths.resources() / "content"), ways, clock, None)
        tab.said.connect(window.say)
        tab.failed.connect(window.complain)
        window.pages.addWidget(tab)
        window.show_tab(Tab.OBJECTION)
        window.pages.setCurrentWidget(tab)
        tab.form.load(DRAFT, ())
        settle()
        opened.append(tab)
        return application, tab

    opened: list[ObjectionTab] = []
    yield open_it
    for tab in opened:
        tab.let_go()


def answer_with(monkeypatch, place: Path | None) -> list[str]:
    """Let the dialog answer with a place; return the names that it proposes."""
    proposed: list[str] = []

    def choose(_parent, _title, name, _names):
        proposed.append(name)
        return place

    monkeypatch.setattr(deadline_export, "choose_new_file", choose)
    return proposed


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


@pytest.mark.parametrize("language", list(Language))
def test_the_last_day_is_saved_and_it_is_said_so(open_tab, qtbot, monkeypatch, tmp_path, language):
    application, tab = open_tab(language)
    proposed = answer_with(monkeypatch, tmp_path / "mine.ics")
    press(qtbot, tab.form.deadline_card.calendar)
    qtbot.waitUntil(application.window.toast.isVisible)
    assert proposed == ["objection-deadline.ics"]
    assert "3" in application.window.toast.label.text()
    (event,) = icalendar.Calendar.from_ical((tmp_path / "mine.ics").read_bytes()).walk("VEVENT")
    assert event["DTSTART"].dt == date(2027, 2, 8)
    assert [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] == [timedelta(-30), timedelta(-7), timedelta(-1)]
    assert event["SUMMARY"].params["LANGUAGE"] == language
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["mine.ics"]


def test_on_the_last_day_it_says_that_nothing_reminds(open_tab, qtbot, monkeypatch, tmp_path):
    application, tab = open_tab(clock=HandClock(datetime(2027, 2, 8, 9)))
    answer_with(monkeypatch, tmp_path / "mine.ics")
    press(qtbot, tab.form.deadline_card.calendar)
    qtbot.waitUntil(application.window.toast.isVisible)
    assert "too late for reminders" in application.window.toast.label.text()
    assert b"VALARM" not in (tmp_path / "mine.ics").read_bytes()


def test_who_thinks_better_of_it_has_nothing(open_tab, qtbot, monkeypatch, tmp_path):
    application, tab = open_tab()
    assert answer_with(monkeypatch, None) == []
    press(qtbot, tab.form.deadline_card.calendar)
    assert not application.window.toast.isVisible()


def test_a_place_that_refuses_is_told_and_another_can_be_chosen(open_tab, qtbot, monkeypatch, tmp_path):
    application, tab = open_tab()
    answer_with(monkeypatch, tmp_path)
    press(qtbot, tab.form.deadline_card.calendar)
    qtbot.waitUntil(application.window.toast.isVisible)
    assert "could not be saved" in application.window.toast.label.text()
    answer_with(monkeypatch, tmp_path / "second.ics")
    press(qtbot, tab.form.deadline_card.calendar)
    qtbot.waitUntil((tmp_path / "second.ics").exists)
    qtbot.waitUntil(lambda: "Saved" in application.window.toast.label.text())


@pytest.mark.parametrize(
    ("day", "offered"),
    [
        (None, False),
        (date(2026, 11, 23), False),
        (date(2026, 11, 22), True),
        (date(2026, 8, 24), True),
        (date(2026, 8, 23), False),
    ],
)
def test_it_is_offered_while_there_is_time_only(open_tab, monkeypatch, day, offered):
    _application, tab = open_tab()
    form = tab.form
    form.load(ObjectionDraft(objection=Objection(day=day)), ())
    settle()
    assert form.deadline_card.calendar.isVisible() is offered
    if not offered:
        # Not even where a press came a moment too late.
        proposed = answer_with(monkeypatch, None)
        form.export.ask(form.deadline)
        assert proposed == []


@pytest.mark.parametrize(("size", "text_size"), [((1280, 800), 100), ((1024, 640), 100), ((1024, 640), 200)])
@pytest.mark.parametrize("language", list(Language))
def test_nothing_of_the_card_is_cut_off(open_tab, size, text_size, language):
    application, tab = open_tab(language, size=size)
    application.set_text_size(text_size)
    settle()
    card = tab.form.deadline_card
    for part in (card.headline, card.detail, card.last_day, card.hijri, card.calendar):
        assert part.isVisible()
        place = part.geometry().translated(part.parentWidget().mapTo(card, part.parentWidget().rect().topLeft()))
        if part.parentWidget() is card:
            place = part.geometry()
        assert card.rect().contains(place), part
    assert card.calendar.accessibleName()

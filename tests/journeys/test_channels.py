"""Whom to ask now: the channels page through the real window."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from citizen_desktop.clock import in_riyadh
from citizen_desktop.content.models import Tab
from citizen_desktop.i18n import Language
from citizen_desktop.ui import ticker as ticker_module
from tests.conftest import SUNDAY, HandClock, settle


class HandTimer(QObject):
    """Stands in for the system's timer: remembers what it was asked for and fires by hand."""

    fired = Signal()

    def __init__(self, _clock) -> None:
        super().__init__()
        self.moment: datetime | None = None

    @property
    def armed(self) -> bool:
        return self.moment is not None

    def arm(self, moment: datetime) -> None:
        self.moment = moment

    def disarm(self) -> None:
        self.moment = None

    def close(self) -> None:
        self.moment = None


@pytest.fixture
def running(monkeypatch, open_window):
    """Open a window whose clock runs by hand."""
    monkeypatch.setattr(ticker_module, "WallTimer", HandTimer)

    def start(moment: datetime, **options):
        clock = HandClock(moment, runs=True)
        application = open_window(clock, **options)
        page = application.window.channels
        return clock, application, page, page.ticker._timer

    return start


def reach(clock: HandClock, timer: HandTimer) -> None:
    """Let time pass until the timer fires."""
    clock.pass_time(timer.moment - clock.now())
    timer.fired.emit()
    settle()


@pytest.mark.parametrize(
    ("moment", "pills"),
    [
        (datetime(2026, 11, 22, 16, 12), ["مفتوح الآن", "مفتوح الآن"]),
        (datetime(2026, 11, 26, 21, 38), ["يغلق قريباً", "مفتوح الآن"]),
        (datetime(2026, 11, 28, 11, 20), ["مغلق – يفتح الأحد 8:00 ص", "مغلق – يفتح اليوم 1:00 م"]),
        (datetime(2027, 3, 10, 10, 0), ["غير مؤكد اليوم", "غير مؤكد اليوم"]),
        (datetime(2027, 2, 7, 23, 30), ["مغلق – غير مؤكد من الاثنين", "مفتوح الآن"]),
    ],
)
def test_each_card_says_its_state_in_words(open_window, moment, pills):
    page = open_window(HandClock(moment)).window.channels
    assert [page.cards["phone"].pill.text, page.cards["x"].pill.text] == pills
    assert page.cards["portal"].pill.text == page.cards["voice"].pill.text == "مفتوح الآن"


@pytest.mark.parametrize(
    ("moment", "title", "left"),
    [
        (datetime(2026, 11, 22, 16, 12), "يغلق بعد", "5 ساعات و48 دقيقة"),
        (datetime(2026, 11, 22, 20, 58), "يغلق بعد", "ساعة ودقيقتين"),
        (datetime(2026, 11, 22, 21, 59, 30), "يغلق بعد", "دقيقة"),
        (datetime(2026, 11, 22, 6, 0), "يفتح بعد", "ساعتين"),
        (datetime(2026, 11, 27, 8, 0), "يفتح بعد", "يومين"),
        (datetime(2027, 3, 12, 9, 0), "المعتاد في هذا اليوم", "مغلق"),
        (datetime(2027, 3, 10, 9, 0), "المعتاد في هذا اليوم", "8:00 ص – 10:00 م"),
    ],
)
def test_the_countdown_has_the_right_plural(open_window, moment, title, left):
    card = open_window(HandClock(moment)).window.channels.cards["phone"]
    assert (card.countdown_title.text(), card.countdown.text()) == (title, left)


def test_both_calendars_and_the_best_channel_stand_on_top(open_window):
    summary = open_window(HandClock(SUNDAY)).window.channels.summary
    assert summary.moment.text() == "الآن الأحد 22 نوفمبر 2026 · 4:12 م بتوقيت الرياض"
    assert summary.hijri.text() == "12 جمادى الآخرة 1448 هـ"
    assert summary.best_reason.text() == "مجاني، ومتاح حتى 10:00 م"


def test_a_channel_about_to_close_or_unverified_is_never_the_best(open_window):
    thursday = open_window(HandClock(datetime(2026, 11, 26, 21, 38))).window.channels
    assert [card.best.isVisible() for card in thursday.cards.values()] == [False, True, False, False]
    eid = open_window(HandClock(datetime(2027, 3, 10, 10, 0))).window.channels
    assert [name for name, card in eid.cards.items() if card.best.isVisible()] == ["voice"]
    assert eid.summary.count.text() == "2"


def test_the_picture_changes_at_the_very_minute(running):
    clock, _application, page, timer = running(datetime(2026, 11, 22, 21, 58, 40))
    assert timer.moment == in_riyadh(datetime(2026, 11, 22, 21, 59))
    reach(clock, timer)
    assert page.cards["phone"].countdown.text() == "دقيقة"
    assert timer.moment == in_riyadh(datetime(2026, 11, 22, 22, 0))
    reach(clock, timer)
    assert page.cards["phone"].pill.text == "مغلق – يفتح الاثنين 8:00 ص"


def test_nothing_wakes_the_computer_while_the_time_is_not_shown(running):
    clock, application, page, timer = running(SUNDAY)
    window = application.window
    assert timer.armed
    window.show_tab(Tab.FAQ)
    settle()
    assert not timer.armed
    clock.pass_time(timedelta(hours=6))
    window.show_tab(Tab.CHANNELS)
    settle()
    assert timer.armed
    assert page.cards["phone"].pill.text == "مغلق – يفتح الاثنين 8:00 ص"
    window.hide()
    settle()
    assert not timer.armed


def test_a_stopped_clock_orders_no_timer(open_window):
    assert not open_window(HandClock(SUNDAY)).window.channels.ticker.running


def test_a_clock_that_is_set_is_followed_at_once_and_questioned(running):
    clock, _application, page, timer = running(SUNDAY)
    assert not page.clock_warning.isVisible()
    clock.set(datetime(2026, 11, 22, 23, 30))
    timer.fired.emit()
    settle()
    assert page.cards["phone"].pill.text == "مغلق – يفتح الاثنين 8:00 ص"
    assert page.clock_warning.isVisible()
    page.clock_is_right.click()
    settle()
    assert not page.clock_warning.isVisible()


def test_sleep_is_no_jump(running):
    clock, _application, page, timer = running(SUNDAY)
    clock.pass_time(timedelta(hours=9))
    timer.fired.emit()
    settle()
    assert not page.clock_warning.isVisible()
    assert page.cards["phone"].pill.text == "مغلق – يفتح اليوم 8:00 ص"


def test_a_clock_set_while_hidden_is_noticed_when_shown(running):
    clock, application, page, _timer = running(SUNDAY)
    application.window.show_tab(Tab.OBJECTION)
    settle()
    clock.set(datetime(2026, 11, 25, 9, 0))
    application.window.show_tab(Tab.CHANNELS)
    settle()
    assert page.clock_warning.isVisible()


def test_a_day_before_the_content_was_made_is_called_wrong(open_window):
    page = open_window(HandClock(datetime(2026, 11, 21, 23, 59)), Language.ENGLISH).window.channels
    assert page.clock_warning.isVisible()
    assert "looks wrong" in page.clock_warning.label.text()
    assert not page.clock_is_right.isVisible()
    assert not open_window(HandClock(datetime(2026, 11, 22, 0, 0))).window.channels.clock_warning.isVisible()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    "moment",
    [
        SUNDAY,
        datetime(2026, 11, 28, 11, 20),
        datetime(2026, 12, 31, 12, 0),
        datetime(2027, 2, 7, 23, 30),
        datetime(2027, 3, 10, 10, 0),
        datetime(2027, 4, 11, 9, 0),
    ],
)
def test_at_the_designed_size_everything_is_seen_at_once(open_window, language, moment):
    page = open_window(HandClock(moment), language).window.channels
    assert page.verticalScrollBar().maximum() == 0


def test_hatching_is_explained_whenever_it_is_shown(open_window):
    """On the eve of Ramadan the day is an ordinary one, but most of its week is not."""
    page = open_window(HandClock(datetime(2027, 2, 7, 12, 0))).window.channels
    assert page.cards["phone"].pill.text == "مفتوح الآن"
    assert page.key._rows[0].isVisible()
    assert not open_window(HandClock(SUNDAY)).window.channels.key._rows[0].isVisible()


def test_the_moved_payment_day_is_on_the_strip(open_window):
    """In April 2027 the 10th is a Saturday: the strip goes on to the Sunday."""
    strip = open_window(HandClock(datetime(2027, 4, 11, 9, 0))).window.channels.payment.strip
    assert len(strip._cells) == 20
    assert strip._cells[-1] == "now"


def test_a_clock_beyond_the_calendars_is_called_wrong(open_window):
    page = open_window(HandClock(datetime(2090, 1, 1, 9, 0)), Language.ENGLISH).window.channels
    assert page.clock_warning.isVisible()
    assert "2090" in page.clock_warning.label.text()


def test_copy_puts_the_bare_number_on_the_clipboard_and_says_so(open_window, qtbot):
    window = open_window().window
    qtbot.mouseClick(window.channels.cards["phone"].copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "19912"
    assert window.toast.isVisible()
    assert "19912" in window.toast.label.text()
    qtbot.mouseClick(window.channels.cards["portal"].copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "https://portal.ca.gov.sa"


def test_on_an_unverified_day_the_details_are_still_one_press_away(open_window, qtbot):
    window = open_window(HandClock(datetime(2027, 3, 10, 10, 0))).window
    card = window.channels.cards["phone"]
    assert not card.details.isVisible()
    qtbot.mouseClick(card.info, Qt.MouseButton.LeftButton)
    assert window.sheet is not None
    window.close_sheet()
    qtbot.mouseClick(card.confirm, Qt.MouseButton.LeftButton)
    assert "x.com/citizenaccount" in window.sheet.view.accessibleName()


@pytest.mark.parametrize(
    ("today", "headline", "when"),
    [
        (datetime(2026, 11, 22), "بعد 9 أيام", "1–10 ديسمبر، غالباً يوم 10"),
        (datetime(2026, 11, 30), "بعد يوم", "1–10 ديسمبر، غالباً يوم 10"),
        (datetime(2026, 12, 1), "نحن في فترة الصرف المعتادة", "1–10 ديسمبر، غالباً يوم 10"),
        (datetime(2027, 3, 10), "نحن في فترة الصرف المعتادة", "1–10 مارس، وغالباً يوم 10 أو قريباً منه"),
        (
            datetime(2027, 4, 2),
            "نحن في فترة الصرف المعتادة",
            "1–10 أبريل، وغالباً الأحد 11 أبريل بسبب عطلة الأسبوع",
        ),
    ],
)
def test_the_payment_panel_says_usually(open_window, today, headline, when):
    card = open_window(HandClock(today)).window.channels.payment
    assert (card.headline.text(), card.when.text()) == (headline, when)


def test_from_december_on_nothing_is_said_to_be_known_of_2027(open_window):
    november = open_window(HandClock(datetime(2026, 11, 30, 23, 59))).window.channels.payment
    assert (november.beyond.isVisible(), november.estimate.isVisible()) == (False, True)
    december = open_window(HandClock(datetime(2026, 12, 1))).window.channels.payment
    assert (december.beyond.isVisible(), december.estimate.isVisible()) == (True, False)
    assert "2027" in december.beyond.label.text()

"""What is said of a channel at a moment: on its card, on the QR sheet and by the command line."""

from datetime import datetime
from pathlib import Path

import pytest

from citizen_desktop.clock import RIYADH
from citizen_desktop.content.loader import load_channels
from citizen_desktop.describe import countdown, recommendation, state_words, usual_hours_today
from citizen_desktop.hours.board import Switchboard
from citizen_desktop.i18n import Language

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def switchboard():
    return Switchboard(load_channels(ROOT / "resources" / "content"))


@pytest.fixture
def said(switchboard):
    """State, countdown and usual hours of a channel at a moment, with ordinary spaces."""

    def plain(text):
        return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")

    def say(channel, moment):
        board = switchboard.at(datetime.fromisoformat(moment).replace(tzinfo=RIYADH))
        status = next(found for found in board.statuses if found.channel.id == channel)
        return plain(state_words(status)), " ".join(map(plain, countdown(status, switchboard))).strip()

    return say


@pytest.mark.parametrize(
    ("channel", "moment", "state", "counted"),
    [
        ("phone", "2026-11-22T16:12", "Open now", "Closes in 5 h 48 min"),
        ("phone", "2026-11-22T16:12:59", "Open now", "Closes in 5 h 48 min"),
        ("phone", "2026-11-22T21:00", "Closing soon", "Closes in 1 h"),
        ("phone", "2026-11-22T21:59:00", "Closing soon", "Closes in 1 min"),
        ("phone", "2026-11-22T21:59:59.999999", "Closing soon", "Closes in 1 min"),
        ("phone", "2026-11-22T22:00", "Closed – opens Mon 8:00 AM", "Opens in 10 h"),
        ("phone", "2026-11-23T05:00", "Closed – opens today 8:00 AM", "Opens in 3 h"),
        ("phone", "2026-11-26T22:00", "Closed – opens Sun 8:00 AM", "Opens in 2 d 10 h"),
        ("phone", "2027-02-07T23:00", "Closed – unverified from Mon", "Hours unknown in 1 h"),
        ("x", "2027-02-07T23:00", "Open now", "Hours unknown in 1 h"),
        ("x", "2026-11-26T23:00", "Closing soon", "Closes in 1 h"),
        ("phone", "2027-02-08T12:00", "Unverified today", "Usually today 8:00 AM – 10:00 PM"),
        ("phone", "2027-02-12T12:00", "Unverified today", "Usually today closed"),
        ("x", "2027-02-08T12:00", "Unverified today", "Usually today 24 hours"),
        ("x", "2027-02-12T12:00", "Unverified today", "Usually today 1:00 PM – 11:00 PM"),
        ("portal", "2026-11-22T16:12", "Open now", "Available 24 hours a day"),
        ("portal", "2027-02-08T12:00", "Open now", "Available 24 hours a day"),
        ("whatsapp", "2026-11-22T16:12", "No number officially announced", ""),
    ],
)
def test_in_english(speak, said, channel, moment, state, counted):
    speak(Language.ENGLISH)
    assert said(channel, moment) == (state, counted)


@pytest.mark.parametrize(
    ("channel", "moment", "state", "counted"),
    [
        ("phone", "2026-11-22T16:12", "مفتوح الآن", "يغلق بعد 5 ساعات و48 دقيقة"),
        ("phone", "2026-11-22T21:58", "يغلق قريباً", "يغلق بعد دقيقتين"),
        ("phone", "2027-02-08T12:00", "غير مؤكد اليوم", None),
        ("portal", "2026-11-22T16:12", "مفتوح الآن", "متاح على مدار الساعة"),
        ("whatsapp", "2026-11-22T16:12", "غير معلَن رسمياً", ""),
    ],
)
def test_in_arabic(said, channel, moment, state, counted):
    words, count = said(channel, moment)
    assert words == state
    assert counted is None or count == counted


@pytest.mark.parametrize(
    ("moment", "name", "reason"),
    [
        ("2026-11-22T16:12", "Toll-free 19912", "Free, open until 10:00 PM"),
        ("2026-11-22T22:30", "X", "Replies until Thursday midnight"),
        ("2026-11-26T22:30", "X", "Replies until midnight"),
        ("2026-11-27T14:00", "X", "Replies until 11:00 PM"),
        ("2026-11-27T12:00", "Your Voice Is Heard", "Technical support, 24 hours"),
        ("2027-02-07T22:30", "X", "Open now; hours unknown after midnight"),
    ],
)
def test_the_recommendation(speak, switchboard, moment, name, reason):
    speak(Language.ENGLISH)
    best = switchboard.at(datetime.fromisoformat(moment).replace(tzinfo=RIYADH)).best
    said_name, said_reason = recommendation(best)
    assert (said_name, said_reason.replace("\N{NO-BREAK SPACE}", " ")) == (name, reason)


def test_a_channel_that_is_never_recommended_has_its_name_alone(speak, switchboard):
    speak(Language.ENGLISH)
    statuses = switchboard.at(datetime(2026, 11, 22, 16, 12, tzinfo=RIYADH)).statuses
    assert [recommendation(status) for status in statuses if status.channel.best is None] == [
        ("Official web portal", ""),
        ("WhatsApp", ""),
    ]


def test_usual_hours_follow_the_language(speak, switchboard):
    status = switchboard.at(datetime(2027, 2, 8, 12, tzinfo=RIYADH)).statuses[0]
    arabic = usual_hours_today(status, switchboard)
    speak(Language.ENGLISH)
    assert usual_hours_today(status, switchboard) != arabic
    assert "8:00" in arabic

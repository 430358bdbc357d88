"""The deadline for calendars, read back with a reader of others."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.clock import RIYADH
from citizen_desktop.forms.calendar_file import _folded, _text, deadline_calendar, reminders_left
from citizen_desktop.forms.deadline import deadline_of
from citizen_desktop.i18n import Language
from tests.forms.strategies import CONTENT

START, LAST = date(2026, 11, 10), date(2027, 2, 8)
NOW = datetime(2026, 11, 22, 16, 12, 5, tzinfo=RIYADH)
DAY = timedelta(days=1)


def calendar(now=NOW, start=START):
    return deadline_calendar(deadline_of(CONTENT.rules.deadline, start, now.date()), now)


def event(data):
    (found,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return found


def reminders(data):
    alarms = event(data).walk("VALARM")
    assert all(alarm["ACTION"] == "DISPLAY" and alarm["DESCRIPTION"] for alarm in alarms)
    return [-alarm["TRIGGER"].dt // DAY for alarm in alarms]


def test_another_program_reads_the_day_and_its_reminders(language):
    data = calendar()
    found = event(data)
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (LAST, LAST + DAY)
    assert type(found["DTSTART"].dt) is date
    assert found["DTSTAMP"].dt == datetime(2026, 11, 22, 13, 12, 5, tzinfo=UTC)
    assert reminders(data) == [30, 7, 1]
    for name in ("SUMMARY", "DESCRIPTION"):
        assert found[name].params["LANGUAGE"] == language
    words = str(found["DESCRIPTION"])
    assert "2027" in words
    assert "1448" in words
    assert len(words.splitlines()) == 3
    arabic = any("\u0600" <= character < "\u0700" for character in found["SUMMARY"])
    assert arabic == (language is Language.ARABIC)
    whole = icalendar.Calendar.from_ical(data)
    assert (whole["VERSION"], whole["CALSCALE"]) == ("2.0", "GREGORIAN")
    assert whole["PRODID"]


def test_two_files_are_two_events():
    assert event(calendar())["UID"] != event(calendar())["UID"]


@pytest.mark.parametrize(
    ("now", "left"),
    [
        (datetime(2027, 1, 8, 23, 59, 59), [30, 7, 1]),
        (datetime(2027, 1, 9, 0, 0), [7, 1]),
        (datetime(2027, 1, 31, 23, 59, 59), [7, 1]),
        (datetime(2027, 2, 1, 12, 0), [1]),
        (datetime(2027, 2, 6, 23, 59), [1]),
        (datetime(2027, 2, 7, 0, 0), []),
        (datetime(2027, 2, 8, 23, 59, 59), []),
    ],
)
def test_no_reminder_lies_in_the_past(now, left):
    moment = now.replace(tzinfo=RIYADH)
    assert reminders(calendar(moment)) == left
    assert list(reminders_left(LAST, moment)) == left


@pytest.mark.parametrize("now", [datetime(2027, 2, 9, tzinfo=RIYADH), datetime(2026, 11, 9, tzinfo=RIYADH)])
def test_there_is_none_of_a_time_that_is_not_open(now):
    with pytest.raises(ValueError, match=r"passed|future"):
        calendar(now)
    with pytest.raises(ValueError, match="no-day"):
        calendar(now, None)


def test_at_the_edge_of_the_calendar():
    now = datetime(9999, 12, 31, 12, tzinfo=RIYADH)
    assert event(calendar(now, date(9999, 12, 30)))["DTSTART"].dt == date.max


@given(st.text(st.characters(codec="utf-8"), max_size=400))
def test_any_text_comes_back_from_lines_of_75_octets(text):
    line = "SUMMARY:" + text.replace("\r", "").replace("\n", "")
    folded = _folded(line)
    parts = folded.split(b"\r\n")
    assert parts.pop() == b""
    assert all(len(part) <= 75 for part in parts)
    for part in parts:
        part.decode()
    assert folded.replace(b"\r\n ", b"").decode() == line + "\r\n"


@given(st.text(st.sampled_from('a,;:\\n\n"بN ٍ'), max_size=60))
def test_any_text_is_read_as_it_was_written(text):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:x"]
    written = b"".join(map(_folded, [*lines, _text("DESCRIPTION", text), "END:VEVENT", "END:VCALENDAR"]))
    assert str(event(written)["DESCRIPTION"]) == text


def test_every_line_ends_as_the_standard_says(language):
    data = calendar()
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_nothing_personal_stands_in_it(content, full_draft):
    text = icalendar.Calendar.from_ical(calendar()).to_ical().decode()
    kinds = [words for row in content.rules.kinds for words in (row.name.ar, row.name.en)]
    answers = (full_draft.applicant.name, full_draft.applicant.national_id, "10 November", "20261110", *kinds)
    assert not [answer for answer in answers if answer in text]

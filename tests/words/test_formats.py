"""Dates, times and durations in words, in both languages."""

import re
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citizen_desktop import formats
from citizen_desktop.i18n import Language

# The language is set anew for every test, not for every example: none of them switches it.
PROPERTY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
MONTHS = ("January", "February", "March", "April", "May", "June",
          "July", "August", "September", "October", "November", "December")  # fmt: skip
NOW = datetime(2026, 11, 22, 16, 12)


@pytest.fixture
def english(speak):
    speak(Language.ENGLISH)


def hours(number, minutes=0):
    return timedelta(hours=number, minutes=minutes)


# ── Arabic numbers ──────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "اليوم"),
        (1, "بعد يوم"),
        (2, "بعد يومين"),
        (3, "بعد 3 أيام"),
        (10, "بعد 10 أيام"),
        (11, "بعد 11 يوماً"),
        (99, "بعد 99 يوماً"),
        (100, "بعد 100 يوم"),
        (101, "بعد 101 يوم"),
        (102, "بعد 102 يوم"),
        (103, "بعد 103 أيام"),
        (111, "بعد 111 يوماً"),
    ],
)
def test_arabic_days_ahead_take_the_six_forms(days, words):
    assert formats.in_days(days) == words


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (hours(0), "0 دقيقة"),
        (hours(0, 1), "دقيقة"),
        (hours(0, 2), "دقيقتين"),
        (hours(0, 3), "3 دقائق"),
        (hours(0, 10), "10 دقائق"),
        (hours(0, 11), "11 دقيقة"),
        (hours(0, 59), "59 دقيقة"),
        (hours(1), "ساعة"),
        (hours(2), "ساعتين"),
        (hours(3), "3 ساعات"),
        (hours(10), "10 ساعات"),
        (hours(11), "11 ساعة"),
        (timedelta(days=1), "يوم"),
        (timedelta(days=2), "يومين"),
        (timedelta(days=3), "3 أيام"),
        (timedelta(days=10), "10 أيام"),
        (timedelta(days=11), "11 يوماً"),
        (timedelta(days=99), "99 يوماً"),
        (timedelta(days=100), "100 يوم"),
        (timedelta(days=102), "102 يوم"),
        (timedelta(days=103), "103 أيام"),
        (hours(1, 1), "ساعة ودقيقة"),
        (hours(5, 48), "5 ساعات و48 دقيقة"),
        (hours(2, 2), "ساعتين ودقيقتين"),
        (timedelta(days=2, hours=1), "يومين وساعة"),
        (timedelta(days=4, hours=7, minutes=48), "4 أيام و7 ساعات"),
    ],
)
def test_arabic_durations_take_the_six_forms(length, words):
    assert formats.duration(length) == words


# ── Durations ───────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(0), "0 min"),
        (timedelta(microseconds=1), "1 min"),
        (timedelta(seconds=60), "1 min"),
        (timedelta(seconds=60, microseconds=1), "2 min"),
        (timedelta(minutes=59, seconds=1), "1 h"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=1, seconds=1), "1 h 1 min"),
        (timedelta(hours=23, minutes=59), "23 h 59 min"),
        (timedelta(hours=23, minutes=59, seconds=1), "1 d"),
        (timedelta(days=1, minutes=59), "1 d"),
        (timedelta(days=1, hours=1), "1 d 1 h"),
        (timedelta(days=34), "34 d"),
    ],
)
def test_a_part_of_a_minute_counts_as_one(english, length, words):
    assert formats.duration(length) == words


@given(length=st.timedeltas(timedelta(0), timedelta(days=400)))
@PROPERTY
def test_a_duration_read_back_is_the_shortest_that_is_not_too_short(english, length):
    words = formats.duration(length)
    units = {"d": timedelta(days=1), "h": timedelta(hours=1), "min": timedelta(minutes=1)}
    parts = re.findall(r"(\d+) (d|h|min)", words)
    assert " ".join(" ".join(part) for part in parts) == words
    shown = sum((int(number) * units[unit] for number, unit in parts), timedelta(0))
    if length <= timedelta(days=1):
        assert timedelta(0) <= shown - length < timedelta(minutes=1)
    else:
        assert timedelta(minutes=-60) < shown - length < timedelta(minutes=1)


@pytest.mark.parametrize(("days", "words"), [(0, "in 0 days"), (1, "in 1 day"), (2, "in 2 days"), (101, "in 101 days")])
def test_english_days_ahead(english, days, words):
    assert formats.in_days(days) == words


# ── Both calendars ──────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("day", "gregorian", "hijri"),
    [
        (date(2026, 11, 22), "الأحد 22 نوفمبر 2026", "12 جمادى الآخرة 1448 هـ"),
        (date(2027, 2, 8), "الاثنين 8 فبراير 2027", "1 رمضان 1448 هـ"),
        (date(2027, 3, 9), "الثلاثاء 9 مارس 2027", "1 شوال 1448 هـ"),
        (date(2078, 1, 1), "السبت 1 يناير 2078", None),
    ],
)
def test_a_day_in_arabic(day, gregorian, hijri):
    assert formats.gregorian_with_weekday(day) == gregorian
    assert formats.hijri(day) == hijri


@pytest.mark.parametrize(
    ("day", "gregorian", "hijri"),
    [
        (date(2026, 11, 22), "Sunday 22 November 2026", "12 Jumada II 1448 AH"),
        (date(2027, 2, 8), "Monday 8 February 2027", "1 Ramadan 1448 AH"),
        (date(2027, 5, 15), "Saturday 15 May 2027", "9 Dhu al-Hijja 1448 AH"),
        (date(1924, 7, 31), "Thursday 31 July 1924", None),
    ],
)
def test_a_day_in_english(english, day, gregorian, hijri):
    assert formats.gregorian_with_weekday(day) == gregorian
    assert formats.hijri(day) == hijri


@given(day=st.dates())
@PROPERTY
def test_english_dates_name_the_right_day_and_month(english, day):
    weekday, month = WEEKDAYS[day.isoweekday() % 7], MONTHS[day.month - 1]
    assert formats.gregorian_with_weekday(day) == f"{weekday} {day.day} {month} {day.year}"
    assert formats.short_month(day) == month[:3]
    assert formats.weekday(day) == weekday
    assert formats.weekday_names() == WEEKDAYS
    assert formats.short_weekday_names() == tuple(name[:3] for name in WEEKDAYS)


@pytest.mark.parametrize("language", list(Language))
def test_no_two_months_and_no_two_days_share_a_name(speak, language):
    speak(language)
    firsts = [date(2026, month, 1) for month in range(1, 13)]
    assert len({formats.month(day) for day in firsts}) == 12
    assert len({formats.short_month(day) for day in firsts}) == 12
    hijri = [formats.hijri(date(2026, 7, 1) + timedelta(days=29.5 * number)).split(" ", 1)[1] for number in range(12)]
    assert len(set(hijri)) == 12
    assert len(set(formats.weekday_names())) == len(set(formats.short_weekday_names())) == 7


@given(moment=st.datetimes(datetime(1900, 1, 1)), days=st.integers(-400, 400))
@PROPERTY
def test_arabic_is_written_with_western_digits_and_arabic_letters(moment, days):
    said = [
        formats.gregorian_with_weekday(moment),
        formats.hijri(moment) or "",
        formats.clock_time(moment),
        formats.in_days(abs(days)),
        formats.duration(timedelta(days=abs(days), minutes=moment.minute)),
        formats.opening_moment(moment, NOW),
        formats.closing_moment(moment, NOW),
    ]
    for text in said:
        assert not re.search(r"[٠-٩۰-۹]", text)
        assert not re.search(r"[A-Za-z{}]", text)


# ── Times of day ────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("at", "english_words", "arabic_words"),
    [
        (time(0, 0), "12:00 AM", "12:00 ص"),
        (time(0, 59, 59), "12:59 AM", "12:59 ص"),
        (time(1, 5), "1:05 AM", "1:05 ص"),
        (time(11, 59), "11:59 AM", "11:59 ص"),
        (time(12, 0), "12:00 PM", "12:00 م"),
        (time(13, 0), "1:00 PM", "1:00 م"),
        (time(23, 59, 59), "11:59 PM", "11:59 م"),
    ],
)
def test_midnight_and_noon_are_twelve(speak, at, english_words, arabic_words):
    def plain(text):
        return text.replace("\N{NO-BREAK SPACE}", " ")

    assert plain(formats.clock_time(at)) == arabic_words
    speak(Language.ENGLISH)
    assert plain(formats.clock_time(at)) == english_words


def test_every_minute_of_a_day_is_told_apart(english):
    minutes = [time(hour, minute) for hour in range(24) for minute in range(60)]
    said = [formats.clock_time(minute).replace("\N{NO-BREAK SPACE}", " ") for minute in minutes]
    read = [re.fullmatch(r"(1[0-2]|[1-9]):([0-5]\d) ([AP])M", text).groups() for text in said]
    assert [time(int(hour) % 12 + 12 * (half == "P"), int(minute)) for hour, minute, half in read] == minutes


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (datetime(2026, 11, 22, 22, 0), "10:00 PM"),
        (datetime(2026, 11, 23, 0, 0), "midnight"),
        (datetime(2026, 11, 23, 0, 1), "Monday 12:01 AM"),
        (datetime(2026, 11, 27, 0, 0), "Thursday midnight"),
        (datetime(2026, 11, 27, 23, 0), "Friday 11:00 PM"),
        (datetime(2026, 11, 28, 0, 0), "Friday midnight"),
    ],
)
def test_an_end_at_midnight_belongs_to_the_day_before(english, end, words):
    assert formats.closing_moment(end, NOW).replace("\N{NO-BREAK SPACE}", " ") == words


def test_an_end_at_midnight_in_arabic():
    assert formats.closing_moment(datetime(2026, 11, 27), NOW) == "منتصف ليل الخميس"
    assert formats.closing_moment(datetime(2026, 11, 23), NOW) == "منتصف الليل"


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (datetime(2026, 11, 22, 20, 0), "today 8:00 PM"),
        (datetime(2026, 11, 23, 0, 0), "at the start of Monday"),
        (datetime(2026, 11, 28, 13, 0), "Sat 1:00 PM"),
        (datetime(2026, 11, 29, 8, 0), "Sun 29 November 8:00 AM"),
        (datetime(2027, 3, 14, 8, 0), "Sun 14 March 8:00 AM"),
    ],
)
def test_an_opening_a_week_or_more_away_has_its_date(english, start, words):
    assert formats.opening_moment(start, NOW).replace("\N{NO-BREAK SPACE}", " ") == words


def test_days_of_a_month_in_a_sentence(english):
    said = " ".join(formats.ordinal(day) for day in range(1, 32)).replace("the ", "")
    assert said == (
        "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th 13th 14th 15th 16th 17th 18th 19th 20th "
        "21st 22nd 23rd 24th 25th 26th 27th 28th 29th 30th 31st"
    )


def test_days_of_a_month_in_an_arabic_sentence():
    assert len({re.sub(r"\d+", "", formats.ordinal(day)) for day in range(1, 32)}) == 1
    assert all(str(day) in formats.ordinal(day) for day in range(1, 32))


def test_a_size_has_a_decimal_only_where_it_tells_something(english):
    assert [formats.file_size(size) for size in (4_000_000, 3_999_999, 4_100_000, 2_000_000_000)] == [
        "4 MB",
        "4 MB",
        "4.1 MB",
        "2 GB",
    ]
    assert [formats.megabytes(size) for size in (0, 4_000_000, 4_000_001)] == ["0", "4", "4.1"]

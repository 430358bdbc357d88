"""A damaged content file is refused by an error that names the file, the row and the field."""

import shutil
from datetime import date, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citizen_desktop.clock import RIYADH
from citizen_desktop.content import loader
from citizen_desktop.content.errors import ContentError, ContentUnreadableError
from citizen_desktop.content.faq_loader import load_faq
from citizen_desktop.content.faq_models import Category, Faq, Question
from citizen_desktop.content.loader import load_channels
from citizen_desktop.content.models import Channel, Channels, Content, Paths, Payment, PortalPath, UnverifiedRule
from citizen_desktop.hours.board import Switchboard

FILES = ("channels.toml", "faq.toml", "objections.toml", "payment.toml", "registration.toml")
KINDS = {
    "channels.toml": Channels,
    "faq.toml": Faq,
    "objections.toml": Paths,
    "payment.toml": Payment,
    "registration.toml": Paths,
}
ROW_KINDS = {
    "channels": Channel,
    "unverified": UnverifiedRule,
    "categories": Category,
    "questions": Question,
    "paths": PortalPath,
}


def put(value):
    def change(table, step):
        table[step] = value

    return change


def remove(table, step):
    del table[step]


def load_content(folder: Path) -> Content:
    """All files that a start, or the first look at the questions, reads."""
    content = loader.load_content(folder)
    load_faq(folder, content.channels.channels)
    return content


def judge(folder: Path, load=load_content):
    """What is read, or the error."""
    try:
        return load(folder)
    except ContentError as error:
        return error


def refusal(folder: Path) -> ContentError:
    error = judge(folder)
    assert isinstance(error, ContentError), "it was taken"
    return error


def row_of(copy, file, place):
    """How an error names the row that the place lies in: its table, its number from one, its id."""
    if not (len(place) > 1 and place[0] in ROW_KINDS and isinstance(place[1], int)):
        return ""
    return f'{place[0]}[{place[1] + 1}] "{copy.table(file)[place[0]][place[1]]["id"]}"'


def dotted(place):
    """How an error names the field that the place is: without the row."""
    steps = place[2:] if len(place) > 1 and place[0] in ROW_KINDS and isinstance(place[1], int) else place
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).removeprefix(".")


def test_the_copy_loads_as_long_as_nothing_is_damaged(copy):
    load_content(copy.folder)


class TestAnyPlace:
    """Whichever place of whichever file is damaged."""

    @pytest.mark.parametrize("file", FILES)
    @given(data=st.data())
    @settings(max_examples=25)
    def test_of_another_type_is_named(self, copy, file, data):
        place = data.draw(st.sampled_from(copy.places(file)))
        before = copy.table(file)
        for step in place:
            before = before[step]
        # None of them is what belongs there: no key takes a number with a fraction, and no row is a time of day.
        wrong = data.draw(st.sampled_from([2.5, datetime(2026, 11, 22, 8, 0).time()]))
        table = copy.table(file)
        inside = table
        for step in place[:-1]:
            inside = inside[step]
        inside[place[-1]] = wrong
        copy.write(file, table)
        error = judge(copy.folder)
        copy.restore(file)
        assert isinstance(error, ContentError)
        assert error.file == file
        if len(place) == 2 and isinstance(place[1], int) and place[0] in ROW_KINDS:
            # The row itself is gone, and with it its name.
            assert error.row == f"{place[0]}[{place[1] + 1}]"
        elif place[-1] == "id" and len(place) == 3:
            assert error.row == f"{place[0]}[{place[1] + 1}]"
            assert error.field == "id"
        else:
            assert (error.row, error.field) == (row_of(copy, file, place), dotted(place))
        assert str(error).startswith(file)
        assert error.field in str(error)

    @pytest.mark.parametrize("file", FILES)
    @given(data=st.data())
    @settings(max_examples=25)
    def test_that_has_an_unknown_key_is_named(self, copy, file, data):
        table = copy.table(file)
        tables = [()]
        for place in copy.places(file):
            inside = table
            for step in place:
                inside = inside[step]
            if isinstance(inside, dict):
                tables.append(place)
        place = data.draw(st.sampled_from(tables))
        inside = table
        for step in place:
            inside = inside[step]
        inside["mispelt"] = "x"
        copy.write(file, table)
        error = judge(copy.folder)
        copy.restore(file)
        assert isinstance(error, ContentError)
        assert (error.file, error.row, error.field) == (file, row_of(copy, file, place), dotted(place))
        assert "`mispelt`" in error.reason

    @pytest.mark.parametrize("file", FILES)
    @given(data=st.data())
    @settings(max_examples=25)
    def test_that_is_missing_is_named_or_was_not_required(self, copy, file, data):
        place = data.draw(st.sampled_from([p for p in copy.places(file) if isinstance(p[-1], str)]))
        table = copy.table(file)
        inside = table
        for step in place[:-1]:
            inside = inside[step]
        del inside[place[-1]]
        copy.write(file, table)
        error = judge(copy.folder)
        copy.restore(file)
        if place[-1] in required(file, place[:-1]):
            assert isinstance(error, ContentError)
            assert f"`{place[-1]}`" in error.reason
        # An answer that links to a code is at fault once the code is gone.
        linked = place[-1] == "qr" and isinstance(error, ContentError) and "links to nothing" in error.reason
        if isinstance(error, ContentError) and not linked:
            assert error.file == file
            assert error.row == (f"{place[0]}[{place[1] + 1}]" if place[-1] == "id" else row_of(copy, file, place))


def required(file, place):
    """The keys that the table at a place must have."""
    kind = KINDS[file]
    for step in place:
        if isinstance(step, int):
            continue
        hint = next(field.type for field in msgspec.structs.fields(kind) if field.name == step)
        kind = struct_in(hint)
    return {field.name for field in msgspec.structs.fields(kind) if field.required}


def struct_in(hint):
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return hint
    return next(filter(None, map(struct_in, getattr(hint, "__args__", ()))), None)


PHONE, X = 'channels[1] "phone"', 'channels[2] "x"'


@pytest.mark.parametrize(
    ("file", "place", "value", "row", "field"),
    [
        ("channels.toml", ("channels", 1, "id"), "phone", 'channels[2] "phone"', "id"),
        ("channels.toml", ("channels", 1, "id"), "X y", 'channels[2] "X y"', "id"),
        ("channels.toml", ("unverified", 1, "id"), "ramadan", 'unverified[2] "ramadan"', "id"),
        ("channels.toml", ("channels", 0, "icon"), "no-such-picture", PHONE, "icon"),
        ("channels.toml", ("channels", 0, "hours"), "always", PHONE, "hours"),
        ("channels.toml", ("channels", 0, "hours"), "Su-Th 8-99:00", PHONE, "hours"),
        ("channels.toml", ("channels", 0, "hours"), "", PHONE, "hours"),
        ("channels.toml", ("channels", 0, "hours"), "   ", PHONE, "hours"),
        ("channels.toml", ("channels", 0, "hours"), "Su-Th 08:00-22:00; PH off", PHONE, "hours"),
        ("channels.toml", ("channels", 0, "hours"), "SH 08:00-12:00", PHONE, "hours"),
        ("channels.toml", ("channels", 0, "name", "ar"), "", PHONE, "name.ar"),
        ("channels.toml", ("channels", 0, "name", "en"), " \n", PHONE, "name.en"),
        ("channels.toml", ("channels", 0, "facts"), [], PHONE, "facts"),
        ("channels.toml", ("channels", 0, "facts", 1, "status"), [], PHONE, "facts[1].status"),
        ("channels.toml", ("channels", 0, "facts", 1, "status"), ["sure"], PHONE, "facts[1].status[0]"),
        ("channels.toml", ("channels", 0, "facts", 1, "verified"), "yesterday", PHONE, "facts[1].verified"),
        ("channels.toml", ("channels", 1, "best", "reason", "ar"), "حتى {till}", X, "best.reason.ar"),
        ("channels.toml", ("channels", 1, "best", "reason", "en"), "Until {}", X, "best.reason.en"),
        ("channels.toml", ("channels", 1, "best", "reason", "en"), "Until {until", X, "best.reason.en"),
        ("channels.toml", ("channels", 1, "best", "reason", "en"), "Until {until.year}", X, "best.reason.en"),
        ("channels.toml", ("channels", 1, "best", "reason", "en"), "Until {until:d}", X, "best.reason.en"),
        ("channels.toml", ("channels", 1, "qr", "note", "en"), "The link: {link}", X, "qr.note.en"),
        ("channels.toml", ("channels", 1, "qr", "payload"), "javascript:alert(1)", X, "qr.payload"),
        ("channels.toml", ("channels", 1, "qr", "payload"), "http://x.com/citizenaccount", X, "qr.payload"),
        ("channels.toml", ("channels", 1, "qr", "payload"), "https://x.com/a?b=c", X, "qr.payload"),
        ("channels.toml", ("channels", 4, "official"), True, 'channels[5] "whatsapp"', "hours"),
        ("channels.toml", ("channels", 0, "official"), False, PHONE, "caution"),
        ("channels.toml", ("unverified", 3, "last", "day"), 30, 'unverified[4] "national-day-february"', "last.day"),
        ("channels.toml", ("unverified", 4, "first", "day"), 31, 'unverified[5] "national-day-september"', "first.day"),
        ("channels.toml", ("unverified", 0, "last", "day"), 31, 'unverified[1] "ramadan"', "last.day"),
        ("channels.toml", ("unverified", 0, "last", "day"), 0, 'unverified[1] "ramadan"', "last.day"),
        ("channels.toml", ("unverified", 0, "last", "month"), 13, 'unverified[1] "ramadan"', "last.month"),
        ("channels.toml", ("unverified", 0, "last", "month"), 8, 'unverified[1] "ramadan"', "last"),
        ("channels.toml", ("unverified", 1, "first", "day"), 6, 'unverified[2] "eid-al-fitr"', "last"),
        ("channels.toml", ("unverified", 0, "calendar"), "julian", 'unverified[1] "ramadan"', "calendar"),
        ("channels.toml", ("channels",), [], "", "channels"),
        ("channels.toml", ("channels",), 5, "", "channels"),
        ("channels.toml", ("version",), "1", "", "version"),
        ("payment.toml", ("usual_day",), 11, "", "usual_day"),
        ("payment.toml", ("usual_day",), 1, "", "usual_day"),
        ("payment.toml", ("first_day",), 10, "", "usual_day"),
        ("payment.toml", ("last_day",), 29, "", "last_day"),
        ("payment.toml", ("last_day",), 9, "", "usual_day"),
        ("payment.toml", ("known_until",), "2026", "", "known_until"),
        ("payment.toml", ("facts",), [], "", "facts"),
        ("faq.toml", ("questions", 0, "category"), "nowhere", 'questions[1] "payment-date"', "category"),
        ("faq.toml", ("questions", 0, "related"), ["nothing"], 'questions[1] "payment-date"', "related"),
        ("faq.toml", ("questions", 0, "channel"), "fax", 'questions[1] "payment-date"', "channel"),
        ("faq.toml", ("questions", 0, "live"), "channel", 'questions[1] "payment-date"', "channel"),
        ("faq.toml", ("questions", 0, "live"), "moon", 'questions[1] "payment-date"', "live"),
        ("faq.toml", ("questions", 0, "action", "tab"), "shop", 'questions[1] "payment-date"', "action.tab"),
        (
            "faq.toml",
            ("questions", 0, "answer", "en"),
            "[a](https://x.com)",
            'questions[1] "payment-date"',
            "answer.en",
        ),
        (
            "faq.toml",
            ("questions", 0, "answer", "ar"),
            "[a](citizen-desktop:faq/nothing)",
            'questions[1] "payment-date"',
            "answer.ar",
        ),
        (
            "faq.toml",
            ("questions", 0, "answer", "en"),
            "[a](citizen-desktop:qr/whatsapp)",
            'questions[1] "payment-date"',
            "answer.en",
        ),
        ("faq.toml", ("frequent",), ["nothing"], "", "frequent"),
        ("faq.toml", ("questions", 1, "id"), "payment-date", 'questions[2] "payment-date"', "id"),
        ("faq.toml", ("categories", 1, "id"), "payment", 'categories[2] "payment"', "id"),
        ("registration.toml", ("paths",), [], "", "paths"),
        ("registration.toml", ("paths", 0, "steps"), [], 'paths[1] "registration"', "steps"),
        ("objections.toml", ("paths", 1, "id"), "eligibility", 'paths[2] "eligibility"', "id"),
        (
            "objections.toml",
            ("paths", 0, "steps", 0, "place"),
            "elsewhere",
            'paths[1] "eligibility"',
            "steps[0].place",
        ),
    ],
)
def test_a_value_that_makes_no_sense_is_named(damaged, file, place, value, row, field):
    error = refusal(damaged(file, place, put(value)))
    assert (error.file, error.row, error.field) == (file, row, field)
    assert error.reason


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("unverified", 3, "last", "day"), 29),
        (("unverified", 0, "last", "day"), 29),
        (("channels", 0, "hours"), 'Su-Th 08:00-22:00 "PH is a word of this comment"'),
        (("channels", 1, "best", "reason", "en"), "No time at all, in {{braces}}"),
        (("channels", 1, "qr", "payload"), "tel:+966112345678"),
    ],
)
def test_a_value_at_the_edge_of_sense_is_taken(damaged, place, value):
    load_content(damaged("channels.toml", place, put(value)))


@given(sentence=st.text("{}!:.[]until0 ", min_size=1, max_size=14).filter(str.strip))
@settings(max_examples=80)
def test_a_sentence_that_is_taken_can_be_said(copy, sentence):
    table = copy.table("channels.toml")
    table["channels"][1]["best"]["reason"]["en"] = sentence
    copy.write("channels.toml", table)
    read = judge(copy.folder, load_channels)
    copy.restore("channels.toml")
    if isinstance(read, ContentError):
        assert (read.row, read.field) == (X, "best.reason.en")
    else:
        assert read.channels[1].best.reason.en.format(until="10:00 PM")


@given(expression=st.lists(st.sampled_from(["Su-Th", "Fr", "08:00", "-", "22:00", "26:00", "99:99", ";", ",", "off",
                                            " ", "24/7", '"', "Feb 30", "week 99", "PH", "+", "easter", "Mo[9]"]),
                           min_size=1, max_size=7).map("".join).filter(str.strip))  # fmt: skip
@settings(max_examples=80)
def test_hours_that_are_taken_can_be_judged(copy, expression):
    table = copy.table("channels.toml")
    table["channels"][0]["hours"] = expression
    copy.write("channels.toml", table)
    read = judge(copy.folder, load_channels)
    copy.restore("channels.toml")
    if isinstance(read, ContentError):
        assert (read.row, read.field) == (PHONE, "hours")
    else:
        board = Switchboard(read).at(datetime(2026, 11, 22, 16, 12, tzinfo=RIYADH))
        assert board.statuses[0].state in {"open", "closes_soon", "closed"}


@pytest.fixture
def folder(copy, tmp_path):
    return Path(shutil.copytree(copy.folder, tmp_path / "content"))


@pytest.mark.parametrize("file", FILES)
class TestAWholeFile:
    """What is wrong with a file as a whole is said of the file, and no row."""

    def test_that_is_not_there(self, folder, file):
        (folder / file).unlink()
        error = refusal(folder)
        assert isinstance(error, ContentUnreadableError)
        assert (error.file, error.row, error.field) == (file, "", "")

    def test_that_is_a_folder(self, folder, file):
        (folder / file).unlink()
        (folder / file).mkdir()
        error = refusal(folder)
        assert isinstance(error, ContentUnreadableError)
        assert error.file == file

    @pytest.mark.parametrize(
        "damage",
        [
            b"version = \n",
            b"[[channels]\n",
            b'version = 1\nversion = 2\nx = "\xd8\n"',
            b"\xff\xfev\x00e\x00",
            b"x = " + b"[" * 5000,
            b"x = " + b"9" * 5000,
        ],
        ids=["invalid", "unclosed", "cut letter", "UTF-16", "too deep", "too long a number"],
    )  # fmt: skip
    def test_that_is_no_toml(self, folder, file, damage):
        (folder / file).write_bytes(damage)
        error = refusal(folder)
        assert not isinstance(error, ContentUnreadableError)
        assert (error.file, error.row, error.field) == (file, "", "")

    def test_that_ends_in_the_middle(self, folder, file):
        data = (folder / file).read_bytes()
        (folder / file).write_bytes(data[: len(data) // 2])
        assert refusal(folder).file == file

    def test_that_is_empty(self, folder, file):
        (folder / file).write_bytes(b"")
        error = refusal(folder)
        assert error.file == file
        assert "missing required field" in error.reason

    def test_that_begins_with_a_byte_order_mark_is_read(self, folder, file):
        (folder / file).write_bytes(b"\xef\xbb\xbf" + (folder / file).read_bytes())
        load_content(folder)


NEW_CHANNEL = """
[[channels]]
id = "centre"
icon = "heart-handshake"
staffed = true
hours = "Mo-We 09:00-09:45"
name.ar = "مركز المساعدة"
name.en = "Help centre"

[[channels.facts]]
what.ar = "مثال"
what.en = "An example"
source.ar = "الاختبار"
source.en = "The test"
verified = 2026-11-22
status = ["unknown"]
"""


def test_a_channel_is_added_by_its_row_alone(folder):
    path = folder / "channels.toml"
    path.write_text(path.read_text(encoding="utf-8") + NEW_CHANNEL, encoding="utf-8")
    switchboard = Switchboard(load_content(folder).channels)

    def status(*moment):
        board = switchboard.at(datetime(*moment, tzinfo=RIYADH))
        assert len(board.statuses) == 6
        return board.statuses[-1]

    assert status(2026, 11, 23, 8, 59).state == "closed"
    assert status(2026, 11, 23, 9, 0).state == "closes_soon"
    assert status(2026, 11, 23, 9, 45).change.at == datetime(2026, 11, 24, 9, 0, tzinfo=RIYADH)
    assert status(2027, 2, 8, 9, 0).state == "unverified"
    assert switchboard.week("centre", datetime(2026, 11, 23, 9, 0, tzinfo=RIYADH)).segments


def test_a_day_is_made_unverified_by_its_row_alone(folder):
    path = folder / "channels.toml"
    rule = """
[[unverified]]
id = "founding-fair"
name.ar = "مثال"
name.en = "An example"
calendar = "gregorian"
first = { month = 11, day = 24 }
last = { month = 11, day = 25 }
"""
    path.write_text(path.read_text(encoding="utf-8") + rule, encoding="utf-8")
    special = Switchboard(load_channels(folder)).special_days
    days = [date(2026, 11, day) for day in range(20, 30)]
    assert [day.day for day in days if special.is_unverified(day)] == [24, 25]

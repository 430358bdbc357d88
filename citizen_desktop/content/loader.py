"""Reads and checks the content files. An error names the file, the row and the field."""

import re
import string
import tomllib
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Final, TypeVar, get_type_hints

import msgspec
from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]  # missing in its stubs

from citizen_desktop.content.errors import ContentError, ContentUnreadableError
from citizen_desktop.content.models import (
    Channel,
    Channels,
    Content,
    MonthDay,
    Paths,
    Payment,
    Row,
    RuleCalendar,
    Text,
    UnverifiedRule,
)
from citizen_desktop.paths import resources

_R = TypeVar("_R", bound=Row)

# The most days a month can have: a rule for 31 November or 31 Ramadan would never match, silently.
_LONGEST_MONTH: Final = {
    RuleCalendar.HIJRI: (30,) * 12,
    RuleCalendar.GREGORIAN: (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31),
}

# Holidays of a country that the opening_hours library does not know would match no day, silently.
_HOLIDAYS: Final = re.compile(r"\b(PH|SH)\b")
_COMMENT: Final = re.compile(r'"[^"]*"')


def load_content(folder: Path) -> Content:
    """Read the content files that the first screen needs, and the ways through the portal.

    Args:
        folder: where they lie.

    Raises:
        ContentError: one of them is missing or not right.
    """
    content = Content(
        channels=load_file(folder / "channels.toml", Channels, ("channels", "unverified")),
        payment=load_file(folder / "payment.toml", Payment, ()),
        registration=load_file(folder / "registration.toml", Paths, ("paths",)),
        objections=load_file(folder / "objections.toml", Paths, ("paths",)),
    )
    _check_channels("channels.toml", content.channels)
    _check_payment("payment.toml", content.payment)
    return content


def load_channels(folder: Path) -> Channels:
    """Read ``channels.toml`` alone.

    Raises:
        ContentError: it is missing or not right.
    """
    channels = load_file(folder / "channels.toml", Channels, ("channels", "unverified"))
    _check_channels("channels.toml", channels)
    return channels


def load_file(path: Path, kind: type[_R], lists: Iterable[str]) -> _R:
    """Read one file, row by row, so that an error can name the row by its id."""
    try:
        # Some editors begin a file with a byte order mark.
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ContentUnreadableError(path.name, "", "", f"can't be read ({type(error).__name__})") from error
    except UnicodeDecodeError as error:
        raise ContentError(path.name, "", "", f"is not UTF-8 (byte {error.start})") from error
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ContentError(path.name, "", "", str(error)) from error
    hints = get_type_hints(kind)
    for name in lists:
        rows = table.get(name, [])
        if not isinstance(rows, list):
            raise ContentError(path.name, "", name, "must be a list of tables")
        (row_type, *_) = _row_types(hints[name])
        for number, row in enumerate(rows, 1):
            _convert(row, row_type, path.name, row_name(name, number, row))
        _refuse_twins(path.name, name, rows)
    return _convert(table, kind, path.name, "")


def _row_types(hint: object) -> tuple[type[Row], ...]:
    """Return the row type inside ``tuple[Row, ...]``."""
    arguments = getattr(hint, "__args__", ())
    return tuple(argument for argument in arguments if isinstance(argument, type))


def row_name(table: str, number: int, row: object) -> str:
    """Return ``channels[2] "x"``."""
    name = row.get("id") if isinstance(row, Mapping) else None
    return f'{table}[{number}] "{name}"' if isinstance(name, str) else f"{table}[{number}]"


def _convert(value: object, kind: type[_R], file: str, row: str) -> _R:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        reason, _, path = str(error).partition(" - at ")
        field = path.strip("`").removeprefix("$").removeprefix(".")
        raise ContentError(file, row, field, reason) from error


def _refuse_twins(file: str, table: str, rows: list[dict[str, object]]) -> None:
    seen: set[object] = set()
    for number, row in enumerate(rows, 1):
        if row["id"] in seen:
            raise ContentError(file, row_name(table, number, row), "id", "stands there twice")
        seen.add(row["id"])


def _check_channels(file: str, content: Channels) -> None:
    for number, channel in enumerate(content.channels, 1):
        _check_channel(file, f'channels[{number}] "{channel.id}"', channel)
    for number, rule in enumerate(content.unverified, 1):
        _check_rule(file, f'unverified[{number}] "{rule.id}"', rule)


def _check_channel(file: str, row: str, channel: Channel) -> None:
    if not (resources() / "icons" / f"{channel.icon}.svg").is_file():
        raise ContentError(file, row, "icon", f'names no icon: "{channel.icon}"')
    if channel.hours is not None:
        try:
            OpeningHours(channel.hours)
        except ParserError as error:
            raise ContentError(file, row, "hours", "is no opening_hours value") from error
        if _HOLIDAYS.search(_COMMENT.sub("", channel.hours)):
            raise ContentError(file, row, "hours", "names PH or SH, which match no day here: write unverified rows")
    if channel.official and channel.hours is None:
        raise ContentError(file, row, "hours", "is missing, since `official` is true")
    if not channel.official and channel.caution is None:
        raise ContentError(file, row, "caution", "is missing, since `official` is false")
    if channel.official and channel.why is not None:
        raise ContentError(file, row, "why", "is shown with a caution, and `official` is true")
    if channel.best is not None:
        _check_placeholders(file, row, "best.reason", channel.best.reason, {"until"})
    if channel.qr is not None:
        _check_placeholders(file, row, "qr.note", channel.qr.note, {"payload"})


def _check_rule(file: str, row: str, rule: UnverifiedRule) -> None:
    for field, day in (("first", rule.first), ("last", rule.last)):
        if day.day > _LONGEST_MONTH[rule.calendar][day.month - 1]:
            raise ContentError(file, row, f"{field}.day", "is a day that no such month has")
    if _order(rule.first) > _order(rule.last):
        raise ContentError(file, row, "last", "lies before first: write two rows for days around the new year")


def _order(day: MonthDay) -> tuple[int, int]:
    return (day.month, day.day)


def _check_placeholders(file: str, row: str, field: str, text: Text, known: set[str]) -> None:
    for language, sentence in (("ar", text.ar), ("en", text.en)):
        placeholders(file, row, f"{field}.{language}", sentence, known)


def placeholders(file: str, row: str, field: str, sentence: str, known: Collection[str]) -> set[str]:
    """Return the names between braces in a sentence.

    Args:
        file: name of the file, for the error.
        row: its table and id, for the error.
        field: the key, for the error.
        sentence: what the field holds.
        known: names that may stand there.

    Raises:
        ContentError: a brace stands alone, a name is unknown, or there is more than a name.
    """
    try:
        fields = [part[1:] for part in string.Formatter().parse(sentence) if part[1] is not None]
    except ValueError as error:
        raise ContentError(file, row, field, str(error)) from error
    for name, form, conversion in fields:
        if name not in known:
            raise ContentError(file, row, field, f"has an unknown {{{name}}}")
        if form or conversion:
            raise ContentError(file, row, field, f"says more than the name in {{{name}}}")
    return {str(name) for name, _form, _conversion in fields}


def _check_payment(file: str, payment: Payment) -> None:
    if not payment.first_day < payment.usual_day <= payment.last_day:
        raise ContentError(file, "", "usual_day", "does not lie between first_day and last_day")

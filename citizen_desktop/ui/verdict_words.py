"""A verdict in words: the headline, the line below it, what it means, and the report to copy."""

from datetime import date, datetime, timedelta
from functools import reduce
from pathlib import PurePath
from typing import Final

from citizen_desktop import bidi
from citizen_desktop.formats import clock_time, duration, gregorian
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext, pgettext
from citizen_desktop.package import rules
from citizen_desktop.package.examination import Examination, State
from citizen_desktop.package.names import parse_package_name, shown

_NO_PACKAGE: Final = (rules.NO_DECLARATION, rules.NOT_A_ZIP)


def headline(examination: Examination) -> str:
    """Return what the verdict is."""
    if examination.verdict.valid:
        return _("The package is sound")
    if not looks_like_package(examination):
        return _("This is not a package")
    return _("The package is not sound: {faults}").format(faults=reduce(_join, _faults(examination)))


def looks_like_package(examination: Examination) -> bool:
    """Whether it is a package at all, be it a damaged one."""
    declared = all(problem.rule not in _NO_PACKAGE for problem in examination.verdict.problems)
    return declared or parse_package_name(PurePath(examination.file).stem) is not None


def _join(first: str, second: str) -> str:
    return pgettext("joins faults", "{first}, {second}").format(first=first, second=second)


def _faults(examination: Examination) -> list[str]:
    counts = {state: examination.count(state) for state in State}
    altered, missing = counts[State.ALTERED], counts[State.MISSING]
    unexpected, faulty = counts[State.UNEXPECTED], counts[State.FAULTY]
    words = {
        State.ALTERED: ngettext("{n} file altered", "{n} files altered", altered).format(n=altered),
        State.MISSING: ngettext("{n} file missing", "{n} files missing", missing).format(n=missing),
        State.UNEXPECTED: ngettext("{n} unexpected file", "{n} unexpected files", unexpected).format(n=unexpected),
        State.FAULTY: ngettext("{n} other fault", "{n} other faults", faulty).format(n=faulty),
    }
    return [text for state, text in words.items() if counts[state]]


def about(examination: Examination, checked: datetime, seconds: float | None) -> str:
    """Return which package it is, when it was made, and when it was checked.

    Args:
        examination: the package.
        checked: when.
        seconds: how long that took, if that is known.
    """
    parts = [bidi.ltr(shown(examination.file)), _made(examination.date)]
    if examination.verdict.version:
        parts.append(bidi.ltr(shown(f"BagIt {examination.verdict.version}")))
    time = clock_time(checked)
    if seconds is None:
        parts.append(_("checked {time}").format(time=time))
    elif seconds < 60:
        parts.append(_("checked {time} in {seconds} seconds").format(time=time, seconds=f"{seconds:.1f}"))
    else:
        length = duration(timedelta(seconds=seconds))
        parts.append(_("checked {time} in {duration}").format(time=time, duration=length))
    return _(" · ").join(part for part in parts if part)


def _made(text: str | None) -> str:
    if text is None:
        return ""
    try:
        return _("made {date}").format(date=gregorian(date.fromisoformat(text)))
    except ValueError:
        return _("made {date}").format(date=bidi.isolate(shown(text)))


def meaning(state: State) -> tuple[str, str]:
    """Return a state and what it means."""
    match state:
        case State.ALTERED:
            return pgettext("state of a file", "altered"), _(
                "changed or damaged after the package was made, be it by one letter."
            )
        case State.MISSING:
            return pgettext("state of a file", "missing"), _(
                "deleted from the package, or copying it did not come to its end."
            )
        case State.UNEXPECTED:
            return pgettext("state of a file", "unexpected"), _("put in after the package was made.")
        case State.FAULTY:
            return pgettext("state of a file", "faulty"), _("the rules of packages are broken; the list says how.")
        case State.INTACT:
            return pgettext("state of a file", "intact"), _(
                "every file is as it was when the package was made. That does not show who made it."
            )


def advice(examination: Examination) -> str:
    """Return what to do."""
    if examination.verdict.valid:
        return _("Nothing: you can rely on its files being the ones that were put in.")
    if not looks_like_package(examination):
        return _("Choose the zip file of a draft package, or the folder that it was unpacked to.")
    return _("Make the package anew from its draft, or ask for another copy. Nothing is mended or guessed here.")


def report(examination: Examination, line: str, rows: list[str]) -> str:
    """Return everything as plain text, to be copied.

    Args:
        examination: the package.
        line: which package it is.
        rows: what is wrong with it, file by file.
    """
    lines = [headline(examination), line]
    counts = {state: examination.count(state) for state in State}
    order = (State.INTACT, State.ALTERED, State.MISSING, State.UNEXPECTED, State.FAULTY)
    lines.append(_(" · ").join(f"{meaning(state)[0]}: {counts[state]}" for state in order))
    lines += [f"- {row}" for row in rows]
    for warning in examination.verdict.warnings:
        lines.append("- " + _(" · ").join(part for part in (_("note"), shown(warning.path), warning.detail) if part))
    return bidi.strip_controls("\n".join(lines)) + "\n"

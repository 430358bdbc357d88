"""``citizen-desktop package verify`` and ``show``: judge a package, or show what is in it."""

import argparse
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext, pgettext

if TYPE_CHECKING:
    from citizen_desktop.package.reader import Contents
    from citizen_desktop.package.rules import Problem

FINE: Final = 0
NOT_RIGHT: Final = 1


def register(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    add_language: Callable[[argparse.ArgumentParser], None],
) -> "argparse._SubParsersAction[argparse.ArgumentParser]":
    """Add the commands to the command line.

    Returns:
        The actions of ``package``, to which others may be added.
    """
    package = commands.add_parser("package", help="judge a draft package or show what is in it")
    add_language(package)
    actions = package.add_subparsers(metavar="ACTION", title="actions", required=True)
    for name, run, words in (
        ("verify", _verify, "judge a package or any other BagIt bag, a zip or a folder"),
        ("show", _show, "show what is in a package, unverified"),
    ):
        action = actions.add_parser(name, help=words)
        add_language(action)
        action.add_argument("path", type=Path, metavar="PATH", help="a zip or a folder")
        action.add_argument("--json", action="store_true", help="print one JSON document")
        action.set_defaults(run=run)
    return actions


def _verify(options: argparse.Namespace) -> int:
    from citizen_desktop.package.verifier import verify  # noqa: PLC0415  only this command needs it

    verdict = verify(options.path)
    if options.json:
        _print_json(
            {
                "valid": verdict.valid,
                "version": verdict.version,
                "problems": [_as_json(problem) for problem in verdict.problems],
                "warnings": [_as_json(warning) for warning in verdict.warnings],
            }
        )
    else:
        files = ngettext("{n} file", "{n} files", verdict.files).format(n=verdict.files)
        size = ngettext("{n} byte", "{n} bytes", verdict.size).format(n=verdict.size)
        about = [verdict.name, f"BagIt {verdict.version}" if verdict.version else "", files, size]
        _print(_("The package is complete and intact.") if verdict.valid else _("The package is not intact."))
        _print(" · ".join(part for part in about if part))
        _print_problems(verdict.problems, _problem_word)
        _print_problems(verdict.warnings, lambda _kind: _("note"))
    return FINE if verdict.valid else NOT_RIGHT


def _show(options: argparse.Namespace) -> int:
    from citizen_desktop.package.reader import read_contents  # noqa: PLC0415

    contents = read_contents(options.path)
    if options.json:
        _print_json(_contents_as_json(contents))
    else:
        _print_contents(contents)
    return FINE if contents.is_bag else NOT_RIGHT


def _contents_as_json(contents: "Contents") -> dict[str, Any]:
    info: dict[str, list[str]] = {}
    for tag in contents.info:
        info.setdefault(tag.label, []).append(tag.value)
    return {
        "name": contents.name,
        "kind": contents.package.kind.value if contents.package else None,
        "version": contents.version,
        "date": contents.date,
        "complete": contents.complete,
        "missing": list(contents.missing),
        "files": [
            {"path": file.path, "size": file.size, "algorithm": file.algorithm, "digest": file.digest}
            for file in contents.files
        ],
        "bag_info": {label: values[0] if len(values) == 1 else values for label, values in info.items()},
        "problems": [_as_json(problem) for problem in contents.problems],
    }


def _print_contents(contents: "Contents") -> None:
    kinds = {
        "objection": pgettext("package", "Objection"),
        "registration": pgettext("package", "Registration"),
    }
    about = [contents.name, kinds[contents.package.kind] if contents.package else "", contents.date or ""]
    if any(about):
        _print(" · ".join(part for part in about if part))
    if contents.complete is not None:
        _print(_("The draft was complete.") if contents.complete else _("The draft was incomplete."))
    if contents.missing:
        _print(_("Missing: {slots}").format(slots=", ".join(contents.missing)))
    for file in contents.files:
        size = _("not there") if file.size is None else ngettext("{n} byte", "{n} bytes", file.size)
        digest = f"{file.algorithm} {file.digest}" if file.digest else ""
        _print(" · ".join(part for part in (file.path, size.format(n=file.size), digest) if part))
    for tag in contents.info:
        _print(f"{tag.label}: {tag.value}")
    _print_problems(contents.problems, _problem_word)
    _print(_("Nothing of this has been verified: citizen-desktop package verify does that."))


def _problem_word(kind: str) -> str:
    return {
        "missing": pgettext("problem", "missing"),
        "unexpected": pgettext("problem", "unexpected"),
        "altered": pgettext("problem", "altered"),
        "manifest": pgettext("problem", "manifest"),
        "tag": pgettext("problem", "tag file"),
        "structure": pgettext("problem", "structure"),
        "unsafe-path": pgettext("problem", "unsafe path"),
        "link": pgettext("problem", "link"),
        "collision": pgettext("problem", "same name"),
        "bomb": pgettext("problem", "zip bomb"),
        "fetch": pgettext("problem", "to be fetched"),
    }[kind]


def _print_problems(problems: Iterable["Problem"], word: Callable[[str], str]) -> None:
    for problem in problems:
        _print(" · ".join(part for part in (word(problem.kind), problem.path, problem.detail) if part))


def _as_json(problem: "Problem") -> dict[str, str]:
    return {"kind": problem.kind.value, "path": problem.path, "detail": problem.detail}


def _print_json(document: dict[str, Any]) -> None:
    text = json.dumps(document, ensure_ascii=False, indent=2)
    # A name can hold what is no character; JSON has a way to write it, UTF-8 has none.
    print(text.encode("utf-8", "backslashreplace").decode())  # noqa: T201  the answer of the command


def _print(line: str) -> None:
    from citizen_desktop.package.names import shown  # noqa: PLC0415

    print(shown(line))  # noqa: T201

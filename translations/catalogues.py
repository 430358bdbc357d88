#!/usr/bin/env python3
"""The catalogues of messages: compile, update and check them (``python3 dev.py messages`` and ``lint`` run this).

The header of every file is written here and holds no date, so that a file changes only when a message does.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

DOMAIN: Final = "citizen_desktop"
FOLDER: Final = Path(__file__).resolve().parent
TEMPLATE: Final = FOLDER / f"{DOMAIN}.pot"

# CLDR's rules. Babel's own rule for Arabic swaps the forms for "many" and "other", so it is never asked.
PLURALS: Final = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
    "en": "nplurals=2; plural=n != 1;",
}
# The forms that may say their number in words: none, one and two.
WORDED: Final = {"ar": 3, "en": 1}

KEYWORDS: Final = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def source(language: str) -> Path:
    """Return the catalogue that translators edit."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str) -> Catalog:
    """Read a catalogue, or start an empty one.

    Raises:
        PoFileError: the file is not a well-formed catalogue.
    """
    path = source(language)
    text = path.read_bytes() if path.exists() else b""
    catalog = read_po(BytesIO(text), locale=language, abort_invalid=True)
    catalog.mime_headers = [("Plural-Forms", PLURALS[language])]
    return catalog


def compile_catalogues(folder: Path) -> dict[str, Path]:
    """Compile every catalogue into ``folder/LANGUAGE/LC_MESSAGES`` and return the files made, by language.

    Raises:
        FileNotFoundError: a language has no catalogue.
        PoFileError: a file is not a well-formed catalogue.
    """
    made = {}
    for language in PLURALS:
        source(language).stat()
        catalog = read(language)
        # What is made must not depend on the day.
        catalog.project, catalog.version, catalog.creation_date = (
            "citizen-desktop",
            "",
            datetime(1970, 1, 1, tzinfo=UTC),
        )
        target = folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_suffix(".part")
        with unfinished.open("wb") as stream:
            write_mo(stream, catalog)
        made[language] = unfinished.replace(target)
    return made


def extract_template() -> Catalog:
    """Collect the messages of the application's sources."""
    template = Catalog(charset="utf-8", fuzzy=False)
    for path in sorted((FOLDER.parent / DOMAIN).rglob("*.py")):
        place = path.relative_to(FOLDER.parent).as_posix()
        with path.open("rb") as stream:
            for line, message, comments, context in extract(
                "python", stream, KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=False
            ):
                template.add(message, None, [(place, line)], auto_comments=comments, context=context)
    return template


def render(catalog: Catalog, language: str | None) -> str:
    """Return a catalogue's file, or the template's without a language."""
    headers = ["Project-Id-Version: citizen-desktop"]
    if language:
        headers += [f"Language: {language}", f"Plural-Forms: {PLURALS[language]}"]
    headers += ["MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit"]
    body = BytesIO()
    write_po(body, catalog, omit_header=True, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    head = "".join(f'"{header}\\n"\n' for header in headers)
    return f'msgid ""\nmsgstr ""\n{head}\n{body.getvalue().decode("utf-8").rstrip()}\n'


def fresh_files() -> Iterator[tuple[Path, str]]:
    """Give every file of messages as it should be, with its translations carried over."""
    yield TEMPLATE, render(extract_template(), None)
    for language in PLURALS:
        catalog = read(language)
        catalog.update(extract_template())
        if language == "en":
            for message in catalog:
                _speak_for_itself(message)
        yield source(language), render(catalog, language)


def _speak_for_itself(message: Message) -> None:
    """Let an English message without a translation of its own be its own translation."""
    if message.id and (message.fuzzy or not any(_texts(message.string))):
        message.string = message.id
        message.flags.discard("fuzzy")


def problems() -> Iterator[str]:
    """Give every fault of the catalogues, a sentence each."""
    for path, text in fresh_files():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            yield f"translations/{path.relative_to(FOLDER).as_posix()} is out of date: run python3 dev.py messages"
    for language in PLURALS:
        for message in read(language):
            if message.id:
                yield from (f"{language}: {message.id!r} {fault}" for fault in faults(message, language))


def faults(message: Message, language: str) -> Iterator[str]:
    """Give every fault of one message's translation."""
    if message.fuzzy:
        yield "is marked fuzzy: its translation is a guess"
    ids, forms = _texts(message.id), _texts(message.string)
    missing = [number for number, form in enumerate(forms) if not form]
    if missing:
        yield f"is not translated (form {', '.join(map(str, missing))})" if len(forms) > 1 else "is not translated"
        return
    try:
        wanted = placeholders(ids[-1])
        for number, form in enumerate(forms):
            found = placeholders(form)
            may_omit = len(forms) > 1 and number < WORDED[language]
            if found - wanted or (wanted - found and not may_omit):
                yield f"has the placeholders {sorted(wanted)}, its translation {form!r} has {sorted(found)}"
    except ValueError as error:
        yield f"or its translation is no format string: {error}"


def _texts(value: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (value or "",)


def placeholders(text: str) -> set[str]:
    """Return the names between braces.

    Raises:
        ValueError: a brace stands alone.
    """
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def main() -> str | None:
    """Run one command and return what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["compile", "update", "check"])
    command = parser.parse_args().command
    try:
        if command == "check":
            return "\n".join(problems()) or None
        if command == "update":
            for path, text in list(fresh_files()):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
        compile_catalogues(FOLDER)
    except FileNotFoundError as error:
        return f"{error.filename} is missing: run python3 dev.py messages"
    except PoFileError as error:
        return f"A catalogue cannot be read: {error}"
    return None


if __name__ == "__main__":
    sys.exit(main())

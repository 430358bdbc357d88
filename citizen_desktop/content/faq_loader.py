"""Reads and checks the questions and the words of the search. An error names the file, the row and the field."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from citizen_desktop.content.errors import ContentError
from citizen_desktop.content.faq_models import Faq, Live, Question, SearchWords
from citizen_desktop.content.loader import load_file, row_name
from citizen_desktop.content.models import Channel, Tab
from citizen_desktop.links import Place, parse_link

FAQ: Final = "faq.toml"
SEARCH_WORDS: Final = "search-words.toml"

_MARKDOWN_LINK: Final = re.compile(r"\]\((?P<address>[^)]*)\)")


def load_faq(folder: Path, channels: Iterable[Channel]) -> Faq:
    """Read ``faq.toml``.

    Args:
        folder: where it lies.
        channels: those that an answer may name.

    Raises:
        ContentError: it is missing or not right.
    """
    faq = load_file(folder / FAQ, Faq, ("categories", "questions"))
    categories = {category.id for category in faq.categories}
    questions = {question.id for question in faq.questions}
    known = {channel.id: channel for channel in channels}
    _refuse_unknown("", "frequent", faq.frequent, questions, "question")
    for number, question in enumerate(faq.questions, 1):
        row = row_name("questions", number, {"id": question.id})
        _refuse_unknown(row, "category", [question.category], categories, "category")
        _refuse_unknown(row, "related", question.related, questions - {question.id}, "other question")
        if question.channel is not None:
            _refuse_unknown(row, "channel", [question.channel], known, "channel")
        elif question.live is Live.CHANNEL:
            raise ContentError(FAQ, row, "channel", 'is missing, since `live` is "channel"')
        _check_links(row, question, questions, known)
    return faq


def load_search_words(folder: Path) -> SearchWords:
    """Read ``search-words.toml``.

    Raises:
        ContentError: it is missing or not right.
    """
    words = load_file(folder / SEARCH_WORDS, SearchWords, ("synonyms",))
    keyboard = words.keyboard
    if len(keyboard.latin.split()) != len(keyboard.arabic.split()):
        raise ContentError(SEARCH_WORDS, "", "keyboard", "has not as many Arabic keys as Latin ones")
    return words


def _check_links(row: str, question: Question, questions: set[str], channels: dict[str, Channel]) -> None:
    """Refuse a link that leads nowhere: nobody would notice but the person who presses it."""
    for language, answer in (("ar", question.answer.ar), ("en", question.answer.en)):
        for found in _MARKDOWN_LINK.finditer(answer):
            link = parse_link(found["address"])
            match link.place if link else None:
                case Place.FAQ if link:
                    leads = link.name in questions
                case Place.TAB if link:
                    leads = link.name in set(Tab)
                case Place.QR if link:
                    leads = link.name in channels and channels[link.name].qr is not None
                case _:
                    leads = False
            if not leads:
                raise ContentError(FAQ, row, f"answer.{language}", f'links to nothing: "{found["address"]}"')


def _refuse_unknown(row: str, field: str, named: Iterable[str], known: Iterable[str], what: str) -> None:
    strangers = set(named) - set(known)
    if strangers:
        raise ContentError(FAQ, row, field, f'names no {what}: "{min(strangers)}"')

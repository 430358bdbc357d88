"""The rows of ``faq.toml`` and ``search-words.toml``: questions, answers, and the words that people use for the same thing."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec

from citizen_desktop.content.models import FactStatus, Filled, Identifier, Row, Tab, Text
from citizen_desktop.i18n import Language


class Lines(Row, frozen=True, kw_only=True):
    """Wordings in both languages, one on each line.

    Args:
        ar: in Arabic, as people type, dialect included.
        en: in English.
    """

    ar: str = ""
    en: str = ""

    def in_language(self, wanted: Language) -> tuple[str, ...]:
        """Return the wordings in one language."""
        text = self.ar if wanted is Language.ARABIC else self.en
        return tuple(line.strip() for line in text.splitlines() if line.strip())


class Category(Row, frozen=True, kw_only=True):
    """A heading that questions stand under.

    Args:
        id: stable name.
        name: the heading.
    """

    id: Identifier
    name: Text


class Live(StrEnum):
    """What an answer computes from the clock."""

    PAYMENT = "payment"
    BEST_CHANNEL = "best-channel"
    CHANNEL = "channel"
    DEADLINE = "deadline"


class Action(Row, frozen=True, kw_only=True):
    """Where an answer leads.

    Args:
        tab: the one that helps further.
        step: the place on it, by the name that its page gives it; None for its beginning.
        note: what happens there, in one short sentence.
    """

    tab: Tab
    step: Identifier | None = None
    note: Text


class Question(Row, frozen=True, kw_only=True):
    """A question and its answer.

    Args:
        id: stable name.
        category: id of the heading.
        question: as a person asks.
        alternatives: the same, as others ask it.
        answer: in Markdown; links are those of ``citizen_desktop.links``.
        related: ids of other questions.
        live: what is computed from the clock above the answer.
        channel: id of the channel whose state is shown: the one asked about, or the one to ask where the answer is not known.
        action: where the answer leads.
        source: where the answer was found.
        verified: the day it was last checked.
        status: how sure it is.
    """

    id: Identifier
    category: Identifier
    question: Text
    alternatives: Lines = Lines()
    answer: Text
    related: tuple[Identifier, ...] = ()
    live: Live | None = None
    channel: Identifier | None = None
    action: Action | None = None
    source: Text
    verified: date
    status: Annotated[tuple[FactStatus, ...], msgspec.Meta(min_length=1)]


class Faq(Row, frozen=True, kw_only=True):
    """``faq.toml``.

    Args:
        frequent: ids of the questions that are asked most, shown below results.
        categories: in the order of the screen.
        questions: in the order of the screen.
    """

    frequent: tuple[Identifier, ...] = ()
    categories: Annotated[tuple[Category, ...], msgspec.Meta(min_length=1)]
    questions: Annotated[tuple[Question, ...], msgspec.Meta(min_length=1)]

    def question(self, wanted: str) -> Question | None:
        """Return the question with this id, None where there is none."""
        return next((question for question in self.questions if question.id == wanted), None)

    def related(self, question: Question) -> tuple[Question, ...]:
        """Return the questions that are related to one, in the order of its row."""
        return tuple(other for name in question.related if (other := self.question(name)) is not None)


class Synonyms(Row, frozen=True, kw_only=True):
    """Words and phrases that mean the same to a person who asks.

    Args:
        id: stable name.
        words: in either language; a phrase is one entry.
    """

    id: Identifier
    words: Annotated[tuple[Filled, ...], msgspec.Meta(min_length=2)]


class Keyboard(Row, frozen=True, kw_only=True):
    """Two layouts of the same keys.

    Args:
        latin: what the keys write in the Latin layout, separated by spaces.
        arabic: what they write in the Arabic one, in the same order.
    """

    latin: Filled
    arabic: Filled


class SearchWords(Row, frozen=True, kw_only=True):
    """``search-words.toml``: what a search knows of the two languages.

    Args:
        synonyms: groups of words that find each other.
        fillers: words that hardly tell one question from another.
        prefixes: what Arabic attaches before a word, longest first.
        suffixes: what Arabic attaches behind a word, longest first.
        person_letters: what Arabic verbs, and the nouns made from them, begin with.
        weak_letters: those that a root changes from word to word.
        keyboard: the Arabic letters under the keys that a Latin layout names, both in the same order.
    """

    synonyms: tuple[Synonyms, ...] = ()
    fillers: tuple[Filled, ...] = ()
    prefixes: tuple[Filled, ...] = ()
    suffixes: tuple[Filled, ...] = ()
    person_letters: tuple[Filled, ...] = ()
    weak_letters: tuple[Filled, ...] = ()
    keyboard: Keyboard

"""Finds entries for a query."""

from collections.abc import Sequence

from citizen_desktop.content.faq_models import Question, SearchWords
from citizen_desktop.i18n import Language
from citizen_desktop.search.findings import Findings, Hit, Span, Why


class Finder:
    """The search over the questions.

    Args:
        questions: what is searched.
        words: what is known of the two languages.
    """

    def __init__(self, questions: Sequence[Question], words: SearchWords) -> None:
        self._questions, self._words = questions, words

    def find(self, query: str, language: Language) -> Findings:
        """Return what was found.

        Args:
            query: as it is typed, perhaps not to its end.
            language: in which texts are shown.
        """
        hits = tuple(
            Hit(question.id, 0.5, Why.EXACT)
            for question in self._questions
            if query.strip() and query.strip() in question.question.in_language(language)
        )
        nearest = () if hits else tuple(question.id for question in self._questions[:3])
        return Findings(query, hits, nearest, (), lambda text: _spans(query.strip(), text))


def _spans(query: str, text: str) -> tuple[Span, ...]:
    place = text.find(query)
    return () if place < 0 or not query else ((place, place + len(query)),)

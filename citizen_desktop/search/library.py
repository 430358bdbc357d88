"""The questions and the search over them, read when they are first wanted."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from citizen_desktop.content.faq_loader import load_faq, load_search_words
from citizen_desktop.content.faq_models import Faq
from citizen_desktop.content.models import Channel

if TYPE_CHECKING:
    from citizen_desktop.search.finder import Finder


class FaqLibrary:
    """Questions and search. Any thread may ask first: the others wait for it.

    Args:
        folder: of the content files.
        channels: those that an answer may name.
    """

    def __init__(self, folder: Path, channels: Sequence[Channel]) -> None:
        self._folder, self._channels = folder, channels
        self._lock = Lock()
        self._faq: Faq | None = None
        self._finder: Finder | None = None

    def faq(self) -> Faq:
        """Return the questions.

        Raises:
            ContentError: their file is missing or not right.
        """
        with self._lock:
            if self._faq is None:
                self._faq = load_faq(self._folder, self._channels)
            return self._faq

    def finder(self) -> "Finder":
        """Return the search over the questions.

        Raises:
            ContentError: a file is missing or not right.
        """
        from citizen_desktop.search.finder import Finder  # noqa: PLC0415  not for the first paint

        faq = self.faq()
        with self._lock:
            if self._finder is None:
                self._finder = Finder(faq.questions, load_search_words(self._folder))
            return self._finder

"""Text in the person's language: gettext with English message ids, switched while running.

``gettext`` and its kin are looked up when a text is shown, never at import, so that a switch of the language reaches everything.
"""

import gettext as _stdlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from pathlib import Path
from typing import Final

DOMAIN: Final = "citizen_desktop"


class Language(StrEnum):
    """The languages the application speaks."""

    ARABIC = "ar"
    ENGLISH = "en"

    @property
    def right_to_left(self) -> bool:
        """Whether it is written from right to left."""
        return self is Language.ARABIC

    @property
    def other(self) -> "Language":
        """The language that the switch in the header leads to."""
        return Language.ENGLISH if self is Language.ARABIC else Language.ARABIC


class _Catalogues:
    """The language in use and the folder that its catalogue is read from."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.language = Language.ARABIC
        self.loaded: dict[Language, _stdlib.NullTranslations] = {}

    def current(self) -> _stdlib.NullTranslations:
        spoken = language()
        catalogue = self.loaded.get(spoken)
        if catalogue is None:
            catalogue = _stdlib.translation(DOMAIN, self.folder, [spoken], fallback=True)
            self.loaded[spoken] = catalogue
        return catalogue


_catalogues = _Catalogues()
_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)


def use(language: Language, folder: Path | None = None) -> None:
    """Speak this language from now on.

    Args:
        language: the language.
        folder: where ``LANGUAGE/LC_MESSAGES/citizen_desktop.mo`` lies; remembered from the first call.
    """
    if folder is not None and folder != _catalogues.folder:
        _catalogues.folder = folder
        _catalogues.loaded.clear()
    _catalogues.language = language


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak this language inside a ``with``, whatever the person's own is; other threads and tasks notice nothing.

    Args:
        language: of what is composed there, such as a letter, which is always Arabic.
    """
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def language() -> Language:
    """Return the language in use."""
    return _spoken.get() or _catalogues.language


def gettext(message: str) -> str:
    """Translate a message."""
    return _catalogues.current().gettext(message)


def pgettext(context: str, message: str) -> str:
    """Translate a message that means something else elsewhere."""
    return _catalogues.current().pgettext(context, message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Translate a message that depends on a number, by the plural rules of the language (CLDR)."""
    return _catalogues.current().ngettext(singular, plural, n)


def npgettext(context: str, singular: str, plural: str, n: int) -> str:
    """Translate a message that depends on a number and means something else elsewhere."""
    return _catalogues.current().npgettext(context, singular, plural, n)

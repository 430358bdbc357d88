"""What is said of a text that was written to be read: without marks and controls, and a number to dial digit by digit."""

import re
from typing import Final

from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.markdown import paragraphs
from citizen_desktop.i18n import pgettext
from citizen_desktop.identity.digits import fold_digits

_ARROW: Final = re.compile(r"\s*[\u2190\u2192]\s*")
_HANDLE: Final = re.compile(r"(?<![\w.])@(?P<name>\w+)")
_HOST: Final = re.compile(r"(?<![\w@.])[a-z0-9-]+(?:\.[a-z0-9-]+){0,4}\.[a-z]{2,}(?![\w@-])", re.IGNORECASE)
_SCHEME: Final = re.compile(r"\bhttps?://")
_DIALLED: Final = re.compile(r"(?<![\d.,])(?:\d{5,}|0\d{2,4})(?![\d]|[.,]\d)")
_SENTENCE: Final = re.compile(r"(?<=[.!?\u061f\u061b])\s+")
# What the programs take for commands: phonemes of eSpeak and say, the dispatcher's own protocol.
_COMMANDS: Final = re.compile(r"\[\[|\]\]|!-!")
_SECONDS_FOR_A_LETTER: Final = 0.2
_SECONDS_TO_START: Final = 15.0
_LETTERS_IN_A_SECOND: Final = 250


def spoken_text(markdown: str) -> str:
    """Return what is read aloud, a sentence on each line, in the language in use.

    Args:
        markdown: a text of the content, which holds no personal value.
    """
    sentences: list[str] = []
    for paragraph in paragraphs(fold_digits(strip_controls(markdown))):
        number = paragraph.marker.rstrip(".") if paragraph.marker.endswith(".") else ""
        said = f"{number}: {paragraph.text}" if number else paragraph.text
        sentences += [sentence for sentence in _SENTENCE.split(_plain(said)) if re.search(r"\w", sentence)]
    return "\n".join(sentences)


def patience(text: str, *, echoes: bool) -> float:
    """Return after how many seconds without a sign of life nothing more is to be expected, however slow the voice.

    Args:
        text: what is spoken.
        echoes: whether every line is a sign of life.
    """
    longest = max(map(len, text.splitlines()), default=0) if echoes else len(text)
    return _SECONDS_TO_START + _SECONDS_FOR_A_LETTER * longest


def least_seconds(text: str) -> float:
    """Return in what time nobody can have spoken a text: a program that ends sooner had nowhere to sound."""
    return len(text) / _LETTERS_IN_A_SECOND


def _plain(text: str) -> str:
    text = _COMMANDS.sub(" ", text)
    then = pgettext("read aloud, between two steps of a path", ", then")
    text = _ARROW.sub(f"{then} ", text)
    text = _HOST.sub(_said_host, _SCHEME.sub("", text))
    text = _HANDLE.sub(_said_handle, text)
    text = _DIALLED.sub(lambda found: " ".join(found[0]), text)
    return " ".join(text.split())


def _said_handle(found: re.Match[str]) -> str:
    return pgettext("read aloud, a handle on X", "at {name}").format(name=found["name"])


def _said_host(found: re.Match[str]) -> str:
    dot = pgettext("read aloud, within an address", "dot")
    return f" {dot} ".join(found[0].split("."))

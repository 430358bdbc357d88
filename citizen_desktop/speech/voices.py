"""The lists of voices that the systems' speaking programs print, read into rows.

Every parser takes what it understands and passes over the rest: a later version of a program costs a voice, never a crash.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]+)*")
_SAY: Final = re.compile(r"(?P<name>\S.*?)\s+(?P<language>[a-z]{2,3}(?:[-_][A-Za-z0-9]+)+)\s+#")
_SPD_COLUMN: Final = 25
_MBROLA: Final = "mb/"
_NO_VOICES: Final = "dummy"
"""The module of speech-dispatcher that plays a recorded sentence on what is wrong: it speaks nothing that it is told."""


@dataclass(frozen=True)
class Voice:
    """A voice that a program has.

    Args:
        name: as the program wants it named.
        language: its tag, such as ``ar`` or ``en-GB``.
    """

    name: str
    language: str

    def speaks(self, language: str) -> bool:
        """Whether it is a voice of a language, whatever the country."""
        return re.split("[-_]", self.language.lower())[0] == language


def first_voice(voices: Iterable[Voice], language: str) -> Voice | None:
    """Return the first voice of a language, None where there is none."""
    return next((voice for voice in voices if voice.speaks(language)), None)


def parse_espeak(output: str) -> Sequence[Voice]:
    """Read ``espeak-ng --voices`` or ``espeak --voices``: the ones with the best priority first.

    Voices of MBROLA are listed whether or not their data are there, so they don't count.
    """
    found: list[tuple[int, Voice]] = []
    for line in output.splitlines():
        columns = line.split()
        if len(columns) < 5 or not columns[0].isdecimal() or not _LANGUAGE.fullmatch(columns[1]):
            continue
        if not columns[4].startswith(_MBROLA):
            found.append((int(columns[0]), Voice(columns[4], columns[1])))
    return tuple(voice for _priority, voice in sorted(found, key=lambda each: each[0]))


def parse_spd_modules(output: str) -> Sequence[str]:
    """Read ``spd-say -O``: a heading, then a module on each line."""
    names = (line.strip() for line in output.splitlines()[1:])
    return tuple(name for name in names if name and " " not in name and name != _NO_VOICES)


def parse_spd_voices(output: str) -> Sequence[Voice]:
    """Read ``spd-say -L``: three columns of 25, set to the right, of which any may run over."""
    found = []
    for line in output.splitlines()[1:]:
        words = line[:-_SPD_COLUMN].split() if not line[-_SPD_COLUMN:].strip() else line.split()[:-1]
        if len(words) > 1 and _LANGUAGE.fullmatch(words[-1]):
            found.append(Voice(" ".join(words[:-1]), words[-1]))
    return tuple(found)


def parse_sapi(output: str) -> Sequence[Voice]:
    """Read what our own script prints of Windows' voices: the culture, a tabulator, the name."""
    found = []
    for line in output.splitlines():
        culture, tabulator, name = line.strip().lstrip("\ufeff").partition("\t")
        if tabulator and name and _LANGUAGE.fullmatch(culture):
            found.append(Voice(name, culture))
    return tuple(found)


def parse_say(output: str) -> Sequence[Voice]:
    """Read ``say -v ?``: the name, in which there may be spaces, the language, and a sentence behind ``#``."""
    found = (_SAY.match(line) for line in output.splitlines())
    return tuple(Voice(row["name"], row["language"]) for row in found if row)

"""Was an answer useful? Counts of yes and no for each question, and nothing else: no person, no time, no text.

They stand in the table ``useful`` of ``state.toml``. Since they tell of nobody, a kiosk keeps them as well: ``Policy.remembers`` is
about what the next person could see or be led by, and only the staff see these.
"""

import csv
import io
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from citizen_desktop.content.faq_models import Faq
from citizen_desktop.settings import Opinions, WindowState, change_window_state, load_window_state

COLUMNS: Final = ("id", "question", "yes", "no", "share")
"""The heads of the CSV file, the same in every language: scripts read them."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that begins with one of these is worked out by spreadsheets."""


class Tally:
    """The counts of this device. A disk that refuses costs the count only.

    Args:
        path: ``state.toml``.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def count(self, question: str, *, useful: bool, instead: bool | None = None) -> None:
        """Count an opinion.

        Args:
            question: id of the question.
            useful: yes or no.
            instead: the same person's opinion that this one replaces, None for a first one.
        """
        if useful is instead:
            return

        def change(state: WindowState) -> WindowState:
            before = state.useful.get(question, Opinions())
            after = before.plus(yes=useful, by=1)
            if instead is not None:
                after = after.plus(yes=instead, by=-1)
            return msgspec.structs.replace(state, useful={**state.useful, question: after})

        change_window_state(self._path, change)

    def counts(self) -> Mapping[str, Opinions]:
        """Return the opinions by the ids of the questions."""
        return load_window_state(self._path).useful

    def reset(self) -> bool:
        """Forget all counts.

        Returns:
            Whether the disk took it.
        """
        change_window_state(self._path, lambda state: msgspec.structs.replace(state, useful={}))
        return not self.counts()


@dataclass(frozen=True)
class Rating:
    """A row for the staff.

    Args:
        id: of the question.
        question: in the language in use; the id again for one that is no longer in the content.
        yes: how many found the answer useful.
        no: how many did not.
    """

    id: str
    question: str
    yes: int
    no: int

    @property
    def share(self) -> float:
        """The part of those asked who found it useful, 0 to 1."""
        return self.yes / (self.yes + self.no)


def ratings(counts: Mapping[str, Opinions], faq: Faq) -> Sequence[Rating]:
    """Return the rows: most "no" first, then fewest "yes"; what nobody has judged is left out."""
    texts = {question.id: str(question.question) for question in faq.questions}
    rows = [
        Rating(id_, texts.get(id_, id_), count.yes, count.no) for id_, count in counts.items() if count.yes or count.no
    ]
    return tuple(sorted(rows, key=lambda row: (-row.no, row.yes, row.id)))


def ratings_csv(rows: Sequence[Rating]) -> bytes:
    """Return the rows as CSV (RFC 4180), in UTF-8 with the mark by which Excel knows it."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow((_safe(row.id), _safe(row.question), row.yes, row.no, f"{row.share:.2f}"))
    return stream.getvalue().encode("utf-8-sig")


def read_counts(path: Path) -> Mapping[str, Opinions]:
    """Return the counts of a file that is to be judged: unlike ``Tally.counts`` it does not take nonsense for nothing.

    Raises:
        OSError: the file is there and can't be read.
        ValueError: it holds no such counts.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return {}
    try:
        useful = tomllib.loads(text).get("useful", {})
        return msgspec.convert({"useful": useful}, WindowState).useful
    except (RecursionError, msgspec.ValidationError) as error:
        raise ValueError(str(error)) from error


def _safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell

"""Measures the search and others on the same texts; argument: how many rounds. Prints JSON."""

import gc
import json
import random
import sqlite3
import sys
import tomllib
from collections.abc import Callable, Sequence
from time import process_time
from typing import Final

import msgspec

from citizen_desktop import paths
from citizen_desktop.content.faq_loader import load_search_words
from citizen_desktop.content.faq_models import Lines, Question, SearchWords
from citizen_desktop.content.loader import load_channels
from citizen_desktop.content.models import Text
from citizen_desktop.i18n import Language
from citizen_desktop.search.finder import Finder
from citizen_desktop.search.folding import fold, folded_words
from citizen_desktop.search.library import FaqLibrary
from citizen_desktop.search.typos import TypoIndex, slips

MANY: Final = 10_000
_KEYSTROKES: Final = 2000
_SHOWN: Final = 9

Search = Callable[[str], list[str]]


def queries() -> dict[str, list[dict[str, str]]]:
    """Return the queries of the tests, by the name of their file."""
    folder = paths.resources().parent / "tests" / "search" / "queries"
    return {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))["queries"] for path in sorted(folder.glob("*.toml"))
    }


def milliseconds(step: Callable[[], object]) -> float:
    """Return the time on the processor that a step takes."""
    began = process_time()
    step()
    return (process_time() - began) * 1000


def grown(questions: Sequence[Question], number: int) -> list[Question]:
    """Return so many questions: those that there are, and mixtures of their words with some of their own in each."""
    chance = random.Random(1)  # noqa: S311  the same mixtures each time
    wordings = [
        line for question in questions for line in (question.question.ar, *question.alternatives.ar.splitlines())
    ]
    words = [word for line in wordings for word in line.split()]
    letters = sorted({letter for word in words for letter in word if letter.isalpha()})

    def mixed(length: int) -> str:
        own = "".join(chance.choices(letters, k=6))
        return " ".join([*chance.choices(words, k=length - 1), own])

    mixtures = [
        msgspec.structs.replace(
            questions[0],
            id=f"mixed-{place}",
            question=Text(ar=mixed(6), en="mixed"),
            alternatives=Lines(ar="\n".join(mixed(5) for _ in range(3))),
            answer=Text(ar=mixed(25), en="mixed"),
        )
        for place in range(number - len(questions))
    ]
    return [*questions, *mixtures]


def sqlite_search(questions: Sequence[Question], *, folded: bool, tokenizer: str) -> tuple[Search, int]:
    """Return SQLite's full-text search over the same texts, ranked by BM25 with the same weights, and its size in bytes."""
    base = sqlite3.connect(":memory:")
    base.execute(
        f"CREATE VIRTUAL TABLE faq USING fts5(id UNINDEXED, question, alternatives, answer, tokenize='{tokenizer}')"
    )
    same = fold if folded else str
    base.executemany(
        "INSERT INTO faq VALUES (?, ?, ?, ?)",
        [
            (
                question.id,
                same(f"{question.question.ar}\n{question.question.en}"),
                same(f"{question.alternatives.ar}\n{question.alternatives.en}"),
                same(f"{question.answer.ar}\n{question.answer.en}"),
            )
            for question in questions
        ],
    )

    def search(query: str) -> list[str]:
        words = folded_words(query) if folded else query.replace('"', " ").split()
        if "trigram" in tokenizer:
            words = [word[place : place + 3] for word in words for place in range(len(word) - 2)]
        asked = " OR ".join(f'"{word}"' + ("*" if "trigram" not in tokenizer else "") for word in words if word)
        if not asked:
            return []
        rows = base.execute(
            f"SELECT id FROM faq WHERE faq MATCH ? ORDER BY bm25(faq, 0, 10, 9, 3) LIMIT {_SHOWN}",  # noqa: S608
            (asked,),
        )
        return [row[0] for row in rows]

    pages, size = (base.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return search, pages * size


def ours(finder: Finder) -> Search:
    """Return our own search."""
    return lambda query: [hit.id for hit in finder.find(query, Language.ARABIC, _SHOWN).hits]


def size_of(thing: object) -> int:
    """Return the bytes of everything that hangs on a thing and on nothing that is imported."""
    seen: set[int] = set()
    waiting: list[object] = [thing]
    total = 0
    while waiting:
        each = waiting.pop()
        if id(each) in seen or isinstance(each, type) or callable(each) or type(each).__name__ == "module":
            continue
        seen.add(id(each))
        total += sys.getsizeof(each)
        waiting += gc.get_referents(each)
    return total


def keystrokes(search: Search, asked: Sequence[str]) -> dict[str, float]:
    """Return how long the search takes for beginnings of queries."""
    times = sorted(milliseconds(lambda beginning=beginning: search(beginning)) for beginning in asked)
    return {"p50": times[len(times) // 2], "p99": times[len(times) * 99 // 100], "max": times[-1]}


def measure_typos(finder_words: Sequence[str], typed: Sequence[str]) -> list[dict[str, object]]:
    """Measure three ways to find the words that a slip was meant for, over the same words."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    index = TypoIndex(finder_words)
    words = [word for word in finder_words if len(word) >= 3 and not word.isdigit()]

    def plainly(word: str) -> list[str]:
        return [other for other in words if slips(word, other, 1) == 1]

    def rapidly(word: str) -> list[str]:
        near = process.extract(word, words, scorer=OSA.distance, score_cutoff=1, limit=None)
        return [other for other, distance, _place in near if distance == 1]

    agreed = all(
        {other for other, number in index.near(word).items() if number == 1} == set(rapidly(word)) for word in typed
    )
    built = [milliseconds(lambda: TypoIndex(finder_words)) for _ in range(5)]
    same = "the same words" if agreed else "OTHER WORDS"
    ways: list[tuple[str, Callable[[str], object], str]] = [
        ("index of deletions (ours)", index.near, f"index built in {min(built):.1f} ms"),
        ("rapidfuzz over all words", rapidly, f"finds {same}; nothing to build"),
        ("count slips of all words", plainly, ""),
    ]
    return [
        {
            "what": f"{name}, {len(words)} words",
            "times": [milliseconds(lambda w=w, way=way: way(w)) for w in typed],
            "note": note,
        }
        for name, way, note in ways
    ]


def main(rounds: int) -> None:
    """Measure and print."""
    folder = paths.resources() / "content"
    faq = FaqLibrary(folder, load_channels(folder).channels).faq()
    words: SearchWords = load_search_words(folder)
    shipped, many = list(faq.questions), grown(faq.questions, MANY)
    sets = queries()
    typed = [query["ask"] for rows in sets.values() for query in rows]
    beginnings = [text[:length] for text in typed for length in range(1, len(text) + 1)]
    chosen = random.Random(2).sample(beginnings, _KEYSTROKES)  # noqa: S311  the same each time
    answer: dict[str, object] = {"keystrokes": [], "builds": [], "sets": list(sets), "firsts": []}
    for questions in (shipped, many):
        number = len(questions)
        builds = [milliseconds(lambda: Finder(questions, words)) for _ in range(rounds if number < 1000 else 2)]  # noqa: B023
        finder = Finder(questions, words)
        gc.freeze()
        ways: list[tuple[str, Search, list[float], int]] = [("ours", ours(finder), builds, size_of(finder))]
        for name, folded, tokenizer in (
            ("FTS5, words", False, "unicode61 remove_diacritics 2"),
            ("FTS5, words folded by us", True, "unicode61"),
            ("FTS5, trigrams folded by us", True, "trigram"),
        ):
            made: list[tuple[Search, int]] = []
            built = [milliseconds(lambda: made.append(sqlite_search(questions, folded=folded, tokenizer=tokenizer)))]  # noqa: B023
            ways.append((name, made[0][0], built, made[0][1]))
        for name, search, built, size in ways:
            answer["keystrokes"].append({"what": name, "entries": number, **keystrokes(search, chosen)})  # type: ignore[attr-defined]
            answer["builds"].append({"what": name, "entries": number, "build": built, "size": f"{size / 1024:,.0f}"})  # type: ignore[attr-defined]
            if number < 1000:
                firsts = [
                    f"{sum(search(query['ask'])[:1] == [query['finds']] for query in rows)} of {len(rows)}"
                    for rows in sets.values()
                ]
                answer["firsts"].append([name, firsts])  # type: ignore[attr-defined]
    slipped = [word for text in typed for word in folded_words(text) if len(word) >= 5][:300]
    vocabulary = sorted(
        {word for q in many for line in (q.question.ar, q.alternatives.ar) for word in folded_words(line)}
    )
    answer["typos"] = [*measure_typos(vocabulary[:3000], slipped), *measure_typos(vocabulary, slipped)]
    print(json.dumps(answer))


if __name__ == "__main__":
    main(int(sys.argv[1]))

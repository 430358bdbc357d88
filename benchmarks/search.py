"""The search of the questions: a keystroke, the index, what it finds, beside SQLite's full-text search on the same texts."""

from typing import Any, Final

from benchmarks.support import Options, ask, cells, print_table

NAME: Final = "search"

_PATIENCE: Final = 600.0


def run(options: Options) -> None:
    """Measure in one process without a screen."""
    rounds = str(max(5, options.runs))
    found: dict[str, Any] = ask("benchmarks.children.searching", rounds, patience=_PATIENCE)
    print(
        "Milliseconds on the processor. A keystroke: each beginning of each query of tests/search/queries, one by one."
    )
    rows = [
        [each["what"], str(each["entries"]), *(f"{each[name]:.2f}" for name in ("p50", "p99", "max"))]
        for each in found["keystrokes"]
    ]
    print_table(["a keystroke", "entries", "median", "p99", "max"], rows)
    print()
    rows = [
        [each["what"], str(each["entries"]), *cells(each["build"], ".1f"), each["size"]] for each in found["builds"]
    ]
    print_table(["the index", "entries", "min", "median", "max", "size (KiB)"], rows)
    print()
    print_table(
        ["found first, of the queries of", *found["sets"]], [[name, *counts] for name, counts in found["firsts"]]
    )
    print()
    rows = [[each["what"], *cells(each["times"], ".3f"), each["note"]] for each in found["typos"]]
    print_table(["the words that a slip was meant for", "min", "median", "max", ""], rows)

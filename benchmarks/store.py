"""The encrypted store beside a plain one: start with 10,000 drafts, saving, searching, unlocking, erasing; the list of them."""

from typing import Any, Final

from benchmarks.support import Options, ask, cells, gap_cells, print_table

NAME: Final = "store"

_PATIENCE: Final = 900.0


def run(options: Options) -> None:
    """Measure in one process without a screen, encrypted and plain in turn."""
    found: dict[str, Any] = ask("benchmarks.children.storing", str(max(5, options.runs)), patience=_PATIENCE)
    print("Milliseconds. The plain store is the same code with a connection that has no key.")
    rows = []
    for name, times in found["both"].items():
        encrypted, plain = times["encrypted"], times["plain"]
        ratio = sorted(encrypted)[len(encrypted) // 2] / max(sorted(plain)[len(plain) // 2], 1e-6)
        rows.append([name, *cells(encrypted, ".2f"), *cells(plain, ".2f"), f"{ratio:.2f}"])
    print_table(["", "min", "median", "max", "plain: min", "median", "max", "times"], rows)
    print()
    print_table(["", "min", "median", "max"], [[name, *cells(times, ".1f")] for name, times in found["alone"].items()])
    print(
        f"\nsize with {found['drafts']:,} drafts: {found['size'] / 2**20:.1f} MiB, plain {found['plain_size'] / 2**20:.1f} MiB"
    )
    walked: dict[str, Any] = ask(
        "benchmarks.children.walking_cases", str(found["drafts"]), patience=_PATIENCE, QT_QPA_PLATFORM="offscreen"
    )
    print(
        f"\nThe list of {found['drafts']:,} drafts in the window, between two paints of a spot that asks for one every 5 ms:"
    )
    print_table(
        ["", "ms gap max", "p99", "> 100", "work max"], [[name, *gap_cells(each)] for name, each in walked.items()]
    )

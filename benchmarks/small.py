"""Single steps: the channel board, the content, and the switches in the head of the window."""

from typing import Final

from benchmarks.support import Options, ask, cells, print_table, spread

NAME: Final = "small"

_AT_LEAST: Final = 20


def run(options: Options) -> None:
    """Measure in one process without a screen."""
    times: dict[str, list[float]] = ask(
        "benchmarks.children.small_steps", str(max(_AT_LEAST, options.runs)), QT_QPA_PLATFORM="offscreen"
    )
    print("In one process, offscreen; steps of the window until everything is laid out and drawn again.")
    rows = []
    for name, values in times.items():
        unit, factor = ("ms", 1) if spread(values)[1] >= 1 else ("µs", 1000)
        rows.append([name, *cells([value * factor for value in values], ".1f"), unit, str(len(values))])
    print_table(["", "min", "median", "max", "unit", "times"], rows)

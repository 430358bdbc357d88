"""Wall time and peak memory of a start up to the first paint, against a bare window."""

from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from benchmarks.support import FONTS, Ended, Options, ask, cells, own_peak, print_table, python, run_to_end, spread

NAME: Final = "first-paint"


def run(options: Options) -> None:
    """Start everything in turn, and print the tables."""
    with TemporaryDirectory() as data:
        _compare(data, options.runs)
        _take_apart(data, options.runs)


def _compare(data: str, runs: int) -> None:
    commands = {
        "application": python("-m", "citizen_desktop", "--data-dir", data, "--exit-after-first-paint"),
        "bare QMainWindow": python("-m", "benchmarks.children.bare_window", "close", *FONTS),
        "python -c pass": python("-c", "pass"),
    }
    ends: dict[str, list[Ended]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            ended = run_to_end(command)
            if number:  # the first one warms up
                ends[name].append(ended)
    least = own_peak()
    rows = []
    for name, several in ends.items():
        peaks = [ended.peak for ended in several]
        memory = cells(peaks, ".1f")
        if least is not None and all(peak is not None and peak <= least for peak in peaks):
            memory = [f"<={value}" for value in memory]
        cpu = cells([ended.cpu and ended.cpu * 1000 for ended in several], ".0f")[1]
        rows.append([name, *cells([ended.seconds * 1000 for ended in several], ".0f"), cpu, *memory])
    pairs = list(zip(ends["application"], ends["bare QMainWindow"], strict=True))
    times = [first.seconds / second.seconds for first, second in pairs]
    cpus = [first.cpu / second.cpu if first.cpu and second.cpu else None for first, second in pairs]
    memories = [first.peak / second.peak if first.peak and second.peak else None for first, second in pairs]
    rows.append(["application : bare", *cells(times, ".2f"), cells(cpus, ".2f")[1], *cells(memories, ".2f")])
    print(f"{runs} runs of each in turn, after one to warm up; the ratio is taken pair by pair.")
    print_table(["", "ms min", "median", "max", "CPU ms", "MiB min", "median", "max"], rows)
    print("CPU ms : the median of the time on a processor, which other work on the computer changes less.")
    if any(cell.startswith("<=") for row in rows for cell in row):
        print("<= : as much as the measuring process, below which a child's peak cannot be read.")
    if least is None:
        print("Peak memory and time on a processor are not measured on this system.")


def _take_apart(data: str, runs: int) -> None:
    """Print what the parts of a start take, measured from inside."""
    parts: dict[str, list[float]] = {}
    for _ in range(runs):
        answer = ask("benchmarks.children.whole_start", str(perf_counter()), "--data-dir", data)
        seconds: dict[str, float] = {**answer["seconds"], "leaving Python": perf_counter() - answer["ended"]}
        for name, value in seconds.items():
            parts.setdefault(name, []).append(value * 1000)
    total = sum(spread(values)[1] for values in parts.values())
    rows = [[name, *cells(values, ".1f"), f"{100 * spread(values)[1] / total:.0f} %"] for name, values in parts.items()]
    rows.append(["sum of the medians", "", f"{total:.1f}", "", ""])
    print(f"\nInside the application, {runs} runs:")
    print_table(["", "ms min", "median", "max", "share"], rows)

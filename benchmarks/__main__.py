"""``python -m benchmarks [NAME ...] [--runs N] [--seconds S] [--size-mib M]``."""

import argparse
import os
import platform
import shutil
import sys
from collections.abc import Sequence
from typing import Final, Protocol

from benchmarks import first_paint, fitting, intake, kept, legibility, modules, packing, rest, search, small, store
from benchmarks.support import Failed, Options, ask


class Benchmark(Protocol):
    """What a module of this package has to have to be one."""

    NAME: str

    def run(self, options: Options) -> None: ...


BENCHMARKS: Final[tuple[Benchmark, ...]] = (
    first_paint,
    modules,
    rest,
    small,
    search,
    legibility,
    packing,
    store,
    intake,
    fitting,
    kept,
)
_BY_NAME: Final = {benchmark.NAME: benchmark for benchmark in BENCHMARKS}

_OWN_SCREEN: Final = "CITIZEN_DESKTOP_BENCHMARKS_XVFB"


def main(arguments: Sequence[str]) -> int:
    """Run the benchmarks that are asked for, or all of them."""
    options = _parser().parse_args(arguments)
    unknown = [name for name in options.names if name not in _BY_NAME]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(_BY_NAME)}.", file=sys.stderr)
        return 2
    _find_screen(arguments)
    try:
        print(f"$ {' '.join(('python -m benchmarks', *arguments))}")
        print(_machine())
        for name in options.names or _BY_NAME:
            benchmark = _BY_NAME[name]
            print(f"\n== {name}: {(benchmark.__doc__ or '').splitlines()[0]}", flush=True)
            benchmark.run(Options(options.runs, options.seconds, options.size_mib))
    except Failed as failure:
        print(f"benchmarks: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    lines = "\n".join(f"  {name:14}{(module.__doc__ or '').splitlines()[0]}" for name, module in _BY_NAME.items())
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        epilog=f"benchmarks:\n{lines}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="benchmarks to run; all without one")
    parser.add_argument("--runs", type=_positive, default=10, metavar="N", help="starts of each program (%(default)s)")
    parser.add_argument("--seconds", type=_positive, default=60, metavar="S", help="length of the rest (%(default)s)")
    parser.add_argument("--size-mib", type=_positive, default=1024, metavar="M", help="what is packed (%(default)s)")
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"not a whole number from 1 on: {text!r}")
    return int(text)


def _find_screen(arguments: Sequence[str]) -> None:
    """Where there is no screen, start over under one virtual screen for all runs, or else do without."""
    variables = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform != "linux" or any(os.environ.get(name) for name in variables):
        return
    xvfb = shutil.which("xvfb-run")
    if xvfb is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        return
    os.environ.update({"QT_QPA_PLATFORM": "xcb", _OWN_SCREEN: "1"})
    command = [xvfb, "-a", "-s", "-screen 0 1400x1000x24", sys.executable, "-m", "benchmarks", *arguments]
    os.execv(xvfb, command)  # noqa: S606  the same program, under a screen


def _machine() -> str:
    about = ask("benchmarks.children.about")
    screen = f"{about['platform']}{' on one Xvfb' if os.environ.get(_OWN_SCREEN) else ''}"
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs, Python {platform.python_version()}, "
        f"Qt {about['qt']}, PySide6 {about['pyside']}, windows on: {screen}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

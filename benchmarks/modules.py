"""Python modules loaded at the first paint."""

import sys
import textwrap
from collections import Counter
from collections.abc import Iterable
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from benchmarks.support import Options, ask, print_table

NAME: Final = "modules"

_QT: Final = ("PySide6", "shiboken6")
_GROUPS: Final = ("standard library", "PySide6", "third party", "own")


def run(_options: Options) -> None:
    """Count what is loaded, by group, and name what counts."""
    with TemporaryDirectory() as data:
        answer = ask("benchmarks.children.whole_start", str(perf_counter()), "--data-dir", data)
    loaded: list[str] = answer["modules"]
    before: list[str] = answer["before"]
    rows = []
    for group in _GROUPS:
        names, earlier = ([name for name in names if _group(name) == group] for names in (loaded, before))
        rows.append([group, str(len(names)), str(len(_packages(names))), str(len(names) - len(earlier))])
    rows.append(["together", str(len(loaded)), str(len(_packages(loaded))), str(len(loaded) - len(before))])
    print_table(["", "modules", "packages", "beyond Python's own start"], rows)
    by_group = {group: _packages(name for name in loaded if _group(name) == group) for group in _GROUPS}
    _list("PySide6", sorted(name for name in loaded if _group(name) == "PySide6"))
    for group in ("third party", "own"):
        _list(group, [f"{name} {count}" for name, count in by_group[group].most_common()])
    started = _packages(before)
    later = [(name, count) for name, count in by_group["standard library"].items() if name not in started]
    _list("standard library, loaded for the application", [f"{n} {c}" if c > 1 else n for n, c in sorted(later)])


def _group(module: str) -> str:
    package = module.partition(".")[0]
    if package in _QT:
        return "PySide6"
    if package == "citizen_desktop":
        return "own"
    return "standard library" if package in sys.stdlib_module_names else "third party"


def _packages(names: Iterable[str]) -> Counter[str]:
    return Counter(name.partition(".")[0] for name in names)


def _list(title: str, names: Iterable[str]) -> None:
    print(textwrap.fill(f"{title}: {', '.join(names)}", 118, subsequent_indent="  "))

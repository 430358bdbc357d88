"""Packing and verifying of large files, beside bagit + zip -0 and beside cp + sync + sha256sum."""

import importlib.util
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks.support import Options, ask, cells, print_table, spread

NAME: Final = "packing"

_FILES: Final = 64
_ROUNDS: Final = 3
_BLOCK: Final = 1 << 20
_ROOM: Final = 4
"""Times the size: the files, a copy of them, a zip of that, and some air."""
_NAMES: Final = {
    "ours": "citizen-desktop",
    "reference": "copy, bagit, zip -0",
    "copy": "cp, sync, sha256sum",
}
_PROGRAMS: Final = {"ours": (), "reference": ("zip",), "copy": ("cp", "sync", "sha256sum")}


def run(options: Options) -> None:
    """Pack the same files in each way in turn, and print the table."""
    size = options.size_mib << 20
    with TemporaryDirectory(prefix="citizen-desktop-packing-") as temporary:
        folder = Path(temporary)
        if shutil.disk_usage(folder).free < _ROOM * size:
            print(
                f"Skipped: {folder.parent} has no {_ROOM * options.size_mib} MiB of room. TMPDIR names another place."
            )
            return
        ways = [way for way in _NAMES if _can(way)]
        rounds = min(_ROUNDS, options.runs)
        source = folder / "files"
        _make_files(source, size)
        answers: dict[str, list[dict[str, Any]]] = {way: [] for way in ways}
        for _ in range(rounds):
            for way in ways:
                target = folder / way
                target.mkdir()
                answer = ask("benchmarks.children.pack", way, str(source), str(target), patience=120 + options.size_mib)
                answers[way].append(answer)
                shutil.rmtree(target)
        print(
            f"{options.size_mib} MiB in {_FILES} incompressible files, in {folder.parent}; {rounds} round(s) in turn."
        )
    _print(answers, options.size_mib)


def _can(way: str) -> bool:
    """Return whether everything for a way is here, and say what is not."""
    missing = [f"the program {name}" for name in _PROGRAMS[way] if shutil.which(name) is None]
    if way == "reference" and importlib.util.find_spec("bagit") is None:
        missing.append("the library bagit")
    if way == "copy" and os.name != "posix":
        missing.append("a system that has them")
    if missing:
        print(f"Skipped: {_NAMES[way]}: {' and '.join(missing)} is missing.")
    return not missing


def _make_files(folder: Path, size: int) -> None:
    folder.mkdir()
    for number in range(_FILES):
        left = size // _FILES
        with (folder / f"{number:02}.bin").open("wb") as stream:
            while left:
                left -= stream.write(os.urandom(min(_BLOCK, left)))


def _print(answers: dict[str, list[dict[str, Any]]], mebibytes: int) -> None:
    together = {way: [one["write"] + one["verify"] for one in several] for way, several in answers.items()}
    rows = []
    for way, several in answers.items():
        write, verify, again = (spread([one[part] for one in several])[1] for part in ("write", "verify", "again"))
        ratios = [other / own for other, own in zip(together[way], together["ours"], strict=True)]
        once_more = [other["again"] / own["again"] for other, own in zip(several, answers["ours"], strict=True)]
        rows.append(
            [
                _NAMES[way],
                f"{write:.2f}",
                f"{verify:.2f}",
                *cells(together[way], ".2f"),
                f"{mebibytes / spread(together[way])[1]:.0f}",
                f"{spread(ratios)[1]:.2f}",
                f"{again:.2f}",
                f"{spread(once_more)[1]:.2f}",
                cells([one["over idle"] for one in several], ".1f")[2],
            ]
        )
    head = [
        "",
        "s write",
        "verify",
        "both: min",
        "median",
        "max",
        "MiB/s",
        ": ours",
        "s again",
        ": ours",
        "MiB over idle",
    ]
    print_table(head, rows)
    print(
        "write : until the disk has it; but bagit and zip leave it to the system when that is. : ours : pair by pair."
    )
    print(
        "again : verifying once more. MiB over idle : most memory that packing and verifying ever took, of all rounds."
    )

"""A package of large files out of the encrypted store, beside copying the same bytes from the store and from plain files."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks.support import Options, ask, cells, print_table, spread

NAME: Final = "pack"

_ROUNDS: Final = 3
_ROOM: Final = 4
"""Times the size: the files, the store, a package and a copy."""
_NAMES: Final = {
    "package": "package, written and read back",
    "store": "out of the store into one file, flushed",
    "copy": "plain copy of the files, flushed",
}


def run(options: Options) -> None:
    """Fill a store, then write in each way in turn."""
    with TemporaryDirectory(prefix="citizen-desktop-kept-") as temporary:
        folder = Path(temporary)
        if shutil.disk_usage(folder).free < _ROOM * (options.size_mib << 20):
            print(
                f"Skipped: {folder.parent} has no {_ROOM * options.size_mib} MiB of room. TMPDIR names another place."
            )
            return
        rounds = str(min(_ROUNDS, options.runs))
        found: dict[str, Any] = ask(
            "benchmarks.children.pack_kept", temporary, str(options.size_mib), rounds, patience=600 + options.size_mib
        )
    print(f"{found['files']} attachments, {found['mebibytes']:.0f} MiB, in a store in {folder.parent}.")
    rows = []
    for way, name in _NAMES.items():
        several: list[dict[str, float]] = found["ways"][way]
        seconds = [each["seconds"] for each in several]
        ratios = [each["seconds"] / copy["seconds"] for each, copy in zip(several, found["ways"]["copy"], strict=True)]
        speed = found["mebibytes"] / spread(seconds)[1]
        cpu = spread([each["cpu"] for each in several])[1]
        over = max(each["over idle"] for each in several)
        rows.append(
            [name, *cells(seconds, ".2f"), f"{speed:.0f}", f"{spread(ratios)[1]:.2f}", f"{cpu:.1f}", f"{over:.0f}"]
        )
    print_table(["", "s min", "median", "max", "MiB/s", ": copy", "CPU s", "MiB over idle"], rows)
    print(": copy : pair by pair, in the same run. Taking the files into the store took", f"{found['filling']:.1f} s.")

"""Packs a folder of files in one way and verifies the result; arguments: the way, the folder, an empty folder to work in.

Prints the seconds of writing, of verifying what was written, and of verifying it once more.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Final

from benchmarks.children import memory

Answer = dict[str, float | None]


def ours(source: Path, target: Path) -> Answer:
    """Pack with the application, which flushes the package to the disk and reads it back."""
    from citizen_desktop.clock import SystemClock
    from citizen_desktop.package.names import PackageKind
    from citizen_desktop.package.source import PayloadFile
    from citizen_desktop.package.verifier import verify
    from citizen_desktop.package.writer import write_package

    payload = [PayloadFile(file.name, file) for file in sorted(source.iterdir())]
    halfway: list[float] = []

    def progress(done: int, total: int) -> None:
        # Reading back counts as much as writing, and begins once the disk has everything.
        if 2 * done > total and not halfway:
            halfway.append(perf_counter())

    idle = memory.idle()
    began = perf_counter()
    package = write_package(target, PackageKind.OBJECTION, payload, clock=SystemClock(), progress=progress).path
    ended = perf_counter()
    again = _seconds(lambda: _must(verify(package).valid))
    peak = memory.peak()
    over = None if idle is None or peak is None else peak - idle
    return {"write": halfway[0] - began, "verify": ended - halfway[0], "again": again, "over idle": over}


def reference(source: Path, target: Path) -> Answer:
    """Pack with the reference implementation; nothing is flushed."""
    import bagit  # type: ignore[import-untyped]

    bag = target / "bag"

    def pack() -> None:
        shutil.copytree(source, bag)
        bagit.make_bag(str(bag), checksums=["sha256"])
        subprocess.run(["zip", "-0", "-q", "-r", "bag.zip", bag.name], cwd=target, check=True)  # noqa: S607

    def validate() -> None:
        bagit.Bag(str(bag)).validate()

    return {"write": _seconds(pack), "verify": _seconds(validate), "again": _seconds(validate), "over idle": None}


def copy(source: Path, target: Path) -> Answer:
    """Only copy, flush and read back: what the machine can do."""
    folder = target / "copy"

    def write() -> None:
        subprocess.run(["cp", "-r", str(source), str(folder)], check=True)  # noqa: S607
        subprocess.run(["sync", *map(str, sorted(folder.iterdir()))], check=True)  # noqa: S607

    def read() -> None:
        files = map(str, sorted(folder.iterdir()))
        subprocess.run(["sha256sum", *files], check=True, stdout=subprocess.DEVNULL)  # noqa: S607

    return {"write": _seconds(write), "verify": _seconds(read), "again": _seconds(read), "over idle": None}


def _seconds(step: Callable[[], object]) -> float:
    began = perf_counter()
    step()
    return perf_counter() - began


def _must(holds: bool) -> None:  # noqa: FBT001  an assertion
    if not holds:
        sys.exit("a package that was just written is not valid")


WAYS: Final = {"ours": ours, "reference": reference, "copy": copy}

if __name__ == "__main__":
    way, files, folder = WAYS[sys.argv[1]], Path(sys.argv[2]), Path(sys.argv[3])
    if hasattr(os, "sync"):
        # What was written before must not weigh on this.
        os.sync()
    print(json.dumps(way(files, folder)))

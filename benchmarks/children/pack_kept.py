"""Packs the attachments of a draft from an encrypted store; arguments: an empty folder, MiB, rounds. Prints JSON."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, Final

from benchmarks.children import memory
from citizen_desktop.clock import SystemClock
from citizen_desktop.drafts.models import Summary
from citizen_desktop.drafts.store import CHUNK, Store
from citizen_desktop.drafts.stored_file import StoredFile
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.package.names import PackageKind
from citizen_desktop.package.source import PayloadFile
from citizen_desktop.package.writer import write_package

KEY: Final = bytes(range(32))
_FILE: Final = 20 << 20
_BLOCK: Final = 1 << 20


def fill(store: Store, plain: Path, size: int) -> list[StoredFile]:
    """Keep files that nothing compresses, and lay the same bytes into plain ones."""
    draft_id = store.create(ObjectionDraft(), Summary(name="benchmark"))
    found = []
    plain.mkdir()
    for number in range(max(1, size // _FILE)):
        path = plain / f"{number:03}.bin"
        with path.open("wb") as stream:
            for _ in range(_FILE // _BLOCK):
                stream.write(os.urandom(_BLOCK))
        found.append(StoredFile.of(store, store.add_file(draft_id, _blocks(path))))
    store.checkpoint()
    return found


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while block := stream.read(CHUNK):
            yield block


def package(files: list[StoredFile], _plain: Path, target: Path) -> None:
    """Write a package, as the window does: flushed, read back, renamed."""
    payload = [PayloadFile(f"{number:03}.bin", file) for number, file in enumerate(files)]
    write_package(target, PackageKind.OBJECTION, payload, clock=SystemClock())


def store(files: list[StoredFile], _plain: Path, target: Path) -> None:
    """Only decrypt and write."""
    with (target / "all").open("wb") as stream:
        for file in files:
            for block in file.blocks():
                stream.write(block)
        stream.flush()
        os.fsync(stream.fileno())


def copy(_files: list[StoredFile], plain: Path, target: Path) -> None:
    """Copy what was never encrypted: what the machine can do."""
    for path in sorted(plain.iterdir()):
        with path.open("rb") as source, (target / path.name).open("wb") as stream:
            shutil.copyfileobj(source, stream, _BLOCK)
            stream.flush()
            os.fsync(stream.fileno())


WAYS: Final[dict[str, Callable[[list[StoredFile], Path, Path], None]]] = {
    "package": package,
    "store": store,
    "copy": copy,
}


def measure(way: str, files: list[StoredFile], plain: Path, target: Path) -> dict[str, float]:
    """Do it in one way."""
    target.mkdir()
    if hasattr(os, "sync"):
        # What was written before must not weigh on this.
        os.sync()
    idle = memory.idle()
    began, worked = perf_counter(), process_time()
    WAYS[way](files, plain, target)
    seconds, cpu = perf_counter() - began, process_time() - worked
    peak = memory.peak()
    shutil.rmtree(target)
    over = 0.0 if idle is None or peak is None else peak - idle
    return {"seconds": seconds, "cpu": cpu, "over idle": over}


def main(folder: Path, mebibytes: int, rounds: int) -> dict[str, Any]:
    """Fill a store and measure."""
    kept = Store(folder / "store.db", KEY, SystemClock(), create=True)
    began = perf_counter()
    files = fill(kept, folder / "plain", mebibytes << 20)
    filling = perf_counter() - began
    ways: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for _ in range(rounds):
        for way, told in ways.items():
            told.append(measure(way, files, folder / "plain", folder / way))
    kept.close()
    size = sum(file.size for file in files) / _BLOCK
    return {"ways": ways, "files": len(files), "mebibytes": size, "filling": filling}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))

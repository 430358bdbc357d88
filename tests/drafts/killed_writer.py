"""Writes to a store and is killed in the middle of it, again and again: each time one change to the disk later.

Run as ``python -m tests.drafts.killed_writer FOLDER STEP``. Each child has a folder of its own, where
``acknowledged`` counts the saves that were told to be done.
"""

import os
import signal
import sys
from pathlib import Path
from types import SimpleNamespace

import apsw

from citizen_desktop.drafts import database, witness
from citizen_desktop.drafts.holder import Holder
from citizen_desktop.drafts.store import Store
from tests.conftest import SUNDAY, HandClock
from tests.drafts.conftest import KEY
from tests.drafts.disk import Disk, connection
from tests.drafts.test_store import DRAFT, SUMMARY

SAVES = 12


def write(folder: Path, last_step: int) -> None:
    """Save until so many changes were made to the disk, then end as if by a power switch."""
    steps = 0

    def tell(*_what: object) -> None:
        nonlocal steps
        steps += 1
        if steps == last_step:
            os.kill(os.getpid(), signal.SIGKILL)

    disk = Disk(tell)
    database.apsw = SimpleNamespace(**{**vars(apsw), "Connection": connection})
    witness._MERGE_AT = 20
    clock = HandClock(SUNDAY)
    acknowledged = os.open(folder / "acknowledged", os.O_CREAT | os.O_WRONLY)
    holder = Holder(folder / "store.lock", clock)
    store = Store(folder / "store.db", KEY, clock, create=True, watcher=holder)
    draft_id = store.create(DRAFT, SUMMARY)
    os.write(acknowledged, b".")
    for number in range(SAVES):
        store.save(draft_id, DRAFT.with_objection(explanation=f"{number} " * 900), SUMMARY)
        os.write(acknowledged, b".")
        if number % 4 == 3:
            store.add_file(draft_id, [bytes([number]) * 20_000])
    store.close()
    holder.let_go()
    del disk


def main(folder: Path, step: int) -> None:
    """Fork a writer for every so many changes to the disk, until one is not killed any more."""
    last_step = 1
    while True:
        mine = folder / str(last_step)
        mine.mkdir()
        child = os.fork()
        if not child:
            write(mine, last_step)
            os._exit(0)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != -signal.SIGKILL:
            return
        last_step += step


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

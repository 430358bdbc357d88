"""Builds a package again and again, each time with a fault at another change to the disk, each time in a process of its own.

Run as ``python -m tests.faults.building WAY FOLDER EVERY``: the way is ``command``, the command line, or ``store``, what the window
does with a draft of the encrypted store. ``FOLDER/template`` is copied for each child to a folder that is called after its fault
and its place; what the child said is in ``said`` there, what it did in a JSON file beside. Of all writes, one in so many is struck.
"""

import json
import os
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from types import SimpleNamespace

import apsw
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from citizen_desktop import assembly, cli, i18n, paths
from citizen_desktop.clock import StoppedClock, SystemClock, parse_moment
from citizen_desktop.content.objection_loader import load_objection_content
from citizen_desktop.drafts import database
from citizen_desktop.drafts.holder import Holder
from citizen_desktop.drafts.models import Action, Summary
from citizen_desktop.drafts.session import DraftSession
from citizen_desktop.drafts.store import Store
from citizen_desktop.errors import UserError
from citizen_desktop.i18n import Language
from citizen_desktop.package import writer
from citizen_desktop.policy import Policy
from citizen_desktop.ui.packing import packing_job
from tests.drafts.conftest import KEY
from tests.drafts.disk import Disk, connection
from tests.faults.layer import Fault, Layer, make_small

MOMENT = "2026-11-22T16:12"
SLOTS = ("national-id", "income-proof", "bank-statement", "housing-proof")
LOADED = (assembly, writer)
"""What the command loads late is loaded once here, for all children."""


def by_command(folder: Path, layer: Layer) -> int:
    """Build a package as ``citizen-desktop package build`` does."""
    command = [
        "--lang",
        "en",
        "--data-dir",
        str(folder / "data"),
        "package",
        "build",
        str(folder / "in" / "draft.json"),
    ]
    for slot in SLOTS:
        command += ["--attach", f"{slot}={folder / 'in' / slot}"]
    layer.lay()
    return cli.main([*command, "--out", str(folder / "out"), "--at", MOMENT])


def from_store(folder: Path, layer: Layer) -> int:
    """Build a package as the window does, of a draft that is kept."""
    application = QGuiApplication(["faults", "-platform", "offscreen"])
    i18n.use(Language.ENGLISH, paths.translations())
    content = load_objection_content(paths.resources() / "content", Policy())
    told = Disk(layer.tell_of_store)
    database.apsw = SimpleNamespace(**{**vars(apsw), "Connection": connection})
    clock, data = SystemClock(), folder / "data"
    holder = Holder(data / "store.lock", clock)
    session = DraftSession(Store(data / "store.db", KEY, clock, watcher=holder), clock)
    (head,) = session.store.heads()
    in_hand = session.open(head.id, lambda draft: Summary(name=draft.applicant.name))
    session.flush()
    layer.changes.clear()
    layer.lay()
    draft, files = in_hand.content
    job = packing_job(content, draft, files, folder / "out", data / "state.toml", StoppedClock(parse_moment(MOMENT)))
    ended = []

    def end(error: Exception | None) -> None:
        ended.append(error)
        QCoreApplication.quit()

    def note(_packed: object) -> None:
        in_hand.note(Action.PACKED)
        end(None)

    job.finished.connect(note)
    job.failed.connect(end)
    job.start()
    application.exec()
    session.flush(1)
    session.close(1)
    holder.let_go()
    del told
    if isinstance(ended[0], UserError):
        sys.stderr.write(ended[0].message)
        return 2
    if ended[0] is not None:
        raise ended[0]
    return 0


WAYS = {"command": by_command, "store": from_store}


def child(way: str, folder: Path, fault: Fault, place: int) -> None:
    """Build one package, with a fault, and report."""
    layer = Layer(folder, folder / "out", fault, place)
    with (folder / "said").open("w") as said, redirect_stderr(said), redirect_stdout(said):
        make_small()
        try:
            status = WAYS[way](folder, layer)
        except BaseException as error:  # noqa: BLE001  whatever it is, a test looks at it
            status = 1
            sys.stderr.write(f"Traceback: {type(error).__name__}")
    report = {"status": status, "struck": layer.struck, "changes": layer.changes, "unseen": layer.unseen}
    (folder.parent / f"{folder.name}.json").write_text(json.dumps(report))


def start(way: str, folder: Path, fault: Fault, place: int) -> int:
    """Fork a child on a copy of the template; return its process."""
    shutil.copytree(folder / "template", folder / f"{fault}-{place}", symlinks=True)
    process = os.fork()
    if not process:
        try:
            child(way, folder / f"{fault}-{place}", fault, place)
        finally:
            os._exit(0)
    return process


def wanted(changes: list[tuple[str, bool]], fault: Fault, place: int, every: int) -> bool:
    """Whether a fault makes sense at a change, and is not one of the many that are left out."""
    kind, inside = changes[place - 1]
    if fault is Fault.GONE:
        return inside
    return kind not in {"write", "store write"} or place % every == 0


def main(way: str, folder: Path, every: int) -> None:
    """Build without a fault, then with each at each change."""
    os.waitpid(start(way, folder, Fault.ERROR, 0), 0)
    changes = json.loads((folder / f"{Fault.ERROR}-0.json").read_text())["changes"]
    tasks = [
        (fault, place)
        for fault in Fault
        for place in range(1, len(changes) + 1)
        if wanted(changes, fault, place, every)
    ]
    running = 0
    for fault, place in tasks:
        if running == 2:
            os.wait()
            running -= 1
        start(way, folder, fault, place)
        running += 1
    while running:
        os.wait()
        running -= 1


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))

"""At every change to the disk while a package is built, the disk fails or the process is killed: nothing that was there suffers."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from citizen_desktop.drafts.holder import Holder
from citizen_desktop.drafts.inspection import inspect
from citizen_desktop.drafts.models import Summary
from citizen_desktop.drafts.store import Store
from citizen_desktop.forms.draft_file import draft_to_json
from citizen_desktop.package.names import PackageKind
from citizen_desktop.package.source import PayloadFile
from citizen_desktop.package.verifier import verify
from citizen_desktop.package.writer import write_package
from citizen_desktop.unfinished import sweep_noted
from tests.conftest import SUNDAY, HandClock
from tests.drafts.conftest import KEY, everything
from tests.faults.building import SLOTS
from tests.faults.layer import Fault

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks, and asks /proc for names")

ROOT = Path(__file__).parents[2]


def lay_template(folder: Path, full_draft) -> None:
    """What is there before: a draft and its files, the store with them, and a package that was made earlier."""
    clock = HandClock(SUNDAY)
    for name in ("in", "data", "out"):
        (folder / name).mkdir(parents=True)
    contents = {slot: b"%PDF-1.7\n" + slot.encode() * 1_000 for slot in SLOTS}
    for slot, content in contents.items():
        (folder / "in" / slot).write_bytes(content)
    (folder / "in" / "draft.json").write_bytes(draft_to_json(full_draft.evolve(attachments=())))
    holder = Holder(folder / "data" / "store.lock", clock)
    store = Store(folder / "data" / "store.db", KEY, clock, create=True, watcher=holder)
    draft_id = store.create(full_draft, Summary(name="Somebody"))
    for attachment in full_draft.attachments:
        store.add_file(draft_id, [contents[attachment.slot]])
    store.close()
    holder.let_go()
    earlier = [PayloadFile("a.pdf", bytes(5_000))]
    write_package(folder / "out", PackageKind.OBJECTION, earlier, clock=clock)
    (folder / "data" / "state.toml").write_bytes(b'rtl = "aa"\n')


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def start_again(folder: Path) -> dict:
    """Start on what is there, as the window does, and return what the store holds."""
    data, clock = folder / "data", HandClock(SUNDAY)
    sweep_noted(data / "state.toml")
    held = Holder(data / "store.lock", clock)
    store = Store(data / "store.db", KEY, clock, watcher=held)
    found = everything(store)
    store.close()
    held.let_go()
    inspect(data / "store.db", KEY)
    return {draft_id: (head.number, head.files, draft, files) for draft_id, (head, draft, files) in found.items()}


@pytest.mark.parametrize("way", ["command", "store"])
def test_nothing_suffers_whatever_happens_to_the_disk(tmp_path, full_draft, way):
    """Every third write and every other change, with every fault."""
    lay_template(tmp_path / "template", full_draft)
    subprocess.run(
        [sys.executable, "-m", "tests.faults.building", way, str(tmp_path), "3"], cwd=ROOT, check=True, timeout=500
    )
    inputs, earlier = bytes_of(tmp_path / "template" / "in"), bytes_of(tmp_path / "template" / "out")
    kept = start_again(tmp_path / "template")
    changes = json.loads((tmp_path / "error-0.json").read_text())["changes"]
    met = set()
    for folder in sorted(path for path in tmp_path.iterdir() if path.is_dir() and path.name != "template"):
        fault, place = Fault(folder.name.partition("-")[0]), int(folder.name.partition("-")[2])
        look_at(folder, fault, place, inputs, earlier, kept)
        met.add((fault, changes[place - 1][0] if place else ""))
    kinds = {kind for kind, _inside in changes}
    assert kinds >= {"open", "write", "flush", "rename"} | ({"store write", "store flush"} if way == "store" else set())
    assert met >= {(fault, kind) for fault in (Fault.FULL, Fault.ERROR, Fault.KILLED) for kind in kinds}
    assert met >= {(Fault.GONE, kind) for kind in ("open", "write", "flush", "rename")}


def look_at(folder, fault, place, inputs, earlier, kept) -> None:
    """Look at what a child left, before and after the next start."""
    told = folder.with_suffix(".json")
    report = json.loads(told.read_text()) if told.exists() else None
    # Flushing goes on meanwhile: what is done between may be one change more or less, and then nothing was struck.
    over = report is not None and place > len(report["changes"])
    assert (report is None) == (fault is Fault.KILLED) or over, folder.name
    said = (folder / "said").read_text()
    assert "Traceback" not in said, folder.name
    if report is not None:
        assert report["unseen"] == [], folder.name
        assert report["struck"] or not place or over, folder.name
    # What is there under a final name is whole, whether or not it was told.
    packages = {path for path in (folder / "out").glob("*.zip") if path.name not in earlier}
    for path in packages:
        assert verify(path).valid, folder.name
    if report is not None:
        assert (report["status"] == 0) == bool(packages), folder.name
        assert report["status"] in {0, 2}, folder.name
        assert report["status"] == 0 or said, folder.name
    assert start_again(folder) == kept, folder.name
    assert bytes_of(folder / "in") == inputs, folder.name
    left = bytes_of(folder / "out")
    assert {name: left.get(name) for name in earlier} == earlier, folder.name
    assert left.keys() == earlier.keys() | {path.name for path in packages}, folder.name
    assert not [path.name for path in (folder / "data").iterdir() if path.name.endswith(".part")], folder.name

"""The package of a registration: what is in it, and that it is a package like any other."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import bagit
import pytest

from citizen_desktop.assembly import assemble_registration, packed_registration
from citizen_desktop.clock import StoppedClock
from citizen_desktop.forms.any_draft import any_draft_from_json
from citizen_desktop.forms.draft_file import draft_to_json
from citizen_desktop.package.names import PackageKind
from citizen_desktop.package.verifier import verify
from citizen_desktop.package.writer import write_package
from tests.attachments import corpus
from tests.conftest import SUNDAY
from tests.forms.registration_strategies import CONTENT, whole

ROOT = Path(__file__).parent.parent
JPEG = b"\xff\xd8\xff\xe0" + b"j" * 3000
PERSONAL = ("1000000008", "0500000000", "SA0380000000608010167519", "1000000016")


@pytest.fixture
def clock():
    return StoppedClock(SUNDAY)


@pytest.fixture
def scans(tmp_path):
    folder = tmp_path / "scans"
    folder.mkdir()
    for slot in ("national-id", "income-proof", "bank-statement"):
        (folder / f"{slot}.jpg").write_bytes(JPEG + slot.encode())
    return folder


def files_of(draft, scans):
    return [scans / attachment.original_name for attachment in draft.attachments]


@pytest.mark.parametrize("kind", ["household", "independent"])
def test_a_package_is_written_and_verified_like_any_other(qapp, tmp_path, clock, scans, kind):
    draft = whole(kind)
    payload = assemble_registration(CONTENT, draft, files_of(draft, scans), clock)
    written = write_package(tmp_path, PackageKind.REGISTRATION, payload, clock=clock)
    assert written.path.name.startswith("registration-2026-11-")
    assert verify(written.path).valid
    with zipfile.ZipFile(written.path) as package:
        package.extractall(tmp_path / "unpacked")
    folder = tmp_path / "unpacked" / written.path.stem
    assert bagit.Bag(str(folder)).validate()
    names = sorted(path.name for path in (folder / "data").iterdir())
    assert names == [
        "00-summary.pdf",
        "02-national-id.jpg",
        "03-income-proof.jpg",
        "04-bank-statement.jpg",
        "draft.json",
        "portal-steps.txt",
        "summary.txt",
    ]
    packed = any_draft_from_json((folder / "data" / "draft.json").read_bytes())
    assert (packed.complete, packed.missing) == (True, ())
    assert [attachment.path for attachment in packed.attachments] == [f"data/{name}" for name in names[1:4]]
    assert packed.evolve(complete=None, attachments=draft.attachments, members=draft.members) == draft
    summary = (folder / "data" / "summary.txt").read_text(encoding="utf-8")
    # In Arabic, whatever the window speaks, and with all that is typed into the portal.
    assert CONTENT.form.step("bank").name.ar in summary
    assert all(number in summary.replace(" ", "") for number in PERSONAL[:3])
    assert (PERSONAL[3] in summary) == (kind == "household")
    steps = (folder / "data" / "portal-steps.txt").read_text(encoding="utf-8")
    assert "02-national-id.jpg" in steps
    assert not [number for number in PERSONAL if number in steps]


def test_there_is_a_file_for_every_attachment(clock, scans):
    draft = whole("household")
    with pytest.raises(ValueError, match="2"):
        assemble_registration(CONTENT, draft, files_of(draft, scans)[:2], clock)


def build(tmp_path, draft, *arguments, language="en"):
    (tmp_path / "draft.json").write_bytes(draft_to_json(draft))
    (tmp_path / "out").mkdir(exist_ok=True)
    environment = {key: value for key, value in os.environ.items() if key != "QT_QPA_PLATFORM"}
    command = [sys.executable, "-m", "citizen_desktop", "--lang", language, "package", "build"]
    command += [str(tmp_path / "draft.json"), "--out", str(tmp_path / "out"), "--at", "2026-11-22T16:12"]
    return subprocess.run(
        [*command, *arguments],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env=environment | {"PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
    )


def test_the_command_builds_one_from_its_draft(tmp_path, scans):
    draft = whole("household").evolve(attachments=())
    slots = ("national-id", "income-proof", "bank-statement")
    for slot in slots:
        (scans / f"{slot}.jpg").write_bytes(corpus.text(slot.encode()))
    attach = [f"--attach={slot}={scans / slot}.jpg" for slot in slots]
    done = build(tmp_path, draft, *attach, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert (answer["complete"], answer["missing"], answer["doubtful"]) == (True, [], [])
    assert verify(Path(answer["path"])).valid
    assert Path(answer["path"]).name.startswith("registration-")


def test_the_command_says_what_a_registration_lacks(tmp_path, scans):
    draft = whole("independent").evolve(attachments=(), housing_proof=None).with_applicant(mobile="050")
    done = build(tmp_path, draft, f"--attach=national-id={scans / 'national-id.jpg'}", "--json")
    assert done.returncode == 1
    answer = json.loads(done.stdout)
    assert answer["path"] is None
    assert answer["missing"] == ["income-proof", "bank-statement", "housing-proof"]
    assert answer["missing_answers"] == ["basic.mobile"]
    assert "Mobile number (basic.mobile)" in done.stderr
    assert "(housing-proof)" in done.stderr
    assert not [number for number in PERSONAL if number in done.stderr]
    assert not any((tmp_path / "out").iterdir())
    allowed = build(
        tmp_path, draft, f"--attach=national-id={scans / 'national-id.jpg'}", "--allow-incomplete", "--json"
    )
    assert allowed.returncode == 0
    assert json.loads(allowed.stdout)["complete"] is False


def test_members_who_are_not_asked_for_any_more_do_not_leave_with_the_package(qapp, clock):
    draft = whole("household")
    assert draft.members
    changed = draft.with_applicant(kind="independent")
    packed = packed_registration(CONTENT, changed, clock)
    assert packed.members == ()
    assert packed_registration(CONTENT, draft, clock).members == draft.members

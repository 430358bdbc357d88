"""``package build`` as technicians' scripts call it: the whole command in a process of its own."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import bagit
import pypdfium2
import pytest

from citizen_desktop.forms.draft_file import draft_from_json, draft_to_json
from citizen_desktop.settings import WindowState, load_window_state, save
from tests.attachments import corpus

JPEG = b"\xff\xd8\xff\xe0" + b"j" * 3000
PDF = b"%PDF-1.7\n" + b"p" * 5000
ROOT = Path(__file__).parent.parent
ALL = ("housing-proof", "bank-statement", "national-id", "income-proof")


@pytest.fixture
def inputs(tmp_path, full_draft):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "draft.json").write_bytes(draft_to_json(full_draft.evolve(attachments=())))
    (folder / "Somebody 1000000008.txt").write_bytes(JPEG)
    (folder / "كشف حساب 2026.pdf").write_bytes(PDF)
    (folder / "notes.pdf").write_bytes(b"no such type")
    for slot in ALL:
        # Each its own: the same file twice would be a doubt.
        (folder / f"{slot}.bin").write_bytes(JPEG + slot.encode())
    (tmp_path / "out").mkdir()
    return folder


@pytest.fixture
def build(inputs, tmp_path):
    def run(*arguments, draft="draft.json", out="out", language="en"):
        environment = {key: value for key, value in os.environ.items() if key != "QT_QPA_PLATFORM"}
        command = [sys.executable, "-m", "citizen_desktop", "--lang", language, "--data-dir", str(tmp_path / "data")]
        command += ["package", "build", str(inputs / draft), "--out", str(tmp_path / out), "--at", "2026-11-22T16:12"]
        environment |= {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path / "temporary")}
        if (tmp_path / "policy.toml").exists():
            environment["CITIZEN_DESKTOP_POLICY"] = str(tmp_path / "policy.toml")
        return subprocess.run(
            [*command, *arguments], check=False, capture_output=True, encoding="utf-8", env=environment, cwd=tmp_path
        )

    return run


def attach(inputs, *slots):
    for slot in slots:
        file = {"bank-statement": "كشف حساب 2026.pdf", "national-id": "Somebody 1000000008.txt"}.get(
            slot, f"{slot}.bin"
        )
        yield from ("--attach", f"{slot}={inputs / file}")


def test_a_complete_package(build, inputs, tmp_path):
    done = build(*attach(inputs, *ALL), "--json")
    assert done.returncode == 0
    answer = json.loads(done.stdout)
    path = Path(answer.pop("path"))
    assert answer.pop("bytes") == path.stat().st_size
    assert answer == {"complete": True, "missing": [], "missing_answers": [], "doubtful": [], "files": 9}
    assert [path] == list((tmp_path / "out").iterdir())
    assert not (tmp_path / "temporary").exists()
    with zipfile.ZipFile(path) as archive:
        names = [name.removeprefix(f"{path.stem}/data/") for name in archive.namelist() if "/data/" in name]
        assert names[:6] == [
            "00-letter.pdf",
            "01-contents.pdf",
            "02-national-id.jpg",
            "03-income-proof.jpg",
            "04-bank-statement.pdf",
            "05-housing-proof.jpg",
        ]
        assert archive.read(f"{path.stem}/data/04-bank-statement.pdf") == PDF
        draft = draft_from_json(archive.read(f"{path.stem}/data/draft.json"))
        archive.extractall(tmp_path / "unpacked")
    assert draft.complete
    assert [attachment.original_name for attachment in draft.attachments][2] == "كشف حساب 2026.pdf"
    assert [attachment.pages for attachment in draft.attachments] == [1, 1, None, 1]
    assert bagit.Bag(str(tmp_path / "unpacked" / path.stem)).validate()
    command = [sys.executable, "-m", "citizen_desktop", "package"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    for action in ("verify", "show"):
        run = subprocess.run([*command, action, path, "--json"], check=True, capture_output=True, env=environment)
        found = json.loads(run.stdout)
        assert found.get("problems") == []
        assert found.get("complete", True) is True


def test_without_json_the_path_is_all_it_prints(build, inputs):
    done = build(*attach(inputs, *ALL))
    assert done.returncode == 0
    assert Path(done.stdout.strip()).suffix == ".zip"


def test_an_incomplete_draft_writes_nothing_and_says_what_is_missing(build, inputs, tmp_path):
    done = build(*attach(inputs, "national-id", "income-proof"), "--json")
    assert done.returncode == 1
    answer = json.loads(done.stdout)
    assert (answer["path"], answer["complete"]) == (None, False)
    assert answer["missing"] == ["bank-statement", "housing-proof"]
    assert "bank-statement" in done.stderr
    assert "Proof of independent housing" in done.stderr
    assert not list((tmp_path / "out").iterdir())
    assert build(*attach(inputs, "national-id")).stdout == ""


def test_an_incomplete_draft_that_is_allowed(build, inputs, tmp_path):
    done = build("--allow-incomplete", "--json", language="ar")
    assert done.returncode == 0
    answer = json.loads(done.stdout)
    assert answer["complete"] is False
    assert len(answer["missing"]) == 4
    with zipfile.ZipFile(answer["path"]) as archive:
        name = Path(answer["path"]).stem
        assert draft_from_json(archive.read(f"{name}/data/draft.json")).missing == tuple(answer["missing"])
        assert "غير مكتملة" in archive.read(f"{name}/data/letter.txt").decode()


def test_a_file_of_no_known_type_is_a_doubt(build, inputs):
    done = build(*attach(inputs, *ALL), "--attach", f"other={inputs / 'notes.pdf'}", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["doubtful"] == ["other"]


def test_a_file_given_twice_and_a_format_that_few_take_are_doubts_and_said(build, inputs):
    (inputs / "photo.heic").write_bytes(b"\x00\x00\x00\x18ftypheic" + b"h" * 100)
    same = inputs / "income-proof.bin"
    done = build(
        *attach(inputs, *ALL),
        "--attach",
        f"reason-proof={same}",
        "--attach",
        f"other={inputs / 'photo.heic'}",
        "--json",
    )
    assert done.returncode == 0
    answer = json.loads(done.stdout)
    assert (answer["complete"], answer["doubtful"]) == (True, ["reason-proof", "other"])
    assert "(reason-proof): The same file is attached already" in done.stderr
    assert "(other): The portal may not take this format" in done.stderr
    with zipfile.ZipFile(answer["path"]) as archive:
        packed = draft_from_json(archive.read(f"{Path(answer['path']).stem}/data/draft.json"))
    digests = {file.slot: file.sha256 for file in packed.attachments}
    assert digests["reason-proof"] == digests["income-proof"] == hashlib.sha256(same.read_bytes()).hexdigest()
    # What follows from the other files is judged anew each time, and not noted.
    assert {file.slot: file.doubts for file in packed.attachments}["reason-proof"] == ()


def test_doubts_are_said_though_something_is_missing(build, inputs):
    done = build("--attach", f"other={inputs / 'notes.pdf'}", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["doubtful"] == ["other"]
    assert "(other): This is no PDF" in done.stderr


def test_what_the_draft_says_holds_of_the_same_bytes_only(build, inputs, full_draft):
    data = (inputs / "notes.pdf").read_bytes()
    known = full_draft.attachments[0].evolve(size=len(data), doubts=("blurred",), pages=7)
    for digest, doubts in ((hashlib.sha256(data).hexdigest(), ("blurred",)), ("0" * 64, ("unknown-type",))):
        draft = full_draft.evolve(attachments=(known.evolve(original_name="notes.pdf", sha256=digest),))
        (inputs / "draft.json").write_bytes(draft_to_json(draft))
        done = build("--attach", f"{known.slot}={inputs / 'notes.pdf'}", "--allow-incomplete", "--json")
        path = Path(json.loads(done.stdout)["path"])
        with zipfile.ZipFile(path) as archive:
            (packed,) = draft_from_json(archive.read(f"{path.stem}/data/draft.json")).attachments
        assert packed.doubts == doubts


def test_what_the_draft_says_of_a_file_goes_along(build, inputs, full_draft):
    known = full_draft.attachments[0].evolve(original_name="notes.pdf", size=12, pages=7, doubts=("blurred",))
    draft = full_draft.evolve(attachments=(known, full_draft.attachments[1]))
    (inputs / "draft.json").write_bytes(draft_to_json(draft))
    done = build("--attach", f"{known.slot}={inputs / 'notes.pdf'}", "--allow-incomplete", "--json")
    answer = json.loads(done.stdout)
    assert answer["doubtful"] == [known.slot]
    assert f"{full_draft.attachments[1].slot} that was not attached" in done.stderr
    with zipfile.ZipFile(answer["path"]) as archive:
        packed = draft_from_json(archive.read(f"{Path(answer['path']).stem}/data/draft.json"))
    assert [(file.pages, file.media_type) for file in packed.attachments] == [(7, "")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("{", "not-json"), ("{}", "not-a-draft"), ('{"draft": "objection", "version": 99}', "newer"),
     ('{"draft": "objection", "version": 1, "x": 1}', "wrong-field")],
)  # fmt: skip
def test_a_draft_that_is_none(build, inputs, tmp_path, text, kind):
    (inputs / "draft.json").write_text(text)
    done = build("--allow-incomplete", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["problem"]["kind"] == kind
    assert done.stderr
    assert not list((tmp_path / "out").iterdir())


@pytest.mark.parametrize(
    "arguments",
    [
        ["--attach", "national-id=/no/such/file"],
        ["--attach", "national-id=/"],
        ["--attach", "no-such={file}"],
        ["--attach", "national-id"],
        ["--attach", "National ID={file}"],
        ["--attach", "national-id="],
    ],
)
def test_what_cannot_be_judged(build, inputs, tmp_path, arguments):
    file = inputs / "notes.pdf"
    done = build(*(argument.format(file=file) for argument in arguments), "--allow-incomplete", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "out").iterdir())


def test_an_absent_draft_or_folder(build):
    assert build("--allow-incomplete", draft="none.json").returncode == 2
    done = build("--allow-incomplete", out="none")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_owners_limits_stand_in_the_place_of_the_assumed_ones(build, inputs, tmp_path):
    for name in ("Somebody 1000000008.txt", "income-proof.bin"):
        # Each its own: the same file twice would be a doubt.
        (inputs / name).write_bytes(JPEG + name.encode() + bytes(1_500_000))
    assert json.loads(build(*attach(inputs, *ALL), "--json").stdout)["doubtful"] == []
    (tmp_path / "policy.toml").write_text("size_limit_file_mb = 1\nsize_limit_package_mb = 100\n")
    doubtful = json.loads(build(*attach(inputs, *ALL), "--json").stdout)["doubtful"]
    assert sorted(doubtful) == ["income-proof", "national-id"]
    (tmp_path / "policy.toml").write_text("size_limit_file_mb = 100\nsize_limit_package_mb = 3\n")
    assert json.loads(build(*attach(inputs, *ALL), "--json").stdout)["doubtful"] == ["package.size"]


@pytest.fixture
def real_files(inputs):
    """A file for every document that can be opened."""
    contents = {"national-id": corpus.jpeg(), "bank-statement": corpus.text(b"Account", pages=2)}
    names = {"national-id": "Somebody 1000000008.txt", "bank-statement": "كشف حساب 2026.pdf"}
    for slot in ALL:
        (inputs / names.get(slot, f"{slot}.bin")).write_bytes(contents.get(slot, corpus.scan()) + slot.encode())
    return inputs


def test_a_single_pdf_joins_everything_and_is_in_the_manifest(build, real_files, tmp_path):
    done = build(*attach(real_files, *ALL), "--single-pdf", "--json")
    assert done.returncode == 0
    answer = json.loads(done.stdout)
    path = Path(answer["path"])
    assert answer["files"] == 10
    with zipfile.ZipFile(path) as archive:
        data = f"{path.stem}/data/"
        single = pypdfium2.PdfDocument(archive.read(f"{data}all-in-one.pdf"))
        pages = [len(pypdfium2.PdfDocument(archive.read(data + name))) for name in ("00-letter.pdf", "01-contents.pdf")]
        manifest = archive.read(f"{path.stem}/manifest-sha256.txt").decode()
        assert "all-in-one.pdf" in archive.read(f"{data}portal-steps.txt").decode()
        assert archive.read(f"{data}04-bank-statement.pdf") == (real_files / "كشف حساب 2026.pdf").read_bytes()
        archive.extractall(tmp_path / "unpacked")
    assert len(single) == sum(pages) + 1 + 1 + 2 + 1
    assert "data/all-in-one.pdf" in manifest
    assert bagit.Bag(str(tmp_path / "unpacked" / path.stem)).validate()
    assert "Account" in single[sum(pages) + 2].get_textpage().get_text_range()


def test_files_are_looked_into_for_pages_and_doubts(build, real_files):
    done = build(*attach(real_files, *ALL), "--json")
    assert done.returncode == 0
    answer = json.loads(done.stdout)
    with zipfile.ZipFile(answer["path"]) as archive:
        draft = draft_from_json(archive.read(f"{Path(answer['path']).stem}/data/draft.json"))
    found = {each.slot: each for each in draft.attachments}
    assert {slot: each.pages for slot, each in found.items()} == {
        "national-id": 1,
        "bank-statement": 2,
        "income-proof": 1,
        "housing-proof": 1,
    }
    # Scans of 75 dots per inch.
    assert found["income-proof"].doubts == ("too-small",)
    assert found["bank-statement"].doubts == ()
    assert "The same file is attached already" in done.stderr, "the photo shows what the scan does"
    assert "income-proof" in answer["doubtful"]
    assert "too small to read" in done.stderr


def test_a_file_that_cannot_be_opened_is_attached_and_named_with_its_reason(build, real_files):
    sound = build(*attach(real_files, *ALL)).stderr
    (real_files / "كشف حساب 2026.pdf").write_bytes(corpus.locked(b"secret"))
    (real_files / "housing-proof.bin").write_bytes(JPEG + b"no picture")
    done = build(*attach(real_files, *ALL), "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["complete"]
    told = [line for line in done.stderr.splitlines() if line not in sound]
    assert [line.split(": ")[2] for line in told] == ["housing-proof", "bank-statement"]
    assert "housing-proof.bin" in told[0]
    assert "كشف حساب 2026.pdf is locked with a password." in told[1]


def test_a_single_pdf_that_is_too_large_is_said_and_built(build, real_files, tmp_path):
    (real_files / "income-proof.bin").write_bytes(corpus.large())
    (tmp_path / "policy.toml").write_text("size_limit_file_mb = 100\n")
    assert "The single PDF" not in build(*attach(real_files, *ALL), "--single-pdf").stderr
    (tmp_path / "policy.toml").write_text("size_limit_file_mb = 1\n")
    done = build(*attach(real_files, *ALL), "--single-pdf")
    assert done.returncode == 0
    assert done.stderr.count("The single PDF") == 1


def test_without_the_option_there_is_no_single_pdf(build, real_files):
    path = Path(json.loads(build(*attach(real_files, *ALL), "--json").stdout)["path"])
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if "all-in-one" in name]


def test_a_file_that_cannot_be_joined_is_named_and_nothing_is_written(build, real_files, tmp_path):
    (real_files / "كشف حساب 2026.pdf").write_bytes(corpus.locked(b"secret"))
    done = build(*attach(real_files, *ALL), "--single-pdf", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["path"] is None
    assert "كشف حساب 2026.pdf is locked with a password." in done.stderr
    assert list((tmp_path / "out").iterdir()) == []


def test_where_files_may_leave_on_a_stick_only_no_package_goes_anywhere_else(build, inputs, tmp_path):
    (tmp_path / "policy.toml").write_text("export_removable_only = true\n")
    done = build(*attach(inputs, *ALL), "--json")
    assert done.returncode == 2
    assert "removable medium only" in done.stderr
    assert list((tmp_path / "out").iterdir()) == []


def test_what_an_earlier_run_left_when_it_was_killed_is_swept(build, inputs, tmp_path):
    left = tmp_path / "out" / ".objection-2026-11-ABCD.part"
    left.write_bytes(b"half a package")
    (tmp_path / "data").mkdir()
    save(tmp_path / "data" / "state.toml", WindowState(unfinished=(str(left),)))
    done = build(*attach(inputs, *ALL))
    assert [Path(done.stdout.strip())] == list((tmp_path / "out").iterdir())
    assert load_window_state(tmp_path / "data" / "state.toml").unfinished == ()

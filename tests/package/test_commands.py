"""``citizen-desktop package``: one JSON document, a listing for people, and the exit status that scripts rely on."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from citizen_desktop.cli import main
from citizen_desktop.clock import StoppedClock
from citizen_desktop.package.names import PackageKind
from citizen_desktop.package.rules import Kind, Rule
from citizen_desktop.package.source import PayloadFile
from citizen_desktop.package.writer import write_package

ROOT = Path(__file__).resolve().parents[2]
DRAFT = b'{"complete": false, "missing": ["national-id", "other"], "more": [1]}'


@pytest.fixture
def package(tmp_path):
    payload = [PayloadFile("00-letter.pdf", b"%PDF"), PayloadFile("draft.json", DRAFT)]
    clock = StoppedClock(datetime.fromisoformat("2026-11-22T16:12"))
    return write_package(tmp_path, PackageKind.OBJECTION, payload, clock=clock).path


def call(capsys, *arguments):
    status = main(["--lang", "en", "package", *map(str, arguments)])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_verify_a_package(capsys, package):
    status, out, err = call(capsys, "verify", package, "--json")
    assert (status, err) == (0, "")
    assert json.loads(out) == {"valid": True, "version": "1.0", "problems": [], "warnings": []}
    status, out, _ = call(capsys, "verify", package)
    assert status == 0
    assert out.splitlines() == [
        "The package is complete and intact.",
        f"{package.stem} · BagIt 1.0 · 2 files · 73 bytes",
    ]


def test_verify_a_damaged_package(capsys, package):
    package.write_bytes(package.read_bytes().replace(b"%PDF", b"%PDG"))
    status, out, err = call(capsys, "verify", package, "--json")
    document = json.loads(out)
    assert (status, err, document["valid"]) == (1, "", False)
    assert {(problem["kind"], problem["path"]) for problem in document["problems"]} == {
        ("altered", "data/00-letter.pdf")
    }
    assert all(set(problem) == {"kind", "path", "detail"} for problem in document["problems"])
    status, out, _ = call(capsys, "verify", package)
    assert status == 1
    assert "altered · data/00-letter.pdf · manifest-sha256.txt says" in out


@pytest.mark.parametrize("action", ["verify", "show"])
def test_what_is_not_there(capsys, tmp_path, action):
    status, out, err = call(capsys, action, tmp_path / "absent", "--json")
    assert (status, out) == (2, "")
    assert "no such file" in err


def test_show(capsys, package):
    status, out, err = call(capsys, "show", package, "--json")
    document = json.loads(out)
    assert (status, err) == (0, "")
    assert document["name"] == package.stem
    assert document["kind"] == "objection"
    assert document["date"] == "2026-11-22"
    assert document["complete"] is False
    assert document["missing"] == ["national-id", "other"]
    assert [(file["path"], file["size"]) for file in document["files"]] == [
        ("data/00-letter.pdf", 4),
        ("data/draft.json", len(DRAFT)),
    ]
    assert all(len(file["digest"]) == 64 for file in document["files"])
    assert document["bag_info"]["Payload-Oxum"] == "73.2"
    status, out, _ = call(capsys, "show", package)
    assert status == 0
    assert "Missing: national-id, other" in out


@pytest.mark.parametrize("draft", [b"", b"[]", b'{"complete": 1}', b"[" * 100_000, b"\xff", b'{"missing": 3}', b"null"])
def test_a_draft_that_says_nothing(capsys, tmp_path, bags, draft):
    folder = bags.as_folder(tmp_path, bags.bag({"data/draft.json": draft}))
    status, out, _ = call(capsys, "show", folder, "--json")
    assert status == 0
    assert json.loads(out)["complete"] is None


def test_show_what_is_no_bag(capsys, tmp_path):
    status, out, _ = call(capsys, "show", tmp_path, "--json")
    assert status == 1
    assert json.loads(out)["problems"]


def test_nothing_that_a_bag_holds_reaches_the_terminal_raw(capsys, tmp_path, bags):
    folder = bags.as_folder(tmp_path, bags.bag({"data/\x1b[31m\u202e.txt": b"1"}, info="A: \x1b[2J\n"))
    for action in ("verify", "show"):
        _, out, _ = call(capsys, action, folder)
        assert "\x1b" not in out
        assert "\u202e" not in out


def test_arabic(capsys, package):
    assert main(["package", "verify", str(package), "--lang", "ar"]) == 0
    assert capsys.readouterr().out.startswith("الحزمة مكتملة وسليمة.")


def test_every_rule_has_a_kind_and_a_sentence_that_can_be_filled_in():
    from citizen_desktop.package import rules

    found = [rule for rule in vars(rules).values() if isinstance(rule, Rule)]
    assert {rule.kind for rule in found} == set(Kind)
    assert len({rule.message for rule in found}) >= len(found) - 6


def test_no_qt_is_loaded(package):
    code = "import sys; from citizen_desktop.cli import main; main(sys.argv[1:]); assert 'PySide6' not in sys.modules"
    command = [sys.executable, "-c", code, "package", "verify", str(package), "--json"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert json.loads(done.stdout)["valid"]


def test_show_begins_with_no_empty_line_where_nothing_is_known(capsys, tmp_path):
    (tmp_path / "empty.zip").touch()
    status, out, _ = call(capsys, "show", tmp_path / "empty.zip")
    assert status == 1
    assert out.splitlines()[0]

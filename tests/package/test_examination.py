"""A verdict sorted by file: the damaged ones first, with what was expected and what was found."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from citizen_desktop.package.errors import Cancelled, NotJudgedError
from citizen_desktop.package.examination import Examination, State, examine
from citizen_desktop.package.names import PackageKind
from citizen_desktop.package.source import PayloadFile
from citizen_desktop.package.writer import write_package
from tests.conftest import SUNDAY, HandClock

PAYLOAD = {"00-letter.pdf": b"letter" * 100, "02-bank-statement.jpg": b"statement" * 200, "draft.json": b"{}"}


@pytest.fixture
def package(tmp_path) -> Path:
    files = [PayloadFile(name, content) for name, content in PAYLOAD.items()]
    return write_package(tmp_path, PackageKind.OBJECTION, files, clock=HandClock(SUNDAY)).path


@pytest.fixture
def folder(package, tmp_path) -> Path:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path)
    return tmp_path / package.stem


def states(examination: Examination) -> list[tuple[str, State]]:
    return [(result.path, result.state) for result in examination.results if result.state is not State.INTACT]


def test_a_sound_package_is_all_intact(package):
    examination = examine(package)
    assert examination.verdict.valid
    assert examination.file == package.name
    assert examination.date == "2026-11-22"
    assert (examination.files, examination.count(State.INTACT)) == (7, 7)
    letter = next(result for result in examination.results if result.path == "data/00-letter.pdf")
    assert (letter.size, letter.expected) == (600, hashlib.sha256(PAYLOAD["00-letter.pdf"]).hexdigest())
    assert letter.found is letter.expected_size is None


def test_an_altered_file_comes_first_with_both_digests_and_sizes(folder):
    (folder / "data" / "02-bank-statement.jpg").write_bytes(b"another")
    examination = examine(folder)
    first = examination.results[0]
    assert (first.path, first.state) == ("data/02-bank-statement.jpg", State.ALTERED)
    assert (first.size, first.expected_size) == (7, 1800)
    assert first.expected == hashlib.sha256(PAYLOAD["02-bank-statement.jpg"]).hexdigest()
    assert first.found == hashlib.sha256(b"another").hexdigest()
    assert not first.remarks
    assert len(states(examination)) == 1  # that Payload-Oxum is wrong too follows from it


def test_where_two_are_damaged_nobody_knows_their_sizes(folder):
    (folder / "data" / "02-bank-statement.jpg").write_bytes(b"another")
    (folder / "data" / "00-letter.pdf").unlink()
    examination = examine(folder)
    assert states(examination) == [
        ("data/02-bank-statement.jpg", State.ALTERED),
        ("data/00-letter.pdf", State.MISSING),
    ]
    assert [result.expected_size for result in examination.results[:2]] == [None, None]


def test_what_is_missing_and_what_is_too_much(folder):
    (folder / "data" / "draft.json").rename(folder / "data" / "more.json")
    examination = examine(folder)
    assert states(examination) == [("data/draft.json", State.MISSING), ("data/more.json", State.UNEXPECTED)]
    assert examination.results[0].expected_size == 2
    assert examination.files == 8


def test_what_is_wrong_with_the_package_itself_is_no_file(tmp_path):
    path = tmp_path / "picture.zip"
    path.write_bytes(b"no zip at all")
    examination = examine(path)
    assert examination.results[0].path == ""
    assert examination.results[0].state is State.FAULTY
    assert not examination.verdict.valid
    assert all(result.remarks for result in examination.results)


def test_a_wrong_count_is_told_where_nothing_else_explains_it(folder):
    path = folder / "bag-info.txt"
    path.write_bytes(path.read_bytes().replace(b"Payload-Oxum: 2", b"Payload-Oxum: 3"))
    first = examine(folder).results[0]
    assert (first.path, first.state) == ("bag-info.txt", State.ALTERED)
    assert [problem.kind for problem in first.remarks] == ["tag"]


def test_what_is_not_there_is_not_judged(tmp_path):
    with pytest.raises(NotJudgedError):
        examine(tmp_path / "absent.zip")


def test_it_breaks_off_when_asked(package):
    with pytest.raises(Cancelled):
        examine(package, cancelled=lambda: True)

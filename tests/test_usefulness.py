"""Counts of yes and no: kept without any name, beside what else the file remembers, and told on the command line."""

import csv
import io
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from citizen_desktop.cli import main
from citizen_desktop.content.faq_loader import load_faq
from citizen_desktop.content.loader import load_channels
from citizen_desktop.paths import resources
from citizen_desktop.settings import Opinions, WindowState, load_window_state, save
from citizen_desktop.usefulness import COLUMNS, Rating, Tally, ratings, ratings_csv, read_counts

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "state.toml"


@pytest.fixture
def tally(path):
    return Tally(path)


@pytest.fixture(scope="module")
def faq():
    folder = resources() / "content"
    return load_faq(folder, load_channels(folder).channels)


# ── Counting ────────────────────────────────────────────────────────────────
def test_opinions_are_counted_and_the_file_holds_nothing_else(tally, path):
    for useful in (True, True, False):
        tally.count("whatsapp", useful=useful)
    tally.count("nafath", useful=False)
    assert tally.counts() == {"whatsapp": Opinions(yes=2, no=1), "nafath": Opinions(no=1)}
    assert tomllib.loads(path.read_text()) == {
        "rtl": "", "ltr": "", "unfinished": [], "unlock_errors": {"at": 0.0, "count": 0},
        "useful": {"whatsapp": {"yes": 2, "no": 1}, "nafath": {"yes": 0, "no": 1}},
    }  # fmt: skip


def test_an_opinion_that_is_changed_moves_and_the_same_again_does_nothing(tally):
    tally.count("nafath", useful=True)
    tally.count("nafath", useful=False, instead=True)
    assert tally.counts()["nafath"] == Opinions(no=1)
    tally.count("nafath", useful=False, instead=False)
    assert tally.counts()["nafath"] == Opinions(no=1)


def test_an_opinion_that_was_reset_meanwhile_is_not_taken_below_nothing(tally):
    tally.count("nafath", useful=True)
    assert tally.reset()
    tally.count("nafath", useful=False, instead=True)
    assert tally.counts()["nafath"] == Opinions(no=1)


def test_window_and_counts_leave_each_other_alone(tally, path):
    save(path, WindowState(rtl="ab", unfinished=("x",)))
    tally.count("nafath", useful=True)
    assert tally.reset()
    assert load_window_state(path) == WindowState(rtl="ab", unfinished=("x",))


@pytest.mark.parametrize(
    "damage", ["useful = 1", "[useful.x]\nyes = -1", '[useful.x]\nno = "many"', "ltr = 5\n[useful.x]\nyes = 1"]
)
def test_what_is_damaged_costs_itself_alone(path, damage):
    path.parent.mkdir()
    path.write_text(f'rtl = "ab"\n{damage}\n')
    assert load_window_state(path).rtl == "ab"
    assert load_window_state(path).useful == ({"x": Opinions(yes=1)} if "ltr" in damage else {})


def test_a_disk_that_refuses_costs_the_count_only(tmp_path):
    (tmp_path / "file").write_text("a file where a folder should be")
    tally = Tally(tmp_path / "file" / "state.toml")
    tally.count("nafath", useful=True)
    assert tally.counts() == {}


def test_a_reset_that_the_disk_refuses_is_told(tally, monkeypatch):
    tally.count("nafath", useful=True)

    def refuse(*_):
        raise OSError

    monkeypatch.setattr("citizen_desktop.settings.write_atomically", refuse)
    assert not tally.reset()


# ── Rows ────────────────────────────────────────────────────────────────────
def test_the_worst_stands_first_and_a_question_that_is_gone_keeps_its_id(faq):
    counts = {
        "nafath": Opinions(yes=9, no=1),
        "whatsapp": Opinions(yes=1, no=3),
        "gone-since": Opinions(yes=0, no=3),
        "phone-free": Opinions(),
    }
    rows = ratings(counts, faq)
    assert [row.id for row in rows] == ["gone-since", "whatsapp", "nafath"]
    assert rows[0].question == "gone-since"
    assert rows[1].question == str(faq.question("whatsapp").question)
    assert [row.share for row in rows] == [0, 0.25, 0.9]


def test_the_table_is_read_back_by_what_reads_csv():
    rows = (Rating("a", 'Is "this" right, or\nnot?', 1, 3), Rating("b", "\u0646\u0639\u0645", 2, 0))
    data = ratings_csv(rows)
    assert data.startswith(b"\xef\xbb\xbfid,question,yes,no,share\r\n")
    assert data.count(b"\r\n") == 3
    found = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert found == [
        list(COLUMNS), ["a", 'Is "this" right, or\nnot?', "1", "3", "0.25"], ["b", "\u0646\u0639\u0645", "2", "0", "1.00"]
    ]  # fmt: skip


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_a_formula(start):
    evil = f'{start}HYPERLINK("http://x")'
    found = list(csv.reader(io.StringIO(ratings_csv([Rating(evil, evil, 1, 0)]).decode("utf-8-sig"), newline="")))
    assert found[1][:2] == [f"'{evil}", f"'{evil}"]


# ── The command line ────────────────────────────────────────────────────────
@pytest.fixture
def counted(tally, path):
    tally.count("whatsapp", useful=True)
    tally.count("whatsapp", useful=False)
    tally.count("nafath", useful=True)
    return path.parent


def test_one_document_is_printed(counted, capsys, faq):
    assert main(["usefulness", "--json", "--data-dir", str(counted), "--lang", "en"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "questions": [
            {"id": "whatsapp", "question": faq.question("whatsapp").question.en, "yes": 1, "no": 1, "share": 0.5},
            {"id": "nafath", "question": faq.question("nafath").question.en, "yes": 1, "no": 0, "share": 1.0},
        ]
    }


def test_a_line_is_printed_for_each_question(counted, capsys):
    assert main(["--data-dir", str(counted), "--lang", "en", "usefulness"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("yes 1, no 1, useful 50 %")
    assert len(lines) == 2


def test_before_anybody_has_judged_there_is_nothing_wrong(tmp_path, capsys):
    assert main(["usefulness", "--json", "--data-dir", str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out) == {"questions": []}
    assert list(tmp_path.iterdir()) == []


def test_a_table_is_written_where_it_is_wanted(counted, tmp_path, capsys):
    file = tmp_path / "out.csv"
    assert main(["usefulness", "--csv", str(file), "--data-dir", str(counted)]) == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbfid,question")
    assert file.read_bytes().count(b"\r\n") == 3
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("place", ["no-folder/out.csv", "data"])
def test_a_table_that_cannot_be_written_is_told(counted, tmp_path, capsys, place):
    assert main(["usefulness", "--csv", str(tmp_path / place), "--data-dir", str(counted)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert place.split("/")[0] in told.err
    assert not (tmp_path / "no-folder").exists()


@pytest.mark.parametrize(
    "content", [b"useful = ", b"\xff", b"useful = 3", b"[useful.x]\nyes = -4", b"x = " + b"[" * 5000]
)
def test_a_file_with_nonsense_is_judged_as_not_right(path, capsys, content):
    path.parent.mkdir()
    path.write_bytes(content)
    assert main(["usefulness", "--json", "--data-dir", str(path.parent)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "state.toml" in told.err


def test_a_damaged_window_place_is_no_matter_to_the_counts(path):
    path.parent.mkdir()
    path.write_text("rtl = 5\n[useful.nafath]\nyes = 2\n")
    assert read_counts(path) == {"nafath": Opinions(yes=2)}


def test_a_file_that_cannot_be_read_cannot_be_judged(path, capsys):
    path.mkdir(parents=True)
    assert main(["usefulness", "--data-dir", str(path.parent)]) == 2
    assert "state.toml" in capsys.readouterr().err


def test_it_loads_no_qt(counted):
    program = (
        "import sys; from citizen_desktop.cli import main; main(sys.argv[1:]); "
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program, "usefulness", "--json", "--data-dir", str(counted)]
    assert subprocess.run(command, check=False, env=environment, capture_output=True).returncode == 0

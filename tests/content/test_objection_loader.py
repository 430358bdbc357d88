"""The content files behind an objection: as shipped, and with mistakes in them."""

import shutil
import subprocess
import sys

import pytest

from citizen_desktop import paths
from citizen_desktop.content.errors import ContentError
from citizen_desktop.content.objection_loader import load_banks, load_objection_content

FOLDER = paths.resources() / "content"


@pytest.fixture
def folder(tmp_path):
    for name in ("banks.toml", "documents.toml", "objection-rules.toml", "objections.toml", "letter.toml"):
        shutil.copy(FOLDER / name, tmp_path)
    return tmp_path


def test_what_is_shipped_is_right():
    content = load_objection_content(FOLDER)
    assert [slot.id for slot in content.documents.slots] == [
        "national-id",
        "income-proof",
        "bank-statement",
        "housing-proof",
        "reason-proof",
        "other",
    ]
    assert len(content.documents.housing_proofs) == 9
    assert [proof.id for proof in content.documents.housing_proofs if proof.verified_by_programme] == [
        "ejar-contract",
        "developmental-housing",
        "university-letter",
    ]
    assert len(content.rules.applicants) == 5
    assert (content.rules.deadline.days, content.rules.explanation.characters) == (90, 600)


def test_banks_by_their_codes():
    banks = load_banks(FOLDER)
    expected = {"05", "10", "15", "20", "30", "40", "45", "50", "55", "60", "65", "80", "90"}
    assert banks.codes == expected
    assert banks.find("80").name.en == "Al Rajhi Bank"
    assert banks.find("99") is None
    assert {bank.code for bank in banks.banks if bank.legacy} == {"40", "50"}


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("banks.toml", 'code = "05"', 'code = "10"', 'banks[2] "10"'),
        ("banks.toml", 'code = "05"', 'code = "5"', "banks"),
        ("documents.toml", 'id = "national-id"', 'id = "other"', 'slots[6] "other", field id'),
        ("documents.toml", "file_mb = 4", "file_mb = 0", "limits.file_mb"),
        ("documents.toml", "identity = true", "identitty = true", 'slots[1] "national-id"'),
        ("objection-rules.toml", 'slots = ["other"]', 'slots = ["no-such"]', '"anything-else", field slots'),
        ("objection-rules.toml", 'reasons = ["other"]', 'reasons = ["no-such"]', '"answer-to-other", field reasons'),
        ("objection-rules.toml", "independent = true\nslots", 'applicants = ["x"]\nslots', "field applicants"),
        ("objection-rules.toml", "red_below = 3", "red_below = 15", "deadline.red_below"),
        ("objection-rules.toml", "own_words = true", "", "own_words"),
        ("objections.toml", 'id = "amount"', 'id = "payment"', '"amount"'),
        ("letter.toml", 'id = "amount"', 'id = "payment"', 'no row "amount"'),
        ("letter.toml", "{day}.", "{day", 'kinds[1] "eligibility", field opening'),
        ("letter.toml", "{day}", "", 'kinds[1] "eligibility", field opening: lacks {day}'),
        ("letter.toml", "{reason}", "{reasn}", "field body.reason: has an unknown {reasn}"),
        ("letter.toml", "[signer]", "[signer]\nx = 1", "signer"),
        ("letter.toml", 'closing = "', 'closing = " "#', "body.closing"),
        ("objection-rules.toml", 'id = "amount"', 'id = "payment"', 'kinds[2] "payment"'),
    ],
)
def test_a_mistake_is_named_with_its_place(folder, file, old, new, named):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_objection_content(folder)
    assert file in str(caught.value)
    assert named in str(caught.value)


def test_a_file_that_is_not_there_is_named(folder):
    (folder / "documents.toml").unlink()
    with pytest.raises(ContentError, match=r"documents\.toml"):
        load_objection_content(folder)


def test_the_schema_needs_no_qt():
    code = (
        "import sys; from citizen_desktop.cli import main; main(['schema', 'draft']);"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0

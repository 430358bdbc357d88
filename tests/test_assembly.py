"""What goes into a package, and that nothing personal is in a name or a title."""

import json
import re

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings

from citizen_desktop import i18n, paths
from citizen_desktop.assembly import assemble, assemble_registration
from citizen_desktop.clock import StoppedClock
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.forms.draft_file import draft_from_json
from citizen_desktop.forms.letter import compose_letter, letter_text
from citizen_desktop.forms.registration_summary import compose_summary, summary_text
from tests.conftest import SUNDAY
from tests.forms.registration_strategies import CONTENT as REGISTRATION
from tests.forms.registration_strategies import whole
from tests.forms.strategies import CONTENT, TODAY, drafts
from tests.printing.conftest import bare, read_with_pdfium

CLOCK = StoppedClock(SUNDAY)


@pytest.fixture(autouse=True)
def _english_window(qapp):
    before = i18n.language()
    i18n.use(i18n.Language.ENGLISH, paths.translations())
    yield
    i18n.use(before)


def files_for(draft, folder):
    return [folder / f"{number}" for number in range(len(draft.attachments))]


def test_the_payload_of_a_full_draft(full_draft, tmp_path):
    files = files_for(full_draft, tmp_path)
    payload = assemble(CONTENT, full_draft, files, CLOCK)
    assert [file.name for file in payload] == [
        "00-letter.pdf",
        "01-contents.pdf",
        "02-national-id.pdf",
        "03-income-proof.pdf",
        "04-bank-statement.pdf",
        "05-housing-proof.pdf",
        "letter.txt",
        "portal-steps.txt",
        "draft.json",
    ]
    assert [file.source for file in payload[2:6]] == files
    sources = {file.name: file.source for file in payload}
    assert sources["letter.txt"].decode() == letter_text(compose_letter(CONTENT, full_draft, TODAY))
    packed = draft_from_json(sources["draft.json"])
    assert (packed.complete, packed.missing) == (True, ())
    assert [attachment.path for attachment in packed.attachments][:2] == [
        "data/02-national-id.pdf",
        "data/03-income-proof.pdf",
    ]
    assert json.loads(sources["draft.json"])["complete"] is True


def test_every_file_goes_to_its_own_slot(full_draft, tmp_path):
    """The draft's order is not the package's."""
    draft = full_draft.evolve(attachments=full_draft.attachments[::-1])
    files = files_for(draft, tmp_path)
    payload = assemble(CONTENT, draft, files, CLOCK)
    assert [file.source for file in payload[2:6]] == files[::-1]


def test_as_many_files_as_attachments(full_draft):
    with pytest.raises(ValueError, match="0"):
        assemble(CONTENT, full_draft, [], CLOCK)


def test_what_is_missing_is_noted():
    payload = assemble(CONTENT, ObjectionDraft(), [], CLOCK)
    packed = draft_from_json(payload[-1].source)
    assert packed.complete is False
    assert "national-id" in packed.missing


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafts())
def test_names_and_titles_hold_nothing_personal(tmp_path, draft):
    payload = assemble(CONTENT, draft, files_for(draft, tmp_path), CLOCK)
    for file in payload:
        assert re.fullmatch(r"[0-9]{2,3}-[a-z-]+\.[a-z]+|letter\.txt|portal-steps\.txt|draft\.json", file.name)
    shipped = {kind.title for kind in CONTENT.letter.kinds} | {CONTENT.letter.contents.title}
    for file in payload[:2]:
        document = pypdfium2.PdfDocument(file.source)
        about = document.get_metadata_dict()
        document.close()
        assert about.pop("Title") in shipped
        assert {about["Author"], about["Subject"], about["Keywords"]} == {""}


def test_the_payload_of_a_registration_is_arabic_whatever_the_window_speaks(tmp_path):
    draft = whole("household")
    payload = assemble_registration(REGISTRATION, draft, files_for(draft, tmp_path), CLOCK)
    assert [file.name for file in payload] == [
        "00-summary.pdf",
        "02-national-id.jpg",
        "03-income-proof.jpg",
        "04-bank-statement.jpg",
        "summary.txt",
        "portal-steps.txt",
        "draft.json",
    ]
    sources = {file.name: file.source for file in payload}
    i18n.use(i18n.Language.ARABIC, paths.translations())
    sheet = compose_summary(REGISTRATION, draft, TODAY)
    assert sources["summary.txt"].decode() == summary_text(sheet)
    printed = "".join(read_with_pdfium(sources["00-summary.pdf"]))
    assert bare(sheet.title) in bare(printed)
    assert "1000000008" in printed
    assert "Page" not in printed


def test_as_many_files_of_a_registration_as_attachments():
    with pytest.raises(ValueError, match="0"):
        assemble_registration(REGISTRATION, whole("household"), [], CLOCK)

"""A package becomes a draft again: what was packed comes back, and nothing that was not verified."""

import json
import shutil
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citizen_desktop import i18n, paths
from citizen_desktop.clock import StoppedClock
from citizen_desktop.errors import UserError
from citizen_desktop.forms.draft import VERSION, Attachment, ObjectionDraft
from citizen_desktop.forms.draft_file import draft_to_json
from citizen_desktop.package.errors import NotJudgedError
from citizen_desktop.package.examination import examine
from citizen_desktop.package.names import PackageKind
from citizen_desktop.package.source import PayloadFile
from citizen_desktop.package.writer import write_package
from citizen_desktop.reopening import NotReopenedError, holds_draft, reopen
from tests.conftest import SUNDAY
from tests.forms.registration_strategies import registrations
from tests.forms.strategies import drafts

CLOCK = StoppedClock(SUNDAY)


@pytest.fixture(autouse=True)
def _english():
    before = i18n.language()
    i18n.use(i18n.Language.ENGLISH, paths.translations())
    yield
    i18n.use(before)


def packed(folder, draft_json, files=(), kind=PackageKind.OBJECTION):
    """A package with a draft and files beside it."""
    payload = [*(PayloadFile(name, content) for name, content in files), PayloadFile("draft.json", draft_json)]
    folder.mkdir(exist_ok=True)
    return write_package(folder, kind, payload, clock=CLOCK).path


def with_files(draft):
    """A draft as its package holds it, and the files."""
    files = [(f"{number:02}-file.bin", bytes([number]) * number) for number in range(2, 2 + len(draft.attachments))]
    named = zip(draft.attachments, files, strict=True)
    attachments = tuple(each.evolve(path=f"data/{name}") for each, (name, _content) in named)
    return draft.evolve(attachments=attachments, complete=False, missing=("other",)), files


def unpacked(path):
    with zipfile.ZipFile(path) as archive:
        archive.extractall(path.parent / "unpacked")
    return path.parent / "unpacked" / path.stem


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafts(), st.booleans())
def test_answers_and_files_come_back_as_they_were_packed(tmp_path, draft, as_folder):
    folder = tmp_path / "packages"
    shutil.rmtree(folder, ignore_errors=True)
    inside, files = with_files(draft)
    path = packed(folder, draft_to_json(inside), files)
    if as_folder:
        path = unpacked(path)
    examination = examine(path)
    assert holds_draft(examination)
    found = reopen(path, examination)
    assert found.draft == draft.evolve(attachments=(), complete=None, missing=())
    assert [(file.slot, file.original_name) for file in found.files] == [
        (each.slot, each.original_name) for each in draft.attachments
    ]
    assert [file.read() for file in found.files] == [content for _name, content in files]


def test_an_older_draft_is_read(tmp_path):
    older = {"draft": "objection", "version": 1, "applicant": {"name": "Somebody"}}
    path = packed(tmp_path / "p", json.dumps(older).encode())
    found = reopen(path, examine(path))
    assert (found.draft.applicant.name, found.draft.version) == ("Somebody", VERSION)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"draft": "objection", "version": 99}', "made with a newer version of the application"),
        (b'{"draft": "letter", "version": 1}', "no draft of this application"),
        (b"no JSON", "it is not JSON"),
        (b'{"draft": "objection", "version": 2, "x": 1}', "The draft is not right"),
    ],
)
def test_what_cannot_be_read_is_refused_politely(tmp_path, content, words):
    path = packed(tmp_path / "p", content)
    with pytest.raises(NotReopenedError) as caught:
        reopen(path, examine(path))
    assert words in caught.value.message


@pytest.mark.parametrize("place", ["", "data/nothing.pdf", "../outside.pdf", "bagit.txt", "bag-info.txt"])
def test_a_draft_that_names_what_is_no_file_of_the_package_is_refused(tmp_path, place):
    draft = ObjectionDraft(attachments=(Attachment(slot="other", original_name="a.pdf", path=place),))
    path = packed(tmp_path / "p", draft_to_json(draft))
    with pytest.raises(NotReopenedError) as caught:
        reopen(path, examine(path))
    assert "names a file that is not in it" in caught.value.message


def test_a_package_that_is_not_sound_is_never_opened(tmp_path):
    inside, files = with_files(ObjectionDraft(attachments=(Attachment(slot="other", original_name="a"),)))
    path = packed(tmp_path / "p", draft_to_json(inside), files)
    content = bytearray(path.read_bytes())
    content[content.index(b"objection", 2000)] ^= 1
    path.write_bytes(content)
    examination = examine(path)
    assert not examination.verdict.valid
    assert not holds_draft(examination)
    with pytest.raises(NotReopenedError):
        reopen(path, examination)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(registrations())
def test_a_registration_comes_back_as_it_was_packed(tmp_path, draft):
    folder = tmp_path / "packages"
    shutil.rmtree(folder, ignore_errors=True)
    inside, files = with_files(draft)
    path = packed(folder, draft_to_json(inside), files, PackageKind.REGISTRATION)
    found = reopen(path, examine(path))
    assert found.draft == draft.evolve(attachments=(), complete=None, missing=())
    assert [file.read() for file in found.files] == [content for _name, content in files]


def test_a_bag_without_a_draft_is_none(tmp_path):
    path = write_package(tmp_path, PackageKind.OBJECTION, [PayloadFile("a.txt", b"x")], clock=CLOCK).path
    assert examine(path).verdict.valid
    assert not holds_draft(examine(path))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_byte_that_changes_after_the_check_is_never_taken_in(tmp_path, data):
    folder = tmp_path / "packages"
    shutil.rmtree(folder, ignore_errors=True)
    draft = ObjectionDraft(attachments=(Attachment(slot="other", original_name="a"),))
    inside, files = with_files(draft)
    path = packed(folder, draft_to_json(inside), files)
    examination = examine(path)
    content = bytearray(path.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    try:
        found = reopen(path, examination)
        read = [file.read() for file in found.files]
    except UserError:
        return
    # It was changed where nothing of the draft lies.
    assert found.draft == draft.evolve(attachments=())
    assert read == [content for _name, content in files]


def test_another_package_in_its_place_is_refused(tmp_path):
    path = packed(tmp_path / "p", draft_to_json(ObjectionDraft()))
    examination = examine(path)
    other = packed(tmp_path / "q", draft_to_json(ObjectionDraft().with_applicant(name="Somebody Else")))
    other.replace(path)
    with pytest.raises(NotReopenedError) as caught:
        reopen(path, examination)
    assert "changed after it was checked" in caught.value.message


def test_a_package_that_is_gone_is_said_to_be(tmp_path):
    path = packed(tmp_path / "p", draft_to_json(ObjectionDraft()))
    examination = examine(path)
    path.unlink()
    with pytest.raises(NotJudgedError):
        reopen(path, examination)


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    inside, files = with_files(ObjectionDraft(attachments=(Attachment(slot="other", original_name="big.pdf"),)))
    path = packed(tmp_path / "p", draft_to_json(inside), files)
    [file] = reopen(path, examine(path)).files
    with pytest.raises(NotReopenedError) as caught:
        file.read(1)
    assert "big.pdf" in caught.value.message

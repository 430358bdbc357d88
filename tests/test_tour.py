"""The tour draws every screen, each differently in each language and theme, and ends with a real package."""

import hashlib
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import bagit
import pytest
from PySide6.QtGui import QImage

from citizen_desktop import i18n, paths
from citizen_desktop.content.models import Tab
from citizen_desktop.content.objection_loader import load_objection_content
from citizen_desktop.errors import UserError
from citizen_desktop.forms.completeness import completeness
from citizen_desktop.forms.draft_file import draft_from_json
from citizen_desktop.package.verifier import verify
from citizen_desktop.tour import STOPS, draw_tour, opened_window

SUNDAY = datetime(2026, 11, 22, 16, 12)
CONTENT = paths.resources() / "content"


@pytest.fixture(scope="module")
def toured(tmp_path_factory):
    """What the command did, and the folder that it filled."""
    folder = tmp_path_factory.mktemp("tour") / "pictures"
    done = subprocess.run(
        [sys.executable, "-m", "citizen_desktop", "tour", "--out", str(folder)],
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines(), folder


def test_the_tour_draws_every_screen_in_both_languages_and_themes(toured):
    printed, folder = toured
    pictures = sorted(folder.glob("*.png"))
    assert [str(picture) for picture in pictures] == sorted(printed[:-1])
    screens = {picture.name.split(".")[0] for picture in pictures}
    assert {
        "channels",
        "channels-unverified",
        "qr-sheet",
        "source-sheet",
        "registration",
        "objection",
        "objection-ways",
        "letter",
        "package-ready",
        "verify-package",
        "faq",
    } <= screens
    assert len(pictures) == 4 * len(screens)
    assert len({hashlib.sha256(picture.read_bytes()).digest() for picture in pictures}) == len(pictures)
    for picture in pictures:
        image = QImage(str(picture))
        assert (image.width(), image.height()) == (1280, 800)


def test_the_tour_ends_with_a_package_that_holds(toured, tmp_path):
    printed, folder = toured
    package = Path(printed[-1])
    assert [package] == [file for file in folder.iterdir() if file.suffix != ".png"]
    assert re.fullmatch(r"objection-2026-11-[A-Z2-7]{4}\.zip", package.name)
    verdict = verify(package)
    assert (verdict.problems, verdict.warnings) == ((), ())
    with ZipFile(package) as archive:
        archive.extractall(tmp_path)
    bagit.Bag(str(tmp_path / package.stem)).validate()
    payload = {file.name: file for file in (tmp_path / package.stem / "data").iterdir()}
    draft = draft_from_json(payload["draft.json"].read_bytes())
    assert draft.complete
    assert (draft.applicant.national_id, draft.applicant.mobile) == ("1000000008", "0500000000")
    assert len({attachment.original_name for attachment in draft.attachments}) == len(draft.attachments) == 4
    scan = QImage(str(payload["02-national-id.png"]))
    assert (scan.width(), scan.height()) == (1654, 2339)
    assert payload["03-income-proof.pdf"].read_bytes().startswith(b"%PDF-")


def test_the_sample_lacks_nothing_but_its_files():
    sample = draft_from_json((CONTENT / "sample.json").read_bytes())
    state = completeness(load_objection_content(CONTENT), sample, SUNDAY.date())
    assert [item.id for item in state.missing if item.slot is None] == []
    assert len({Path(attachment.original_name).name for attachment in sample.attachments}) == len(sample.attachments)


def test_no_stop_leaves_a_window_that_asks_before_it_closes(qtbot, tmp_path, monkeypatch):
    del qtbot
    last = next(stop for stop in STOPS if stop.name == "package-ready")
    seen = []

    def look(window, sample):
        form = window.page(Tab.OBJECTION).form
        last.go(window, sample)
        assert form.draft == sample.draft
        assert not window.page(Tab.OBJECTION).has_work_in_hand
        next(stop for stop in STOPS if stop.name == "objection").go(window, sample)
        assert len(form.draft.attachments) == len(sample.draft.attachments) - 1
        seen.append(window)
        assert window.close()

    monkeypatch.setattr("citizen_desktop.tour.STOPS", (type(last)("one", SUNDAY, look),))
    *_pictures, package = draw_tour(tmp_path)
    assert len(seen) == 4
    assert verify(package).valid


def test_what_cannot_be_packed_ends_the_tour_with_a_sentence(qtbot, tmp_path, monkeypatch):
    del qtbot
    stop = next(stop for stop in STOPS if stop.name == "package-ready")

    def take_the_files_away(window, sample):
        for file in sample.files:
            file.unlink()
        stop.go(window, sample)

    monkeypatch.setattr("citizen_desktop.tour.STOPS", (type(stop)("one", SUNDAY, take_the_files_away),))
    with pytest.raises(UserError):
        list(draw_tour(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_window_of_the_tour_gives_the_language_back(qtbot):
    del qtbot
    before = i18n.language()
    with opened_window(SUNDAY, before.other, "light"):
        assert i18n.language() is before.other
    assert i18n.language() is before


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "citizen_desktop", "--lang", "en", "tour", "--out", str(tmp_path / "file" / "pictures")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "can't be made" in done.stderr
    assert "Traceback" not in done.stderr

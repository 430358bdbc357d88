"""From the filled form to a package on the disk and to its check, through the real window."""

import errno
import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
import threading
import weakref
import zipfile
from datetime import datetime
from pathlib import Path

import bagit
import pypdfium2
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPageSize, QPdfWriter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from citizen_desktop import cli, i18n, paths
from citizen_desktop.app import Application, Start, make_qt_application
from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.models import Tab
from citizen_desktop.forms.draft import Attachment
from citizen_desktop.i18n import Language
from citizen_desktop.package import disk
from citizen_desktop.package.names import PackageKind
from citizen_desktop.package.source import PayloadFile
from citizen_desktop.package.verifier import verify
from citizen_desktop.package.writer import write_package
from citizen_desktop.paths import OwnedFiles
from citizen_desktop.policy import Mode, Policy
from citizen_desktop.settings import load_window_state
from citizen_desktop.ui import objection_tab, package_work, packing, print_dialog
from citizen_desktop.ui.gaps_sheet import GapsSheet
from citizen_desktop.ui.leave_sheet import LeaveSheet
from tests.conftest import SUNDAY, HandClock, settle
from tests.printing.conftest import bare

# Offscreen there is no window system that popups could ask.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LONG = 60
SLOTS = ("national-id", "income-proof", "bank-statement", "housing-proof")
NAME = "00-letter.pdf"


@pytest.fixture
def sources(tmp_path) -> dict[str, Path]:
    """A file for every place, each too large to be written in one go."""
    folder = tmp_path / "sources"
    folder.mkdir()
    files = {}
    for number, slot in enumerate(SLOTS):
        name = "housing contract.pdf" if slot == "housing-proof" else f"IMG_{number}.pdf"
        files[slot] = folder / name
        files[slot].write_bytes(b"%PDF-1.7\n".ljust(300_000 + number, bytes([number])))
    return files


@pytest.fixture
def target(tmp_path, monkeypatch) -> Path:
    """The folder that the person chooses; an earlier file lies in it."""
    folder = tmp_path / "target"
    folder.mkdir()
    (folder / "other.zip").write_bytes(b"an earlier one")
    monkeypatch.setattr(package_work, "choose_folder", lambda *_: folder)
    return folder


@pytest.fixture
def open_tab(open_window):
    """Open the tab in the real window; no test ends with a question or a job left."""
    opened = []

    def open_it(language=Language.ENGLISH, **options):
        application = open_window(HandClock(SUNDAY), language, **options)
        opened.append(application.window)
        application.window.show_tab(Tab.OBJECTION)
        settle()
        return application, application.window.page(Tab.OBJECTION)

    yield open_it
    for window in opened:
        window._leaving = True
        window.close()


@pytest.fixture
def open_filled(open_tab, full_draft, sources):
    """Open the form with everything answered and everything attached."""

    def open_it(language=Language.ENGLISH, **options):
        application, tab = open_tab(language, **options)
        fill(tab.form, full_draft, sources)
        return application, tab

    return open_it


def fill(form, draft, sources) -> None:
    """Answer everything, with files that lie where they lay: what becomes of them while they are packed is tested here."""
    attachments = tuple(
        Attachment(slot=slot, original_name=file.name, media_type="application/pdf", size=file.stat().st_size)
        for slot, file in sources.items()
    )
    form.load(draft.evolve(attachments=()), ())
    form.form_files.files = tuple(sources.values())
    form._set(draft.evolve(attachments=attachments))
    settle()
    assert form.is_dirty
    assert form.completeness.complete


def press(qtbot, button: QWidget) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def pack(qtbot, tab) -> None:
    """Ask for the package and wait for its end."""
    press(qtbot, tab.form.footer.package)
    finish(qtbot, tab)


def finish(qtbot, tab) -> None:
    qtbot.waitUntil(lambda: tab.package.job is None)
    settle()


def written_in(target: Path) -> Path:
    (package,) = target.glob("objection-*.zip")
    return package


def nothing_left(target: Path) -> bool:
    return {path.name: path.read_bytes() for path in target.iterdir()} == {"other.zip": b"an earlier one"}


def shown(page: QWidget) -> list[str]:
    """Return every text of a page that is seen."""
    texts = [
        strip_controls(widget.text())
        for widget in page.findChildren(QWidget)
        if isinstance(widget, QLabel | QAbstractButton) and widget.isVisible()
    ]
    return [text for text in texts if text]


def state_of(tmp_path: Path) -> Path:
    return OwnedFiles.at(tmp_path / "data").state


class Standstill:
    """Stops a writer at its first block until it is released or told to break off.

    Args:
        monkeypatch: takes the place of the call that writes.
    """

    def __init__(self, monkeypatch) -> None:
        self.begun, self.released = threading.Event(), threading.Event()
        self._real = disk._write
        monkeypatch.setattr(disk, "_write", self._write)

    def _write(self, descriptor: int, data: bytes | memoryview) -> int:
        self.begun.set()
        assert self.released.wait(LONG)
        return self._real(descriptor, data)


@pytest.fixture
def standstill(monkeypatch):
    stopped = Standstill(monkeypatch)
    yield stopped
    stopped.released.set()


# ---------------------------------------------------------------- the whole way


def test_a_filled_form_becomes_a_package_that_any_reader_verifies(open_filled, sources, target, tmp_path, qtbot):
    _application, tab = open_filled()
    draft, files = tab.form.draft, tab.form.files
    pack(qtbot, tab)
    package = written_in(target)
    verdict = verify(package)
    assert verdict.valid
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path / "unpacked")
    root = tmp_path / "unpacked" / package.stem
    assert bagit.Bag(str(root)).validate()
    for number, slot in enumerate(SLOTS, 2):
        assert (root / "data" / f"{number:02}-{slot}.pdf").read_bytes() == sources[slot].read_bytes()
    record = json.loads((root / "data" / "draft.json").read_bytes())
    assert record["complete"] is True
    assert not record.get("missing")
    assert draft.objection.explanation in (root / "data" / "letter.txt").read_text(encoding="utf-8")
    assert "غير مكتملة" not in (root / "data" / "letter.txt").read_text(encoding="utf-8")

    ready = tab.ready
    assert tab.pages.currentWidget() is ready
    assert ready.isVisible()
    assert ready.banner.title.text() == "The draft package is ready"
    assert ready.banner.pill.text == "Integrity verified"
    assert ready.package.path == package
    assert ready.package.size == package.stat().st_size
    assert {"Somebody Somewhere", "November 2026", "8 February 2027", package.name} <= set(shown(ready))
    on_disk = {path.relative_to(root).as_posix(): path for path in (root / "data").rglob("*") if path.is_file()}
    assert {file.path: (file.size, file.sha256) for file in ready.package.files} == {
        name: (path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest()) for name, path in on_disk.items()
    }
    model = ready.files.list.model()
    assert [str(file.name) for file in ready.package.files] == [
        model.index(row, 0).data() for row in range(model.rowCount())
    ]

    press(qtbot, ready.back)
    assert tab.form.isVisible()
    assert (tab.form.draft, tab.form.files) == (draft, files)
    assert not tab.form.is_dirty
    assert not tab.has_work_in_hand
    assert tab.form.footer.package.isEnabled()


def test_a_second_package_lies_beside_the_first_and_is_shown(open_filled, target, qtbot):
    _application, tab = open_filled()
    pack(qtbot, tab)
    first = tab.ready
    press(qtbot, first.back)
    pack(qtbot, tab)
    assert tab.ready is not first
    assert tab.pages.count() == 4
    assert {path.name for path in target.glob("objection-*.zip")} == {
        first.package.path.name,
        tab.ready.package.path.name,
    }
    assert first.package.path != tab.ready.package.path


def test_who_chooses_no_folder_stays_at_the_form(open_filled, target, monkeypatch, qtbot):
    _application, tab = open_filled()
    monkeypatch.setattr(package_work, "choose_folder", lambda *_: None)
    press(qtbot, tab.form.footer.package)
    assert tab.package.job is None
    assert tab.form.isVisible()
    assert tab.form.is_dirty
    assert nothing_left(target)


def test_an_incomplete_draft_asks_first_and_says_so_inside(open_tab, full_draft, target, qtbot, monkeypatch):
    _application, tab = open_tab()
    asked = []
    monkeypatch.setattr(package_work, "choose_folder", lambda *_: asked.append(1) or target)
    tab.form.load(full_draft.evolve(attachments=()).with_objection(explanation=""), ())
    settle()
    press(qtbot, tab.form.footer.package)
    assert isinstance(tab.form.sheet, GapsSheet)
    assert asked == []
    press(qtbot, tab.form.sheet.back)
    assert asked == []
    assert nothing_left(target)
    press(qtbot, tab.form.footer.package)
    press(qtbot, tab.form.sheet.go_on)
    finish(qtbot, tab)
    assert asked == [1]
    package = written_in(target)
    assert verify(package).valid
    with zipfile.ZipFile(package) as archive:
        record = json.loads(archive.read(f"{package.stem}/data/draft.json"))
        letter = archive.read(f"{package.stem}/data/letter.txt").decode()
        pages = pypdfium2.PdfDocument(archive.read(f"{package.stem}/data/{NAME}"))
        contents = pypdfium2.PdfDocument(archive.read(f"{package.stem}/data/01-contents.pdf"))
        steps = archive.read(f"{package.stem}/data/portal-steps.txt").decode()
        label = archive.read(f"{package.stem}/bag-info.txt").decode()
    assert record["complete"] is False
    assert set(record["missing"]) == set(SLOTS)
    assert "مسودة غير مكتملة" in letter
    assert len(pages) == 1
    for printed in (pages, contents):
        assert bare("مسودة غير مكتملة") in bare(printed[0].get_textpage().get_text_range())
    assert "مسودة غير مكتملة" in steps
    assert "External-Description: Incomplete draft" in label
    assert tab.ready.banner.title.text() == "The draft package is ready, but incomplete"
    with qtbot.waitSignal(tab.verify.judged):
        tab.open_package(package)
    assert tab.verify.banner.pill.text == "Unchanged, but the draft has gaps"


def test_a_complete_draft_is_marked_nowhere(open_filled, target, qtbot):
    _application, tab = open_filled()
    pack(qtbot, tab)
    package = written_in(target)
    with zipfile.ZipFile(package) as archive:
        assert "External-Description" not in archive.read(f"{package.stem}/bag-info.txt").decode()
        assert "غير مكتملة" not in archive.read(f"{package.stem}/data/portal-steps.txt").decode()
    with qtbot.waitSignal(tab.verify.judged):
        tab.open_package(package)
    assert tab.verify.banner.pill.text == "Complete and unchanged"


# ---------------------------------------------------------------- while it is written


def test_the_window_shows_the_work_and_takes_no_second_order(open_filled, target, standstill, qtbot):
    _application, tab = open_filled()
    press(qtbot, tab.form.footer.package)
    assert standstill.begun.wait(LONG)
    settle()
    assert tab.package.row.isVisible()
    assert "Writing the package and reading it back" in shown(tab)
    assert not tab.form.footer.package.isEnabled()
    job = tab.package.job
    tab.package.pack(tab.form.draft, tab.form.files, target)
    assert tab.package.job is job
    standstill.released.set()
    finish(qtbot, tab)
    assert not tab.package.row.isVisible()
    assert verify(written_in(target)).valid


def test_what_is_typed_while_it_is_written_is_not_taken_for_packed(open_filled, target, standstill, qtbot):
    _application, tab = open_filled()
    press(qtbot, tab.form.footer.package)
    assert standstill.begun.wait(LONG)
    packed = tab.form.draft.applicant.name
    tab.form._set(tab.form.draft.with_applicant(name="Somebody Else"))
    standstill.released.set()
    finish(qtbot, tab)
    assert tab.form.draft.applicant.name == "Somebody Else"
    assert tab.form.is_dirty
    assert packed in shown(tab.ready)


def test_cancel_leaves_nothing_and_the_form_as_it_was(open_filled, target, tmp_path, standstill, qtbot):
    application, tab = open_filled()
    draft, files = tab.form.draft, tab.form.files
    press(qtbot, tab.form.footer.package)
    assert standstill.begun.wait(LONG)
    assert not nothing_left(target), "the unfinished file is there, or nothing is tested"
    press(qtbot, tab.package.row.cancel)
    assert not tab.package.row.cancel.isEnabled()
    standstill.released.set()
    finish(qtbot, tab)
    assert nothing_left(target)
    assert load_window_state(state_of(tmp_path)).unfinished == ()
    assert not tab.package.row.isVisible()
    assert tab.ready is None
    assert tab.pages.currentWidget() is tab.form
    assert (tab.form.draft, tab.form.files) == (draft, files)
    assert tab.form.is_dirty
    assert tab.form.footer.package.isEnabled()
    assert not application.window.toast.isVisible()


def test_cancel_ends_a_large_file_early(open_filled, sources, target, monkeypatch, qtbot):
    _application, tab = open_filled()
    with sources["bank-statement"].open("r+b") as stream:
        stream.truncate(100_000_000)
    real, written = disk._write, []

    def write(descriptor, data):
        if not written:
            tab.package.job.cancel()
        written.append(len(data))
        return real(descriptor, data)

    monkeypatch.setattr(disk, "_write", write)
    pack(qtbot, tab)
    assert nothing_left(target)
    assert tab.form.is_dirty
    assert 0 < sum(written) < 10_000_000


# ---------------------------------------------------------------- what goes wrong


def raises(code):
    def call(*_):
        raise OSError(code, os.strerror(code))

    return call


def assert_refused(application, tab, draft, files, words) -> None:
    """A clear sentence, and the form as it was."""
    toast = application.window.toast
    assert toast.isVisible()
    assert strip_controls(toast.label.text()).startswith(words)
    assert tab.pages.currentWidget() is tab.form
    assert tab.ready is None
    assert (tab.form.draft, tab.form.files) == (draft, files)
    assert tab.form.is_dirty
    assert tab.form.footer.package.isEnabled()
    assert not tab.package.row.isVisible()


def test_a_file_that_vanished_is_named_by_its_place(open_filled, sources, target, qtbot):
    application, tab = open_filled()
    draft, files = tab.form.draft, tab.form.files
    sources["income-proof"].unlink()
    pack(qtbot, tab)
    assert_refused(application, tab, draft, files, "The file for 03-income-proof.pdf is not there any more.")
    assert nothing_left(target)


def test_a_file_that_vanishes_while_others_are_written(open_filled, sources, target, standstill, qtbot):
    application, tab = open_filled()
    draft, files = tab.form.draft, tab.form.files
    press(qtbot, tab.form.footer.package)
    assert standstill.begun.wait(LONG)
    sources["housing-proof"].unlink()
    standstill.released.set()
    finish(qtbot, tab)
    assert_refused(application, tab, draft, files, "The file for 05-housing-proof.pdf is not there any more.")
    assert nothing_left(target)


@pytest.mark.parametrize("code", [errno.EIO, errno.EACCES])
def test_a_file_on_a_disk_that_was_pulled(open_filled, sources, target, monkeypatch, qtbot, code):
    application, tab = open_filled()
    draft, files = tab.form.draft, tab.form.files
    real = Path.stat

    def stat(path, **more):
        if path == sources["income-proof"]:
            raise OSError(code, os.strerror(code))
        return real(path, **more)

    mistakes = []
    monkeypatch.setattr(sys, "excepthook", lambda *mistake: mistakes.append(mistake))
    monkeypatch.setattr(Path, "stat", stat)
    pack(qtbot, tab)
    assert mistakes == []
    assert_refused(application, tab, draft, files, "The file for 03-income-proof.pdf cannot be read")
    assert nothing_left(target)


@pytest.mark.parametrize(
    ("call", "code", "words"),
    [
        ("_open", errno.EACCES, "The chosen folder may not be written to."),
        ("_open", errno.EROFS, "The chosen folder may not be written to."),
        ("_write", errno.ENOSPC, "There is no room for the package there."),
        ("_write", errno.EIO, "The chosen folder could not be written to"),
        ("_flush_all", errno.ENOSPC, "There is no room for the package there."),
        ("_rename_without_replacing", errno.EIO, "The chosen folder could not be written to"),
    ],
)
def test_a_disk_that_refuses(open_filled, target, tmp_path, monkeypatch, qtbot, call, code, words):
    application, tab = open_filled()
    draft, files = tab.form.draft, tab.form.files
    with monkeypatch.context() as patch:
        patch.setattr(disk, call, raises(code))
        pack(qtbot, tab)
    assert_refused(application, tab, draft, files, words)
    assert nothing_left(target)
    assert load_window_state(state_of(tmp_path)).unfinished == ()
    pack(qtbot, tab)
    assert verify(written_in(target)).valid, "nothing of the failure stands in the way of the next try"


def test_a_folder_that_is_gone(open_filled, target, qtbot):
    application, tab = open_filled()
    draft, files = tab.form.draft, tab.form.files
    shutil.rmtree(target)
    pack(qtbot, tab)
    assert_refused(application, tab, draft, files, "The chosen folder could not be written to")
    assert not target.exists()


def test_a_folder_that_goes_away_while_it_is_written_to(open_filled, target, standstill, qtbot):
    application, tab = open_filled()
    draft, files = tab.form.draft, tab.form.files
    press(qtbot, tab.form.footer.package)
    assert standstill.begun.wait(LONG)
    shutil.rmtree(target)
    standstill.released.set()
    finish(qtbot, tab)
    # What is not there any more is found when it is read back.
    assert_refused(application, tab, draft, files, "What was written does not read back as it was")
    assert not target.exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to(open_filled, target, qtbot):
    application, tab = open_filled()
    draft, files = tab.form.draft, tab.form.files
    target.chmod(0o500)
    pack(qtbot, tab)
    assert_refused(application, tab, draft, files, "The chosen folder may not be written to.")
    assert nothing_left(target)


# ---------------------------------------------------------------- closing


def test_closing_with_work_in_hand_asks(open_filled, qtbot):
    application, tab = open_filled()
    window, draft = application.window, tab.form.draft
    window.close()
    settle()
    assert window.isVisible()
    assert isinstance(window.sheet, LeaveSheet)
    assert window.focusWidget() is window.sheet.stay, "the safe answer has the keyboard"
    press(qtbot, window.sheet.stay)
    assert window.isVisible()
    assert window.sheet is None
    assert tab.form.draft == draft
    window.close()
    settle()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    settle()
    assert window.isVisible()
    assert window.sheet is None
    window.close()
    settle()
    press(qtbot, window.sheet.leave)
    assert not window.isVisible()


def test_closing_asks_on_every_tab(open_filled):
    application, _tab = open_filled()
    window = application.window
    window.show_tab(Tab.FAQ)
    window.close()
    settle()
    assert window.isVisible()
    assert isinstance(window.sheet, LeaveSheet)


def test_closing_without_work_does_not_ask(open_tab):
    application, _tab = open_tab()
    application.window.close()
    settle()
    assert application.window.sheet is None
    assert not application.window.isVisible()


def test_closing_after_the_package_does_not_ask(open_filled, target, qtbot):
    application, tab = open_filled()
    pack(qtbot, tab)
    application.window.close()
    settle()
    assert application.window.sheet is None
    assert not application.window.isVisible()


def test_closing_while_it_is_written_asks_and_staying_goes_on(open_filled, target, standstill, qtbot):
    application, tab = open_filled()
    tab.form.load(tab.form.draft, tab.form.files)
    press(qtbot, tab.form.footer.package)
    assert standstill.begun.wait(LONG)
    application.window.close()
    settle()
    assert isinstance(application.window.sheet, LeaveSheet)
    press(qtbot, application.window.sheet.stay)
    standstill.released.set()
    finish(qtbot, tab)
    assert application.window.isVisible()
    assert verify(written_in(target)).valid


def test_leaving_while_it_is_written_leaves_nothing(open_filled, target, tmp_path, monkeypatch, qtbot):
    application, tab = open_filled()
    begun, real, jobs = threading.Event(), disk._write, []

    def write(descriptor, data):
        if not begun.is_set():
            jobs.append(tab.package.job)
            begun.set()
        assert jobs[0]._control._stop.wait(LONG)
        return real(descriptor, data)

    monkeypatch.setattr(disk, "_write", write)
    press(qtbot, tab.form.footer.package)
    assert begun.wait(LONG)
    assert load_window_state(state_of(tmp_path)).unfinished
    application.window.close()
    settle()
    press(qtbot, application.window.sheet.leave)
    assert not application.window.isVisible()
    assert not jobs[0].is_running
    assert nothing_left(target)
    assert load_window_state(state_of(tmp_path)).unfinished == ()


# ---------------------------------------------------------------- the unfinished file's note


def note_at_opening(monkeypatch, look):
    """Look at something just before the unfinished file is made; returns what was seen and its path."""
    real, seen = disk._open, []

    def call(path, flags, mode):
        seen.append((Path(path), look()))
        return real(path, flags, mode)

    monkeypatch.setattr(disk, "_open", call)
    return seen


def test_the_unfinished_file_is_noted_before_it_is_made_and_struck_after(
    open_filled, target, tmp_path, monkeypatch, qtbot
):
    _application, tab = open_filled()
    seen = note_at_opening(monkeypatch, lambda: load_window_state(state_of(tmp_path)).unfinished)
    pack(qtbot, tab)
    [(path, noted)] = seen
    assert path.parent == target
    assert noted == (str(path),)
    assert not path.exists()
    assert load_window_state(state_of(tmp_path)).unfinished == ()


def test_where_files_may_leave_on_a_stick_only_the_window_says_so(open_filled, tmp_path, qtbot):
    application, tab = open_filled(policy=Policy(export_removable_only=True))
    tab.package.pack(tab.form.draft, tab.form.files, tmp_path)
    qtbot.waitUntil(lambda: tab.package.job is None)
    settle()
    assert "removable medium only" in application.window.toast.label.text()
    assert list(tmp_path.glob("*.zip")) == []


def test_a_kiosk_notes_nothing(open_filled, target, tmp_path, monkeypatch, qtbot):
    application, tab = open_filled(policy=Policy(mode=Mode.KIOSK))
    seen = note_at_opening(monkeypatch, lambda: sorted((tmp_path / "data").rglob("*")))
    pack(qtbot, tab)
    application.window.close()
    settle()
    assert [files for _path, files in seen] == [[]]
    assert sorted((tmp_path / "data").rglob("*")) == []
    assert verify(written_in(target)).valid


# ---------------------------------------------------------------- language


def test_a_switch_of_language_reaches_the_result(open_filled, target, qtbot):
    application, tab = open_filled(Language.ARABIC)
    pack(qtbot, tab)
    assert tab.ready.banner.title.text() == "حزمة المسودة جاهزة"
    application.speak(Language.ENGLISH)
    settle()
    assert tab.pages.currentWidget() is tab.ready
    assert tab.ready.banner.title.text() == "The draft package is ready"
    assert {"November 2026", "Back to the form", "Print the letter"} <= set(shown(tab.ready))
    assert [text for text in shown(tab) if re.search("[\u0600-\u06ff]", text)] == []
    model = tab.ready.files.list.model()
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert "Bank statement" in names
    assert [name for name in names if re.search("[\u0600-\u06ff]", name)] == []


def test_a_switch_of_language_reaches_the_check(open_filled, target, qtbot):
    application, tab = open_filled(Language.ARABIC)
    pack(qtbot, tab)
    with qtbot.waitSignal(tab.verify.judged):
        application.window.open_package(written_in(target))
    settle()
    assert tab.verify.banner.title.text() == "الحزمة سليمة"
    application.speak(Language.ENGLISH)
    settle()
    assert tab.pages.currentWidget() is tab.verify
    assert tab.verify.banner.pill.text == "Complete and unchanged"
    assert "Back to the form" in shown(tab)
    assert [text for text in shown(tab) if re.search("[\u0600-\u06ff]", text)] == []
    press(qtbot, tab.back)
    assert tab.form.isVisible()


def test_a_switch_of_language_while_it_is_written(open_filled, target, standstill, qtbot):
    application, tab = open_filled(Language.ARABIC)
    press(qtbot, tab.form.footer.package)
    assert standstill.begun.wait(LONG)
    application.speak(Language.ENGLISH)
    settle()
    assert "Writing the package and reading it back" in shown(tab)
    standstill.released.set()
    finish(qtbot, tab)
    assert tab.ready.banner.title.text() == "The draft package is ready"
    with zipfile.ZipFile(written_in(target)) as archive:
        [letter] = [name for name in archive.namelist() if name.endswith("letter.txt")]
        assert "اعتراض" in archive.read(letter).decode(), "the letter is Arabic whatever the window speaks"


# ---------------------------------------------------------------- the check, from the command line


@pytest.fixture
def package(tmp_path) -> Path:
    files = [PayloadFile("00-letter.pdf", b"letter"), PayloadFile("draft.json", b"{}")]
    return write_package(tmp_path, PackageKind.OBJECTION, files, clock=HandClock(SUNDAY)).path


@pytest.mark.parametrize(("damage", "words"), [(False, "The package is sound"), (True, "The package is not sound")])
def test_a_start_with_a_package_opens_on_its_check(qapp, package, tmp_path, qtbot, damage, words):
    if damage:
        data = package.read_bytes()
        package.write_bytes(data.replace(b"letter", b"LETTER"))
    make_qt_application([])
    start = Start(HandClock(SUNDAY), OwnedFiles.at(tmp_path / "data"), Language.ENGLISH, "light", package=package)
    application = Application(start, Policy())
    window = application.window
    try:
        application.show()
        qtbot.waitUntil(lambda: window.page(Tab.OBJECTION).verify.examination is not None)
        settle()
        tab = window.page(Tab.OBJECTION)
        assert window.pages.currentWidget() is tab
        assert tab.pages.currentWidget() is tab.verify
        assert tab.verify.banner.title.text().startswith(words)
        assert tab.verify.examination.verdict.valid is not damage
        window.close()
        assert not window.isVisible(), "a check is no work that could be lost"
    finally:
        window.close()
        window.deleteLater()
        settle()
        i18n.use(Language.ARABIC)


def test_a_start_with_a_package_that_is_not_there_says_so(open_tab, tmp_path, qtbot):
    application, tab = open_tab()
    application.window.open_package(tmp_path / "gone.zip")
    qtbot.waitUntil(lambda: tab.verify._job is None)
    assert "There is no such file or folder." in shown(tab.verify)


@pytest.fixture
def starts(monkeypatch):
    """What the command line would open a window with."""
    starts = []
    monkeypatch.setattr("citizen_desktop.app.run_window", lambda start: starts.append(start) or 0)
    # The window switches the collector off for its start.
    monkeypatch.setattr("citizen_desktop.cli.gc.disable", lambda: None)
    yield starts
    i18n.use(Language.ARABIC, paths.translations())


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        ([], None),
        (["--lang", "en"], None),
        (["x.zip"], "x.zip"),
        (["folder/"], "folder"),
        (["--lang", "en", "x.zip"], "x.zip"),
        (["--lang=en", "x.zip"], "x.zip"),
        (["--at", "2026-11-22T16:12", "--exit-after-first-paint", "x.zip"], "x.zip"),
        (["--data-dir", "channels", "--theme", "dark", "x.zip"], "x.zip"),
        (["./channels"], "channels"),
        (["حزمة 1.zip"], "حزمة 1.zip"),
        (["--data-dir", "tour"], None),
    ],
)
def test_a_package_on_the_command_line(starts, arguments, given):
    assert cli.main(arguments) == 0
    [start] = starts
    assert start.package == (None if given is None else Path(given))
    assert start.language is (Language.ENGLISH if "en" in "".join(arguments[:2]).removeprefix("--lang") else None)


def test_the_options_before_a_package_hold(starts):
    assert cli.main(["--at", "2026-11-22T16:12", "--theme", "dark", "--lang", "en", "x.zip"]) == 0
    [start] = starts
    assert (start.theme, start.language) == ("dark", Language.ENGLISH)
    assert start.clock.now().replace(tzinfo=None) == datetime(2026, 11, 22, 16, 12)


def test_the_options_after_a_package_hold(starts):
    assert cli.main(["x.zip", "--at", "2026-11-22T16:12", "--lang", "en"]) == 0
    [start] = starts
    assert (start.package, start.language) == (Path("x.zip"), Language.ENGLISH)
    assert start.clock.now().replace(tzinfo=None) == datetime(2026, 11, 22, 16, 12)


@pytest.mark.parametrize("arguments", [["--", "x.zip"], ["--", "-x.zip"], ["--", "channels"]])
def test_what_follows_two_dashes_is_a_package(starts, arguments):
    assert cli.main(arguments) == 0
    [start] = starts
    assert start.package == Path(arguments[1])


def test_the_help_does_not_tell_of_the_hidden_command(capsys):
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    assert "SUPPRESS" not in capsys.readouterr().out


def test_a_command_is_no_package(starts, capsys):
    assert cli.main(["--lang", "en", "channels"]) == 0
    assert starts == []
    assert "19912" in capsys.readouterr().out


def test_one_package_at_a_time(starts, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["x.zip", "y.zip"])
    assert left.value.code == 2
    assert starts == []
    assert "y.zip" in capsys.readouterr().err


# ---------------------------------------------------------------- printing


def test_the_letter_prints_on_a4(open_filled, target, tmp_path, monkeypatch, qtbot):
    application, tab = open_filled()
    handed = []
    monkeypatch.setattr(objection_tab, "preview_pages", lambda *arguments: handed.append(arguments))
    pack(qtbot, tab)
    press(qtbot, tab.ready.print)
    [(parent, title, paint)] = handed
    assert parent.window() is application.window
    assert title == "Print the letter"
    writer = QPdfWriter(str(tmp_path / "printed.pdf"))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    assert paint(writer)
    del writer
    pages = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    assert len(pages) >= 1
    assert {(round(page.get_width()), round(page.get_height())) for page in pages} == {(595, 842)}
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    assert "1000000008" in text
    assert "September" in text


@pytest.mark.parametrize("button", [lambda ready: ready.print, lambda ready: ready.letter.preview])
def test_the_printed_letter_is_the_packed_one(open_filled, target, monkeypatch, qtbot, tmp_path, button):
    _application, tab = open_filled()
    handed = []
    monkeypatch.setattr(objection_tab, "preview_pages", lambda *arguments: handed.append(arguments[2]))
    pack(qtbot, tab)
    ready = tab.ready
    tab.form._set(tab.form.draft.with_applicant(name="Somebody Else"))
    press(qtbot, button(ready))
    [paint] = handed
    writer = QPdfWriter(str(tmp_path / "printed.pdf"))
    assert paint(writer)
    del writer
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "printed.pdf"))
    assert "Somewhere" in text
    assert "Else" not in text


def test_the_preview_opens_with_a_printer_that_lives_as_long(open_filled, target, monkeypatch, qtbot):
    _application, tab = open_filled()
    printers, seen, real = [], [], QPrintPreviewDialog.exec

    class Printer(QPrinter):
        def __init__(self, mode) -> None:
            super().__init__(mode)
            printers.append(weakref.ref(self))

    def run(dialog):
        # A dialog does not own its printer: with that gone, Qt crashes here.
        seen.append([printer() is not None for printer in printers])
        if not all(seen[0]):
            return 0
        dialog.paintRequested.connect(lambda _printer: seen.append("painted"))
        QTimer.singleShot(0, lambda: (seen.append(titles()), dialog.close()))
        return real(dialog)

    monkeypatch.setattr(print_dialog, "QPrinter", Printer)
    monkeypatch.setattr(QPrintPreviewDialog, "exec", run)
    pack(qtbot, tab)
    press(qtbot, tab.ready.print)
    assert seen[0] == [True]
    assert "painted" in seen
    assert "Print the letter" in seen[-1]
    assert_nothing_personal(seen[-1])
    assert tab.ready.isVisible()


# ---------------------------------------------------------------- nothing personal is written in clear

PERSONAL = ("Somebody", "Somewhere", "1000000008", "500000000", "50 000 0000", "salary", "Income differs")


def titles() -> str:
    widgets = QApplication.topLevelWidgets()
    return "\n".join(f"{widget.windowTitle()} {widget.windowFilePath()}" for widget in widgets)


def assert_nothing_personal(*texts: str) -> None:
    for text in texts:
        assert [value for value in PERSONAL if value in text] == []


def read_all(folder: Path) -> str:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return "\n".join(f"{path} {path.read_text(encoding='utf-8')}" for path in files)


def test_nothing_personal_is_written_outside_the_package(open_filled, target, tmp_path, monkeypatch, qtbot):
    own = tmp_path / "tmp"
    own.mkdir()
    monkeypatch.setenv("TMPDIR", str(own))
    monkeypatch.setattr(tempfile, "tempdir", str(own))
    application, tab = open_filled()
    window, seen = application.window, [titles()]
    during = note_at_opening(
        monkeypatch,
        lambda: (read_all(tmp_path / "data"), os.listdir(own), os.listdir(target)),  # noqa: PTH208
    )
    tab.form.edit_applicant()
    settle()
    seen.append(titles())
    window.close_sheet()
    pack(qtbot, tab)
    seen.append(titles())
    press(qtbot, tab.ready.back)
    tab.form._set(tab.form.draft.with_objection(portal_words="Income differs much"))
    window.close()
    settle()
    seen.append(titles())
    application.wear("dark")
    application.speak(Language.ARABIC)
    settle()
    press_leave(window, qtbot)
    [(temporary, (data, in_temporary, in_target))] = during
    assert re.fullmatch(r"\.objection-2026-11-[A-Z2-7]{4}\.part", temporary.name)
    assert in_temporary == os.listdir(own) == []  # noqa: PTH208
    assert in_target == ["other.zip"]
    data_after = read_all(tmp_path / "data")
    assert {path.name for path in (tmp_path / "data").iterdir()} == {"settings.toml", "state.toml"}
    assert_nothing_personal(*seen, data, data_after, str(temporary), written_in(target).name)


def press_leave(window, qtbot) -> None:
    """Close, and say that it may be lost."""
    window.close()
    settle()
    press(qtbot, window.sheet.leave)
    assert not window.isVisible()


def test_a_mistake_while_packing_quotes_nothing_personal(open_filled, target, tmp_path, monkeypatch, qtbot, capsys):
    application, tab = open_filled()
    draft, files = tab.form.draft, tab.form.files

    def fail(*_arguments, **_more):
        message = f"{draft.applicant} {draft.objection}"
        raise ValueError(message)

    monkeypatch.setattr(packing, "write_package", fail)
    monkeypatch.setattr(sys, "excepthook", application.apologise)
    pack(qtbot, tab)
    assert_refused(application, tab, draft, files, "Something went wrong in the application.")
    log = OwnedFiles.at(tmp_path / "data").mishaps.read_text(encoding="utf-8")
    assert "builtins.ValueError" in log
    assert_nothing_personal(log, capsys.readouterr().err, titles())
    assert nothing_left(target)

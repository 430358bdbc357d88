"""Everything in one PDF, from the tick on the form to the package on the disk."""

import tomllib
import zipfile

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.models import Tab
from citizen_desktop.i18n import Language
from citizen_desktop.package.errors import Cancelled
from citizen_desktop.package.verifier import verify
from citizen_desktop.paths import OwnedFiles
from citizen_desktop.policy import Mode, Policy
from citizen_desktop.ui import package_work
from tests.attachments import corpus
from tests.conftest import SUNDAY, HandClock, settle
from tests.journeys.waiting import attach_all

FILES = {
    "national-id": ("IMG_2041.jpg", corpus.jpeg()),
    "income-proof": ("salary.pdf", corpus.text(b"Salary", pages=3)),
    "bank-statement": ("scan.png", corpus.png()),
    "housing-proof": ("contract.pdf", corpus.scan(2)),
}


@pytest.fixture
def sources(tmp_path):
    folder = tmp_path / "sources"
    folder.mkdir()
    for name, content in FILES.values():
        (folder / name).write_bytes(content)
    return {slot: folder / name for slot, (name, _content) in FILES.items()}


@pytest.fixture
def target(tmp_path, monkeypatch):
    folder = tmp_path / "target"
    folder.mkdir()
    monkeypatch.setattr(package_work, "choose_folder", lambda *_: folder)
    return folder


@pytest.fixture
def open_filled(open_window, full_draft, sources, qtbot):
    opened = []

    def open_it(language=Language.ENGLISH, **options):
        application = open_window(HandClock(SUNDAY), language, **options)
        opened.append(application.window)
        application.window.show_tab(Tab.OBJECTION)
        settle()
        tab = application.window.page(Tab.OBJECTION)
        tab.form.load(full_draft.evolve(attachments=()), ())
        attach_all(qtbot, tab.form, sources)
        return application, tab

    yield open_it
    for window in opened:
        window._leaving = True
        window.close()


def tick(qtbot, tab):
    box = tab.form.documents.options.single_pdf
    assert box.isVisible()
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    settle()


def press(qtbot, button):
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def pack(qtbot, tab):
    press(qtbot, tab.form.footer.package)
    qtbot.waitUntil(lambda: tab.package.job is None)
    settle()


def shown(row):
    return " ".join(label.text() for label in row.findChildren(QLabel))


def read(package, name):
    with zipfile.ZipFile(package) as archive:
        return archive.read(f"{package.stem}/data/{name}")


def test_one_tick_and_the_package_has_everything_in_one_pdf(open_filled, target, qtbot):
    _application, tab = open_filled()
    tick(qtbot, tab)
    pack(qtbot, tab)
    [package] = target.iterdir()
    assert verify(package).valid
    single = pypdfium2.PdfDocument(read(package, "all-in-one.pdf"))
    others = sum(len(pypdfium2.PdfDocument(read(package, name))) for name in ("00-letter.pdf", "01-contents.pdf"))
    assert len(single) == others + 1 + 3 + 1 + 2
    assert "1000000008" in single[0].get_textpage().get_text_range()
    listed = {file.path: str(file.name) for file in tab.ready.package.files}
    assert listed["data/all-in-one.pdf"] == "Everything in one PDF"


def test_one_that_is_larger_than_a_file_may_be_is_said_where_it_is_ready(open_filled, sources, target, qtbot):
    sources["bank-statement"].write_bytes(corpus.large())
    _application, tab = open_filled(policy=Policy(size_limit_file_mb=1))
    tick(qtbot, tab)
    pack(qtbot, tab)
    assert "The single PDF has 2.3 MB, more" in shown(tab.ready.files)


def test_one_that_is_not_larger_is_not(open_filled, sources, target, qtbot):
    sources["bank-statement"].write_bytes(corpus.large())
    _application, tab = open_filled(policy=Policy(size_limit_file_mb=100))
    tick(qtbot, tab)
    pack(qtbot, tab)
    assert "The single PDF" not in shown(tab.ready.files)


def test_without_the_tick_there_is_none(open_filled, target, qtbot):
    _application, tab = open_filled()
    tick(qtbot, tab)
    tick(qtbot, tab)
    pack(qtbot, tab)
    [package] = target.iterdir()
    with zipfile.ZipFile(package) as archive:
        assert not [name for name in archive.namelist() if "all-in-one" in name]


def test_the_tick_is_remembered_and_shown_at_the_next_start(open_filled, open_window, tmp_path, qtbot):
    application, tab = open_filled()
    tick(qtbot, tab)
    stored = OwnedFiles.at(tmp_path / "data").settings.read_text(encoding="utf-8")
    assert tomllib.loads(stored)["single_pdf"] is True
    application.window._leaving = True
    application.window.close()
    _application, again = open_filled()
    assert again.form.documents.options.single_pdf.isChecked()


def test_a_kiosk_remembers_nothing_of_it(open_filled, tmp_path, qtbot):
    _application, tab = open_filled(policy=Policy(mode=Mode.KIOSK))
    assert not tab.form.documents.options.single_pdf.isChecked()
    tick(qtbot, tab)
    assert tab.form.documents.options.single_pdf.isChecked()
    assert not OwnedFiles.at(tmp_path / "data").settings.exists()


def test_a_form_without_files_has_no_such_choice(open_window, qtbot):
    application = open_window(HandClock(SUNDAY), Language.ENGLISH)
    application.window.show_tab(Tab.OBJECTION)
    settle()
    assert not application.window.page(Tab.OBJECTION).form.documents.options.isVisible()


def test_joining_is_broken_off_by_cancel_and_nothing_is_left(open_filled, target, monkeypatch, qtbot):
    application, tab = open_filled()
    tick(qtbot, tab)
    begun = []

    def join(parts, *, check):
        begun.append(len(parts))
        while True:
            check()

    monkeypatch.setattr(tab.form.bench.workshop, "join", join)
    draft = tab.form.draft
    press(qtbot, tab.form.footer.package)
    qtbot.waitUntil(lambda: begun == [6])
    assert tab.package.row.isVisible()
    assert "Joining everything into one PDF" in shown(tab.package.row)
    press(qtbot, tab.package.row.cancel)
    qtbot.waitUntil(lambda: tab.package.job is None)
    settle()
    assert list(target.iterdir()) == []
    assert tab.form.draft == draft
    assert tab.form.footer.package.isEnabled()
    assert not application.window.toast.isVisible()


def test_a_file_that_became_unreadable_is_named_and_nothing_is_written(open_filled, target, monkeypatch, qtbot):
    from citizen_desktop.attachments.errors import RefusedError
    from citizen_desktop.attachments.models import Refusal

    application, tab = open_filled()
    tick(qtbot, tab)

    def join(parts, *, check):
        check()
        if any(part.content.startswith(b"\x89PNG") for part in parts):
            raise RefusedError(Refusal.DAMAGED)
        return b""

    monkeypatch.setattr(tab.form.bench.workshop, "join", join)
    pack(qtbot, tab)
    assert list(target.iterdir()) == []
    said = strip_controls(application.window.toast.label.text())
    assert said.startswith("No single PDF can be made, and nothing was written. scan.png is damaged")
    assert tab.pages.currentWidget() is tab.form


def test_who_closes_while_it_is_joined_waits_for_nothing(open_filled, target, monkeypatch, qtbot):
    application, tab = open_filled()
    tick(qtbot, tab)
    begun, ended = [], []

    def join(_parts, *, check):
        begun.append(1)
        try:
            while True:
                check()
        except Cancelled:
            ended.append(1)
            raise

    monkeypatch.setattr(tab.form.bench.workshop, "join", join)
    press(qtbot, tab.form.footer.package)
    qtbot.waitUntil(lambda: begun == [1])
    application.window._leaving = True
    application.window.close()
    assert ended == [1]
    assert list(target.iterdir()) == []

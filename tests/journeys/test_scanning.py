"""Paper is scanned into the form: by the real ``scanimage``, from SANE's own test backend, in the real window."""

import io
import sys
import threading
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from citizen_desktop.content.models import Tab
from citizen_desktop.content.registration_models import StepId
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.i18n import Language
from citizen_desktop.policy import Mode, Policy
from citizen_desktop.scanning.models import Device, Failure, Paper, Shade, Wish
from citizen_desktop.ui import scan_desk
from citizen_desktop.ui.scan_sheet import ScanSheet, Setup, free_name
from citizen_desktop.ui.scan_words import device_names, failure_sentence
from tests.conftest import settle
from tests.scanning.sane import Sane, needs_sane, processes

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def sane(tmp_path, monkeypatch) -> Sane:
    folder = tmp_path / "sane"
    folder.mkdir()
    monkeypatch.setenv("SANE_CONFIG_DIR", str(folder))
    found = Sane(folder)
    found.set_up()
    return found


@pytest.fixture
def open_form(open_window, qtbot):
    """Open the objection's form in the window; give application and form, once it is known whether paper can be scanned."""

    forms = []

    def open_it(language=Language.ENGLISH, **options):
        application = open_window(language=language, scans=True, **options)
        application.window.show_tab(Tab.OBJECTION)
        form = application.window.pages.objection.form
        qtbot.waitUntil(lambda: form.scanning.has_looked)
        settle()
        forms.append(form)
        return application, form

    yield open_it
    # A window with work in hand asks before it is closed; pages that are still being judged would come to a form that is gone.
    for form in forms:
        form.let_go()


def press(qtbot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def rest(qtbot, sheet: ScanSheet) -> None:
    """Wait until nothing is at work."""
    qtbot.waitUntil(lambda: sheet.job is None)
    settle()


def open_sheet(qtbot, form) -> ScanSheet:
    press(qtbot, form.documents.scan)
    sheet = form.sheet
    assert isinstance(sheet, ScanSheet)
    rest(qtbot, sheet)
    return sheet


def hear(sheet: ScanSheet) -> list[tuple[str, str, bytes]]:
    heard = []
    sheet.scanned.connect(lambda slot, name, content: heard.append((slot, name, content)))
    return heard


@needs_sane
def test_a_page_is_scanned_as_chosen_and_another_one_after_it(open_form, qtbot, sane):
    _application, form = open_form()
    assert form.documents.scan.isVisible()
    sheet = open_sheet(qtbot, form)
    heard = hear(sheet)
    assert not sheet.devices.isVisible()  # there is one
    assert sheet.slots.choice.value == "national-id"
    press(qtbot, sheet.paper.cards.cards[Paper.CARD])
    press(qtbot, sheet.shade.cards.cards[Shade.GREY])
    press(qtbot, sheet.start)
    rest(qtbot, sheet)
    (slot, name, content) = heard[0]
    assert (slot, name) == ("national-id", "Scan 1.png")
    picture = Image.open(io.BytesIO(content))
    assert picture.mode == "L"
    assert picture.width > picture.height  # a card, lying
    assert sheet.taken.isVisible()
    assert "Scan 1.png" in sheet.taken.label.text()
    assert sheet.start.text() == "Scan another page"
    press(qtbot, sheet.start)
    rest(qtbot, sheet)
    assert [name for _slot, name, _content in heard] == ["Scan 1.png", "Scan 2.png"]
    press(qtbot, sheet.close_button)
    assert form.sheet is None


@needs_sane
@pytest.mark.parametrize("language", list(Language))
def test_a_scanned_page_becomes_a_file_of_the_draft(open_form, qtbot, sane, language):
    """Nothing is decoded on the way but in the process for untrusted bytes: the form says what the page is."""
    _application, form = open_form(language)
    sheet = open_sheet(qtbot, form)
    press(qtbot, sheet.start)
    rest(qtbot, sheet)
    qtbot.waitUntil(lambda: len(form.draft.attachments) == 1)
    (attachment,) = form.draft.attachments
    assert (attachment.slot, attachment.media_type, attachment.pages) == ("national-id", "image/png", 1)
    assert attachment.original_name == free_name([])
    press(qtbot, sheet.close_button)
    sheet = open_sheet(qtbot, form)
    assert sheet.slots.choice.value == "income-proof"  # the next one that lacks a file
    heard = hear(sheet)
    press(qtbot, sheet.start)
    rest(qtbot, sheet)
    assert heard[0][1] != attachment.original_name
    qtbot.waitUntil(lambda: len(form.draft.attachments) == 2)
    assert not form.documents.refused.isVisible()


@needs_sane
def test_a_page_is_scanned_into_the_registration(open_window, qtbot, sane):
    window = open_window(scans=True).window
    window.show_tab(Tab.REGISTRATION)
    tab = window.page(Tab.REGISTRATION)
    tab.answers.load(RegistrationDraft().with_applicant(kind="household"))
    tab.form.go_to(StepId.DOCUMENTS)
    qtbot.waitUntil(lambda: tab.answers.files.scanning.has_looked)
    settle()
    press(qtbot, tab.form.page.scan)
    sheet = window.sheet
    assert isinstance(sheet, ScanSheet)
    rest(qtbot, sheet)
    assert sheet.slots.choice.value == "national-id"
    press(qtbot, sheet.start)
    rest(qtbot, sheet)
    press(qtbot, sheet.close_button)
    qtbot.waitUntil(lambda: not tab.answers.files.is_busy)
    settle()
    (attachment,) = tab.answers.draft.attachments
    assert attachment.slot == "national-id"
    tab.answers.clear()


def test_without_a_program_that_scans_there_is_no_such_button(open_window):
    window = open_window(scans=False).window
    window.show_tab(Tab.REGISTRATION)
    tab = window.page(Tab.REGISTRATION)
    tab.form.go_to(StepId.DOCUMENTS)
    settle()
    assert not tab.form.page.scan.isVisible()


@needs_sane
def test_several_scanners_are_told_apart_and_the_choice_is_kept(open_form, qtbot, sane):
    sane.set_up(devices=2)
    _application, form = open_form()
    sheet = open_sheet(qtbot, form)
    box = sheet.devices.choice
    assert sheet.devices.isVisible()
    assert len({box.itemText(row) for row in range(box.count())}) == 2
    box.setCurrentIndex(1)
    box.activated.emit(1)
    press(qtbot, sheet.shade.cards.cards[Shade.GREY])
    press(qtbot, sheet.close_button)
    press(qtbot, form.documents.scan)
    assert form.sheet.job is None  # nobody looks for them twice
    assert form.sheet.devices.choice.value.name == "test:1"
    assert form.sheet.shade.cards.cards[Shade.GREY].isChecked()


@needs_sane
def test_the_keyboard_alone_scans_and_closes(open_form, qtbot, sane):
    _application, form = open_form()
    sheet = open_sheet(qtbot, form)
    heard = hear(sheet)
    assert sheet.start.hasFocus()
    qtbot.keyClick(sheet.start, Qt.Key.Key_Space)
    rest(qtbot, sheet)
    assert len(heard) == 1
    assert sheet.start.hasFocus()
    QApplication.sendEvent(sheet, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier))
    settle()
    assert form.sheet is None
    assert form.documents.scan.hasFocus()


@needs_sane
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("status", "failure"), [("COVER_OPEN", Failure.COVER_OPEN), ("JAMMED", Failure.JAMMED)])
def test_a_failure_is_a_sentence_and_the_next_try_works(open_form, qtbot, sane, language, status, failure):
    _application, form = open_form(language)
    sheet = open_sheet(qtbot, form)
    heard = hear(sheet)
    sane.fail(status)
    press(qtbot, sheet.start)
    rest(qtbot, sheet)
    assert heard == []
    assert sheet.problem.isVisible()
    assert sheet.problem.label.text() == failure_sentence(failure)
    assert not sheet.taken.isVisible()
    sane.set_up()
    press(qtbot, sheet.start)
    rest(qtbot, sheet)
    assert len(heard) == 1
    assert not sheet.problem.isVisible()


@needs_sane
def test_where_no_scanner_is_it_is_said_and_looked_for_again(open_form, qtbot, sane):
    sane.set_up(devices=0)
    _application, form = open_form()
    sheet = open_sheet(qtbot, form)
    assert sheet.none.isVisible()
    assert not sheet.start.isVisible()
    sane.set_up()
    press(qtbot, sheet.again)
    rest(qtbot, sheet)
    assert sheet.start.isVisible()


@needs_sane
def test_cancel_in_the_middle_of_a_page_ends_the_program_and_keeps_nothing(
    open_form, qtbot, sane, tmp_path, monkeypatch
):
    place = tmp_path / "place"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    _application, form = open_form()
    sheet = open_sheet(qtbot, form)
    heard = hear(sheet)
    sane.crawl()
    press(qtbot, sheet.start)
    qtbot.waitUntil(lambda: sheet.job_row.meter.value() > 0)
    assert len(processes()) == 1
    press(qtbot, sheet.job_row.cancel)
    rest(qtbot, sheet)
    assert processes() == []
    assert heard == []
    assert list(place.iterdir()) == []
    assert sheet.start.isVisible()  # and another page can be scanned
    assert not sheet.problem.isVisible()


@needs_sane
@pytest.mark.parametrize("way", ["sheet", "window", "draft", "language"])
def test_whatever_closes_the_sheet_ends_the_program(open_form, qtbot, sane, way):
    application, form = open_form()
    sheet = open_sheet(qtbot, form)
    heard = hear(sheet)
    sane.crawl()
    press(qtbot, sheet.start)
    qtbot.waitUntil(lambda: len(processes()) == 1)
    ways = {
        "sheet": sheet.close_sheet,
        "window": application.window.close,
        "draft": form.clear,
        "language": lambda: application.speak(Language.ARABIC),
    }
    ways[way]()
    qtbot.waitUntil(lambda: processes() == [])  # to the end of the page it would take twice as long
    settle()
    assert heard == []


@needs_sane
def test_a_kiosk_scans_too(open_form, qtbot, sane):
    _application, form = open_form(policy=Policy(mode=Mode.KIOSK))
    sheet = open_sheet(qtbot, form)
    heard = hear(sheet)
    press(qtbot, sheet.start)
    rest(qtbot, sheet)
    assert len(heard) == 1


@needs_sane
@pytest.mark.parametrize("size", [(1024, 640), (1280, 800)])
@pytest.mark.parametrize("language", list(Language))
def test_everything_can_be_reached_at_the_largest_text(open_form, qtbot, sane, language, size):
    application, form = open_form(language, size=size)
    application.set_text_size(200)
    settle()
    assert form.documents.zone.geometry().intersected(form.documents.scan.geometry()).isEmpty()
    sheet = open_sheet(qtbot, form)
    window = application.window.rect()
    for button in (sheet.start, sheet.again, sheet.close_button):
        place = button.rect().translated(button.mapTo(application.window, button.rect().topLeft()))
        assert window.contains(place)
        assert place.width() >= button.sizeHint().width()


def test_without_a_program_there_is_no_button(open_form, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    _application, form = open_form()
    assert not form.documents.scan.isVisible()
    assert not form.scanning.is_ready
    assert form.documents.zone.isVisible()


def test_on_windows_nobody_looks_for_the_program(monkeypatch):
    from citizen_desktop.scanning import scanner

    monkeypatch.setattr(sys, "platform", "win32")
    assert scanner.find_program() is None


def test_the_program_is_looked_for_off_the_gui_thread_and_once(open_form, monkeypatch):
    from citizen_desktop.scanning import scanner

    threads = []
    monkeypatch.setattr(scanner, "find_program", lambda: threads.append(threading.current_thread()))
    _application, form = open_form()
    form.scanning.look()
    settle()
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()


def test_pictures_look_for_nothing(open_window, monkeypatch):
    monkeypatch.setattr(scan_desk.ScanDesk, "look", lambda _desk: pytest.fail("it looked"))
    application = open_window(scans=False)
    application.window.show_tab(Tab.OBJECTION)
    settle()


def test_a_program_that_went_away_is_said(open_form, qtbot, tmp_path, monkeypatch):
    program = tmp_path / "scanimage"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    _application, form = open_form()
    program.unlink()
    sheet = open_sheet(qtbot, form)
    assert sheet.problem.label.text() == failure_sentence(Failure.NO_PROGRAM)
    assert not sheet.none.isVisible()


def test_every_failure_has_a_sentence_of_its_own():
    sentences = {failure_sentence(failure) for failure in Failure}
    assert len(sentences) == len(Failure)


def test_a_scanners_own_words_are_shown_in_one_piece_and_cannot_turn_the_line():
    (name,) = device_names([Device("net:1", "Evil\u202e", "Scan\nner")])
    assert "\u202e" not in name
    assert "\n" not in name


def test_a_page_never_takes_the_name_of_another_file():
    assert free_name(["Scan 1.png", "Scan 3.png"]) != "Scan 1.png"
    assert free_name([free_name([])]) != free_name([])


def test_the_scanner_that_was_chosen_stays_chosen_only_while_it_is_there():
    one, other = Device("a", "", "A"), Device("b", "", "B")
    setup = Setup((one, other), other, Wish())
    setup.find((one, other))
    assert setup.device is other
    setup.find((one,))
    assert setup.device is one
    setup.find(())
    assert setup.device is None


@pytest.fixture(autouse=True)
def nothing_is_left(tmp_path) -> None:
    """Hold for every journey: what was started has ended by its end."""
    yield
    assert processes() == []
    assert not list(Path(tmp_path).rglob("*.png"))

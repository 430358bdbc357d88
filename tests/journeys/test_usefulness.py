"""Somebody says whether an answer was useful; the staff look at the counts, save them and reset them."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLayout, QVBoxLayout, QWidget

from citizen_desktop import i18n, paths
from citizen_desktop.app import make_qt_application
from citizen_desktop.content.faq_loader import load_faq
from citizen_desktop.content.loader import load_channels
from citizen_desktop.i18n import Language
from citizen_desktop.policy import Mode
from citizen_desktop.settings import Opinions, ThemeChoice
from citizen_desktop.ui import useful_sheet
from citizen_desktop.ui.file_choice import choose_new_file
from citizen_desktop.ui.useful_row import UsefulRow
from citizen_desktop.ui.useful_sheet import UsefulCountsButton, UsefulSheet
from citizen_desktop.usefulness import Tally
from citizen_desktop.widgets.focus import move_keyboard
from citizen_desktop.widgets.theme import Theme
from tests.conftest import SUNDAY, HandClock, settle


class Pane(QWidget):
    """A window with the row in it."""

    def __init__(self, tally: Tally, mode: Mode) -> None:
        super().__init__()
        self.theme = Theme(paths.resources(), ThemeChoice.LIGHT)
        self.row = UsefulRow(self.theme, tally)
        self.counts = UsefulCountsButton(self.theme, mode)
        column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(self.row)
        column.addWidget(self.counts)
        column.addStretch(1)
        self.row.show_question("nafath")


@pytest.fixture
def tally(tmp_path):
    return Tally(tmp_path / "data" / "state.toml")


@pytest.fixture
def faq():
    folder = paths.resources() / "content"
    return load_faq(folder, load_channels(folder).channels)


@pytest.fixture
def open_pane(qapp, tally):
    make_qt_application([])
    opened = []

    def open_it(mode=Mode.PERSONAL, size=(800, 600), language=Language.ENGLISH) -> Pane:
        i18n.use(language, paths.translations())
        pane = Pane(tally, mode)
        opened.append(pane)
        pane.resize(*size)
        pane.show()
        settle()
        return pane

    yield open_it
    for pane in opened:
        pane.close()
        pane.deleteLater()
    settle()
    i18n.use(Language.ARABIC)


def press(qtbot, button) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


# ── The person ──────────────────────────────────────────────────────────────
def test_a_press_counts_once_and_is_thanked_for(open_pane, tally, qtbot):
    row = open_pane().row
    assert (row.label.text(), row.note.text()) == ("Was this answer useful?", "Your opinion stays on this device")
    for _press in range(3):
        press(qtbot, row.yes)
    assert tally.counts() == {"nafath": Opinions(yes=1)}
    assert row.note.text() == "Thank you"
    assert row.yes.isChecked()
    assert not row.no.isChecked()


def test_an_opinion_can_be_changed_and_the_count_moves(open_pane, tally, qtbot):
    row = open_pane().row
    for button in (row.yes, row.no, row.yes, row.no):
        press(qtbot, button)
    assert tally.counts() == {"nafath": Opinions(no=1)}
    assert (row.yes.isChecked(), row.no.isChecked()) == (False, True)


def test_every_showing_of_a_question_counts_anew(open_pane, tally, qtbot):
    row = open_pane().row
    press(qtbot, row.no)
    row.show_question("whatsapp")
    assert not row.no.isChecked()
    assert row.note.text() == "Your opinion stays on this device"
    press(qtbot, row.yes)
    row.show_question("nafath")
    press(qtbot, row.yes)
    assert tally.counts() == {"nafath": Opinions(yes=1, no=1), "whatsapp": Opinions(yes=1)}


def test_showing_what_is_shown_and_a_switch_of_language_ask_no_second_time(open_pane, tally, qtbot):
    pane = open_pane()
    press(qtbot, pane.row.yes)
    pane.row.show_question("nafath")
    i18n.use(Language.ARABIC)
    QCoreApplication.sendEvent(pane, QEvent(QEvent.Type.LanguageChange))
    assert pane.row.yes.isChecked()
    press(qtbot, pane.row.yes)
    assert tally.counts() == {"nafath": Opinions(yes=1)}


def test_the_keyboard_reaches_both_and_a_screen_reader_is_told_which(open_pane, tally, qtbot):
    pane = open_pane()
    pane.setFocus()
    names = []
    for _stop in range(2):
        move_keyboard(pane, forwards=True)
        names.append(pane.focusWidget().accessibleName())
    assert names == ["Yes, this answer was useful", "No, this answer was not useful"]
    qtbot.keyClick(pane.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClick(pane.row.yes, Qt.Key.Key_Space)
    assert tally.counts() == {"nafath": Opinions(yes=1)}
    assert pane.row.yes.isCheckable()


def test_a_disk_that_refuses_costs_nothing_but_the_count(open_pane, tally, qtbot, tmp_path):
    (tmp_path / "data").write_text("a file where a folder should be")
    row = open_pane().row
    press(qtbot, row.no)
    assert row.note.text() == "Thank you"
    assert tally.counts() == {}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("opinion", [None, "yes"])
def test_nothing_is_cut_in_a_large_text(open_pane, qtbot, language, opinion):
    pane = open_pane(language=language, size=(480, 700))
    pane.theme.set_text_size(200)
    settle()
    if opinion:
        press(qtbot, pane.row.yes)
    inside = pane.row.rect()
    for part in (pane.row.label, pane.row.note, pane.row.yes, pane.row.no):
        place = QRect(part.mapTo(pane.row, QPoint(0, 0)), part.size())
        assert inside.contains(place), part.text()
        assert part.width() >= part.sizeHint().width(), part.text()


# ── The staff ───────────────────────────────────────────────────────────────
@pytest.mark.parametrize("mode", list(Mode))
def test_the_counts_are_offered_in_a_help_centre_alone(open_pane, mode):
    assert open_pane(mode).counts.isVisible() is (mode is Mode.CENTRE)


@pytest.fixture
def open_sheet(open_pane, tally, faq):
    def open_it(**options) -> UsefulSheet:
        pane = open_pane(Mode.CENTRE, (1024, 640), **options)
        sheet = UsefulSheet(pane.theme, pane, tally, faq, HandClock(SUNDAY))
        sheet.told = []
        sheet.said.connect(lambda text: sheet.told.append(("said", text)))
        sheet.failed.connect(lambda text: sheet.told.append(("failed", text)))
        settle()
        return sheet

    return open_it


def shown(sheet) -> list[str]:
    labels = [label for label in sheet.panel.findChildren(QLabel) if label.isVisible() and label.text()]
    return [label.text() for label in labels]


@pytest.fixture
def judged(tally):
    for useful, times in ((True, 3), (False, 1)):
        for _time in range(times):
            tally.count("nafath", useful=useful)
    tally.count("whatsapp", useful=False)
    tally.count("whatsapp", useful=False)


def test_the_sheet_shows_the_worst_first(open_sheet, judged, faq):
    sheet = open_sheet()
    assert [(row.id, row.yes, row.no) for row in sheet.rows] == [("whatsapp", 0, 2), ("nafath", 3, 1)]
    texts = shown(sheet)
    assert "6 opinions, without any name" in texts
    assert faq.question("nafath").question.en in texts
    assert "75 %" in texts
    assert sheet.window().focusWidget() is sheet.done


def test_without_an_opinion_there_is_nothing_to_save_or_reset(open_sheet):
    sheet = open_sheet()
    assert "Nobody has judged an answer on this device yet." in shown(sheet)
    assert not sheet.export.isEnabled()
    assert not sheet.reset.isEnabled()


def test_a_reset_is_asked_for_and_the_safe_answer_has_the_keyboard(open_sheet, judged, tally, qtbot):
    sheet = open_sheet()
    press(qtbot, sheet.reset)
    assert "Reset all counts to zero?" in shown(sheet)
    assert sheet.window().focusWidget() is sheet.keep
    press(qtbot, sheet.keep)
    assert len(tally.counts()) == 2
    press(qtbot, sheet.reset)
    press(qtbot, sheet.erase)
    assert tally.counts() == {}
    assert sheet.told == [("said", "The counts are at zero")]
    assert sheet.rows == ()
    assert sheet.done.isVisible()


def test_a_reset_that_the_disk_refuses_is_told(open_sheet, judged, tally, qtbot, monkeypatch):
    def refuse(*_):
        raise OSError

    sheet = open_sheet()
    monkeypatch.setattr("citizen_desktop.settings.write_atomically", refuse)
    press(qtbot, sheet.reset)
    press(qtbot, sheet.erase)
    assert sheet.told[0][0] == "failed"
    assert len(sheet.rows) == 2


def test_the_table_is_saved_where_the_staff_choose(open_sheet, judged, qtbot, monkeypatch, tmp_path):
    sheet = open_sheet()
    monkeypatch.setattr(useful_sheet, "choose_new_file", lambda *_: tmp_path / "counts.csv")
    press(qtbot, sheet.export)
    qtbot.waitUntil(lambda: bool(sheet.told))
    assert sheet.told == [("said", "The table was saved")]
    assert (tmp_path / "counts.csv").read_bytes().startswith(b"\xef\xbb\xbfid,question,yes,no,share\r\nwhatsapp,")
    assert sheet.export.isEnabled()


def test_a_place_that_refuses_is_told_and_another_one_can_be_chosen(open_sheet, judged, qtbot, monkeypatch, tmp_path):
    sheet = open_sheet()
    monkeypatch.setattr(useful_sheet, "choose_new_file", lambda *_: tmp_path)
    press(qtbot, sheet.export)
    qtbot.waitUntil(lambda: bool(sheet.told))
    assert sheet.told[0][0] == "failed"
    assert sheet.export.isEnabled()
    monkeypatch.setattr(useful_sheet, "choose_new_file", lambda *_: None)
    press(qtbot, sheet.export)
    assert len(sheet.told) == 1


@pytest.mark.parametrize("accepted", [True, False])
def test_the_dialog_for_a_new_file_leads_to_a_place_or_to_none(open_pane, monkeypatch, tmp_path, accepted):
    asked = []

    def answer(dialog):
        asked.append((dialog.acceptMode(), dialog.defaultSuffix(), Path(dialog.selectedFiles()[0]).name))
        dialog.selectFile(str(tmp_path / "mine.csv"))
        return QFileDialog.DialogCode.Accepted if accepted else QFileDialog.DialogCode.Rejected

    monkeypatch.setattr(QFileDialog, "exec", answer)
    chosen = choose_new_file(open_pane(), "Save the counts", "usefulness.csv", "Tables (*.csv)")
    assert asked == [(QFileDialog.AcceptMode.AcceptSave, "csv", "usefulness.csv")]
    assert chosen == (tmp_path / "mine.csv" if accepted else None)

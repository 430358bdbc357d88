"""The form of an objection, filled in as a person does."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from citizen_desktop import paths
from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.loader import load_content
from citizen_desktop.content.models import Tab
from citizen_desktop.content.objection_loader import load_objection_content
from citizen_desktop.content.objection_models import ObjectionKind
from citizen_desktop.forms.draft import Applicant, Attachment, Objection, ObjectionDraft
from citizen_desktop.i18n import Language
from citizen_desktop.settings import ThemeChoice
from citizen_desktop.ui.applicant_sheet import ApplicantSheet
from citizen_desktop.ui.file_choice import FileChoice
from citizen_desktop.ui.gaps_sheet import GapsSheet
from citizen_desktop.ui.objection_page import ObjectionPage
from citizen_desktop.widgets.file_row import Part
from citizen_desktop.widgets.input_frame import State
from citizen_desktop.widgets.slot_card import SlotState
from tests.conftest import SUNDAY, HandClock, settle
from tests.journeys.papers import content, drop, write

# Offscreen there is no window system that popups could ask.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTENT = load_objection_content(paths.resources() / "content")
NAMES = {Language.ARABIC: "فلانة بنت فلان التجريبية", Language.ENGLISH: "Somebody Somewhere"}


@pytest.fixture
def open_form(open_window):
    """Open the form in the window; give application and page."""

    opened = []

    def open_it(language=Language.ARABIC, clock=None, **options):
        clock = clock or HandClock(SUNDAY)
        application = open_window(clock, language, **options)
        ways = load_content(paths.resources() / "content").objections
        page = ObjectionPage(application.theme, CONTENT, ways, clock)
        opened.append(page)
        window = application.window
        window.pages.addWidget(page)
        window.show_tab(Tab.OBJECTION)
        window.pages.setCurrentWidget(page)
        settle()
        return application, page

    yield open_it
    for page in opened:
        page.let_go()


def type_into(editor: QWidget, text: str) -> None:
    """Type as an input method does: pytest-qt's keys abort on Arabic."""
    editor.setFocus()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)
    settle()


def pick(box: QComboBox, value: object) -> None:
    """Choose from a list as its popup does."""
    row = next(row for row in range(box.count()) if box.itemData(row) == value)
    box.setCurrentIndex(row)
    box.activated.emit(row)
    settle()


def press(qtbot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def fill_applicant(page, qtbot, language=Language.ARABIC, kind="independent"):
    press(qtbot, page.applicant.edit)
    sheet = page.sheet
    assert isinstance(sheet, ApplicantSheet)
    pick(sheet.kind.choice, kind)
    type_into(sheet.name.line, NAMES[language])
    type_into(sheet.national_id.line, "١٠٠٠٠٠٠٠٠٨")
    type_into(sheet.mobile.line, "+966 50 000 0000")
    press(qtbot, sheet.done)
    assert page.sheet is None


@pytest.mark.parametrize("language", list(Language))
def test_a_whole_objection_is_filled_in_and_handed_over(open_form, qtbot, tmp_path, language):
    _application, page = open_form(language)
    handed = []
    page.package_wanted.connect(lambda draft, files: handed.append((draft, files)))
    assert not page.is_dirty
    fill_applicant(page, qtbot, language)
    answers = page.answers
    press(qtbot, answers.kind.cards.cards[ObjectionKind.AMOUNT])
    pick(answers.period.choice, "2026-11")
    answers.day.date_box.setFocus()
    press(qtbot, answers.day.date_box)
    calendar = answers.day.date_box.popup.calendar
    calendar.setSelectedDate(calendar.selectedDate().addDays(9 - calendar.selectedDate().day() + 1))
    qtbot.keyClick(calendar, Qt.Key.Key_Return)
    calendar.activated.emit(calendar.selectedDate())
    settle()
    assert page.draft.objection.day == date(2026, 11, 10)
    press(qtbot, answers.paid.cards.cards[True])
    pick(answers.reason.choice, "other")
    type_into(answers.portal_words.line, "اختلاف الدخل")
    type_into(answers.explanation.area, "راتبي أقل منذ سبتمبر.")
    files = [
        write(tmp_path, name) for name in ("IMG_2041.jpg", "تعريف بالراتب.pdf", "scan-bank-10.png", "contract.pdf")
    ]
    drop(qtbot, page, page.documents.zone, *files)
    assert page.completeness.complete
    assert page.footer.progress.number.text() == "100%"
    press(qtbot, page.footer.package)
    assert page.sheet is None
    [(draft, contents)] = handed
    assert [b"".join(each.blocks()) for each in contents] == [file.read_bytes() for file in files]
    assert draft == page.draft
    assert page.is_dirty
    assert draft.applicant == Applicant(
        kind="independent", name=NAMES[language], national_id="١٠٠٠٠٠٠٠٠٨", mobile="+966 50 000 0000"
    )
    assert draft.objection == Objection(
        kind=ObjectionKind.AMOUNT,
        period="2026-11",
        day=date(2026, 11, 10),
        paid=True,
        reason="other",
        portal_words="اختلاف الدخل",
        explanation="راتبي أقل منذ سبتمبر.",
    )
    assert [(file.slot, file.original_name, file.media_type) for file in draft.attachments] == [
        ("national-id", "IMG_2041.jpg", "image/jpeg"),
        ("income-proof", "تعريف بالراتب.pdf", "application/pdf"),
        ("bank-statement", "scan-bank-10.png", "image/png"),
        ("housing-proof", "contract.pdf", "application/pdf"),
    ]


def test_gaps_are_asked_about_and_lead_to_their_fields(open_form, qtbot):
    application, page = open_form()
    handed = []
    page.package_wanted.connect(lambda draft, files: handed.append((draft, files)))
    press(qtbot, page.footer.package)
    sheet = page.sheet
    assert isinstance(sheet, GapsSheet)
    assert application.window.focusWidget() is sheet.back
    assert "12" in sheet.subtitle.text()
    press(qtbot, sheet.links["objection.explanation"])
    assert page.sheet is None
    assert application.window.focusWidget() is page.answers.explanation.area
    press(qtbot, page.footer.package)
    press(qtbot, page.sheet.links["applicant.national-id"])
    assert isinstance(page.sheet, ApplicantSheet)
    assert application.window.focusWidget() is page.sheet.national_id.line
    press(qtbot, page.sheet.cross)
    press(qtbot, page.footer.package)
    press(qtbot, page.sheet.links["slot.bank-statement"])
    assert application.window.focusWidget() is page.documents.slots["bank-statement"].button
    assert handed == []
    press(qtbot, page.footer.package)
    press(qtbot, page.sheet.go_on)
    assert handed == [(ObjectionDraft(), ())]


def test_numbers_are_checked_while_they_are_typed(open_form, qtbot):
    _application, page = open_form()
    press(qtbot, page.applicant.edit)
    sheet = page.sheet
    height = sheet.national_id.height()
    type_into(sheet.national_id.line, "10000")
    assert sheet.national_id.frame.state is State.PLAIN
    assert "5 أرقام" in sheet.national_id.helper.label.text()
    sheet.mobile.setFocus()
    settle()
    assert sheet.national_id.frame.state is State.ERROR
    sheet.national_id.line.setFocus()
    type_into(sheet.national_id.line, "00000")
    assert sheet.national_id.frame.state is State.ERROR
    qtbot.keyClick(sheet.national_id.line, Qt.Key.Key_Backspace)
    type_into(sheet.national_id.line, "8")
    assert sheet.national_id.frame.state is State.OK
    assert sheet.national_id.helper.label.text() == "مواطن"
    assert sheet.national_id.height() == height


def test_whether_one_lives_independently_is_asked_where_it_is_open(open_form, qtbot):
    _application, page = open_form()
    press(qtbot, page.applicant.edit)
    sheet = page.sheet
    assert sheet.independent.isHidden()
    pick(sheet.kind.choice, "social-security")
    assert not sheet.independent.isHidden()
    assert "housing-proof" not in page.documents.slots
    press(qtbot, sheet.independent.cards.cards[True])
    assert "housing-proof" in page.documents.slots
    press(qtbot, sheet.independent.cards.cards[False])
    assert "housing-proof" not in page.documents.slots


def test_the_places_follow_the_reason(open_form, qtbot, tmp_path):
    _application, page = open_form()
    assert list(page.documents.slots) == ["national-id", "income-proof", "bank-statement"]
    assert page.documents.housing.isHidden() or not page.documents.housing.isVisible()
    pick(page.answers.reason.choice, "housing-not-proved")
    assert list(page.documents.slots) == ["national-id", "income-proof", "bank-statement", "housing-proof"]
    assert page.documents.housing.isVisible()
    pick(page.documents.housing, "ejar-contract")
    assert page.documents.slots["housing-proof"].state is SlotState.FILLED
    pick(page.documents.housing, "deed-electricity")
    assert page.documents.slots["housing-proof"].state is SlotState.MISSING
    drop(qtbot, page, page.documents.slots["housing-proof"], write(tmp_path, "deed.pdf"))
    assert page.documents.slots["housing-proof"].state is SlotState.PROBLEM
    drop(qtbot, page, page.documents.slots["housing-proof"], write(tmp_path, "bill.pdf"))
    assert page.documents.slots["housing-proof"].state is SlotState.FILLED
    pick(page.answers.reason.choice, "abroad")
    assert list(page.documents.slots) == [
        "national-id", "income-proof", "bank-statement", "reason-proof", "housing-proof",
    ]  # fmt: skip


def test_files_are_given_away_by_row_and_taken_off(open_form, qtbot, tmp_path):
    _application, page = open_form(Language.ENGLISH)
    first, second = write(tmp_path, "a.pdf"), write(tmp_path, "b.jpg", 4_000_001)
    drop(qtbot, page, page.documents.zone, first, second, first)
    assert [b"".join(each.blocks()) for each in page.files] == [first.read_bytes(), second.read_bytes()]
    listing = page.documents.files
    assert [row.size for row in listing.rows] == ["547 bytes", "4 MB"]
    assert listing.rows[1].state == "Too large"
    place = listing.place_of(1, Part.CHANGE).center().toPoint()
    qtbot.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=place)
    menu = page.documents._menu
    next(action for action in menu.actions() if action.text() == "Bank statement").trigger()
    menu.close()
    settle()
    assert [file.slot for file in page.draft.attachments] == ["national-id", "bank-statement"]
    listing.setFocus()
    listing.setCurrentIndex(listing.model().index(0))
    qtbot.keyClick(listing, Qt.Key.Key_Delete)
    settle()
    assert [each.size for each in page.files] == [4_000_001]
    assert [file.original_name for file in page.draft.attachments] == ["b.jpg"]
    assert first.exists()


def test_what_is_no_document_is_refused_by_what_it_is(open_form, qtbot, tmp_path):
    _application, page = open_form(Language.ENGLISH)
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.pdf").touch()
    files = [write(tmp_path, "cv.docx"), write(tmp_path, "run.exe"), tmp_path / "folder", tmp_path / "empty.pdf"]
    disguised = tmp_path / "photo.jpg"
    disguised.write_bytes(content("run.exe"))
    drop(qtbot, page, page.documents.zone, *files, disguised, tmp_path / "gone.pdf")
    lines = strip_controls(page.documents.refused.label.text()).splitlines()
    assert sorted(lines) == sorted(
        [
            "cv.docx is a Word document. Save it as PDF and attach that.",
            "run.exe is a program, not a document.",
            "There are no files in folder.",
            "empty.pdf is empty.",
            "photo.jpg is a program, not a document.",
            "gone.pdf is not there any more.",
        ]
    )
    assert page.draft.attachments == ()
    assert not page.is_dirty
    drop(qtbot, page, page.documents.zone, write(tmp_path, "ok.heic"))
    assert not page.documents.refused.isVisible()
    assert page.documents.slots["national-id"].state is SlotState.PROBLEM


def test_the_size_turns_amber_and_red(open_form, qtbot, tmp_path):
    _application, page = open_form(Language.ENGLISH)
    meter = page.footer.size_meter
    for name, size, shown, colour in (
        ("a.pdf", 8_900_000, "8.9 of 10 MB", "seg"),
        ("b.pdf", 200_000, "9.1 of 10 MB", "warnT"),
        ("c.pdf", 900_001, "10.1 of 10 MB", "errT"),
    ):
        drop(qtbot, page, page.documents.zone, write(tmp_path, name, size))
        assert (meter.number.text(), meter.bar._colour) == (shown, colour)
    assert page.completeness.item("package.size") is not None


@pytest.mark.parametrize(
    ("today", "look"),
    [
        (datetime(2026, 11, 22), "off"),
        (datetime(2027, 1, 25), "warn"),
        (datetime(2027, 2, 6), "err"),
        (datetime(2027, 2, 9), "err"),
    ],
)
def test_the_deadline_takes_its_colour_and_says_it_in_words(open_form, today, look):
    _application, page = open_form(clock=HandClock(today))
    page.load(SAMPLE, [Path("a.pdf")])
    assert page.deadline_card.tile._look == look
    assert "8 فبراير 2027" in page.deadline_card.accessibleName()
    assert "1 رمضان 1448" in page.deadline_card.accessibleName()


def test_an_open_sheet_never_writes_into_another_draft(open_form, qtbot):
    _application, page = open_form()
    press(qtbot, page.applicant.edit)
    type_into(page.sheet.name.line, "فلان")
    assert page.is_dirty
    page.clear()
    settle()
    assert page.sheet is None
    assert page.draft.applicant == Applicant()


def test_a_name_that_turns_the_direction_stands_still(open_form, qtbot, tmp_path):
    _application, page = open_form()
    drop(qtbot, page, page.documents.zone, write(tmp_path, "x\u202efdp.exe\n.pdf"))
    assert page.documents.files.rows[0].name == "xfdp.exe .pdf"
    assert page.draft.attachments[0].original_name == "x\u202efdp.exe\n.pdf"


def test_a_wording_is_offered_and_never_overwrites(open_form, qtbot):
    _application, page = open_form()
    answers = page.answers
    assert not answers.suggest.isVisible()
    pick(answers.reason.choice, "income-above-limit")
    assert answers.suggest.isVisible()
    press(qtbot, answers.suggest)
    first, second = (CONTENT.rules.reason(reason).wording.ar for reason in ("income-above-limit", "abroad"))
    assert page.draft.objection.explanation == first
    assert not answers.suggest.isVisible()
    qtbot.keyClick(answers.explanation.area, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.draft.objection.explanation == ""
    press(qtbot, answers.suggest)
    # Another reason has another wording: it takes the place of one that nobody touched, if the person says so.
    pick(answers.reason.choice, "abroad")
    assert page.draft.objection.explanation == first
    assert answers.suggest.isVisible()
    press(qtbot, answers.suggest)
    assert page.draft.objection.explanation == second
    qtbot.keyClick(answers.explanation.area, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.draft.objection.explanation == first
    # What the person wrote stays where it is.
    type_into(answers.explanation.area, "س")
    mine = page.draft.objection.explanation
    assert mine != first
    press(qtbot, answers.suggest)
    assert page.draft.objection.explanation == f"{mine}\n{second}"
    assert not answers.suggest.isVisible()
    qtbot.keyClick(answers.explanation.area, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.draft.objection.explanation == mine
    answers.explanation.replace("أ" * 601)
    assert strip_controls(answers.explanation.counter.text()) == "601 / 600"
    assert answers.explanation.box.state is State.ERROR


def test_the_wording_is_arabic_and_can_be_read_in_english_before(open_form, qtbot):
    _application, page = open_form(Language.ENGLISH)
    reason = CONTENT.rules.reason("data-mismatch")
    pick(page.answers.reason.choice, reason.id)
    assert page.answers.suggest.toolTip() == page.answers.suggest.accessibleDescription() == reason.wording.en
    press(qtbot, page.answers.suggest)
    assert page.draft.objection.explanation == reason.wording.ar


@pytest.mark.parametrize("language", list(Language))
def test_each_reason_asks_for_its_papers_and_says_what_they_may_be(open_form, language):
    _application, page = open_form(language)
    seen = set()
    for reason in CONTENT.rules.reasons:
        pick(page.answers.reason.choice, reason.id)
        slots = page.documents.slots
        assert page.answers.explanation.area.placeholderText() == str(reason.hint)
        assert ("reason-proof" in slots) == (reason.paper is not None)
        if reason.paper is not None:
            assert str(reason.paper) in slots["reason-proof"].detail.text()
            assert str(reason.paper) in slots["reason-proof"].accessibleDescription()
        assert ("housing-proof" in slots) == (reason.id == "housing-not-proved")
        for card in slots.values():
            assert card.toolTip().splitlines()[0] in card.accessibleDescription()
        seen.add((tuple(slots), page.answers.suggest.toolTip()))
    assert len(seen) == len(CONTENT.rules.reasons)


def test_the_deadline_turns_at_midnight(open_form):
    clock = HandClock(datetime(2027, 2, 8, 23, 59))
    _application, page = open_form(clock=clock)
    page.load(ObjectionDraft(objection=Objection(kind=ObjectionKind.AMOUNT, day=date(2026, 11, 10))), ())
    assert page.deadline_card.headline.text() == "اليوم آخر يوم"
    clock.set(page.deadline.next_change.replace(tzinfo=None))
    page.refresh()
    assert page.deadline_card.headline.text() == "انتهت مدة الاعتراض"
    assert page.answers.dates.label.text() != ""
    assert not page.is_dirty


SAMPLE = ObjectionDraft(
    applicant=Applicant(kind="independent", name="Somebody", national_id="1000000008", mobile="0500000000"),
    objection=Objection(
        kind=ObjectionKind.AMOUNT,
        period="2020-01",
        day=date(2026, 11, 10),
        paid=False,
        reason="other",
        portal_words="Income",
        explanation="Less since May",
        housing_proof="deed-electricity",
    ),
    attachments=(Attachment(slot="national-id", original_name="a.pdf", media_type="application/pdf", size=5),),
)


def test_a_switch_of_language_and_look_keeps_everything(open_form):
    application, page = open_form(Language.ENGLISH)
    page.load(SAMPLE, [Path("a.pdf")])
    page.edit_applicant()
    sheet = page.sheet
    settle()
    for language, others in ((Language.ARABIC, r"[A-Za-z]"), (Language.ENGLISH, r"[\u0600-\u06FF]")):
        application.speak(language)
        settle()
        for text in texts(page):
            assert not re.search(others, re.sub(r"Somebody|Income|Less since May|a\.pdf|PDF|<[^>]*>", "", text)), text
        assert page.draft == SAMPLE
        assert page.answers.period.choice.value == "2020-01"
        assert page.answers.portal_words.text == "Income"
        assert page.answers.explanation.text == "Less since May"
        assert sheet.name.text == "Somebody"
        assert sheet.kind.choice.value == "independent"
    application.wear(ThemeChoice.DARK)
    application.set_text_size(200)
    settle()
    assert page.draft == SAMPLE
    assert not page.is_dirty
    page.clear()
    settle()
    assert page.sheet is None
    assert page.draft == ObjectionDraft()
    assert page.files == ()
    assert page.answers.explanation.text == ""


def texts(page: QWidget) -> list[str]:
    """Return what the form shows, but for what was typed, and what it tells a screen reader."""
    found = []
    for widget in page.findChildren(QWidget):
        if widget.objectName().startswith("qt_") or isinstance(widget, QLineEdit | QPlainTextEdit):
            continue
        if isinstance(widget, QLabel | QAbstractButton):
            found.append(widget.text())
        if isinstance(widget, QComboBox):
            found += [widget.itemText(row) for row in range(widget.count())]
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
    return found


def test_every_control_has_a_name_and_every_label_a_buddy(open_form):
    _application, page = open_form()
    page.load(SAMPLE, [Path("a.pdf")])
    page.edit_applicant()
    settle()
    for root in (page, page.sheet):
        for widget in root.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert widget.accessibleName(), widget
    answers = page.answers
    for field in (answers.period, answers.day, answers.reason, answers.explanation, page.sheet.name):
        assert field.label.buddy() is field.editor


@pytest.mark.parametrize(("size", "text_size"), [((1024, 640), 200), ((1280, 800), 100), ((640, 480), 100)])
@pytest.mark.parametrize("language", list(Language))
def test_nothing_is_cut_off(open_form, size, text_size, language):
    application, page = open_form(language, size=size)
    application.set_text_size(text_size)
    page.load(SAMPLE, [Path("a.pdf")])
    settle()
    assert page.scroller.horizontalScrollBar().maximum() == 0
    for label in page.findChildren(QLabel):
        if label.isVisible() and label.text():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed, label.text()
            if not label.wordWrap():
                assert label.width() >= label.sizeHint().width(), label.text()


def test_the_keyboard_alone_reaches_everything(open_form, qtbot):
    application, page = open_form()
    page.load(SAMPLE, [Path("a.pdf")])
    settle()
    page.applicant.edit.setFocus()
    visited = []
    for _step in range(60):
        visited.append(application.window.focusWidget())
        qtbot.keyClick(application.window.focusWidget(), Qt.Key.Key_Tab)
    wanted = [
        page.answers.period.choice, page.answers.day.date_box, page.answers.reason.choice,
        page.answers.portal_words.line, page.answers.explanation.area, page.documents.ways,
        page.documents.slots["income-proof"].button, page.documents.housing, page.documents.files,
        page.documents.zone, page.footer.package,
    ]  # fmt: skip
    places = [visited.index(widget) for widget in wanted]
    assert places == sorted(places)
    cards = page.answers.kind.cards.cards
    cards[ObjectionKind.AMOUNT].setFocus()
    qtbot.keyClick(cards[ObjectionKind.AMOUNT], Qt.Key.Key_Right)
    settle()
    assert page.draft.objection.kind is ObjectionKind.ELIGIBILITY
    box = page.answers.day.date_box
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert page.draft.objection.day == date(2026, 11, 11)


def test_the_dialog_leaves_no_trace_of_the_folder(open_form, tmp_path):
    _application, page = open_form()
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    secret = tmp_path / "secret"
    secret.mkdir()
    file = write(secret, "private.pdf")
    dialog = FileChoice(page)
    dialog.setOption(FileChoice.Option.DontUseNativeDialog)
    dialog.setDirectory(str(secret))

    def accept():
        dialog.findChild(QLineEdit).setText("private.pdf")
        dialog.accept()

    QTimer.singleShot(100, accept)
    assert dialog.chosen() == (file,)
    dialog.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle()
    for left in (tmp_path / "settings").rglob("*.conf"):
        assert "secret" not in left.read_text(encoding="utf-8")
        assert "private" not in left.read_text(encoding="utf-8")


def test_the_ways_are_one_press_away(open_form, qtbot):
    _application, page = open_form()
    with qtbot.waitSignal(page.ways_wanted):
        press(qtbot, page.documents.ways)
    assert page.paths.paths

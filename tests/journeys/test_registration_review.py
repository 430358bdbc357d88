"""The review of a registration: in the portal's order, copied field by field, changed, hidden, printed, packed."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.models import Tab
from citizen_desktop.content.registration_models import StepId
from citizen_desktop.forms.registration import IncomeKind
from citizen_desktop.i18n import Language
from citizen_desktop.package.verifier import verify
from citizen_desktop.printing.paper import pdf_bytes
from citizen_desktop.ui import package_work, print_dialog
from citizen_desktop.ui.clipboard_guard import SECONDS
from citizen_desktop.ui.file_keeping import HeldFile
from citizen_desktop.widgets.number_field import NumberField
from tests.conftest import SUNDAY, HandClock, settle
from tests.forms.registration_strategies import whole
from tests.journeys import papers
from tests.journeys.registration_walk import Keys, go_to, open_tab, put
from tests.printing.conftest import bare, read_with_pdfium

# Offscreen there is no window system that popups could ask.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ID, IBAN, MOBILE = "1000000008", "SA0380000000608010167519", "0500000000"


def press(qtbot, button) -> None:
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def begin(open_window, draft=None, **options):
    window, tab = open_tab(open_window, **options)
    draft = whole("household") if draft is None else draft
    tab.answers.load(draft, [HeldFile(papers.content(f"{n}.jpg")) for n, _file in enumerate(draft.attachments)])
    settle()
    go_to(tab.form, StepId.REVIEW)
    return window, tab, tab.form.page


def row_of(page, item_id):
    return next(row for card in page.cards.values() for row in card.rows if row.line.id == item_id)


def shown(page) -> str:
    """All that stands on the page, and all that a screen reader says of it."""
    parts = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    for card in page.cards.values():
        for row in card.rows:
            parts.extend(
                (row.copy.accessibleName(), row.copy.accessibleDescription(), row.change.accessibleDescription())
            )
    return strip_controls(" ".join(parts))


def test_everything_stands_there_in_the_portals_order(open_window):
    _window, _tab, page = begin(open_window)
    assert list(page.cards) == [
        StepId.KIND, StepId.BASIC, StepId.INCOME, StepId.ADDRESS, StepId.FAMILY, StepId.BANK, StepId.DOCUMENTS,
    ]  # fmt: skip
    for text in (ID, MOBILE, "SA03 8000 0000 6080 1016 7519", "ABCD1234"):
        assert text in shown(page)


def test_tab_goes_through_the_lines_in_order(open_window, qtbot):
    window, _tab, page = begin(open_window)
    keys = Keys(qtbot, window)
    keys.tab_to(page.cards[StepId.KIND].change)
    wanted = [
        button
        for card in page.cards.values()
        for button in (card.change, *(part for row in card.rows for part in (row.change, row.copy)))
        if button.isVisible()
    ]
    for button in wanted:
        assert window.focusWidget() is button, button.accessibleName()
        keys.press(Qt.Key.Key_Tab)


def test_each_field_is_copied_whole_and_leaves_the_clipboard_after_a_minute(open_window, qtbot):
    clock = HandClock(SUNDAY, runs=True)
    application = open_window(clock)
    window = application.window
    window.show_tab(Tab.REGISTRATION)
    tab = window.page(Tab.REGISTRATION)
    tab.answers.load(whole("household").evolve(attachments=()))
    go_to(tab.form, StepId.REVIEW)
    page = tab.form.page
    tab.form.hide_numbers(hidden=True)
    clipboard = QGuiApplication.clipboard()
    copied = {}
    for card in page.cards.values():
        for row in card.rows:
            if row.line.copied:
                row.copy.click()
                settle()
                copied[row.line.id] = clipboard.text()
                assert clipboard.text() == row.line.copied
    assert copied["basic.national-id"] == ID
    assert copied["bank.iban"] == IBAN
    assert copied["family.0.national-id"] == "1000000016"
    assert copied["income.0.amount"] == "8500"
    clock.pass_time(timedelta(seconds=SECONDS - 1))
    application.clipboard._ticker.ticked.emit()
    assert clipboard.text()
    clock.pass_time(timedelta(seconds=1))
    application.clipboard._ticker.ticked.emit()
    assert clipboard.text() == ""


def test_hidden_numbers_stand_nowhere_on_the_page_and_the_switch_holds_for_all_pages(open_window, qtbot):
    _window, tab, page = begin(open_window)
    before = shown(page)
    press(qtbot, tab.form.card.hide_switch)
    text = shown(page)
    for secret in (ID, MOBILE, "8000 0000 6080", "8,500", "1000000016"):
        assert secret in before
        assert secret not in text, secret
    go_to(tab.form, StepId.BASIC)
    assert tab.form.page.mobile.shown != MOBILE
    go_to(tab.form, StepId.REVIEW)
    press(qtbot, tab.form.card.hide_switch)
    assert ID in shown(page)


@pytest.mark.parametrize("step", [StepId.BASIC, StepId.INCOME, StepId.FAMILY, StepId.BANK])
def test_numbers_can_be_hidden_wherever_they_are_typed(open_window, qtbot, step):
    _window, tab, _page = begin(open_window)
    go_to(tab.form, step)
    # A member's numbers are shown once the member is opened.
    tab.form.focus_item("family.0.name" if step is StepId.FAMILY else "")
    switch, page = tab.form.card.hide_switch, tab.form.page
    fields = [field for field in page.findChildren(NumberField) if field.isVisible() and field.line.text()]
    before = [field.shown for field in fields]
    press(qtbot, switch)
    assert switch.isChecked()
    assert fields
    assert all(field.shown != was for field, was in zip(fields, before, strict=True))
    go_to(tab.form, StepId.ADDRESS)
    assert not switch.isVisible()
    go_to(tab.form, step)
    press(qtbot, switch)
    assert [field.shown for field in fields] == before


def test_change_leads_to_the_field_and_back_to_the_review(open_window, qtbot):
    window, tab, page = begin(open_window, whole("household").with_applicant(mobile="050000"))
    row = row_of(page, "basic.mobile")
    assert row.remark.isVisible()
    press(qtbot, row.change)
    basic = tab.form.page
    assert window.focusWidget() is basic.mobile.line
    basic.mobile.line.selectAll()
    put(basic.mobile.line, MOBILE)
    press(qtbot, tab.form.card.footer.next)
    assert tab.form.page is page
    assert MOBILE in shown(page)
    assert window.focusWidget() is page.cards[StepId.BASIC].change, "back where one came from"


@pytest.mark.parametrize("step", [StepId.KIND, StepId.INCOME, StepId.FAMILY, StepId.BANK, StepId.DOCUMENTS])
def test_every_card_leads_to_its_step_and_back(open_window, qtbot, step):
    _window, tab, page = begin(open_window)
    page.cards[step].change.click()
    settle()
    assert tab.form.walk.current is step
    press(qtbot, tab.form.card.footer.next)
    assert tab.form.page is page


def test_what_is_missing_is_said_in_its_place(open_window, qtbot):
    window, tab, page = begin(open_window, whole("household").with_member(0, name="").evolve(attachments=()))
    row = row_of(page, "family.0.name")
    assert not row.copy.isVisible()
    press(qtbot, row.change)
    assert window.focusWidget() is tab.form.page.editor.full_name.line
    press(qtbot, tab.form.card.footer.next)
    row_of(page, "slot.national-id").change.click()
    settle()
    assert window.focusWidget() is tab.form.page.slots["national-id"].button


@pytest.mark.parametrize("language", list(Language))
def test_the_summary_is_printed_with_all_numbers_in_the_language_in_use(open_window, qtbot, language, monkeypatch):
    _window, tab, page = begin(open_window, language=language)
    press(qtbot, tab.form.card.hide_switch)
    printed = []
    monkeypatch.setattr(print_dialog, "preview_pages", lambda _parent, title, paint: printed.append((title, paint)))
    press(qtbot, page.print)
    ((title, paint),) = printed
    assert ID not in title
    text = "".join(read_with_pdfium(pdf_bytes(paint, title)))
    assert ID in text
    assert bare(page._sheet.title) in bare(text)
    assert not tab.answers.is_dirty


def test_a_whole_registration_is_packed_by_one_press_and_verifies(open_window, qtbot, tmp_path, monkeypatch):
    _window, tab, _page = begin(open_window)
    assert tab.answers.state.complete
    monkeypatch.setattr(package_work, "choose_folder", lambda *_: tmp_path)
    press(qtbot, tab.form.card.footer.action)
    qtbot.waitUntil(lambda: tab.package.job is None, timeout=papers.LONG)
    settle()
    (package,) = tmp_path.glob("*.zip")
    verdict = verify(package)
    assert verdict.valid
    assert tab.pages.currentWidget() is tab.ready
    printed = []
    monkeypatch.setattr(
        print_dialog, "preview_pages", lambda _parent, title, paint: printed.append(pdf_bytes(paint, title))
    )
    press(qtbot, tab.ready.print)
    assert ID in "".join(read_with_pdfium(printed[0]))


def test_there_is_a_word_on_code_and_password_and_none_is_asked(open_window):
    _window, _tab, page = begin(open_window, language=Language.ENGLISH)
    assert "verification code and the password" in page.caution.text()
    assert page.caution.isVisible()


def test_a_switch_of_language_says_everything_anew(open_window):
    window, _tab, page = begin(open_window)
    window.header.language.click()
    settle()
    assert page.cards[StepId.BASIC].heading.text() == "Basic data"
    assert "Print the summary" in page.print.text()


def test_the_keyboard_stays_at_its_line_when_the_draft_changes_behind_it(open_window):
    window, tab = open_tab(open_window, language=Language.ENGLISH)
    tab.answers.load(whole("household").evolve(attachments=()))
    go_to(tab.form, StepId.REVIEW)
    row = next(row for row in tab.form.page.cards[StepId.BANK].rows if row.line.id == "bank.iban")
    row.copy.setFocus(Qt.FocusReason.TabFocusReason)
    name = row.copy.accessibleName()
    tab.answers.change(lambda draft: draft.with_applicant(mobile="0500000001"))
    settle()
    assert window.focusWidget() is not row.copy
    assert window.focusWidget().accessibleName() == name


def test_an_income_without_its_kind_says_so_and_leads_there(open_window, qtbot):
    _window, tab = open_tab(open_window, language=Language.ENGLISH)
    draft = whole("household").evolve(attachments=())
    kinds = {"other": {"kind": IncomeKind.OTHER, "note": ""}, "none": {"kind": None}}
    for part, answers in (("note", kinds["other"]), ("kind", kinds["none"])):
        tab.answers.load(draft.with_income(0, amount="8500", **answers))
        go_to(tab.form, StepId.REVIEW)
        row = tab.form.page.cards[StepId.INCOME].rows[0]
        assert row.line.id == f"income.0.{part}"
        assert row.remark.text()
        qtbot.mouseClick(row.change, Qt.MouseButton.LeftButton)
        settle()
        assert tab.form.page.rows[0].fields[part].isAncestorOf(tab.window().focusWidget())
    # A note belongs to other income alone.
    tab.answers.load(draft.with_income(0, amount="8500", kind=IncomeKind.SALARY, note="weekend taxi"))
    go_to(tab.form, StepId.REVIEW)
    assert "taxi" not in tab.form.page.cards[StepId.INCOME].rows[0].line.value


def test_a_finished_package_prints_its_summary_wherever_the_form_stands(open_window, qtbot, tmp_path, monkeypatch):
    _window, tab = open_tab(open_window, language=Language.ENGLISH)
    printed = []
    monkeypatch.setattr(
        print_dialog, "preview_pages", lambda _parent, title, paint: printed.append(pdf_bytes(paint, title))
    )
    tab.answers.load(whole("household").evolve(attachments=()))
    tab.package.pack(tmp_path)
    tab.go_to("basic")
    qtbot.waitUntil(lambda: tab.ready is not None)
    settle()
    qtbot.mouseClick(tab.ready.print, Qt.MouseButton.LeftButton)
    assert len(printed) == 1
    assert "1000000008" in bare(" ".join(read_with_pdfium(printed[0])))

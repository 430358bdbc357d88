"""The registration's shell: steps, what is to be mended, links into fields, the way on and back, languages, the clock."""

from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt

from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.models import Tab
from citizen_desktop.content.registration_models import StepId
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.i18n import Language
from citizen_desktop.links import parse_link
from citizen_desktop.policy import Mode, Policy
from citizen_desktop.widgets.input_frame import State
from citizen_desktop.widgets.stepper import StepState
from tests.conftest import HandClock, settle
from tests.journeys.registration_walk import Keys, go_to, helper, open_tab, put, spoken, words

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

BASIC = RegistrationDraft().with_applicant(kind="household", national_id="1000000008", birth="12/3/1410")


def press(qtbot, button) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def states(form) -> list[StepState]:
    return [step.state for step in form.steps.stepper.steps.steps]


def test_next_never_blocks_and_marks_what_is_missing(open_window, qtbot):
    _window, tab = open_tab(open_window, language=Language.ENGLISH)
    form = tab.form
    assert words(form.card.footer.next) == "Next: Basic data"
    assert states(form) == [StepState.TODO] * 8
    for _step in range(7):
        press(qtbot, form.card.footer.next)
    assert form.walk.current is StepId.REVIEW
    assert states(form)[:7] == [StepState.ATTENTION] * 7
    assert "Step 1, Kind of applicant: needs attention. 1 answer missing" in spoken(form)
    press(qtbot, form.card.footer.back)
    assert form.walk.current is StepId.DOCUMENTS


def test_nothing_is_an_error_before_the_person_has_gone_on(open_window, qtbot):
    _window, tab = open_tab(open_window, language=Language.ENGLISH)
    form = tab.form
    press(qtbot, form.card.footer.next)
    page = form.page
    page.mobile.line.setFocus()
    settle()
    assert page.national_id.frame.state is State.PLAIN
    assert not form.card.summary.isVisible()
    press(qtbot, form.card.footer.next)
    press(qtbot, form.card.footer.back)
    assert page.national_id.frame.state is State.ERROR
    assert form.card.summary.isVisible()
    assert words(form.card.summary.title).startswith("3 answers")


def test_each_link_of_the_summary_puts_the_cursor_into_its_field(open_window, qtbot):
    window, tab = open_tab(open_window, language=Language.ENGLISH)
    form = tab.form
    go_to(form, StepId.BASIC, StepId.BANK, StepId.BASIC)
    page, summary = form.page, form.card.summary
    fields = {
        "basic.national-id": page.national_id.line,
        "basic.birth": page.birth.day,
        "basic.mobile": page.mobile.line,
    }
    assert list(summary.rows) == list(fields)
    for item_id, field in fields.items():
        press(qtbot, summary.rows[item_id])
        assert window.focusWidget() is field
        seen = form.card.scroller.viewport()
        assert seen.rect().contains(field.mapTo(seen, field.rect().center())), "the field is out of sight"


def test_the_keyboard_comes_to_the_summary_first_and_enter_leads_on(open_window, qtbot):
    window, tab = open_tab(open_window, language=Language.ENGLISH)
    form = tab.form
    tab.answers.load(BASIC)
    go_to(form, StepId.BANK, StepId.BASIC)
    assert window.focusWidget() is form.card.summary.rows["basic.mobile"]
    Keys(qtbot, window).press(Qt.Key.Key_Return)
    assert window.focusWidget() is form.page.mobile.line


def test_mending_ticks_a_line_off_and_nothing_moves(open_window):
    _window, tab = open_tab(open_window, language=Language.ENGLISH)
    form = tab.form
    tab.answers.load(BASIC)
    go_to(form, StepId.BANK, StepId.BASIC)
    page, summary = form.page, form.card.summary
    place = page.mobile.mapTo(form, QPoint(0, 0))
    put(page.mobile.line, "0500000000")
    assert summary.lines[0].mended
    assert words(summary.title) == "Everything on this page is mended."
    assert page.mobile.mapTo(form, QPoint(0, 0)) == place
    go_to(form, StepId.BANK, StepId.BASIC)
    assert not summary.isVisible()


def test_any_step_can_be_gone_to_by_the_keyboard(open_window, qtbot):
    window, tab = open_tab(open_window, language=Language.ENGLISH)
    keys, stepper = Keys(qtbot, window), tab.form.steps.stepper
    keys.tab_to(stepper)
    for _step in range(5):
        keys.press(Qt.Key.Key_Down)
    assert tab.form.walk.current is StepId.KIND, "walking the list is not going there"
    keys.press(Qt.Key.Key_Return)
    assert tab.form.walk.current is StepId.BANK
    assert window.focusWidget() is tab.form.page.iban.line
    keys.tab_to(stepper)
    keys.press(Qt.Key.Key_Home)
    keys.press(Qt.Key.Key_Space)
    assert tab.form.walk.current is StepId.KIND


def test_a_press_on_a_step_goes_there(open_window, qtbot):
    _window, tab = open_tab(open_window, language=Language.ENGLISH)
    stepper = tab.form.steps.stepper
    place = stepper.visualRect(stepper.model().index(3, 0)).center()
    qtbot.mouseClick(stepper.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    assert tab.form.walk.current is StepId.ADDRESS


def test_a_change_from_the_review_leads_back_to_it(open_window, qtbot):
    window, tab = open_tab(open_window, language=Language.ENGLISH)
    form = tab.form
    go_to(form, StepId.REVIEW)
    form.page.step_wanted.emit("basic", "basic.mobile")
    settle()
    assert window.focusWidget() is form.page.mobile.line
    assert words(form.card.footer.next) == "Back to the review"
    assert not form.card.footer.back.isVisible()
    press(qtbot, form.card.footer.next)
    assert form.walk.current is StepId.REVIEW


def test_a_step_that_goes_away_under_ones_feet_leads_to_the_next(open_window):
    _window, tab = open_tab(open_window, language=Language.ENGLISH)
    form = tab.form
    tab.answers.load(BASIC)
    go_to(form, StepId.FAMILY)
    tab.answers.change(lambda draft: draft.with_applicant(kind="independent"))
    settle()
    assert form.walk.current is StepId.BANK
    go_to(form, StepId.FAMILY)
    assert form.walk.current is StepId.BANK


@pytest.mark.parametrize("first", list(Language))
def test_a_switch_of_language_theme_and_size_keeps_answers_step_and_marks(open_window, first):
    application = open_window(language=first)
    window = application.window
    window.show_tab(Tab.REGISTRATION)
    tab = window.page(Tab.REGISTRATION)
    tab.answers.load(BASIC)
    go_to(tab.form, StepId.BANK, StepId.BASIC)
    put(tab.form.page.mobile.line, "05000")
    application.speak(first.other)
    application.wear("dark")
    application.set_text_size(150)
    settle()
    form, page = tab.form, tab.form.page
    assert form.walk.current is StepId.BASIC
    assert page.mobile.text == "05000"
    assert page.national_id.text == "1000000008"
    assert form.card.summary.isVisible()
    assert [line.item for line in form.card.summary.lines] == ["basic.mobile"]
    arabic = first.other is Language.ARABIC
    assert (strip_controls(form.card.title.text()) == "Basic data") is not arabic
    month = page.birth.month.text
    assert (month == "Rabi I") is not arabic
    assert month
    assert any(letter > "\u0600" for letter in form.card.summary.lines[0].words) is arabic


def test_the_side_says_what_the_portal_asks_and_where_these_answers_go(open_window):
    _window, tab = open_tab(open_window, language=Language.ENGLISH)
    asks = tab.form.asks
    assert asks.isVisible()
    tags = [words(row.tag) for row in asks.asks.rows]
    assert tags.count("On the official portal alone") == 2, "the code and the password"
    assert "You are preparing this now" not in tags
    go_to(tab.form, StepId.BASIC)
    tags = [words(row.tag) for row in asks.asks.rows]
    assert tags[2] == "You are preparing this now"
    assert "never asks" in words(asks.asks.caution.label)


def test_in_a_small_window_the_same_stands_on_a_sheet(open_window, qtbot):
    window, tab = open_tab(open_window, language=Language.ENGLISH, size=(1024, 640))
    assert not tab.form.asks.isVisible()
    press(qtbot, tab.form.steps.portal)
    sheet = window.sheet
    assert len(sheet.asks.rows) == 7
    press(qtbot, sheet.details)
    assert tab.pages.currentWidget() is tab.ways
    press(qtbot, tab.back)
    assert tab.pages.currentWidget() is tab.form


def test_there_is_no_field_for_a_code_or_a_password(open_window):
    _window, tab = open_tab(open_window, language=Language.ENGLISH)
    from PySide6.QtWidgets import QLineEdit

    for step in StepId:
        go_to(tab.form, step)
    for line in tab.form.findChildren(QLineEdit):
        assert line.echoMode() is QLineEdit.EchoMode.Normal
        assert not any(word in line.accessibleName().lower() for word in ("password", "verification", "code s"))


@pytest.mark.parametrize("step", ["basic", "bank", "documents"])
def test_a_link_leads_to_a_step(open_window, step):
    window, _tab = open_tab(open_window, language=Language.ENGLISH)
    window.show_tab(Tab.CHANNELS)
    window.follow_link(parse_link(f"citizen-desktop:tab/registration/{step}"))
    settle()
    tab = window.page(Tab.REGISTRATION)
    assert window.pages.currentWidget() is tab
    assert tab.form.walk.current is StepId(step)


def test_a_link_leads_to_the_ways_on_the_portal(open_window):
    window, tab = open_tab(open_window, language=Language.ENGLISH)
    window.follow_link(parse_link("citizen-desktop:tab/registration/ways"))
    settle()
    assert tab.pages.currentWidget() is tab.ways


def test_a_window_that_keeps_nothing_asks_before_it_loses_something(open_window, qtbot):
    window, tab = open_tab(open_window, language=Language.ENGLISH)
    tab.answers.change(lambda draft: draft.with_bank(holder="Somebody"))
    assert not window.close()
    settle()
    assert words(window.sheet.title) == "Close and lose this registration?"
    press(qtbot, window.sheet.stay)
    tab.answers.clear()
    assert window.close()


def test_a_kiosk_leaves_nothing_on_the_disk(open_window, tmp_path):
    data = tmp_path / "kiosk"
    window, tab = open_tab(open_window, language=Language.ENGLISH, data=data, policy=Policy(mode=Mode.KIOSK))
    go_to(tab.form, StepId.BASIC)
    put(tab.form.page.national_id.line, "1000000008")
    put(tab.form.page.mobile.line, "0512345678")
    go_to(tab.form, StepId.BANK)
    put(tab.form.page.holder.line, "Unmistakable Name")
    assert not tab.form.card.footer.saved.isVisible()
    assert not tab.form.steps.fresh.isVisible()
    window._leaving = True
    window.close()
    settle()
    found = [file for file in tmp_path.rglob("*") if file.is_file()]
    for file in found:
        content = file.read_bytes()
        for value in (b"1000000008", b"0512345678", b"Unmistakable"):
            assert value not in content, file


def test_at_midnight_a_day_of_birth_is_judged_anew(open_window):
    clock = HandClock(datetime(2026, 11, 22, 23, 50))
    window = open_window(clock, language=Language.ENGLISH).window
    window.show_tab(Tab.REGISTRATION)
    tab = window.page(Tab.REGISTRATION)
    go_to(tab.form, StepId.BASIC)
    put(tab.form.page.birth.day, "23/11/2026")
    tab.form.page.mobile.line.setFocus()
    settle()
    assert "yet to come" in helper(tab.form.page.birth)
    clock.set(datetime(2026, 11, 23, 0, 5))
    tab.ticker.ticked.emit()
    settle()
    assert tab.form.page.birth.day.state is State.OK


def test_every_answer_that_leads_to_a_step_leads_to_one_that_there_is(open_window):
    from citizen_desktop.content.faq_loader import load_faq
    from citizen_desktop.content.loader import load_content
    from citizen_desktop.paths import resources
    from citizen_desktop.ui.registration_tab import WAYS

    folder = resources() / "content"
    questions = load_faq(folder, load_content(folder).channels.channels).questions
    places = {
        question.action.step for question in questions if question.action and question.action.tab is Tab.REGISTRATION
    }
    assert places - {None} <= {*StepId, WAYS}
    assert len(places) > 5, "answers lead to the tab alone"

"""Incomes and members of the family: added, changed, taken away and brought back, by the keyboard alone."""

import pytest
from PySide6.QtCore import Qt

from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.registration_models import StepId
from citizen_desktop.forms.completeness import Standing
from citizen_desktop.forms.registration import IncomeKind, IncomeSource, Period, RegistrationDraft, Relation
from citizen_desktop.i18n import Language
from citizen_desktop.widgets.input_frame import State
from tests.conftest import settle
from tests.journeys.registration_walk import Keys, go_to, helper, open_tab, put

# Offscreen there is no window system that popups could ask.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

HOUSEHOLD = RegistrationDraft().with_applicant(kind="household", national_id="1000000008", birth="12/3/1410")
FAMILY = HOUSEHOLD.with_member(
    0, relation=Relation.WIFE, name="Somebody Else", national_id="1000000016", birth="5/1/1412", income="0"
).with_member(1, relation=Relation.SON, name="Some Child", national_id="1000000024", birth="1/1/1440", income="0")


def press(qtbot, button) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def begin(open_window, step, draft=HOUSEHOLD, **options):
    window, tab = open_tab(open_window, **options)
    tab.answers.load(draft)
    settle()
    go_to(tab.form, step)
    return window, tab


# ---------------------------------------------------------------- incomes


@pytest.mark.parametrize("language", list(Language))
def test_the_keyboard_alone_tells_two_incomes_and_their_total(open_window, qtbot, language):
    window, tab = begin(open_window, StepId.INCOME, language=language)
    page, keys = tab.form.page, Keys(qtbot, window)
    assert tab.answers.draft.incomes == (), "an empty row is no answer"
    tab.form.focus_page()
    keys.press(Qt.Key.Key_Down)
    keys.tab_to(page.rows[0].amount.line)
    keys.type("٨٥٠٠")
    keys.tab_to(page.add)
    keys.press(Qt.Key.Key_Return)
    assert window.focusWidget() is page.rows[1].kind.choice
    assert len(tab.answers.draft.incomes) == 1, "an empty row is no answer"
    keys.press(Qt.Key.Key_End)
    keys.tab_to(page.rows[1].amount.period.parts[Period.MONTHLY])
    keys.press(Qt.Key.Key_Left if language is Language.ARABIC else Qt.Key.Key_Right)
    keys.tab_to(page.rows[1].amount.line)
    keys.type("12,000")
    keys.tab_to(page.rows[1].note.line)
    keys.type("Letters")
    assert tab.answers.draft.incomes == (
        IncomeSource(kind=IncomeKind.SALARY, amount="٨٥٠٠"),
        IncomeSource(kind=IncomeKind.OTHER, amount="12,000", period=Period.YEARLY, note="Letters"),
    )
    assert not [item for item in tab.answers.state.of_step(StepId.INCOME) if item.standing is not Standing.FINE]
    assert "9,500" in strip_controls(page.total.amount.text())
    assert "1,000" in helper(page.rows[1].amount)


def test_an_income_that_was_taken_away_comes_back_where_it_was(open_window, qtbot):
    draft = HOUSEHOLD.with_income(0, kind=IncomeKind.SALARY, amount="1").with_income(
        1, kind=IncomeKind.RENT, amount="2"
    )
    window, tab = begin(open_window, StepId.INCOME, draft)
    page = tab.form.page
    press(qtbot, page.rows[0].remove)
    assert [income.kind for income in tab.answers.draft.incomes] == [IncomeKind.RENT]
    assert window.focusWidget() is page.undo.button, "the keyboard stays near"
    press(qtbot, page.rows[0].remove)
    assert tab.answers.draft.incomes == ()
    qtbot.keyClick(page.undo.button, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert [income.kind for income in tab.answers.draft.incomes] == [IncomeKind.RENT]
    press(qtbot, page.undo.button)
    assert tab.answers.draft == draft
    assert not page.undo.isVisible()


def test_what_can_be_brought_back_never_comes_into_another_draft(open_window, qtbot):
    _window, tab = begin(open_window, StepId.INCOME, HOUSEHOLD.with_income(0, kind=IncomeKind.SALARY, amount="9876"))
    page = tab.form.page
    press(qtbot, page.rows[0].remove)
    assert page.undo.offers
    tab.new_draft()
    go_to(tab.form, StepId.INCOME)
    assert not page.undo.offers
    assert not page.undo.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert tab.answers.draft.incomes == ()


def test_no_income_is_an_answer_and_a_contradiction_is_told(open_window, qtbot):
    _window, tab = begin(open_window, StepId.INCOME)
    page = tab.form.page
    press(qtbot, page.none)
    assert tab.answers.draft.no_income
    assert tab.answers.state.item("income.sources").standing is Standing.FINE
    assert page.rows == []
    press(qtbot, page.add)
    page.rows[0].amount.line.setFocus()
    put(page.rows[0].amount.line, "100")
    assert tab.answers.state.item("income.sources").standing is Standing.MISSING
    assert page.line.label.text()
    press(qtbot, page.none)
    assert not page.line.label.text()


def test_nothing_moves_when_a_row_is_begun_or_goes_wrong(open_window):
    _window, tab = begin(open_window, StepId.INCOME)
    page = tab.form.page
    row = page.rows[0]
    before = (row.geometry(), row.amount.frame.geometry(), row.amount.period.geometry(), page.add.y())
    for text in ("1", "-1", "abc"):
        row.amount.line.selectAll()
        put(row.amount.line, text)
        row.amount.left.emit()
        settle()
        assert (row.geometry(), row.amount.frame.geometry(), row.amount.period.geometry(), page.add.y()) == before


def test_hidden_amounts_are_dots_everywhere_on_the_page(open_window):
    _window, tab = begin(open_window, StepId.INCOME, HOUSEHOLD.with_income(0, kind=IncomeKind.SALARY, amount="7654"))
    page = tab.form.page
    page.add.setFocus()
    tab.form.hide_numbers(hidden=True)
    settle()
    shown = (page.rows[0].amount.shown, helper(page.rows[0].amount), page.total.amount.text())
    assert not [text for text in shown if "7" in text]
    tab.form.hide_numbers(hidden=False)
    assert page.rows[0].amount.shown == "7,654"


# ---------------------------------------------------------------- family


@pytest.mark.parametrize("language", list(Language))
def test_the_keyboard_alone_adds_two_members(open_window, qtbot, language):
    window, tab = begin(open_window, StepId.FAMILY, language=language)
    page, keys = tab.form.page, Keys(qtbot, window)
    tab.form.focus_page()
    editor = page.editor
    for number, birth, name in (("1000000016", "5/1/1412", "عيّنة"), ("1000000024", "2018-09-11", "مثال")):
        keys.press(Qt.Key.Key_Home if name == "عيّنة" else Qt.Key.Key_End)
        keys.tab_to(editor.full_name.line)
        keys.type(name)
        keys.tab_to(editor.birth.day)
        keys.type(birth)
        keys.tab_to(editor.national_id.line)
        keys.type(number)
        keys.tab_to(editor.income.line)
        keys.type("0")
        keys.tab_to(editor.done)
        keys.press(Qt.Key.Key_Return)
        assert window.focusWidget() is page.add
        keys.press(Qt.Key.Key_Return)
    # A list of Qt's gives plain texts back, which are no members of the enumeration.
    assert [member.relation for member in tab.answers.draft.members] == [Relation.WIFE, Relation.OTHER]
    assert all(isinstance(member.relation, Relation) for member in tab.answers.draft.members)
    assert [member.name for member in tab.answers.draft.members] == ["عيّنة", "مثال"]
    assert not [item.id for item in tab.answers.state.of_step(StepId.FAMILY) if item.standing is not Standing.FINE]


def test_the_list_shows_numbers_with_dots_always(open_window):
    _window, tab = begin(open_window, StepId.FAMILY, FAMILY)
    row = tab.form.page.rows[0]
    for text in (row.name.text(), row.detail.text(), row.accessibleDescription(), row.edit.accessibleDescription()):
        assert "1000000016" not in strip_controls(text)
    assert strip_controls(row.detail.text()) == "10••••••16"


def test_duplicates_and_impossible_relations_are_pointed_out_in_list_and_fields(open_window, qtbot):
    draft = FAMILY.with_member(1, national_id="1000000016", birth="1/1/1400").with_member(
        2, relation=Relation.HUSBAND, name="A Third", national_id="1000000032", birth="1/1/1405", income="0"
    )
    _window, tab = begin(open_window, StepId.FAMILY, draft, language=Language.ENGLISH)
    page = tab.form.page
    assert page.rows[0].detail.text().count("\n") == 0
    told = strip_controls(page.rows[1].detail.text())
    assert "Family member 1 has the same ID number." in told
    assert "A child can't be older than the applicant" in told
    assert strip_controls(page.rows[2].detail.text()).count("\n") == 1
    press(qtbot, page.rows[1].edit)
    assert page.editor.national_id.frame.state is State.ERROR
    assert "same ID" in helper(page.editor.national_id)
    assert tab.form.focus_item("family.2.relation")
    assert page.editor.relation.choice.state is State.ERROR


def test_a_change_can_be_taken_back_and_a_member_brought_back(open_window, qtbot):
    window, tab = begin(open_window, StepId.FAMILY, FAMILY)
    page = tab.form.page
    press(qtbot, page.rows[1].edit)
    assert window.focusWidget() is page.editor.relation.choice
    page.editor.full_name.line.selectAll()
    put(page.editor.full_name.line, "Another Name")
    press(qtbot, page.editor.done)
    assert tab.answers.draft.members[1].name == "Another Name"
    press(qtbot, page.rows[0].remove)
    assert len(tab.answers.draft.members) == 1
    press(qtbot, page.undo.button)
    assert [member.name for member in tab.answers.draft.members] == ["Somebody Else", "Another Name"]
    press(qtbot, page.undo.button)
    assert tab.answers.draft == FAMILY


def test_only_looking_at_a_member_changes_nothing_and_offers_no_undo(open_window, qtbot):
    _window, tab = begin(open_window, StepId.FAMILY, FAMILY)
    page = tab.form.page
    press(qtbot, page.rows[0].edit)
    press(qtbot, page.rows[1].edit)
    press(qtbot, page.editor.done)
    press(qtbot, page.add)
    press(qtbot, page.rows[0].edit)
    assert tab.answers.draft == FAMILY
    assert not page.undo.offers


def test_a_link_opens_the_member_it_is_about(open_window):
    window, tab = begin(open_window, StepId.KIND, FAMILY)
    assert tab.form.focus_item("family.1.birth")
    settle()
    page = tab.form.page
    assert page.editor.isVisible()
    assert not page.rows[1].isVisible()
    assert window.focusWidget() in page.editor.birth.boxes
    assert not page.focus_field("family.9.birth")


def test_what_is_typed_of_a_member_stays_when_one_goes_on_and_returns(open_window):
    _window, tab = begin(open_window, StepId.FAMILY)
    put(tab.form.page.editor.full_name.line, "Half")
    go_to(tab.form, StepId.BANK, StepId.FAMILY)
    page = tab.form.page
    assert tab.answers.draft.members[0].name == "Half"
    assert page.rows[0].isVisible(), "the list tells what is to be mended"
    assert page.rows[0].detail.text()

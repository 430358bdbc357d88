"""The registration by the keyboard alone, and what its fields make of what people type and paste."""

import pytest
from PySide6.QtCore import Qt

from citizen_desktop.content.models import Tab
from citizen_desktop.content.registration_models import StepId
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.i18n import Language
from citizen_desktop.identity.dates import Calendar
from citizen_desktop.identity.national_address import AddressPart
from citizen_desktop.widgets.input_frame import State
from tests.conftest import SUNDAY, HandClock, settle
from tests.journeys.registration_walk import Keys, go_to, helper, open_tab, put

# Offscreen there is no window system that popups could ask.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

IBAN = "SA0380000000608010167519"


@pytest.mark.parametrize("language", list(Language))
def test_the_keyboard_alone_answers_kind_data_address_and_account(open_window, qtbot, language):
    window, tab = open_tab(open_window, language=language)
    form, answers = tab.form, tab.answers
    keys = Keys(qtbot, window)
    kind = form.page
    keys.tab_to(kind.cards["household"])
    keys.press(Qt.Key.Key_Space)
    assert answers.draft.applicant.kind == "household"
    keys.go_on(form)

    basic = form.page
    assert form.walk.current is StepId.BASIC
    assert window.focusWidget() is basic.national_id.line, "the keyboard stands in the first field of the new page"
    keys.type("1000000008")
    keys.tab_to(basic.birth.day)
    keys.type("١٤١٠/٣/١٢")
    keys.tab_to(basic.mobile.line)
    keys.type("٠٥٠٠٠٠٠٠٠٠")
    applicant = answers.draft.applicant
    assert (applicant.national_id, applicant.mobile) == ("1000000008", "٠٥٠٠٠٠٠٠٠٠")
    assert answers.state.of_step(StepId.BASIC)[1].check.value.isoformat() == "1989-10-11"
    keys.go_on(form)

    assert form.walk.current is StepId.INCOME
    go_to(form, StepId.ADDRESS)
    address = form.page
    form.focus_page()
    for part, text in {
        AddressPart.SHORT: "abcd1234",
        AddressPart.BUILDING: "١٢٣٤",
        AddressPart.STREET: "شارع المثال",
        AddressPart.DISTRICT: "حي النموذج",
        AddressPart.CITY: "الرياض",
        AddressPart.POSTAL_CODE: "۱۲۳۴۵",
        AddressPart.SECONDARY: "6789",
    }.items():
        keys.tab_to(address.fields[part].line)
        keys.type(text)
    keys.go_on(form)

    go_to(form, StepId.BANK)
    bank = form.page
    form.focus_page()
    keys.tab_to(bank.iban.line)
    keys.type(IBAN)
    keys.tab_to(bank.holder.line)
    keys.type("فلان بن فلان")
    keys.go_on(form)

    done = {StepId.KIND, StepId.BASIC, StepId.ADDRESS, StepId.BANK}
    assert not [item.id for item in answers.state.missing if item.step in done]
    assert form.walk.current is StepId.DOCUMENTS


def test_the_tab_key_goes_round_and_misses_nothing(open_window, qtbot):
    window, tab = open_tab(open_window, language=Language.ENGLISH)
    go_to(tab.form, StepId.BASIC)
    page, footer = tab.form.page, tab.form.card.footer
    window.header.text_size.setFocus()
    walked = []
    for _step in range(60):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        walked.append(window.focusWidget())
        if walked[-1] is window.header.text_size:
            break
    assert walked[-1] is window.header.text_size, "the keyboard never came back to the head of the window"
    stops = [
        tab.form.steps.stepper,
        page.national_id.line,
        page.birth.calendar.parts[Calendar.HIJRI],
        *page.birth.boxes,
        page.mobile.line,
        footer.back,
        footer.next,
    ]
    assert [stop for stop in walked if stop in stops] == stops, "not in the order in which the page is read"
    assert len(walked) == len(set(walked))


@pytest.mark.parametrize(
    ("typed", "parts", "calendar"),
    [
        ("1/1/1410", ("1", "Muharram", "1410"), Calendar.HIJRI),
        ("١٤١٠/١/١", ("1", "Muharram", "1410"), Calendar.HIJRI),
        ("1990-05-17", ("17", "May", "1990"), Calendar.GREGORIAN),
        ("17.5.1990", ("17", "May", "1990"), Calendar.GREGORIAN),
        ("12 3 1410", ("12", "Rabi I", "1410"), Calendar.HIJRI),
    ],
)
@pytest.mark.parametrize("pasted", [False, True])
def test_a_date_typed_or_pasted_into_the_first_list_fills_all(open_window, qtbot, typed, parts, calendar, pasted):
    window, tab = open_tab(open_window, language=Language.ENGLISH)
    go_to(tab.form, StepId.BASIC)
    birth = tab.form.page.birth
    birth.day.setFocus()
    if pasted:
        put(birth.day, f"\u200f{typed} ")
    else:
        Keys(qtbot, window).type(typed)
    tab.form.page.mobile.line.setFocus()
    settle()
    assert tuple(box.text for box in birth.boxes) == parts
    assert birth.calendar.value is calendar
    assert birth.box._boxes[0].state is State.OK


def test_the_other_calendar_is_shown_and_nothing_typed_changes_by_it(open_window, qtbot):
    _window, tab = open_tab(open_window, language=Language.ENGLISH)
    go_to(tab.form, StepId.BASIC)
    birth = tab.form.page.birth
    put(birth.day, "12/3/1410")
    assert "Wednesday 11 October 1989" in helper(birth)
    qtbot.mouseClick(birth.calendar.parts[Calendar.GREGORIAN], Qt.MouseButton.LeftButton)
    settle()
    assert tuple(box.text for box in birth.boxes) == ("11", "October", "1989")
    assert tab.answers.draft.applicant.birth == "12/3/1410"
    qtbot.mouseClick(birth.calendar.parts[Calendar.HIJRI], Qt.MouseButton.LeftButton)
    settle()
    assert tuple(box.text for box in birth.boxes) == ("12", "Rabi I", "1410")


def test_a_date_from_the_lists(open_window, qtbot):
    _window, tab = open_tab(open_window, language=Language.ENGLISH)
    go_to(tab.form, StepId.BASIC)
    birth = tab.form.page.birth
    for box, value in ((birth.year, 1410), (birth.month, 3), (birth.day, 12)):
        box.setFocus()
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())
        settle()
        if box is birth.month:
            assert tab.answers.draft.applicant.birth == "/3/1410"
            assert birth.day.text == ""
    assert tab.answers.draft.applicant.birth == "12/3/1410"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("30/2/1410", "29 days"),
        ("1/13/1410", "exchanged"),
        ("1/1/2030", "yet to come"),
        ("1/1/1850", "130 years"),
        ("31/4/1990", "30 days"),
    ],
)
def test_a_date_that_cannot_be_says_why(open_window, qtbot, typed, reason):
    _window, tab = open_tab(open_window, language=Language.ENGLISH)
    go_to(tab.form, StepId.BASIC)
    birth = tab.form.page.birth
    put(birth.day, typed)
    tab.form.page.mobile.line.setFocus()
    settle()
    assert birth.day.state is State.ERROR
    assert reason in helper(birth)


@pytest.mark.parametrize(
    "typed", ["+966 50 000 0000", "00966500000000", "٠٥٠ ٠٠٠ ٠٠٠٠", "\u2066050-000-0000\u2069", "966 500000000"]
)
def test_a_mobile_in_every_spelling_is_shown_in_one(open_window, typed):
    _window, tab = open_tab(open_window, language=Language.ENGLISH)
    go_to(tab.form, StepId.BASIC)
    page = tab.form.page
    put(page.mobile.line, typed)
    assert page.mobile.shown == typed, "it is not changed under the hand"
    page.national_id.line.setFocus()
    settle()
    assert page.mobile.shown == "050 000 0000"
    assert tab.answers.draft.applicant.mobile == typed
    assert page.mobile.frame.state is State.OK


def test_a_number_half_typed_is_no_error_until_it_is_left(open_window):
    _window, tab = open_tab(open_window, language=Language.ENGLISH)
    go_to(tab.form, StepId.BASIC)
    page = tab.form.page
    top = page.birth.mapTo(page, page.birth.rect().topLeft())
    put(page.national_id.line, "10000000")
    assert page.national_id.frame.state is State.PLAIN
    assert page.national_id.count.text().strip("\u2066\u2069") == "8 / 10"
    page.mobile.line.setFocus()
    settle()
    assert page.national_id.frame.state is State.ERROR
    assert "2 digits are missing" in helper(page.national_id)
    assert page.birth.mapTo(page, page.birth.rect().topLeft()) == top, "the error moved what stands below"
    put(page.national_id.line, "2000000006"[8:])
    assert "Citizen" in helper(page.national_id) or page.national_id.frame.state is State.ERROR


@pytest.mark.parametrize(("number", "holder"), [("1000000008", "Citizen"), ("2000000006", "Resident")])
def test_an_id_number_says_whose_it_is(open_window, number, holder):
    _window, tab = open_tab(open_window, language=Language.ENGLISH)
    go_to(tab.form, StepId.BASIC)
    page = tab.form.page
    put(page.national_id.line, number)
    assert holder in helper(page.national_id)
    assert page.national_id.frame.state is State.OK


@pytest.mark.parametrize("pasted", [IBAN, "SA03 8000 0000 6080 1016 7519", "sa03-8000-0000-6080-1016-7519"])
def test_an_iban_stands_in_fours_with_its_bank(open_window, pasted):
    _window, tab = open_tab(open_window, language=Language.ENGLISH)
    go_to(tab.form, StepId.BANK)
    page = tab.form.page
    put(page.iban.line, pasted)
    assert page.iban.shown.replace(" ", "").upper() == IBAN
    assert page.iban.shown.count(" ") == 5
    page.holder.line.setFocus()
    settle()
    assert page.iban.shown == "SA03 8000 0000 6080 1016 7519"
    assert "Al Rajhi" in helper(page.iban)


def test_arabic_digits_stay_as_typed_and_are_shown_as_western_ones(open_window, qtbot):
    window, tab = open_tab(open_window, language=Language.ENGLISH)
    go_to(tab.form, StepId.BANK)
    page = tab.form.page
    page.iban.line.setFocus()
    Keys(qtbot, window).type("SA٠٣٨٠٠٠٠٠٠٠٦٠٨٠١٠١٦٧٥١٩")
    assert tab.answers.draft.bank.iban == "SA٠٣ ٨٠٠٠ ٠٠٠٠ ٦٠٨٠ ١٠١٦ ٧٥١٩"
    page.holder.line.setFocus()
    settle()
    assert page.iban.shown == "SA03 8000 0000 6080 1016 7519"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (IBAN[:-2], "2 characters are missing"),
        (IBAN + "1", "One character too many"),
        ("SA0308000000608010167519", "80"),
        ("SA038000000060801016751!", "Character 24"),
        ("SA0380000000608010167555", "at least one character is wrong"),
        ("GB0380000000608010167519", "begins with"),
    ],
)
def test_a_wrong_iban_says_the_exact_reason(open_window, typed, reason):
    _window, tab = open_tab(open_window, language=Language.ENGLISH)
    go_to(tab.form, StepId.BANK)
    page = tab.form.page
    put(page.iban.line, typed)
    page.holder.line.setFocus()
    settle()
    assert page.iban.frame.state is State.ERROR
    assert reason in helper(page.iban)
    assert page.iban.shown.startswith(f"{typed[:4]} {typed[4:8]} "), "in fours, so that the place is found"
    assert tab.answers.draft.bank.iban.replace(" ", "") == typed


def test_hidden_numbers_are_dots_but_where_one_types(open_window, qtbot):
    _window, tab = open_tab(open_window, language=Language.ENGLISH)
    form = tab.form
    go_to(form, StepId.BASIC)
    page = form.page
    put(page.national_id.line, "1000000008")
    put(page.mobile.line, "0500000000")
    form.hide_numbers(hidden=True)
    assert "From abroad" in helper(page.mobile)
    assert "500000000" not in helper(page.mobile) + page.mobile.editor.accessibleDescription()
    page.national_id.line.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    assert page.national_id.shown == "10••••••08", "who arrives has not asked to see it"
    qtbot.keyClick(page.national_id.line, Qt.Key.Key_Shift)
    assert page.national_id.shown == "10••••••08"
    qtbot.keyClick(page.national_id.line, Qt.Key.Key_End)
    assert page.national_id.shown == "1000000008", "it is about to be changed"
    qtbot.keyClick(page.national_id.line, Qt.Key.Key_Backspace)
    assert tab.answers.draft.applicant.national_id == "100000000"
    qtbot.keyClicks(page.national_id.line, "8")
    page.mobile.line.setFocus()
    settle()
    assert page.national_id.shown == "10••••••08"
    page.national_id.line.selectAll()
    qtbot.keyClicks(page.national_id.line, "2")
    assert tab.answers.draft.applicant.national_id == "2", "what is selected whole is replaced whole"
    go_to(form, StepId.BANK)
    put(form.page.iban.line, IBAN)
    form.page.holder.line.setFocus()
    settle()
    assert form.page.iban.shown == "SA03 •••• •••• •••• •••• 7519"
    assert tab.answers.draft.bank.iban.replace(" ", "") == IBAN
    form.hide_numbers(hidden=False)
    assert form.page.iban.shown == "SA03 8000 0000 6080 1016 7519"


def test_the_kind_of_applicant_decides_on_the_question_and_on_the_steps(open_window, qtbot):
    _window, tab = open_tab(open_window, language=Language.ENGLISH)
    form, page = tab.form, tab.form.page
    assert not page.independent.isVisible()
    for kind, asked, steps in (("social-security", True, 8), ("independent", False, 7), ("household", False, 8)):
        qtbot.mouseClick(page.cards[kind], Qt.MouseButton.LeftButton)
        settle()
        assert page.independent.isVisible() is asked
        assert form.steps.stepper.model().rowCount() == steps
        if asked:
            qtbot.mouseClick(page.independent.cards.cards[True], Qt.MouseButton.LeftButton)
            settle()
            assert form.steps.stepper.model().rowCount() == 7


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("size", "text_size"), [((1280, 800), 100), ((1024, 640), 100), ((1280, 800), 150), ((1024, 640), 200)]
)
def test_nothing_is_wider_than_the_window_or_cut(open_window, language, size, text_size):
    application = open_window(language=language, size=size)
    application.set_text_size(text_size)
    from citizen_desktop.content.models import Tab

    application.window.show_tab(Tab.REGISTRATION)
    form = application.window.page(Tab.REGISTRATION).form
    for step in (StepId.KIND, StepId.BASIC, StepId.ADDRESS, StepId.BANK, StepId.KIND):
        go_to(form, step)
        assert form.scroller.horizontalScrollBar().maximum() == 0
        assert form.card.scroller.widget().width() <= form.card.scroller.viewport().width(), step
        for button in (form.card.footer.next, form.card.footer.back):
            if not button.isHidden():
                assert form.card.rect().contains(button.mapTo(form.card, button.rect().bottomRight()))


@pytest.mark.parametrize("typed", ["12 Rabi I 1410", "the fifth of May"])
def test_a_birth_date_in_words_never_shows_that_of_somebody_else(open_window, typed):
    _window, tab = open_tab(open_window, language=Language.ENGLISH)
    go_to(tab.form, StepId.BASIC)
    page = tab.form.page
    put(page.birth.day.line, typed)
    first = tab.answers.draft
    other = first.with_applicant(birth="5/5/1395")
    for draft, day, year in ((other, "5", "1395"), (first, typed, ""), (other, "5", "1395"), (first, typed, "")):
        tab.answers.load(draft)
        settle()
        go_to(tab.form, StepId.BASIC)
        assert (page.birth.day.text, page.birth.year.text) == (day, year)
    put(page.birth.year.line, "7")
    assert typed in tab.answers.draft.applicant.birth
    assert "1395" not in tab.answers.draft.applicant.birth


def test_errors_shift_nothing(open_window, qtbot):
    """Typed with real keys, side by side and below each other."""
    for size, text_size in (((1280, 800), 100), ((1024, 640), 100), ((1280, 800), 200)):
        application = open_window(HandClock(SUNDAY), language=Language.ENGLISH, size=size)
        application.set_text_size(text_size)
        application.window.show_tab(Tab.REGISTRATION)
        tab = application.window.page(Tab.REGISTRATION)
        tab.answers.load(RegistrationDraft().with_applicant(kind="household"))
        settle()
        go_to(tab.form, StepId.INCOME)
        page = tab.form.page
        page.rows[0].amount.line.setFocus()
        qtbot.keyClicks(page.rows[0].amount.line, "8")
        settle()
        before = page.add.y()
        qtbot.keyClicks(page.rows[0].amount.line, ",5")
        settle()
        assert page.add.y() == before, (size, text_size)
        go_to(tab.form, StepId.FAMILY)
        page = tab.form.page
        page.editor.national_id.line.setFocus()
        qtbot.keyClicks(page.editor.national_id.line, "100000001")
        settle()
        before = page.editor.done.y()
        qtbot.keyClicks(page.editor.national_id.line, "5")
        page.editor.income.line.setFocus()
        qtbot.keyClicks(page.editor.income.line, "8,5")
        settle()
        assert page.editor.done.y() == before, (size, text_size)


def test_a_row_that_was_added_by_mistake_can_go(open_window, qtbot):
    _window, tab = open_tab(open_window, language=Language.ENGLISH)
    form = tab.form
    tab.answers.load(RegistrationDraft().with_applicant(kind="household").with_income(0, amount="100"))
    settle()
    go_to(form, StepId.INCOME)
    qtbot.mouseClick(form.page.add, Qt.MouseButton.LeftButton)
    settle()
    assert len(form.page.rows) == 2
    qtbot.mouseClick(form.page.rows[1].remove, Qt.MouseButton.LeftButton)
    settle()
    assert len(form.page.rows) == 1
    assert len(tab.answers.draft.incomes) == 1
    go_to(form, StepId.FAMILY)
    assert not form.page.editor.remove.isVisible(), "the first one is there anyway"
    qtbot.keyClicks(form.page.editor.full_name.line, "Somebody")
    settle()
    qtbot.mouseClick(form.page.editor.done, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(form.page.add, Qt.MouseButton.LeftButton)
    settle()
    qtbot.mouseClick(form.page.editor.remove, Qt.MouseButton.LeftButton)
    settle()
    assert not form.page.editor.isVisible()
    assert [member.name for member in tab.answers.draft.members] == ["Somebody"]

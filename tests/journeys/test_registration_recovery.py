"""A registration in the window with its encrypted store: offered after a crash, in the list of drafts, gone when it locks."""

import pytest

from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.models import Tab
from citizen_desktop.content.registration_models import StepId
from citizen_desktop.widgets.todo_row import TodoRow
from tests.conftest import settle
from tests.journeys import test_drafts_desk as desk
from tests.journeys.registration_walk import go_to, put

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

begin = desk.start
"""The fixture that starts the whole application."""
HOLDER = "Somebody Somewhere"


def register(qtbot, application):
    """Answer a little of a registration, and wait until it is kept; give its tab."""
    application.window.show_tab(Tab.REGISTRATION)
    settle()
    tab = application.window.page(Tab.REGISTRATION)
    go_to(tab.form, StepId.BASIC)
    put(tab.form.page.national_id.line, "1000000008")
    go_to(tab.form, StepId.BANK)
    put(tab.form.page.holder.line, HOLDER)
    desk.kept(qtbot, application)
    return tab


def test_after_a_crash_a_registration_is_offered_and_opens_in_its_own_form(begin, qtbot, tmp_path):
    application = desk.begin_personal(qtbot, begin)
    tab = register(qtbot, application)
    draft, draft_id = tab.answers.draft, tab.answers.in_hand.id
    folder = desk.crashed(application, tmp_path / "crashed")
    desk.close(application)
    application = begin(folder)
    page = desk.recover_page(qtbot, application)
    (card,) = page.cards
    assert card.draft.id == draft_id
    desk.press(qtbot, card.go_on)
    desk.wait_opened(qtbot, application)
    window = application.window
    tab = window.page(Tab.REGISTRATION)
    assert window.pages.currentWidget() is tab
    assert tab.answers.draft == draft
    go_to(tab.form, StepId.BANK)
    assert tab.form.page.holder.text == HOLDER


def test_the_list_has_it_and_leads_to_what_is_missing(begin, qtbot):
    application = desk.begin_personal(qtbot, begin)
    tab = register(qtbot, application)
    draft_id = tab.answers.in_hand.id
    window = application.window
    window.show_tab(Tab.DRAFTS)
    settle()
    (head,) = [head for head in desk.heads(application) if head.id == draft_id]
    assert head.summary.name == HOLDER
    assert head.summary.last_four == "0008"
    assert "basic.mobile" in head.summary.missing
    card = window.pages.cases.card
    rows = [strip_controls(row.text()) for row in card.findChildren(TodoRow)]
    assert rows[0] == "Kind of applicant: not answered", "things go by their names"
    assert card.subject_name.text() == "Kind of applicant"
    tab.new_draft()
    window.pages.cases.continue_wanted.emit(draft_id, "basic.mobile")
    settle()
    assert window.pages.currentWidget() is tab
    assert window.focusWidget() is tab.form.page.mobile.line
    assert strip_controls(tab.form.card.title.text()) == "Basic data"
    desk.close(application)


def test_locked_nothing_of_it_is_left(begin, qtbot):
    application = desk.begin_centre(qtbot, begin)
    register(qtbot, application)
    assert HOLDER in desk.all_words()
    application.window.drafts._lock_now()
    qtbot.waitUntil(lambda: application.desk.session is None, timeout=desk.LONG)
    settle()
    words = desk.all_words()
    assert HOLDER not in words
    assert "1000000008" not in words
    desk.unlock(qtbot, application)
    desk.wait_opened(qtbot, application)
    application.window.show_tab(Tab.REGISTRATION)
    settle()
    assert application.window.page(Tab.REGISTRATION).answers.draft.bank.holder == ""

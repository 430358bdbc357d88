"""In a help centre nothing is typed that belongs to no case: a form leads to one, and shows itself once there is one."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from citizen_desktop.content.models import Tab
from citizen_desktop.content.registration_models import StepId
from citizen_desktop.drafts.keeping import Keeping
from citizen_desktop.drafts.models import Action, DraftKind
from citizen_desktop.drafts.store import Store
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.i18n import Language
from citizen_desktop.reopening import Reopened
from citizen_desktop.ui import cases_page
from citizen_desktop.ui.consent_sheet import ConsentSheet
from citizen_desktop.ui.handover_sheet import HandoverSheet
from citizen_desktop.ui.initials_sheet import InitialsSheet
from citizen_desktop.ui.recover_page import RecoverPage
from tests.attachments.making import pdf
from tests.conftest import settle
from tests.journeys import test_drafts_desk
from tests.journeys.registration_walk import go_to, put
from tests.journeys.test_autosave import fill_the_disk, press, type_into
from tests.journeys.test_cases import sign_in
from tests.journeys.test_drafts_desk import (
    LONG,
    NAME,
    WORDS,
    begin_centre,
    begin_personal,
    close,
    crashed,
    form_of,
    give_passphrase,
    heads,
    kept,
    listed,
    unlock,
    wait_opened,
    write,
)
from tests.journeys.test_keeping import begin_nothing, want
from tests.journeys.test_unkept import LARGE, retried

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

start = test_drafts_desk.start

KINDS = {Tab.REGISTRATION: DraftKind.REGISTRATION, Tab.OBJECTION: DraftKind.OBJECTION}

BLANKS = {Tab.REGISTRATION: RegistrationDraft(), Tab.OBJECTION: ObjectionDraft()}


class Paper:
    """A file of a package."""

    slot, original_name = "national-id", "paper.pdf"

    def read_named(self):
        """Give its bytes."""
        return pdf()


def shown(application, tab):
    """Return a form's tab, which is shown."""
    application.window.show_tab(tab)
    settle()
    return application.window.page(tab)


def is_asked(form):
    return form.case_first is not None and form.case_first.isVisible() and not form.form.isVisible()


@pytest.mark.parametrize("tab", KINDS)
def test_a_form_leads_to_a_case_and_shows_itself_once_there_is_one(start, qtbot, tab):
    application = begin_centre(qtbot, start)
    window = application.window
    form = shown(application, tab)
    assert is_asked(form)
    press(qtbot, form.case_first.begin)
    assert isinstance(window.sheet, InitialsSheet)
    sign_in(qtbot, window)
    sheet = window.sheet
    assert isinstance(sheet, ConsentSheet)
    sheet.ticks["help"].click()
    assert not sheet.accept.isEnabled(), "a draft that is not agreed to be kept is not begun"
    assert "consent to keep the draft" in sheet.note.label.text()
    sheet.ticks["keep"].click()
    assert not sheet.note.isVisible()
    press(qtbot, sheet.accept)
    qtbot.waitUntil(form.form.isVisible, timeout=LONG)
    listed(qtbot, application)
    (head,) = heads(application)
    assert head.summary.kind is KINDS[tab]
    assert {(each.purpose, each.initials) for each in head.consents} == {("keep", "AB"), ("help", "AB")}
    journal = application.desk.session.store.journal()
    assert [entry.initials for entry in journal if entry.action is Action.CREATED] == ["AB"]
    # The next person begins with a case of their own.
    assert form.new_draft()
    assert is_asked(form)


def test_no_key_is_taken_before_there_is_a_case(start, qtbot):
    application = begin_centre(qtbot, start)
    form = shown(application, Tab.OBJECTION)
    for _step in range(40):
        QTest.keyClick(application.window.focusWidget() or application.window, Qt.Key.Key_Tab)
        QTest.keyClicks(application.window.focusWidget() or application.window, "a")
    settle()
    assert form.form.draft == type(form.form.draft)()
    assert heads(application) == ()


def test_links_that_lead_into_a_form_lead_to_a_case_first(start, qtbot):
    application = begin_centre(qtbot, start)
    for tab, step in ((Tab.OBJECTION, "applicant"), (Tab.REGISTRATION, "bank")):
        application.window.show_tab(tab, step)
        settle()
        assert application.window.sheet is None
        assert is_asked(application.window.page(tab))


def test_the_steps_on_the_portal_and_the_list_are_a_press_away(start, qtbot):
    application = begin_centre(qtbot, start)
    form = shown(application, Tab.OBJECTION)
    press(qtbot, form.case_first.portal)
    assert form.ways.isVisible()
    press(qtbot, form.back)
    assert is_asked(form)
    press(qtbot, form.case_first.cases)
    assert application.window.tabs.shown is Tab.DRAFTS


def test_a_case_that_is_gone_on_with_is_shown_and_after_the_lock_there_is_none(start, qtbot):
    application = begin_centre(qtbot, start)
    write(qtbot, application)
    form = application.window.pages.objection
    assert form.form.isVisible()
    press(qtbot, application.window.header.lock)
    unlock(qtbot, application)
    qtbot.waitUntil(lambda: application.desk.session is not None, timeout=LONG)
    settle()
    assert is_asked(shown(application, Tab.OBJECTION))
    (head,) = heads(application)
    assert application.window.drafts.open_draft(head.id)
    assert application.window.pages.objection.form.isVisible()


def test_a_window_that_only_reads_begins_no_case(start, qtbot):
    application = begin_centre(qtbot, start)
    write(qtbot, application)
    second = start()
    unlock(qtbot, second)
    qtbot.waitUntil(lambda: second.desk.session is not None, timeout=LONG)
    settle()
    form = shown(second, Tab.REGISTRATION)
    assert is_asked(form)
    assert not form.case_first.begin.isEnabled()
    close(second)


def test_on_ones_own_computer_there_is_no_such_question(start, qtbot):
    application = begin_personal(qtbot, start)
    form = shown(application, Tab.OBJECTION)
    assert form.case_first is None
    assert form.form.isVisible()


@pytest.mark.parametrize("language", list(Language))
def test_it_finds_its_room(start, qtbot, language):
    application = begin_centre(qtbot, start, language=language)
    application.set_text_size(200)
    application.window.resize(1024, 640)
    page = shown(application, Tab.REGISTRATION).case_first
    settle()
    assert page.horizontalScrollBar().maximum() == 0
    for button in (page.begin, page.cases, page.portal):
        assert button.width() >= button.sizeHint().width()


def test_what_was_in_memory_becomes_cases_that_are_shown(start, qtbot):
    application = begin_nothing(qtbot, start)
    window = application.window
    registration = shown(application, Tab.REGISTRATION)
    go_to(registration.form, StepId.BANK)
    put(registration.form.page.holder.line, NAME)
    type_into(form_of(application).answers.explanation.area, WORDS)
    want(qtbot, application, Keeping.CENTRE)
    give_passphrase(qtbot, application)
    for tab in KINDS:
        assert shown(application, tab).form.isVisible()
    assert window.pages.registration.answers.draft.bank.holder == NAME
    assert window.pages.objection.form.draft.objection.explanation == WORDS
    kept(qtbot, application)
    assert len(heads(application)) == 2


@pytest.mark.parametrize("agrees", [True, False])
def test_a_package_becomes_a_case_once_it_was_asked(start, qtbot, agrees):
    application = begin_centre(qtbot, start)
    window = application.window
    form = shown(application, Tab.OBJECTION)
    form.take_over(Reopened(ObjectionDraft().with_applicant(name=NAME), ()))
    sign_in(qtbot, window)
    assert isinstance(window.sheet, ConsentSheet)
    assert is_asked(form)
    if agrees:
        window.sheet.ticks["keep"].click()
        press(qtbot, window.sheet.accept)
    else:
        press(qtbot, window.sheet.later)
    assert form.form.isVisible()
    kept(qtbot, application)
    (head,) = heads(application)
    if agrees:
        qtbot.waitUntil(lambda: bool(heads(application)[0].consents), timeout=LONG)
        (consent,) = heads(application)[0].consents
        assert (consent.purpose, consent.initials) == ("keep", "AB")
    else:
        assert head.consents == ()


def test_what_was_agreed_to_is_saved_with_the_package_though_the_disk_is_full_and_it_locks(start, qtbot):
    application = begin_centre(qtbot, start)
    window, session = application.window, application.desk.session
    form = shown(application, Tab.OBJECTION)
    fill_the_disk(session)
    form.take_over(Reopened(ObjectionDraft().with_applicant(name=NAME).with_objection(explanation=LARGE), ()))
    sign_in(qtbot, window)
    window.sheet.ticks["keep"].click()
    press(qtbot, window.sheet.accept)
    assert not session.flush()
    press(qtbot, window.header.lock)
    unlock(qtbot, application)
    wait_opened(qtbot, application)
    retried(qtbot, session)
    (head,) = heads(application)
    assert [(consent.purpose, consent.initials) for consent in head.consents] == [("keep", "AB")]


def test_a_lock_in_the_midst_of_it_leaves_no_case_without_what_was_agreed_to(start, qtbot, monkeypatch):
    application = begin_centre(qtbot, start)
    press(qtbot, shown(application, Tab.OBJECTION).case_first.begin)
    sign_in(qtbot, application.window)
    going, create = threading.Event(), Store.create

    def slowly(*arguments):
        going.wait(LONG / 1000)
        return create(*arguments)

    monkeypatch.setattr(Store, "create", slowly)
    application.window.sheet.ticks["keep"].click()
    press(qtbot, application.window.sheet.accept)
    threading.Timer(0.2, going.set).start()
    application.desk.lock.lock_now()
    settle()
    unlock(qtbot, application)
    wait_opened(qtbot, application)
    (head,) = heads(application)
    assert [consent.purpose for consent in head.consents] == ["keep"]


@pytest.mark.parametrize("end", ["erased", "locked"])
def test_a_letter_whose_case_is_gone_takes_no_words(start, qtbot, end):
    application = begin_centre(qtbot, start)
    window = application.window
    write(qtbot, application, name=NAME)
    tab = window.pages.objection
    tab.show_letter()
    (head,) = heads(application)
    page = shown(application, Tab.DRAFTS)
    window.drafts.book.sign_in("SA")
    if end == "erased":
        press(qtbot, page.card.delete)
        press(qtbot, window.sheet.delete)
    else:
        press(qtbot, page.card.lock)
    listed(qtbot, application)
    qtbot.waitUntil(lambda: head not in heads(application), timeout=LONG)
    listed(qtbot, application)
    window.close_sheet()
    assert is_asked(shown(application, Tab.OBJECTION))


@pytest.mark.parametrize("tab", KINDS)
def test_a_package_that_holds_nothing_but_files_becomes_a_case_that_is_shown(start, qtbot, tab):
    application = begin_centre(qtbot, start)
    form = shown(application, tab)
    form.take_over(Reopened(BLANKS[tab], (Paper(),)))
    sign_in(qtbot, application.window)
    window = application.window
    window.sheet.ticks["keep"].click()
    press(qtbot, window.sheet.accept)
    assert form.form.isVisible()
    qtbot.waitUntil(lambda: [head.files for head in heads(application)] == [1], timeout=LONG)
    kept(qtbot, application)
    settle()
    assert form.form.isVisible()
    assert [consent.purpose for consent in heads(application)[0].consents] == ["keep"]


def test_new_leaves_the_keyboard_where_a_case_begins(start, qtbot):
    application = begin_centre(qtbot, start)
    write(qtbot, application, name=NAME)
    fresh = form_of(application).footer.fresh
    fresh.setFocus()
    qtbot.keyClick(fresh, Qt.Key.Key_Space)
    settle()
    assert application.window.focusWidget() is application.window.pages.objection.case_first.begin


# ---------------------------------------------------------------- no step without initials


def test_it_is_asked_who_hands_over_and_who_takes_in(start, qtbot, monkeypatch):
    application = begin_centre(qtbot, start)
    window = application.window
    write(qtbot, application, name=NAME)
    page = shown(application, Tab.DRAFTS)
    taken_in = []
    page.take_in_wanted.connect(lambda: taken_in.append(window.drafts.book.initials))
    monkeypatch.setattr(cases_page, "ask_below", lambda *_arguments: 0)
    for step, after in ((page.card.hand_over, HandoverSheet), (page.more, None)):
        window.drafts.book.sign_in("")
        press(qtbot, step)
        assert isinstance(window.sheet, InitialsSheet)
        sign_in(qtbot, window)
        assert after is None or isinstance(window.sheet, after)
        window.close_sheet()
        settle()
    assert taken_in == ["AB"]


def test_it_is_asked_who_goes_on_after_a_crash(start, qtbot, tmp_path):
    application = begin_centre(qtbot, start)
    write(qtbot, application, name=NAME)
    second = start(crashed(application, tmp_path / "copy"))
    window = second.window
    unlock(qtbot, second)
    qtbot.waitUntil(lambda: isinstance(window.pages.currentWidget(), RecoverPage), timeout=LONG)
    press(qtbot, window.pages.currentWidget().cards[0].go_on)
    wait_opened(qtbot, second)
    sign_in(qtbot, window)
    assert form_of(second).draft.applicant.name == NAME
    type_into(form_of(second).answers.explanation.area, "More.")
    kept(qtbot, second)
    changed = [entry for entry in second.desk.session.store.journal() if entry.action is Action.CHANGED]
    assert changed[0].initials == "AB"

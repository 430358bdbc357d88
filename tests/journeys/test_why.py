"""From a field or a card to the answer that explains it, and back, without losing anything."""

from datetime import date

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel

from citizen_desktop.content.faq_models import Faq
from citizen_desktop.content.loader import ContentError
from citizen_desktop.content.models import Tab
from citizen_desktop.content.objection_models import ObjectionKind
from citizen_desktop.content.registration_models import StepId
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.i18n import Language
from citizen_desktop.links import Link, Place
from citizen_desktop.search.library import FaqLibrary
from citizen_desktop.ui.answer_sheet import AnswerSheet
from citizen_desktop.ui.applicant_sheet import ApplicantSheet
from citizen_desktop.ui.qr_sheet import QrSheet
from citizen_desktop.ui.why import Why
from citizen_desktop.widgets.button import Button
from citizen_desktop.widgets.focus import FocusRing
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.why_link import WhyLink
from tests.conftest import settle

# Offscreen there is no window system that popups could ask.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ROWS = ("objection-deadline", "income-limit", "dependants", "code-and-password", "ejar-contract", "social-security")


@pytest.fixture
def questions(monkeypatch):
    """Let the questions be these, whatever is shipped: every one that a link here leads to; ids can be taken away."""
    shipped = FaqLibrary.faq
    hidden = set()

    def faq(library: FaqLibrary) -> Faq:
        read = shipped(library)
        rows = {row.id: row for row in read.questions}
        like = rows["objection-how"]
        for number, wanted in enumerate((*Why, *ROWS), 1):
            question = msgspec.structs.replace(like.question, ar=f"سؤال {number}؟", en=f"Question {number}?")
            rows.setdefault(wanted, msgspec.structs.replace(like, id=str(wanted), question=question))
        return msgspec.structs.replace(read, questions=tuple(row for row in rows.values() if row.id not in hidden))

    monkeypatch.setattr(FaqLibrary, "faq", faq)
    return hidden


def open_form(open_window, **options):
    application = open_window(**options)
    window = application.window
    window.activateWindow()
    window.show_tab(Tab.OBJECTION)
    settle()
    return application, window, window.page(Tab.OBJECTION).form


def press(qtbot, widget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()


def type_into(editor, text: str) -> None:
    """Type as an input method does: pytest-qt's keys abort on Arabic."""
    editor.setFocus()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)
    settle()


def answered(window) -> str:
    """The question that the uppermost sheet answers."""
    assert isinstance(window.sheet, AnswerSheet)
    return window.sheet.question.id


@pytest.mark.parametrize("language", list(Language))
def test_what_was_typed_about_the_applicant_stays_below_the_answer(open_window, qtbot, questions, language):
    _application, window, form = open_form(open_window, language=language)
    press(qtbot, form.applicant.edit)
    applicant = window.sheet
    assert isinstance(applicant, ApplicantSheet)
    type_into(applicant.name.line, "فلانة")
    type_into(applicant.national_id.line, "10000")
    press(qtbot, applicant.national_id_why)
    assert answered(window) == Why.NATIONAL_ID
    assert applicant.isVisible()
    assert window.sheet.panel.isAncestorOf(window.focusWidget())
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    settle()
    assert window.sheet is applicant
    assert window.focusWidget() is applicant.national_id_why
    assert (applicant.name.text, applicant.national_id.text) == ("فلانة", "10000")
    type_into(applicant.national_id.line, "00008")
    press(qtbot, applicant.done)
    assert window.sheet is None
    assert (form.draft.applicant.name, form.draft.applicant.national_id) == ("فلانة", "1000000008")


@pytest.mark.parametrize("how", ["escape", "cross", "beside"])
def test_the_answer_is_closed_in_every_way_and_the_keyboard_returns_to_the_link(open_window, qtbot, questions, how):
    _application, window, form = open_form(open_window)
    link = form.answers.kind_why
    link.setFocus(Qt.FocusReason.TabFocusReason)
    assert any(ring.isVisible() for ring in window.findChildren(FocusRing))
    qtbot.keyClick(link, Qt.Key.Key_Return)
    settle()
    sheet = window.sheet
    assert answered(window) == "objection-how"
    if how == "escape":
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    elif how == "cross":
        press(qtbot, sheet.cross)
    else:
        press_at = QPoint(window.width() - 20, 300)
        assert not sheet.panel.geometry().contains(press_at)
        qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=press_at)
    settle()
    assert window.sheet is None
    assert window.focusWidget() is link


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("size", "text_size"), [((1280, 800), 100), ((640, 480), 100), ((1024, 640), 200)])
def test_the_answer_stands_at_the_end_of_the_window_and_is_whole(
    open_window, qtbot, questions, language, size, text_size
):
    application, window, form = open_form(open_window, language=language, size=size)
    application.set_text_size(text_size)
    settle()
    form.answers.kind_why.click()
    settle()
    panel = window.sheet.panel
    assert (panel.y(), panel.height()) == (0, window.height())
    assert (panel.x() == 0) is language.right_to_left
    assert (panel.geometry().right() == window.width() - 1) is not language.right_to_left
    assert panel.width() == min(480 * text_size // 100, window.width() - 48)
    for _step in range(2):
        assert window.sheet._scroller.horizontalScrollBar().maximum() == 0
        for label in panel.findChildren(QLabel):
            if label.isVisible() and label.text():
                assert label.height() >= label.heightForWidth(label.width()), label.text()
        for row in window.sheet.related.rows:
            assert row.height() >= row.heightForWidth(row.width()), row.text()
        view = window.sheet.view
        assert view.height() >= view.document().size().height()
        assert view.verticalScrollBar().maximum() == 0
        window.sheet.related.rows[0].click()
        settle()


def test_related_questions_open_in_the_same_place_with_a_way_back(open_window, qtbot, questions):
    _application, window, form = open_form(open_window, language=Language.ENGLISH)
    form.answers.kind_why.click()
    settle()
    sheet = window.sheet
    first, related = sheet.question, [link.text() for link in sheet.related.rows]
    assert sheet.title.text() == str(first.question)
    assert sheet.subtitle.text() == "Objection"
    assert str(first.source) in sheet.source.text()
    assert len(sheet.chips.parts) == len(first.status)
    assert not sheet.back.isVisible()
    press(qtbot, sheet.related.rows[0])
    assert window.sheet is sheet
    assert sheet.title.text() == related[0] != str(first.question)
    assert sheet.panel.isAncestorOf(window.focusWidget())
    if sheet.related.rows:
        press(qtbot, sheet.related.rows[0])
        press(qtbot, sheet.back)
        assert sheet.title.text() == related[0]
    press(qtbot, sheet.back)
    assert sheet.question is first
    assert [link.text() for link in sheet.related.rows] == related
    assert not sheet.back.isVisible()


def test_a_link_in_an_answer_leads_on_in_the_sheet_or_out_of_it(open_window, questions):
    _application, window, form = open_form(open_window)
    form.answers.kind_why.click()
    settle()
    sheet = window.sheet
    sheet.view.anchorClicked.emit("citizen-desktop:faq/payment-date")
    assert answered(window) == "payment-date"
    assert sheet.back.isVisible()
    sheet.view.anchorClicked.emit("citizen-desktop:qr/phone")
    settle()
    assert isinstance(window.sheet, QrSheet)
    window.close_sheet()
    settle()
    assert window.sheet is sheet
    sheet.view.anchorClicked.emit("citizen-desktop:tab/registration")
    settle()
    assert window.sheet is None
    assert window.tabs.currentIndex() == tuple(Tab).index(Tab.REGISTRATION)


def test_the_question_is_opened_in_its_own_tab(open_window, qtbot, questions):
    _application, window, form = open_form(open_window)
    press(qtbot, form.applicant.edit)
    window.sheet.kind_why.click()
    settle()
    wanted = window.sheet.question
    press(qtbot, window.sheet.open_faq)
    assert window.sheet is None
    assert window.tabs.currentIndex() == tuple(Tab).index(Tab.FAQ)
    assert window.page(Tab.FAQ).answer.title.text() == str(wanted.question)


def test_a_switch_of_language_closes_all_sheets_and_loses_nothing(open_window, qtbot, questions):
    application, window, form = open_form(open_window)
    press(qtbot, form.applicant.edit)
    type_into(window.sheet.mobile.line, "05")
    window.sheet.mobile_why.click()
    settle()
    application.speak(Language.ENGLISH)
    settle()
    assert window.sheet is None
    assert form.sheet is None
    assert form.draft.applicant.mobile == "05"
    assert form.answers.kind_why.accessibleName() == "What do you object to?: How do I object?"


def test_another_draft_takes_the_sheets_of_the_one_before_with_it(open_window, qtbot, questions):
    _application, window, form = open_form(open_window)
    press(qtbot, form.applicant.edit)
    window.sheet.mobile_why.click()
    settle()
    form.load(ObjectionDraft(), ())
    settle()
    assert window.sheet is None
    assert not any(sheet.isVisible() for sheet in window.findChildren(Sheet))


def test_a_sheet_outlives_what_had_the_keyboard_before_it(open_window, qtbot):
    window = open_window().window
    window.activateWindow()
    button = Button(window.theme)
    window.channels.column.addWidget(button)
    settle()
    button.setFocus()
    assert window.focusWidget() is button
    window.sheets.show_payment_sources()
    button.deleteLater()
    settle()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    settle()
    assert window.sheet is None


def test_a_link_that_leads_nowhere_is_not_shown(open_window, questions):
    questions |= {Why.DOCUMENTS, "code-and-password"}
    _application, window, form = open_form(open_window)
    assert not form.documents.documents_why.isVisible()
    assert form.documents.formats_why.isVisible()
    window.show_tab(Tab.REGISTRATION)
    settle()
    window.page(Tab.REGISTRATION).show_ways()
    settle()
    links = window.page(Tab.REGISTRATION).ways.whys
    assert len(links) == 2
    assert not any(link.isVisible() for link in links)
    window.sheets.explain("citizen-desktop:faq/code-and-password")
    assert window.sheet is None


def test_questions_that_cannot_be_read_cost_the_links_only(open_window, monkeypatch):
    def broken(_library):
        raise ContentError("faq.toml", "", "", "broken")

    monkeypatch.setattr(FaqLibrary, "faq", broken)
    _application, window, form = open_form(open_window)
    assert not any(link.isVisible() for link in window.findChildren(WhyLink))
    assert form.answers.isVisible()


def test_a_link_follows_what_was_chosen_and_falls_back_where_nothing_so_special_is_answered(open_window, questions):
    questions.add("dependants")
    _application, _window, form = open_form(open_window)
    form.answers.answered.emit({"reason": "income-above-limit"})
    assert form.answers.reason_why.address == "citizen-desktop:faq/income-limit"
    form.answers.answered.emit({"reason": "dependant-not-eligible"})
    assert form.answers.reason_why.address == f"citizen-desktop:faq/{Why.REASON}"
    form.answers.answered.emit({"reason": "other"})
    assert form.answers.reason_why.address == f"citizen-desktop:faq/{Why.REASON}"


@pytest.mark.parametrize("language", list(Language))
def test_every_place_leads_to_its_question_and_says_what_it_is_about(open_window, questions, language):
    _application, window, form = open_form(open_window, language=language)
    form.load(ObjectionDraft().with_objection(kind=ObjectionKind.AMOUNT, day=date(2026, 11, 10), paid=True), ())
    form._set(form.draft.evolve(applicant=form.draft.applicant.evolve(kind="independent")))
    form.edit_applicant()
    settle()
    applicant, answers, documents = form.sheet, form.answers, form.documents
    places = {
        applicant.kind_why: ("independent-individual", applicant.kind.label),
        applicant.national_id_why: ("register-data", applicant.national_id.label),
        applicant.mobile_why: ("mobile-changed", applicant.mobile.label),
        answers.kind_why: ("objection-how", answers.kind.label),
        answers.paid_why: ("objection-amount", answers.paid.label),
        answers.day_why: ("objection-deadline", answers.day.label),
        answers.reason_why: ("ineligible-reasons", answers.reason.label),
        documents.documents_why: ("objection-documents", documents.title),
        documents.housing_why: ("housing-proof", documents._housing_label),
        documents.formats_why: ("file-formats", documents.title),
        documents.photo_why: ("bad-photo", documents.title),
        window.channels.payment.why: ("payment-date", window.channels.payment._title),
        window.channels.cautions["whatsapp"].why: ("whatsapp", window.channels.cautions["whatsapp"]._name),
    }
    for link, (question, topic) in places.items():
        assert link.address == f"citizen-desktop:faq/{question}"
        assert not link.isHidden()
        assert link.accessibleName() == f"{topic.text()}: {link.text()}"
        assert link.text()
        assert link.toolTip() == ("" if link.shows_words else link.accessibleName())
    form.sheet.close_sheet()
    form.sheet = None
    window.show_tab(Tab.REGISTRATION)
    settle()
    found = window.page(Tab.REGISTRATION).ways.whys
    assert {link.address for link in found} == {"citizen-desktop:faq/code-and-password"}
    assert len({link.accessibleName() for link in found}) == 2
    registration = window.page(Tab.REGISTRATION).form
    for step in StepId:
        registration.go_to(step)
    for page in registration.pages.values():
        for link in page.whys:
            assert link.accessibleName().endswith(link.text()), type(page)
            assert link.text()
    assert len({link.accessibleName() for link in registration.whys}) == len(registration.whys)


@pytest.mark.parametrize("language", list(Language))
def test_links_move_nothing_in_the_form(open_window, questions, language):
    """With and without them every box stands at the same place."""
    _application, window, form = open_form(open_window, language=language)
    form.load(ObjectionDraft().with_objection(kind=ObjectionKind.AMOUNT, paid=True), ())
    form._set(form.draft.evolve(applicant=form.draft.applicant.evolve(kind="independent")))
    settle()
    boxes = [
        *(getattr(form.answers, name) for name in ("kind", "period", "day", "paid", "reason", "explanation")),
        *form.documents.slots.values(),
        form.documents.housing,
    ]

    def places():
        settle()
        return [(box.mapTo(window, QPoint(0, 0)), box.size()) for box in boxes]

    with_links = places()
    assert sum(link.isVisible() for link in form.findChildren(WhyLink)) >= 8
    for link in form.findChildren(WhyLink):
        link.offer(lambda _address: False)
    without = places()
    # The list of files has a line of links of its own while no file gives it a title; all that stands above it keeps still.
    assert with_links == without


STEPS = {
    "kind": lambda form: form.answers.kind,
    "deadline": lambda form: form.answers.day,
    "reason": lambda form: form.answers.reason,
    "documents": lambda form: next(iter(form.documents.slots.values())),
}


@pytest.mark.parametrize("size", [(1280, 800), (640, 480)])
@pytest.mark.parametrize("step", STEPS)
def test_a_step_leads_to_its_place_with_the_keyboard_in_it(open_window, step, size):
    window = open_window(size=size).window
    window.activateWindow()
    window.show_tab(Tab.OBJECTION, step)
    settle()
    tab = window.page(Tab.OBJECTION)
    place, focused = STEPS[step](tab.form), window.focusWidget()
    assert place.isAncestorOf(focused)
    viewport = tab.form.scroller.viewport()
    assert viewport.rect().contains(focused.mapTo(viewport, focused.rect().center()))
    if step == "documents":
        assert viewport.rect().contains(tab.form.documents.title.mapTo(viewport, QPoint(0, 0)))


def test_a_step_brings_back_the_form_and_the_first_opens_its_sheet(open_window):
    window = open_window().window
    window.show_tab(Tab.OBJECTION)
    tab = window.page(Tab.OBJECTION)
    tab.show_ways()
    settle()
    window.follow_link(Link(Place.TAB, "objection", "applicant"))
    settle()
    assert tab.pages.currentWidget() is tab.form
    assert isinstance(window.sheet, ApplicantSheet)
    assert window.sheet.panel.isAncestorOf(window.focusWidget())
    window.follow_link(Link(Place.TAB, "objection", "no-such-step"))
    settle()
    assert window.sheet is None
    assert window.tabs.currentIndex() == tuple(Tab).index(Tab.OBJECTION)


@pytest.mark.parametrize(
    "link", [Link(Place.TAB, "nowhere"), Link(Place.QR, "whatsapp"), Link(Place.QR, "nobody")], ids=str
)
def test_a_link_to_what_is_not_there_changes_nothing(open_window, link):
    window = open_window().window
    window.follow_link(link)
    settle()
    assert window.tabs.currentIndex() == 0
    assert window.sheet is None

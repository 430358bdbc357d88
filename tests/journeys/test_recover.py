"""After a sudden end: what was open is shown, and nothing happens to it that nobody chose."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from citizen_desktop.content.objection_loader import load_objection_content
from citizen_desktop.content.objection_models import ObjectionKind
from citizen_desktop.drafts.crash_mark import NAME, InHand, OpenSession, write_mark
from citizen_desktop.drafts.models import Action, Summary
from citizen_desktop.drafts.recovery import Doubt, interruption
from citizen_desktop.drafts.store import Store
from citizen_desktop.forms.draft import Applicant, Attachment, Objection, ObjectionDraft
from citizen_desktop.i18n import Language
from citizen_desktop.paths import resources
from citizen_desktop.ui.recover_page import DeleteSheet, RecoverPage
from tests.conftest import SUNDAY, HandClock, settle
from tests.journeys.test_verify import nothing_is_cut_off

KEY = bytes(range(32))
WORDS = "The amount is not right. My number is 1000000008 and I ask you to count the month again."
DRAFT = ObjectionDraft(
    applicant=Applicant(name="Somebody Somewhere", national_id="1000000008", mobile="0500000000"),
    objection=Objection(kind=ObjectionKind.AMOUNT, period="2026-11", explanation=WORDS),
    attachments=(Attachment(slot="national-id", original_name="a.jpg"),),
)
HALF = ObjectionDraft(applicant=Applicant(name="Somebody Else", national_id="1000000008", mobile="05000"))


@pytest.fixture
def clock():
    return HandClock(SUNDAY)


@pytest.fixture
def store(tmp_path, clock):
    """Two drafts that were open when everything ended, and one that was not."""
    opened = Store(tmp_path / "store.db", KEY, clock, create=True)
    half = opened.create(HALF, Summary())
    clock.pass_time(timedelta(seconds=35))
    whole = opened.create(DRAFT, Summary())
    opened.add_file(whole, [bytes(5000)])
    opened.create(HALF, Summary())
    clock.pass_time(timedelta(seconds=2))
    note(opened, clock, half, whole)
    opened.ids = (half, whole)
    yield opened
    opened.close()


def note(store, clock, *ids):
    write_mark(store, OpenSession(clock.now(), tuple(InHand(draft_id, clock.now()) for draft_id in ids)))


@pytest.fixture
def open_page(open_window, store, clock):
    def open_it(**options):
        application = open_window(**options)
        content = load_objection_content(resources() / "content")
        page = RecoverPage(application.theme, content, interruption(store), clock, 14)
        page.told = []
        page.continued.connect(lambda draft_id: page.told.append(("continue", draft_id)))
        page.deleted.connect(lambda draft_id: page.told.append(("delete", draft_id)))
        page.later.connect(lambda: page.told.append(("later",)))
        page.sheet_opened.connect(application.window.sheets.open)
        window = application.window
        window.pages.addWidget(page)
        window.pages.setCurrentWidget(page)
        settle()
        return application, page

    return open_it


def shown(page):
    return " ".join(
        [label.text() for label in page.findChildren(QLabel)] + [card.preview.text.text for card in page.cards]
    )


def test_what_was_open_is_known_and_nothing_else(store):
    half, whole = store.ids
    found = interruption(store)
    assert [draft.id for draft in found.drafts] == [whole, half]
    assert [draft.before for draft in found.drafts] == [timedelta(), timedelta(seconds=35)]
    assert [draft.doubts for draft in found.drafts] == [(), (Doubt.MOBILE,)]


def test_after_a_clean_end_nothing_is_asked(store, clock):
    store.set_value(NAME, "")
    assert interruption(store) is None
    note(store, clock)
    assert interruption(store) is None


@pytest.mark.parametrize(
    "record", ["{", "{}", '{"at": "x"}', '{"at": 1e300, "drafts": []}', '{"at": 1, "drafts": 5}', "[1]"]
)
def test_a_note_that_says_nothing_is_no_error(store, record):
    store.set_value(NAME, record)
    assert interruption(store) is None


def test_a_draft_that_is_gone_is_not_offered(store, clock):
    half, whole = store.ids
    store.delete([whole], Action.EXPIRED)
    assert [draft.id for draft in interruption(store).drafts] == [half]
    store.delete([half], Action.EXPIRED)
    assert interruption(store) is None


def test_a_file_that_was_being_taken_in_is_a_doubt(store, clock):
    draft_id = store.create(DRAFT, Summary())
    note(store, clock, draft_id)
    assert interruption(store).drafts[0].doubts == (Doubt.FILES,)


def test_a_save_after_the_last_word_of_the_session_is_not_before_it(store, clock):
    clock.pass_time(timedelta(seconds=1))
    store.save(store.ids[1], DRAFT, Summary())
    found = interruption(store)
    assert (found.at, found.drafts[0].before) == (clock.now(), timedelta())


def test_the_page_shows_each_draft(open_page):
    _application, page = open_page(language=Language.ENGLISH)
    whole, half = page.cards
    assert page.title.text() == "Continue where you stopped?"
    assert "today 4:12 PM" in page.line.text()
    assert "2 drafts" in page.line.text()
    assert whole.title.text().startswith("Objection · Amount")
    assert "Somebody Somewhere" in whole.subtitle.text()
    assert "November 2026" in whole.subtitle.text()
    assert whole.saved.label.text() == "Last saved 4:12:35 PM: at the very end"
    assert whole.files.label.text() == "1 attachment complete · 5 KB"
    assert (whole.pill.text, half.pill.text) == ("Sound", "Partly restored")
    assert [line.label.text() for _doubt, line in half.doubts] == ["The mobile number was not finished: check it"]
    assert whole.preview.text.marked == ("I ask you to count the month again.",)
    assert not whole.preview.mobile.isVisible()
    assert half.preview.mobile.isVisible()
    assert "6 December 2026" in page.note.text()


def test_numbers_are_hidden_until_the_switch_is_turned(open_page, qtbot):
    _application, page = open_page(language=Language.ENGLISH)
    assert page.hide_numbers.isChecked()
    assert "1000000008" not in shown(page)
    assert "10••••••08" in shown(page)
    qtbot.mouseClick(page.hide_numbers, Qt.MouseButton.LeftButton)
    assert "1000000008" in shown(page)
    assert WORDS in page.cards[0].preview.text.text
    qtbot.keyClick(page.hide_numbers, Qt.Key.Key_Return)
    assert "1000000008" not in shown(page)


def test_each_button_tells_of_its_own_draft(open_page, store, qtbot):
    half, whole = store.ids
    _application, page = open_page()
    assert page.told == []
    for card, draft_id in zip(page.cards, (whole, half), strict=True):
        qtbot.mouseClick(card.go_on, Qt.MouseButton.LeftButton)
        assert page.told[-1] == ("continue", draft_id)
    qtbot.mouseClick(page.not_now, Qt.MouseButton.LeftButton)
    assert page.told[-1] == ("later",)
    # Nothing was changed by looking.
    assert {head.id for head in store.heads()} >= {half, whole}


def test_deleting_asks_once_more(open_page, store, qtbot):
    _half, whole = store.ids
    application, page = open_page(language=Language.ENGLISH)
    qtbot.mouseClick(page.cards[0].delete, Qt.MouseButton.LeftButton)
    sheet = application.window.sheet
    assert isinstance(sheet, DeleteSheet)
    qtbot.mouseClick(sheet.back, Qt.MouseButton.LeftButton)
    assert page.told == []
    qtbot.mouseClick(page.cards[0].delete, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(application.window.sheet.go_on, Qt.MouseButton.LeftButton)
    assert page.told == [("delete", whole)]
    page.drop(whole)
    settle()
    assert [card.draft.id for card in page.cards] == [store.ids[0]]
    assert "one draft" in page.line.text()
    page.drop(store.ids[0])
    assert page.told[-1] == ("later",)


def test_a_locked_case_is_not_shown(open_page, store):
    half, whole = store.ids
    store.mark(whole, Action.LOCKED, locked=True)
    _application, page = open_page(language=Language.ENGLISH)
    assert [card.draft.id for card in page.cards] == [half]
    assert "Somebody Somewhere" not in shown(page)
    store.mark(half, Action.LOCKED, locked=True)
    assert interruption(store) is None


def test_one_without_a_name_goes_by_its_number_as_in_the_list(open_page, store):
    store.save(store.ids[0], ObjectionDraft(), Summary())
    _application, page = open_page(language=Language.ENGLISH)
    assert "Case \u2068C-0001\u2069" in [card.subtitle.text() for card in page.cards]


def test_it_is_said_in_the_other_language_at_once(open_page):
    application, page = open_page(language=Language.ENGLISH)
    application.speak(Language.ARABIC)
    settle()
    assert page.cards[0].preview.text.text.startswith("The amount")
    assert page.layoutDirection() is Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("size", "text"), [((1280, 800), 100), ((1024, 640), 100), ((1024, 640), 200), ((640, 480), 200)]
)
def test_nothing_is_cut_off(open_page, language, size, text):
    application, page = open_page(language=language, size=size)
    application.set_text_size(text)
    settle()
    nothing_is_cut_off(page)


def test_the_keyboard_reaches_everything_in_reading_order(open_page, qtbot):
    application, page = open_page()
    application.window.activateWindow()
    page.hide_numbers.setFocus()
    order = [page.hide_numbers]
    for card in page.cards:
        order += [card.go_on, card.delete]
    order.append(page.not_now)
    for expected in order:
        assert application.window.focusWidget() is expected
        qtbot.keyClick(application.window.focusWidget(), Qt.Key.Key_Tab)
    assert all(widget.accessibleName() for widget in order)
    assert len({widget.accessibleName() for widget in order}) == len(order)

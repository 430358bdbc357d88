"""The drafts tab in the real window: a help centre's cases, and a person's own drafts."""

import threading
import time
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from benchmarks.full_store import fill
from citizen_desktop.content.models import Tab
from citizen_desktop.drafts.case_list import CaseList, CaseState, SortKey
from citizen_desktop.drafts.envelope import KeyTrouble
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.keeping import Keeping
from citizen_desktop.drafts.models import Action, DraftKind, Summary
from citizen_desktop.drafts.store import Store
from citizen_desktop.drafts.summary import blank_draft
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.i18n import Language
from citizen_desktop.ui import cases_page
from citizen_desktop.ui.case_desk import CaseDesk
from citizen_desktop.ui.consent_sheet import ConsentSheet
from citizen_desktop.ui.delete_case_sheet import DeleteCaseSheet
from citizen_desktop.ui.initials_sheet import InitialsSheet, initials_of
from citizen_desktop.ui.journal_sheet import JournalSheet
from citizen_desktop.ui.unlock_case_sheet import UnlockCaseSheet
from citizen_desktop.widgets.button import Button
from citizen_desktop.widgets.todo_row import TodoRow
from tests.conftest import SUNDAY, HandClock, settle

KEY = bytes(range(32))
PASSPHRASE = "six words that open the drafts"  # noqa: S105
NAMES = {"plain": "Somebody Somewhere", "ready": "Hassan Example", "secret": "Nobody Hidden"}


class Office:
    """A store with three drafts, and what is called from the window."""

    def __init__(self, folder, keeping):
        self.clock = HandClock(SUNDAY)
        self.store = Store(folder / "store.db", KEY, self.clock, create=True)
        self.ids = {}
        self.erased, self.locked_now, self.asked = [], [], []
        self.refuses = None
        centre = keeping is Keeping.CENTRE
        self.add("secret", 3, done=2, total=4, missing=("slot.national-id",))
        self.add("ready", 2, done=4, total=4)
        self.add("plain", 1, done=3, total=4, missing=("slot.housing-proof",), doubtful=("slot.bank-statement",))
        if centre:
            self.store.consent(self.ids["plain"], ["keep", "help"], "ZZ")
            self.store.mark(self.ids["secret"], Action.LOCKED, locked=True, by="ZZ")
        self.desk = CaseDesk(
            self.store,
            self.clock,
            keeping,
            create=lambda kind, initials, purposes: self.store.create(*blank_draft(kind), initials, purposes),
            erase=self.erase,
            verify_passphrase=self.verify,
            lock_now=lambda: self.locked_now.append(True),
            auto_lock_minutes=5 if centre else None,
        )

    def add(self, key, days_ago, **summary):
        self.clock.set(SUNDAY - timedelta(days=days_ago))
        last_four = {"plain": "0008", "ready": "1234", "secret": "9876"}[key]
        self.ids[key] = self.store.create(
            ObjectionDraft(), Summary(name=NAMES[key], last_four=last_four, **summary), "ZZ"
        )
        self.clock.set(SUNDAY)

    def erase(self, draft_id, initials):
        if self.refuses is not None:
            raise StoreError(self.refuses)
        self.erased.append((draft_id, initials))
        self.store.delete([draft_id], Action.ERASED, initials)

    def verify(self, text):
        self.asked.append(text)
        return None if text == PASSPHRASE else KeyTrouble.WRONG

    def actions(self):
        return [(entry.action, entry.number, entry.initials) for entry in self.store.journal()]


@pytest.fixture
def open_office(open_window, tmp_path, qtbot):
    """Open the window on the drafts; give the window, the page and the office."""
    offices = []

    def open_it(keeping=Keeping.CENTRE, language=Language.ENGLISH, prepare=None, **arguments):
        folder = tmp_path / f"office{len(offices)}"
        folder.mkdir()
        office = Office(folder, keeping)
        offices.append(office)
        if prepare is not None:
            prepare(office)
        office.application = open_window(clock=office.clock, language=language, **arguments)
        window = office.application.window
        window.drafts.take(None, office.desk)
        window.wanted = []
        window.show_tab(Tab.DRAFTS)
        page = window.page(Tab.DRAFTS)
        # What the window does with it is walked where a store is kept.
        page.continue_wanted.disconnect()
        page.continue_wanted.connect(lambda draft_id, item: window.wanted.append((draft_id, item)))
        qtbot.waitUntil(lambda: window.drafts.book.ready)
        settle()
        return window, window.page(Tab.DRAFTS), office

    yield open_it
    for office in offices:
        if hasattr(office, "application"):
            office.application.window.close()
        office.store.close()


@pytest.fixture
def new_case(qtbot, monkeypatch):
    """Press "new", and choose the kind."""

    def press_new(page, kind="Objection", button=None):
        monkeypatch.setattr(cases_page, "ask_below", lambda _button, _theme, labels: labels.index(kind))
        press(qtbot, button or page.new)

    return press_new


@pytest.fixture
def idle(qtbot):
    """Wait until what is done off the GUI thread is done."""

    def wait(window):
        qtbot.waitUntil(lambda: not window.drafts.book.busy)
        settle()

    return wait


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def sign_in(qtbot, window, initials="ab"):
    sheet = window.sheet
    assert isinstance(sheet, InitialsSheet)
    qtbot.keyClicks(sheet.field.line, initials)
    qtbot.keyClick(sheet.field.line, Qt.Key.Key_Return)
    settle()


def names(page) -> list[str]:
    return [page.model.index(row).data() for row in range(page.model.rowCount())]


def counts(page) -> dict:
    return {state: chip.words.count for state, chip in page.chips.chips.items()}


def everything_told(window) -> str:
    """Every text that the window shows or tells a screen reader, and every row of the list in words."""
    texts = [window.windowTitle()]
    for widget in window.findChildren(QWidget):
        texts += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle()]
        if isinstance(widget, QLabel):
            texts.append(widget.text())
    model = window.page(Tab.DRAFTS).model
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    texts += [str(model.index(row).data(role)) for row in range(model.rowCount()) for role in roles]
    return "\n".join(texts)


def go_to(page, office, key):
    page.view.setCurrentIndex(page.model.index_of(office.ids[key]))
    settle()


# ---------------------------------------------------------------- the list


def test_without_a_store_there_is_no_such_tab(open_window):
    window = open_window().window
    assert window.tabs.count() == len(Tab) - 1
    window.show_tab(Tab.DRAFTS)
    settle()
    assert window.tabs.currentIndex() == 0
    assert window.pages.currentWidget() is window.channels


def test_the_list_shows_all_and_the_tab_counts_them(open_office):
    window, page, _office = open_office()
    assert names(page) == [NAMES["plain"], NAMES["ready"], "Locked case"]
    index = list(Tab).index(Tab.DRAFTS)
    assert (window.tabs.tabText(index), window.tabs.badge(index)) == ("Cases", "3")
    assert window.tabs.accessibleTabName(index) == "Cases: 3 drafts"
    assert counts(page) == {
        None: "3", CaseState.INCOMPLETE: "1", CaseState.IN_PREPARATION: "0", CaseState.READY: "1",
        CaseState.LOCKED: "1", CaseState.HANDED_OVER: "0",
    }  # fmt: skip
    spoken = page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    for part in (NAMES["plain"], "C-0003", "Objection", "Incomplete", "75%", "Consent recorded", "Yesterday 4:12 PM"):
        assert part in spoken
    assert "erased in 13 days" in spoken
    assert "3 cases in an encrypted store on this device · locks after 5 minutes" in page.foot_note.text()


def test_the_card_says_what_is_left_and_leads_there(open_office, qtbot, idle):
    window, page, office = open_office()
    window.drafts.book.sign_in("AB")
    rows = [row for row in page.card.findChildren(TodoRow) if row.isVisible()]
    assert [row.text() for row in rows] == [
        "Bank statement: look at it again",
        "Proof of independent housing: not attached",
        "Data and explanation: complete",
        "Keep the draft for 14 days",
        "Help by a member of staff in preparing it",
    ]
    press(qtbot, rows[1])
    idle(window)
    assert window.wanted == [(office.ids["plain"], "slot.housing-proof")]
    # Whoever opens it notes that (``test_put_back.py``).
    assert Action.OPENED not in {action for action, *_rest in office.actions()}


def test_search_states_and_sorting_narrow_and_order_the_list(open_office, qtbot):
    _window, page, _office = open_office()
    page.take_search()
    qtbot.keyClicks(page.search.line, "HASSAN")
    assert names(page) == [NAMES["ready"]]
    assert page.card.name.text().strip("\u2068\u2069") == NAMES["ready"]
    assert counts(page)[None] == "1"
    page.search.line.setText("c-0001")
    assert names(page) == ["Locked case"]
    page.search.line.setText("1234")
    assert names(page) == [NAMES["ready"]]
    page.search.line.clear()
    page.chips.chips[CaseState.LOCKED].click()
    assert names(page) == ["Locked case"]
    page.chips.chips[None].click()
    page.header.headings[SortKey.NAME].click()
    assert names(page) == [NAMES["ready"], NAMES["plain"], "Locked case"]
    page.header.headings[SortKey.NAME].click()
    assert names(page) == [NAMES["plain"], NAMES["ready"], "Locked case"]
    assert page.header.headings[SortKey.NAME].accessibleName().startswith("Sorted by: Beneficiary")
    page.header.headings[SortKey.RETENTION].click()
    assert names(page)[0] == "Locked case"


def test_nothing_found_says_so_and_leads_back(open_office, qtbot):
    _window, page, _office = open_office()
    page.take_search()
    qtbot.keyClicks(page.search.line, "zz")
    assert page.empty.isVisible()
    assert "zz" in page.empty.title.text()
    assert not page.card.isVisible()
    press(qtbot, page.empty.button)
    assert (len(names(page)), page.search.line.text()) == (3, "")
    assert page.card.isVisible()
    page.chips.chips[CaseState.HANDED_OVER].click()
    assert page.empty.title.text() == "None in this state"


def test_an_empty_store_says_so_and_begins(open_office, new_case):
    window, page, _office = open_office(prepare=lambda it: it.store.delete(it.ids.values(), Action.ERASED))
    assert page.empty.title.text() == "No cases yet"
    new_case(page, button=page.empty.button)
    assert isinstance(window.sheet, InitialsSheet)


def test_keys_do_everything(open_office, qtbot, idle):
    window, page, office = open_office()
    # Nothing of the page stands in a window of its own.
    assert QGuiApplication.focusWindow() is window.windowHandle()
    window.drafts.book.sign_in("AB")
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Slash)
    assert window.focusWidget() is page.search.line
    qtbot.keyClick(page.search.line, Qt.Key.Key_Down)
    assert page.card.case.head.id == office.ids["ready"]
    assert window.focusWidget() is page.search.line
    qtbot.keyClick(page.search.line, Qt.Key.Key_Return)
    idle(window)
    assert window.wanted == [(office.ids["ready"], "")]
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Up)
    qtbot.keyClick(page.view, Qt.Key.Key_Enter)
    idle(window)
    assert window.wanted[1:] == [(office.ids["plain"], "")]
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    settle()
    assert isinstance(window.sheet, DeleteCaseSheet)
    assert window.focusWidget() is window.sheet.keep
    qtbot.keyClick(window.sheet.keep, Qt.Key.Key_Return)
    settle()
    assert window.sheet is None
    assert office.erased == []
    window.show_tab(Tab.CHANNELS)
    qtbot.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.currentWidget() is page


# ---------------------------------------------------------------- a help centre


def test_initials_are_asked_once_and_stand_in_the_head(open_office, qtbot, idle):
    window, page, office = open_office()
    assert window.header.mode.isVisible()
    assert not window.header.staff.isVisible()
    press(qtbot, page.card.go)
    sheet = window.sheet
    qtbot.keyClicks(sheet.field.line, "a1")
    press(qtbot, sheet.accept)
    assert window.sheet is sheet
    sheet.field.line.clear()
    sign_in(qtbot, window, "n.f.")
    idle(window)
    assert window.wanted == [(office.ids["plain"], "")]
    assert window.header.staff.text() == "Staff: \u2068NF\u2069"
    assert window.header.staff.isVisible()
    press(qtbot, page.card.go)
    idle(window)
    assert len(window.wanted) == 2
    assert window.sheet is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ab", "AB"),
        (" a. b. ", "AB"),
        ("م ن", "من"),
        ("abcd", "ABCD"),
        ("a", None),
        ("abcde", None),
        ("a1", None),
        ("", None),
    ],
)
def test_initials_are_two_to_four_letters(text, found):
    assert initials_of(text) == found


def test_a_new_case_records_consent_with_time_and_initials(open_office, qtbot, idle, new_case):
    window, page, office = open_office()
    new_case(page)
    sign_in(qtbot, window)
    sheet = window.sheet
    assert isinstance(sheet, ConsentSheet)
    assert not sheet.accept.isEnabled()
    qtbot.keyClick(sheet.ticks["hand-over"], Qt.Key.Key_Space)
    # Without the consent to keep it a case is begun by the other button alone, and that says what becomes of it.
    assert not sheet.accept.isEnabled()
    assert sheet.later.isEnabled()
    assert "the draft is kept all the same, and the list shows that the consent is awaited" in sheet.note.label.text()
    assert "only if the person agrees" not in everything_told(window)
    assert "Recorded" not in sheet.subtitle.text()
    qtbot.keyClick(sheet.ticks["keep"], Qt.Key.Key_Space)
    assert not sheet.note.isVisible()
    press(qtbot, sheet.accept)
    idle(window)
    case = page.card.case
    assert case.head.number == 4
    assert [(each.purpose, each.at, each.initials) for each in case.head.consents] == [
        ("keep", office.clock.now(), "AB"),
        ("hand-over", office.clock.now(), "AB"),
    ]
    assert window.wanted == [(case.head.id, "")]
    assert office.actions()[:2] == [(Action.CONSENTED, 4, "AB"), (Action.CREATED, 4, "AB")]
    assert window.tabs.badge(list(Tab).index(Tab.DRAFTS)) == "4"


def test_a_new_case_is_of_the_kind_that_is_chosen(open_office, qtbot, idle, new_case, monkeypatch):
    window, page, office = open_office()
    window.drafts.book.sign_in("AB")
    new_case(page, "Registration")
    press(qtbot, window.sheet.later)
    idle(window)
    head = page.card.case.head
    assert head.summary.kind is DraftKind.REGISTRATION
    assert isinstance(office.store.load(head.id).draft, RegistrationDraft)
    assert window.wanted == [(head.id, "")]
    # Nothing is made where the menu is left.
    monkeypatch.setattr(cases_page, "ask_below", lambda *_: None)
    press(qtbot, page.new)
    assert window.sheet is None
    assert len(window.drafts.book.cases) == 4


def test_consent_may_be_awaited_and_is_recorded_later(open_office, qtbot, idle, new_case):
    window, page, office = open_office()
    window.drafts.book.sign_in("AB")
    new_case(page)
    press(qtbot, window.sheet.later)
    idle(window)
    assert "Awaiting the person's consent" in page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    (row,) = [row for row in page.card.findChildren(TodoRow) if row.isVisible() and row.text().startswith("Awaited")]
    press(qtbot, row)
    sheet = window.sheet
    assert isinstance(sheet, ConsentSheet)
    assert not sheet.later.isVisible()
    assert sheet.note.label.text().startswith(
        "The draft is kept here, and the person's consent to that is not recorded"
    )
    sheet.ticks["keep"].click()
    sheet.ticks["help"].click()
    office.clock.pass_time(timedelta(hours=1))
    press(qtbot, sheet.accept)
    idle(window)
    assert [each.purpose for each in page.card.case.head.consents] == ["keep", "help"]
    assert page.card.consent_time.text() == "22 November · 5:12 PM"


def test_consent_can_be_withdrawn(open_office, qtbot, idle):
    window, page, office = open_office()
    window.drafts.book.sign_in("AB")
    page.steps.consent(office.ids["plain"])
    settle()
    sheet = window.sheet
    assert sheet.ticks["keep"].isChecked()
    assert sheet.ticks["keep"].detail == "Recorded 22 November · 4:12 PM, by \u2068ZZ\u2069."
    sheet.ticks["keep"].click()
    assert "must not stay here" in sheet.note.label.text()
    press(qtbot, sheet.accept)
    idle(window)
    assert [each.purpose for each in page.card.case.head.consents] == ["help"]
    # What is left is no consent to keep it: list and card go on asking for that.
    row = page.model.index_of(office.ids["plain"]).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Awaiting the person's consent" in row
    assert [row.text()[:7] for row in page.card._consent.findChildren(TodoRow) if row.isVisible()] == [
        "Awaited",
        "Help by",
    ]


@pytest.mark.parametrize("language", list(Language))
def test_a_consent_is_printed_in_both_languages(open_office, language, monkeypatch, qtbot):
    printed = []
    monkeypatch.setattr("citizen_desktop.ui.print_dialog.print_page", lambda _window, paint: printed.append(paint))
    window, page, office = open_office(language=language)
    window.drafts.book.sign_in("AB")
    papers = []
    page.print_wanted.connect(papers.append)
    page.steps.consent(office.ids["plain"])
    settle()
    press(qtbot, window.sheet.paper)
    assert len(printed) == 1
    assert papers[0].first.right_to_left is language.right_to_left
    english = papers[0].second if language is Language.ARABIC else papers[0].first
    assert english.purposes[0].startswith("• Keep the draft for 14 days (recorded 22 November 2026 at 4:12 PM by ZZ)")
    assert not any(NAMES["plain"] in str(part) for part in (papers[0].first, papers[0].second))


def test_a_locked_case_tells_nothing_until_the_passphrase_is_typed(open_office, qtbot, idle):
    window, page, office = open_office()
    window.drafts.book.sign_in("AB")
    for row in range(page.model.rowCount()):
        page.view.setCurrentIndex(page.model.index(row))
        settle()
        assert NAMES["secret"] not in everything_told(window)
    go_to(page, office, "secret")
    assert not [row for row in page.card.findChildren(TodoRow) if row.isVisible()]
    assert page.card.avatar.letter == ""
    press(qtbot, page.card.go)
    sheet = window.sheet
    assert isinstance(sheet, UnlockCaseSheet)
    assert NAMES["secret"] not in everything_told(window)
    qtbot.keyClicks(sheet.field.line, "wrong")
    press(qtbot, sheet.accept)
    qtbot.waitUntil(sheet.field.line.isEnabled)
    assert (sheet.field.text, office.store.head(office.ids["secret"]).locked) == ("", True)
    assert "That is not the passphrase." in everything_told(window)
    qtbot.keyClicks(sheet.field.line, PASSPHRASE)
    qtbot.keyClick(sheet.field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.sheet is None)
    idle(window)
    assert office.asked == ["wrong", PASSPHRASE]
    assert NAMES["secret"] in everything_told(window)
    assert office.actions()[0] == (Action.UNLOCKED, 1, "AB")
    press(qtbot, page.card.lock)
    idle(window)
    assert NAMES["secret"] not in everything_told(window)
    assert office.actions()[0] == (Action.LOCKED, 1, "AB")
    page.search.line.setText("hidden")
    assert names(page) == []


def test_deleting_takes_two_steps_and_the_neighbour_is_chosen(open_office, qtbot, idle):
    window, page, office = open_office()
    window.drafts.book.sign_in("AB")
    press(qtbot, page.card.delete)
    assert NAMES["plain"] in window.sheet.subtitle.text()
    assert window.focusWidget() is window.sheet.keep
    assert office.erased == []
    press(qtbot, window.sheet.delete)
    idle(window)
    assert office.erased == [(office.ids["plain"], "AB")]
    assert names(page) == [NAMES["ready"], "Locked case"]
    assert page.card.case.head.id == office.ids["ready"]
    assert NAMES["plain"] not in everything_told(window)


def test_what_the_store_refuses_is_said_and_changes_nothing(open_office, qtbot, idle):
    window, page, office = open_office()
    window.drafts.book.sign_in("AB")
    office.refuses = Trouble.FULL
    page.steps.delete(office.ids["plain"])
    press(qtbot, window.sheet.delete)
    idle(window)
    assert window.toast.label.text() == "The disk is full: nothing was changed in the store."
    assert len(names(page)) == 3


def test_the_journal_shows_actions_and_no_name(open_office, qtbot, idle):
    window, page, office = open_office()
    press(qtbot, page.journal)
    qtbot.waitUntil(lambda: isinstance(window.sheet, JournalSheet))
    assert window.sheet.model.rowCount() == len(office.store.journal())
    press(qtbot, window.sheet.copy)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["When", "What was done", "Case", "Staff"]
    assert lines[1].split("\t")[1:] == ["Locked", "C-0001", "ZZ"]
    for name in NAMES.values():
        assert not set(name.split()) & set(" ".join(lines).split())


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("size", "text_size"), [((1280, 800), 100), ((1024, 640), 200)])
def test_the_whole_journal_can_be_read(open_office, qtbot, language, size, text_size):
    def do_everything(office):
        for action in Action:
            office.store.mark(office.ids["plain"], action, by="ZZ")

    window, page, office = open_office(language=language, prepare=do_everything, size=size)
    office.application.set_text_size(text_size)
    settle()
    press(qtbot, page.journal)
    qtbot.waitUntil(lambda: isinstance(window.sheet, JournalSheet))
    settle()
    table = window.sheet.table
    model, header, metrics = table.model(), table.horizontalHeader(), table.fontMetrics()
    assert table.horizontalScrollBar().maximum() == 0
    for column in range(model.columnCount()):
        assert header.sectionSize(column) >= header.sectionSizeHint(column)
        for row in range(model.rowCount()):
            cell = table.visualRect(model.index(row, column))
            words = metrics.boundingRect(cell, Qt.TextFlag.TextWordWrap, model.index(row, column).data())
            assert (words.width() <= cell.width(), words.height() <= cell.height()) == (True, True)


def test_lock_now_is_passed_on(open_office, qtbot):
    window, _page, office = open_office()
    press(qtbot, window.header.lock)
    assert office.locked_now == [True]


# ---------------------------------------------------------------- a person's own computer


def test_on_ones_own_computer_nobody_is_asked_for_consent_or_initials(open_office, qtbot, idle, new_case):
    window, page, office = open_office(Keeping.PERSONAL)
    assert window.tabs.tabText(list(Tab).index(Tab.DRAFTS)) == "My drafts"
    assert CaseState.LOCKED not in page.chips.chips
    for part in (page.card.lock, page.journal, page.card.consent_title, window.header.mode, window.header.lock):
        assert not part.isVisible()
    press(qtbot, page.card.go)
    idle(window)
    assert window.wanted == [(office.ids["plain"], "")]
    new_case(page)
    idle(window)
    assert window.sheet is None
    assert len(window.wanted) == 2
    assert page.card.case.head.number == 4
    assert "onsent" not in everything_told(window)


# ---------------------------------------------------------------- time


def test_drafts_near_their_end_are_warned_of_once(open_office):
    def age(office):
        office.clock.set(SUNDAY + timedelta(days=10))

    window, _page, _office = open_office(prepare=age)
    # The oldest was changed 13 days ago, the next 12, the third 11: all within three days.
    assert window.toast.label.text().startswith("3 drafts will be erased within three days.")


def test_without_such_drafts_there_is_no_warning(open_office):
    window, _page, _office = open_office()
    assert not window.toast.label.text()


def test_days_are_counted_anew_when_the_list_is_shown_again(open_office):
    window, page, office = open_office()
    go_to(page, office, "plain")
    assert page.card.kept["calm"].label.text().splitlines() == [
        "Erased automatically on 5 December 2026",
        "14 days after the last change",
    ]
    assert page.card.kept["calm"].isVisible()
    window.show_tab(Tab.CHANNELS)
    office.clock.pass_time(timedelta(days=12))
    window.show_tab(Tab.DRAFTS)
    settle()
    assert page.card.kept["red"].isVisible()
    assert not page.card.kept["calm"].isVisible()
    assert "erased tomorrow" in page.model.index_of(office.ids["plain"]).data(Qt.ItemDataRole.AccessibleTextRole)


def test_what_another_part_changed_is_shown_once_it_is_told(open_office, idle):
    window, page, office = open_office()
    changed = Summary(name="Another Name", done=1, total=2, missing=("slot.x",))
    office.store.save(office.ids["ready"], ObjectionDraft(), changed)
    window.drafts.book.refresh(office.ids["ready"])
    idle(window)
    assert names(page)[0] == "Another Name"
    office.store.delete([office.ids["ready"]], Action.EXPIRED)
    window.drafts.book.refresh(office.ids["ready"])
    idle(window)
    assert "Another Name" not in names(page)


# ---------------------------------------------------------------- room


@pytest.mark.parametrize("keeping", [Keeping.CENTRE, Keeping.PERSONAL])
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("size", "text_size"), [((1280, 800), 100), ((1024, 640), 100), ((1024, 640), 200), ((1280, 800), 200)]
)
def test_nothing_is_cut_off(open_office, keeping, language, size, text_size):
    window, page, office = open_office(keeping, language, size=size)
    window.drafts.book.sign_in("ABCD")
    office.application.set_text_size(text_size)
    settle()
    for row in range(page.model.rowCount()):
        page.view.setCurrentIndex(page.model.index(row))
        settle()
        for area in (page, *page.findChildren(QScrollArea)):
            assert area.horizontalScrollBar().maximum() == 0
        for label in page.findChildren(QLabel):
            if label.isVisible() and label.text() and not label.wordWrap():
                assert label.width() >= label.sizeHint().width(), label.text()
            elif label.isVisible() and label.text():
                assert label.height() >= label.heightForWidth(label.width()), label.text()
        for button in filter(QWidget.isVisible, page.findChildren(Button)):
            assert button.width() >= button.sizeHint().width(), button.text()
        for todo in filter(QWidget.isVisible, page.findChildren(TodoRow)):
            assert todo.height() >= todo.heightForWidth(todo.width()), todo.text()
    if size == (1280, 800) and text_size == 100:
        assert page.beside
        assert page.verticalScrollBar().maximum() == 0
    else:
        assert not page.beside
        assert page.card.mapTo(page.ground, QPoint(0, 0)).y() > page.table.geometry().bottom()
        assert page.card.scroller.verticalScrollBar().maximum() == 0


def test_the_list_speaks_the_other_language(open_office):
    window, page, office = open_office()
    office.application.speak(Language.ARABIC)
    settle()
    told = everything_told(window)
    for words in (page.card.go, page.new, page.journal, window.header.lock):
        assert words.accessibleName() in told
    assert names(page)[0] == NAMES["plain"]
    assert window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    # The card stands at the end of reading.
    assert page.card.x() < page.table.x()


def test_ten_thousand_drafts_are_scrolled_searched_and_sorted_without_working_anything_out_anew(open_office, qtbot):
    window, page, office = open_office(prepare=lambda it: fill(it.store, it.clock, 10_000))
    assert len(window.drafts.book.cases) == 10_003

    def took(act) -> float:
        """The best of three turns of the event loop on this thread, drawing included."""
        turns = []
        for turn in range(3):
            began = time.thread_time()
            act(turn)
            settle()
            turns.append(time.thread_time() - began)
        return min(turns)

    def scroll(turn):
        page.view.verticalScrollBar().setValue(40_000 + 9_000 * turn)

    def search(turn):
        page.search.line.setText(("ف", "فلان", "المثال")[turn])

    def sort(turn):
        page.header.headings[(SortKey.NAME, SortKey.PROGRESS, SortKey.NUMBER)[turn]].click()

    def narrow(turn):
        page.chips.chips[(CaseState.READY, CaseState.LOCKED, None)[turn]].click()

    def walk(_turn):
        qtbot.keyClick(page.view, Qt.Key.Key_PageDown)

    heads = office.store.heads()
    # What is compared is worked out once: nothing takes as long as making the list anew would.
    anew = took(lambda _turn: CaseList(heads))
    slow = {act.__name__: taken for act in (scroll, walk, sort, narrow, search) if (taken := took(act)) > anew}
    assert slow == {}
    page.search.line.clear()
    assert page.model.rowCount() == 10_003


def test_the_drafts_are_read_while_the_window_goes_on(open_office, monkeypatch, qtbot):
    window, _page, office = open_office()
    heads, went_on, waited = office.store.heads, threading.Event(), []

    def slow_heads():
        # Read on the GUI thread, this would wait in vain.
        waited.append(went_on.wait(10))
        return heads()

    monkeypatch.setattr(office.store, "heads", slow_heads)
    window.drafts.book.ready = False
    window.drafts.book.load()
    QTimer.singleShot(0, went_on.set)
    qtbot.waitUntil(lambda: window.drafts.book.ready)
    assert waited == [True]


def test_what_is_asked_for_is_done_in_turn_and_before_the_store_is_closed(open_office, idle):
    window, _page, office = open_office()
    draft_id, done = office.ids["ready"], []
    for number in range(5):
        summary = Summary(name=f"Name {number}", done=1, total=2)
        window.drafts.book.work(
            draft_id, lambda summary=summary: office.store.save(draft_id, ObjectionDraft(), summary), done.append
        )
    idle(window)
    assert len(done) == 5
    assert window.drafts.book.get(draft_id).head.summary.name == "Name 4"
    for locked in (True, False, True):
        window.drafts.book.work(
            draft_id, lambda locked=locked: office.store.mark(draft_id, Action.LOCKED, locked=locked), done.append
        )
    window.close()
    assert office.store.head(draft_id).locked
    assert [entry.action for entry in office.store.journal()[:3]] == [Action.LOCKED] * 3


def test_a_press_beside_the_tab_that_stands_apart_does_nothing(open_office, qtbot):
    window, _page, _office = open_office()
    window.show_tab(Tab.CHANNELS)
    bar, last = window.tabs, window.tabs.count() - 1
    room = bar.tabRect(last)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(room.left() + 20, room.center().y()))
    assert bar.currentIndex() == 0
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(room.right() - 30, room.center().y()))
    assert bar.currentIndex() == last


def test_a_case_that_was_locked_in_a_centre_opens_on_ones_own_computer(open_office, qtbot, idle):
    """Where the store is kept without a passphrase now, there is none that could be asked for."""
    window, page, office = open_office(
        Keeping.PERSONAL, prepare=lambda it: it.store.mark(it.ids["secret"], Action.LOCKED, locked=True)
    )
    go_to(page, office, "secret")
    press(qtbot, page.card.go)
    idle(window)
    assert window.sheet is None
    assert NAMES["secret"] in everything_told(window)

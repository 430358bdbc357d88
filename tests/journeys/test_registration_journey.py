"""From the window as it opens to the printed summary: every kind of applicant, by the keyboard alone, in both languages.

Known data, typed as a person at a counter does. The printed sheet is read back.
Each journey prints what it took; run it with ``-s``.
"""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt

from citizen_desktop.content.models import Tab
from citizen_desktop.content.registration_models import StepId
from citizen_desktop.forms.completeness import Standing
from citizen_desktop.i18n import Language
from citizen_desktop.identity.national_address import AddressPart
from citizen_desktop.printing.paper import pdf_bytes
from citizen_desktop.ui import print_dialog, registration_documents
from citizen_desktop.ui.file_keeping import HeldFile
from tests.conftest import SUNDAY, HandClock, settle
from tests.forms.registration_strategies import CONTENT, whole
from tests.journeys import papers
from tests.journeys.registration_walk import Keys, spoken
from tests.printing.conftest import read_with_pdfium

# Offscreen there is no window system that popups could ask.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ADDRESS = {
    AddressPart.SHORT: "ABCD1234",
    AddressPart.BUILDING: "1234",
    AddressPart.STREET: "شارع المثال",
    AddressPart.DISTRICT: "النموذج",
    AddressPart.CITY: "الرياض",
    AddressPart.POSTAL_CODE: "12345",
    AddressPart.SECONDARY: "6789",
}
TYPING, PRESSING = 0.28, 0.5
"""Seconds for a letter of an average typist, and for a key that goes somewhere, with a look at where: assumed, not measured."""


@dataclass(frozen=True)
class Who:
    """An applicant.

    Args:
        kind: of applicant.
        independent: the answer where it is asked.
        members: of the family.
        housing: the proof of housing, where it is asked.
    """

    kind: str
    independent: bool | None = None
    members: int = 0
    housing: bool = False


APPLICANTS = (
    Who("household", members=2),
    Who("independent", housing=True),
    Who("social-security", independent=True, housing=True),
    Who("social-security", independent=False, members=1),
    Who("saudi-mother", members=1),
    Who("transport-card"),
)


def test_every_kind_of_applicant_has_its_journey():
    assert {who.kind for who in APPLICANTS} == {kind.id for kind in CONTENT.applicants}


class Counting(Keys):
    """Keys, with those that type letters counted for themselves."""

    letters = 0

    def type(self, text: str) -> None:
        super().type(text)
        self.letters += len(text)

    @property
    def ways(self) -> int:
        """Keys that go somewhere or press something."""
        return self.pressed - self.letters

    def into(self, target, text: str) -> None:
        self.tab_to(target, 80)
        self.type(text)


def answer_kind(keys, form, who) -> None:
    page = form.page
    keys.tab_to(next(iter(page.cards.values())))
    # Radio buttons of one group: arrow keys walk them.
    for kind in page.cards:
        if kind == who.kind:
            break
        keys.press(Qt.Key.Key_Down)
    if keys.here is page.cards[who.kind] and not page.cards[who.kind].isChecked():
        keys.press(Qt.Key.Key_Space)
    if who.independent is not None:
        cards = page.independent.cards.cards
        keys.tab_to(cards[True])
        keys.press(Qt.Key.Key_Space)
        if not who.independent:
            rtl = page.layoutDirection() is Qt.LayoutDirection.RightToLeft
            keys.press(Qt.Key.Key_Left if rtl else Qt.Key.Key_Right)
    keys.go_on(form)


def answer_basic(keys, form) -> None:
    page = form.page
    keys.into(page.national_id.line, "1000000008")
    keys.into(page.birth.day, "12/3/1410")
    keys.into(page.mobile.line, "0500000000")
    keys.go_on(form)


def answer_income(keys, form) -> None:
    page = form.page
    keys.tab_to(page.rows[0].kind.choice)
    keys.press(Qt.Key.Key_Down)
    keys.into(page.rows[0].amount.line, "8500")
    keys.go_on(form)


def answer_address(keys, form) -> None:
    for part, text in ADDRESS.items():
        keys.into(form.page.fields[part].line, text)
    keys.go_on(form)


def answer_family(keys, form, who) -> None:
    page = form.page
    if not who.members:
        keys.tab_to(page.none)
        keys.press(Qt.Key.Key_Space)
    for number, national_id in enumerate(("1000000016", "1000000024")[: who.members]):
        if number:
            keys.tab_to(page.add)
            keys.press(Qt.Key.Key_Return)
        keys.tab_to(page.editor.relation.choice)
        for _row in range(3):
            keys.press(Qt.Key.Key_Down)
        keys.into(page.editor.full_name.line, "مثال بن فلان")
        keys.into(page.editor.birth.day, f"{number + 1}/1/1440")
        keys.into(page.editor.national_id.line, national_id)
        keys.into(page.editor.income.line, "0")
    keys.go_on(form)


def answer_bank(keys, form) -> None:
    keys.into(form.page.iban.line, "SA0380000000608010167519")
    keys.into(form.page.holder.line, "فلان بن فلان")
    keys.go_on(form)


def attach_documents(keys, form, who, tab, qtbot) -> None:
    page = form.page
    for slot in list(page.slots):
        keys.tab_to(page.slots[slot].button, 80)
        keys.press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not tab.answers.files.is_busy, timeout=papers.LONG)
        settle()
    if who.housing:
        ways = page.housing.ways
        keys.tab_to(ways["deed-electricity"].card, 80)
        for _way in ways:
            if keys.here is ways["ejar-contract"].card:
                break
            keys.press(Qt.Key.Key_Down)
        keys.press(Qt.Key.Key_Space)
    keys.go_on(form)


def walk(open_window, qtbot, who, tmp_path, monkeypatch, **options):
    """Go all the way; return the tab, the keys, and the PDF."""
    window = open_window(HandClock(SUNDAY), **options).window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return walk_in(window, qtbot, who, tmp_path, monkeypatch)


def walk_in(window, qtbot, who, tmp_path, monkeypatch):
    files = iter([papers.write(tmp_path, f"paper{number}.pdf", 2000) for number in range(4)])
    monkeypatch.setattr(registration_documents, "choose_files", lambda _parent: (next(files),))
    printed = []
    monkeypatch.setattr(
        print_dialog, "preview_pages", lambda _parent, title, paint: printed.append(pdf_bytes(paint, title))
    )
    keys = Counting(qtbot, window)
    keys.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    tab = window.page(Tab.REGISTRATION)
    form = tab.form
    answer_kind(keys, form, who)
    assert tab.answers.draft.applicant.kind == who.kind
    answer_basic(keys, form)
    answer_income(keys, form)
    answer_address(keys, form)
    if form.walk.current is StepId.FAMILY:
        answer_family(keys, form, who)
    answer_bank(keys, form)
    attach_documents(keys, form, who, tab, qtbot)
    assert form.walk.current is StepId.REVIEW
    keys.tab_to(form.page.print, 200)
    keys.press(Qt.Key.Key_Return)
    (pdf,) = printed
    return tab, keys, pdf


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("who", APPLICANTS, ids=lambda who: f"{who.kind}-{who.members}-{who.independent}")
def test_the_keyboard_alone_leads_from_the_start_to_the_printed_summary(
    open_window, qtbot, tmp_path, monkeypatch, who, language
):
    tab, keys, pdf = walk(open_window, qtbot, who, tmp_path, monkeypatch, language=language)
    assert [item.id for item in tab.answers.state.items if item.standing is not Standing.FINE] == []
    assert tab.form.steps.stepper.model().rowCount() == (7 if who.housing else 8)
    assert len(set(spoken(tab.form))) == len(spoken(tab.form)), "each step says what it is, and how it stands"
    text = "".join(read_with_pdfium(pdf))
    for number in ("1000000008", "0500000000", "ABCD1234", "SA03 8000 0000 6080 1016 7519"):
        assert number in text
    assert ("1000000016" in text) is bool(who.members)
    seconds = keys.letters * TYPING + keys.ways * PRESSING
    print(  # noqa: T201  the figure that this journey is for
        f"{who.kind} {language}: {keys.letters} letters, {keys.ways} other keys, about {seconds:.0f} s"
    )


def test_the_whole_way_in_letters_twice_as_large_in_a_small_window(open_window, qtbot, tmp_path, monkeypatch):
    application = open_window(HandClock(SUNDAY), size=(1024, 640))
    application.set_text_size(200)
    settle()
    application.window.activateWindow()
    qtbot.waitUntil(application.window.isActiveWindow)
    tab, _keys, pdf = walk_in(application.window, qtbot, APPLICANTS[0], tmp_path, monkeypatch)
    assert tab.answers.state.complete
    assert "1000000008" in "".join(read_with_pdfium(pdf))
    for step in StepId:
        tab.form.go_to(step)
        settle()
        assert tab.form.scroller.horizontalScrollBar().maximum() == 0, step
        assert tab.form.card.scroller.widget().width() <= tab.form.card.scroller.viewport().width(), step


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("size", "text_size"), [((1280, 800), 100), ((1024, 640), 100), ((1024, 640), 200)])
def test_nothing_on_the_later_pages_is_wider_than_the_window(open_window, language, size, text_size):
    application = open_window(language=language, size=size)
    application.set_text_size(text_size)
    application.window.show_tab(Tab.REGISTRATION)
    tab = application.window.page(Tab.REGISTRATION)
    draft = whole("independent")
    tab.answers.load(draft, [HeldFile(papers.content(f"{n}.jpg")) for n in range(len(draft.attachments))])
    for step in (StepId.INCOME, StepId.DOCUMENTS, StepId.REVIEW):
        tab.form.go_to(step)
        settle()
        assert tab.form.scroller.horizontalScrollBar().maximum() == 0, step
        assert tab.form.card.scroller.widget().width() <= tab.form.card.scroller.viewport().width(), step
    tab.answers.change(lambda draft: draft.with_applicant(kind="household"))
    tab.form.focus_item("family.0.birth")
    settle()
    assert tab.form.card.scroller.widget().width() <= tab.form.card.scroller.viewport().width()

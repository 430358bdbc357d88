"""A whole registration for each kind of applicant, by the keyboard alone, from an empty form to the printed summary.

What a person at a counter needs of keys is counted, and what a screen reader says of the steps is read.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPdfWriter

from citizen_desktop.content.models import Tab
from citizen_desktop.content.registration_models import StepId
from citizen_desktop.forms.completeness import Standing
from citizen_desktop.i18n import Language
from citizen_desktop.identity.national_address import AddressPart
from citizen_desktop.ui import registration_documents, review_page
from citizen_desktop.widgets.stepper import StepState
from tests.conftest import SUNDAY, HandClock, settle
from tests.journeys import papers
from tests.journeys.registration_walk import Keys, spoken

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

KINDS = {
    "household": False,
    "independent": True,
    "social-security": True,
    "saudi-mother": False,
    "transport-card": False,
}
"""Each kind, and whether its applicant lives independently in these journeys."""
MOST_KEYS = 420
"""For 7 or 8 steps of known data; more would be a form that has grown laborious."""


class Person:
    """Somebody who has everything at hand and no mouse."""

    def __init__(self, qtbot, window, tab, monkeypatch, folder) -> None:
        self.keys, self.tab, self.form = Keys(qtbot, window), tab, tab.form
        self._qtbot, self._window, self._folder = qtbot, window, folder
        monkeypatch.setattr(registration_documents, "choose_files", lambda _parent: (self._paper(),))
        self._papers = 0

    def _paper(self):
        self._papers += 1
        return papers.write(self._folder, f"paper{self._papers}.pdf", 2000)

    def say_who(self, kind, *, independent) -> None:
        page = self.form.page
        self._choose(page.cards["household"], page.cards[kind])
        if page.independent.isVisible():
            cards = page.independent.cards.cards
            self._choose(cards[True], cards[independent])

    def _choose(self, first, wanted) -> None:
        """Tab comes to the first of the choices, arrows go on from there as they are read."""
        self.keys.tab_to(first)
        for _step in range(20):
            if self._window.focusWidget() is wanted:
                break
            self.keys.press(Qt.Key.Key_Down)
        assert self._window.focusWidget() is wanted, "no arrow leads there"
        self.keys.press(Qt.Key.Key_Space)

    def tell_basic_data(self) -> None:
        page, keys = self.form.page, self.keys
        keys.type("1000000008")
        keys.tab_to(page.birth.day)
        keys.type("12/3/1410")
        keys.tab_to(page.mobile.line)
        keys.type("0500000000")

    def tell_income(self) -> None:
        page, keys = self.form.page, self.keys
        keys.press(Qt.Key.Key_Down)
        keys.tab_to(page.rows[0].amount.line)
        keys.type("8500")

    def tell_address(self) -> None:
        page, keys = self.form.page, self.keys
        parts = {
            AddressPart.SHORT: "ABCD1234",
            AddressPart.BUILDING: "1234",
            AddressPart.STREET: "شارع المثال",
            AddressPart.DISTRICT: "حي النموذج",
            AddressPart.CITY: "الرياض",
            AddressPart.POSTAL_CODE: "12345",
            AddressPart.SECONDARY: "6789",
        }
        for part, text in parts.items():
            keys.tab_to(page.fields[part].line)
            keys.type(text)

    def tell_family(self) -> None:
        page, keys = self.form.page, self.keys
        # A son: it fits every kind of applicant.
        for _step in range(3):
            keys.press(Qt.Key.Key_Down)
        keys.tab_to(page.editor.full_name.line)
        keys.type("مثال بن فلان")
        keys.tab_to(page.editor.birth.day)
        keys.type("5/2/1435")
        keys.tab_to(page.editor.national_id.line)
        keys.type("1100000015")
        keys.tab_to(page.editor.income.line)
        keys.type("0")

    def tell_account(self) -> None:
        page, keys = self.form.page, self.keys
        keys.type("SA0380000000608010167519")
        keys.tab_to(page.holder.line)
        keys.type("فلان بن فلان")

    def attach_documents(self) -> None:
        page, keys = self.form.page, self.keys
        for card in list(page.slots.values()):
            keys.tab_to(card.button)
            keys.press(Qt.Key.Key_Return)
            self._qtbot.waitUntil(lambda: not self.tab.answers.files.is_busy, timeout=papers.LONG)
            settle()
        if page.housing.isVisible():
            ways = list(page.housing.ways.values())
            self._choose(ways[0].card, next(way.card for way in ways if way.proof.verified_by_programme))

    def go_on(self) -> None:
        self.keys.go_on(self.form)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("kind", "independent"), KINDS.items())
def test_from_the_first_question_to_the_printed_summary(
    open_window, qtbot, monkeypatch, tmp_path, language, kind, independent, record_property
):
    window = open_window(HandClock(SUNDAY), language=language).window
    window.show_tab(Tab.REGISTRATION)
    settle()
    tab = window.page(Tab.REGISTRATION)
    person, form = Person(qtbot, window, tab, monkeypatch, tmp_path), tab.form
    person.say_who(kind, independent=independent)
    person.go_on()
    person.tell_basic_data()
    person.go_on()
    person.tell_income()
    person.go_on()
    person.tell_address()
    person.go_on()
    if not independent:
        assert form.walk.current is StepId.FAMILY
        person.tell_family()
        person.go_on()
    assert form.walk.current is StepId.BANK
    person.tell_account()
    person.go_on()
    person.attach_documents()
    person.go_on()
    assert form.walk.current is StepId.REVIEW
    left = [item.id for item in tab.answers.state.items if item.standing is not Standing.FINE]
    assert left == []
    steps = form.steps.stepper.steps.steps
    assert [step.state for step in steps[:-1]] == [StepState.DONE] * (len(steps) - 1)
    assert len(steps) == (7 if independent else 8)
    assert all(step.spoken for step in steps)
    assert len(set(spoken(form))) == len(steps)

    printed = []
    monkeypatch.setattr(review_page, "preview_pages", lambda _parent, _title, paint: printed.append(paint))
    person.keys.tab_to(form.page.print)
    person.keys.press(Qt.Key.Key_Return)
    writer = QPdfWriter(str(tmp_path / "summary.pdf"))
    assert printed[0](writer)
    del writer
    assert (tmp_path / "summary.pdf").stat().st_size > 1000
    record_property("keys", person.keys.pressed)
    assert person.keys.pressed < MOST_KEYS
    tab.answers.clear()

"""The last page of the registration: all answers in the portal's order, to be checked, changed, copied, printed and packed."""

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from citizen_desktop.content.registration_models import RegistrationContent, StepId
from citizen_desktop.forms.completeness import SLOT_PREFIX, Standing
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.forms.registration_lines import SummaryLine
from citizen_desktop.forms.registration_summary import DocumentLine, SummarySection, SummarySheet, compose_summary
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.print_dialog import preview_summary
from citizen_desktop.ui.registration_page import RegistrationStepPage
from citizen_desktop.ui.review_card import ReviewCard
from citizen_desktop.widgets.base import Arranged
from citizen_desktop.widgets.beside import set_across
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.label import Icon, Label
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.forms.registration_flow import RegistrationState

_BESIDE: Final = 760
"""The width from which the cards stand in two columns."""


class ReviewPage(Arranged, RegistrationStepPage):
    """The page.

    Args:
        theme: colours and fonts.
        content: rows.
        today: a day in Riyadh.
        kept: not needed here.
    """

    step = StepId.REVIEW

    wide = True
    has_numbers = True

    def __init__(self, theme: Theme, content: RegistrationContent, today: date, *, kept: bool) -> None:
        del kept
        super().__init__(theme)
        self.today = today
        self._content = content
        self._draft = RegistrationDraft()
        self._sheet: SummarySheet | None = None
        self._hidden = False
        self._left: StepId | None = None
        """The step that was gone to from here."""
        self.cards: dict[StepId, ReviewCard] = {}
        self.print = Button(theme, Kind.OUTLINE, "printer")
        self.tools = (self.print,)
        self.caution = Label(theme, 13, 500, "warnT", wrap=True)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(12)
        self._columns = (QVBoxLayout(), QVBoxLayout())
        for half in self._columns:
            half.setSpacing(12)
            half.addStretch(1)
            self._halves.addLayout(half, 1)
        warned = QHBoxLayout()
        warned.setSpacing(8)
        warned.addWidget(Icon(theme, "lock", 18, "warnT"), 0, Qt.AlignmentFlag.AlignTop)
        warned.addWidget(self.caution, 1)
        self.column.addLayout(warned)
        self.column.addLayout(self._halves)
        self.column.addStretch(1)
        self.print.clicked.connect(self.print_sheet)
        self.retranslate()

    # ------------------------------------------------------------------ what is done

    def action(self) -> tuple[str, str]:
        """Return what stands in place of the way on: the package."""
        return "package", _("Create the registration package")

    def act(self) -> None:
        """Have the package made."""
        self.package_wanted.emit()

    def print_sheet(self) -> None:
        """Show the summary as it will be printed, with all numbers: that is what it is for."""
        if self._sheet is not None:
            preview_summary(self, self._sheet)

    def _change(self, step: StepId, field_id: str) -> None:
        self._left = step
        # Lines that are worked out have no field of their own.
        known = field_id if field_id.count(".") and not field_id.endswith((".total", "bank.name")) else ""
        self.step_wanted.emit(step, known)

    # ------------------------------------------------------------------ showing

    def title(self) -> str:
        """Return what stands above the page."""
        return _("Check your answers, then carry them over")

    def spoken(self) -> str:
        """Return the page in words; no answer is said aloud."""
        headings = [] if self._sheet is None else [section.heading for section in self._sheet.sections]
        return "\n\n".join((self.title(), self.subtitle(), *headings, self.caution.text()))

    def show_draft(self, draft: RegistrationDraft, state: "RegistrationState", *, marked: bool) -> None:
        """Show the answers."""
        del state, marked
        self._draft = draft
        sheet = compose_summary(self._content, draft, self.today)
        if sheet != self._sheet:
            self._sheet = sheet
            self._build(sheet)

    def _build(self, sheet: SummarySheet) -> None:
        """Show the sheet in cards made anew; the keyboard stays at its line."""
        holder = self._holder()
        for card in self.cards.values():
            for half in self._columns:
                half.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = {}
        told = ""
        for section in sheet.sections:
            # Several steps go to one place on the portal: it is told once.
            self.cards[section.step] = self._section(section, "" if section.where == told else section.where)
            told = section.where
        self.cards[StepId.DOCUMENTS] = self._documents(sheet)
        for step, card in self.cards.items():
            card.change_wanted.connect(lambda field_id, step=step: self._change(step, field_id))
            card.copied.connect(self.personal_copied)
            card.hide_numbers(hidden=self._hidden)
        # Down the first column, then down the second.
        total, so_far = sum(card.weight for card in self.cards.values()), 0
        for card in self.cards.values():
            half = self._columns[0 if 2 * so_far + card.weight <= total else 1]
            half.insertWidget(half.count() - 1, card)
            so_far += card.weight
        self._set_order()
        if holder is not None:
            self._hand_back(*holder)

    def _holder(self) -> tuple[StepId, str, bool] | None:
        """Return where the keyboard is: the step, the line's id, and whether at its copying; None for elsewhere."""
        focused = self.window().focusWidget()
        for step, card in self.cards.items():
            if focused is card.change:
                return step, "", False
            for row in card.rows:
                if focused in {row.copy, row.change}:
                    return step, row.line.id, focused is row.copy
        return None

    def _hand_back(self, step: StepId, line_id: str, copying: bool) -> None:  # noqa: FBT001  private
        card = self.cards.get(step)
        if card is None:
            self.focus_first()
            return
        row = next((row for row in card.rows if line_id and row.line.id == line_id), None)
        target = card.change
        if row is not None and copying and row.line.copied:
            target = row.copy
        elif row is not None and row.line.standing is not Standing.FINE:
            target = row.change
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _section(self, section: SummarySection, where: str) -> ReviewCard:
        icon = self._content.form.step(section.step).icon
        card = ReviewCard(self.theme, icon, section.heading, where)
        for group in section.groups:
            if group.heading:
                card.add_group(group.heading)
            for line in group.lines:
                said = bool(group.heading) and line.id.endswith(".relation") and line.standing is Standing.FINE
                if not said:
                    card.add_line(line, group.heading)
        return card

    def _documents(self, sheet: SummarySheet) -> ReviewCard:
        step = self._content.form.step(StepId.DOCUMENTS)
        card = ReviewCard(self.theme, step.icon, str(step.name), "")
        for line in sheet.documents:
            card.add_line(_document_line(line))
        for option in sheet.housing:
            if option.chosen:
                card.add_line(SummaryLine("", _("Housing proof"), option.name, option.name, ""))
        return card

    def _set_order(self) -> None:
        """Let Tab go down the first column, then down the second."""
        before = None
        for card in self.cards.values():
            for button in (card.change, *(part for row in card.rows for part in (row.change, row.copy))):
                if before is not None:
                    self.setTabOrder(before, button)
                before = button

    def focus_field(self, field_id: str) -> bool:
        """Bring the keyboard to the line of a field."""
        rows = [row for card in self.cards.values() for row in card.rows]
        row = next((row for row in rows if row.line.id == field_id), None)
        if row is None:
            return False
        (row.copy if row.line.copied else row.change).setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def focus_first(self) -> None:
        """Bring the keyboard back to where the person went from, or to the first thing that can be changed."""
        card = self.cards.get(self._left) if self._left is not None else None
        card = card or next(iter(self.cards.values()), None)
        if card is not None:
            card.change.setFocus(Qt.FocusReason.TabFocusReason)

    def forget(self) -> None:
        """Remember nothing of another draft."""
        self._left = None

    def hide_numbers(self, *, hidden: bool) -> None:
        """Show the numbers with dots, or as they are."""
        self._hidden = hidden
        for card in self.cards.values():
            card.hide_numbers(hidden=hidden)

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.print.say(_("Print the summary"))
        self.caution.setText(_("You type the verification code and the password on the portal alone."))
        self._arrange()
        if self._sheet is not None:
            self._sheet = compose_summary(self._content, self._draft, self.today)
            self._build(self._sheet)

    def _arrange(self) -> None:
        """Set the cards in two columns where there is room."""
        beside = self.width() >= self.theme.size(_BESIDE)
        set_across(self._halves, across=beside)


def _document_line(line: DocumentLine) -> SummaryLine:
    standing = Standing.FINE if line.ready or not line.required else Standing.MISSING
    return SummaryLine(SLOT_PREFIX + line.slot, line.name, line.detail, line.detail, "", standing)

"""The form of the registration: its steps at one side, a page in the middle, what the portal asks at the other side."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from citizen_desktop.content.registration_models import RegistrationContent, StepId
from citizen_desktop.forms.completeness import Standing
from citizen_desktop.forms.registration_flow import RegistrationState, StepSign, StepView, Walk, step_views
from citizen_desktop.forms.registration_items import FieldItem
from citizen_desktop.forms.registration_words import field_name, field_sentence, step_detail
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import pgettext
from citizen_desktop.identity.national_address import AddressPartCheck
from citizen_desktop.ui.error_summary import SummaryLine
from citizen_desktop.ui.page import COLUMN_GAP, PADDING_X, PADDING_Y, Page
from citizen_desktop.ui.page_stack import PageStack
from citizen_desktop.ui.portal_asks import PortalAsksCard, PortalAsksSheet
from citizen_desktop.ui.registration_answers import RegistrationAnswers
from citizen_desktop.ui.registration_card import RegistrationCard
from citizen_desktop.ui.registration_page import RegistrationStepPage
from citizen_desktop.ui.registration_pages import PAGES
from citizen_desktop.ui.registration_steps import StepsCard
from citizen_desktop.widgets.base import Retranslated, Themed
from citizen_desktop.widgets.beside import set_beside
from citizen_desktop.widgets.stepper import Step, StepState
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.why_link import WhyLink

if TYPE_CHECKING:
    from collections.abc import Callable

    from citizen_desktop.drafts.in_hand import DraftInHand
    from citizen_desktop.drafts.session import SaveState
    from citizen_desktop.ui.reader import Reader

_STEPS: Final = 256
_ASKS: Final = 304
_PAGE: Final = 420
_LOW: Final = 200
"""The least height of a page that scrolls by itself; in a lower window everything scrolls together."""
_STATES: Final = {
    StepSign.DONE: StepState.DONE,
    StepSign.ATTENTION: StepState.ATTENTION,
    StepSign.TODO: StepState.TODO,
}


class _Scroller(Page):
    """Where everything scrolls, if it must."""

    def retranslate(self) -> None:
        """Own no text."""


class RegistrationForm(Retranslated, Themed, QWidget):
    """The form.

    Args:
        theme: colours and fonts.
        content: rows.
        answers: the draft that it shows.
        kept: drafts are kept in the store.
        reader: gives what reads aloud, once it is asked for; None for no such button.
    """

    ways_wanted = Signal()
    new_wanted = Signal()
    numbers_hidden = Signal(bool)
    """Whether numbers of the person's are shown with dots from now on."""
    page_built = Signal(object)
    """A page is there from now on: its links want to know which answers there are."""
    package_wanted = Signal()
    sheet_opened = Signal(object)
    personal_copied = Signal(str)
    why_wanted = Signal(str)
    said = Signal(str)
    failed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        content: RegistrationContent,
        answers: RegistrationAnswers,
        *,
        kept: bool,
        reader: "Callable[[], Reader] | None" = None,
    ) -> None:
        super().__init__()
        self._content, self.answers, self._kept = content, answers, kept
        self.walk = Walk()
        self.hidden = False
        """Whether numbers of the person's are shown with dots."""
        self._marked = False
        self._lines: tuple[SummaryLine, ...] = ()
        self.pages: dict[StepId, RegistrationStepPage] = {}
        self.steps = StepsCard(theme)
        self.stack = PageStack()
        self.card = RegistrationCard(theme, self.stack, None if reader is None else reader())
        self.asks = PortalAsksCard(theme, content.portal)
        self.scroller = _Scroller(theme)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(COLUMN_GAP)
        self._row.addWidget(self.steps)
        self._row.addWidget(self.card, 1)
        self._row.addWidget(self.asks)
        self.scroller.column.addLayout(self._row, 1)
        self.scroller.ground.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.scroller)
        self._connect()
        self.follow(theme)
        self.retranslate()
        self._enter()

    def _connect(self) -> None:
        self.answers.changed.connect(self.show_answers)
        self.answers.replaced.connect(self._begin)
        self.answers.files.changed.connect(self._show_files)
        self.steps.step_wanted.connect(self._go_to_place)
        self.steps.new_wanted.connect(self.new_wanted)
        self.steps.portal_wanted.connect(self.show_portal)
        self.card.footer.back_wanted.connect(self.go_back)
        self.card.footer.next_wanted.connect(self.go_on)
        self.card.summary.item_wanted.connect(self.focus_item)
        self.card.hide_switch.clicked.connect(lambda hidden: self.hide_numbers(hidden=hidden))

    # ------------------------------------------------------------------ pages

    @property
    def page(self) -> RegistrationStepPage:
        """The page of the step where the person stands, built when it is first wanted."""
        step = self.walk.current
        if step not in self.pages:
            self.pages[step] = self._build(step)
        return self.pages[step]

    @property
    def whys(self) -> tuple[WhyLink, ...]:
        """The links on all pages that are there."""
        return tuple(link for page in self.pages.values() for link in page.whys)

    def _build(self, step: StepId) -> RegistrationStepPage:
        page = PAGES[step]()(self.theme, self._content, self.answers.today, kept=self._kept)
        page.changed.connect(self.answers.change)
        page.step_wanted.connect(self.change_step)
        files = self.answers.files
        page.files_given.connect(files.attach)
        page.files_handed.connect(files.hand_in)
        page.paste_wanted.connect(files.paste)
        page.scan_wanted.connect(files.scan)
        page.file_removed.connect(files.remove)
        page.file_moved.connect(files.files.assign)
        page.file_opened.connect(files.files.edit)
        page.undo_wanted.connect(files.files.undo)
        page.pending_dropped.connect(files.files.drop_pending)
        page.package_wanted.connect(self.package_wanted)
        page.action_wanted.connect(page.act)
        page.personal_copied.connect(self.personal_copied)
        page.sheet_opened.connect(self.sheet_opened)
        page.why_wanted.connect(self.why_wanted)
        page.said.connect(self.said)
        page.failed.connect(self.failed)
        page.hide_numbers(hidden=self.hidden)
        self.page_built.emit(page)
        return page

    def hide_numbers(self, *, hidden: bool) -> None:
        """Show numbers of the person's with dots on every page, or as they are."""
        self.hidden = hidden
        self.numbers_hidden.emit(hidden)
        self.card.hide_switch.setChecked(hidden)
        for page in self.pages.values():
            page.hide_numbers(hidden=hidden)
        self.show_answers()

    # ------------------------------------------------------------------ walking

    def go_to(self, step: StepId) -> None:
        """Go to a step; one that there is not for this applicant leads to the one after it."""
        self._walk(self.walk.to(step).settled(self.answers.state.steps))

    def _go_to_place(self, place: int) -> None:
        self.go_to(self.answers.state.steps[place].id)

    def go_on(self) -> None:
        """Go to the next step, or do what the last one has in its place."""
        if self.page.action() is not None and not self.walk.returning:
            self.page.act()
        else:
            self._walk(self.walk.forward(self.answers.state.steps))

    def go_back(self) -> None:
        """Go to the step before."""
        self._walk(self.walk.back(self.answers.state.steps))

    def change_step(self, step: str, field_id: str = "") -> None:
        """Go from the review to a step that is to be changed, and to a field there."""
        self._walk(self.walk.change(StepId(step)).settled(self.answers.state.steps))
        if field_id:
            self.focus_item(field_id)

    def _walk(self, walk: Walk) -> None:
        moved = walk.current is not self.walk.current
        self.walk = walk
        if moved:
            self._enter()
            self.focus_page()
        else:
            self.show_answers()

    def _begin(self) -> None:
        """Another draft is shown: from its first step on."""
        self.walk = Walk()
        for page in self.pages.values():
            page.forget()
            # Those that nobody sees now, too: they would go on holding what is no longer to be shown.
            page.show_draft(self.answers.draft, self.answers.state, marked=False)
            page.show_files(self.answers.files.shown)
        self._enter()
        # The texts may be the same, so that nothing was shown anew: undoing must not bring the other draft back.
        for line in self.findChildren(QLineEdit):
            line.setText(line.text())

    def resume(self) -> None:
        """Go to where the draft that is shown is gone on with."""
        self._walk(Walk.resumed(self.answers.state))

    def _enter(self) -> None:
        """Show the page where the person stands now."""
        page, step = self.page, self.walk.current
        self.stack.show_page(page)
        self._marked = step in self.walk.left or step in self.answers.state.begun
        view = self._view
        to_mend = view.to_mend
        if self._marked:
            to_mend = tuple(item for item in self.answers.state.of_step(step) if item.standing is not Standing.FINE)
        self._lines = tuple(SummaryLine(item.id, self._words(item)) for item in to_mend) if self._marked else ()
        self.card.scroller.verticalScrollBar().setValue(0)
        self.scroller.verticalScrollBar().setValue(0)
        self.show_answers()
        # What stands above a page may follow from the answers that it was just shown.
        self.card.say_page(page)
        self._arrange()

    def _words(self, item: FieldItem) -> str:
        return _("{field}: {sentence}").format(field=field_name(self._content, item), sentence=field_sentence(item))

    def focus_page(self) -> None:
        """Bring the keyboard to what is to be mended on the page, or to where it begins."""
        if self.isVisible():
            if not self.card.summary.focus_first():
                self.page.focus_first()
            self._follow_keyboard()

    def focus_item(self, item_id: str) -> bool:
        """Go to where an item is answered, with the keyboard there; return whether there is such a place."""
        item = self.answers.state.item(item_id)
        if item is not None and item.step is not self.walk.current:
            self._walk(self.walk.to(item.step))
        if not self.page.focus_field(item_id):
            return False
        self._follow_keyboard()
        return True

    def _follow_keyboard(self) -> None:
        """Scroll to where the keyboard is once the page, which may just have been built, has been laid out."""
        QTimer.singleShot(0, self, self._scroll_to_keyboard)

    def _scroll_to_keyboard(self) -> None:
        holder = self.focusWidget()
        if holder is not None:
            for area in (self.card.scroller, self.scroller):
                if area.isAncestorOf(holder):
                    area.ensureWidgetVisible(holder, 0, 48)

    def show_portal(self) -> None:
        """Show what the portal asks: on a sheet, or in all detail where a card says it already."""
        if not self.asks.isHidden():
            self.ways_wanted.emit()
            return
        sheet = PortalAsksSheet(self.theme, self.window(), self._content.portal, self.walk.current)
        sheet.details_wanted.connect(self.ways_wanted)
        self.sheet_opened.emit(sheet)
        sheet.open_sheet(sheet.done)

    # ------------------------------------------------------------------ showing

    @property
    def _view(self) -> StepView:
        return next(view for view in step_views(self.answers.state, self.walk) if view.id is self.walk.current)

    def show_answers(self) -> None:
        """Show everything anew."""
        state = self.answers.state
        settled = self.walk.settled(state.steps)
        if settled is not self.walk:
            self._walk(settled)
            return
        page = self.page
        page.today = self.answers.today
        page.show_draft(self.answers.draft, state, marked=self._marked)
        page.show_files(self.answers.files.shown)
        self._show_steps(state)
        self._show_summary(state)
        self._show_footer(state)
        self.asks.asks.show_step(self.walk.current)

    def _show_files(self) -> None:
        """Show what goes on with the files; a method, which ends with this widget, as files may come in after it."""
        self.page.show_files(self.answers.files.shown)

    def _show_steps(self, state: RegistrationState) -> None:
        views = step_views(state, self.walk)
        here = next(place for place, view in enumerate(views) if view.id is self.walk.current)
        self.steps.show_steps([self._step(state, view) for view in views], here)

    def _step(self, state: RegistrationState, view: StepView) -> Step:
        name = str(self._content.form.step(view.id).name)
        detail = step_detail(self._content, self.answers.draft, state, view)
        sign = _STATES.get(view.sign, StepState.ATTENTION if view.to_mend else StepState.TODO)
        words = {
            StepSign.DONE: _("done"),
            StepSign.CURRENT: _("you are here"),
            StepSign.ATTENTION: _("needs attention"),
            StepSign.TODO: _("to do"),
        }[view.sign]
        spoken = _("Step {n}, {name}: {state}. {detail}").format(n=view.number, name=name, state=words, detail=detail)
        return Step(name, detail, sign, spoken)

    def _show_summary(self, state: RegistrationState) -> None:
        """Tick off what has been mended since the person came."""
        lines = []
        for line in self._lines:
            item = state.item(line.item)
            mended = item is None or item.standing is Standing.FINE
            words = line.words if mended or item is None else self._words(item)
            lines.append(SummaryLine(line.item, words, mended))
        self.card.summary.show_lines(lines)

    def _show_footer(self, state: RegistrationState) -> None:
        steps, walk = state.steps, self.walk
        following, before = walk.next_step(steps), walk.step_before(steps)
        way_on = ""
        if walk.returning:
            way_on = _("Back to the review")
        elif following is not None:
            way_on = _("Next: {step}").format(step=self._content.form.step(following).name)
        back = "" if before is None or walk.returning else pgettext("the step before", "Back")
        self.card.footer.show_way(back, way_on, None if walk.returning else self.page.action())
        items = [item for item in state.of_step(walk.current) or state.items if _counts(item)]
        self.card.footer.show_ready(sum(item.standing is Standing.FINE for item in items), len(items))

    def show_saving(self, in_hand: "DraftInHand", state: "SaveState") -> None:
        """Say how the draft is kept."""
        self.card.footer.saved.show_draft(in_hand, state, self.answers.today)

    # ------------------------------------------------------------------ the room there is

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the cards side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def restyle(self) -> None:
        """Arrange everything for the new text size."""
        super().restyle()
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrange everything anew when a part asks for other room."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        steps, asks, least = (self.theme.size(length) for length in (_STEPS, _ASKS, _PAGE))
        room = self.width() - 2 * PADDING_X
        beside = room >= steps + COLUMN_GAP + least
        wide = self.page.wide
        shows_asks = not wide and room >= steps + least + asks + 2 * COLUMN_GAP
        self.asks.setVisible(shows_asks)
        self.asks.setFixedWidth(asks)
        set_beside(self._row, self.steps, steps, beside=beside)
        self.steps.set_across(across=not beside)
        self.steps.offer(fresh=self._kept and self.answers.is_begun)
        left = self.height() - 2 * PADDING_Y - self.card.height_around(self.card.width())
        whole = not beside or left < self.theme.size(_LOW)
        self.card.scroller.set_whole(whole=whole)
        self.steps.stepper.set_whole(whole=whole)
        narrow = self.card.width() < self.theme.size(500)
        self.card.keep_lines(2 if narrow else 1)

    def retranslate(self) -> None:
        """Say everything in the new language; what is typed stays."""
        if self.pages:
            self.card.say_page(self.page)
            self._lines = tuple(
                replace(line, words=line.words if item is None else self._words(item))
                for line in self._lines
                for item in (self.answers.state.item(line.item),)
            )
            self.card.summary.show_lines(())
            self.show_answers()

    def let_go(self) -> None:
        """End what is at work, for a window that closes."""
        for page in self.pages.values():
            page.let_go()


def _counts(item: FieldItem) -> bool:
    """Whether an item is one of those that are counted: not a part of the address that may be empty, and is."""
    optional = isinstance(item.check, AddressPartCheck) and not item.check.value
    return not (optional and item.standing is Standing.FINE)

"""What is known of the draft that is chosen, and what can be done with it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop.bidi import isolate
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.content.registration_models import RegistrationContent
from citizen_desktop.drafts.case_list import Case, Urgency, first_letter, retention, share_done
from citizen_desktop.drafts.models import DraftKind, Head
from citizen_desktop.forms.completeness import SLOT_PREFIX
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext, pgettext
from citizen_desktop.ui.case_desk import CaseDesk
from citizen_desktop.ui.case_words import (
    files_words,
    kind_words,
    moment_words,
    name_words,
    number_words,
    percent_words,
    purpose_words,
    retention_detail,
    subject_words,
    thing_words,
)
from citizen_desktop.ui.side_pane import SidePane
from citizen_desktop.widgets.avatar import Avatar
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card, Notice
from citizen_desktop.widgets.label import Label, Rule
from citizen_desktop.widgets.meter import Meter
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.todo_row import TodoRow

_PADDING: Final = 20
_MOST: Final = 4
"""Lines of what is left; more are counted."""


class CaseCard(Retranslated, Card):
    """The card at the end of the list.

    Args:
        theme: colours and fonts.
        desk: whose drafts they are.
        content: names what is missing.
        registration: names what is missing in a registration, None where that can't be read.
    """

    continue_wanted = Signal(str, str)
    """The draft's id, and the item to go to; empty for none."""
    lock_wanted = Signal(str)
    unlock_wanted = Signal(str)
    delete_wanted = Signal(str)
    hand_over_wanted = Signal(str)
    consent_wanted = Signal(str)

    def __init__(
        self, theme: Theme, desk: CaseDesk, content: ObjectionContent, registration: RegistrationContent | None
    ) -> None:
        super().__init__(theme)
        self._desk, self._content, self._registration = desk, content, registration
        self.case: Case | None = None
        self._now = desk.clock.now()
        self.writable = True
        self.avatar = Avatar(theme)
        self.name = Label(theme, 17, 700, wrap=True)
        self.number = Label(theme, 13, colour="text2", wrap=True)
        self.meter = Meter(theme, strong=True)
        self.meter.detail.hide()
        self.left_title = Label(theme, 15, 600, wrap=True)
        self.consent_title = Label(theme, 15, 600, wrap=True)
        self.consent_time = Label(theme, 13, colour="text2", at_end=True)
        self.subject_name, self.files_name = Label(theme, 13, colour="text2"), Label(theme, 13, colour="text2")
        self.subject = Label(theme, 13, 600, at_end=True, wrap=True)
        self.files = Label(theme, 13, 600, at_end=True, wrap=True)
        self.kept = {urgency: Notice(theme, look, "clock-hour-4") for urgency, look in _LOOKS.items()}
        self._make_buttons()
        self._left, self._consent, self._inside, self._content_widget = QWidget(), QWidget(), QWidget(), QWidget()
        self.scroller = SidePane(theme)
        self._lay_out()
        self.retranslate()

    def _make_buttons(self) -> None:
        self.go = Button(self.theme, Kind.PRIMARY, "arrow-left", height=40, after=True)
        self.lock = Button(self.theme, Kind.OUTLINE, "lock", height=40)
        self.delete = Button(self.theme, Kind.OUTLINE, "trash", height=40, colour="errT")
        self.hand_over = Button(self.theme, Kind.OUTLINE, "file-export", height=40)
        for button in (self.go, self.hand_over, self.lock, self.delete):
            policy = button.sizePolicy()
            policy.setHorizontalPolicy(policy.Policy.MinimumExpanding)
            button.setSizePolicy(policy)
        self.go.clicked.connect(self._go)
        self.lock.clicked.connect(self._lock)
        self.delete.clicked.connect(lambda: self._tell(self.delete_wanted))
        self.hand_over.clicked.connect(lambda: self._tell(self.hand_over_wanted))

    def _lay_out(self) -> None:
        theme = self.theme
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.number)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        consent_head = QHBoxLayout()
        consent_head.addWidget(self.consent_title, 1)
        consent_head.addWidget(self.consent_time)
        self._consent_part = QWidget()
        consent = _column(self._consent_part, 6)
        consent.addLayout(consent_head)
        consent.addWidget(self._consent)
        consent.addWidget(Rule(theme))
        about = QGridLayout()
        about.setHorizontalSpacing(16)
        about.setVerticalSpacing(8)
        about.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(((self.subject_name, self.subject), (self.files_name, self.files))):
            about.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            about.addWidget(value, row, 1)
        inside = _column(self._inside, 8)
        inside.addWidget(self.meter)
        inside.addWidget(Rule(theme))
        inside.addWidget(self.left_title)
        inside.addWidget(self._left)
        inside.addWidget(Rule(theme))
        inside.addWidget(self._consent_part)
        inside.addLayout(about)
        self._stack(head)

    def _stack(self, head: QHBoxLayout) -> None:
        """Let everything scroll but the buttons."""
        content = self._content_widget
        column = QVBoxLayout(content)
        column.setContentsMargins(_PADDING, 0, _PADDING, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._inside)
        for notice in self.kept.values():
            column.addWidget(notice)
        column.addStretch(1)
        self.scroller.setWidget(content)
        content.setAutoFillBackground(False)
        foot = QVBoxLayout()
        foot.setContentsMargins(_PADDING, 0, _PADDING, 0)
        foot.setSpacing(8)
        foot.addWidget(self.go)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.lock, 1)
        buttons.addWidget(self.delete, 1)
        foot.addWidget(self.hand_over)
        foot.addLayout(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 16, 1, 16)
        whole.setSpacing(0)
        whole.addWidget(self.scroller, 1)
        whole.addLayout(foot)
        self._foot = foot

    def height_for(self, width: int) -> int:
        """Return the height at which nothing scrolls."""
        inner = self._content_widget
        content = inner.heightForWidth(width - 2) if inner.hasHeightForWidth() else inner.sizeHint().height()
        foot = (
            self._foot.heightForWidth(width - 2) if self._foot.hasHeightForWidth() else self._foot.sizeHint().height()
        )
        return content + foot + 32

    def show_case(self, case: Case | None, now: datetime, *, writable: bool = True) -> None:
        """Show a draft.

        Args:
            case: the draft; None for none, and then the card should not be seen.
            now: the time.
            writable: whether the store takes changes.
        """
        self.case, self._now, self.writable = case, now, writable
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        case = self.case
        if case is None or case.locked:
            self._forget_inside()
        if case is None:
            return
        head, centre = case.head, self._desk.centre
        self.name.setText(isolate(name_words(case)))
        number = _("Case {number} · {kind}") if centre else _("{number} · {kind}")
        self.number.setText(number.format(number=number_words(head.number), kind=kind_words(head.summary.kind)))
        self.avatar.show_letter(
            "" if case.locked else first_letter(head.summary.name), "lock" if case.locked else "user"
        )
        self._inside.setVisible(not case.locked)
        self._show_kept(head)
        self._show_buttons(case)
        self.setAccessibleName(_("Details: {name}").format(name=self.name.text()))
        if case.locked:
            return
        percent = percent_words(head)
        objection = head.summary.kind is DraftKind.OBJECTION
        title = _("Completion of the objection") if objection else _("Completion of the registration")
        self.meter.say(title, percent, "", share_done(head))
        self.left_title.setText(_("Left to complete it"))
        self._fill(self._left, self._left_rows(case))
        self._consent_part.setVisible(centre)
        if centre:
            self.consent_title.setText(_("Consent"))
            latest = max((consent.at for consent in head.consents), default=None)
            self.consent_time.setText("" if latest is None else moment_words(latest))
            self._fill(self._consent, self._consent_rows(head))
        registers = head.summary.kind is DraftKind.REGISTRATION
        self.subject_name.setText(_("Kind of applicant") if registers else _("Subject"))
        self.subject.setText(subject_words(self._content, head) or pgettext("subject", "Not chosen yet"))
        self.files_name.setText(_("Files"))
        self.files.setText(files_words(head))

    def _forget_inside(self) -> None:
        """Hold nothing any more of a draft that is gone, or locked, though nobody sees it."""
        for label in (self.name, self.number, self.consent_time, self.subject, self.files):
            label.setText("")
        self.setAccessibleName("")
        self._fill(self._left, iter(()))
        self._fill(self._consent, iter(()))

    def _show_kept(self, head: Head) -> None:
        kept = retention(head, self._now.date(), self._desk.retention_days)
        for urgency, notice in self.kept.items():
            notice.setVisible(urgency is kept.urgency)
            notice.say(retention_detail(kept, self._desk.retention_days))

    def _show_buttons(self, case: Case) -> None:
        locked = case.locked
        if locked:
            self.go.set_icon("lock-open")
            self.go.say(_("Unlock the case"))
        else:
            self.go.set_icon("arrow-left")
            self.go.say(_("Continue the case") if self._desk.centre else _("Continue the draft"))
        self.lock.setVisible(self._desk.centre and not locked)
        self.lock.say(_("Lock"), _("Lock this case"))
        self.delete.say(_("Delete now"), _("Delete this case now") if self._desk.centre else _("Delete this draft now"))
        self.hand_over.say(_("Hand over"), _("Hand this draft over as an encrypted file"))
        self.hand_over.setVisible(not locked)
        self.hand_over.setEnabled(self.writable)
        self.lock.setEnabled(self.writable)
        self.delete.setEnabled(self.writable)

    def _left_rows(self, case: Case) -> Iterator[TodoRow]:
        """Give what is doubtful, what is missing, and what is fine."""
        summary, theme = case.head.summary, self.theme
        hint = _("Continue there")
        rows = [(item, "alert-triangle", "warnT", _("{thing}: look at it again")) for item in summary.doubtful]
        rows += [
            (item, "circle-dashed", "text2", _("{thing}: not attached"))
            if item.startswith(SLOT_PREFIX)
            else (item, "circle-dashed", "text2", _("{thing}: not answered"))
            for item in summary.missing
        ]
        for item, icon, tint, words in rows[:_MOST]:
            thing = thing_words(self._content, self._registration, item)
            yield self._row(TodoRow(theme, icon, tint, words.format(thing=thing), hint=hint), item)
        if len(rows) > _MOST:
            more = len(rows) - _MOST
            words = ngettext("and {n} more", "and {n} more", more).format(n=more)
            yield self._row(TodoRow(theme, "circle-dashed", "text2", words, "text2", hint), rows[_MOST][0])
        answered = summary.total > 0 and all(
            item.startswith(SLOT_PREFIX) for item in (*summary.missing, *summary.doubtful)
        )
        if answered:
            complete = (
                _("Data: complete") if summary.kind is DraftKind.REGISTRATION else _("Data and explanation: complete")
            )
            words = complete if rows else _("Nothing is missing")
            yield self._row(TodoRow(theme, "circle-check", "okT", words, "text2", hint), "")

    def _row(self, row: TodoRow, item: str) -> TodoRow:
        row.clicked.connect(lambda: self._continue_at(item))
        return row

    def _consent_rows(self, head: Head) -> Iterator[TodoRow]:
        hint = _("See or change the consent")
        rows = [
            TodoRow(
                self.theme,
                "clipboard-check",
                "okT",
                purpose_words(consent.purpose, self._desk.retention_days),
                "text",
                _("{hint}. Recorded {time}, {initials}").format(
                    hint=hint, time=moment_words(consent.at), initials=isolate(consent.initials)
                ),
            )
            for consent in head.consents
        ]
        if not head.may_be_kept:
            words = _("Awaited: record it as soon as the person agrees")
            rows.insert(0, TodoRow(self.theme, "writing", "warnT", words, "warnT", hint))
        for row in rows:
            row.clicked.connect(lambda: self._tell(self.consent_wanted))
            yield row

    def _fill(self, holder: QWidget, rows: Iterator[TodoRow]) -> None:
        """Put rows in the place of those before; the keyboard stays where it was."""
        layout = holder.layout()
        if not isinstance(layout, QVBoxLayout):
            layout = _column(holder, 8 if holder is self._left else 6)
        before = [child for child in holder.children() if isinstance(child, TodoRow)]
        keyboard = self.window().focusWidget()
        here = before.index(keyboard) if isinstance(keyboard, TodoRow) and keyboard in before else None
        fresh = list(rows)
        for row in fresh:
            layout.addWidget(row)
            # A layout shows what it is given only later, and would count no room for it until then.
            row.show()
        if here is not None and fresh:
            fresh[min(here, len(fresh) - 1)].setFocus()
        for row in before:
            # Else the keyboard would go from a row that is hidden to the next one that is about to be.
            row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for row in before:
            layout.removeWidget(row)
            row.hide()
            row.deleteLater()

    def _continue_at(self, item: str) -> None:
        if self.case is not None:
            self.continue_wanted.emit(self.case.head.id, item)

    def _go(self) -> None:
        if self.case is not None and self.case.locked:
            self._tell(self.unlock_wanted)
        else:
            self._continue_at("")

    def _lock(self) -> None:
        self._tell(self.lock_wanted)

    def _tell(self, signal: SignalInstance) -> None:
        if self.case is not None:
            signal.emit(self.case.head.id)


_LOOKS: Final = {Urgency.CALM: "off", Urgency.AMBER: "warn", Urgency.RED: "err"}


def _column(widget: QWidget, spacing: int) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return column

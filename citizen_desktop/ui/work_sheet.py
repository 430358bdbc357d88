"""A sheet on which something is chosen, done off the GUI thread, and shown."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.errors import UserError
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.job_row import JobRow
from citizen_desktop.ui.jobs import Job
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Notice
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme


class WorkSheet(Sheet):
    """Shows one part of itself at a time, above it what went wrong, below it the work that goes on.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        icon: on the tile of its head.
        width: of the sheet.
        clock: measures the pace of the work.
    """

    def __init__(self, theme: Theme, window: QWidget, icon: str, width: int, clock: Clock) -> None:
        super().__init__(theme, window, icon, "ok", width)
        self.clock = clock
        self.job: Job | None = None
        self._parts: list[QWidget] = []
        self._buttons: list[Button] = []
        self._back: tuple[QWidget, tuple[Button, ...], QWidget] | None = None
        # What closes the sheet otherwise only asks to: there may be work, or something that is shown once.
        self.cross.clicked.disconnect(self.close_sheet)
        self.panel.rejected.disconnect(self.close_sheet)
        self.cross.clicked.connect(self.leave)
        self.panel.rejected.connect(self.leave)
        self.cross.say("", _("Close"))
        self.problem = Notice(theme, "err", "alert-circle")
        self.problem.hide()
        self.job_row = JobRow(theme)
        self.job_row.hide()
        self.column = QVBoxLayout()
        self.column.setContentsMargins(24, 4, 24, 20)
        self.column.setSpacing(16)
        self.column.addWidget(self.problem)
        self.column.addWidget(self.job_row)
        self.body.addLayout(self.column)
        self.body.addStretch(1)

    def say(self, title: str, subtitle: str) -> None:
        """Set the words of the head."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.panel.setAccessibleName(title)

    def add_part(self) -> QVBoxLayout:
        """Return the layout of a new part; its parent is what ``show_part`` takes."""
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        part.hide()
        self._parts.append(part)
        self.column.addWidget(part)
        return layout

    def add_button(self, text: str, pressed: Callable[[], None], *, primary: bool = False, icon: str = "") -> Button:
        """Return a new button in the foot, which is seen where a part asks for it."""
        button = Button(self.theme, Kind.PRIMARY if primary else Kind.OUTLINE, icon, height=40)
        button.say(text)
        button.clicked.connect(pressed)
        button.hide()
        self._buttons.append(button)
        self.foot.add_at_end(button)
        return button

    @property
    def has_shown(self) -> bool:
        """Whether a part was shown before the work that goes on."""
        return self._back is not None

    def show_part(self, layout: QVBoxLayout, *buttons: Button, focus: QWidget | None = None) -> None:
        """Show a part and the buttons that belong to it.

        Args:
            layout: of the part.
            buttons: the first one gets the keyboard unless ``focus`` does.
            focus: gets the keyboard.
        """
        part = next(each for each in self._parts if each.layout() is layout)
        target = focus or buttons[0]
        self._back = (part, buttons, target)
        self._arrange(part, buttons)
        if self.isVisible():
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def run(
        self, words: Callable[[], str], work: Callable[..., object], done: Callable[[object], None], *arguments: object
    ) -> None:
        """Do something off the GUI thread; while it goes on only that is seen.

        Args:
            words: says what is done.
            work: is handed a ``Control`` and the arguments.
            done: told the result.
            arguments: immutable.
        """
        job = self.job = Job(work, *arguments, clock=self.clock)
        self.problem.hide()
        job.finished.connect(lambda result: self._ended(lambda: done(result)))
        job.failed.connect(lambda error: self._ended(lambda: self._failed(error)))
        job.cancelled.connect(lambda: self._ended(self.broken_off))
        self.job_row.watch(job, words)
        self._arrange(None, ())
        self.job_row.show()
        self._fit()
        self.job_row.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        job.start()

    def broken_off(self) -> None:
        """Go back to what was shown before the work."""
        if self._back is not None:
            part, buttons, target = self._back
            self._arrange(part, buttons)
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def failed(self, error: Exception) -> None:
        """Say what went wrong, above what was shown before the work."""
        self.broken_off()
        known = isinstance(error, UserError)
        self.complain(
            error.message if known else _("Something went wrong in the application. Try it again.")  # type: ignore[attr-defined]
        )

    def complain(self, sentence: str) -> None:
        """Say what is wrong above everything else."""
        self.problem.say(sentence)
        self.problem.setAccessibleName(sentence)
        self.problem.show()
        self._fit()
        self.scroll_to_top()

    def leave(self) -> None:
        """Close the sheet where nothing is lost by it; work is broken off first."""
        if self.job is not None:
            self.job.cancel()
        else:
            self.close_sheet()

    def close_sheet(self) -> None:
        """Take the sheet away; work that goes on is broken off."""
        if self.job is not None:
            self.job.abandon()
            self.job = None
        super().close_sheet()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask to close by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            event.accept()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ignore a press beside the sheet: what was typed would be lost by a slip of the hand."""
        event.accept()

    def _height_for(self, width: int) -> int:
        """Return the height at which nothing scrolls: a scroll area asks for what its content needs where it is narrowest."""
        content = self._scroller.widget()
        if content is None:
            return super()._height_for(width)
        more = content.minimumSizeHint().height() - self.body.heightForWidth(width)
        return super()._height_for(width) + max(0, more)

    def _ended(self, then: Callable[[], None]) -> None:
        self.job = None
        self.job_row.hide()
        then()
        self._fit()

    def _failed(self, error: object) -> None:
        if isinstance(error, Exception):
            self.failed(error)

    def _arrange(self, part: QWidget | None, buttons: tuple[Button, ...]) -> None:
        for each in self._parts:
            each.setVisible(each is part)
        for button in self._buttons:
            button.setVisible(button in buttons)
        self._fit()

    def _fit(self) -> None:
        """Take the height that what is seen needs."""
        self.foot.updateGeometry()
        if self.isVisible():
            # A text that changed tells its own layout at once, and those further out with the next turn of the event loop only.
            for layout in self.panel.findChildren(QLayout):
                layout.invalidate()
            self._place()
            self.scroll_to_top()

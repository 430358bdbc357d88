"""Files are made to fit: how far that is, then what each would be, before and after, until the person decides."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.attachments.models import Legibility, Measures
from citizen_desktop.attachments.thresholds import Thresholds
from citizen_desktop.bidi import isolate
from citizen_desktop.formats import file_size, megabytes
from citizen_desktop.forms.refusal_words import refusal_sentence, shown_name
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import pgettext
from citizen_desktop.ui.job_row import JobRow
from citizen_desktop.ui.legibility_card import SHARP
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Notice
from citizen_desktop.widgets.label import Label, Rule
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.ui.fitting_files import Fitted, Fitting, NotFitted
    from citizen_desktop.ui.jobs import Job

_WIDTH: Final = 560


class FitSheet(Retranslated, Sheet):
    """The sheet.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        job: makes the files.
        thresholds: of legibility.
        limit: megabytes that all files may have together.
    """

    accepted = Signal()

    def __init__(self, theme: Theme, window: QWidget, job: "Job", thresholds: Thresholds, limit: int) -> None:
        super().__init__(theme, window, "file-zip", "warn", _WIDTH)
        self._thresholds, self._limit = thresholds, limit
        self.fitting: Fitting | None = None
        self.job_row = JobRow(theme)
        self.job_row.watch(job, lambda: _("Making the files smaller"))
        # The foot has one already.
        self.job_row.cancel.hide()
        self.rows: tuple[Label, ...] = ()
        self.summary = Label(theme, 15, 600, wrap=True)
        self.still_over = Notice(theme, "warn", "alert-triangle")
        self._column = QVBoxLayout()
        self._column.setContentsMargins(24, 4, 24, 16)
        self._column.setSpacing(8)
        self._column.addWidget(self.job_row)
        self._column.addWidget(self.summary)
        self._column.addWidget(self.still_over)
        self.body.addLayout(self._column)
        self.body.addStretch(1)
        self.summary.hide()
        self.still_over.hide()
        self.keep = Button(theme, Kind.OUTLINE, height=40)
        self.keep.clicked.connect(self.close_sheet)
        self.use = Button(theme, Kind.PRIMARY, height=40)
        self.use.clicked.connect(self._use)
        self.use.hide()
        self.foot.add_at_end(self.keep)
        self.foot.add_at_end(self.use)
        self.retranslate()

    def _use(self) -> None:
        self.close_sheet()
        self.accepted.emit()

    def show_fitting(self, fitting: "Fitting") -> None:
        """Show what was made."""
        self.fitting = fitting
        self.job_row.hide()
        for fitted in fitting.fitted:
            self._add(self._fitted_words(fitted), fitted.of.attachment.original_name, "text2")
        for left in fitting.left:
            self._add([_left_words(left)], left.of.attachment.original_name, "warnT")
        self.summary.show()
        self.still_over.setVisible(fitting.over)
        self.use.setVisible(bool(fitting.fitted))
        self.retranslate()
        self._place()
        # Once more when the new lines have been laid out.
        QTimer.singleShot(0, self, self._place)
        (self.use if fitting.fitted else self.keep).setFocus()

    def _add(self, lines: list[str], name: str, colour: str) -> None:
        theme = self.theme
        title, words = Label(theme, 15, 600, wrap=True), Label(theme, 13, colour=colour, wrap=True)
        title.setText(isolate(shown_name(name)))
        words.setText("\n".join(lines))
        place = self._column.indexOf(self.summary)
        for offset, widget in enumerate((title, words, Rule(theme))):
            self._column.insertWidget(place + offset, widget)
            # A layout counts what is shown only, and would show it too late to be counted now.
            widget.show()
        self.rows += (title, words)

    def _fitted_words(self, fitted: "Fitted") -> list[str]:
        before, after = fitted.of.attachment.size, len(fitted.made.result.content)
        sizes = _("Size: {before}, now {after}").format(before=file_size(before), after=file_size(after))
        return [sizes, *_measure_words(fitted.made.result.before, fitted.made.result.after, self._thresholds)]

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        fitting = self.fitting
        self.cross.say("", _("Close"))
        if fitting is None:
            self.title.setText(_("Making the files fit"))
            self.subtitle.setText(
                _("The text stays legible. The files as they came are kept until the package is made.")
            )
            self.keep.say(_("Cancel"))
        else:
            self._say_result(fitting)
        self.panel.setAccessibleName(self.title.text())
        self.use.say(_("Use the smaller files"))

    def _say_result(self, fitting: "Fitting") -> None:
        self.title.setText(_("The files can be smaller") if fitting.fitted else _("The files can't be made smaller"))
        self.subtitle.setText(_("Nothing has changed yet. What you take over can be taken back."))
        self.keep.say(_("Keep the files as they are") if fitting.fitted else _("Close"))
        self.summary.setText(
            _("All files together: {before} MB, now {after} of {limit} MB").format(
                before=megabytes(fitting.before), after=megabytes(fitting.after), limit=self._limit
            )
        )
        self.still_over.say(
            _("That is still too much. Leave out pages that are not needed, scan in grey, or attach fewer files.")
        )


def _measure_words(before: Measures, after: Measures, thresholds: Thresholds) -> Iterator[str]:
    """Say how legible the worst page was and is, beside what is asked for."""
    one, other = before.legibility, after.legibility
    if one is None or other is None:
        return
    words = pgettext("legibility", "{name}: {before}, now {after}, required {least}")
    yield words.format(name=_("Sharpness"), before=one.sharpness, after=other.sharpness, least=SHARP)
    if one.line and other.line:
        yield words.format(name=_("Smallest line"), before=_line(one), after=_line(other), least=thresholds.line)
    elif one.dpi and other.dpi:
        yield words.format(name=_("Resolution"), before=one.dpi, after=other.dpi, least=thresholds.dpi)


def _line(found: Legibility) -> str:
    return _("{n} pixels").format(n=found.line)


def _left_words(left: "NotFitted") -> str:
    return refusal_sentence(left.refusal, None, left.of.attachment.original_name)

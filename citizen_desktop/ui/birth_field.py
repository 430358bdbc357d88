"""A day of birth in either calendar, chosen from lists or typed; the other calendar stands below."""

import unicodedata
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from citizen_desktop.formats import hijri_month_names, month_names
from citizen_desktop.forms.registration_items import FieldItem
from citizen_desktop.forms.registration_words import other_calendar
from citizen_desktop.i18n import gettext as _
from citizen_desktop.identity.dates import OLDEST, Calendar, DateCheck, DateParts, check_birth_date, date_parts
from citizen_desktop.identity.digits import fold_digits, only_digits
from citizen_desktop.identity.hijri import to_hijri
from citizen_desktop.ui.field_state import show_item
from citizen_desktop.widgets.field import Field
from citizen_desktop.widgets.input_frame import State
from citizen_desktop.widgets.segments import Segments
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.typed_choice import TypedChoice
from citizen_desktop.widgets.why_link import WhyLink

_DAY: Final = 96
_YEAR: Final = 128
_LONGEST: Final = {Calendar.HIJRI: 30, Calendar.GREGORIAN: 31}
"""Days of the longest month."""
_FIRST_HIJRI: Final = 1343
"""The year in which the tables of Umm al-Qura begin."""


class _Boxes(QWidget):
    """The three boxes side by side."""

    def __init__(self, boxes: tuple[TypedChoice, ...]) -> None:
        super().__init__()
        self._boxes = boxes
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for place, box in enumerate(boxes):
            row.addWidget(box, 1 if place == 1 else 0)

    def show_state(self, state: State) -> None:
        """Show how the day stands."""
        for box in self._boxes:
            box.show_state(state)


class BirthField(Field):
    """The field. A date typed or pasted into any box is spread over all; a stroke, hyphen, point or space goes on to the next.

    Args:
        theme: colours and fonts.
    """

    answered = Signal(str, object)
    """The day, as typed or as put together, and the ``Calendar`` that is to be shown."""
    left = Signal()
    """The keyboard went out of it."""

    def __init__(self, theme: Theme) -> None:
        self._text, self._shown = "", Calendar.HIJRI
        self._offered: tuple[object, ...] = ()
        self.calendar = Segments(theme, tuple(Calendar))
        self.day, self.month, self.year = TypedChoice(theme), TypedChoice(theme), TypedChoice(theme)
        self.boxes = (self.day, self.month, self.year)
        super().__init__(theme, _Boxes(self.boxes), self.day, icon="calendar")
        self.head.addWidget(self.calendar)
        self.calendar.chosen.connect(lambda calendar: self.answered.emit(self._text, calendar))
        for box in self.boxes:
            box.typed.connect(lambda text, box=box: self._type(box, text))
            box.chosen.connect(lambda _value: self._compose())
            box.line.editingFinished.connect(self.left)
        self.restyle()

    def add_why(self, *, compact: bool = False) -> WhyLink:
        """Return a link that stands beside the question, before the choice of the calendar."""
        link = super().add_why(compact=compact)
        self.head.removeWidget(self.calendar)
        self.head.addWidget(self.calendar)
        return link

    @property
    def has_keyboard(self) -> bool:
        """Whether one of its boxes has the keyboard."""
        return any(box.hasFocus() for box in self.boxes)

    def say_field(self, label: str, helper: str, today: date) -> None:
        """Set the words.

        Args:
            label: the question.
            helper: below it while nothing is answered.
            today: in Riyadh; the lists of years begin with its year.
        """
        self.say(label, helper)
        self.calendar.say({Calendar.HIJRI: _("Hijri"), Calendar.GREGORIAN: _("Gregorian")}, _("Calendar"))
        for box, name in zip(self.boxes, (_("Day"), _("Month"), _("Year")), strict=True):
            box.setAccessibleName(_("{field}: {part}").format(field=label, part=name))
            box.say_prompt(name)
        self._offer(today)

    def _offer(self, today: date) -> None:
        """Fill the lists for the calendar that is shown."""
        months, years = month_names(), range(today.year, today.year - OLDEST - 1, -1)
        found = to_hijri(today)
        if self._shown is Calendar.HIJRI:
            months = hijri_month_names()
            years = range(today.year - 578 if found is None else found.year, _FIRST_HIJRI - 1, -1)
        offered = (self._shown, months, years)
        if offered == self._offered:
            return
        self._offered = offered
        parts = self._parts()
        self.day.offer([(day, str(day)) for day in range(1, _LONGEST[self._shown] + 1)], "")
        self.month.offer(list(enumerate(months, 1)), "")
        self.year.offer([(year, str(year)) for year in years], "")
        self._fill(parts)

    def show_answer(self, text: str, calendar: Calendar, item: FieldItem | None, *, marked: bool, today: date) -> None:
        """Show a day, and how it stands.

        Args:
            text: as typed; in the other calendar than the one shown it is shown converted, and stays as it is.
            calendar: that is to be shown.
            item: what was found about it.
            marked: whether it is an error that there is none.
            today: in Riyadh.
        """
        self._text, self._shown = text, calendar
        self.calendar.choose(calendar)
        self._offer(today)
        found = check_birth_date(text, today)
        parts = _shown_parts(text, calendar, found)
        if parts is not None:
            self._fill(parts)
        elif text != self._parts().text:
            # Words: they stand where one begins to read.
            self._fill(DateParts(day=text.rstrip("/")))
        state = show_item(
            self, item, marked=marked, answered=bool(text), right=other_calendar(found), typing=self.has_keyboard
        )
        if state is State.WARNING and self.helper is not None:
            self.editor.setAccessibleDescription(f"{self.helper.label.text()} {other_calendar(found)}")

    def _fill(self, parts: DateParts) -> None:
        for box, part in zip(self.boxes, (parts.day, parts.month, parts.year), strict=True):
            if box.hasFocus() and _part(box) == part:
                # It is being typed into.
                continue
            value = int(part) if part and only_digits(part) and len(part) <= 4 else None
            box.show_part(value, part)

    def _parts(self) -> DateParts:
        return DateParts(_part(self.day), _part(self.month), _part(self.year))

    def _type(self, box: TypedChoice, text: str) -> None:
        """Take in what a box holds: a part of a date, or a whole one."""
        found = date_parts(text)
        if found is not None and sum(map(bool, (found.day, found.month, found.year))) > 1:
            self._answer(text.strip(), found.calendar)
            # The box that has the keyboard holds all of it.
            box.show_part(None, "")
            self._fill(found)
            self._go_on_from(self.year)
            return
        bare = _without_stroke(text)
        if bare is not None:
            box.line.setText(bare)
            self._compose()
            self._go_on_from(box)
            return
        self._compose()

    def _compose(self) -> None:
        parts = self._parts()
        self._answer(parts.text, parts.calendar)

    def _answer(self, text: str, told: Calendar | None) -> None:
        self.answered.emit(text, told or self._shown)

    def _go_on_from(self, box: TypedChoice) -> None:
        """Bring the keyboard to what is typed next: after the month that is the day, if the year came first."""
        year_first = bool(_part(self.year)) and not _part(self.day)
        following = {self.day: self.month, self.month: self.day if year_first else self.year, self.year: self.year}
        following[self.year] = self.month if year_first else self.year
        target = following[box]
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        target.line.selectAll()

    def restyle(self) -> None:
        """Take the widths from the theme."""
        super().restyle()
        self.day.setFixedWidth(self.theme.size(_DAY))
        self.year.setFixedWidth(self.theme.size(_YEAR))


def _part(box: TypedChoice) -> str:
    """Return what stands in a box: a number for what is in its list, else the text."""
    text = box.text.strip()
    place = box.findText(text)
    return str(box.itemData(place)) if place >= 0 else fold_digits(text)


def _without_stroke(text: str) -> str | None:
    """Return what stands before a stroke, hyphen, point, comma or space at the end; None without one."""
    seen = "".join(character for character in text if unicodedata.category(character) != "Cf")
    bare = seen
    while bare and not bare[-1].isalnum():
        bare = bare[:-1]
    return None if bare == seen else bare


def _shown_parts(text: str, calendar: Calendar, found: DateCheck) -> DateParts | None:
    """Return a day part by part in the calendar that is shown, None for what has no parts."""
    if found.value is not None and found.calendar is not calendar:
        if calendar is Calendar.GREGORIAN:
            return DateParts(str(found.value.day), str(found.value.month), str(found.value.year))
        if found.hijri is not None:
            return DateParts(str(found.hijri.day), str(found.hijri.month), str(found.hijri.year))
    return date_parts(text)

"""Asks once a session who works here: initials, no account."""

import unicodedata
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.i18n import gettext as _
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.field import TextField
from citizen_desktop.widgets.input_frame import State
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme

_FEWEST: Final = 2
_MOST: Final = 4


class InitialsSheet(Sheet):
    """A field and a button.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        initials: of whoever worked here until now.
    """

    signed_in = Signal(str)

    def __init__(self, theme: Theme, window: QWidget, initials: str = "") -> None:
        super().__init__(theme, window, "users", "ok", 480)
        self.title.setText(_("Who is working here?"))
        self.subtitle.setText(
            _("Your initials stand beside what you do, in the journal and on consents. There is no account.")
        )
        self.panel.setAccessibleName(self.title.text())
        self.cross.say("", _("Close"))
        self.field = TextField(theme)
        self.field.line.setMaxLength(3 * _MOST)
        self.field.say(_("Your initials"), _("2 to 4 letters; they hold until the window is closed."))
        self.field.show_text(initials)
        self.field.line.returnPressed.connect(self._accept)
        self.accept = Button(theme, Kind.PRIMARY, height=40)
        self.accept.say(_("Go on"))
        self.accept.clicked.connect(self._accept)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(24, 4, 24, 12)
        column.addWidget(self.field)
        self.body.addWidget(holder)
        self.foot.add_at_end(self.accept)
        self.open_sheet(self.field.line)

    def _accept(self) -> None:
        found = initials_of(self.field.text)
        if found is None:
            self.field.show_state(State.ERROR, _("Write 2 to 4 letters, nothing else."))
            self.field.line.setFocus()
            return
        self.close_sheet()
        self.signed_in.emit(found)


def initials_of(text: str) -> str | None:
    """Return initials as they are kept, None of what can't be any: two to four letters; dots and spaces fall away."""
    letters = [each for each in unicodedata.normalize("NFC", text) if not each.isspace() and each != "."]
    # Direction marks, vowel signs and the stretching sign are none that anybody counts.
    plain = [each for each in letters if unicodedata.category(each) not in {"Cf", "Mn", "Lm"}]
    fine = _FEWEST <= len(plain) <= _MOST and all(unicodedata.category(each).startswith("L") for each in plain)
    return "".join(plain).upper() if fine else None

"""A list that can also be typed into: what is typed needn't be in the list."""

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit

from citizen_desktop.widgets.choice import ChoiceBox
from citizen_desktop.widgets.input_frame import PADDING, draw_box, draw_end_icon
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QCompleter

_CHEVRON: Final = 18


class TypedChoice(ChoiceBox):
    """The box.

    Args:
        theme: colours and fonts.
    """

    typed = Signal(str)
    """What stands in it, since a key changed that."""

    def __init__(self, theme: Theme) -> None:
        self.line = QLineEdit()
        """Where it is typed."""
        super().__init__(theme)
        self.setLineEdit(self.line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # Qt would complete what is typed to a row of the list.
        self.setCompleter(cast("QCompleter", None))
        self.line.setFrame(False)
        self.line.setAcceptDrops(False)
        self.line.textEdited.connect(self.typed)
        self.restyle()

    @property
    def text(self) -> str:
        """What stands in it, chosen or typed."""
        return self.currentText()

    def show_part(self, value: object, text: str) -> None:
        """Show a choice, or a text that is none.

        Args:
            value: of the choice; one that is not offered shows the text.
            text: as it was typed.
        """
        place = -1 if value is None else self.findData(value)
        wanted = text if place < 0 else self.itemText(place)
        if self.currentIndex() != place:
            self.setCurrentIndex(place)
        if self.line.text() != wanted:
            self.line.setText(wanted)

    def say_prompt(self, prompt: str) -> None:
        """Set what stands there while nothing does."""
        self.line.setPlaceholderText(prompt)

    def restyle(self) -> None:
        """Dress the line."""
        super().restyle()
        palette = self.theme.palette()
        clear = QColor(self.theme.colour("surface"))
        clear.setAlpha(0)
        palette.setColor(QPalette.ColorRole.Base, clear)
        self.line.setPalette(palette)
        self.line.setFont(self.theme.font(17))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line clear of the chevron."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Do the same on the other side."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.LayoutDirectionChange, QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._place()

    def _place(self) -> None:
        end = PADDING + self.theme.size(_CHEVRON) + 4
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        start = PADDING - 2
        left = end if right_to_left else start
        self.line.setGeometry(QRect(left, 2, max(0, self.width() - start - end), self.height() - 4))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the list: a press on the line itself does not come here."""
        if event.button() is Qt.MouseButton.LeftButton and self.isEnabled():
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.showPopup()
            return
        super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box; the line draws its words."""
        painter = QPainter(self)
        draw_box(painter, self.theme, self, self.state, focused=self._has_keyboard)
        draw_end_icon(painter, self.theme, self, "chevron-down", "text3", _CHEVRON)

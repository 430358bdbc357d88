"""A short word on what has just been done, in the bottom corner where reading starts."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.label import Icon, Label
from citizen_desktop.widgets.theme import Theme

_INSET: Final = 24
_SHOWN_MS: Final = 5000
_ICONS: Final = {"ok": "circle-check", "warn": "alert-triangle", "err": "alert-circle"}


class Toast(Card):
    """A word that goes by itself after five seconds; one about an error stays.

    Args:
        theme: colours and fonts.
        window: it lies over.
    """

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, "okBg", "okBd", radius=8)
        self.setParent(window)
        self._window = window
        self._icon = Icon(theme, "circle-check", 22, "okT")
        self.label = Label(theme, 15, 500, "okT")
        self.cross = Button(theme, Kind.GHOST, "x", colour="okT")
        row = QHBoxLayout(self)
        row.setContentsMargins(17, 10, 11, 10)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self.label, 1)
        row.addWidget(self.cross)
        self.cross.clicked.connect(self.hide)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def say(self, text: str, close: str, look: str = "ok") -> None:
        """Show a word.

        Args:
            text: what has been done.
            close: name of the cross for a screen reader.
            look: ``ok``, ``warn`` or ``err``.
        """
        self.set_ground(f"{look}Bg", f"{look}Bd")
        self._icon.show_icon(_ICONS[look], f"{look}T")
        self.label.set_colour(f"{look}T")
        self.label.setText(text)
        self.setAccessibleName(text)
        self.cross.say("", close)
        self._place()
        self.show()
        self.raise_()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        if look == "err":
            self._timer.stop()
        else:
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange} and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        window = self._window
        hint = self.sizeHint()
        width = min(max(hint.width(), self.theme.size(320)), window.width() - 2 * _INSET)
        height = max(hint.height(), self.theme.size(56))
        right_to_left = window.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = window.width() - width - _INSET if right_to_left else _INSET
        self.setGeometry(x, window.height() - height - _INSET, width, height)

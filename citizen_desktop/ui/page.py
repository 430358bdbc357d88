"""What all tabs share: a ground that scrolls when the window is small or the text is large."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from citizen_desktop.widgets.base import Retranslated, Themed
from citizen_desktop.widgets.scrolling import dress_scroll_bars
from citizen_desktop.widgets.theme import Theme

PADDING_X = 24
PADDING_Y = 20
COLUMN_GAP = 16
CARD_GAP = 12


@runtime_checkable
class HasSteps(Protocol):
    """A page with places that can be gone to."""

    def go_to(self, step: str) -> None:
        """Go to a place, by its name."""


def page_around(widget: QWidget) -> tuple[QScrollArea, QPoint] | None:
    """Return the page that a widget scrolls with, and where the widget's corner lies on its ground; None without one."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    ground = None if area is None else area.widget()
    return None if area is None or ground is None else (area, widget.mapTo(ground, QPoint(0, 0)))


class Page(Retranslated, Themed, QScrollArea):
    """A tab's page; its content goes into ``column``.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.ground = QWidget()
        self.column = QVBoxLayout(self.ground)
        self.column.setContentsMargins(PADDING_X, PADDING_Y, PADDING_X, PADDING_Y)
        self.column.setSpacing(COLUMN_GAP)
        self.setWidget(self.ground)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.follow(theme)

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out what was changed while nobody saw it: Qt puts that off, and forgets the heights of wrapped texts."""
        super().showEvent(event)
        for label in self.ground.findChildren(QLabel):
            label.updateGeometry()
        # Else the ground may keep the places of a height that it had on the way to its own.
        self.column.invalidate()
        QCoreApplication.postEvent(self.ground, QEvent(QEvent.Type.LayoutRequest))

    def bring_up(self, place: QWidget) -> None:
        """Scroll so that a place stands at the top; one that is seen whole stays where it is."""
        top = place.mapTo(self.ground, QPoint(0, 0)).y()
        bar = self.verticalScrollBar()
        if not bar.value() <= top <= bar.value() + self.viewport().height() - place.height():
            bar.setValue(top - PADDING_Y)

    def restyle(self) -> None:
        """Take the ground's colour from the theme."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self.theme.colour("bg"))
        self.setPalette(palette)
        self.ground.setAutoFillBackground(True)
        dress_scroll_bars(self, self.theme)

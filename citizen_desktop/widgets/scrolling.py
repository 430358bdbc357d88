"""Scroll bars that keep in the background, and an area that needs none where there is room."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.theme import Theme


def dress_scroll_bars(area: QAbstractScrollArea, theme: Theme) -> None:
    """Dress the scroll bars of an area: a rounded handle without arrows. To be called again when the theme changes."""
    handle, hovered = theme.colour("border2").name(), theme.colour("ctl").name()
    sheet = f"""
        QScrollBar {{ background: transparent; border: none; margin: 0; }}
        QScrollBar:vertical {{ width: 12px; }}
        QScrollBar:horizontal {{ height: 12px; }}
        QScrollBar::handle {{ background: {handle}; border-radius: 4px; margin: 2px; min-height: 32px; min-width: 32px; }}
        QScrollBar::handle:hover {{ background: {hovered}; }}
        QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
        QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """
    for bar in (area.verticalScrollBar(), area.horizontalScrollBar()):
        bar.setStyleSheet(sheet)


class FittingScroller(Themed, QScrollArea):
    """A part that is scrolled where there is too little room, without a frame or a ground of its own.

    Args:
        theme: colours.
        content: what is scrolled.
    """

    def __init__(self, theme: Theme, content: QWidget) -> None:
        super().__init__()
        self._whole = False
        self._padding = (0, 0, 0)
        self.inner = QWidget()
        self.inset = QVBoxLayout(self.inner)
        self.inset.setContentsMargins(0, 0, 0, 0)
        self.inset.addWidget(content)
        self.setWidget(self.inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.inner.installEventFilter(self)
        self.verticalScrollBar().installEventFilter(self)
        self.follow(theme)

    def pad(self, x: int, above: int = 0, below: int = 0) -> None:
        """Keep a margin within the part that is scrolled, so that rings around what has the keyboard find room."""
        self._padding = (x, above, below)
        self._pad()

    def _pad(self) -> None:
        """Let the scroll bar lie in the margin: what is scrolled keeps its width."""
        x, above, below = self._padding
        bar = self.verticalScrollBar()
        end = max(0, x - (bar.sizeHint().width() if bar.isVisible() else 0))
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.inset.setContentsMargins(end if right_to_left else x, above, x if right_to_left else end, below)

    def set_whole(self, *, whole: bool) -> None:
        """Be as high as what is scrolled, where something around it scrolls; or as high as there is room."""
        if whole is not self._whole:
            self._whole = whole
            self._fit()
            self.updateGeometry()

    def whole_height(self, width: int) -> int:
        """Return the height at which nothing has to be scrolled."""
        layout = self.inset
        return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()

    def sizeHint(self) -> QSize:
        """Return the room of what is scrolled; little height where it may be scrolled, since what is around would scroll too."""
        hint = self.inset.totalSizeHint()
        return hint if self._whole else QSize(hint.width(), self.theme.size(96))

    def minimumSizeHint(self) -> QSize:
        """Return the least width of what is scrolled, and little height."""
        return QSize(self.inset.totalMinimumSize().width(), self.theme.size(96))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what is scrolled: its height changes with its words and with its width."""
        if watched is self.inner and event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._fit()
        if watched is self.verticalScrollBar() and event.type() in {QEvent.Type.Show, QEvent.Type.Hide}:
            self._pad()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Change sides with the scroll bar."""
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._pad()
        super().changeEvent(event)

    def _fit(self) -> None:
        self.setMinimumHeight(self.whole_height(self.viewport().width()) if self._whole else 0)

    def restyle(self) -> None:
        """Dress the scroll bar, and let the ground behind be seen."""
        self.viewport().setAutoFillBackground(False)
        self.inner.setAutoFillBackground(False)
        dress_scroll_bars(self, self.theme)
        self._fit()
        super().restyle()

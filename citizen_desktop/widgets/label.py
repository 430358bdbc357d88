"""Texts and icons that stand still."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.icons import DIRECTIONAL, draw_icon
from citizen_desktop.widgets.theme import Theme


class Label(Themed, QLabel):
    """A text that stands where the layout's direction says.

    QLabel aligns by the direction of its text, so that a phone number would stand on the wrong side of an Arabic window.

    Args:
        theme: fonts and colours.
        pixels: size at 100 %.
        weight: 400 to 700.
        colour: name of a token.
        wrap: break lines; without it the label keeps to one line.
        at_end: stand at the end of the line instead of its start.
        centred: stand in the middle.
    """

    def __init__(
        self,
        theme: Theme,
        pixels: int = 15,
        weight: int = 400,
        colour: str = "text",
        *,
        wrap: bool = False,
        at_end: bool = False,
        centred: bool = False,
    ) -> None:
        super().__init__()
        self._look = (pixels, weight)
        self._colour = colour
        self._at_end = at_end
        self._centred = centred
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self._align()
        self.follow(theme)

    def set_colour(self, colour: str) -> None:
        """Take another colour, by its token."""
        if colour != self._colour:
            self._colour = colour
            self.restyle()

    def set_look(self, pixels: int, weight: int) -> None:
        """Take another size and weight."""
        if (pixels, weight) != self._look:
            self._look = (pixels, weight)
            self.restyle()

    def restyle(self) -> None:
        """Take font and colour from the theme."""
        self.setFont(self.theme.font(*self._look))
        palette = self.palette()
        palette.setColor(self.foregroundRole(), self.theme.colour(self._colour))
        palette.setColor(palette.ColorRole.Link, self.theme.colour("accent"))
        self.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        """Stand on the other side when the direction changes."""
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._align()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a plain text by ourselves.

        QLabel takes the direction from the first letter, and sets Arabic lines off by the space at which they break.
        """
        if self.textFormat() is not Qt.TextFormat.PlainText or not self.text():
            super().paintEvent(event)
            return
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        option = QTextOption(self.alignment())
        option.setTextDirection(self.layoutDirection())
        option.setWrapMode(QTextOption.WrapMode.WordWrap if self.wordWrap() else QTextOption.WrapMode.ManualWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width())
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        painter = QPainter(self)
        painter.setPen(self.theme.colour(self._colour))
        layout.draw(painter, QPointF(0, (self.height() - height) / 2))

    def _align(self) -> None:
        if self._centred:
            self.setAlignment(Qt.AlignmentFlag.AlignCenter)
            return
        right = (self.layoutDirection() is Qt.LayoutDirection.RightToLeft) is not self._at_end
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


class Icon(Themed, QWidget):
    """An icon that stands beside a text and says nothing by itself.

    Args:
        theme: colours and sizes.
        name: file name without its ending.
        pixels: side at 100 %.
        colour: name of a token.
    """

    def __init__(self, theme: Theme, name: str, pixels: int = 18, colour: str = "text2") -> None:
        super().__init__()
        self._name, self._pixels, self._colour = name, pixels, colour
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.follow(theme)

    def show_icon(self, name: str, colour: str) -> None:
        """Show another icon."""
        if (name, colour) != (self._name, self._colour):
            self._name, self._colour = name, colour
            self.update()

    def sizeHint(self) -> QSize:
        """Return the square."""
        side = self.theme.size(self._pixels)
        return QSize(side, side)

    def restyle(self) -> None:
        """Take the size from the theme."""
        self.setFixedSize(self.sizeHint())
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        mirrored = self._name in DIRECTIONAL and self.layoutDirection() is Qt.LayoutDirection.LeftToRight
        colour = self.theme.colour(self._colour)
        draw_icon(painter, self.theme.icon_folder, self._name, QRectF(self.rect()), colour, mirrored=mirrored)


class Tile(Icon):
    """An icon on a tinted square.

    Args:
        theme: colours and sizes.
        name: file name without its ending.
        look: prefix of the tokens of its colours: ``ok``, ``warn``, ``err``, ``info``, ``off`` or ``unv``.
        side: of the square at 100 %.
        framed: outlined instead of filled.
    """

    def __init__(self, theme: Theme, name: str, look: str = "ok", side: int = 44, *, framed: bool = False) -> None:
        self._look, self._framed = look, framed
        super().__init__(theme, name, side)

    def set_look(self, look: str) -> None:
        """Take other colours."""
        if look != self._look:
            self._look = look
            self.update()

    def show_tile(self, name: str, look: str) -> None:
        """Show another icon in other colours."""
        self._name, self._look = name, look
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the square and the icon on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        radius = 12 if self._pixels >= 56 else 10 if self._pixels >= 44 else 8
        if self._framed:
            painter.setPen(self.theme.colour(f"{self._look}Bd"))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour(f"{self._look}Bg"))
            painter.drawRoundedRect(rect, radius, radius)
        side = self.theme.size(32 if self._pixels >= 56 else 24 if self._pixels >= 40 else 20)
        place = QRectF((rect.width() - side) / 2, (rect.height() - side) / 2, side, side)
        draw_icon(painter, self.theme.icon_folder, self._name, place, self.theme.colour(f"{self._look}T"))


class Rule(Themed, QWidget):
    """A thin line between things.

    Args:
        theme: its colour.
        vertical: stands upright.
        length: of an upright one, 0 for as long as the layout gives.
    """

    def __init__(self, theme: Theme, *, vertical: bool = False, length: int = 0) -> None:
        super().__init__()
        if vertical:
            self.setFixedWidth(1)
            if length:
                self.setFixedHeight(length)
        else:
            self.setFixedHeight(1)
        self.follow(theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        QPainter(self).fillRect(event.rect(), self.theme.colour("border"))

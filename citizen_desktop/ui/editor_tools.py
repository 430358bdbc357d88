"""The bar above the canvas: turn, crop, level, undo, zoom; and below it, while a page is levelled, by how much."""

from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QStyle, QStyleOptionSlider, QVBoxLayout, QWidget

from citizen_desktop import bidi
from citizen_desktop.attachments.arrangement import MOST_TILT
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import pgettext
from citizen_desktop.widgets.base import Retranslated, Themed
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.focus import KeyboardFocus
from citizen_desktop.widgets.label import Label, Rule
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.tool import Tool

_FINE: Final = 10
"""A tenth of a degree."""
_KEYS: Final = {
    "left": "Ctrl+L",
    "right": "Ctrl+R",
    "crop": "Ctrl+K",
    "level": "Ctrl+T",
    "undo": "Ctrl+Z",
    "redo": "Ctrl+Shift+Z",
    "smaller": "Alt+-",
    "fit": "Alt+0",
    "larger": "Alt++",
}


class TiltSlider(KeyboardFocus, QSlider):
    """By how much a page is turned to stand level, in tenths of a degree.

    Args:
        theme: its colours.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(-MOST_TILT // _FINE, MOST_TILT // _FINE)
        self.setPageStep(10)
        # Clockwise is to the right, as on a page.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMinimumWidth(80)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.follow(theme)

    def restyle(self) -> None:
        """Take the colours from the theme."""
        self.setMinimumHeight(self.theme.size(28))
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the way, its middle, where nothing is turned, and the knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        slider = QStyle.ComplexControl.CC_Slider
        knob = self.style().subControlRect(slider, option, QStyle.SubControl.SC_SliderHandle, self)
        middle = self.rect().center()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("ctl"))
        painter.drawRoundedRect(QRectF(4, middle.y() - 1, self.width() - 8, 3), 1.5, 1.5)
        painter.drawRect(QRectF(middle.x(), middle.y() - 6, 2, 13))
        painter.setBrush(self.theme.colour("primary"))
        radius = self.theme.size(8)
        painter.drawEllipse(QRectF(knob).center(), radius, radius)
        painter.setBrush(self.theme.colour("onprimary"))
        painter.drawEllipse(QRectF(knob).center(), radius / 2.5, radius / 2.5)


class TiltBar(Retranslated, Themed, QWidget):
    """The slider with its number.

    Args:
        theme: colours and fonts.
    """

    previewed = Signal(int)
    """Hundredths of a degree, while a hand is at the slider."""
    tilted = Signal(int, str)
    """Hundredths of a degree to which the page is to be turned; the second names a series of steps by the keyboard."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.label = Label(theme, 13, 600)
        self.slider = TiltSlider(theme)
        self.number = Label(theme, 13, 600, at_end=True)
        self.reset = Tool(theme, "restore")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 8)
        row.setSpacing(12)
        row.addWidget(self.label)
        row.addWidget(self.slider, 1)
        row.addWidget(self.number)
        row.addWidget(self.reset)
        self._quiet = False
        self.slider.valueChanged.connect(self._changed)
        self.slider.sliderReleased.connect(lambda: self.tilted.emit(self.slider.value() * _FINE, ""))
        self.reset.clicked.connect(lambda: self.tilted.emit(0, ""))
        self.follow(theme)
        self.retranslate()

    def show_tilt(self, tilt: int) -> None:
        """Show by how much the page is turned, in hundredths of a degree."""
        self._quiet = True
        self.slider.setValue(round(tilt / _FINE))
        self._quiet = False
        self.reset.setEnabled(bool(tilt))
        self._say(tilt)

    def _changed(self, value: int) -> None:
        if self._quiet:
            return
        self._say(value * _FINE)
        if self.slider.isSliderDown():
            self.previewed.emit(value * _FINE)
        else:
            self.tilted.emit(value * _FINE, "tilt")

    def _say(self, tilt: int) -> None:
        self.number.setText(bidi.ltr(f"{tilt / 100:+.1f}°" if tilt else "0.0°"))
        self.number.setMinimumWidth(self.theme.size(52))

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.label.setText(_("Level"))
        self.slider.setAccessibleName(_("Turn the page clockwise by tenths of a degree"))
        self.slider.setToolTip(_("Turn the page clockwise by tenths of a degree"))
        self.reset.say(_("As it was"), _("Take the levelling back"))


class EditorTools(Retranslated, Themed, QWidget):
    """The bar.

    Args:
        theme: colours and fonts.
    """

    turn_wanted = Signal(int)
    """Quarters clockwise."""
    crop_toggled = Signal(bool)
    level_toggled = Signal(bool)
    undo_wanted = Signal()
    redo_wanted = Signal()
    zoom_wanted = Signal(int)
    fit_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.left = Tool(theme, "rotate-2")
        self.right = Tool(theme, "rotate-clockwise-2")
        self.crop = Tool(theme, "crop", stays=True)
        self.level = Tool(theme, "perspective", stays=True)
        self.undo = Tool(theme, "arrow-back-up")
        self.redo = Tool(theme, "arrow-forward-up")
        self.smaller = Tool(theme, "zoom-out", bare=True)
        self.percent = Label(theme, 13, 600, centred=True)
        self.larger = Tool(theme, "zoom-in", bare=True)
        self.fit = Tool(theme, "arrows-maximize", bare=True)
        self.tilt = TiltBar(theme)
        self.row = FlowRow(4)
        self._steps = ("", "")
        self._rules = [Rule(theme, vertical=True, length=24) for _rule in range(2)]
        first, second = self._rules
        ahead = (self.left, self.right, first, self.crop, self.level, second, self.undo, self.redo)
        for part in ahead:
            self.row.add(part)
        for zoomer in (self.smaller, self.percent, self.larger, self.fit):
            self.row.add_at_end(zoomer)
        self.row.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._bar = QHBoxLayout()
        self._bar.setContentsMargins(12, 8, 12, 7)
        self._bar.addWidget(self.row)
        column.addLayout(self._bar)
        column.addWidget(self.tilt)
        column.addWidget(Rule(theme))
        self.tilt.hide()
        self._connect()
        self.follow(theme)
        self.retranslate()

    def _connect(self) -> None:
        actions = {
            "left": (self.left, lambda: self.turn_wanted.emit(-1)),
            "right": (self.right, lambda: self.turn_wanted.emit(1)),
            "undo": (self.undo, self.undo_wanted.emit),
            "redo": (self.redo, self.redo_wanted.emit),
            "smaller": (self.smaller, lambda: self.zoom_wanted.emit(-1)),
            "larger": (self.larger, lambda: self.zoom_wanted.emit(1)),
            "fit": (self.fit, self.fit_wanted.emit),
        }
        for tool, act in actions.values():
            tool.clicked.connect(act)
        self.crop.toggled.connect(self.crop_toggled)
        self.level.toggled.connect(self.level_toggled)
        self.level.toggled.connect(self.tilt.setVisible)
        # One of them at a time: handles on a page that turns would be in the way.
        self.crop.toggled.connect(lambda on: self.level.setChecked(False) if on else None)
        self.level.toggled.connect(lambda on: self.crop.setChecked(False) if on else None)

    def add_shortcuts(self, page: QWidget) -> None:
        """Let keys press the tools wherever the keyboard is on a page."""
        for name, keys in (*_KEYS.items(), ("larger", "Alt+="), ("redo", "Ctrl+Y")):
            tool: Tool = getattr(self, name)
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(tool.click)

    def show_steps(self, undoes: str, redoes: str) -> None:
        """Name what the steps back and forward would do; empty for none."""
        self._steps = (undoes, redoes)
        self.undo.setEnabled(bool(undoes))
        self.redo.setEnabled(bool(redoes))
        back = _("Undo: {step}").format(step=undoes) if undoes else _("Undo")
        forward = _("Redo: {step}").format(step=redoes) if redoes else _("Redo")
        self.undo.say(_("Undo"), back, _shown(_KEYS["undo"]))
        self.redo.say(_("Redo"), forward, _shown(_KEYS["redo"]))
        self._fit()

    def show_percent(self, percent: int) -> None:
        """Show how large the page is shown."""
        self.percent.setText(bidi.ltr(f"{percent}%"))
        self.percent.setAccessibleName(_("Shown at {n}%").format(n=percent))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show icons alone where words find no room."""
        super().resizeEvent(event)
        self._fit()

    def restyle(self) -> None:
        """Fit the tools to the text size."""
        super().restyle()
        self.percent.setMinimumWidth(self.theme.size(44))
        self._fit()

    def _fit(self) -> None:
        tools: list[Tool] = [part for part in self.row.parts if isinstance(part, Tool)]
        needed = sum(tool.full_width for tool in tools) + self.percent.minimumWidth() + 4 * (len(self.row.parts) + 1)
        for tool in tools:
            tool.set_compact(needed > self.width() - 24 > 0)

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.left.say(pgettext("turn a page", "Left"), _("Turn the page to the left"), _shown(_KEYS["left"]))
        self.right.say(pgettext("turn a page", "Right"), _("Turn the page to the right"), _shown(_KEYS["right"]))
        self.crop.say(_("Crop"), _("Crop the page"), _shown(_KEYS["crop"]))
        self.level.say(_("Level"), _("Turn a page that lies askew until it stands level"), _shown(_KEYS["level"]))
        self.smaller.say("", _("Show it smaller"), _shown(_KEYS["smaller"]))
        self.larger.say("", _("Show it larger"), _shown(_KEYS["larger"]))
        self.fit.say("", _("Show the whole page"), _shown(_KEYS["fit"]))
        self.show_steps(*self._steps)


def _shown(keys: str) -> str:
    return bidi.ltr(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText))

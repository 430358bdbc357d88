"""The page that is edited, large: zoomed, moved about, and cropped by eight handles."""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView, QLabel, QWidget

from citizen_desktop import bidi
from citizen_desktop.attachments.arrangement import pixels, shifted, stretched
from citizen_desktop.attachments.models import UNIT, Box
from citizen_desktop.i18n import gettext as _
from citizen_desktop.printing.purpose_mark import mark_place
from citizen_desktop.ui.crop_shade import CropShade
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.crop_handle import CropHandle
from citizen_desktop.widgets.focus import KeyboardFocus
from citizen_desktop.widgets.scrolling import dress_scroll_bars
from citizen_desktop.widgets.theme import Theme

_AIR: Final = 16
_STEP: Final = 1.25
_LEAST_SCALE: Final = 0.02
_MOST_SCALE: Final = 8.0
_SIDES: Final = ((-1, -1), (0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0))
"""Clockwise from the top left: the order of the keyboard."""


class EditorCanvas(Retranslated, KeyboardFocus, QGraphicsView):
    """The page.

    Args:
        theme: colours and sizes.
    """

    ring_reach = -1

    box_changed = Signal(object, str)
    """What is kept of the page is to be another ``Box``; the second names a series of steps by the keyboard."""
    zoomed = Signal()
    """The page is shown in another size."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._size = (1, 1)
        self._box = self._shown_box = Box()
        self._unit = 1.0
        self._fits = True
        self._crops = False
        self._grabbed: tuple[Box, QPointF | None] | None = None
        self._scene = QGraphicsScene(self)
        self._page = QGraphicsPixmapItem()
        self._page.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._mark = QGraphicsPixmapItem()
        self._mark.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._shade = CropShade(theme)
        for item in (self._page, self._mark, self._shade):
            self._scene.addItem(item)
        self._mark_image: QImage | None = None
        self.setScene(self._scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # A page is no text: left is left in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.handles = tuple(CropHandle(theme, self.viewport(), sides) for sides in _SIDES)
        self.badge = QLabel(self.viewport())
        self.badge.setTextFormat(Qt.TextFormat.PlainText)
        self.badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._paper = True
        for handle in self.handles:
            handle.pushed.connect(lambda across, down, handle=handle: self._push(handle, across, down))
            handle.grabbed.connect(self._grab)
            handle.dragged.connect(lambda way, handle=handle: self._drag(handle, way))
            handle.let_go.connect(self._let_go)
        self.follow(theme)
        self.retranslate()
        self.set_crops(crops=False)

    @property
    def overlaid(self) -> tuple[QWidget, ...]:
        """What lies over the page and takes the keyboard."""
        return self.handles

    @property
    def box(self) -> Box:
        """What is kept of the page, as it is shown now."""
        return self._shown_box

    @property
    def share(self) -> float:
        """Pixels of the screen for each of the page, or of a hundredth of an inch where it has none of its own."""
        return self.transform().m11() / self._unit

    @property
    def wanted_width(self) -> int:
        """How many pixels wide a picture of the whole page is, to be sharp."""
        return max(1, round(self._size[0] * self.transform().m11() * self.devicePixelRatioF()))

    def show_page(self, size: tuple[int, int], box: Box, *, paper: bool) -> None:
        """Show another page, or the same one with something else done to it; its picture comes later.

        Args:
            size: in pixels, or in points.
            box: what is kept of it.
            paper: its size is in points.
        """
        other_size = size != self._size
        self._size, self._box, self._shown_box = size, box, box
        self._paper, self._unit = paper, 96 / 72 if paper else 1.0
        self._grabbed = None
        if other_size:
            self._stretch_page()
        self._place_mark()
        self._frame(fit=self._fits or other_size)

    def show_picture(self, image: QImage) -> None:
        """Show the page's picture, whatever its own size is."""
        self._page.setPixmap(QPixmap.fromImage(image))
        self._stretch_page()

    def show_mark(self, mark: QImage | None) -> None:
        """Lay a mark over the page, or none."""
        self._mark_image = mark
        self._mark.setPixmap(QPixmap() if mark is None else QPixmap.fromImage(mark))
        self._place_mark()

    def preview_tilt(self, degrees: float) -> None:
        """Show the page turned a little further while a hand is at it."""
        self._stretch_page(degrees)

    def set_crops(self, *, crops: bool) -> None:
        """Show the whole page with handles around what is kept of it, or that alone."""
        self._crops = crops
        self.setDragMode(QGraphicsView.DragMode.NoDrag if crops else QGraphicsView.DragMode.ScrollHandDrag)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor if crops else Qt.CursorShape.OpenHandCursor)
        for handle in self.handles:
            handle.setVisible(crops)
        self.badge.setVisible(crops)
        self._frame(fit=self._fits)

    def zoom(self, steps: int) -> None:
        """Show it larger, or smaller."""
        wanted = self.transform().m11() * _STEP**steps
        self._fits = False
        self._set_scale(wanted)

    def fit(self) -> None:
        """Show as much as there is, as large as it fits."""
        self._fits = True
        self._frame(fit=True)

    # ---------------------------------------------------------------- cropping

    def _push(self, handle: CropHandle, across: int, down: int) -> None:
        box = stretched(self._box, handle.sides, (across, down), self._size)
        self.box_changed.emit(box, f"{handle.sides}")

    def _grab(self) -> None:
        self._grabbed = (self._box, None)

    def _drag(self, handle: CropHandle, way: QPointF) -> None:
        if self._grabbed is not None:
            self._show_box(stretched(self._grabbed[0], handle.sides, self._in_page(way), self._size))

    def _let_go(self) -> None:
        grabbed, self._grabbed = self._grabbed, None
        if grabbed is not None and self._shown_box != grabbed[0]:
            self.box_changed.emit(self._shown_box, "")

    def _in_page(self, way: QPointF) -> tuple[int, int]:
        scale = self.transform().m11()
        return round(way.x() / scale), round(way.y() / scale)

    def _show_box(self, box: Box) -> None:
        self._shown_box = box
        self._shade.show_box(self._rect_of(box))
        self._say_size()
        self._place_handles()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Grab what is kept, to move all of it."""
        inside = self._rect_of(self._box).contains(self.mapToScene(event.position().toPoint()))
        if self._crops and inside and not self._box.whole and event.button() is Qt.MouseButton.LeftButton:
            self._grabbed = (self._box, event.position())
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Move what is kept."""
        if self._grabbed is not None and self._grabbed[1] is not None:
            way = self._in_page(event.position() - self._grabbed[1])
            self._show_box(shifted(self._grabbed[0], way, self._size))
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        if self._grabbed is not None:
            self._let_go()
            return
        super().mouseReleaseEvent(event)

    # ---------------------------------------------------------------- seeing

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom while Ctrl is held, else move."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom by plus, minus and nought; the arrows move the page."""
        match event.text():
            case "+" | "=":
                self.zoom(1)
            case "-":
                self.zoom(-1)
            case "0":
                self.fit()
            case _:
                super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return no more than what is of any use: it takes whatever is left."""
        return QSize(self.theme.size(200), self.theme.size(160))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what fitted fitting."""
        super().resizeEvent(event)
        self._frame(fit=self._fits)

    def scrollContentsBy(self, across: int, down: int) -> None:  # noqa: N802  Qt's name
        """Take the handles along."""
        super().scrollContentsBy(across, down)
        self._place_handles()

    def changeEvent(self, event: QEvent) -> None:
        """Stay as a page lies, whatever the language; only the words change."""
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        super().changeEvent(event)

    def restyle(self) -> None:
        """Take the colours from the theme."""
        self.setBackgroundBrush(self.theme.colour("canvas"))
        dress_scroll_bars(self, self.theme)
        self.badge.setFont(self.theme.font(13))
        ground = self.theme.colour("n900").name()
        self.badge.setStyleSheet(f"background: {ground}; color: white; border-radius: 8px; padding: 6px 12px;")
        self._place_handles()
        super().restyle()

    def retranslate(self) -> None:
        """Name the handles."""
        names = (
            _("Top left corner of the crop"),
            _("Top edge of the crop"),
            _("Top right corner of the crop"),
            _("Right edge of the crop"),
            _("Bottom right corner of the crop"),
            _("Bottom edge of the crop"),
            _("Bottom left corner of the crop"),
            _("Left edge of the crop"),
        )
        for handle, name in zip(self.handles, names, strict=True):
            handle.setAccessibleName(name)
            handle.setToolTip(_("The arrow keys move it by 1 pixel, with Shift by 10"))
        self._say_size()

    def _say_size(self) -> None:
        wide, high = pixels(self._shown_box, self._size)
        if self._paper:
            words = _("Crop: {size} mm").format(size=bidi.ltr(f"{wide * 25.4 / 72:.0f} × {high * 25.4 / 72:.0f}"))
        else:
            words = _("Crop: {size} pixels").format(size=bidi.ltr(f"{wide} × {high}"))
        self.badge.setText(words)
        self.badge.adjustSize()
        for handle in self.handles:
            handle.setAccessibleDescription(words)

    def _rect_of(self, box: Box) -> QRectF:
        width, height = self._size
        left, top = box.left * width / UNIT, box.top * height / UNIT
        return QRectF(left, top, box.right * width / UNIT - left, box.bottom * height / UNIT - top)

    def _stretch_page(self, degrees: float = 0.0) -> None:
        """Lay the picture over the whole of the page, so that an old one may stand for a new one for a while."""
        pixmap = self._page.pixmap()
        if pixmap.isNull():
            return
        width, height = self._size
        transform = QTransform()
        transform.translate(width / 2, height / 2)
        transform.rotate(degrees)
        transform.scale(width / pixmap.width(), height / pixmap.height())
        transform.translate(-pixmap.width() / 2, -pixmap.height() / 2)
        self._page.setTransform(transform)

    def _place_mark(self) -> None:
        if self._mark_image is None or self._mark_image.isNull():
            return
        place = mark_place(self._rect_of(self._box), self._mark_image)
        scale = place.width() / self._mark_image.width()
        self._mark.setTransform(QTransform.fromTranslate(place.x(), place.y()).scale(scale, scale))

    def _frame(self, *, fit: bool) -> None:
        """Show the page, or what is kept of it, with the air that handles need."""
        whole = QRectF(0, 0, *self._size)
        shown = whole if self._crops else self._rect_of(self._box)
        self._shade.show_frame(whole, self._rect_of(self._shown_box), crops=self._crops)
        room = self.viewport().size()
        if fit and room.width() > 2 * _AIR and room.height() > 2 * _AIR:
            across = (self.width() - 2 * _AIR) / shown.width()
            self._set_scale(min(across, (self.height() - 2 * _AIR) / shown.height()), shown)
        else:
            self._set_scale(self.transform().m11(), shown)
        self._say_size()

    def _set_scale(self, scale: float, shown: QRectF | None = None) -> None:
        if shown is None:
            shown = QRectF(0, 0, *self._size) if self._crops else self._rect_of(self._box)
        scale = max(_LEAST_SCALE, min(_MOST_SCALE, scale))
        air = (_AIR - 1) / scale
        self.setSceneRect(shown.adjusted(-air, -air, air, air))
        before = self.transform().m11()
        self.setTransform(QTransform.fromScale(scale, scale))
        if self._fits:
            self.centerOn(shown.center())
        self._place_handles()
        if before != scale:
            self.zoomed.emit()

    def _place_handles(self) -> None:
        rect = self._rect_of(self._shown_box)
        middle = rect.center()
        columns = {-1: rect.left(), 0: middle.x(), 1: rect.right()}
        rows = {-1: rect.top(), 0: middle.y(), 1: rect.bottom()}
        for handle in self.handles:
            handle.stand_at(self.mapFromScene(QPointF(columns[handle.sides[0]], rows[handle.sides[1]])))
        parent = self.parentWidget()
        to_left = parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = self.viewport().width() - self.badge.width() - _AIR if to_left else _AIR
        self.badge.move(QPoint(x, _AIR))

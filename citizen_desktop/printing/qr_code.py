"""QR codes: their modules, and a page with one."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPagedPaintDevice, QPainter

from citizen_desktop.content.models import Channel
from citizen_desktop.i18n import gettext as _

Modules = Sequence[Sequence[int]]


def qr_modules(payload: str) -> Modules:
    """Return the modules of a code that stands a quarter of it being hidden (level Q).

    Never a Micro QR code, which phones do not read.
    """
    import segno  # noqa: PLC0415  brings a good part of the standard library along, and few look at a code

    return [list(row) for row in segno.make(payload, error="q", micro=False, boost_error=False).matrix]


def draw_modules(painter: QPainter, modules: Modules, place: QRect, colour: QColor) -> None:
    """Draw the dark modules of a code into a square; the quiet zone around it is the caller's."""
    module = place.width() / len(modules)
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            if dark:
                painter.fillRect(QRectF(place.x() + x * module, place.y() + y * module, module, module), colour)


def paint_code(device: QPagedPaintDevice, channel: Channel, font: QFont) -> bool:
    """Paint a channel's code with its address and title on one page.

    Args:
        device: a printer or a PDF writer.
        channel: a row with a code.
        font: the bundled one.

    Returns:
        Whether the device took it.
    """
    if channel.qr is None:
        return False
    painter = QPainter()
    if not painter.begin(device):
        return False
    page = painter.viewport()
    side = min(page.width(), page.height()) // 2
    top = page.height() // 5
    font = QFont(font)
    font.setFeature(QFont.Tag("locl"), 0)  # its localised digits would have no character in a PDF
    font.setPixelSize(side // 14)
    painter.setFont(font)
    code = QRect((page.width() - side) // 2, top, side, side)
    draw_modules(painter, qr_modules(channel.qr.payload), code, QColor(Qt.GlobalColor.black))
    lines = (
        str(channel.qr.title),
        channel.qr.payload.partition(":")[2].removeprefix("//"),
        _("Unofficial help tool · Works offline"),
    )
    height = side // 8
    for index, line in enumerate(lines):
        place = QRect(0, code.bottom() + side // 8 + index * height, page.width(), height)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, line)
    return painter.end()

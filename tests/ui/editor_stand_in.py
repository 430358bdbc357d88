"""A stand-in for the process that decodes: it draws with Qt, in the thread that calls it."""

import threading
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.models import (
    UNIT,
    Edits,
    Inspection,
    Legibility,
    Measures,
    Page,
    PageEdit,
    Refusal,
    Result,
)
from citizen_desktop.attachments.raster import Raster
from citizen_desktop.attachments.thresholds import Thresholds
from citizen_desktop.ui.editor_source import EditorSource, SourceFile

THRESHOLDS = Thresholds(softness=60, dpi=150, line=20, brightness=120, contrast=60)
CLEAR = Legibility(sharpness=148, dpi=240, line=28, brightness=230, contrast=180)
SIZE = (1980, 2640)


def statement(width: int, height: int, page: int = 0) -> QImage:
    """A bank statement without a word in it."""
    image = QImage(width, height, QImage.Format.Format_RGBA8888)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(width / 600, height / 800)
    rows = 11 - 4 * (page % 2)
    bars = [
        (40, 40, 120, 40, "#D9DEE5"), (330, 44, 230, 14, "#4D5761"), (410, 68, 150, 9, "#9DA4AE"), (40, 104, 520, 2, "#C3C9D1"),
        (360, 124, 200, 9, "#AEB5BF"), (300, 144, 260, 9, "#AEB5BF"), (40, 176, 520, 34, "#E5E7EB"),
        *((x, 189, w, 9, "#4D5761") for x, w in ((480, 64), (370, 70), (160, 52), (66, 56))),
    ]  # fmt: skip
    for row in range(rows):
        y = 214 + row * 34
        shift = row * 37 % 60
        bars.append((40, y, 520, 34, "#FFFFFF" if row % 2 else "#F5F6F8"))
        bars += [(470, y + 13, 74, 8, "#8A93A0"), (250 + shift, y + 13, 190 - shift, 8, "#AEB5BF")]
        bars += [(150, y + 13, 62, 8, "#8A93A0"), (56, y + 13, 66, 8, "#5F6773")]
    for x, y, wide, high, colour in bars:
        painter.fillRect(QRectF(x, y, wide, high), QColor(colour))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor("#9DB4D6"))
    painter.drawEllipse(QRectF(94, 684, 72, 72))
    painter.end()
    return image


def edited(image: QImage, edit: PageEdit) -> QImage:
    """Turned, levelled, cropped."""
    image = image.transformed(QTransform().rotate(90 * edit.turns))
    if edit.tilt:
        turned = image.transformed(QTransform().rotate(edit.tilt / 100), Qt.TransformationMode.SmoothTransformation)
        paper = QImage(turned.size(), QImage.Format.Format_RGBA8888)
        paper.fill(Qt.GlobalColor.white)
        painter = QPainter(paper)
        painter.drawImage(0, 0, turned)
        painter.end()
        image = paper
    box, width, height = edit.box, image.width(), image.height()
    left, top = box.left * width // UNIT, box.top * height // UNIT
    return image.copy(left, top, max(1, box.right * width // UNIT - left), max(1, box.bottom * height // UNIT - top))


def content_of(name: str) -> bytes:
    """Bytes that tell files apart."""
    return f"file {name}".encode()


class StandIn:
    """Draws and makes; ``gate`` holds it, ``refusal`` is what it says of files that it makes."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.refusal: Refusal | None = None
        self.calls: list[tuple] = []
        self.pages: dict[bytes, int] = {}
        self.made_pages: dict[bytes, tuple[PageEdit, ...]] = {}
        self.threads: set[threading.Thread] = set()

    def _enter(self, check) -> None:
        self.threads.add(threading.current_thread())
        while not self.gate.wait(0.01):
            check()
        check()

    def inspect(self, content: bytes, *, password: str = "", check=lambda: None) -> Inspection:
        self._enter(check)
        self.calls.append(("inspect", content, password))
        if not content.startswith(b"file"):
            raise RefusedError(Refusal.LOCKED)
        return inspection(self.pages.get(content, 1))

    def render(self, content: bytes, page: int, edit: PageEdit | None, width: int, *, check=lambda: None) -> Raster:
        self._enter(check)
        self.calls.append(("render", page, edit, width))
        first = self.made_pages[content][page] if content in self.made_pages else PageEdit(page=page)
        image = edited(statement(SIZE[0] // 2, SIZE[1] // 2, first.page), first)
        image = edited(image, edit or PageEdit())
        image = image.scaledToWidth(max(1, width), Qt.TransformationMode.SmoothTransformation)
        image = image.convertToFormat(QImage.Format.Format_RGBA8888)
        return Raster(width=image.width(), height=image.height(), pixels=bytes(image.constBits()))

    def make(self, sources: Sequence[bytes], edits: Edits, stamp: Raster | None, budget: int, *, check=lambda: None):
        self._enter(check)
        self.calls.append(("make", edits, stamp is not None, tuple(sources), budget))
        if self.refusal is not None:
            raise RefusedError(self.refusal)
        size = 6_200_000
        made = inspection(len(edits.pages))
        content = b"made " + repr(edits).encode()
        self.made_pages[content] = edits.pages
        after = 1_900_000 if edits.fit else size
        return Result(
            media_type=made.media_type,
            content=content,
            inspection=made,
            before=Measures(size=size, legibility=CLEAR),
            after=Measures(size=after, legibility=CLEAR),
        )


def inspection(pages: int = 1) -> Inspection:
    return Inspection(
        media_type="image/jpeg",
        pages=tuple(Page(width=SIZE[0], height=SIZE[1], legibility=CLEAR) for _ in range(pages)),
    )


def source(pages: int = 2, **changes) -> EditorSource:
    file = SourceFile("scan-bank-11.jpg", content_of("one"), inspection(pages))
    values = {"slot": "Bank statement", "files": (file,), "thresholds": THRESHOLDS, "budget": 4_000_000}
    return EditorSource(**{**values, **changes})

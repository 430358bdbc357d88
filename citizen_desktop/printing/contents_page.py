"""The contents page on paper: a list, since columns side by side would not read back in order."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtGui import QPagedPaintDevice

from citizen_desktop.bidi import runs, strip_controls
from citizen_desktop.forms.contents_list import ContentsList, ListedDocument
from citizen_desktop.printing.paper import PALE, WARNING, Block, Sheet, paint_sheet, pdf_bytes

_INDENT: Final = 15.0
_SMALL: Final = 9.5


def paint_contents(device: QPagedPaintDevice, contents: ContentsList) -> bool:
    """Set the contents page on a printer, a preview or a PDF.

    Returns:
        Whether the device took it.
    """
    return paint_sheet(device, Sheet(contents.title, tuple(_blocks(contents)), contents.footer, contents.page))


def contents_pdf(contents: ContentsList) -> bytes:
    """Return the contents page as a PDF."""
    return pdf_bytes(lambda device: paint_contents(device, contents), contents.title)


def _blocks(contents: ContentsList) -> Iterator[Block]:
    if contents.incomplete:
        yield Block(contents.incomplete, 10, 600, WARNING, keep=True)
    yield Block(contents.title, 15, 700, centred=True, keep=True)
    for number, line in enumerate(contents.about, 1):
        yield Block(line, 10, above=8 if number == 1 else 0, ruled=number == len(contents.about), keep=True)
    for document in contents.documents:
        yield from _document(contents, document)
    if not contents.documents:
        yield Block(contents.none, above=12)
    if contents.missing:
        yield Block(contents.missing_heading, weight=600, colour=WARNING, above=18, keep=True)
        for name in contents.missing:
            yield Block(name, indent=_INDENT)


def _document(contents: ContentsList, document: ListedDocument) -> Iterator[Block]:
    yield Block(document.title, weight=600, above=12, keep=True)
    if document.original_names:
        yield Block(contents.original_name, _SMALL, colour=PALE, indent=_INDENT, keep=True)
    for name in document.original_names:
        for part in runs(strip_controls(name)):
            yield Block(part, _SMALL, foreign=True, indent=_INDENT, keep=True)
    yield Block(contents.file, _SMALL, colour=PALE, indent=_INDENT, keep=True)
    yield Block(document.file, _SMALL, foreign=True, indent=_INDENT, keep=True)
    if document.pages:
        yield Block(document.pages, _SMALL, indent=_INDENT, keep=True)
    yield Block(document.size, _SMALL, indent=_INDENT)

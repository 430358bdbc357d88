"""The letter on paper."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtGui import QPagedPaintDevice

from citizen_desktop.bidi import prose_parts, runs, strip_controls
from citizen_desktop.forms.letter import Entry, Letter
from citizen_desktop.printing.paper import PALE, WARNING, Block, SetSheet, Sheet, paint_sheet, pdf_bytes

_GAP: Final = 9.0
_INDENT: Final = 15.0
_SMALL: Final = 8.5


def paint_letter(device: QPagedPaintDevice, letter: Letter) -> bool:
    """Set the letter on a printer, a preview or a PDF.

    Returns:
        Whether the device took it.
    """
    return paint_sheet(device, _sheet(letter))


def set_letter(letter: Letter) -> SetSheet:
    """Return the letter set as it is printed, for a screen."""
    return SetSheet(_sheet(letter))


def letter_pdf(letter: Letter) -> bytes:
    """Return the letter as a PDF."""
    return pdf_bytes(lambda device: paint_letter(device, letter), letter.title)


def _sheet(letter: Letter) -> Sheet:
    return Sheet(letter.title, tuple(_blocks(letter)), letter.footer, letter.page)


def _blocks(letter: Letter) -> Iterator[Block]:
    if letter.incomplete:
        yield Block(letter.incomplete, 10, 600, WARNING, keep=True)
    for line in letter.head[:-1]:
        yield Block(line, 10, keep=True)
    yield Block(letter.head[-1], 10, ruled=True)
    yield Block(letter.title, 15, 700, above=14, centred=True, keep=True)
    yield Block(letter.salutation, weight=600, above=_GAP, keep=True)
    yield Block(letter.greeting)
    for paragraph in letter.paragraphs:
        for number, part in enumerate(prose_parts(strip_controls(paragraph.text))):
            yield Block(part, above=0 if number else _GAP, foreign=True, keep=bool(paragraph.quoted))
        for part in prose_parts(strip_controls(paragraph.quoted)):
            yield Block(part, weight=500, above=1, foreign=True, indent=_INDENT)
    yield Block(letter.closing, above=_GAP)
    if letter.attachments:
        yield Block(letter.attachments_heading, weight=600, above=_GAP + 4, keep=True)
        for attachment in letter.attachments:
            yield Block(attachment)
    yield Block(letter.signer_heading, weight=600, above=_GAP + 4, keep=True)
    for entry in letter.signer:
        yield from _entry(entry)
    # What is signed must not stand alone on a page.
    yield Block(letter.signature, above=_GAP, to_sign=True)


def _entry(entry: Entry) -> Iterator[Block]:
    """Give a label and its value below it, a number or a foreign word on a line of its own: so it reads back whole."""
    yield Block(entry.label, _SMALL, colour=PALE, above=1, keep=True)
    for part in runs(strip_controls(entry.value)):
        yield Block(part, weight=500, foreign=True, keep=True)

"""The summary of a registration on paper, in large letters: answers in the portal's order, and documents with boxes to tick."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtGui import QPagedPaintDevice

from citizen_desktop.bidi import runs_right_to_left, strip_controls
from citizen_desktop.forms.completeness import Standing
from citizen_desktop.forms.registration_lines import SummaryGroup, SummaryLine
from citizen_desktop.forms.registration_summary import DocumentLine, HousingOption, SummarySheet
from citizen_desktop.i18n import gettext as _
from citizen_desktop.printing.paper import INK, PALE, WARNING, Block, Sheet, paint_sheet, pdf_bytes
from citizen_desktop.printing.prose import running

_VALUE: Final = 14.0
_WORDS: Final = 11.0
_LABEL: Final = 10.0
_GAP: Final = 7.0
_INDENT: Final = 22.0


def paint_summary(device: QPagedPaintDevice, sheet: SummarySheet) -> bool:
    """Set the summary on a printer, a preview or a PDF, in the language that it was composed in.

    Returns:
        Whether the device took it.
    """
    return paint_sheet(device, _sheet(sheet))


def summary_pdf(sheet: SummarySheet) -> bytes:
    """Return the summary as a PDF."""
    return pdf_bytes(lambda device: paint_summary(device, sheet), sheet.title)


def _sheet(sheet: SummarySheet) -> Sheet:
    page = _("Page {number} of {count}")
    return Sheet(sheet.title, tuple(_blocks(sheet)), sheet.footer, page, runs_right_to_left(sheet.title))


def _blocks(sheet: SummarySheet) -> Iterator[Block]:
    if sheet.incomplete:
        yield Block(sheet.incomplete, _WORDS, 600, WARNING, keep=True)
    yield Block(sheet.title, 18, 700, keep=True)
    yield Block(strip_controls(sheet.prepared), _LABEL, colour=PALE, keep=True)
    yield from running(sheet.caution, _WORDS, 600, above=_GAP, ruled=True)
    for section in sheet.sections:
        yield from running(section.heading, 16, 700, above=2 * _GAP, keep=True)
        if section.where:
            yield from running(section.where, _LABEL, colour=PALE, keep=True)
        for group in section.groups:
            yield from _group(group)
    yield Block(sheet.documents_title, 16, 700, above=2 * _GAP, keep=True)
    for document in sheet.documents:
        yield from _document(document)
    yield from running(sheet.documents_note, _LABEL, colour=PALE, above=_GAP)
    if sheet.housing_title:
        yield from running(sheet.housing_title, 16, 700, above=2 * _GAP, keep=True)
        for option in sheet.housing:
            yield from _option(option)


def _group(group: SummaryGroup) -> Iterator[Block]:
    # A name may run in another direction than what stands before it.
    for number, part in enumerate(group.heading.split(_(" · ")) if group.heading else ()):
        yield from running(part, _VALUE, 700, above=0 if number else _GAP, keep=True)
    for number, line in enumerate(group.lines, 1):
        # Whoever types from it has to see whose number it is.
        yield from _line(line, keep=bool(group.heading) and number < len(group.lines))


def _line(line: SummaryLine, *, keep: bool) -> Iterator[Block]:
    """Give a label and its answer below it, a number or a foreign word on a line of its own: so it reads back whole."""
    yield from running(line.label, _LABEL, colour=PALE, above=_GAP / 2, keep=True)
    missing = line.standing is Standing.MISSING
    # What is added to an answer may run in another direction than the answer.
    for part in line.value.split(_(" · ")):
        yield from running(part, _VALUE, 600, colour=WARNING if missing else INK, keep=keep or bool(line.remark))
    if line.remark:
        yield from running(_("Check this: {reason}").format(reason=line.remark), _LABEL, colour=WARNING, keep=keep)


def _document(line: DocumentLine) -> Iterator[Block]:
    yield Block(
        strip_controls(line.name), _VALUE, 600, above=_GAP, keep=bool(line.detail or line.papers), box=line.ready
    )
    if line.detail:
        yield from running(line.detail, _LABEL, colour=PALE, indent=_INDENT, keep=bool(line.papers))
    for paper in line.papers:
        yield Block(strip_controls(paper), _WORDS, indent=_INDENT, box=line.ready)


def _option(option: HousingOption) -> Iterator[Block]:
    details = option.details
    yield Block(strip_controls(option.name), _VALUE, 600, above=_GAP, keep=bool(details), box=option.chosen)
    for number, detail in enumerate(details, 1):
        yield from running(detail, _LABEL, colour=PALE, indent=_INDENT, keep=number < len(details))

"""Makes a file of sources and edits. Only the process for untrusted bytes does that.

A picture of one page stays a picture; anything else becomes a PDF. Pages of a PDF stay as they are, and are drawn as pictures
only when they are levelled or cropped (a smaller frame alone would leave in the file what was cut off) or may have hidden layers.
Pixels are encoded anew only where they change. Of metadata nothing is left.
"""

import io
from collections.abc import Sequence
from contextlib import ExitStack, closing, suppress
from functools import cached_property, partial
from itertools import groupby

import pypdfium2
from PIL import Image

from citizen_desktop.attachments import media_type, stamping
from citizen_desktop.attachments.documents import Document, open_document
from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.fitting import fit
from citizen_desktop.attachments.inspection import inspect
from citizen_desktop.attachments.legibility import A4_LONG_SIDE, measure
from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.models import Edits, Inspection, Legibility, Measures, PageEdit, Refusal, Result
from citizen_desktop.attachments.page_drawing import page_drawing
from citizen_desktop.attachments.page_edits import edited
from citizen_desktop.attachments.pdf_writing import PdfWriter, flattened, has_layers
from citizen_desktop.attachments.picture_files import bare_jpeg, bare_png, drawn, jpeg
from citizen_desktop.attachments.raster import Raster
from citizen_desktop.attachments.thresholds import Thresholds


class _Source:
    """A file that pages are taken from."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        self.content = content
        self.document: Document = open_document(content, "", limits)

    @property
    def is_pdf(self) -> bool:
        return self.document.media_type == media_type.PDF

    @cached_property
    def is_copied(self) -> bool:
        """Whether its pages can become pages of another PDF as they are: hidden layers would be seen there."""
        if not self.is_pdf:
            return False
        with closing(pypdfium2.PdfDocument(self.content)) as document:
            return not has_layers(document)

    def paper_dots(self, page: int) -> int:
        """Of a picture's page, dots per inch above 0: on an A4 sheet if nothing says how large it is."""
        return self.document.dots_per_inch(page) or max(1, round(max(self.document.size(page)) / A4_LONG_SIDE))

    def drawing(self, page: int) -> tuple[Image.Image, int]:
        """The page as a picture in its own resolution, and that: 0 if nothing says how large it is."""
        if self.is_pdf:
            return page_drawing(self.document, page)
        return self.document.draw(page), self.document.dots_per_inch(page)


def make(
    sources: Sequence[bytes],
    edits: Edits,
    stamp: Raster | None,
    budget: int,
    thresholds: Thresholds,
    limits: Limits = Limits(),  # noqa: B008  frozen
) -> Result:
    """Make a file.

    Args:
        sources: the files that edits count from 0.
        edits: what is done; ``mark`` is text only, the mark itself is ``stamp``.
        stamp: the mark that is laid across each page, None for none.
        budget: bytes that the file may have, heeded if it is to fit.
        thresholds: what its pages have to reach when it is made to fit.
        limits: what sources may cost.

    Raises:
        RefusedError: a source can't be read, a page is not there, there is none at all, or the file can't be made to fit and
            stay legible.
    """
    if not edits.pages:
        raise RefusedError(Refusal.NO_PAGES)
    with ExitStack() as stack:
        opened: dict[int, _Source] = {}
        for number in sorted({edit.source for edit in edits.pages}):
            if number >= len(sources):
                raise RefusedError(Refusal.NO_PAGES)
            opened[number] = _Source(sources[number], limits)
            stack.callback(opened[number].document.close)
        for edit in edits.pages:
            if edit.page >= opened[edit.source].document.page_count:
                raise RefusedError(Refusal.NO_PAGES)
        alone = opened[edits.pages[0].source]
        if len(edits.pages) == 1 and not alone.is_pdf:
            content = _picture(alone, edits.pages[0], stamp)
        else:
            content = _pdf(opened, edits.pages, stamp)
    judge = partial(measure, thresholds=thresholds)
    before = inspect(content, "", limits, judge)
    fitted = fit(content, budget, thresholds, limits) if edits.fit else content
    after = before if fitted is content else inspect(fitted, "", limits, judge)
    return Result(
        media_type=after.media_type,
        content=fitted,
        inspection=after,
        before=Measures(size=len(content), legibility=_worst(before)),
        after=Measures(size=len(fitted), legibility=_worst(after)),
    )


def _picture(source: _Source, edit: PageEdit, stamp: Raster | None) -> bytes:
    kind = source.document.media_type
    if edit.untouched and stamp is None and not source.document.turned(edit.page):
        with suppress(ValueError):
            if kind == media_type.JPEG:
                return bare_jpeg(source.content)
            if kind == media_type.PNG:
                return bare_png(source.content)
    image, dots = _drawing(source, edit)
    if stamp is not None:
        image = stamping.stamped(image, stamp)
    return drawn(image, dots) if kind == media_type.PNG else jpeg(image, dots)


def _pdf(opened: dict[int, _Source], edits: Sequence[PageEdit], stamp: Raster | None) -> bytes:
    writer = PdfWriter()
    with ExitStack() as stack:
        documents: dict[int, pypdfium2.PdfDocument] = {}
        for (number, copied), run in groupby(edits, lambda edit: (edit.source, _is_copied(opened[edit.source], edit))):
            source = opened[number]
            if not copied:
                for edit in run:
                    _add_drawing(writer, source, edit)
                continue
            if number not in documents:
                documents[number] = pypdfium2.PdfDocument(source.content)
                stack.callback(documents[number].close)
                flattened(documents[number])
            writer.add_pages(documents[number], tuple(run))
        if stamp is not None:
            writer.stamp(stamp)
        return writer.content()


def _is_copied(source: _Source, edit: PageEdit) -> bool:
    return not edit.tilt and edit.box.whole and source.is_copied


def _add_drawing(writer: PdfWriter, source: _Source, edit: PageEdit) -> None:
    """Add a page as a picture, its bytes kept if its pixels are."""
    document = source.document
    kept = edit.evolve(turns=0).untouched and not document.turned(edit.page)
    if kept and document.media_type == media_type.JPEG and _has_usual_colours(source.content):
        with suppress(ValueError):
            size = document.size(edit.page)
            writer.add_picture(bare_jpeg(source.content), *size, source.paper_dots(edit.page), edit.turns)
            return
    image, dots = _drawing(source, edit)
    writer.add_picture(jpeg(image, dots), *image.size, dots or source.paper_dots(edit.page))


def _has_usual_colours(content: bytes) -> bool:
    """Whether a JPEG is coloured as screens are: on printed colours readers of PDF disagree."""
    with Image.open(io.BytesIO(content), formats=("JPEG",)) as image:
        return image.mode in {"L", "RGB"}


def _drawing(source: _Source, edit: PageEdit) -> tuple[Image.Image, int]:
    image, dots = source.drawing(edit.page)
    return edited(image, edit), dots


def _worst(inspection: Inspection) -> Legibility | None:
    """Return the legibility of the page that can be read worst."""
    measured = [page.legibility for page in inspection.pages if page.legibility is not None]
    return min(measured, key=lambda found: (-len(found.doubts), found.sharpness), default=None)

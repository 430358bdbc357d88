"""Brings files under a size, by resolution and quality, as long as their text stays legible.

Resolution goes first, down to the least that text needs, while the quality of JPEG stays good: small sharp letters read better than
large ones in a haze. Then quality goes, then colour. What comes out is measured like any page: it may have no doubt that the
page did not have before, and where a page was doubtful from the start it may not get clearly worse.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Final

import pypdfium2
from PIL import Image

from citizen_desktop.attachments import media_type
from citizen_desktop.attachments.documents import Document, open_document
from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.legibility import measure
from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.models import Doubt, Legibility, PageEdit, Refusal
from citizen_desktop.attachments.pdf_writing import POINTS, PdfWriter, flattened
from citizen_desktop.attachments.picture_files import jpeg
from citizen_desktop.attachments.thresholds import Thresholds

_GOOD: Final = (88, 82, 76)
"""Qualities of JPEG in which no haze is seen around letters."""
_POOR: Final = (66, 56, 46)
"""Qualities in which it is seen, and letters can be read."""
_STEP: Final = 0.88
"""Of the width and height, from one resolution to the next."""
_SPARE: Final = 1.1
"""Times the least resolution and line that is aimed at: measures differ a little once a page was made smaller."""
_WORSE: Final = 0.9
"""Of a measure that was doubtful before, what has to remain."""
_LEAST_SIDE: Final = 400
"""Pixels: smaller, a picture is no document."""
_PDF_SHELL: Final = 1_500
"""Bytes of a PDF around one picture."""
_ROUNDS: Final = 5
_TIGHTER: Final = 0.9


def share_budget(sizes: Sequence[int], file_limit: int, package_limit: int) -> tuple[int, ...]:
    """Return how many bytes each file may have, so that no file and all of them together exceed their limits.

    Small files keep what they have; what they leave is shared evenly among the large ones.

    Args:
        sizes: of the files, in bytes.
        file_limit: for each, in bytes.
        package_limit: for all, in bytes.
    """
    shares = [0] * len(sizes)
    left = package_limit
    order = sorted(range(len(sizes)), key=lambda place: sizes[place])
    for done, place in enumerate(order):
        shares[place] = max(0, min(sizes[place], file_limit, left // (len(order) - done)))
        left -= shares[place]
    # What is over goes to those that may still grow: a file that is edited later may need it.
    for place in reversed(order):
        more = min(file_limit - shares[place], left)
        shares[place] += max(0, more)
        left -= max(0, more)
    return tuple(shares)


def fit(content: bytes, budget: int, thresholds: Thresholds, limits: Limits) -> bytes:
    """Return a file that is no larger than its budget; the same bytes if it was not.

    Args:
        content: a picture of one page, or a PDF.
        budget: in bytes.
        thresholds: what its pages have to reach.
        limits: what it may cost to open it.

    Raises:
        RefusedError: it can't be read, or it can't be made to fit and stay legible (a PDF of text pages alone can't be made
            smaller either).
    """
    if len(content) <= budget:
        return content
    with closing(open_document(content, "", limits)) as document:
        if document.media_type == media_type.PDF:
            fitted = _fit_pdf(content, document, budget, thresholds)
        else:
            fitted = fit_picture(document.draw(0), document.dots_per_inch(0), budget, thresholds)
    if fitted is None or len(fitted) > budget:
        raise RefusedError(Refusal.ILLEGIBLE)
    return fitted


def fit_picture(image: Image.Image, dots_per_inch: int, budget: int, thresholds: Thresholds) -> bytes | None:
    """Return a picture as JPEG within a budget, None if it can't be read then.

    Args:
        image: RGB or L.
        dots_per_inch: of it, 0 if nothing says how large it is.
        budget: in bytes.
        thresholds: what it has to reach.
    """
    if budget < 1:
        return None
    before = measure(image, dots_per_inch, thresholds)
    for scales in _scales(image, before, thresholds, guessed=not dots_per_inch):
        for colourless in (False, True):
            if colourless and image.mode == "L":
                continue
            page = image.convert("L") if colourless else image
            for qualities in (_GOOD, _POOR):
                found = _within(page, dots_per_inch, scales, qualities, budget)
                if found is None:
                    continue
                content, dots = found
                with Image.open(io.BytesIO(content)) as smaller:
                    after = measure(smaller, dots, thresholds)
                if _stays_legible(before, after):
                    return content
    return None


def _scales(
    image: Image.Image, before: Legibility, thresholds: Thresholds, *, guessed: bool
) -> Iterator[tuple[float, ...]]:
    """Yield how much smaller it may become; if only a guess says how large the paper is, then also beyond what that would need."""
    side = _LEAST_SIDE / max(min(image.size), _LEAST_SIDE)
    dots = _SPARE * thresholds.dpi / max(before.dpi, 1)
    line = _SPARE * thresholds.line / before.line if before.line else 0
    least = min(1.0, max(side, dots, line))
    yield _steps(1.0, least)
    if guessed and line and max(side, line) < least:
        yield _steps(least, max(side, line))


def _steps(scale: float, least: float) -> tuple[float, ...]:
    """Return scales from one down to the least, the largest first."""
    steps = []
    while scale > least:
        steps.append(scale)
        scale *= _STEP
    return (*steps, least)


def _within(
    image: Image.Image, dots_per_inch: int, scales: Sequence[float], qualities: Sequence[int], budget: int
) -> tuple[bytes, int] | None:
    """Return the largest picture that keeps within the budget in the least of the qualities, in the best that it has room for."""
    low, high = 0, len(scales) - 1
    best: tuple[Image.Image, int, bytes] | None = None
    while low <= high:
        middle = (low + high) // 2 if best or low else min(_guess(image, scales, budget), high)
        smaller, dots = _resized(image, scales[middle]), round(dots_per_inch * scales[middle])
        content = jpeg(smaller, dots, qualities[-1])
        if len(content) <= budget:
            best, high = (smaller, dots, content), middle - 1
        else:
            low = middle + 1
    if best is None:
        return None
    smaller, dots, content = best
    better = (jpeg(smaller, dots, quality) for quality in qualities[:-1])
    return next((found for found in better if len(found) <= budget), content), dots


def _guess(image: Image.Image, scales: Sequence[float], budget: int) -> int:
    """Return where to begin to look: a photo of a page takes about an eighth of a byte for each pixel."""
    share = (8 * budget / (image.width * image.height)) ** 0.5
    return next((place for place, scale in enumerate(scales) if scale <= share), len(scales) - 1)


def _resized(image: Image.Image, scale: float) -> Image.Image:
    if scale >= 1:
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    smaller = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    smaller.info = image.info
    return smaller


def _stays_legible(before: Legibility, after: Legibility) -> bool:
    """Whether a page has no new doubt, and none that it had before has become clearly worse."""
    # What touches the edge still does; whether it is told may hang by a pixel.
    if set(after.doubts) - set(before.doubts) - {Doubt.CUT_OFF}:
        return False
    if Doubt.BLURRED in before.doubts and after.sharpness < _WORSE * before.sharpness:
        return False
    faint = {Doubt.TOO_DARK, Doubt.TOO_BRIGHT} & set(before.doubts)
    if faint and after.contrast < _WORSE * before.contrast:
        return False
    return Doubt.TOO_SMALL not in before.doubts or after.line >= _WORSE * before.line


def _fit_pdf(content: bytes, document: Document, budget: int, thresholds: Thresholds) -> bytes | None:
    """Return a PDF whose scanned pages are smaller pictures; pages of text are kept."""
    with closing(pypdfium2.PdfDocument(content)) as source:
        scans = [page for page in range(document.page_count) if document.is_scan(page)]
        if not scans:
            return None
        sizes = {page: _size_alone(source, page) for page in scans}
        room = budget - max(0, len(content) - sum(sizes.values()))
        for _ in range(_ROUNDS):
            if room <= 0:
                return None
            fitted = _with_smaller_scans(source, document, sizes, room, thresholds)
            if fitted is None or len(fitted) <= budget:
                return fitted
            room = round((room - max(0, len(fitted) - budget)) * _TIGHTER)
    return None


def _size_alone(source: pypdfium2.PdfDocument, page: int) -> int:
    writer = PdfWriter()
    writer.add_pages(source, [PageEdit(page=page)])
    return len(writer.content())


def _with_smaller_scans(
    source: pypdfium2.PdfDocument, document: Document, sizes: dict[int, int], room: int, thresholds: Thresholds
) -> bytes | None:
    """Return the PDF with scans that share the room, None if one of them can't be read then."""
    order = sorted(sizes)
    shares = dict(zip(order, share_budget([sizes[page] for page in order], room, room), strict=True))
    flattened(source)
    writer = PdfWriter()
    kept: list[PageEdit] = []
    for page in range(document.page_count):
        if page not in sizes or sizes[page] <= shares[page]:
            kept.append(PageEdit(page=page))
            continue
        dots = document.dots_per_inch(page)
        image = document.draw(page)
        smaller = fit_picture(image, dots, shares[page] - _PDF_SHELL, thresholds)
        if smaller is None:
            return None
        if kept:
            writer.add_pages(source, kept)
            kept = []
        with Image.open(io.BytesIO(smaller)) as picture:
            points = document.size(page)
            writer.add_picture(smaller, *picture.size, max(1, round(POINTS * max(picture.size) / max(points))))
    if kept:
        writer.add_pages(source, kept)
    return writer.content()

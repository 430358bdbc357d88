"""What a file may cost before it is refused: the bounds within which untrusted bytes are decoded."""

from typing import Final

from citizen_desktop.attachments.models import Value

MEBIBYTE: Final = 1 << 20


class Limits(Value, frozen=True):
    """Bounds of one file and of the process that decodes it.

    Args:
        size: of a file, in bytes.
        pages: of a document.
        points: longest side of a PDF page, in points; 14,400 is the most that PDF 1.7 (ISO 32000-1, Annex C) has readers take.
        side: longest side of a picture, in pixels.
        pixels: of one picture, or of one picture inside a PDF page.
        proportion: pixels that a picture may have for each byte of its file, once it has more than ``pixels``: beyond, it is
            no large picture but a bomb.
        measured_pages: whose legibility is measured, from the first on.
        memory: address space of the process, in bytes.
        resident: bytes that the process may keep after a task, before another takes its place.
        tasks: after which another process takes its place.
        processor_seconds: time on a processor for inspecting or drawing.
        seconds: likewise on the clock, waiting for a processor included.
        making_processor_seconds: for making and joining files, which may have hundreds of pages.
        making_seconds: likewise on the clock.
    """

    size: int = 300 * MEBIBYTE
    pages: int = 2_000
    points: int = 14_400
    side: int = 30_000
    pixels: int = 120_000_000
    proportion: int = 100
    measured_pages: int = 40
    memory: int = 2_048 * MEBIBYTE
    resident: int = 256 * MEBIBYTE
    tasks: int = 200
    processor_seconds: int = 40
    seconds: float = 90.0
    making_processor_seconds: int = 600
    making_seconds: float = 900.0

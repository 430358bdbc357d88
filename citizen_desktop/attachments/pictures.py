"""Opens pictures that nobody vouches for: JPEG, PNG, HEIC, TIFF, WebP. Only the process for untrusted bytes does that.

What is opened is decoded to its last row, so that damage shows when a file is taken in and not when it is sent. Of a moving picture
only the first frame counts; a TIFF may have many pages.
"""

import io
import warnings
from typing import TYPE_CHECKING, Final

from citizen_desktop.attachments import media_type
from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.models import Refusal
from citizen_desktop.attachments.truncation import is_cut

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

_FORMATS: Final = {
    media_type.JPEG: "JPEG",
    media_type.PNG: "PNG",
    media_type.HEIC: "HEIF",
    media_type.TIFF: "TIFF",
    media_type.WEBP: "WEBP",
}
_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = 1
_SIDEWAYS: Final = frozenset({5, 6, 7, 8})
# What Pillow's ``Transpose`` calls the way back from each orientation of EXIF 2.32: flips 0 and 1, turns 2 to 4, both 5 and 6.
_TURNS: Final = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
_SIXTEEN_BITS: Final = frozenset({"I", "I;16", "I;16B", "I;16L", "F"})
_SCREEN_COLOURS: Final = frozenset({"P", "RGB", "RGBX", "YCbCr"})
"""Kinds of pixels whose profile is one of red, green and blue."""
_WHITES: Final = (1, 255, 1_023, 4_095, 16_383, 65_535)
"""What white may be where a pixel has more than eight bits: few cameras and scanners fill all sixteen, and none says how many."""
_PAPER_INCHES: Final = (3.0, 17.0)
"""Longest side of a sheet that a file's own resolution is believed for: from an identity card's scan to A3."""

_SCANNERS_LEAST: Final = 100
"""Dots per inch: 72 and 96 are what programs write that know of no resolution."""


class PictureDocument:
    """A picture that was opened: its pages can be drawn.

    Args:
        content: all of the file.
        kind: its media type.
        limits: what it may cost.

    Raises:
        RefusedError: it is cut, damaged, too large, or has too many pages.
    """

    def __init__(self, content: bytes, kind: str, limits: Limits) -> None:
        if is_cut(content, kind):
            raise RefusedError(Refusal.TRUNCATED)
        self.media_type = kind
        self._content = content
        self._limits = limits
        self._orientations: dict[int, int] = {}
        try:
            if kind == media_type.PNG:
                # Decoding stops with the last row and looks at no sum.
                _open(content, kind).verify()
            self._image = _open(content, kind)
            count = int(getattr(self._image, "n_frames", 1)) if kind == media_type.TIFF else 1
        except RefusedError:
            raise
        except MemoryError:
            raise RefusedError(Refusal.TOO_MUCH_MEMORY) from None
        except Exception as error:  # noqa: BLE001  libraries raise anything over bytes that somebody made up
            raise _refused(error) from None
        if count < 1:
            raise RefusedError(Refusal.NO_PAGES)
        if count > limits.pages:
            raise RefusedError(Refusal.TOO_MANY_PAGES)
        self.page_count = count

    def size(self, page: int) -> tuple[int, int]:
        """Return width and height of a page in pixels, upright.

        Args:
            page: from 0.

        Raises:
            RefusedError: it is too large, or its directory is damaged.
        """
        image = self._at(page)
        width, height = image.size
        # Pillow gives TIFF upright by itself.
        sideways = self.media_type != media_type.TIFF and self._orientations[page] in _SIDEWAYS
        return (height, width) if sideways else (width, height)

    def dots_per_inch(self, page: int) -> int:
        """Return the resolution that the file says, if that makes a sheet of paper of it; else 0, as of a photo.

        Args:
            page: from 0.
        """
        longest = max(self.size(page))
        stated = _stated(self._at(page))
        believed = stated is not None and _PAPER_INCHES[0] <= longest / stated <= _PAPER_INCHES[1]
        return round(stated) if stated is not None and believed else 0

    def turned(self, page: int) -> bool:
        """Return whether it is stored turned or mirrored and says so.

        Args:
            page: from 0.
        """
        self._at(page)
        return self._orientations[page] != _UPRIGHT

    def is_scan(self, page: int) -> bool:  # noqa: ARG002  a page of a PDF may be none
        """Return whether a page is a picture: always."""
        return True

    def draw(self, page: int, longest: int | None = None) -> "Image":
        """Return a page as red, green and blue or as grey, upright, on white where it is transparent.

        Args:
            page: from 0.
            longest: pixels of its longer side at the most; None for as many as there are.

        Raises:
            RefusedError: it is damaged, cut or too large.
        """
        from PIL.Image import Transpose  # noqa: PLC0415  21 MB that only the process for untrusted bytes needs

        image = self._at(page)
        try:
            if longest is not None and self.media_type == media_type.JPEG:
                # libjpeg decodes at an eighth, a quarter or half of the size for nearly nothing.
                image = _open(self._content, self.media_type)
                image.draft(None, (longest, longest))
            image.load()
            upright = _flattened(image)
            if self.media_type != media_type.TIFF and self._orientations[page] != _UPRIGHT:
                upright = upright.transpose(Transpose(_TURNS[self._orientations[page]]))
            if longest is not None and max(upright.size) > longest:
                upright.thumbnail((longest, longest), reducing_gap=3.0)
        except MemoryError:
            raise RefusedError(Refusal.TOO_MUCH_MEMORY) from None
        except Exception as error:  # noqa: BLE001  libraries raise anything over bytes that somebody made up
            raise _refused(error) from None
        return upright

    def unlocked(self) -> bytes | None:
        """Return None: pictures have no lock."""
        return None

    def close(self) -> None:
        """Free what is held."""
        self._image.close()

    def _at(self, page: int) -> "ImageFile":
        if not 0 <= page < self.page_count:
            raise RefusedError(Refusal.NO_PAGES)
        try:
            if self._image.tell() != page:
                self._image.seek(page)
        except MemoryError:
            raise RefusedError(Refusal.TOO_MUCH_MEMORY) from None
        except Exception as error:  # noqa: BLE001  libraries raise anything over bytes that somebody made up
            raise _refused(error) from None
        # First of all: asked how it is turned, Pillow decodes a PNG, as that may stand behind the picture.
        check_pixels(*self._image.size, len(self._content), self._limits)
        if page not in self._orientations:
            # Before it is decoded: Pillow drops the note once it has turned a TIFF.
            self._orientations[page] = _orientation(self._image)
        return self._image


def check_pixels(width: int, height: int, size: int, limits: Limits) -> None:
    """Refuse a picture that would be too large once it is decoded.

    Args:
        width: in pixels.
        height: likewise.
        size: of the file that it comes from, in bytes.
        limits: what it may have.

    Raises:
        RefusedError: it is too large, or a bomb.
    """
    if width < 1 or height < 1:
        raise RefusedError(Refusal.DAMAGED)
    pixels = width * height
    if pixels > limits.pixels and pixels > limits.proportion * size:
        raise RefusedError(Refusal.BOMB)
    if pixels > limits.pixels or max(width, height) > limits.side:
        raise RefusedError(Refusal.HUGE_PAGE)


def _open(content: bytes, kind: str) -> "ImageFile":
    from PIL import Image  # noqa: PLC0415  21 MB that only the process for untrusted bytes needs

    if kind == media_type.HEIC:
        _prepare_heic()
    # How large a picture may be is said by the limits, after its header was read and before anything is decoded.
    Image.MAX_IMAGE_PIXELS = None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Image.open(io.BytesIO(content), formats=(_FORMATS[kind],))


def _prepare_heic() -> None:
    import pi_heif  # noqa: PLC0415  as above

    pi_heif.options.DECODE_THREADS = 1
    pi_heif.register_heif_opener(thumbnails=False)


def _orientation(image: "Image") -> int:
    try:
        found = image.getexif().get(_ORIENTATION, _UPRIGHT)
    except Exception:  # noqa: BLE001  metadata that can't be read turn nothing
        return _UPRIGHT
    return found if isinstance(found, int) and found in range(1, 9) else _UPRIGHT


def _stated(image: "Image") -> float | None:
    try:
        stated = min(float(value) for value in image.info["dpi"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    return stated if stated >= _SCANNERS_LEAST else None


def _flattened(image: "Image") -> "Image":
    """Every kind of pixels as red, green and blue, or as grey."""
    from PIL import Image  # noqa: PLC0415  as above

    if image.mode in _SIXTEEN_BITS:
        return _eight_bits(image)
    if image.mode == "1":
        return image.convert("L")
    if image.mode in {"L", "RGB"} and "transparency" not in image.info:
        return image
    if image.mode in {"LA", "PA", "RGBA", "RGBa", "La"} or "transparency" in image.info:
        opaque = Image.new("RGB", image.size, "white")
        layer = image.convert("RGBA")
        opaque.paste(layer, mask=layer.getchannel("A"))
        return opaque
    screen = image.convert("RGB")
    if image.mode not in _SCREEN_COLOURS:
        # It speaks of inks, or of other colours that were turned into these.
        screen.info.pop("icc_profile", None)
    return screen


def _eight_bits(image: "Image") -> "Image":
    """Pillow clips 16 bits to the lowest 255 values: it has to be divided first."""
    low, high = image.getextrema()
    if not isinstance(low, (int, float)) or not isinstance(high, (int, float)):
        raise RefusedError(Refusal.DAMAGED)
    scale = 255 / next((white for white in _WHITES if white >= high), _WHITES[-1])
    return image.convert("F").point(lambda value: value * scale + 0.0).convert("L")


def _refused(error: Exception) -> RefusedError:
    if isinstance(error, RefusedError):
        return error
    if isinstance(error, EOFError) or "truncated" in str(error):
        return RefusedError(Refusal.TRUNCATED)
    return RefusedError(Refusal.DAMAGED)

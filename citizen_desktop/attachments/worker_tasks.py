"""What the process for untrusted bytes does with a request."""

from collections.abc import Sequence
from functools import partial

from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.inspection import inspect
from citizen_desktop.attachments.joining import join
from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.models import Refusal
from citizen_desktop.attachments.raster import Part
from citizen_desktop.attachments.rendering import render
from citizen_desktop.attachments.worker_protocol import (
    Answer,
    Inspect,
    Inspected,
    Join,
    Joined,
    Make,
    Refused,
    Render,
    Rendered,
    Request,
    Setting,
)


def load() -> None:
    """Load the libraries, while files may still be opened at will and before anybody waits for an answer."""
    import pi_heif  # noqa: F401, PLC0415  only the process for untrusted bytes needs them
    import pypdfium2  # noqa: F401, PLC0415
    from PIL import (  # noqa: PLC0415
        Image,
        JpegImagePlugin,  # noqa: F401
        PngImagePlugin,  # noqa: F401
        TiffImagePlugin,  # noqa: F401
        WebPImagePlugin,  # noqa: F401
    )

    Image.preinit()


def do(request: Request, contents: Sequence[bytes], setting: Setting) -> Answer:
    """Answer one request.

    Args:
        request: what is asked.
        contents: the files that it is about.
        setting: limits and thresholds.

    Raises:
        MemoryError: there is too little.
    """
    try:
        return _answer(request, contents, setting)
    except RefusedError as refused:
        return Refused(refusal=refused.refusal, foreign=refused.foreign)
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception:  # noqa: BLE001  whatever a library raises over bytes that somebody made up, only that file is lost
        return Refused(refusal=Refusal.DAMAGED)


def processor_seconds(request: Request, limits: Limits) -> int:
    """Return how long a request may take on a processor, in seconds."""
    return limits.making_processor_seconds if isinstance(request, Make | Join) else limits.processor_seconds


def _answer(request: Request, contents: Sequence[bytes], setting: Setting) -> Answer:
    limits = setting.limits
    match request:
        case Inspect():
            from citizen_desktop.attachments.legibility import measure  # noqa: PLC0415  loads Pillow

            found = inspect(contents[0], request.password, limits, partial(measure, thresholds=setting.thresholds))
            return Inspected(inspection=found)
        case Render():
            return Rendered(raster=render(contents[0], request.page, request.edit, request.width, limits))
        case Join():
            pairs = zip(contents, request.stamps, strict=True)
            return Joined(content=join([Part(content=content, stamp=stamp) for content, stamp in pairs], limits))
    raise NotImplementedError

"""What goes through the pipes to the process for untrusted bytes, and back: frames of a length and as many bytes.

A request is one frame in msgpack that says what is asked and how many frames of plain bytes follow: files are not copied into
another form. An answer is one frame in msgpack. The process starts with one frame, its setting.
"""

from collections.abc import Sequence
from typing import IO, Annotated, Final, TypeVar

import msgspec

from citizen_desktop.attachments.foreign import Foreign
from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.models import Edits, Inspection, PageEdit, Refusal, Result, Value
from citizen_desktop.attachments.raster import Raster
from citizen_desktop.attachments.thresholds import Thresholds

T = TypeVar("T")

_LENGTH: Final = 8
_LARGEST: Final = 1 << 32
"""Bytes of a frame: more is no frame but nonsense."""
_BLOCK: Final = 1 << 20


class Setting(Value, frozen=True):
    """What the process is told once.

    Args:
        limits: what a file may cost.
        thresholds: of legibility.
    """

    limits: Limits
    thresholds: Thresholds


class Inspect(Value, frozen=True, tag="inspect"):
    """Asks what a file is; one frame follows, the file.

    Args:
        password: of a PDF, empty for none.
    """

    password: str = ""


class Render(Value, frozen=True, tag="render"):
    """Asks for a page as a picture; one frame follows, the file.

    Args:
        page: from 0.
        edit: what is done to it first, None for nothing.
        width: of the picture, in pixels.
    """

    page: Annotated[int, msgspec.Meta(ge=0)]
    width: Annotated[int, msgspec.Meta(ge=1)]
    edit: PageEdit | None = None


class Make(Value, frozen=True, tag="make"):
    """Asks for a file made of others; a frame follows for each of them.

    Args:
        edits: its pages, and what is done to them.
        budget: bytes that it is to fit, if ``edits`` says so.
        stamp: laid over each page, None for none.
    """

    edits: Edits
    budget: int
    stamp: Raster | None = None


class Join(Value, frozen=True, tag="join"):
    """Asks for one PDF of several files; a frame follows for each of them.

    Args:
        stamps: for the pages of each.
    """

    stamps: tuple[Raster | None, ...]


Request = Inspect | Render | Make | Join


class Inspected(Value, frozen=True, tag="inspected"):
    """What a file is."""

    inspection: Inspection


class Rendered(Value, frozen=True, tag="rendered"):
    """A page as a picture."""

    raster: Raster


class Made(Value, frozen=True, tag="made"):
    """A file that was made."""

    result: Result


class Joined(Value, frozen=True, tag="joined"):
    """A PDF of several files."""

    content: bytes


class Refused(Value, frozen=True, tag="refused"):
    """Why it was not done."""

    refusal: Refusal
    foreign: Foreign | None = None


Answer = Inspected | Rendered | Made | Joined | Refused


class Asked(Value, frozen=True):
    """The first frame of a request.

    Args:
        request: what is asked.
        frames: how many follow.
    """

    request: Request
    frames: Annotated[int, msgspec.Meta(ge=0, le=1000)]


class BrokenProtocolError(Exception):
    """What came is no frame, or not what it should be."""


_encoder: Final = msgspec.msgpack.Encoder()
_asked: Final = msgspec.msgpack.Decoder(Asked)
_setting: Final = msgspec.msgpack.Decoder(Setting)
_answer: Final = msgspec.msgpack.Decoder(Answer)


def write_setting(stream: IO[bytes], setting: Setting) -> None:
    """Send what the process is told once."""
    _write(stream, _encoder.encode(setting))
    stream.flush()


def read_setting(stream: IO[bytes]) -> Setting | None:
    """Return what the process is told once, None if nobody is there any more."""
    return _decoded(_setting, stream)


def write_request(stream: IO[bytes], request: Request, contents: Sequence[bytes]) -> None:
    """Send a request and the files that it is about."""
    _write(stream, _encoder.encode(Asked(request=request, frames=len(contents))))
    for content in contents:
        _write(stream, content)
    stream.flush()


def read_request(stream: IO[bytes]) -> tuple[Request, list[bytes]] | None:
    """Return a request and the files that it is about, None if nobody is there any more."""
    asked = _decoded(_asked, stream)
    if asked is None:
        return None
    contents = []
    for _ in range(asked.frames):
        content = _read(stream)
        if content is None:
            return None
        contents.append(content)
    return asked.request, contents


def write_answer(stream: IO[bytes], answer: Answer) -> None:
    """Send an answer."""
    _write(stream, _encoder.encode(answer))
    stream.flush()


def read_answer(stream: IO[bytes]) -> Answer | None:
    """Return an answer, None if the process ended without one.

    Raises:
        BrokenProtocolError: it is none.
    """
    return _decoded(_answer, stream)


def _decoded(decoder: "msgspec.msgpack.Decoder[T]", stream: IO[bytes]) -> T | None:
    frame = _read(stream)
    if frame is None:
        return None
    try:
        return decoder.decode(frame)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise BrokenProtocolError from None


def _write(stream: IO[bytes], frame: bytes) -> None:
    stream.write(len(frame).to_bytes(_LENGTH, "little"))
    view = memoryview(frame)
    for place in range(0, len(view), _BLOCK):
        stream.write(view[place : place + _BLOCK])


def _read(stream: IO[bytes]) -> bytes | None:
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "little")
    if length > _LARGEST:
        raise BrokenProtocolError
    frame = stream.read(length)
    return frame if len(frame) == length else None

"""Has pages drawn and files made for the editor, one piece of work after another, off the GUI thread.

Of every kind but the small pictures the latest order alone counts: what a person sees is what they did last.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.models import Edits, PageEdit, Refusal, Result
from citizen_desktop.attachments.raster import Raster
from citizen_desktop.attachments.workshop import WorkshopClosedError
from citizen_desktop.clock import Clock
from citizen_desktop.printing.purpose_mark import mark_raster
from citizen_desktop.ui.editor_source import Decoding
from citizen_desktop.ui.jobs import Control, Job


class Kind(IntEnum):
    """What is ordered, the most urgent first."""

    PAGE = 0
    BEFORE = 1
    AFTER = 2
    SMALL = 3
    FILE = 4


@dataclass(frozen=True)
class Order:
    """Something to be drawn or made.

    Args:
        kind: what for.
        key: by which whoever ordered it knows it again.
    """

    kind: Kind
    key: object


@dataclass(frozen=True)
class PictureOrder(Order):
    """A picture of a page.

    Args:
        content: of the file.
        page: which page of it.
        edit: what is done to it first.
        width: in pixels.
    """

    content: bytes = field(repr=False)
    page: int
    edit: PageEdit | None
    width: int


@dataclass(frozen=True)
class FileOrder(Order):
    """A file.

    Args:
        sources: what it is made of.
        edits: how.
        budget: in bytes.
        aim: what is tried before that, likewise; None for nothing.
    """

    sources: tuple[bytes, ...] = field(repr=False)
    edits: Edits
    budget: int
    aim: int | None = None


class EditorPictures(QObject):
    """The orders.

    Args:
        decoding: does the work.
        clock: for jobs.
    """

    drawn = Signal(object, QImage)
    """An order and its picture."""
    made = Signal(object, object)
    """An order and its ``Result``."""
    refused = Signal(object, object)
    """An order and its ``Refusal``."""

    def __init__(self, decoding: Decoding, clock: Clock) -> None:
        super().__init__()
        self._decoding, self._clock = decoding, clock
        self._orders: list[Order] = []
        self._at_work: tuple[Order, Job] | None = None
        self._closed = False

    @property
    def is_busy(self) -> bool:
        """Whether anything is still to come."""
        return self._at_work is not None or bool(self._orders)

    def order(self, order: Order) -> None:
        """Order something in place of what was ordered for the same before."""
        if self._closed or order in self._orders or (self._at_work is not None and self._at_work[0] == order):
            return
        self._orders = [other for other in self._orders if not _replaces(order, other)]
        self._orders.append(order)
        if self._at_work is not None and self._at_work[0].kind is Kind.FILE and order.kind in {Kind.FILE, Kind.PAGE}:
            # A page is waited for, and a file that nobody wants any more takes too long; one that is still wanted comes after it.
            self._at_work[1].cancel()
            if order.kind is Kind.PAGE and not any(_replaces(waiting, self._at_work[0]) for waiting in self._orders):
                self._orders.append(self._at_work[0])
        self._next()

    def forget(self, kind: Kind) -> None:
        """Take back what was ordered of a kind; what is being made breaks off."""
        self._orders = [order for order in self._orders if order.kind is not kind]
        if self._at_work is not None and self._at_work[0].kind is kind:
            self._at_work[1].cancel()

    def close(self) -> None:
        """Take everything back, for good."""
        self._closed = True
        self._orders.clear()
        if self._at_work is not None:
            self._at_work[1].close()
            self._at_work = None

    def _next(self) -> None:
        if self._at_work is not None or not self._orders or self._closed:
            return
        order = min(self._orders, key=lambda waiting: waiting.kind)
        self._orders.remove(order)
        job = Job(_work, self._decoding, order, clock=self._clock)
        job.finished.connect(lambda outcome: self._finished(order, outcome))
        job.failed.connect(lambda _error: self._ended())
        job.cancelled.connect(self._ended)
        self._at_work = (order, job)
        job.start()

    def _ended(self) -> None:
        self._at_work = None
        self._next()

    def _finished(self, order: Order, outcome: object) -> None:
        self._at_work = None
        if not any(_replaces(waiting, order) for waiting in self._orders):
            if isinstance(outcome, RefusedError):
                self.refused.emit(order, outcome.refusal)
            elif isinstance(outcome, QImage):
                self.drawn.emit(order, outcome)
            else:
                self.made.emit(order, outcome)
        self._next()


def _replaces(order: Order, other: Order) -> bool:
    return order.kind is other.kind and (order.kind is not Kind.SMALL or order.key == other.key)


def _work(control: Control, decoding: Decoding, order: Order) -> QImage | Result | RefusedError:
    """Draw or make something; a refusal is an answer like any other."""
    try:
        if isinstance(order, PictureOrder):
            return picture_of(decoding.render(order.content, order.page, order.edit, order.width, check=control.check))
        if isinstance(order, FileOrder):
            return make_file(decoding, order, control.check)
    except RefusedError as error:
        return error
    except WorkshopClosedError:
        # The window is closing: nobody waits for it any more.
        return RefusedError(Refusal.CRASHED)
    raise TypeError(order)


def make_file(decoding: Decoding, order: FileOrder, check: Callable[[], None]) -> Result:
    """Make a file, with the mark that its edits ask for.

    Raises:
        RefusedError: it can't be made.
    """
    stamp = mark_raster(order.edits.mark) if order.edits.mark else None
    if order.edits.fit and order.aim is not None:
        try:
            return decoding.make(order.sources, order.edits, stamp, order.aim, check=check)
        except RefusedError as error:
            if error.refusal is not Refusal.ILLEGIBLE:
                raise
    return decoding.make(order.sources, order.edits, stamp, order.budget, check=check)


def picture_of(raster: Raster) -> QImage:
    """Return plain bytes as a picture of its own."""
    image = QImage(raster.pixels, raster.width, raster.height, 4 * raster.width, QImage.Format.Format_RGBA8888)
    return image.copy()

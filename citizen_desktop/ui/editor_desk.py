"""What the file editor works with: the sources, what was done, and what is drawn, measured and made of that."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from citizen_desktop.attachments import arrangement, media_type
from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.models import UNIT, Box, Edits, Legibility, Page, PageEdit, Refusal, Result
from citizen_desktop.clock import Clock
from citizen_desktop.ui.detail_choice import busiest, within
from citizen_desktop.ui.editor_commands import History
from citizen_desktop.ui.editor_joining import read_files
from citizen_desktop.ui.editor_pictures import EditorPictures, FileOrder, Kind, Order, PictureOrder
from citizen_desktop.ui.editor_source import Decoding, EditorSource, SourceFile
from citizen_desktop.ui.editor_words import refusal_words
from citizen_desktop.ui.fit_card import DETAIL
from citizen_desktop.ui.jobs import Job
from citizen_desktop.ui.page_thumbnail import WIDTH

_PAUSE: Final = 400
"""Milliseconds without a change after which the file is made, to be measured."""
_PAPER_DOTS: Final = 150
"""Dots per inch at which a detail of a page without dots of its own is shown."""


@dataclass(frozen=True)
class Made:
    """A file that was made.

    Args:
        edits: of what, and how; they count files among ``sources``.
        sources: the files that its pages come from, the original first.
        result: the file.
    """

    edits: Edits
    sources: tuple[SourceFile, ...]
    result: Result


class EditorDesk(QObject):
    """The desk.

    Args:
        source: what is edited.
        decoding: decodes and makes.
        clock: for jobs.
    """

    changed = Signal()
    """Other edits hold, or another page is shown."""
    measured = Signal()
    """Measures, sizes or details are others."""
    page_drawn = Signal(QImage)
    small_drawn = Signal(object, QImage)
    """A ``PageEdit`` and its small picture."""
    refused = Signal(str)
    """A sentence: something can't be done; nothing was lost."""
    finished = Signal(object)
    """A tuple of ``Made``: the file, and those that were made of some of its pages."""

    def __init__(self, source: EditorSource, decoding: Decoding, clock: Clock) -> None:
        super().__init__()
        self.source, self._decoding, self._clock = source, decoding, clock
        self.files = source.files
        self.history = History(source.edits or self.untouched)
        self.history.setParent(self)
        self.row = 0
        self.details: tuple[QImage | None, QImage | None] = (None, None)
        self._result: tuple[Edits, Result] | None = None
        self._refused_for: Edits | None = None
        self._last_legibility: Legibility | None = None
        self._page_picture: tuple[PageEdit, QImage] | None = None
        self._detail: Box | None = None
        self._finishing: list[Made] | None = None
        self._joining: Job | None = None
        self._pictures = EditorPictures(decoding, clock)
        self._pictures.setParent(self)
        self._pictures.drawn.connect(self._drawn)
        self._pictures.made.connect(self._made)
        self._pictures.refused.connect(self._refused)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._measure)
        self.history.changed.connect(self._changed)

    # ---------------------------------------------------------------- what there is

    @property
    def untouched(self) -> Edits:
        """The edits of the file as it came."""
        return arrangement.original(len(self.source.files[0].inspection.pages))

    @property
    def edits(self) -> Edits:
        """What holds."""
        return self.history.edits

    @property
    def edit(self) -> PageEdit:
        """What is done to the page that is shown."""
        return self.edits.pages[self.row]

    @property
    def page(self) -> Page:
        """The page that is shown, as it came."""
        return self.files[self.edit.source].inspection.pages[self.edit.page]

    @property
    def on_paper(self) -> bool:
        """Whether the page's size is in points."""
        return self.files[self.edit.source].inspection.media_type == media_type.PDF

    @property
    def is_text(self) -> bool:
        """Whether the page, if it has no legibility, is text that can always be read: pages far behind were not looked at."""
        return self.on_paper and self.edit.page < Limits().measured_pages

    @property
    def size(self) -> tuple[int, int]:
        """Of the page that is shown, turned and levelled, in its own units."""
        return arrangement.levelled_size(self.page, self.edit)

    @property
    def result(self) -> Result | None:
        """The file as it would be made now, None while that is not known."""
        found = self._result
        return found[1] if found is not None and found[0] == self.edits else None

    @property
    def measuring(self) -> bool:
        """Whether measures are on their way."""
        return not self._needs_nothing and self.result is None and self._refused_for != self.edits

    @property
    def legibility(self) -> Legibility | None:
        """Of the page that is shown; while it is measured, what it was before."""
        found: Legibility | None
        result = self.result
        if result is not None and self.row < len(result.inspection.pages):
            found = result.inspection.pages[self.row].legibility
        elif self.measuring and self._last_legibility is not None:
            return self._last_legibility
        else:
            found = self.page.legibility
        self._last_legibility = found
        return found

    @property
    def sizes(self) -> tuple[int | None, int | None]:
        """Bytes of the file before and after it was made to fit, None for what is not known."""
        if self._needs_nothing:
            return len(self.files[0].content), None
        result = self.result
        return (None, None) if result is None else (result.before.size, result.after.size)

    @property
    def finishing(self) -> bool:
        """Whether the file is being made for good."""
        return self._finishing is not None

    @property
    def joining(self) -> bool:
        """Whether files are being read."""
        return self._joining is not None

    @property
    def _needs_nothing(self) -> bool:
        return self.edits == self.untouched

    # ---------------------------------------------------------------- what a person does

    def begin(self) -> None:
        """Draw and measure what there is."""
        self._changed()

    def show_row(self, row: int) -> None:
        """Show another page."""
        if row != self.row and 0 <= row < len(self.edits.pages):
            self.row = row
            self._last_legibility = None
            self.changed.emit()
            self._order_details()
            self.measured.emit()

    def edit_page(self, edit: PageEdit, text: str, series: str = "") -> None:
        """Do something to the page that is shown.

        Args:
            edit: what.
            text: the same in words.
            series: steps of the same one become one step.
        """
        self.history.do(arrangement.with_page(self.edits, self.row, edit), text, series and f"{self.row} {series}")

    def move(self, row: int, to: int, text: str) -> None:
        """Put a page at another place and show it."""
        self.row = to
        self.history.do(arrangement.moved(self.edits, row, to), text)

    def take_out(self, rows: tuple[int, ...], text: str, *, apart: bool) -> None:
        """Take pages out.

        Args:
            rows: which.
            text: the same in words.
            apart: they become a file of their own.
        """
        rest = arrangement.without(self.edits, rows)
        held = self.history.arrangement
        gone = (*held.apart, arrangement.only(self.edits, rows)) if apart else held.apart
        self.row = min(rows[0], len(rest.pages) - 1)
        self.history.do(held.evolve(edits=rest, apart=gone), text)

    def restore(self, text: str) -> None:
        """Let the file be what it was; that too can be undone."""
        self.row = 0
        self.history.do(self.history.arrangement.evolve(edits=self.untouched, apart=()), text)

    def join(self, paths: tuple[Path, ...], text: str) -> None:
        """Add the pages of other files after the one that is shown."""
        if self._joining is not None or not paths:
            return
        self._joining = Job(read_files, self._decoding, paths, clock=self._clock)
        self._joining.finished.connect(lambda found: self._joined(found, text))
        self._joining.failed.connect(lambda _error: self._join_ended())
        self._joining.start()
        self.measured.emit()

    def finish(self) -> None:
        """Make the file for good, and those of pages that were set apart."""
        if self._finishing is None:
            self._finishing = []
            self._pause.stop()
            self.measured.emit()
            self._finish_next()

    def order_page(self, width: int) -> None:
        """Have the page that is shown drawn anew, so many pixels wide; all of it, whatever is cut off."""
        bare = self.edit.evolve(box=Box())
        most = self.size[0] if not self.on_paper else width
        # By steps, so that a window that grows slowly doesn't have each of its sizes drawn.
        width = min(max(1, most), -(-width // 128) * 128)
        content = self.files[bare.source].content
        self._pictures.order(PictureOrder(Kind.PAGE, (bare, width), content, bare.page, bare, width))

    def order_small(self, edit: PageEdit, ratio: float) -> None:
        """Have a page drawn small."""
        content = self.files[edit.source].content
        width = round(WIDTH * ratio)
        self._pictures.order(PictureOrder(Kind.SMALL, edit, content, edit.page, edit, width))

    def close(self) -> None:
        """Break everything off, for good."""
        self._pause.stop()
        self._finishing = None
        self._pictures.close()
        if self._joining is not None:
            self._joining.close()
            self._joining = None

    # ---------------------------------------------------------------- what follows

    def _changed(self) -> None:
        self.row = max(0, min(self.row, len(self.edits.pages) - 1))
        self._finishing = None
        if self._needs_nothing or self.result is not None:
            self._pause.stop()
            self._pictures.forget(Kind.FILE)
        else:
            self._pause.start()
        self.changed.emit()
        self._order_details()
        self.measured.emit()

    def _measure(self) -> None:
        if self.measuring:
            self._pictures.order(self._file_order(self.edits))

    def _file_order(self, edits: Edits) -> FileOrder:
        sources = tuple(file.content for file in self.files)
        return FileOrder(Kind.FILE, edits, sources, edits, self.source.budget, self.source.aim)

    def _finish_next(self) -> None:
        """Make the next file that is not there yet; what can be taken from the measuring is."""
        held = self.history.arrangement
        apart = [edits.evolve(mark=held.edits.mark, fit=held.edits.fit) for edits in held.apart]
        wanted = [held.edits, *apart]
        while self._finishing is not None and len(self._finishing) < len(wanted):
            edits = wanted[len(self._finishing)]
            if self._result is None or self._result[0] != edits:
                self._pictures.order(self._file_order(edits))
                return
            self._finishing.append(self._made_of(edits, self._result[1]))
        done, self._finishing = self._finishing, None
        if done is not None:
            self.finished.emit(tuple(done))

    def _made_of(self, edits: Edits, result: Result) -> Made:
        used = arrangement.used_sources(edits)
        return Made(arrangement.renumbered(edits, used), tuple(self.files[source] for source in used), result)

    def _drawn(self, order: Order, picture: QImage) -> None:
        match order.kind:
            case Kind.PAGE:
                bare = self.edit.evolve(box=Box())
                if isinstance(order, PictureOrder) and order.edit == bare:
                    self._page_picture = (bare, picture)
                    self.page_drawn.emit(picture)
                    self._order_details()
            case Kind.SMALL:
                self.small_drawn.emit(order.key, picture)
            case Kind.BEFORE:
                self.details = (picture, self.details[1])
                self.measured.emit()
            case Kind.AFTER:
                self.details = (self.details[0], picture)
                self.measured.emit()
            case _:
                pass

    def _made(self, order: Order, result: Result) -> None:
        if isinstance(order, FileOrder):
            self._result = (order.edits, result)
            if self._finishing is not None:
                self._finish_next()
            self._order_details()
            self.measured.emit()

    def _refused(self, order: Order, refusal: Refusal) -> None:
        if isinstance(order, FileOrder):
            self._refused_for = order.edits
            self._finishing = None
            self.measured.emit()
        if order.kind in {Kind.FILE, Kind.PAGE}:
            self.refused.emit(refusal_words(refusal))

    def _order_details(self) -> None:
        """Have the same detail drawn of the source and of what is made of it."""
        bare = self.edit.evolve(box=Box())
        if self._page_picture is None or self._page_picture[0] != bare:
            self.details = (None, None)
            return
        wide, high = self.size
        if self.on_paper:
            wide, high = (side * _PAPER_DOTS // 72 for side in (wide, high))
        share = min(UNIT, DETAIL.width() * UNIT // max(1, wide)), min(UNIT, DETAIL.height() * UNIT // max(1, high))
        detail = busiest(self._page_picture[1], self.edit.box, max(1, share[0]), max(1, share[1]))
        content = self.files[bare.source].content
        width = DETAIL.width()
        self._pictures.order(
            PictureOrder(Kind.BEFORE, (bare, detail), content, bare.page, bare.evolve(box=detail), width)
        )
        result = self.result
        if result is None or not self.edits.fit:
            self.details = (self.details[0], None)
            return
        after = PageEdit(page=self.row, box=within(detail, self.edit.box))
        key = (self.edits, self.row, detail)
        self._pictures.order(PictureOrder(Kind.AFTER, key, result.content, self.row, after, width))

    def _joined(self, found: object, text: str) -> None:
        self._joining = None
        if not isinstance(found, tuple):
            return
        edits, place = self.edits, self.row + 1
        for each in found:
            if isinstance(each, SourceFile):
                count = len(each.inspection.pages)
                edits = arrangement.joined(edits, len(self.files), count, place)
                self.files = (*self.files, each)
                place += count
            else:
                self.refused.emit(each)
        if edits != self.edits:
            self.row += 1
            self.history.do(edits, text)
        self.measured.emit()

    def _join_ended(self) -> None:
        self._joining = None
        self.measured.emit()

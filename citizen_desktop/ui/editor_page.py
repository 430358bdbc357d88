"""The file editor: pages beside, the page in the middle, what becomes of it at the end, and the way out below."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from citizen_desktop.attachments import arrangement
from citizen_desktop.attachments.models import Box
from citizen_desktop.clock import Clock
from citizen_desktop.forms.refusal_words import shown_name
from citizen_desktop.i18n import gettext as _
from citizen_desktop.printing.purpose_mark import paint_mark
from citizen_desktop.ui.editor_canvas import EditorCanvas
from citizen_desktop.ui.editor_desk import EditorDesk, Made
from citizen_desktop.ui.editor_footer import EditorFooter
from citizen_desktop.ui.editor_source import Decoding, EditorSource
from citizen_desktop.ui.editor_strip import EditorStrip
from citizen_desktop.ui.editor_tools import EditorTools
from citizen_desktop.ui.editor_words import with_day, without_day
from citizen_desktop.ui.file_choice import choose_files
from citizen_desktop.ui.fit_card import FitCard
from citizen_desktop.ui.legibility_card import LegibilityCard
from citizen_desktop.ui.mark_card import MarkCard
from citizen_desktop.ui.page import CARD_GAP, COLUMN_GAP, PADDING_X, PADDING_Y
from citizen_desktop.widgets.base import Retranslated, Themed
from citizen_desktop.widgets.card import Card, Notice
from citizen_desktop.widgets.scrolling import dress_scroll_bars
from citizen_desktop.widgets.theme import Theme

_SIDE: Final = 312
_CANVAS: Final = 340
_LOW: Final = 300
_SCROLL_BAR: Final = 14
_FREE: Final = 16
"""Of the padding at the end, for the scroll bar of the cards."""


class _Column(QScrollArea):
    """A column that scrolls where it finds too little room."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.inner = inner
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        """Ask for nothing that scrolling can do without."""
        return self.minimumSizeHint()


class EditorPage(Retranslated, Themed, QWidget):
    """The editor of one file.

    Args:
        theme: colours and fonts.
        source: what is edited.
        decoding: decodes and makes files, in a process of its own.
        clock: the time, for the day of the mark.
        mark: the words of a purpose mark, which can be changed.
    """

    accepted = Signal(object, object)
    """``Edits`` and ``Result``: the file as it is to be. ``made`` has its sources, and the files made of other pages."""
    cancelled = Signal()
    """The person wants to leave; whoever shows it asks first where something would be lost, and shuts it."""

    def __init__(self, theme: Theme, source: EditorSource, decoding: Decoding, clock: Clock, mark: str) -> None:
        super().__init__()
        self._clock, self._usual_mark = clock, mark
        self._wide = True
        self.desk = EditorDesk(source, decoding, clock)
        self.desk.setParent(self)
        self.made: tuple[Made, ...] = ()
        first = source.files[0]
        picture = first.inspection.media_type.startswith("image/")
        self.strip = EditorStrip(theme)
        self.tools = EditorTools(theme)
        self.canvas = EditorCanvas(theme)
        self.notice = Notice(theme, "err", "alert-circle")
        words = without_day(self.desk.edits.mark) or mark
        self.legibility = LegibilityCard(theme, source.thresholds)
        self.fit = FitCard(theme, source.budget)
        self.mark = MarkCard(theme, words, offered=source.identity)
        self.footer = EditorFooter(theme, source.slot, shown_name(first.name), "photo" if picture else "file-text")
        self._lay_out(theme)
        self._connect()
        self.tools.add_shortcuts(self)
        self.follow(theme)
        self.retranslate()
        self.desk.begin()

    def _lay_out(self, theme: Theme) -> None:
        self._centre = Card(theme)
        inner = QVBoxLayout(self._centre)
        inner.setContentsMargins(1, 1, 1, 2)
        inner.setSpacing(0)
        inner.addWidget(self.tools)
        self._noted = QVBoxLayout()
        self._noted.setContentsMargins(12, 8, 12, 8)
        self._noted.addWidget(self.notice)
        inner.addLayout(self._noted)
        inner.addWidget(self.canvas, 1)
        self._show_notice("")
        cards = QWidget()
        # The scroll bar stands beside the cards, in what is left free at the edge of the window.
        beside = QHBoxLayout(cards)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        self._stack = QWidget()
        column = QVBoxLayout(self._stack)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_GAP)
        beside.addWidget(self._stack, 1)
        beside.addStretch(0)
        column.addWidget(self.legibility)
        column.addWidget(self.fit, 1)
        column.addWidget(self.mark)
        self.cards = cards
        self.side = _Column(cards)
        ground = QWidget()
        self._ground = QVBoxLayout(ground)
        self._ground.setContentsMargins(PADDING_X, PADDING_Y, PADDING_X, PADDING_Y)
        self._ground.setSpacing(COLUMN_GAP)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(COLUMN_GAP)
        self._columns.addWidget(self.strip)
        self._columns.addWidget(self._centre, 1)
        self._columns.addWidget(self.side)
        self._ground.addLayout(self._columns, 1)
        self.scroller = _Column(ground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.scroller, 1)
        outer.addWidget(self.footer)
        self._outer = outer
        for watched in (ground, cards):
            watched.installEventFilter(self)

    def _connect(self) -> None:
        desk, tools, strip = self.desk, self.tools, self.strip
        desk.changed.connect(self._show)
        desk.measured.connect(self._show_measures)
        desk.page_drawn.connect(self.canvas.show_picture)
        desk.small_drawn.connect(self._show_small)
        desk.refused.connect(self._show_notice)
        desk.finished.connect(self._finished)
        tools.turn_wanted.connect(self._turn)
        tools.crop_toggled.connect(lambda on: self.canvas.set_crops(crops=on))
        tools.tilt.tilted.connect(self._tilt)
        tools.tilt.previewed.connect(lambda tilt: self.canvas.preview_tilt((tilt - desk.edit.tilt) / 100))
        tools.undo_wanted.connect(desk.history.undo)
        tools.redo_wanted.connect(desk.history.redo)
        tools.zoom_wanted.connect(self.canvas.zoom)
        tools.fit_wanted.connect(self.canvas.fit)
        self.canvas.zoomed.connect(self._zoomed)
        self.canvas.box_changed.connect(self._crop)
        strip.page_chosen.connect(desk.show_row)
        strip.move_wanted.connect(lambda row, to: desk.move(row, to, _("Move a page")))
        strip.remove_wanted.connect(lambda rows: desk.take_out(rows, _("Take pages out"), apart=False))
        strip.apart_wanted.connect(lambda rows: desk.take_out(rows, _("Make a file of pages"), apart=True))
        strip.add_wanted.connect(self._choose_files)
        self.fit.toggled.connect(self._set_fit)
        self.mark.toggled.connect(self._set_mark)
        self.mark.edited.connect(lambda _words: self._set_mark(on=True))
        self.footer.restore_wanted.connect(lambda: desk.restore(_("Restore the original")))
        self.footer.cancelled.connect(self.cancelled)
        self.footer.accepted.connect(desk.finish)
        # A page that is zoomed step by step is drawn once, at the end.
        self._sharpen = QTimer(self, singleShot=True, interval=60)
        self._sharpen.timeout.connect(lambda: desk.order_page(self.canvas.wanted_width))

    def shut(self) -> None:
        """Break off whatever is being drawn or made; to be called when the page goes away without an answer."""
        self._sharpen.stop()
        self.desk.close()

    # ---------------------------------------------------------------- what a person does

    def _turn(self, quarters: int) -> None:
        text = _("Turn to the right") if quarters > 0 else _("Turn to the left")
        self.desk.edit_page(arrangement.turned(self.desk.edit, quarters), text)

    def _tilt(self, tilt: int, series: str) -> None:
        edit = arrangement.tilted(self.desk.edit, tilt)
        if edit == self.desk.edit:
            self.canvas.preview_tilt(0)
        self.desk.edit_page(edit, _("Level"), series)

    def _crop(self, box: Box, series: str) -> None:
        self.desk.edit_page(self.desk.edit.evolve(box=box), _("Crop"), series)

    def _set_fit(self, on: bool) -> None:  # noqa: FBT001  a signal's value
        self.desk.history.do(self.desk.edits.evolve(fit=on), _("Shrink to fit the limit"))

    def _set_mark(self, on: bool) -> None:  # noqa: FBT001  a signal's value
        today = self._clock.now().date()
        words = self.mark.words.strip() or self._usual_mark
        mark = with_day(words, today) if on else ""
        series = "mark" if on and self.desk.edits.mark else ""
        self.desk.history.do(self.desk.edits.evolve(mark=mark), _("Purpose mark"), series)

    def _choose_files(self) -> None:
        self.desk.join(choose_files(self), _("Add pages"))

    @property
    def has_edits(self) -> bool:
        """Whether going away now would lose something."""
        return self.desk.history.count > 0

    def go_on(self, sentence: str) -> None:
        """Let the person go on: what was made could not be kept.

        Args:
            sentence: why, and what to do.
        """
        self.setEnabled(True)
        self._show_notice(sentence)
        self.footer.accept.setFocus(Qt.FocusReason.OtherFocusReason)

    def _finished(self, made: tuple[Made, ...]) -> None:
        self.made = made
        # Until it is kept.
        self.setEnabled(False)
        self.accepted.emit(made[0].edits, made[0].result)

    # ---------------------------------------------------------------- what is shown

    def _show(self) -> None:
        """Show what holds now."""
        desk = self.desk
        edits, edit = desk.edits, desk.edit
        self._show_notice("")
        self.strip.show_pages(edits.pages, desk.row, len(desk.history.arrangement.apart))
        ratio = self.devicePixelRatioF()
        for page in edits.pages:
            if not self.strip.model.has_picture(page):
                desk.order_small(page, ratio)
        self.canvas.show_page(desk.size, edit.box, paper=desk.on_paper)
        self.canvas.show_mark(paint_mark(edits.mark) if edits.mark else None)
        place = _("Page {n} of {count}").format(n=desk.row + 1, count=len(edits.pages))
        self.canvas.setAccessibleName(place)
        self.tools.tilt.show_tilt(edit.tilt)
        self.tools.show_steps(desk.history.undoes, desk.history.redoes)
        self.mark.show_mark(without_day(edits.mark), on=bool(edits.mark))
        self._sharpen.start()

    def _show_measures(self) -> None:
        """Show what is known of the page and of the file."""
        desk = self.desk
        before, after = desk.sizes
        legible = desk.result is None or not desk.result.after.legibility or not desk.result.after.legibility.doubts
        self.legibility.show_legibility(desk.legibility, measuring=desk.measuring, text=desk.is_text)
        self.fit.show_sizes(on=desk.edits.fit, before=before, after=after, legible=legible)
        self.fit.show_details(*desk.details)
        touched = desk.edits != desk.untouched or bool(desk.history.arrangement.apart)
        self.footer.show_state(desk.history.count, touched=touched, working=desk.finishing)
        self.strip.add.setEnabled(not desk.joining)

    def _show_small(self, edit: object, picture: QImage) -> None:
        self.strip.model.show_picture(edit, picture)  # type: ignore[arg-type]

    def _show_notice(self, sentence: str) -> None:
        self.notice.say(sentence)
        self.notice.setVisible(bool(sentence))
        self._noted.setContentsMargins(*((12, 8, 12, 8) if sentence else (0, 0, 0, 0)))

    def _zoomed(self) -> None:
        self.tools.show_percent(round(100 * self.canvas.share))
        self._sharpen.start()

    # ---------------------------------------------------------------- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit everything into the window."""
        super().resizeEvent(event)
        self._arrange()

    def restyle(self) -> None:
        """Take sizes and colours from the theme."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self.theme.colour("bg"))
        self.setPalette(palette)
        for area in (self.scroller, self.side):
            area.inner.setAutoFillBackground(True)
            dress_scroll_bars(area, self.theme)
        super().restyle()
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrange everything anew when a part asks for other room."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        """Set the cards beside the page, or below it where the window is too narrow."""
        theme = self.theme
        side = theme.size(_SIDE)
        room = self.width() - 2 * PADDING_X - self.strip.width() - 2 * COLUMN_GAP - side
        wide = room >= _CANVAS
        if wide is not self._wide:
            self._wide = wide
            if wide:
                self._ground.removeWidget(self.cards)
                self.side.setWidget(self.cards)
            else:
                self.side.takeWidget()
                self._ground.insertWidget(1, self.cards)
            self.cards.show()
            self.side.setVisible(wide)
        self._stack.setMinimumWidth(side if wide else 0)
        self._stack.setMaximumWidth(side if wide else self.width() - 2 * PADDING_X)
        self.side.setFixedWidth(side + _FREE)
        self._centre.setMinimumHeight(theme.size(_LOW))
        to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        end = PADDING_X - _FREE
        self._ground.setContentsMargins(
            end if to_left else PADDING_X, PADDING_Y, PADDING_X if to_left else end, PADDING_Y
        )
        self.footer.stand(self._outer, self._ground, self.size(), self.width() - 2 * PADDING_X - _SCROLL_BAR)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self._show()
        self._show_measures()

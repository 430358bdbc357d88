"""The strip of pages beside the canvas: chosen, put in order, taken out, joined by others, or made into a file of their own."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QSizePolicy, QVBoxLayout

from citizen_desktop.attachments.models import PageEdit
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext, pgettext
from citizen_desktop.ui.page_model import PageModel
from citizen_desktop.ui.page_thumbnail import PageThumbnail
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.focus import KeyboardFocus
from citizen_desktop.widgets.label import Label, Rule
from citizen_desktop.widgets.scrolling import dress_scroll_bars
from citizen_desktop.widgets.theme import Theme

_HEAD: Final = 52


class PageList(KeyboardFocus, QListView):
    """The pages: the arrows choose one, with Ctrl they move it, Delete takes it out.

    Args:
        theme: colours and fonts.
        model: the pages.
    """

    ring_reach = -1

    step_wanted = Signal(int)
    remove_wanted = Signal()
    chosen = Signal()

    def __init__(self, theme: Theme, model: PageModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(PageThumbnail(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().selectionChanged.connect(self.chosen)
        self.selectionModel().currentChanged.connect(self.chosen)
        self.follow(theme)

    def sizeHint(self) -> QSize:
        """Return no more than that: it takes whatever is left."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return room for most of a page."""
        return QSize(self.theme.size(120), 54 + self.theme.size(96))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move or take out what is chosen."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.step_wanted.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)

    def restyle(self) -> None:
        """Lay the rows out for the text size."""
        self.setPalette(self.theme.palette())
        dress_scroll_bars(self, self.theme)
        self.scheduleDelayedItemsLayout()
        super().restyle()


class EditorStrip(Retranslated, Card):
    """The strip.

    Args:
        theme: colours and fonts.
    """

    page_chosen = Signal(int)
    move_wanted = Signal(int, int)
    """A row, and the place that it is to have, counted without it."""
    remove_wanted = Signal(object)
    """A tuple of rows."""
    apart_wanted = Signal(object)
    """A tuple of rows: to become a file of their own."""
    add_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        self.model = PageModel()
        super().__init__(theme)
        self._apart = 0
        self.title = Label(theme, 15, 700)
        self.count = Label(theme, 13, colour="text2", at_end=True)
        self.pages = PageList(theme, self.model)
        self.up = Button(theme, icon="arrow-up")
        self.down = Button(theme, icon="arrow-down")
        self.remove = Button(theme, icon="trash")
        self.hint = Label(theme, 13, colour="text2", wrap=True, centred=True)
        self.apart = Button(theme, Kind.OUTLINE, "arrows-split-2")
        self.add = Button(theme, Kind.TONAL, "plus")
        self.apart_note = Label(theme, 13, 600, "accent", wrap=True, centred=True)
        self._lay_out(theme)
        self.model.move_wanted.connect(self.move_wanted)
        self.pages.chosen.connect(self._choose)
        self.pages.step_wanted.connect(self._step)
        self.pages.remove_wanted.connect(self._remove)
        self.up.clicked.connect(lambda: self._step(-1))
        self.down.clicked.connect(lambda: self._step(1))
        self.remove.clicked.connect(self._remove)
        self.apart.clicked.connect(lambda: self.apart_wanted.emit(self.selected))
        self.add.clicked.connect(self.add_wanted)
        self.retranslate()

    def _lay_out(self, theme: Theme) -> None:
        self._head = QHBoxLayout()
        self._head.setContentsMargins(12, 0, 12, 0)
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self.count)
        for button in (self.up, self.remove, self.down):
            button.set_compact(True)
        steps = QHBoxLayout()
        steps.setContentsMargins(12, 0, 12, 0)
        steps.setSpacing(4)
        steps.addWidget(self.up)
        steps.addStretch(1)
        steps.addWidget(self.remove)
        steps.addStretch(1)
        steps.addWidget(self.down)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 0, 12, 12)
        foot.setSpacing(8)
        for button in (self.apart, self.add):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        foot.addWidget(self.hint)
        foot.addWidget(self.apart_note)
        foot.addWidget(self.apart)
        foot.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._head)
        column.addWidget(Rule(theme))
        column.addWidget(self.pages, 1)
        column.addLayout(steps)
        column.addLayout(foot)
        self._fit_head()

    @property
    def row(self) -> int:
        """The page that is shown large."""
        return max(0, self.pages.currentIndex().row())

    @property
    def selected(self) -> tuple[int, ...]:
        """The rows that are chosen, in their order; the one that is shown at least."""
        rows = sorted({index.row() for index in self.pages.selectedIndexes()})
        return tuple(rows) or (self.row,)

    def show_pages(self, pages: Sequence[PageEdit], row: int, apart: int) -> None:
        """Show the pages.

        Args:
            pages: of the file.
            row: which of them is shown large.
            apart: how many files were made of other pages.
        """
        kept = self.selected if len(pages) == len(self.model.pages) and row in self.selected else (row,)
        self._apart = apart
        blocked = self.pages.selectionModel().blockSignals(True)
        self.model.show_pages(pages)
        self.pages.setCurrentIndex(self.model.index(row))
        choose = QItemSelectionModel.SelectionFlag
        self.pages.selectionModel().clearSelection()
        for each in kept:
            self.pages.selectionModel().select(self.model.index(each), choose.Select)
        self.pages.selectionModel().blockSignals(blocked)
        self.pages.scrollTo(self.model.index(row))
        self.pages.viewport().update()
        self._say()

    def show_picture(self, edit: PageEdit, picture: QImage) -> None:
        """Show the small picture of a page."""
        self.model.show_picture(edit, picture)

    def restyle(self) -> None:
        """Take the width from the theme."""
        super().restyle()
        self.setFixedWidth(self.theme.size(148))
        if hasattr(self, "_head"):
            self._fit_head()

    def _fit_head(self) -> None:
        self.title.setFixedHeight(self.theme.size(_HEAD) - 8)

    def _choose(self) -> None:
        self._say()
        self.pages.viewport().update()
        self.page_chosen.emit(self.row)

    def _step(self, by: int) -> None:
        place = self.row + by
        if 0 <= place < len(self.model.pages):
            self.move_wanted.emit(self.row, place)

    def _remove(self) -> None:
        if len(self.selected) < len(self.model.pages):
            self.remove_wanted.emit(self.selected)

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.title.setText(_("Pages"))
        self.pages.setAccessibleName(_("Pages"))
        self.up.say(_("Move the page up"), _("Move the page up (Ctrl + arrow up)"))
        self.down.say(_("Move the page down"), _("Move the page down (Ctrl + arrow down)"))
        self.remove.say(_("Take out"), _("Take the chosen pages out (Delete)"))
        self.hint.setText(_("Drag, or use the arrows, to change the order"))
        self.add.say(pgettext("add", "Page"), _("Add the pages of another file"))
        self._say()

    def _say(self) -> None:
        count, chosen = len(self.model.pages), len(self.selected)
        self.count.setText(str(count))
        self.up.setEnabled(self.row > 0)
        self.down.setEnabled(self.row < count - 1)
        some = 0 < chosen < count
        self.remove.setEnabled(some)
        self.apart.setVisible(count > 1)
        self.apart.setEnabled(some)
        hint = ngettext("Make a file of the chosen page", "Make a file of the {n} chosen pages", chosen)
        self.apart.say(_("Own file"), hint.format(n=chosen))
        self.apart.setToolTip(hint.format(n=chosen))
        note = ngettext("and {n} more file of its pages", "and {n} more files of its pages", self._apart)
        self.apart_note.setText(note.format(n=self._apart) if self._apart else "")
        self.apart_note.setVisible(bool(self._apart))
        self.hint.setVisible(count > 1)

"""The text of an answer: Markdown that is read, selected and followed by mouse and by keyboard."""

import math
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QRect, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from citizen_desktop.i18n import language
from citizen_desktop.links import parse_link
from citizen_desktop.ui.page import page_around
from citizen_desktop.widgets.focus import KeyboardFocus
from citizen_desktop.widgets.theme import Theme

ZOOMS: Final = (100, 125, 150, 200)
"""Sizes of an answer's text, in per cent of the window's."""

_TEXT: Final = 15
_LINE: Final = 26
_PARAGRAPH: Final = 8
_MARGIN: Final = 40
_CARET: Final = frozenset(
    {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End}
)
_PAGES: Final = {int(Qt.Key.Key_PageUp): -1, int(Qt.Key.Key_PageDown): 1}


class AnswerView(KeyboardFocus, QTextBrowser):
    """An answer, set in the direction of its language. Tab walks its links, Enter follows one.

    Args:
        theme: colours and fonts.
    """

    link_wanted = Signal(object)
    """A ``Link`` was followed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._markdown = ""
        self._zoom = ZOOMS[0]
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        # Qt keeps the range of a height that the answer had on the way to its own.
        self.verticalScrollBar().rangeChanged.connect(lambda *_range: self.verticalScrollBar().setRange(0, 0))
        self.anchorClicked.connect(self._follow)
        self.selectionChanged.connect(self._unmark_link)
        self.follow(theme)

    @property
    def zoom(self) -> int:
        """The size of the text, in per cent of the window's."""
        return self._zoom

    def set_zoom(self, per_cent: int) -> None:
        """Set the text in another size, one of ``ZOOMS``."""
        if per_cent != self._zoom:
            self._zoom = per_cent
            self.restyle()

    def show_markdown(self, markdown: str) -> None:
        """Show an answer."""
        self._markdown = markdown
        self.restyle()

    def restyle(self) -> None:
        """Set the answer anew in the theme's font."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, self.theme.colour("text"))
        self.setPalette(palette)
        document = self.document()
        document.setDefaultFont(self.theme.font(round(_TEXT * self._zoom / 100)))
        document.setDocumentMargin(0)
        option = QTextOption()
        right_to_left = language().right_to_left
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
        document.setDefaultTextOption(option)
        document.setMarkdown(self._markdown)
        self._space_out(document)
        self._dress_links(document)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the end from which the keyboard comes, so that it meets every link."""
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.ShortcutFocusReason}:
            self.moveCursor(QTextCursor.MoveOperation.Start)
        elif event.reason() is Qt.FocusReason.BacktabFocusReason:
            self.moveCursor(QTextCursor.MoveOperation.End)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave no link marked; what was selected to be copied stays."""
        super().focusOutEvent(event)
        cursor = self.textCursor()
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            cursor.clearSelection()
            self.setTextCursor(cursor)
            self._unmark_link()

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: FBT001  Qt's signature
        """Go to the next link, and from the last one on; the page shows where."""
        moved = super().focusNextPrevChild(forwards)
        cursor = self.textCursor()
        if moved and self.hasFocus() and cursor.hasSelection():
            self._mark_link(cursor)
            self._come_into_view(self.cursorRect())
        return moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll what the answer lies in by pages, and keep its caret in sight: the text itself has nothing to scroll."""
        found = page_around(self) if event.modifiers() == Qt.KeyboardModifier.NoModifier else None
        if event.key() in _PAGES and found is not None:
            area, _corner = found
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + _PAGES[event.key()] * max(_MARGIN, area.viewport().height() - _MARGIN))
            return
        super().keyPressEvent(event)
        if event.key() in _CARET:
            self._come_into_view(self.cursorRect())

    def _mark_link(self, cursor: QTextCursor) -> None:
        """Let the link that has the keyboard stand out: Qt draws no more than a row of dots around it."""
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        look = QTextCharFormat()
        look.setBackground(self.theme.colour("primary"))
        look.setForeground(self.theme.colour("onprimary"))
        mark.format = look
        self.setExtraSelections([mark])

    def _unmark_link(self) -> None:
        self.setExtraSelections([])

    def _come_into_view(self, place: QRect) -> None:
        found = page_around(self)
        if found is not None:
            area, corner = found
            spot = corner + place.center()
            area.ensureVisible(spot.x(), spot.y(), 0, _MARGIN)

    def _follow(self, address: QUrl) -> None:
        link = parse_link(address.toString())
        if link is not None:
            self.link_wanted.emit(link)

    def _fit(self) -> None:
        """Take the height of the answer: the page scrolls, not a box within it, and what follows stands close to it."""
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(math.ceil(self.document().size().height()) + 2)

    def _space_out(self, document: QTextDocument) -> None:
        """Give lines and paragraphs air."""
        cursor = QTextCursor(document)
        spacing = QTextBlockFormat()
        height = self.theme.size(_LINE * self._zoom / 100)
        spacing.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        spacing.setBottomMargin(self.theme.size(_PARAGRAPH))
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)

    def _dress_links(self, document: QTextDocument) -> None:
        """Set links in the accent colour and underlined: colour alone would not tell them from the text."""
        look = QTextCharFormat()
        look.setForeground(self.theme.colour("accent"))
        look.setFontUnderline(True)
        look.setFontWeight(QFont.Weight.Medium)
        for start, length in list(_anchors(document)):
            cursor = QTextCursor(document)
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(look)


def _anchors(document: QTextDocument) -> Iterator[tuple[int, int]]:
    """Give start and length of every run of a link."""
    block = document.begin()
    while block.isValid():
        run = block.begin()
        while not run.atEnd():
            fragment = run.fragment()
            if fragment.charFormat().isAnchor():
                yield fragment.position(), fragment.length()
            run += 1
        block = block.next()

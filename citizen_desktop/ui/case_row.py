"""Draws a row of the list of drafts: in columns where there is room for them, else one below the other."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from citizen_desktop.drafts.case_list import Case, SortKey, Urgency, first_letter, share_done
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.case_columns import AVATAR, GAP, PADDING, ROW, Place, columns
from citizen_desktop.ui.case_model import CaseModel, Index
from citizen_desktop.ui.case_words import (
    STATE_FACES,
    below_name,
    edited_parts,
    edited_words,
    kind_words,
    name_words,
    number_words,
    percent_words,
    retention_words,
    state_words,
)
from citizen_desktop.widgets.avatar import paint_avatar
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.pill import paint_pill, pill_size
from citizen_desktop.widgets.theme import Theme

_TITLE_LINE: Final = 22
_LINE: Final = 20
_METER: Final = 6
_SIGN: Final = 14
_AIR: Final = 10
_BELOW: Final = 3
"""Lines below the name where columns find no room."""
_COLOURS: Final = {Urgency.CALM: "text2", Urgency.AMBER: "warnT", Urgency.RED: "errT"}


class CaseDelegate(QStyledItemDelegate):
    """Draws rows.

    Args:
        theme: colours and fonts.
        model: the rows.
        view: the list.
    """

    def __init__(self, theme: Theme, model: CaseModel, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._model, self._view = theme, model, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room of a row: the same of all."""
        del option, index
        theme = self._theme
        if columns(theme, self._view.viewport().width()) is not None:
            return QSize(100, theme.size(ROW))
        return QSize(100, theme.size(_TITLE_LINE) + _BELOW * theme.size(_LINE) + 2 * _AIR)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        case = self._model.case(index)
        if case is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = columns(self._theme, option.rect.width())
        row = _Row(painter, self._theme, option)
        row.ground()
        if places is None:
            self._paint_lines(row, case)
        else:
            self._paint_columns(row, case, places)
        painter.restore()

    def _paint_columns(self, row: "_Row", case: Case, places: dict[SortKey, Place]) -> None:
        theme, head = self._theme, case.head
        two = theme.size(_TITLE_LINE) + theme.size(_LINE)
        self._paint_person(row, case, places[SortKey.NAME], row.middle(two))
        top = row.middle(2 * theme.size(_LINE))
        row.line(places[SortKey.NUMBER], top, kind_words(head.summary.kind), "text", 500)
        row.line(places[SortKey.NUMBER], top + theme.size(_LINE), number_words(head.number), "text2")
        row.pill(places[SortKey.STATE], case)
        place = places[SortKey.PROGRESS]
        top = row.middle(theme.size(_LINE) + 4 + theme.size(_METER))
        row.line(place, top, percent_words(head), "text", 500)
        row.meter(place, top + theme.size(_LINE) + 4, share_done(head))
        self._paint_edited(row, case, places[SortKey.LAST_EDIT])
        kept = self._model.retention(case)
        weight = 400 if kept.urgency is Urgency.CALM else 600
        top = row.middle(2 * theme.size(_LINE))
        for number, words in enumerate(retention_words(kept)):
            line = top + number * theme.size(_LINE)
            row.line(places[SortKey.RETENTION], line, words, _COLOURS[kept.urgency], weight)

    def _paint_edited(self, row: "_Row", case: Case, place: Place) -> None:
        """Draw the last edit, in two lines where day and time find no room in one."""
        line, words = self._theme.size(_LINE), edited_words(case.head.changed, self._model.now)
        day, time = edited_parts(case.head.changed, self._model.now)
        if not time or QFontMetrics(self._theme.font(13)).horizontalAdvance(words) <= place.width:
            row.line(place, row.middle(line), words, "text2")
            return
        top = row.middle(2 * line)
        row.line(place, top, day, "text2")
        row.line(place, top + line, time, "text2")

    def _paint_person(self, row: "_Row", case: Case, place: Place, top: int) -> None:
        """Draw the circle, the name, and the line below it."""
        theme = self._theme
        letter = "" if case.locked else first_letter(case.head.summary.name)
        row.avatar(letter, "lock" if case.locked else "user")
        colour, weight = ("text2", 500) if case.locked else ("text", 600)
        row.line(place, top, name_words(case), colour, weight, 15, _TITLE_LINE)
        icon, colour, words = below_name(case, centre=self._model.desk.centre)
        tint = "okT" if icon == "clipboard-check" else colour
        weight = 500 if colour == "warnT" else 400
        row.signed(place, top + theme.size(_TITLE_LINE), (icon, tint), words, colour, weight)

    def _paint_lines(self, row: "_Row", case: Case) -> None:
        """Draw everything below the name."""
        theme, head = self._theme, case.head
        start = PADDING + theme.size(AVATAR) + GAP
        whole = Place(start, row.width - start - PADDING)
        height = theme.size(_TITLE_LINE) + _BELOW * theme.size(_LINE)
        top = row.middle(height)
        end = row.pill_at_end(case, top)
        self._paint_person(row, case, Place(start, max(1, whole.width - end - GAP)), top)
        top += theme.size(_TITLE_LINE) + theme.size(_LINE)
        edited = edited_words(head.changed, self._model.now)
        about = _("{kind} · {number} · {percent} · {edited}").format(
            kind=kind_words(head.summary.kind),
            number=number_words(head.number),
            percent=percent_words(head),
            edited=edited,
        )
        row.line(whole, top, about, "text2")
        kept = self._model.retention(case)
        weight = 400 if kept.urgency is Urgency.CALM else 600
        words = " ".join(retention_words(kept))
        row.line(whole, top + theme.size(_LINE), words, _COLOURS[kept.urgency], weight)


class _Row:
    """Draws the parts of one row."""

    def __init__(self, painter: QPainter, theme: Theme, option: QStyleOptionViewItem) -> None:
        self._painter, self._theme, self._state = painter, theme, option.state
        self._rect: QRect = option.rect
        self._to_left = option.direction is Qt.LayoutDirection.RightToLeft
        painter.setLayoutDirection(option.direction)

    @property
    def width(self) -> int:
        return self._rect.width()

    def middle(self, height: int) -> int:
        """Return the top of something that stands in the middle of the row."""
        return self._rect.top() + (self._rect.height() - 1 - height) // 2

    def _box(self, place: Place, top: int, height: int) -> QRect:
        left = self._rect.left() + place.left(self._rect.width(), right_to_left=self._to_left)
        return QRect(left, top, place.width, height)

    def ground(self) -> None:
        painter, theme, rect = self._painter, self._theme, self._rect
        if self._state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("accentBg"))
            x = rect.right() - 3 if self._to_left else rect.left()
            painter.fillRect(QRect(x, rect.top(), 4, rect.height()), theme.colour("g300" if theme.dark else "g600"))
        elif self._state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("surface2"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("border"))

    def avatar(self, letter: str, icon: str) -> None:
        side = self._theme.size(AVATAR)
        box = self._box(Place(PADDING, side), self.middle(side), side)
        paint_avatar(self._painter, self._theme, QRectF(box), letter, icon)

    def line(
        self, place: Place, top: int, words: str, colour: str, weight: int = 400, pixels: int = 13, height: int = _LINE
    ) -> None:
        """Draw a line of words, elided where they find no room."""
        font = self._theme.font(pixels, weight)
        self._words(self._box(place, top, self._theme.size(height)), words, font, self._theme.colour(colour))

    def _words(self, box: QRect, words: str, font: QFont, colour: QColor) -> None:
        painter = self._painter
        painter.setFont(font)
        painter.setPen(colour)
        side = Qt.AlignmentFlag.AlignRight if self._to_left else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width() + 1)
        painter.drawText(box.adjusted(-1, 0, 1, 0), flags, shown)

    def signed(self, place: Place, top: int, sign: tuple[str, str], words: str, colour: str, weight: int = 400) -> None:
        """Draw a line of words after an icon in its own colour."""
        theme = self._theme
        side, height = theme.size(_SIGN), theme.size(_LINE)
        box = self._box(Place(place.start, side), top + (height - side) // 2, side)
        draw_icon(self._painter, theme.icon_folder, sign[0], QRectF(box), theme.colour(sign[1]))
        room = Place(place.start + side + 4, max(1, place.width - side - 4))
        self.line(room, top, words, colour, weight)

    def pill(self, place: Place, case: Case) -> None:
        self._pill(case, place.start, self.middle(self._theme.size(24)))

    def pill_at_end(self, case: Case, top: int) -> int:
        """Draw the state at the end of the first line, and return its width."""
        width = pill_size(self._theme, STATE_FACES[case.state][1], state_words(case.state), small=True).width()
        self._pill(case, self._rect.width() - PADDING - width, top)
        return width

    def _pill(self, case: Case, start: int, top: int) -> None:
        look, icon = STATE_FACES[case.state]
        size = pill_size(self._theme, icon, state_words(case.state), small=True)
        box = self._box(Place(start, size.width()), top, size.height())
        face = (look, icon, state_words(case.state))
        paint_pill(self._painter, self._theme, QRectF(box), face, small=True, right_to_left=self._to_left)

    def meter(self, place: Place, top: int, share: float) -> None:
        theme, painter = self._theme, self._painter
        box = QRectF(self._box(place, top, theme.size(_METER)))
        radius = box.height() / 2
        path = QPainterPath()
        path.addRoundedRect(box, radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillPath(path, theme.colour("track"))
        filled = box.width() * share
        if filled:
            painter.setBrush(theme.colour("seg"))
            x = box.right() - filled if self._to_left else box.left()
            painter.drawRoundedRect(QRectF(x, box.top(), filled, box.height()), radius, radius)

"""The letter: one editor per paragraph, and beside them the page exactly as it will be printed.

What is typed here goes into the draft at once, by way of ``edited``. What the answers give is composed anew whenever they change,
and never takes the place of what a person wrote.
"""

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.forms.draft import LetterEdit, ObjectionDraft
from citizen_desktop.forms.letter import ParagraphId, compose_letter, composed_texts, letter_text
from citizen_desktop.forms.letter_edits import (
    edit_of,
    edit_paragraph,
    keep_paragraph,
    outdated_edits,
    restore_paragraph,
)
from citizen_desktop.forms.letter_gloss import letter_gloss
from citizen_desktop.i18n import Language, language
from citizen_desktop.i18n import gettext as _
from citizen_desktop.printing.letter_page import set_letter
from citizen_desktop.ui.letter_footer import LetterFooter
from citizen_desktop.ui.letter_history import LetterHistory
from citizen_desktop.ui.letter_listen import LetterListenButton
from citizen_desktop.ui.letter_preview import LetterPreview
from citizen_desktop.ui.page import CARD_GAP, COLUMN_GAP, PADDING_X, PADDING_Y, Page
from citizen_desktop.ui.paragraph_editor import ParagraphEditor
from citizen_desktop.widgets.base import Retranslated, Themed
from citizen_desktop.widgets.beside import ANY_WIDTH, set_across
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card, Notice
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.label import Icon, Label
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.ui.reader import Reader

_PREVIEW: Final = 504
_LEAST_PREVIEW: Final = 328
_EDITORS: Final = 440
_AIR: Final = 24


class _Scroller(Page):
    """The part of the page that scrolls."""

    def retranslate(self) -> None:
        """Own no text."""


class LetterDesk(Retranslated, Themed, QWidget):
    """The page.

    Args:
        theme: colours and fonts.
        content: rows.
        reader: reads the letter aloud, None for no such button.
        staff: people of a help centre work here, who may need the English words whatever the window speaks.
    """

    edited = Signal(object)
    """The edits of the letter as they are now."""
    data_wanted = Signal()
    copied = Signal(str)
    """The whole text; it is personal."""

    def __init__(
        self, theme: Theme, content: ObjectionContent, reader: "Reader | None" = None, *, staff: bool = False
    ) -> None:
        super().__init__()
        self._content, self._reader, self._staff = content, reader, staff
        self._draft, self._today = ObjectionDraft(), date(2000, 1, 1)
        self.history = LetterHistory()
        self.title = Label(theme, 17, 700, wrap=True)
        self.subtitle = Label(theme, 13, colour="text2", wrap=True)
        self.undo = Button(theme, Kind.GHOST, "arrow-back-up")
        self.listen = None if reader is None else LetterListenButton(theme, reader)
        self.gloss = Button(theme, Kind.GHOST, "language")
        self.gloss.setCheckable(True)
        self.filled_in = Label(theme, 13, colour="text2", wrap=True)
        self.data = Button(theme, Kind.GHOST, height=24)
        self.editors = {paragraph: ParagraphEditor(theme, paragraph) for paragraph in ParagraphId}
        self.note = Notice(theme, "off", "info-circle")
        self.preview = LetterPreview(theme)
        self.foot = LetterFooter(theme)
        self.scroller = _Scroller(theme)
        self._lay_out(theme)
        self._connect()
        self.follow(theme)
        self.retranslate()

    def _lay_out(self, theme: Theme) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self._tools = FlowRow(4)
        for tool in (self.gloss, self.undo, self.listen):
            if tool is not None:
                self._tools.add(tool)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(8)
        self._head.addLayout(words, 1)
        self._head.addWidget(self._tools)
        fixed = QHBoxLayout()
        fixed.setSpacing(8)
        fixed.addWidget(Icon(theme, "lock", 16))
        fixed.addWidget(self.filled_in, 1)
        fixed.addWidget(self.data)
        card = Card(theme)
        column = QVBoxLayout(card)
        column.setContentsMargins(21, 15, 21, 17)
        column.setSpacing(10)
        column.addLayout(self._head)
        column.addLayout(fixed)
        for editor in self.editors.values():
            column.addWidget(editor)
        column.addStretch(1)
        column.addWidget(self.note)
        self.scroller.column.setContentsMargins(0, PADDING_Y, 0, PADDING_Y)
        self.scroller.column.setSpacing(CARD_GAP)
        self.scroller.column.addWidget(card, 1)
        self.scroller.ground.installEventFilter(self)
        self._side = QVBoxLayout()
        self._side.setContentsMargins(0, PADDING_Y, 0, PADDING_Y)
        self._side.addWidget(self.preview)
        body = QHBoxLayout()
        body.setContentsMargins(PADDING_X, 0, PADDING_X, 0)
        body.setSpacing(COLUMN_GAP)
        body.addWidget(self.scroller, 1)
        body.addLayout(self._side)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addLayout(body, 1)
        self._outer.addWidget(self.foot)

    def _connect(self) -> None:
        for paragraph, editor in self.editors.items():
            editor.edited.connect(lambda text, paragraph=paragraph: self._type(paragraph, text))
            editor.restore_wanted.connect(lambda paragraph=paragraph: self._decide(paragraph, restore=True))
            editor.keep_wanted.connect(lambda paragraph=paragraph: self._decide(paragraph, restore=False))
            editor.box.undo_wanted.connect(self.take_back)
            editor.box.redo_wanted.connect(self.redo)
            editor.box.cursor_moved.connect(self._follow_cursor)
        self.undo.clicked.connect(self.take_back)
        self.gloss.toggled.connect(self._show)
        self.data.clicked.connect(self.data_wanted)
        self.foot.copy_wanted.connect(lambda: self.copied.emit(self.text))

    @property
    def text(self) -> str:
        """The letter as plain text."""
        return letter_text(compose_letter(self._content, self._draft, self._today))

    def show_draft(self, draft: ObjectionDraft, today: date) -> None:
        """Show the letter of a draft.

        Args:
            draft: the answers and the edits.
            today: a day in Riyadh.
        """
        self._draft, self._today = draft, today
        self._show()

    def open_at_question(self) -> None:
        """Bring the keyboard to the first paragraph that is to be asked about, else to the first one."""
        if self._reader is not None:
            self._reader.look()
        asked = outdated_edits(self._content, self._draft)
        self.scroller.verticalScrollBar().setValue(0)
        if asked:
            self.editors[asked[0].paragraph].outdated.keep.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.editors[ParagraphId.OPENING].box.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget_undo(self) -> None:
        """Let nothing of the draft before come back by undoing."""
        self.history.clear()
        self.undo.setEnabled(False)

    def take_back(self) -> None:
        """Take the last step back."""
        if self.history.can_undo:
            self._go_to(self.history.undo(self._draft.letter))

    def redo(self) -> None:
        """Take the last step that was taken back once more."""
        edits = self.history.redo(self._draft.letter)
        if edits is not None:
            self._go_to(edits)

    def _go_to(self, edits: tuple[LetterEdit, ...]) -> None:
        before = self._draft
        self._set(before.evolve(letter=edits))
        changed = next((p for p in ParagraphId if edit_of(before, p) != edit_of(self._draft, p)), None)
        if changed is not None and not self.editors[changed].isHidden():
            self.editors[changed].box.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _type(self, paragraph: ParagraphId, text: str) -> None:
        original = composed_texts(self._content, self._draft)[paragraph]
        edit = edit_of(self._draft, paragraph)
        self.history.note_typing(self._draft.letter, paragraph, original if edit is None else edit.text, text)
        self._set(edit_paragraph(self._draft, paragraph, text, original))

    def _decide(self, paragraph: ParagraphId, *, restore: bool) -> None:
        self.history.note(self._draft.letter)
        if restore:
            self._set(restore_paragraph(self._draft, paragraph))
        else:
            original = composed_texts(self._content, self._draft)[paragraph]
            self._set(keep_paragraph(self._draft, paragraph, original))

    def _set(self, draft: ObjectionDraft) -> None:
        self._draft = draft
        # The form takes it, and has the page show it anew.
        self.edited.emit(draft.letter)

    def _show(self) -> None:
        content, draft = self._content, self._draft
        texts = composed_texts(content, draft)
        asked = {each.paragraph: each for each in outdated_edits(content, draft)}
        shows_gloss = self.gloss.isChecked() and not self.gloss.isHidden()
        gloss = letter_gloss(content, draft) if shows_gloss else {}
        for paragraph, editor in self.editors.items():
            edit = edit_of(draft, paragraph)
            stays = bool(texts[paragraph]) or edit is not None
            if not stays and editor.has_keyboard:
                self.editors[ParagraphId.REQUEST].box.area.setFocus(Qt.FocusReason.OtherFocusReason)
            editor.setVisible(stays)
            editor.show_paragraph(
                texts[paragraph] if edit is None else edit.text,
                edited=edit is not None,
                asked=asked.get(paragraph),
                gloss=gloss.get(paragraph, ""),
            )
        letter = compose_letter(content, draft, self._today)
        self.preview.show_letter(set_letter(letter))
        self.foot.show_pages(self.preview.count)
        self.undo.setEnabled(self.history.can_undo)
        if self.listen is not None:
            self.listen.show_text(letter_text(letter))

    def _follow_cursor(self) -> None:
        """Keep in sight where the person types, while a box grows."""
        area = next((each.box.area for each in self.editors.values() if each.box.area.hasFocus()), None)
        if area is not None:
            rect = area.cursorRect()
            place = area.viewport().mapTo(self.scroller.ground, rect.center())
            self.scroller.ensureVisible(place.x(), place.y(), 0, rect.height() // 2 + _AIR)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo wherever the keyboard is."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.take_back()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set page and editors side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def restyle(self) -> None:
        """Arrange everything for the new text size."""
        super().restyle()
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Arrange everything anew when a part asks for other room."""
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return handled

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Do the same for the parts that scroll."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        elif event.type() is QEvent.Type.Resize:
            # When all parts have their places in the new height.
            QTimer.singleShot(0, self, self._follow_cursor)
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        room = self.width() - 2 * PADDING_X
        preview = min(_PREVIEW, room - COLUMN_GAP - self.theme.size(_EDITORS))
        beside = preview >= _LEAST_PREVIEW
        if beside is not (self._side.indexOf(self.preview) >= 0):
            (self.scroller.column if beside else self._side).removeWidget(self.preview)
            (self._side if beside else self.scroller.column).addWidget(self.preview)
        if beside:
            _fix(self.preview, preview, 0)
        else:
            across = min(room, _PREVIEW)
            _fix(self.preview, 0, self.preview.height_for(across))
        across = room - preview - COLUMN_GAP if beside else room
        words = self.theme.size(260)
        one_line = across - 60 >= words + self._tools.sizeHint().width()
        set_across(self._head, across=one_line)
        self.foot.stand(self._outer, self.scroller.column, self.size(), room)

    def retranslate(self) -> None:
        """Say everything in the new language; what is typed stays."""
        self.title.setText(_("Text of the letter"))
        self.subtitle.setText(_("Write here. The page shown is the letter exactly as it will be printed."))
        self.undo.say(_("Undo"))
        self.gloss.say(_("English gloss"), _("Show below each paragraph what it says in English"))
        self.gloss.setVisible(self._staff or language() is Language.ENGLISH)
        self.filled_in.setText(_("Heading, greeting and signature are filled in from your data"))
        self.data.say(_("Edit the data"))
        self.note.say(
            _(
                "If you change the name, the month or the reason in the form, the other paragraphs follow, and a paragraph"
                " that you edited stays as you wrote it."
            )
        )
        self._show()


def _fix(widget: QWidget, width: int, height: int) -> None:
    """Fix a width or a height; 0 leaves it free."""
    for value, least, maximum in (
        (width, widget.setMinimumWidth, widget.setMaximumWidth),
        (height, widget.setMinimumHeight, widget.setMaximumHeight),
    ):
        least(value)
        maximum(value or ANY_WIDTH)

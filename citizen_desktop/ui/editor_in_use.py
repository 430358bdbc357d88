"""The editor that a form shows on one of its files: one at a time, or none."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from citizen_desktop.clock import Clock
from citizen_desktop.ui.discard_edits_sheet import DiscardEditsSheet
from citizen_desktop.ui.form_files import FormFiles
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.ui.editor_page import EditorPage
    from citizen_desktop.ui.editor_source import EditorSource


class EditorInUse(QObject):
    """Makes the page of the editor when a file was opened for it, and lets go of it.

    Args:
        theme: colours and fonts.
        files: of the form; what is made goes there.
        clock: the time.
        mark: returns the words of the mark of purpose that is proposed.
        parent: lives as long.
    """

    opened = Signal(object)
    """An ``EditorPage`` is to be shown in place of the form."""
    closed = Signal(object)
    """It is not to be shown any more."""
    sheet_opened = Signal(object)

    def __init__(self, theme: Theme, files: FormFiles, clock: Clock, mark: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._files, self._clock, self._mark = theme, files, clock, mark
        self.page: EditorPage | None = None
        editing = files.editing
        editing.opened.connect(self._open)
        editing.not_kept.connect(self._go_on)
        editing.closed.connect(self._close)

    @property
    def has_edits(self) -> bool:
        """Whether something was done in the editor that is not kept yet."""
        return self.page is not None and self.page.has_edits

    def leave(self) -> None:
        """Take the editor away; what was done in it is not kept."""
        if self.page is not None:
            self._files.editing.shut()

    def _open(self, source: "EditorSource") -> None:
        from citizen_desktop.ui.editor_page import EditorPage  # noqa: PLC0415  only where a file is looked at

        editing = self._files.editing
        page = self.page = EditorPage(self._theme, source, editing.decoding, self._clock, self._mark())
        page.accepted.connect(lambda *_values: self._keep(page, source))
        page.cancelled.connect(self._cancel)
        self.opened.emit(page)

    def _keep(self, page: "EditorPage", source: "EditorSource") -> None:
        if source.edits is not None and not page.has_edits:
            # Made once more it could be larger: it may have been made to fit together with the draft's other files.
            self._files.editing.shut()
            return
        self._files.editing.keep(self._files.in_hand, page.made)

    def _cancel(self) -> None:
        if self.page is None or not self.has_edits:
            self.leave()
            return
        sheet = DiscardEditsSheet(self._theme, self.page.window())
        sheet.accepted.connect(self.leave)
        self.sheet_opened.emit(sheet)

    def _go_on(self, sentence: str) -> None:
        if self.page is not None:
            self.page.go_on(sentence)

    def _close(self) -> None:
        page, self.page = self.page, None
        if page is not None:
            page.shut()
            self.closed.emit(page)

"""Between the form and its files: drops, pastes, the editor, and what is said of all that."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from citizen_desktop.clock import Clock
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.i18n import gettext as _
from citizen_desktop.package.names import lone_package
from citizen_desktop.ui.documents_card import DocumentsCard
from citizen_desktop.ui.editor_in_use import EditorInUse
from citizen_desktop.ui.editor_words import objection_mark
from citizen_desktop.ui.form_files import FormFiles
from citizen_desktop.ui.jobs import Job
from citizen_desktop.ui.password_asking import PasswordAsking
from citizen_desktop.widgets.drops import Handed, handed

if TYPE_CHECKING:
    from citizen_desktop.ui.editor_page import EditorPage
    from citizen_desktop.ui.objection_page import ObjectionPage


_SETTLING: Final = 100
"""Milliseconds after which the rows that came and went have been laid out."""


class FileWork(QObject):
    """The work.

    Args:
        page: the form.
        documents: its card of documents.
        files: of the draft that it shows.
        clock: the time.
    """

    sheet_opened = Signal(object)
    said = Signal(str)
    package_dropped = Signal(object)
    """The path of what is called like a draft package."""
    changed = Signal()
    """What is shown of the files is due to be shown anew."""

    def __init__(self, page: "ObjectionPage", documents: DocumentsCard, files: FormFiles, clock: Clock) -> None:
        super().__init__(page)
        self._page, self._documents, self._files = page, documents, files
        self.editor_in_use = EditorInUse(documents.theme, files, clock, objection_mark, self)
        self.editor_in_use.opened.connect(self._show_editor)
        self.editor_in_use.closed.connect(self._hide_editor)
        self.editor_in_use.sheet_opened.connect(self.sheet_opened)
        self.passwords = PasswordAsking(documents.theme, page.window, files, lambda: page.sheet is None, self)
        self.passwords.sheet_opened.connect(self.sheet_opened)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLING)
        self._settled.timeout.connect(self._bring_up_refusals)
        documents.files_dropped.connect(self._dropped)
        documents.paste_wanted.connect(self.paste)
        documents.look_wanted.connect(files.edit)
        documents.undo_wanted.connect(files.undo)
        documents.drop_pending_wanted.connect(files.drop_pending)
        files.refused.connect(self._refuse)
        files.taken_back.connect(self._take_back)
        files.said.connect(self.said)
        files.given.connect(lambda in_hand, attachment, file: in_hand.add_file(attachment, file))
        files.begun.connect(self._show_copying)
        files.emptied.connect(self._hide_copying)
        files.changed.connect(self.changed)
        editing = files.editing
        editing.opening.connect(self._show_opening)
        editing.ended.connect(self._hide_copying)
        editing.failed.connect(self._refuse)
        for keys, act in ((QKeySequence.StandardKey.Paste, self.paste), (QKeySequence.StandardKey.Undo, files.undo)):
            # A field that is typed into takes these keys for its text, and they don't come here.
            shortcut = QShortcut(QKeySequence(keys), page.body)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # ---------------------------------------------------------------- coming in

    def paste(self) -> None:
        """Take in the files or the picture on the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        found = Handed() if data is None else handed(data)
        if found.is_empty:
            self._documents.refuse([_("There is no file and no picture on the clipboard. Copy one first.")])
            return
        self._documents.refuse([])
        self._files.hand_in("", found, _("Pasted picture"))

    def _dropped(self, slot: str, found: Handed) -> None:
        self._documents.refuse([])
        package = lone_package(found.paths)
        if package is not None:
            self.package_dropped.emit(package)
            return
        self._files.hand_in(slot, found, _("Dropped picture"))

    def _refuse(self, sentence: str) -> None:
        self._documents.refuse([*self._documents.refusals, sentence])
        if self._is_typing:
            # What is being typed into must not be scrolled away.
            self._page.failed.emit(sentence)
        self._settled.start()

    def _take_back(self, sentence: str) -> None:
        self._documents.refuse([each for each in self._documents.refusals if each != sentence])

    @property
    def _is_typing(self) -> bool:
        return self._page.answers.isAncestorOf(QApplication.focusWidget() or self._page)

    def _bring_up_refusals(self) -> None:
        """Scroll to what was refused: it may have been dropped far above."""
        if self._documents.refusals and not self._is_typing:
            self._page.scroller.bring_up(self._documents.refused)

    # ---------------------------------------------------------------- what is shown

    def show_files(self, draft: ObjectionDraft) -> None:
        """Show the files of the draft, those that are not judged yet, and what can be taken back."""
        files = self._files
        of_draft = files.files if len(files.files) == len(draft.attachments) else ()
        files.thumbnails.want(of_draft)
        self._documents.show_files(
            draft,
            lambda place: files.thumbnails.picture(of_draft[place]) if of_draft else None,
            files.pending,
            files.asking,
        )
        self._documents.show_undo(files.undo_words)

    def _show_copying(self, job: Job) -> None:
        name = self._files.at_work
        self._watch(job, lambda: _("Taking in {name}").format(name=name))

    def _show_opening(self, job: Job) -> None:
        self._watch(job, lambda: _("Opening the file"))

    def _watch(self, job: Job, words: Callable[[], str]) -> None:
        row = self._documents.copying
        row.watch(job, words)
        row.show()
        self.changed.emit()

    def _hide_copying(self) -> None:
        self._documents.copying.hide()
        self.changed.emit()

    # ---------------------------------------------------------------- the editor

    @property
    def editor(self) -> "EditorPage | None":
        """The editor that is shown, if one is."""
        return self.editor_in_use.page

    def _show_editor(self, editor: "EditorPage") -> None:
        pages = self._page.pages
        pages.addWidget(editor)
        pages.setCurrentWidget(editor)
        editor.footer.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hide_editor(self, editor: "EditorPage") -> None:
        page = self._page
        page.pages.setCurrentWidget(page.body)
        page.pages.removeWidget(editor)
        editor.hide()
        editor.deleteLater()
        self._documents.files.setFocus(Qt.FocusReason.OtherFocusReason)

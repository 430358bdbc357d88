"""Asks for the passwords of locked files, one after another."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from citizen_desktop import i18n
from citizen_desktop.attachments.models import Refusal
from citizen_desktop.forms.refusal_words import refusal_sentence
from citizen_desktop.ui.file_checking import Checked
from citizen_desktop.ui.file_copying import Arrived
from citizen_desktop.ui.file_password_sheet import FilePasswordSheet
from citizen_desktop.ui.form_files import FormFiles
from citizen_desktop.widgets.theme import Theme


class PasswordAsking(QObject):
    """The questions.

    Args:
        theme: colours and fonts.
        window: what sheets lie over.
        files: some of which may be locked.
        is_free: whether nothing else is being asked; who says no calls ``ask`` again later.
        parent: lives as long.
    """

    sheet_opened = Signal(object)

    def __init__(
        self,
        theme: Theme,
        window: Callable[[], QWidget],
        files: FormFiles,
        is_free: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._theme, self._window, self._files, self._is_free = theme, window, files, is_free
        self._asked: tuple[Arrived, FilePasswordSheet] | None = None
        self._left: set[Arrived] = set()
        """Files whose question was closed while a password was tried."""
        files.checking.locked.connect(self._locked)
        files.checking.checked.connect(self._unlocked)
        files.checking.refused.connect(lambda arrived, _sentence: self._settle(arrived))

    def ask(self) -> None:
        """Ask for the password of the next file that needs one, unless something is being asked."""
        waiting = self._files.asking
        if not waiting or self._asked is not None or not self._is_free():
            return
        arrived = waiting[0]
        sheet = FilePasswordSheet(self._theme, self._window(), arrived.coming.name)
        self._asked = (arrived, sheet)
        sheet.answered.connect(lambda password: self._files.checking.answer(arrived, password))
        language = i18n.language()
        sheet.given_up.connect(lambda: self._give_up(arrived, language))
        self.sheet_opened.emit(sheet)

    def _locked(self, arrived: Arrived, wrong: bool) -> None:  # noqa: FBT001  a signal's value
        if self._asked is not None and self._asked[0] == arrived and wrong:
            self._asked[1].refuse(refusal_sentence(Refusal.WRONG_PASSWORD, None, arrived.coming.original_name))
        elif arrived in self._files.asking and arrived not in self._left:
            self.ask()
        else:
            # Nobody is there any more who could be asked: another draft is shown, or the question was closed.
            self._left.discard(arrived)
            self._files.checking.give_up(arrived)

    def _give_up(self, arrived: Arrived, asked_in: i18n.Language) -> None:
        self._asked = None
        if asked_in is not i18n.language():
            # It was closed to be said in the other language.
            QTimer.singleShot(0, self, self.ask)
            return
        if arrived in self._files.checking.asking:
            self._files.checking.give_up(arrived)
        else:
            self._left.add(arrived)
        self.ask()

    def _unlocked(self, checked: Checked) -> None:
        if self._asked is not None and self._asked[0].coming is checked.arrived.coming:
            self._settle(self._asked[0])

    def _settle(self, arrived: Arrived) -> None:
        """Take the question away that is answered."""
        if self._asked is not None and self._asked[0] == arrived:
            sheet = self._asked[1]
            self._asked = None
            sheet.settle()
            self.ask()

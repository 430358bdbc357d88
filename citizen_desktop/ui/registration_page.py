"""What every page of the registration has in common: it shows a draft, tells what was answered, and brings the keyboard to a field.

A page never holds the draft that counts. What is answered goes out as a change, a function from the draft to the draft with the
answer in it, so that nothing a page remembers can undo what came in meanwhile, such as a file that had to be copied.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.widgets.base import Retranslated, Themed
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.why_link import WhyLink

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from citizen_desktop.content.registration_models import RegistrationContent, StepId
    from citizen_desktop.forms.registration import RegistrationDraft
    from citizen_desktop.forms.registration_flow import RegistrationState
    from citizen_desktop.ui.registration_files import FilesShown

    Change = Callable[[RegistrationDraft], RegistrationDraft]


class RegistrationStepPage(Retranslated, Themed, QWidget):
    """A page of the registration; its fields go into ``column``.

    The shell draws the card, the head with title, subtitle, ``tools`` and the button that reads aloud, the error summary, and the
    bar with the way on. It hands every change of the draft to the page that is in sight, whoever made it.

    Args:
        theme: colours and fonts.
    """

    changed = Signal(object)
    """A ``Change``: what becomes of the draft."""
    step_wanted = Signal(str, str)
    """Another step, by its id, and a field there; the person comes back here from it."""
    files_given = Signal(str, object)
    """A slot's id, empty for the free ones in their order, and a sequence of paths that were chosen or dropped."""
    file_removed = Signal(int)
    """The place of an attachment that is to go."""
    file_moved = Signal(int, str)
    """The place of an attachment and the slot that it is for."""
    file_opened = Signal(int)
    """The place of an attachment that is to be looked at, and edited."""
    files_handed = Signal(str, object)
    """A slot's id, empty for the free ones, and what was dropped there, as ``Handed``."""
    paste_wanted = Signal()
    """The files or the picture on the clipboard are to be taken in."""
    scan_wanted = Signal()
    """A paper is to be scanned."""
    undo_wanted = Signal()
    """What was done last to the files is to be taken back."""
    pending_dropped = Signal(int)
    """The place of a file among those that are being looked into, which is to go."""
    package_wanted = Signal()
    """A package is to be made."""
    action_wanted = Signal()
    """The page's own ``action`` was asked for by something on the page."""
    personal_copied = Signal(str)
    """A personal text is to be put on the clipboard, for a minute."""
    sheet_opened = Signal(object)
    why_wanted = Signal(str)
    said = Signal(str)
    failed = Signal(str)

    wide = False
    """Whether it takes the room of what the portal asks, which stands beside the others."""
    has_numbers = False
    """Whether it shows numbers of the person's, which others in the room should not read."""
    whys: tuple[WhyLink, ...] = ()
    """The links to what explains its fields."""

    step: "StepId"
    """Which one it is."""
    _content: "RegistrationContent"

    today: "date"
    """In Riyadh; the shell sets it before ``show_draft``."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.tools: tuple[QWidget, ...] = ()
        """What stands at the end of the head."""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.follow(theme)

    def title(self) -> str:
        """Return what stands above the page, in the language in use."""
        return str(self._content.form.step(self.step).name)

    def subtitle(self) -> str:
        """Return the line below the title, empty for none."""
        return str(self._content.form.step(self.step).introduction)

    def spoken(self) -> str:
        """Return what is read aloud about the page, in the language in use; empty for no such button."""
        return "\n\n".join(part for part in (self.title(), self.subtitle()) if part)

    def action(self) -> tuple[str, str] | None:
        """Return icon and words of the button in place of the way on; None for the way on itself.

        A press on it calls ``act``.
        """
        return None

    def act(self) -> None:
        """Do what ``action`` says."""

    def show_draft(self, draft: "RegistrationDraft", state: "RegistrationState", *, marked: bool) -> None:
        """Show the answers, and how they stand.

        Called when the page comes into sight and after every change. What a field shows that has the keyboard is left alone, if it
        is what the draft holds.

        Args:
            draft: the answers.
            state: how all of them stand today.
            marked: what is missing is an error by now: the person has been here and went on.
        """
        raise NotImplementedError

    def focus_field(self, field_id: str) -> bool:
        """Bring the keyboard to where an item is answered, by the item's id; return whether there is such a place.

        It is for the page to scroll there: ``setFocus(Qt.FocusReason.TabFocusReason)`` does.
        """
        raise NotImplementedError

    def focus_first(self) -> None:
        """Bring the keyboard to where the page begins."""
        self.setFocus()

    def hide_numbers(self, *, hidden: bool) -> None:
        """Show numbers of the person's with dots, or as they are; a field that has the keyboard shows its own."""

    def show_files(self, shown: "FilesShown") -> None:
        """Show what is going on with the files, besides what the draft says of them.

        Called when the page comes into sight, and whenever that changes.

        Args:
            shown: pictures, files on their way, why others were not taken.
        """

    def forget(self) -> None:
        """Forget what could be taken back: another draft is shown from now on."""

    def let_go(self) -> None:
        """End what is at work, for a window that closes."""

    def retranslate(self) -> None:
        """Say everything in the new language; what is typed stays."""
        raise NotImplementedError

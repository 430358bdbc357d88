"""What leads drafts out of the store and into it: hand-over, taking in, backup, the centre's key."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from citizen_desktop import paths
from citizen_desktop.clock import Clock
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.drafts.handover_words import WordList, load_word_list
from citizen_desktop.drafts.models import DraftId, Summary
from citizen_desktop.drafts.session import DraftSession
from citizen_desktop.drafts.summary import summarise
from citizen_desktop.forms.any_draft import AnyDraft
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.i18n import gettext as _
from citizen_desktop.paths import OwnedFiles
from citizen_desktop.policy import Policy
from citizen_desktop.ui.jobs import PATIENCE
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.drafts.keys import Keys
    from citizen_desktop.drafts.secret import Secret


class DraftTools(QObject):
    """Opens the sheets.

    Args:
        theme: colours and fonts.
        window: what they lie over.
        content: for what lists show of a draft that comes in.
        session: the store at work.
        policy: what the owner of the machine decided.
        files: what the application owns.
        clock: the time.
    """

    sheet_opened = Signal(object)
    said = Signal(str)
    failed = Signal(str)
    changed = Signal(str)
    """A draft left, or came in: its id."""
    restored = Signal()
    """A backup lies in the store's place: it is to be opened."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        content: ObjectionContent,
        session: DraftSession,
        policy: Policy,
        files: OwnedFiles,
        clock: Clock,
    ) -> None:
        super().__init__(window)
        self._theme, self._window, self._content = theme, window, content
        self._session, self._policy, self._files, self._clock = session, policy, files, clock

    def hand_over(self, draft_id: DraftId) -> None:
        """Let a draft leave as one encrypted file."""
        from citizen_desktop.ui.handover_sheet import HandoverSheet, Rules  # noqa: PLC0415  when it is wanted

        if not self._all_kept():
            return
        rules = Rules(self._policy.export_removable_only, self._session.initials, self._files.state)
        sheet = HandoverSheet(
            self._theme, self._window, self._session.store, draft_id, self._words(), self._clock, rules
        )
        sheet.handed_over.connect(self.changed)
        self._open(sheet)

    def take_in(self) -> None:
        """Take in a draft that was handed over elsewhere."""
        from citizen_desktop.ui.import_sheet import ImportSheet, Intake  # noqa: PLC0415  when it is wanted

        intake = Intake(
            initials=self._session.initials,
            summarise=self._summarise,
        )
        sheet = ImportSheet(self._theme, self._window, self._session.store, self._words(), self._clock, intake)
        sheet.imported.connect(self.changed)
        self._open(sheet)

    def _summarise(self, draft: AnyDraft) -> Summary | None:
        """Return what lists show of a draft; of a registration they show what came with it until it is opened here."""
        today = self._clock.now().date()
        return summarise(self._content, draft, today) if isinstance(draft, ObjectionDraft) else None

    def back_up(
        self,
        secret: "Secret",
        keys: "Keys",
        close: Callable[[], None],
        reopen: Callable[[], None],
    ) -> None:
        """Make a backup of the whole store, or put one back.

        Args:
            secret: the key in use.
            keys: keeps it, and opens those of backups made elsewhere.
            close: closes the store for the time in which another one takes its place.
            reopen: opens it again where that could not be done.
        """
        from citizen_desktop.ui.backup_sheet import BackupSheet  # noqa: PLC0415  when it is wanted
        from citizen_desktop.ui.backup_work import StoreInUse  # noqa: PLC0415

        if not self._all_kept():
            return
        used = StoreInUse(
            store=self._session.store,
            secret=secret,
            keys=keys,
            words=self._words(),
            files=self._files,
            mode=self._policy.mode,
            removable_only=self._policy.export_removable_only,
            state=self._files.state,
            close=close,
            reopen=reopen,
        )
        sheet = BackupSheet(self._theme, self._window, used, self._clock)
        sheet.restored.connect(self.restored)
        sheet.refused.connect(self.failed)
        self._open(sheet)

    def show_centre_key(self) -> None:
        """Show the key to which others hand drafts over."""
        from citizen_desktop.ui.centre_key_sheet import CentreKeySheet  # noqa: PLC0415  when it is wanted

        sheet = CentreKeySheet(self._theme, self._window, self._session.store, self._clock)
        sheet.said.connect(self.said)
        self._open(sheet)

    def _all_kept(self) -> bool:
        """Whether the store has all that was typed; if not, it was said: what leaves it would be of yesterday."""
        kept = self._session.keep_all(PATIENCE)
        if not kept:
            self.failed.emit(
                _("Not everything is saved yet, so nothing can leave. See to the disk, and then try again.")
            )
        return kept

    def _open(self, sheet: Sheet) -> None:
        self.sheet_opened.emit(sheet)

    def _words(self) -> WordList:
        return load_word_list(paths.resources() / "content")

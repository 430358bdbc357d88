"""Hands a draft over: to whoever gets six words, or to a centre whose key is known."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from citizen_desktop import bidi
from citizen_desktop.clock import Clock
from citizen_desktop.drafts.centre_keys import key_fingerprint, parse_public_key
from citizen_desktop.drafts.handover import HandedOver, hand_over
from citizen_desktop.drafts.handover_words import Code, WordList
from citizen_desktop.drafts.models import DraftId
from citizen_desktop.drafts.store import Store
from citizen_desktop.drafts.way_out import Watch
from citizen_desktop.formats import file_size
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.code_sheet import CodeSheet, code_paper
from citizen_desktop.ui.file_choice import choose_folder
from citizen_desktop.ui.jobs import Control
from citizen_desktop.unfinished import noting
from citizen_desktop.widgets.card import Notice
from citizen_desktop.widgets.field import TextField
from citizen_desktop.widgets.input_frame import State
from citizen_desktop.widgets.radio_card import RadioCards
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.printing.handover_page import HandoverPaper


@dataclass(frozen=True)
class Rules:
    """What the place asks for.

    Args:
        removable_only: files go to removable media only.
        initials: of the member of staff, for the journal.
        state: where places of unfinished files are noted, None where nothing may be kept.
    """

    removable_only: bool = False
    initials: str = ""
    state: Path | None = None


class HandoverSheet(CodeSheet):
    """Choice, work, result.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        store: where the draft is.
        draft_id: of the draft; everything that was typed is saved.
        words: codes are drawn from.
        clock: the time.
        rules: what the place asks for.
    """

    handed_over = Signal(str)
    """The id of the draft that left."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        store: Store,
        draft_id: DraftId,
        words: WordList,
        clock: Clock,
        rules: Rules | None = None,
    ) -> None:
        super().__init__(theme, window, "file-export", 640, clock)
        self._store, self._draft_id, self._words, self._rules = store, draft_id, words, rules or Rules()
        self.result: HandedOver | None = None
        self.say(
            _("Hand this draft over"),
            _("It leaves as one encrypted file with its attachments and its history; here it stays as it is."),
        )
        self._make_choice(theme)
        self.unplug.say(_("You may unplug now: the file is on the disk, was read back from it and could be opened."))
        self.warning.say(
            _("This code is shown once. Write it down or print it, and give it by another way than the file.")
        )
        self.by_words = True
        self.ways.choose("words")
        self._choose("words")
        self.show_part(self._choice, self.write, self.cancel)
        self.open_sheet(self.ways.cards["words"])

    def _make_choice(self, theme: Theme) -> None:
        self._choice = self.add_part()
        self.ways = RadioCards(theme, ("words", "centre"))
        self.ways.cards["words"].say(
            _("A code of six words"), _("Shown once, here. Whoever has the file and the code can open it.")
        )
        self.ways.cards["centre"].say(_("The key of a centre"), _("Only that centre can open it. No code is needed."))
        self.ways.chosen.connect(self._choose)
        self.key = TextField(theme, left_to_right=True, lines=2)
        self.key.say(_("Public key of the centre"), _("It begins with age1. The centre gives it to you."))
        self.key.edited.connect(lambda _text: self._judge_key())
        self._choice.addWidget(self.ways)
        self._choice.addWidget(self.key)
        if self._rules.removable_only:
            note = Notice(theme, "info", "device-usb")
            note.say(_("On this computer files may go to a removable medium only, such as a USB stick."))
            self._choice.addWidget(note)
        self.cancel = self.add_button(_("Cancel"), self.leave)
        self.write = self.add_button(_("Choose the place"), self._ask_folder, primary=True, icon="device-usb")

    def _choose(self, way: object) -> None:
        self.by_words = way == "words"
        self.key.setVisible(not self.by_words)
        self._judge_key()
        self._fit()

    def _judge_key(self) -> None:
        public = self._public_key()
        if public is not None:
            words = _("Compare with the centre: {fingerprint}").format(fingerprint=bidi.ltr(key_fingerprint(public)))
            self.key.show_state(State.OK, words)
        elif self.key.text.strip() and not self.by_words:
            self.key.show_state(State.ERROR, _("This is no public key: copy all of it, from age1 to its end."))
        else:
            self.key.show_state(State.PLAIN)
        self.write.setEnabled(self.by_words or public is not None)

    def _public_key(self) -> str | None:
        if self.by_words:
            return None
        with suppress(ValueError):
            return parse_public_key(self.key.text)
        return None

    def _ask_folder(self) -> None:
        folder = choose_folder(self, _("Choose where the file goes"))
        if folder is not None:
            self.start(folder)

    def start(self, folder: Path) -> None:
        """Write the file.

        Args:
            folder: where to.
        """
        key = self._public_key() or self._words.draw()
        self.run(
            lambda: _("Encrypting, writing and reading back"),
            _hand_over, self._finished, self._store, self._draft_id, folder, key, self._rules,
        )  # fmt: skip

    def _finished(self, result: object) -> None:
        if not isinstance(result, HandedOver):
            return
        self.result = result
        self.say(_("The draft is in the file"), _("Take the stick out in the usual way of your system."))
        facts = _("File {name}, {size}. Fingerprint {fingerprint}").format(
            name=bidi.ltr(result.path.name), size=file_size(result.size), fingerprint=bidi.ltr(result.fingerprint)
        )
        self.show_result(result.code, facts)
        self.handed_over.emit(self._draft_id)

    def close_sheet(self) -> None:
        """Take the sheet away, and the code with it."""
        self.result = None
        super().close_sheet()

    def paper_of(self, code: Code) -> "HandoverPaper | None":
        """Return the page with the code."""
        if self.result is None:
            return None
        title = _("Code for a draft that was handed over")
        return code_paper(title, code, self.result.path.name, self.result.fingerprint)


def _hand_over(
    control: Control, store: Store, draft_id: DraftId, folder: Path, key: Code | str, rules: Rules
) -> HandedOver:
    watch = Watch(control.progress, control.cancelled)
    with noting(rules.state) as remember:
        return hand_over(
            store, draft_id, folder, key,
            removable_only=rules.removable_only, by=rules.initials, watch=watch, remember=remember,
        )  # fmt: skip

"""The files of the draft that a form shows: how they come, what becomes of them, and the way back.

The answers are the form's; of them this changes the attachments alone, by ``placed``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtGui import QImage, QImageWriter

from citizen_desktop.bidi import isolate
from citizen_desktop.clock import Clock
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.forms.any_draft import AnyDraft
from citizen_desktop.forms.draft import Attachment, ObjectionDraft, sound_text
from citizen_desktop.forms.refusal_words import shown_name
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.package.source import Stored
from citizen_desktop.ui.document_words import REST, next_slots
from citizen_desktop.ui.file_checking import Checked, FileChecking
from citizen_desktop.ui.file_copying import Arrived, Coming, FileCopying, coming_path
from citizen_desktop.ui.file_editing import FileEditing
from citizen_desktop.ui.file_keeping import Keeper
from citizen_desktop.ui.folder_walk import Found
from citizen_desktop.ui.made_files import Remade
from citizen_desktop.ui.thumbnails import Thumbnails
from citizen_desktop.ui.workbench import Workbench
from citizen_desktop.widgets.drops import Handed

if TYPE_CHECKING:
    from citizen_desktop.attachments.models import Inspection
    from citizen_desktop.drafts.in_hand import DraftInHand

File = Path | Stored
_STEPS: Final = 20
"""As many can be taken back."""


class _Step(NamedTuple):
    """How the attachments were before something was done to them.

    Args:
        words: what was done.
        attachments: before.
        files: before, in their order.
    """

    words: str
    attachments: tuple[Attachment, ...]
    files: tuple[File, ...]


class FormFiles(QObject):
    """The files.

    Args:
        content: rows.
        keeper: keeps their bytes.
        bench: has what decodes.
        clock: the time.
        draft: gives the answers that the form shows.
        free: gives the slots that lack a file, in their order; None for those of an objection.
    """

    placed = Signal(object)
    """The attachments are to be these; ``files`` and ``beside`` go with them."""
    given = Signal(object, object, object)
    """A draft that isn't shown any more, an ``Attachment`` and its file: that draft is to name it."""
    refused = Signal(str)
    """A sentence on a file that is not attached."""
    taken_back = Signal(str)
    """A sentence that was said by ``refused`` holds no longer."""
    said = Signal(str)
    """A sentence on what was found."""
    changed = Signal()
    """Others are on their way, or can be taken back, or have a picture."""
    begun = Signal(object)
    """A ``Job`` is about to start, ``at_work`` says on what."""
    emptied = Signal()
    """No bytes are being copied any more."""

    def __init__(
        self,
        content: ObjectionContent,
        keeper: Keeper,
        bench: Workbench,
        clock: Clock,
        draft: Callable[[], AnyDraft],
        free: Callable[[AnyDraft], Sequence[str]] | None = None,
    ) -> None:
        super().__init__()
        self._content, self._draft = content, draft
        self._free = free or partial(_free_of_objection, content)
        self.files: tuple[File, ...] = ()
        self.in_hand: DraftInHand | None = None
        self._known: dict[str, File] = {}
        self._steps: list[_Step] = []
        self.inspections: dict[str, Inspection] = {}
        """By digests, what files are that were looked into while this draft was shown."""
        self.copying = FileCopying(keeper, clock)
        self.checking = FileChecking(bench, keeper, clock)
        self.thumbnails = Thumbnails(bench, clock)
        self.editing = FileEditing(content, keeper, bench, clock)
        for part in (self.copying, self.checking, self.thumbnails, self.editing):
            part.setParent(self)
        self.copying.begun.connect(self.begun)
        self.copying.arrived.connect(self.checking.add)
        self.copying.found.connect(self._found)
        self.copying.refused.connect(self.refused)
        self.copying.taken_back.connect(self.taken_back)
        self.copying.emptied.connect(self.emptied)
        self.checking.checked.connect(self._checked)
        self.checking.refused.connect(lambda _arrived, sentence: self.refused.emit(sentence))
        self.checking.changed.connect(self.changed)
        self.thumbnails.drawn.connect(self.changed)
        self.editing.remade.connect(self._remade)

    # ---------------------------------------------------------------- what there is

    @property
    def at_work(self) -> str:
        """Name of the file that is being copied, as it can be shown in a sentence."""
        return "" if self.copying.current is None else self.copying.current.name

    @property
    def pending(self) -> tuple[Arrived, ...]:
        """Files of this draft whose bytes are here and that are not judged yet."""
        return tuple(each for each in self.checking.pending if each.coming.draft is self.in_hand)

    @property
    def is_busy(self) -> bool:
        """Whether files are on their way, of this draft or another one, or one is being made."""
        return bool(self.copying.coming or self.checking.pending) or self.editing.is_keeping

    @property
    def coming(self) -> int:
        """How many are on their way, wait for room or are being looked into, of this draft or another one."""
        return len(self.copying.coming) + self.copying.held + len(self.checking.pending)

    @property
    def asking(self) -> tuple[Arrived, ...]:
        """Files of this draft that wait for a password."""
        return tuple(each for each in self.checking.asking if each.coming.draft is self.in_hand)

    @property
    def undo_words(self) -> str:
        """What would be taken back, empty for nothing."""
        return self._steps[-1].words if self._steps else ""

    @property
    def beside(self) -> tuple[File, ...]:
        """What is kept with the draft and is no attachment: originals of what was edited, and what can still be brought back."""
        states = [(self._draft().attachments, self.files), *((step.attachments, step.files) for step in self._steps)]
        kept: dict[File, None] = {}
        for attachments, files in states:
            kept.update(dict.fromkeys(files))
            digests = (source.sha256 for attachment in attachments for source in attachment.sources)
            kept.update((self._known[digest], None) for digest in digests if digest in self._known)
        return tuple(file for file in kept if file not in self.files)

    # ---------------------------------------------------------------- another draft

    def show(self, in_hand: "DraftInHand | None", files: Iterable[File], beside: Mapping[str, File]) -> None:
        """Turn to another draft, which the form is about to show; what comes late of one that is kept still goes to it.

        Args:
            in_hand: the draft, None where nothing is kept.
            files: of its attachments.
            beside: what else is kept with it, by digests.
        """
        self.forget_undo()
        self.editing.shut()
        for arrived in self.asking:
            self.checking.give_up(arrived)
        if self.in_hand is None:
            # Without a store there is nothing but this form that could take them.
            self.copying.close()
            self.checking.close()
            self.emptied.emit()
        self.in_hand = in_hand
        self.files = tuple(files)
        self._known = dict(beside)
        self.inspections.clear()

    def close(self) -> None:
        """Break off all that is at work, and forget what could be brought back."""
        self.forget_undo()
        self.editing.close()
        self.copying.close()
        self.checking.close()
        self.thumbnails.close()

    # ---------------------------------------------------------------- taking in

    def attach(self, slot: str, paths: Iterable[Path]) -> None:
        """Take files in, and those of folders.

        Args:
            slot: the document that they are; empty to fill the empty places in their order.
            paths: where they lie.
        """
        for path in dict.fromkeys(paths):
            self.copying.add(coming_path(self.in_hand, slot, path))

    def attach_content(self, slot: str, name: str, content: bytes) -> None:
        """Take in a file that lies on no disk, as one that comes from a scanner.

        Args:
            slot: the document that it is; empty for the next one that lacks a file.
            name: by which the person will know it.
            content: its bytes.
        """
        self.copying.add(Coming(self.in_hand, slot, sound_text(name), partial(bytes, content)))

    def attach_late(self, slot: str, name: str, read: Callable[[], bytes]) -> None:
        """Take in a file whose bytes are had when its turn comes, such as one of a package.

        Args:
            slot: the document that it is; empty for the next one that lacks a file.
            name: its own.
            read: gives its bytes, in a thread of its own; raises ``UserError`` or ``OSError``.
        """
        self.copying.add(Coming(self.in_hand, slot, sound_text(name), read))

    def hand_in(self, slot: str, found: Handed, name: str) -> None:
        """Take in what was dropped or pasted.

        Args:
            slot: the document that it is; empty to fill the empty places in their order.
            found: what.
            name: for a picture, which has none of its own.
        """
        self.attach(slot, found.paths)
        if isinstance(found.picture, bytes):
            self.attach_content(slot, name, found.picture)
        elif found.picture is not None:
            self.copying.add(Coming(self.in_hand, slot, name, partial(_png, found.picture)))
        if found.elsewhere:
            self.refused.emit(
                _(
                    "This lies on no disk of this computer, and this application uses no network."
                    " Save it on this computer first, then attach it from there."
                )
            )

    def drop_pending(self, place: int) -> None:
        """Take a file away that is not judged yet."""
        if place < len(self.pending):
            self.checking.drop(self.pending[place])

    def _found(self, name: str, found: Found) -> None:
        count = len(found.files)
        shown = isolate(shown_name(name))
        if not count:
            self.refused.emit(_("There are no files in {name}.").format(name=shown))
        elif found.more:
            words = _("There is more in {name} than can be taken in at once: the first {n} files were taken.")
            self.refused.emit(words.format(name=shown, n=count))
        else:
            words = ngettext("{n} file found in {name}", "{n} files found in {name}", count)
            self.said.emit(words.format(name=shown, n=count))

    def _checked(self, checked: Checked) -> None:
        coming, file = checked.arrived.coming, checked.arrived.file
        shown = coming.draft is self.in_hand
        answers = self._draft() if shown else coming.draft.content[0] if coming.draft is not None else ObjectionDraft()
        free = self._free(answers)
        slot = coming.slot or (free[0] if free else REST)
        attachment = checked.attachment(slot, self._content.documents.limits.formats)
        if not shown:
            self.given.emit(coming.draft, attachment, file)
            return
        self.inspections[checked.arrived.digest] = checked.inspection
        # What comes meanwhile stays when something before it is taken back.
        self._steps = [_Step(step.words, (*step.attachments, attachment), (*step.files, file)) for step in self._steps]
        self._place((*answers.attachments, attachment), (*self.files, file))

    # ---------------------------------------------------------------- what is done to them

    def remove(self, row: int) -> None:
        """Take a file off the draft; it can be brought back."""
        attachments = self._draft().attachments
        name = isolate(shown_name(attachments[row].original_name))
        self._remember(_("{name} was taken away").format(name=name))
        self._place((*attachments[:row], *attachments[row + 1 :]), (*self.files[:row], *self.files[row + 1 :]))

    def assign(self, row: int, slot_id: str) -> None:
        """Say which document a file is."""
        attachments = self._draft().attachments
        changed = attachments[row].evolve(slot=slot_id)
        name = isolate(shown_name(changed.original_name))
        self._remember(_("{name} was put elsewhere").format(name=name))
        self._place((*attachments[:row], changed, *attachments[row + 1 :]), self.files)

    def edit(self, row: int) -> None:
        """Open the editor of a file."""
        attachments = self._draft().attachments
        others = sum(each.size for each in attachments) - attachments[row].size
        self.editing.open(attachments[row], self.files[row], self.originals(), self.inspections, others=others)

    def originals(self) -> dict[str, File]:
        """Return what attachments were made of and is kept beside them, by digests."""
        return {digest: file for digest, file in self._known.items() if digest in self._draft().originals}

    def _remade(self, remade: Remade) -> None:
        name = isolate(shown_name(remade.before.original_name))
        self.replace((remade,), _("{name} was edited").format(name=name))

    def replace(self, remade: Iterable[Remade], words: str) -> None:
        """Put what was made in the place of what it was made of; it is one step, which can be taken back.

        Args:
            remade: what was made; what it was made of may have been taken away meanwhile.
            words: what was done.
        """
        attachments, files = self._draft().attachments, self.files
        known, inspections = dict(self._known), dict(self.inspections)
        for each in remade:
            if each.before not in attachments:
                continue
            row = attachments.index(each.before)
            known.update(each.originals)
            inspections.update(each.inspections)
            attachments = (*attachments[:row], *each.attachments, *attachments[row + 1 :])
            files = (*files[:row], *each.files, *files[row + 1 :])
        if attachments == self._draft().attachments:
            return
        self._remember(words)
        self._known, self.inspections = known, inspections
        self._place(attachments, files)

    def undo(self) -> None:
        """Take back what was done last."""
        if self._steps:
            step = self._steps.pop()
            self._place(step.attachments, step.files)
            self.changed.emit()

    def forget_undo(self) -> None:
        """Let what was done be done: what was taken away is gone for good."""
        if self._steps:
            self._steps.clear()
            self._place(self._draft().attachments, self.files)
            self.changed.emit()

    def _remember(self, words: str) -> None:
        self._steps = [*self._steps, _Step(words, self._draft().attachments, self.files)][-_STEPS:]

    def _place(self, attachments: tuple[Attachment, ...], files: tuple[File, ...]) -> None:
        self.files = files
        self.placed.emit(attachments)


def _free_of_objection(content: ObjectionContent, draft: AnyDraft) -> Sequence[str]:
    return next_slots(content, draft) if isinstance(draft, ObjectionDraft) else ()


def _png(image: QImage) -> bytes:
    """Return a picture as a file."""
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(target, QByteArray(b"png")).write(image)
    return bytes(target.data().data())

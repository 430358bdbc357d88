"""Opens a file with a draft in it, and takes the draft in."""

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from citizen_desktop.drafts import age_stream
from citizen_desktop.drafts.errors import StoreError
from citizen_desktop.drafts.handover_errors import HandoverError, HandoverTrouble, source_error
from citizen_desktop.drafts.handover_format import Head, Manifest, Unpacker, Wrapping, read_head
from citizen_desktop.drafts.handover_keys import OF_A_SEAL, unwrap
from citizen_desktop.drafts.handover_words import Code
from citizen_desktop.drafts.intake import ForeignCase
from citizen_desktop.drafts.models import DraftId, JournalEntry, Summary
from citizen_desktop.drafts.store import Store
from citizen_desktop.drafts.way_out import Watch, counted
from citizen_desktop.forms.any_draft import AnyDraft

if TYPE_CHECKING:
    from io import BufferedReader

LARGEST: Final = 2 << 30
"""Bytes of files that are taken in, unless the owner of the machine says otherwise."""


@dataclass(frozen=True, eq=False)
class Offer:
    """A file that was opened and found whole.

    Args:
        path: where it lies.
        manifest: what it holds, besides the files themselves.
        identity: opens it.
    """

    path: Path
    manifest: Manifest = field(repr=False)
    identity: str = field(repr=False)


def wrapping_of(path: Path) -> Wrapping:
    """Return what opens a file, to know what to ask for.

    Raises:
        HandoverError: it is no such file, not whole, or can't be read.
    """
    with _opened(path) as (_stream, head):
        return head.wrapping


def open_offer(path: Path, key: Code | Store, *, largest: int = LARGEST, watch: Watch | None = None) -> Offer:
    """Open a file and judge all of it; nothing is kept.

    Args:
        path: of the file.
        key: the code, or the store that holds the centre's key.
        largest: bytes of files that may be taken in.
        watch: progress and breaking off.

    Raises:
        HandoverError: it is not whole, was altered, or is not opened by this key.
        Cancelled: it was broken off.
    """
    watch = watch or Watch()
    with _opened(path) as (stream, head):
        watch.total = head.length + (OF_A_SEAL if isinstance(key, Code) else 0)
        identity = unwrap(head, key, watch)
        unpacker = Unpacker(largest, head.length)
        age_stream.decrypt(stream, identity, unpacker.feed, counted(watch))
        return Offer(path, unpacker.end(), identity)


def take_in(
    store: Store,
    offer: Offer,
    *,
    by: str = "",
    summarise: Callable[[AnyDraft], Summary | None] | None = None,
    watch: Watch | None = None,
) -> DraftId:
    """Keep an opened draft as a new one, with its files and its history; it is verified once more.

    Args:
        store: where it goes to.
        offer: the opened file.
        by: initials of who takes it in.
        summarise: works out what lists show; without it, or where it can't tell, they show what the file says.
        watch: progress and breaking off.

    Returns:
        The id it has here.

    Raises:
        HandoverError: the file is gone or another one now, or the draft can't be kept; nothing of it is.
        Cancelled: it was broken off; nothing of it is kept.
    """
    watch = watch or Watch()
    try:
        with _opened(offer.path) as (stream, head), store.receive() as intake:
            watch.total = head.length
            unpacker = Unpacker(
                offer.manifest.size,
                head.length,
                lambda manifest: intake.begin(_case(manifest, by, summarise)),
                lambda entry: intake.begin_file(entry.size, entry.sha256),
                intake.write,
            )
            age_stream.decrypt(stream, offer.identity, unpacker.feed, counted(watch))
            if unpacker.end() != offer.manifest:
                raise HandoverError(HandoverTrouble.ALTERED)
            intake.end()
            return intake.draft_id
    except StoreError:
        raise HandoverError(HandoverTrouble.STORE) from None


def _case(manifest: Manifest, by: str, summarise: Callable[[AnyDraft], Summary | None] | None) -> ForeignCase:
    # Where a file lay in somebody's package is no business of this store.
    attachments = tuple(attachment.evolve(path="") for attachment in manifest.draft.attachments)
    draft = manifest.draft.evolve(attachments=attachments)
    return ForeignCase(
        summary=(None if summarise is None else summarise(draft)) or manifest.summary,
        draft=draft,
        number=manifest.number,
        created=manifest.created,
        locked=manifest.locked,
        consents=manifest.consents,
        history=tuple(
            JournalEntry(at=deed.at, action=deed.action, initials=deed.initials) for deed in manifest.history
        ),
        initials=by,
    )


@contextlib.contextmanager
def _opened(path: Path) -> "Iterator[tuple[BufferedReader, Head]]":
    try:
        if not path.is_file():
            # A pipe would never end.
            raise HandoverError(HandoverTrouble.FOREIGN if path.exists() else HandoverTrouble.NOT_THERE)
        with path.open("rb") as stream:
            yield stream, read_head(stream, os.fstat(stream.fileno()).st_size)
    except OSError as error:
        raise source_error(error) from error

"""Hands a draft over as one encrypted file."""

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from citizen_desktop.drafts import age_stream
from citizen_desktop.drafts.centre_keys import grouped
from citizen_desktop.drafts.code_seal import SealError, seal
from citizen_desktop.drafts.errors import StoreError
from citizen_desktop.drafts.handover_errors import HandoverError, HandoverTrouble
from citizen_desktop.drafts.handover_format import (
    SUFFIX,
    Deed,
    Entry,
    Head,
    Manifest,
    Unpacker,
    Wrapping,
    pack_manifest,
    packed,
    read_head,
)
from citizen_desktop.drafts.handover_keys import OF_A_SEAL, unwrap_by_code
from citizen_desktop.drafts.handover_words import Code
from citizen_desktop.drafts.intake import history_of
from citizen_desktop.drafts.models import Action, DraftId
from citizen_desktop.drafts.store import Store
from citizen_desktop.drafts.way_out import Watch, check_place, check_room, counted, new_file
from citizen_desktop.package import disk


@dataclass(frozen=True)
class HandedOver:
    """A draft that left.

    Args:
        path: of its file; it was read back from the disk and decrypted.
        size: of the file.
        fingerprint: the beginning of its SHA-256: it tells this file from others, and nothing else.
        code: opens it; None where it was made for a centre's key.
    """

    path: Path
    size: int
    fingerprint: str
    code: Code | None = field(repr=False)


def hand_over(
    store: Store,
    draft_id: DraftId,
    folder: Path,
    key: Code | str,
    *,
    removable_only: bool = False,
    by: str = "",
    watch: Watch | None = None,
    remember: Callable[[Path], None] = lambda _: None,
) -> HandedOver:
    """Write a draft with its files and its history into one encrypted file.

    Args:
        store: where it is.
        draft_id: of the draft.
        folder: where the file goes to.
        key: a new code, or the public key of the centre that is to open it.
        removable_only: refuse a folder that lies on no removable medium.
        by: initials for the journal.
        watch: progress and breaking off.
        remember: told the name of the unfinished file before it is made, for ``disk.sweep`` after a crash.

    Raises:
        HandoverError: it could not be written; nothing is left of it.
        Cancelled: it was broken off; nothing is left of it.
        KeyError: there is no such draft.
    """
    import pyrage  # noqa: PLC0415  few starts need it

    check_place(folder, removable_only=removable_only)
    with _readable():
        manifest, files = _manifest(store, draft_id)
    front = pack_manifest(manifest)
    size = manifest.size + len(front)
    check_room(folder, size)
    watch = watch or Watch()
    sealing = isinstance(key, Code)
    watch.total = 2 * (size + (OF_A_SEAL if sealing else 0)) + 1
    identity = pyrage.x25519.Identity.generate()
    writing = _Writing(store, manifest, front, files, key, str(identity), str(identity.to_public()), watch)
    with _readable():
        written = new_file(folder, "handover", SUFFIX, writing.run, remember)
    try:
        store.mark(draft_id, Action.HANDED_OVER, by=by)
    except (StoreError, KeyError):
        # A draft that left without a trace would be missing from the journal for good.
        with contextlib.suppress(OSError):
            written.unlink()
        raise HandoverError(HandoverTrouble.NOT_NOTED) from None
    watch.finish()
    return HandedOver(written, writing.size, writing.fingerprint, key if isinstance(key, Code) else None)


@contextlib.contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except StoreError:
        raise HandoverError(HandoverTrouble.STORE_UNREADABLE) from None


def _manifest(store: Store, draft_id: DraftId) -> tuple[Manifest, tuple[str, ...]]:
    with store.exclusive:
        stored = store.load(draft_id)
        originals = stored.draft.originals
        files = (*stored.files, *(each for each in stored.beside if store.file_digest(each) in originals))
        entries = tuple(Entry(size=store.file_size(each), sha256=store.file_digest(each)) for each in files)
        history = history_of(store.journal(), stored.head.number)
    if len(stored.files) != len(stored.draft.attachments):
        raise HandoverError(HandoverTrouble.NOT_SAVED)
    head = stored.head
    manifest = Manifest(
        number=head.number,
        summary=head.summary,
        draft=stored.draft,
        created=head.created,
        changed=head.changed,
        locked=head.locked,
        consents=head.consents,
        history=tuple(Deed(at=entry.at, action=entry.action, initials=entry.initials) for entry in history),
        files=entries,
    )
    return manifest, files


class _Writing:
    """The writing of one file."""

    def __init__(
        self,
        store: Store,
        manifest: Manifest,
        front: bytes,
        files: tuple[str, ...],
        key: Code | str,
        identity: str,
        public: str,
        watch: Watch,
    ) -> None:
        self._store, self._manifest, self._front, self._files = store, manifest, front, files
        self._key, self._identity, self._public, self._watch = key, identity, public, watch
        self._wrapped = b""
        self.size = 0
        self.fingerprint = ""

    def run(self, file: disk.TargetFile, path: Path) -> None:
        """Write the file, and read it back."""
        wrapping = Wrapping.WORDS if isinstance(self._key, Code) else Wrapping.CENTRE
        self._wrapped = self._wrapped or self._wrap()
        head = Head(wrapping, 0, self._wrapped)
        file.write(head.pack())
        blocks = packed(self._front, (self._store.file_blocks(each) for each in self._files))
        age_stream.encrypt(blocks, file, self._public, self._watch.step)
        self.size = file.position
        file.patch(0, head._replace(length=self.size).pack())
        file.flush()
        self._read_back(path)

    def _wrap(self) -> bytes:
        import pyrage  # noqa: PLC0415  few starts need it

        if isinstance(self._key, str):
            recipient = pyrage.x25519.Recipient.from_str(self._key)
            return bytes(pyrage.encrypt(self._identity.encode(), [recipient]))
        try:
            sealed = seal(self._identity.encode(), self._key.passphrase, self._watch.cancelled)
        except SealError:
            raise HandoverError(HandoverTrouble.TOO_DEAR) from None
        self._watch.step(OF_A_SEAL)
        return sealed

    def _read_back(self, path: Path) -> None:
        """Open what the disk gives back, as whoever gets it will."""
        digest = hashlib.sha256()
        try:
            with path.open("rb") as stream:
                head = read_head(stream, path.stat().st_size)
                digest.update(head.pack())
                identity = self._identity
                if isinstance(self._key, Code):
                    identity = unwrap_by_code(head, self._key, self._watch)
                unpacker = Unpacker(self._manifest.size, self.size)
                told = counted(self._watch, digest.update)
                age_stream.decrypt(stream, identity, unpacker.feed, told)
                same = unpacker.end() == self._manifest and head.key == self._wrapped
        except HandoverError as error:
            if error.trouble is HandoverTrouble.TOO_DEAR:
                raise
            raise HandoverError(HandoverTrouble.READ_BACK) from None
        if not same:
            raise HandoverError(HandoverTrouble.READ_BACK)
        self.fingerprint = grouped(digest.hexdigest())

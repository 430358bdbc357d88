"""Puts another store, and its key file, in the place of those in use: either the old pair counts or the new one, whatever happens.

Several files have to change places, which no system does in one step. So a note is left while that goes on; as long as it is there
the old pair counts, and whoever finds it after an error or a crash puts that back.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final

import msgspec

from citizen_desktop.clock import Clock
from citizen_desktop.drafts.destruction import destroy
from citizen_desktop.drafts.envelope import EnvelopeFile, KeyFileError, parse_envelope
from citizen_desktop.drafts.holder import Holder
from citizen_desktop.drafts.keeping import KeyPlace
from citizen_desktop.files import flush_folder, write_atomically
from citizen_desktop.paths import OwnedFiles

REPLACED: Final = "replaced-"
"""What was in use before a backup was put back lies in a folder of this name and the moment, among the snapshots."""
_NOTE: Final = "store.restoring"
_Name = Annotated[str, msgspec.Meta(pattern=r"^store[A-Za-z0-9._-]*$")]


class _Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is changing places.

    Args:
        aside: the folder that takes what was in use.
        names: of the files that move there.
        key_changes: whether the store that comes has a key file of its own.
        keyring: the name of its key in the keyring, empty for none.
    """

    aside: Annotated[str, msgspec.Meta(pattern=rf"^{REPLACED}[0-9-]+$")]
    names: tuple[_Name, ...]
    key_changes: bool
    keyring: str = ""


def place(coming: Path, envelope: bytes, files: OwnedFiles, clock: Clock) -> Path:
    """Put a store in the place of the one in use, which is closed.

    Args:
        coming: the store that comes, on the same disk.
        envelope: its key file; empty where the key in use opens it, and then the key file in use stays as it is.
        files: what the application owns.
        clock: the time: it names the folder that is set aside.

    Returns:
        The folder where what was in use lies now: with its key file, where the one that comes has another.

    Raises:
        StoreError: another window has the store.
        OSError: it can't be done; what was in use is in use again, or will be when ``put_back`` was called.
    """
    holder = Holder(files.store_lock, clock)
    try:
        aside = _free_folder(files.snapshots, clock)
        note = _Note(aside.name, tuple(path.name for path in _in_use(files)), bool(envelope), keyring_name(envelope))
        try:
            _exchange(coming, envelope, files, note)
            # How far the store had come is another store's.
            holder.restart()
            flush_folder(files.snapshots)
            flush_folder(files.data)
            forget(files)
        except OSError:
            with contextlib.suppress(OSError):
                _put_back(files, note)
            raise
    finally:
        holder.let_go()
    with contextlib.suppress(OSError):
        files.store_lock.unlink(missing_ok=True)
    return aside


def was_begun(files: OwnedFiles) -> bool:
    """Whether a store was being put in place and that was broken off: ``put_back`` is to be called before anything is opened."""
    return (files.data / _NOTE).exists()


def put_back(files: OwnedFiles, clock: Clock) -> str:
    """Put back what was in use before something that was broken off.

    Returns:
        The name of a key that is in the keyring for nothing now; empty for none.

    Raises:
        StoreError: another window is at it.
        OSError: it can't be done now.
    """
    holder = Holder(files.store_lock, clock)
    try:
        note = msgspec.json.decode((files.data / _NOTE).read_bytes(), type=_Note)
        _put_back(files, note)
    except FileNotFoundError:
        return ""
    except msgspec.MsgspecError:
        raise OSError(_NOTE) from None
    else:
        return note.keyring
    finally:
        holder.let_go()


def forget(files: OwnedFiles) -> None:
    """Remove the note: what lies there now counts.

    Raises:
        OSError: it is still there.
    """
    (files.data / _NOTE).unlink(missing_ok=True)
    flush_folder(files.data)


def keyring_name(envelope: bytes) -> str:
    """Return by which name the keyring has the key of a key file, empty where it has not."""
    with contextlib.suppress(KeyFileError):
        parsed = parse_envelope(envelope)
        return parsed.id if parsed.place is KeyPlace.KEYRING else ""
    return ""


def replaced(files: OwnedFiles) -> tuple[Path, ...]:
    """Return the folders of what was in use before: each holds drafts and counts for retention and erasure, as a whole."""
    return tuple(sorted(files.snapshots.glob(f"{REPLACED}*"))) if files.snapshots.is_dir() else ()


def clear_emptied(folder: Path) -> None:
    """Remove a folder of what was in use before, with the key file in it, once no drafts are left there.

    Args:
        folder: any; one that is none of those, or in which a database lies, is left alone.

    Raises:
        OSError: the key file is still there.
    """
    if folder.name.startswith(REPLACED) and folder.is_dir() and not any(folder.glob("*.db*")):
        for path in folder.glob("*.key"):
            destroy(path)
        with contextlib.suppress(OSError):
            folder.rmdir()


def _exchange(coming: Path, envelope: bytes, files: OwnedFiles, note: _Note) -> None:
    aside = files.snapshots / note.aside
    key_file = _key_file(files)
    if envelope:
        there = next((path for path in (key_file.path, key_file.copy) if path.exists()), None)
        if there is not None:
            write_atomically(aside / files.store_key.name, there.read_bytes())
    write_atomically(files.data / _NOTE, msgspec.json.encode(note))
    for name in note.names:
        _origin(files, name).replace(aside / name)
    coming.replace(files.store)
    if envelope:
        key_file.put(envelope)


def _put_back(files: OwnedFiles, note: _Note) -> None:
    aside = files.snapshots / note.aside
    key = aside / files.store_key.name
    if note.key_changes and key.exists():
        _key_file(files).put(key.read_bytes())
    for name in note.names:
        if (aside / name).exists():
            (aside / name).replace(_origin(files, name))
    flush_folder(files.snapshots)
    forget(files)
    if aside.is_dir():
        clear_emptied(aside)


def _key_file(files: OwnedFiles) -> EnvelopeFile:
    return EnvelopeFile(files.store_key, files.snapshots / files.store_key.name)


def _origin(files: OwnedFiles, name: str) -> Path:
    return (files.data if name.startswith(files.store.name) else files.snapshots) / name


def _in_use(files: OwnedFiles) -> Iterator[Path]:
    beside = sorted(files.data.glob(f"{files.store.name}-*"))
    # One that was copied from another store, with another key, is no snapshot of the one that comes.
    snapshots = sorted(files.snapshots.glob("store-*.db*"))
    for path in (files.store, *beside, *snapshots):
        if path.exists():
            yield path


def _free_folder(parent: Path, clock: Clock) -> Path:
    name = f"{REPLACED}{clock.now():%Y%m%d-%H%M%S}"
    for number in range(1, 100):
        folder = parent / (name if number == 1 else f"{name}-{number}")
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700, parents=True)
            return folder
    raise FileExistsError

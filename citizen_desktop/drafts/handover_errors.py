"""What a person is told when a draft can't be handed over or taken in, or a backup can't be made or put back: one sentence each."""

import errno
from enum import StrEnum
from typing import Final

from citizen_desktop.errors import UserError
from citizen_desktop.i18n import gettext as _


class HandoverTrouble(StrEnum):
    """What is wrong."""

    FULL = "full"
    FORBIDDEN = "forbidden"
    LIMIT = "limit"
    GONE = "gone"
    NAME_TAKEN = "name-taken"
    READ_BACK = "read-back"
    NOT_REMOVABLE = "not-removable"
    NOT_SAVED = "not-saved"
    NOT_THERE = "not-there"
    UNREADABLE = "unreadable"
    FOREIGN = "foreign"
    NEWER = "newer"
    CUT = "cut"
    ALTERED = "altered"
    WRONG_CODE = "wrong-code"
    OTHER_KEY = "other-key"
    TOO_LARGE = "too-large"
    TOO_DEAR = "too-dear"
    STORE = "store"
    STORE_UNREADABLE = "store-unreadable"
    NOT_NOTED = "not-noted"
    KIOSK = "kiosk"
    OTHER_LOCK = "other-lock"
    NOT_OPENED = "not-opened"
    WAIT = "wait"
    PERSONAL = "personal"
    HELD = "held"
    NOT_A_BACKUP = "not-a-backup"
    NO_HANDOVER = "no-handover"


def sentence(trouble: HandoverTrouble) -> str:
    """Return what to say of it."""
    return _sentences()[trouble]


def _sentences() -> dict[HandoverTrouble, str]:
    return {
        HandoverTrouble.FULL: _(
            "There is no room for the file there. Free some space or choose another place; nothing was written."
        ),
        HandoverTrouble.FORBIDDEN: _(
            "The chosen folder may not be written to. Choose another one; nothing was written."
        ),
        HandoverTrouble.LIMIT: _(
            "The chosen disk cannot hold a file of this size (FAT disks: 4 GB). Choose another place; nothing was written."
        ),
        HandoverTrouble.GONE: _(
            "The stick or folder went away while the file was being written. Plug it in again and start anew."
        ),
        HandoverTrouble.NAME_TAKEN: _(
            "No free name for the file was found there. Choose another folder; nothing was written."
        ),
        HandoverTrouble.READ_BACK: _(
            "What was written does not read back as it was: the stick may be failing. Take another one."
        ),
        HandoverTrouble.NOT_REMOVABLE: _(
            "On this computer files may go to a removable medium only, such as a USB stick. This folder lies on none."
        ),
        HandoverTrouble.NOT_SAVED: _("This draft is still being saved. Try again in a moment."),
        HandoverTrouble.NOT_THERE: _("There is no such file any more."),
        HandoverTrouble.UNREADABLE: _("The file can't be read: permission is missing, or its disk was removed."),
        HandoverTrouble.FOREIGN: _("This is no file that this application has written."),
        HandoverTrouble.NEWER: _(
            "A newer version of the application has written this file. Update this one to open it."
        ),
        HandoverTrouble.CUT: _("The file is not whole: its end is missing. Copy it again, or have it made anew."),
        HandoverTrouble.ALTERED: _(
            "The file is not as it was written: it was altered or is damaged. Do not rely on it; have it made anew."
        ),
        HandoverTrouble.WRONG_CODE: _("This code does not open the file. Compare it word by word with the paper."),
        HandoverTrouble.OTHER_KEY: _("This file was made for another centre's key: it can't be opened here."),
        HandoverTrouble.TOO_LARGE: _("The draft in this file is larger than what may be taken in here."),
        HandoverTrouble.TOO_DEAR: _(
            "This computer has too little free memory for it. Close other programs and try again."
        ),
        HandoverTrouble.STORE: _(
            "The draft could not be kept here: the disk is full or the store can't be written to."
        ),
        HandoverTrouble.OTHER_LOCK: _(
            "This backup is not opened by the key in use. Only what was told when it was made can open it."
        ),
        HandoverTrouble.NOT_OPENED: _(
            "That does not open this backup. Compare it with what was written down when the backup was made."
        ),
        HandoverTrouble.WAIT: _("Too many wrong attempts. Wait a minute and try again."),
        HandoverTrouble.PERSONAL: _(
            "This backup is of a person's own computer and is not put in place on a shared one: it would open without a passphrase."
        ),
        HandoverTrouble.HELD: _("Another window works with the drafts. Close it and try again; nothing has changed."),
        HandoverTrouble.NOT_A_BACKUP: _("This file holds one draft that was handed over, and is no backup."),
        HandoverTrouble.NO_HANDOVER: _("This file is a backup of all drafts: choose it under backup and restore."),
        HandoverTrouble.NOT_NOTED: _(
            "The hand-over could not be noted in the store: the disk is full, or another window writes to it. Nothing left."
        ),
        HandoverTrouble.STORE_UNREADABLE: _("The store could not be read, so nothing was written."),
        HandoverTrouble.KIOSK: _("This is not available on a kiosk."),
    }


class HandoverError(UserError):
    """It did not work; nothing half is left, neither there nor here.

    Args:
        trouble: what is wrong.
    """

    def __init__(self, trouble: HandoverTrouble) -> None:
        self.trouble = trouble
        super().__init__(sentence(trouble))


_FULL: Final = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_FORBIDDEN: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_ABSENT: Final = frozenset({errno.ENOENT, errno.ENOTDIR})


def target_error(error: OSError) -> HandoverError:
    """Return what to say when a file can't be written."""
    if error.errno in _FULL:
        return HandoverError(HandoverTrouble.FULL)
    if error.errno in _FORBIDDEN:
        return HandoverError(HandoverTrouble.FORBIDDEN)
    if error.errno == errno.EFBIG:
        return HandoverError(HandoverTrouble.LIMIT)
    return HandoverError(HandoverTrouble.GONE)


def source_error(error: OSError) -> HandoverError:
    """Return what to say when a file can't be read."""
    return HandoverError(HandoverTrouble.NOT_THERE if error.errno in _ABSENT else HandoverTrouble.UNREADABLE)

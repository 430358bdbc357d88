"""What a person is told when a package cannot be written or judged: one sentence each, no personal value in it."""

import errno
from typing import Final

from citizen_desktop.errors import UserError
from citizen_desktop.i18n import gettext as _


class Cancelled(Exception):  # noqa: N818  somebody wanted it so
    """The work was broken off on request; nothing of it is left."""


class NotJudgedError(UserError):
    """A bag is not there or cannot be read, so nothing can be said about it."""


class PackageError(UserError):
    """A package could not be written; nothing of it is left."""


class TargetFullError(PackageError):
    """There is no room."""


class TargetNotWritableError(PackageError):
    """The place may not be written to."""


class TargetLimitError(PackageError):
    """The file system of the place cannot hold so large a file."""


class TargetLostError(PackageError):
    """The place went away or is failing."""


class NameTakenError(PackageError):
    """No free name was found."""


class SourceError(PackageError):
    """One of the files that go into the package is at fault.

    Args:
        message: the sentence.
        name: of the file in the package.
    """

    def __init__(self, message: str, name: str) -> None:
        super().__init__(message)
        self.name = name


class SourceMissingError(SourceError):
    """A file is not there any more."""


class SourceChangedError(SourceError):
    """A file was changed while it was read."""


class SourceUnreadableError(SourceError):
    """A file cannot be read."""


class ReadBackError(PackageError):
    """What was written does not read back as it was."""


_FULL: Final = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_FORBIDDEN: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_ABSENT: Final = frozenset({errno.ENOENT, errno.ENOTDIR})


def not_judged(error: OSError) -> NotJudgedError:
    """Return what to say when a bag cannot be read."""
    if error.errno in _ABSENT:
        return NotJudgedError(_("There is no such file or folder."))
    if error.errno in _FORBIDDEN:
        return NotJudgedError(_("It may not be read: permission is missing."))
    return NotJudgedError(_("It cannot be read: the disk was removed or is failing."))


def not_a_bag_at_all() -> NotJudgedError:
    """Return what to say about a device, a pipe and the like."""
    return NotJudgedError(_("It is neither a file nor a folder."))


def target_error(error: OSError) -> PackageError:
    """Return what to say when a package cannot be written."""
    if error.errno in _FULL:
        return TargetFullError(
            _("There is no room for the package there. Free some space or choose another place; nothing was written.")
        )
    if error.errno in _FORBIDDEN:
        return TargetNotWritableError(
            _("The chosen folder may not be written to. Choose another one; nothing was written.")
        )
    if error.errno == errno.EFBIG:
        return TargetLimitError(
            _(
                "The chosen disk cannot hold a file of this size (FAT disks: 4 GB). Choose another place or smaller"
                " files; nothing was written."
            )
        )
    return TargetLostError(
        _(
            "The chosen folder could not be written to: it is gone, the disk was removed or is failing. Choose another one."
        )
    )


def name_taken() -> NameTakenError:
    """Return what to say when every name tried is taken."""
    return NameTakenError(
        _("No free name for the package was found there. Choose another folder; nothing was written.")
    )


def source_error(error: OSError, name: str) -> SourceError:
    """Return what to say when a file that goes into the package cannot be read."""
    if error.errno in _ABSENT:
        message = _("The file for {name} is not there any more. Add it again; nothing was written.")
        return SourceMissingError(message.format(name=name), name)
    message = _("The file for {name} cannot be read: permission is missing, or its disk was removed or is failing.")
    return SourceUnreadableError(message.format(name=name), name)


def source_changed(name: str) -> SourceChangedError:
    """Return what to say when a file was changed while it was being read."""
    message = _("The file for {name} was changed while it was being read. Try again; nothing was written.")
    return SourceChangedError(message.format(name=name), name)


def read_back_failed() -> ReadBackError:
    """Return what to say when what was written does not read back as it was."""
    return ReadBackError(
        _("What was written does not read back as it was: the disk may be failing. Choose another place.")
    )

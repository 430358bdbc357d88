"""What is broken off when drafts are locked or closed, to be said once they are open again."""

from typing import NamedTuple

from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext


class BrokenOff(NamedTuple):
    """What was at work.

    Args:
        files: how many were still being taken in.
        edited: something was done to a file in the editor, and not kept yet.
        packing: a package was being written.
    """

    files: int = 0
    edited: bool = False
    packing: bool = False

    def words(self) -> str:
        """Return what to do about it, empty where nothing was at work; no name is in it, since anybody may read it."""
        sentences = []
        if self.files:
            template = ngettext(
                "{n} file was not taken in to its end when the drafts were closed. Attach it again.",
                "{n} files were not taken in to their end when the drafts were closed. Attach them again.",
                self.files,
            )
            sentences.append(template.format(n=self.files))
        if self.edited:
            sentences.append(_("What was done to a file in the editor was not kept when the drafts were closed."))
        if self.packing:
            sentences.append(_("The package was not written to its end when the drafts were closed. Make it again."))
        return " ".join(sentences)

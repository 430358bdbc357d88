"""The dialog that chooses files, and leaves no trace of where they lie."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings, QUrl
from PySide6.QtWidgets import QFileDialog, QWidget

from citizen_desktop.i18n import gettext as _

_TRACES: Final = ("history", "lastVisited", "shortcuts")


class FileChoice(QFileDialog):
    """A dialog for several files.

    Args:
        parent: its window.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Choose files"))
        self.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons)
        self.setOption(QFileDialog.Option.ReadOnly)
        self.setHistory([])
        documents = _("Pictures and PDF") + " (*.pdf *.jpg *.jpeg *.png *.heic *.heif *.tif *.tiff *.webp)"
        self.setNameFilters([documents, _("All files") + " (*)"])

    def chosen(self) -> tuple[Path, ...]:
        """Ask, and return the files; none if the person thinks better of it."""
        accepted = self.exec() == QFileDialog.DialogCode.Accepted
        files = tuple(Path(name) for name in self.selectedFiles()) if accepted else ()
        self.forget()
        return files

    def forget(self) -> None:
        """Let nothing of where the files lie reach Qt's settings, which it writes when the dialog goes."""
        self.setHistory([])
        self.setSidebarUrls([QUrl("file:")])
        self.setDirectory("")


def choose_files(parent: QWidget) -> tuple[Path, ...]:
    """Ask for files."""
    dialog = FileChoice(parent)
    files = dialog.chosen()
    dialog.deleteLater()
    return files


def sweep_traces() -> None:
    """Take away what Qt's dialogs may have written about folders."""
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.beginGroup("FileDialog")
    for key in _TRACES:
        settings.remove(key)
    settings.endGroup()

"""The dialog that chooses files, and leaves no trace of where they lie."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from citizen_desktop.i18n import gettext as _


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
        documents = _("Pictures and PDF") + " (*.pdf *.jpg *.jpeg *.png *.heic *.heif *.tif *.tiff *.webp)"
        self.setNameFilters([documents, _("All files") + " (*)"])
        self._history, self._directory = self.history(), self.directoryUrl()

    def chosen(self) -> tuple[Path, ...]:
        """Ask, and return the files; none if the person thinks better of it."""
        accepted = self.exec() == QFileDialog.DialogCode.Accepted
        files = tuple(Path(name) for name in self.selectedFiles()) if accepted else ()
        # Qt writes the folders visited into its settings when the dialog goes: it finds what it found there.
        self.setDirectoryUrl(self._directory)
        self.setHistory(self._history)
        return files


def choose_files(parent: QWidget) -> tuple[Path, ...]:
    """Ask for files."""
    dialog = FileChoice(parent)
    files = dialog.chosen()
    dialog.deleteLater()
    return files

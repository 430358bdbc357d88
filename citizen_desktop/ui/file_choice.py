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


def choose_folder(parent: QWidget, title: str) -> Path | None:
    """Ask for a folder; None if the person thinks better of it.

    Args:
        parent: the dialog's window.
        title: of the dialog.
    """
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _only(dialog)


def choose_file(parent: QWidget, title: str, names: str) -> Path | None:
    """Ask for one file; None if the person thinks better of it.

    Args:
        parent: the dialog's window.
        title: of the dialog.
        names: the kind of files shown, with their pattern in brackets.
    """
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setOption(QFileDialog.Option.ReadOnly)
    dialog.setNameFilters([names, _("All files") + " (*)"])
    return _only(dialog)


def _only(dialog: QFileDialog) -> Path | None:
    """Ask, and leave no trace of the folders that were visited."""
    dialog.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons)
    history, directory = dialog.history(), dialog.directoryUrl()
    accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
    chosen = dialog.selectedFiles() if accepted else []
    dialog.setDirectoryUrl(directory)
    dialog.setHistory(history)
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None


def choose_new_file(parent: QWidget, title: str, name: str, names: str) -> Path | None:
    """Ask where a new file goes to.

    Args:
        parent: the dialog's window.
        title: of the dialog.
        name: that the file gets unless the person types another one; its ending is added to one without.
        names: the kind of files shown, with their pattern in brackets.

    Returns:
        The place, None if the person thinks better of it.
    """
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons)
    dialog.setNameFilters([names])
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    history, directory = dialog.history(), dialog.directoryUrl()
    accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
    files = dialog.selectedFiles() if accepted else []
    dialog.setDirectoryUrl(directory)
    dialog.setHistory(history)
    dialog.deleteLater()
    return Path(files[0]) if files else None

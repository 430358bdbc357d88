"""The dialogs that choose files and folders, and leave no trace of where these lie.

The system's own dialogs note what was chosen: GTK's and KDE's among the recent files, Windows' in its registry and its folder of
recent files, with the file's name. So Qt's own dialog is used, and what it would write into its settings (the folders visited, in
``QtProject.conf`` or the registry) is what it found there.
"""

from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QFileDialog, QWidget

from citizen_desktop.i18n import gettext as _


class QuietDialog(QFileDialog):
    """A dialog that leaves no trace.

    Args:
        parent: its window.
        title: of the dialog.
    """

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent, title)
        self.setOption(QFileDialog.Option.DontUseNativeDialog)
        self.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons)
        # Qt's own Arabic lacks these two.
        self.setLabelText(QFileDialog.DialogLabel.LookIn, _("In the folder:"))
        self.setLabelText(QFileDialog.DialogLabel.FileType, _("Kind of files:"))
        self._history, self._directory, self._sidebar = self.history(), self.directoryUrl(), self.sidebarUrls()
        # Drafts that lock close it, and their page may take it along at once.
        self.rejected.connect(self._forget)

    def chosen(self) -> tuple[Path, ...]:
        """Ask, and return what was chosen; nothing if the person thinks better of it."""
        accepted = self.exec() == QFileDialog.DialogCode.Accepted
        if not shiboken6.isValid(self):
            return ()
        files = tuple(Path(name) for name in self.selectedFiles()) if accepted else ()
        self._forget()
        self.deleteLater()
        return files

    def _forget(self) -> None:
        """Forget the folders visited: Qt writes them into its settings when the dialog goes, and finds what it found there."""
        self.setDirectoryUrl(self._directory)
        self.setHistory(self._history)
        self.setSidebarUrls(self._sidebar)


class FileChoice(QuietDialog):
    """A dialog for several files.

    Args:
        parent: its window.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Choose files"))
        self.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self.setOption(QFileDialog.Option.ReadOnly)
        documents = _("Pictures and PDF") + " (*.pdf *.jpg *.jpeg *.png *.heic *.heif *.tif *.tiff *.webp)"
        self.setNameFilters([documents, _("All files") + " (*)"])


def choose_files(parent: QWidget) -> tuple[Path, ...]:
    """Ask for files."""
    return FileChoice(parent).chosen()


def choose_file(parent: QWidget, title: str, names: tuple[str, ...]) -> Path | None:
    """Ask for a file that is there.

    Args:
        parent: the dialog's window.
        title: of the dialog.
        names: the kinds of files shown, each with its pattern in brackets.

    Returns:
        The file, None if the person thinks better of it.
    """
    dialog = QuietDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setOption(QFileDialog.Option.ReadOnly)
    dialog.setNameFilters(names)
    return next(iter(dialog.chosen()), None)


def choose_folder(parent: QWidget, title: str) -> Path | None:
    """Ask for a folder; a new one can be made.

    Args:
        parent: the dialog's window.
        title: of the dialog.

    Returns:
        The folder, None if the person thinks better of it.
    """
    dialog = QuietDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return next(iter(dialog.chosen()), None)


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
    dialog = QuietDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([names])
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    return next(iter(dialog.chosen()), None)

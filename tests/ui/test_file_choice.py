"""What a dialog leaves behind when somebody chose a file in it: nothing. Qt's own functions show that this can fail."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]

_PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from citizen_desktop.ui import file_choice
application = QApplication([])
folder, how, accept, taken = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "accept", sys.argv[3] == "taken"

def answer():
    dialog = next(each for each in application.topLevelWidgets() if isinstance(each, QFileDialog) and each.isVisible())
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog) or how == "qt"
    dialog.setDirectory(str(folder))
    name = str(folder) if dialog.fileMode() is QFileDialog.FileMode.Directory else str(folder / "planted.pdf")
    dialog.findChild(QLineEdit, "fileNameEdit").setText(name)
    dialog.accept() if accept else dialog.reject()
    if taken:
        # As where drafts lock while it is open: their page goes at once, and takes the dialog along.
        window.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)

window = QWidget()
QTimer.singleShot(0, answer)
if how == "qt":
    chosen = QFileDialog.getOpenFileName(window, "Choose")[0]
elif how == "files":
    chosen = file_choice.choose_files(window)
elif how == "file":
    chosen = file_choice.choose_file(window, "Choose", ("All (*)",))
elif how == "folder":
    chosen = file_choice.choose_folder(window, "Choose")
else:
    chosen = file_choice.choose_new_file(window, "Choose", "new.pdf", "All (*)")
assert bool(chosen) is accept, chosen
QTimer.singleShot(0, application.quit)
application.exec()
"""


def traces(home: Path, how: str, answer: str) -> tuple[bool, list[Path]]:
    """Run a dialog in a home of its own, and return whether Qt wrote its settings, and which files name what was chosen."""
    folder = home / "documents" / "planted-folder"
    folder.mkdir(parents=True)
    if how != "new":
        (folder / "planted.pdf").write_bytes(b"x")
    rest = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "TMPDIR")}
    environment = os.environ | rest | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(REPOSITORY)}
    subprocess.run([sys.executable, "-c", _PROGRAM, str(folder), how, answer], check=True, env=environment, timeout=60)
    written = [path for path in home.rglob("*") if path.is_file() and folder not in path.parents]
    return bool(written), [path for path in written if b"planted" in path.read_bytes()]


@pytest.mark.skipif(sys.platform == "win32", reason="there the settings are in the registry")
@pytest.mark.parametrize("answer", ["accept", "reject", "taken"])
@pytest.mark.parametrize("how", ["files", "file", "folder", "new"])
def test_a_dialog_leaves_no_trace(tmp_path, how, answer):
    _written, named = traces(tmp_path, how, answer)
    assert named == []


@pytest.mark.skipif(sys.platform == "win32", reason="there the settings are in the registry")
def test_it_would_be_noticed(tmp_path):
    written, named = traces(tmp_path, "qt", "accept")
    assert written
    assert [path.name for path in named] == ["QtProject.conf"]


def test_what_qt_says_in_english_only_is_said_by_ourselves(qapp):
    from PySide6.QtWidgets import QFileDialog

    from citizen_desktop.app import make_qt_application
    from citizen_desktop.i18n import gettext
    from citizen_desktop.ui.file_choice import QuietDialog

    make_qt_application([])
    dialog = QuietDialog(None, "")
    assert dialog.labelText(QFileDialog.DialogLabel.LookIn) == gettext("In the folder:")
    assert dialog.labelText(QFileDialog.DialogLabel.FileType) == gettext("Kind of files:")
    dialog.deleteLater()

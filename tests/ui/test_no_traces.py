"""A whole session in a home of its own: afterwards its values are in no file of that home, nor on the clipboard.

Temp folders, settings, recent files, logs and caches all lie in that home.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from citizen_desktop.clock import StoppedClock
from citizen_desktop.drafts.erasure import Eraser
from citizen_desktop.drafts.store import Store
from tests.conftest import SUNDAY
from tests.drafts.conftest import KEY
from tests.drafts.planted import PEOPLE, decrypted, found_in, plain

REPOSITORY = Path(__file__).parents[2]

_SESSION = """
import os, shutil, signal, sys
from datetime import datetime
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from citizen_desktop import mishaps, paths
from citizen_desktop.clock import StoppedClock
from citizen_desktop.drafts.erasure import Eraser, Step
from citizen_desktop.drafts.models import Action
from citizen_desktop.drafts.store import Store
from citizen_desktop.ui.clipboard_guard import ClipboardGuard
from citizen_desktop.ui.file_choice import choose_files
from tests.drafts.planted import PEOPLE

data, chosen_from, how = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
application = QApplication([])
clock, key = StoppedClock(datetime(2026, 11, 22, 16, 12)), bytes(range(32))
data.mkdir(parents=True)
store = Store(data / "store.db", key, clock, create=True)
ids = [person.plant(store) for person in PEOPLE[:20]]
store.checkpoint()
(data / "snapshots").mkdir()
shutil.copy(data / "store.db", data / "snapshots" / "store-1.db")

def answer():
    dialog = next(each for each in application.topLevelWidgets() if isinstance(each, QFileDialog) and each.isVisible())
    dialog.setDirectory(str(chosen_from))
    dialog.findChild(QLineEdit, "fileNameEdit").setText(PEOPLE[0].file_name)
    dialog.accept()

window = QWidget()
QTimer.singleShot(0, answer)
assert choose_files(window)
guard = ClipboardGuard(clock)
guard.copy(PEOPLE[0].national_id)
assert application.clipboard().text() == PEOPLE[0].national_id
try:
    raise ValueError(PEOPLE[0].name)
except ValueError as error:
    mishaps.write_down(data / "logs" / "mishaps.log", mishaps.describe(type(error), error.__traceback__, clock.now()))

def told(step, done, parts):
    if how == "killed" and step is Step.OVERWRITTEN:
        os.kill(os.getpid(), signal.SIGKILL)

guard.clear()
if how != "forgetful":
    Eraser(store, data / "snapshots", list, key, clock).erase(ids, Action.ERASED, told)
else:
    (Path(os.environ["TMPDIR"]) / "preview.txt").write_text(PEOPLE[0].name, encoding="utf-16-le")
assert application.clipboard().text() == ""
QTimer.singleShot(0, application.quit)
application.exec()
store.close()
"""


def session(home: Path, how: str) -> int:
    """Work, erase and leave, and return the status."""
    for name in ("config", "cache", "share", "temporary", "documents"):
        (home / name).mkdir()
    # A person's own file keeps its name where the person put it: that is no trace of ours.
    own = home.parent / "their own"
    own.mkdir()
    (own / PEOPLE[0].file_name).write_bytes(b"x")
    rest = {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_DATA_HOME": str(home / "share"),
        "TMPDIR": str(home / "temporary"),
        "SQLITE_TMPDIR": str(home / "temporary"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(REPOSITORY),
    }
    command = [sys.executable, "-c", _SESSION, str(home / "share" / "citizen-desktop"), str(own), how]
    return subprocess.run(command, env=os.environ | rest, timeout=120, check=False).returncode


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def test_after_a_session_with_an_erasure_nothing_is_found(home, tmp_path):
    assert session(home, "finished") == 0
    assert plain(home) == set()
    assert decrypted(home, tmp_path / "work") == set()
    # The search was in the places where such things lie.
    assert list((home / "config").rglob("QtProject.conf"))
    assert list(home.rglob("mishaps.log"))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_killed_in_the_midst_no_plain_byte_is_found_and_after_the_next_start_none_at_all(home, tmp_path):
    assert session(home, "killed") == -signal.SIGKILL
    assert plain(home) == set()
    data = home / "share" / "citizen-desktop"
    assert decrypted(home, tmp_path / "work", enough=True)
    clock = StoppedClock(SUNDAY)
    store = Store(data / "store.db", KEY, clock)
    assert Eraser(store, data / "snapshots", list, KEY, clock).erase_due(14) is not None
    store.close()
    assert plain(home) == set()
    assert decrypted(home, tmp_path / "work") == set()


def test_it_would_be_noticed(home, tmp_path):
    assert session(home, "forgetful") == 0
    assert found_in((home / "temporary" / "preview.txt").read_bytes())
    assert plain(home)
    assert decrypted(home, tmp_path / "work", enough=True)

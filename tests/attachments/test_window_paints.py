"""While a file is decoded that never comes to an end, the window goes on painting."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from citizen_desktop.attachments.models import Refusal
from citizen_desktop.clock import SystemClock
from citizen_desktop.ui.jobs import Job


class Counted(QWidget):
    """Counts how often it is painted, and asks for more without end."""

    def __init__(self):
        super().__init__()
        self.paints = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.update)
        self._timer.start(5)

    def paintEvent(self, _event):
        self.paints += 1


@pytest.mark.parametrize("file", [b"HANG", b"SLEEP", b"KEEP " + bytes(40 << 20)], ids=["busy", "waiting", "large"])
def test_the_window_paints_while_a_file_is_decoded(rogue, qtbot, file):
    workshop, widget = rogue(seconds=60.0 if file.startswith(b"KEEP") else 1.0), Counted()
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    ended, refusals = [], []
    job = Job(lambda control: workshop.inspect(file, check=control.check), clock=SystemClock())
    job.finished.connect(ended.append)
    job.failed.connect(lambda error: refusals.append(getattr(error, "refusal", error)))
    job.failed.connect(ended.append)
    before = widget.paints
    with qtbot.captureExceptions():
        job.start()
        qtbot.waitUntil(lambda: bool(ended))
    assert refusals == ([] if file.startswith(b"KEEP") else [Refusal.TOO_LONG])
    assert widget.paints > before + 3

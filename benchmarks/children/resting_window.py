"""The application's window as it stands out of sight: on another tab, hidden or minimised.

Arguments: the folder for its data, and ``faq``, ``hidden`` or ``minimised``. Prints ``ready``, or ``refused`` where nothing here
minimises windows.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from citizen_desktop.app import Application, Start, make_qt_application
from citizen_desktop.clock import SystemClock
from citizen_desktop.content.models import Tab
from citizen_desktop.paths import OwnedFiles
from citizen_desktop.policy import Policy
from citizen_desktop.ui.garbage import collect_on_this_thread

_A_MOMENT = 1000


def main(folder: str, condition: str) -> int:
    """Open the window, put it out of sight and leave it there."""
    qt = make_qt_application(["resting-window"])
    QGuiApplication.setQuitOnLastWindowClosed(False)
    collect_on_this_thread()
    application = Application(Start(SystemClock(), OwnedFiles.at(Path(folder))), Policy())
    window = application.window

    def put_away() -> None:
        if condition == "hidden":
            window.hide()
        elif condition == "minimised":
            window.showMinimized()
        else:
            window.show_tab(Tab(condition))
        QTimer.singleShot(_A_MOMENT, report)

    def report() -> None:
        handle = window.windowHandle()
        refused = condition == "minimised" and handle is not None and handle.isExposed()
        print("refused" if refused else "ready", flush=True)

    window.first_painted.connect(put_away)
    application.show()
    return qt.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

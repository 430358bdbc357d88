"""The least that a window of this kind can cost: same fonts, style and size, and nothing in it.

Arguments: ``close`` to close it after its first paint or ``stay``, then the font files.
"""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class BareWindow(QMainWindow):
    """An empty window that does something after its first paint."""

    painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, self.after_first_paint)

    def after_first_paint(self) -> None:
        if sys.argv[1] == "close":
            self.close()
        else:
            print("ready", flush=True)


if __name__ == "__main__":
    application = QApplication([])
    application.setStyle("Fusion")
    for file in sys.argv[2:]:
        QFontDatabase.addApplicationFont(file)
    window = BareWindow()
    window.resize(1280, 800)
    window.show()
    sys.exit(application.exec())

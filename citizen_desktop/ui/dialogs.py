"""What lies over the window and is none of its sheets: previews, dialogs of the system that Qt draws, menus and lists."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog


def close_dialogs() -> None:
    """Close all of it: it may show, or offer, what is in a draft."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.reject()
        elif widget.windowType() is Qt.WindowType.Popup:
            widget.close()

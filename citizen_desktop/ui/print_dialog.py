"""Printing by way of the system's dialog, which can also write a PDF."""

from collections.abc import Callable

import shiboken6
from PySide6.QtGui import QPagedPaintDevice
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QDialog, QWidget


def print_page(parent: QWidget, paint: Callable[[QPagedPaintDevice], bool]) -> bool | None:
    """Ask where to print, and print.

    Args:
        parent: the window that asks.
        paint: paints the page to the device and says whether that took it.

    Returns:
        Whether it was printed; None where the person thought better of it.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return paint(printer)


def preview_pages(parent: QWidget, title: str, paint: Callable[[QPagedPaintDevice], bool]) -> None:
    """Show pages as they will be printed, and print them from there.

    Args:
        parent: the window that shows them.
        title: of the preview; nothing personal.
        paint: paints the pages to a device.
    """
    # The dialog does not own its printer: it has to live as long.
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.paintRequested.connect(paint)
    dialog.exec()
    # What it shows may have been locked meanwhile, and its window taken it along.
    if shiboken6.isValid(dialog):
        dialog.deleteLater()

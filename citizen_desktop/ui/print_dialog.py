"""Printing by way of the system's dialog, which can also write a PDF."""

from collections.abc import Callable

from PySide6.QtGui import QPagedPaintDevice
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
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

"""Printing by way of the system's dialog, which can also write a PDF."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtGui import QPagedPaintDevice
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QDialog, QWidget

from citizen_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from citizen_desktop.forms.registration_summary import SummarySheet


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


def preview_summary(parent: QWidget, sheet: "SummarySheet") -> None:
    """Show the summary of a registration as it will be printed, with all numbers: that is what it is for.

    Args:
        parent: the window that shows it.
        sheet: the summary.
    """
    from citizen_desktop.printing.summary_page import paint_summary  # noqa: PLC0415  only where it is printed

    preview_pages(parent, _("Print the summary"), lambda device: paint_summary(device, sheet))

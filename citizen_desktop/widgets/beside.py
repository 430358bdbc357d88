"""Parts of a page side by side where there is room, one below the other where there is not."""

from typing import Final

from PySide6.QtWidgets import QBoxLayout, QWidget

ANY_WIDTH: Final = 16_777_215
"""The width that forbids none: ``QWIDGETSIZE_MAX`` of Qt, which Python does not see."""


def hold_width(widget: QWidget, width: int | None) -> None:
    """Hold a widget at a width, or let it have what there is.

    Args:
        widget: which one.
        width: pixels, None for any.
    """
    widget.setMinimumWidth(width or 0)
    widget.setMaximumWidth(ANY_WIDTH if width is None else width)


def set_across(parts: QBoxLayout, *, across: bool) -> None:
    """Set parts side by side in the direction of reading, or one below the other."""
    parts.setDirection(QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom)


def set_beside(parts: QBoxLayout, side: QWidget, width: int, *, beside: bool) -> None:
    """Set parts side by side, one of them at a width, or one below the other.

    Args:
        parts: their layout.
        side: the one of them that does not grow.
        width: its pixels.
        beside: whether there is room.
    """
    set_across(parts, across=beside)
    hold_width(side, width if beside else None)

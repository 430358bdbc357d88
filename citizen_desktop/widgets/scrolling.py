"""Scroll bars that keep in the background."""

from PySide6.QtWidgets import QAbstractScrollArea

from citizen_desktop.widgets.theme import Theme


def dress_scroll_bars(area: QAbstractScrollArea, theme: Theme) -> None:
    """Dress the scroll bars of an area: a rounded handle without arrows. To be called again when the theme changes."""
    handle, hovered = theme.colour("border2").name(), theme.colour("ctl").name()
    sheet = f"""
        QScrollBar {{ background: transparent; border: none; margin: 0; }}
        QScrollBar:vertical {{ width: 12px; }}
        QScrollBar:horizontal {{ height: 12px; }}
        QScrollBar::handle {{ background: {handle}; border-radius: 4px; margin: 2px; min-height: 32px; min-width: 32px; }}
        QScrollBar::handle:hover {{ background: {hovered}; }}
        QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
        QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """
    for bar in (area.verticalScrollBar(), area.horizontalScrollBar()):
        bar.setStyleSheet(sheet)

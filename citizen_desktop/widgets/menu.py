"""A menu that opens below a button."""

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from citizen_desktop.widgets.theme import Theme


def ask_below(button: QWidget, theme: Theme, labels: Sequence[str], current: int | None = None) -> int | None:
    """Open a menu below a button and return the place of what was chosen.

    Args:
        button: that was pressed.
        theme: colours.
        labels: of the entries.
        current: the one that holds now, where one of them does.

    Returns:
        None where nothing was chosen.
    """
    menu = QMenu(button)
    menu.setStyleSheet(
        f"QMenu {{ padding: 4px; border: 1px solid {theme.colour('border2').name()}; }}"
        "QMenu::item { padding: 8px 16px; }"
        f"QMenu::item:selected {{ background: {theme.colour('accentBg').name()}; color: {theme.colour('accent').name()}; }}"
    )
    group = QActionGroup(menu)
    actions: list[QAction] = []
    for index, label in enumerate(labels):
        action = menu.addAction(label)
        if current is not None:
            action.setCheckable(True)
            action.setChecked(index == current)
            group.addAction(action)
        actions.append(action)
    menu.setActiveAction(actions[current or 0])
    corner = QPoint(0, button.height() + 4)
    if button.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        corner.setX(button.width() - menu.sizeHint().width())
    picked = menu.exec(button.mapToGlobal(corner))
    # What it belongs to may have been locked meanwhile, and its page taken it along.
    if not shiboken6.isValid(menu):
        return None
    menu.deleteLater()
    return actions.index(picked) if picked in actions else None

"""What stands in a layout, without the layout's own items.

Qt deletes those behind Python's back, and a wrapper that stays behind is then taken for whatever comes to lie at the same place
in memory: so nothing here asks a layout for an item.
"""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLayout, QWidget


def parts_of(layout: QLayout) -> list[QWidget | QLayout]:
    """Return the widgets and the layouts that stand in a layout, in its order."""
    container = layout.parentWidget()
    if container is None:
        return []
    directly = Qt.FindChildOption.FindDirectChildrenOnly
    found: list[QWidget | QLayout] = [
        widget for widget in container.findChildren(QWidget, options=directly) if layout.indexOf(widget) >= 0
    ]
    children: list[QObject] = layout.children()
    found += [child for child in children if isinstance(child, QLayout)]
    return sorted(found, key=layout.indexOf)

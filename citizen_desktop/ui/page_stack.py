"""Pages of which one is seen, and that one alone asks for room: Qt's own stack is as high as its highest page."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class PageStack(QWidget):
    """The stack."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.current: QWidget | None = None

    def show_page(self, page: QWidget) -> None:
        """Show a page, which is added if it is new."""
        if page is self.current:
            return
        if self._column.indexOf(page) < 0:
            self._column.addWidget(page)
        before, self.current = self.current, page
        # The new one first: the keyboard would else have nowhere to stay.
        page.show()
        if before is not None:
            before.hide()

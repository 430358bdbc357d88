"""The sheets that lie over the window, one over the other."""

from PySide6.QtCore import QObject

from citizen_desktop.widgets.sheet import Sheet


class SheetStack(QObject):
    """The sheets, the lowest first.

    Args:
        parent: lives as long.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sheets: list[Sheet] = []

    @property
    def top(self) -> Sheet | None:
        """The uppermost sheet."""
        return self._sheets[-1] if self._sheets else None

    def lay(self, sheet: Sheet) -> None:
        """Take note of a sheet that was opened over all others."""
        self._sheets.append(sheet)
        sheet.closed.connect(lambda: self._take(sheet))

    def _take(self, sheet: Sheet) -> None:
        """Forget a sheet that is being closed; what was opened from it goes with it."""
        if sheet not in self._sheets:
            return
        place = self._sheets.index(sheet)
        above = self._sheets[place + 1 :]
        del self._sheets[place:]
        for each in reversed(above):
            each.close_sheet()

    def make_room(self) -> None:
        """Close what a sheet in the middle replaces: others in the middle, down to one at the side, which it lies over."""
        while self._sheets and not self._sheets[-1].at_end:
            self._sheets[-1].close_sheet()

    def close_all(self) -> None:
        """Close every sheet, the uppermost first, so that each gives the keyboard back to the one below."""
        while self._sheets:
            self._sheets[-1].close_sheet()

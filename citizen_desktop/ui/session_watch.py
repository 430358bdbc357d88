"""Hears the desktop say that its screen is being locked or that the computer goes to sleep, on Linux by way of D-Bus.

Elsewhere nothing is heard, and the drafts lock when the idle minutes are over, time asleep included.
"""

import sys
from typing import Any, Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot

_SCREENS: Final = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")


class SessionWatch(QObject):
    """Listens from the time it is made.

    Args:
        parent: lives as long.
    """

    left = Signal()
    """The screen is locked, or the computer is about to sleep."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.listens = sys.platform.startswith("linux") and self._listen()
        """Whether there is anybody to listen to."""

    def _listen(self) -> bool:
        try:
            from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415  only where something locks
        except ImportError:
            return False
        # The stubs ask for bytes, the library for the text that SLOT returns.
        slot: Any = SLOT("heard(bool)")
        session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        heard = [
            session.connect("", "", interface, "ActiveChanged", self, slot)
            for interface in _SCREENS
            if session.isConnected()
        ]
        if system.isConnected():
            manager = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
            heard.append(system.connect(*manager, "PrepareForSleep", self, slot))
        return any(heard)

    @Slot(bool)
    def heard(self, begins: bool) -> None:  # noqa: FBT001  D-Bus calls it
        """Take in that a lock or a sleep begins, or ends, which says nothing."""
        if begins:
            self.left.emit()

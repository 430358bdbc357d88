"""Collects garbage on the GUI thread, and on no other.

Left to itself, Python collects in whichever thread happens to allocate. Objects of Qt that end there hold Qt's lock of connections
while they wait for the interpreter; the GUI thread, which has the interpreter and connects something, waits for that lock; and
neither ever goes on.
"""

import gc
from typing import Final

from PySide6.QtCore import QAbstractEventDispatcher

_DUE: Final = (2_000, 10, 50)
"""From how many on: new objects; collections of those; and collections of what outlived these, which look at everything."""


def collect_on_this_thread() -> None:
    """Collect where this thread's event loop wakes, and nowhere else; to be called on the GUI thread, with an application."""
    gc.disable()
    QAbstractEventDispatcher.instance().awake.connect(collect_if_due)


def collect_if_due() -> None:
    """Collect as much as is due."""
    counts = gc.get_count()
    for generation in (2, 1, 0):
        if counts[generation] > _DUE[generation]:
            gc.collect(generation)
            return

"""Draws every finished screen as PNG, in both languages and themes, at moments that show each state."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from citizen_desktop.clock import StoppedClock
from citizen_desktop.content.models import Tab
from citizen_desktop.errors import UserError
from citizen_desktop.i18n import Language
from citizen_desktop.i18n import gettext as _
from citizen_desktop.paths import OwnedFiles

# Pictures need no screen, and an open window would only be in the way.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from citizen_desktop.app import Application, Start, make_qt_application
from citizen_desktop.policy import Policy
from citizen_desktop.ui.main_window import DESIGNED_SIZE, MainWindow


@dataclass(frozen=True)
class Stop:
    """A screen of the tour.

    Args:
        name: of the picture.
        moment: at which the clock stands, Riyadh time.
        go: leads the window there.
    """

    name: str
    moment: datetime
    go: Callable[[MainWindow], None]


def _tab(tab: Tab) -> Callable[[MainWindow], None]:
    return lambda window: window.show_tab(tab)


def _qr(window: MainWindow) -> None:
    window.show_qr(window.switchboard.content.channels[0])


def _sources(window: MainWindow) -> None:
    window.show_channel_sources(window.switchboard.content.channels[0])


_SUNDAY: Final = datetime(2026, 11, 22, 16, 12)  # noqa: DTZ001  Riyadh time, as on the command line

STOPS: Final = (
    Stop("channels", _SUNDAY, _tab(Tab.CHANNELS)),
    Stop("channels-closing-soon", datetime(2026, 11, 26, 21, 38), _tab(Tab.CHANNELS)),  # noqa: DTZ001
    Stop("channels-closed", datetime(2026, 11, 28, 11, 20), _tab(Tab.CHANNELS)),  # noqa: DTZ001
    Stop("channels-unverified", datetime(2027, 3, 10, 10, 0), _tab(Tab.CHANNELS)),  # noqa: DTZ001
    Stop("channels-clock-wrong", datetime(2020, 1, 1, 9, 0), _tab(Tab.CHANNELS)),  # noqa: DTZ001
    Stop("qr-sheet", _SUNDAY, _qr),
    Stop("source-sheet", _SUNDAY, _sources),
    Stop("registration", _SUNDAY, _tab(Tab.REGISTRATION)),
    Stop("objection", _SUNDAY, _tab(Tab.OBJECTION)),
    Stop("faq", _SUNDAY, _tab(Tab.FAQ)),
)


def draw_tour(folder: Path) -> Iterator[Path]:
    """Draw all screens.

    Args:
        folder: for the pictures, made if it is not there.

    Yields:
        Each picture once it is written.

    Raises:
        UserError: a picture can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(_("The folder {folder} can't be made.").format(folder=folder)) from error
    for stop in STOPS:
        for language in Language:
            for theme in ("light", "dark"):
                picture = folder / f"{stop.name}.{language}.{theme}.png"
                with opened_window(stop.moment, language, theme) as window:
                    stop.go(window)
                    settle()
                    if not window.grab().save(str(picture)):
                        raise UserError(_("The picture {file} can't be written.").format(file=picture))
                yield picture


@contextmanager
def opened_window(moment: datetime, language: Language, theme: str) -> Iterator[MainWindow]:
    """Open a window of the designed size with a stopped clock that stores nothing.

    Args:
        moment: at which the clock stands, Riyadh time.
        language: of the window.
        theme: light or dark.
    """
    make_qt_application([])
    with TemporaryDirectory() as data:
        start = Start(StoppedClock(moment), OwnedFiles.at(Path(data)), language, theme, exit_after_first_paint=True)
        window = Application(start, Policy()).window
        window.resize(*DESIGNED_SIZE)
        window.show()
        settle()
        try:
            yield window
        finally:
            window.close()
            window.deleteLater()
            settle()


def settle() -> None:
    """Let everything that is due happen: layouts, paints, deletions."""
    for _turn in range(3):
        QApplication.sendPostedEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

"""Measures single steps of the application, in this process; argument: how often. Prints milliseconds."""

import json
import sys
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final, TypeVar

from PySide6.QtWidgets import QApplication

from citizen_desktop import paths
from citizen_desktop.app import Application, Start, make_qt_application
from citizen_desktop.clock import RIYADH, StoppedClock
from citizen_desktop.content.loader import load_content
from citizen_desktop.content.models import Tab
from citizen_desktop.hours.board import Switchboard
from citizen_desktop.i18n import Language
from citizen_desktop.policy import Mode, Policy
from citizen_desktop.settings import TEXT_SIZES, Settings, ThemeChoice, save
from citizen_desktop.ui.garbage import collect_on_this_thread

MOMENT: Final = datetime(2026, 11, 22, 16, 12, tzinfo=RIYADH)
MOMENTS: Final = [MOMENT + number * timedelta(minutes=263) for number in range(2000)]
"""A year, at all times of the day."""

Times = dict[str, list[float]]
_T = TypeVar("_T")


def timed(step: Callable[[], object]) -> float:
    """Return the milliseconds that a step takes."""
    began = perf_counter()
    step()
    return (perf_counter() - began) * 1000


def until_drawn(step: Callable[[], object]) -> float:
    """Return the milliseconds that a step takes until everything is laid out and drawn again."""
    began = perf_counter()
    step()
    for _turn in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    return (perf_counter() - began) * 1000


def measure_hours(times: Times, count: int) -> None:
    """Measure what needs no window."""
    folder = paths.resources() / "content"
    times["load content"] = [timed(lambda: load_content(folder)) for _ in range(count)]
    channels = load_content(folder).channels
    switchboard = Switchboard(channels)
    times["Switchboard.at, 2000 moments of a year"] = [timed(partial(switchboard.at, at)) for at in MOMENTS]
    times["Switchboard.at, one moment again"] = [timed(lambda: switchboard.at(MOMENT)) for _ in range(500)]
    names = [channel.id for channel in channels.channels if channel.official]
    times["Switchboard.week, all channels"] = [timed(partial(_weeks, switchboard, names, at)) for at in MOMENTS[::20]]


def _weeks(switchboard: Switchboard, names: Iterable[str], at: datetime) -> None:
    for name in names:
        switchboard.week(name, at)


def measure_window(times: Times, count: int, folder: Path) -> None:
    """Measure what the person sees; nothing is stored meanwhile."""
    make_qt_application(["small-steps"])
    collect_on_this_thread()
    start = Start(StoppedClock(MOMENT), paths.OwnedFiles.at(folder), Language.ARABIC, "light")
    application = Application(start, Policy(mode=Mode.KIOSK))
    window = application.window
    until_drawn(application.show)
    for tab in (*tuple(Tab)[1:], Tab.CHANNELS):
        times[f"tab {tab}, {'again' if tab is Tab.CHANNELS else 'first time'}"] = [
            until_drawn(partial(window.show_tab, tab))
        ]
    times["a tick: refresh the channels"] = [until_drawn(window.channels.refresh) for _ in range(count)]
    times["switch language"] = _in_turn(application.speak, (Language.ENGLISH, Language.ARABIC), count)
    times["switch theme"] = _in_turn(application.wear, (ThemeChoice.DARK, ThemeChoice.LIGHT), count)
    times["switch text size"] = _in_turn(application.set_text_size, (*TEXT_SIZES[1:], TEXT_SIZES[0]), count)
    stored = folder / "stored.toml"
    times["store the settings"] = [timed(lambda: save(stored, Settings())) for _ in range(count)]
    window.close()


def _in_turn(switch: Callable[[_T], None], choices: Iterable[_T], count: int) -> list[float]:
    several = list(choices)
    return [until_drawn(partial(switch, several[n % len(several)])) for n in range(count)]


if __name__ == "__main__":
    result: Times = {}
    measure_hours(result, int(sys.argv[1]))
    with TemporaryDirectory() as temporary:
        measure_window(result, int(sys.argv[1]), Path(temporary))
    print(json.dumps(result))

"""Starts the application as the command line does, and tells what each part took and what was loaded at the first paint.

Arguments: the moment by ``perf_counter`` before this process was started, then those of the application.
"""

import importlib
import sys
import time

LOADED_ALREADY = frozenset(sys.modules)
"""What Python itself loads, and what finding this module takes."""

_UNCOUNTED = "all else before show()"


class Parts:
    """How long each part of the start took, in order."""

    def __init__(self, began: float) -> None:
        self.seconds: dict[str, float] = {}
        self.at = began
        self.painted = 0.0
        self.modules: tuple[str, ...] = ()

    def lap(self, name: str) -> None:
        """Everything since the last lap was this part."""
        now = time.perf_counter()
        self.seconds[name] = now - self.at
        self.at = now

    def clock(self, owner: object, function: str, name: str) -> None:
        """Count what a function or class takes as a part; one that is called otherwise by now is left out."""
        original = getattr(owner, function, None)
        if original is None:
            return

        def timed(*arguments: object, **named: object) -> object:
            began = time.perf_counter()
            try:
                return original(*arguments, **named)
            finally:
                self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - began

        self.put(owner, function, timed)

    @staticmethod
    def put(owner: object, function: str, other: object) -> None:
        """Put another function in the place of one."""
        setattr(owner, function, other)

    def first_paint(self) -> None:
        """Take down what there is now."""
        self.painted = time.perf_counter()
        self.modules = tuple(sys.modules)


def start(parts: Parts, arguments: list[str]) -> None:
    """Run the application until it has closed itself."""
    parts.lap("interpreter, up to the first line")
    from citizen_desktop import cli

    parts.lap("import: command line")
    for module in ("QtCore", "QtGui", "QtWidgets"):
        importlib.import_module(f"PySide6.{module}")
    parts.lap("import: QtCore, QtGui, QtWidgets")
    from citizen_desktop import app

    parts.lap("import: everything else")
    parts.clock(app, "make_qt_application", "QApplication and style")
    parts.clock(app, "load_policy", "policy, settings, window state")
    parts.clock(app, "load_settings", "policy, settings, window state")
    parts.clock(app, "load_window_state", "policy, settings, window state")
    parts.clock(app, "load_content", "content")
    parts.clock(app, "Theme", "theme and fonts")
    make_window, show = vars(app)["MainWindow"], app.Application.show

    def watched_window(*arguments: object) -> object:
        window = make_window(*arguments)
        window.first_painted.connect(parts.first_paint)
        return window

    def watched_show(application: app.Application) -> None:
        parts.lap(_UNCOUNTED)
        show(application)

    parts.put(app, "MainWindow", watched_window)
    parts.put(app.Application, "show", watched_show)
    parts.clock(app, "MainWindow", "window build")
    before = set(parts.seconds)
    status = cli.main([*arguments, "--exit-after-first-paint"])
    if status:
        sys.exit(status)
    made = [name for name in parts.seconds if name not in before and name != _UNCOUNTED]
    # What is left of the way to show() after all that was counted by itself.
    parts.seconds[_UNCOUNTED] = parts.seconds.pop(_UNCOUNTED) - sum(parts.seconds[name] for name in made)
    parts.seconds["show() to first paint"] = parts.painted - parts.at
    parts.at = parts.painted
    parts.lap("closing the window")


if __name__ == "__main__":
    measured = Parts(float(sys.argv[1]))
    start(measured, sys.argv[2:])
    import json

    shown = [name for name in measured.modules if name.partition(".")[0] not in {"benchmarks", "__main__"}]
    print(
        json.dumps(
            {
                "seconds": measured.seconds,
                "ended": measured.at,
                "modules": shown,
                "before": [name for name in LOADED_ALREADY if name in shown],
            }
        ),
        flush=True,
    )

"""Takes papers in through the form of the real window; argument: their folder. Prints JSON.

The window is painted offscreen, drafts are kept in an encrypted store. A spot in it is painted every few milliseconds: what keeps
the window from painting shows as a gap.
"""

import gc
import json
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

from PySide6.QtCore import QEventLoop, QTimer

from benchmarks.children import memory
from benchmarks.children.gaps import Gaps
from citizen_desktop.app import Application, Start, make_qt_application
from citizen_desktop.clock import SystemClock
from citizen_desktop.content.models import Tab
from citizen_desktop.drafts.session import DraftSession
from citizen_desktop.drafts.store import Store
from citizen_desktop.i18n import Language
from citizen_desktop.paths import OwnedFiles
from citizen_desktop.policy import Policy
from citizen_desktop.ui.garbage import collect_on_this_thread
from citizen_desktop.ui.objection_page import ObjectionPage
from citizen_desktop.ui.objection_tab import ObjectionTab

KEY: Final = bytes(range(32))
_REST: Final = 2_000
"""Milliseconds of doing nothing, before and after."""


def wait_until(done: Callable[[], bool]) -> None:
    """Let the window live until something holds, which is asked now and then."""
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if done() else None)
    timer.start(20)
    loop.exec()


def rest(milliseconds: int = _REST) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def is_done(form: ObjectionPage) -> bool:
    """Whether all that was attached is judged, drawn and saved."""
    files = form.form_files
    return not files.is_busy and not files.thumbnails.is_busy and not form.is_dirty


def take_in(form: ObjectionPage, gaps: Gaps, papers: list[Path]) -> dict[str, Any]:
    """Attach papers and wait until all is done; return what that took."""
    before = len(form.draft.attachments)
    gc.collect()
    idle = memory.idle()
    gaps.begin()
    began = perf_counter()
    form.attach("", papers)
    wait_until(lambda: is_done(form))
    seconds = perf_counter() - began
    told = gaps.told()
    peak = memory.peak()
    taken = len(form.draft.attachments) - before
    if taken != len(papers):
        sys.exit(f"{len(papers)} papers were attached and {taken} taken in: {form.documents.refusals}")
    gc.collect()
    rest()
    return {**told, "seconds": seconds, "idle": idle, "peak": peak, "after": memory.now()}


def main(folder: Path) -> dict[str, Any]:
    """Open the window and measure."""
    make_qt_application(["taking-in"])
    collect_on_this_thread()
    with TemporaryDirectory(prefix="citizen-desktop-intake-") as temporary:
        clock, files = SystemClock(), OwnedFiles.at(Path(temporary))
        session = DraftSession(Store(files.store, KEY, clock, create=True), clock)
        start = Start(clock, files, Language.ARABIC, "light", speakers={}, drafts=session)
        window = Application(start, Policy()).window
        window.resize(1280, 800)
        window.show()
        window.show_tab(Tab.OBJECTION)
        tab = window.page(Tab.OBJECTION)
        assert isinstance(tab, ObjectionTab)  # noqa: S101  for the type checker
        gaps = Gaps(window)
        rest()
        gaps.begin()
        rest()
        found: dict[str, Any] = {"rest": gaps.told()}
        photos = sorted(folder.glob("photo-*.jpg"))
        # The first one loads what decodes.
        found["one photo, the first"] = take_in(tab.form, gaps, photos[:1])
        found[f"{len(photos) - 1} photos of 12 megapixels"] = take_in(tab.form, gaps, photos[1:])
        tab.form.clear()
        wait_until(lambda: is_done(tab.form))
        found["a scan of 300 pages"] = take_in(tab.form, gaps, [folder / "scan.pdf"])
        window._leaving = True  # noqa: SLF001  nobody is there to be asked
        window.close()
        session.close()
    return found


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))

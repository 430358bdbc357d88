"""Walks a long list of drafts in the real window, painted offscreen; argument: how many drafts. Prints JSON.

A spot in the window is painted every few milliseconds: what keeps the window from painting shows as a gap.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks.children.gaps import Gaps
from benchmarks.children.taking_in import KEY, rest, wait_until
from benchmarks.full_store import fill
from citizen_desktop.app import Application, Start, make_qt_application
from citizen_desktop.clock import SystemClock
from citizen_desktop.content.models import Tab
from citizen_desktop.drafts.case_list import CaseState, SortKey
from citizen_desktop.drafts.keeping import Keeping
from citizen_desktop.drafts.models import Action
from citizen_desktop.drafts.session import DraftSession
from citizen_desktop.drafts.store import Store
from citizen_desktop.drafts.summary import blank_draft
from citizen_desktop.i18n import Language
from citizen_desktop.paths import OwnedFiles
from citizen_desktop.policy import Policy
from citizen_desktop.ui.case_desk import CaseDesk
from citizen_desktop.ui.cases_page import CasesPage
from citizen_desktop.ui.garbage import collect_on_this_thread

_BETWEEN: Final = 250
"""Milliseconds between two things that a person does."""
_QUERY: Final = "\u0641\u0644\u0627\u0646 \u0639\u064a"


def scroll(page: CasesPage) -> list[Callable[[], object]]:
    """Return steps down to the end and back."""
    bar = page.view.verticalScrollBar()
    return [lambda part=part: bar.setValue(bar.maximum() * part // 10) for part in (*range(11), *range(10, -1, -1))]


def search(page: CasesPage) -> list[Callable[[], object]]:
    """Return a name typed letter by letter, four digits, and nothing again."""
    words = [_QUERY[: count + 1] for count in range(len(_QUERY))]
    return [lambda text=text: page.search.line.setText(text) for text in (*words, "0421", "")]


def sort(page: CasesPage) -> list[Callable[[], object]]:
    """Return a click on each heading, twice."""
    return [page.header.headings[key].click for key in SortKey for _turn in range(2)]


def narrow(page: CasesPage) -> list[Callable[[], object]]:
    """Return a click on each state, and on all."""
    return [page.chips.chips[state].click for state in (*CaseState, None)]


def main(count: int) -> dict[str, Any]:
    """Open the window on so many drafts and measure."""
    make_qt_application(["walking-cases"])
    collect_on_this_thread()
    found: dict[str, Any] = {}
    with TemporaryDirectory(prefix="citizen-desktop-cases-") as temporary:
        clock, files = SystemClock(), OwnedFiles.at(Path(temporary))
        store = Store(files.store, KEY, clock, create=True)
        ids = fill(store, clock, count)
        desk = CaseDesk(
            store=store,
            clock=clock,
            keeping=Keeping.CENTRE,
            create=lambda kind, initials, purposes: store.create(*blank_draft(kind), initials, purposes),
            erase=lambda draft_id, _initials: store.delete([draft_id], Action.ERASED),
        )
        session = DraftSession(store, clock)
        window = Application(Start(clock, files, Language.ARABIC, "light", speakers={}), Policy()).window
        window.resize(1280, 800)
        window.show()
        gaps = Gaps(window)
        rest()
        gaps.begin()
        rest()
        found["nothing"] = gaps.told()
        gaps.begin()
        window.drafts.take(session, desk)
        book = window.drafts.book
        if book is None:
            sys.exit("no list")
        window.show_tab(Tab.DRAFTS)
        wait_until(lambda: book.ready)
        rest(_BETWEEN)
        found["open"] = gaps.told()
        page = window.page(Tab.DRAFTS)
        if not isinstance(page, CasesPage):
            sys.exit("no page")
        for name, steps in (("scroll", scroll), ("search", search), ("sort", sort), ("narrow", narrow)):
            gaps.begin()
            for step in steps(page):
                step()
                rest(_BETWEEN)
            found[name] = gaps.told()
        gaps.begin()
        for draft_id in ids[:10]:
            # As after each save of what is being typed.
            book.refresh(draft_id)
            rest(_BETWEEN)
        found["show what was saved"] = gaps.told()
        window._leaving = True  # noqa: SLF001  nobody is there to be asked
        window.close()
        session.close()
    return found


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))

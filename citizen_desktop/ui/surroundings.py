"""What a window is put into: the time, the machine, and what is remembered there."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from citizen_desktop.clock import Clock
from citizen_desktop.policy import Mode
from citizen_desktop.usefulness import Tally

if TYPE_CHECKING:
    from citizen_desktop.drafts.session import DraftSession
    from citizen_desktop.speech.speakers import Speakers


@dataclass(frozen=True)
class Surroundings:
    """The surroundings.

    Args:
        clock: the time.
        tally: counts which answers were useful.
        mode: for whom the machine stands there.
        state: where places of unfinished files are noted, None where nothing may be kept.
        speakers: who reads aloud, None where that is still to be found out.
        drafts: the open store of drafts, None to keep nothing.
        removable_only: what leaves this machine goes to removable media only.
        scans: whether to look for what scans paper; pictures don't, as they look the same on every machine.
        single_pdf: packages also have everything as one PDF.
    """

    clock: Clock
    tally: Tally
    mode: Mode
    state: Path | None
    speakers: "Speakers | None" = None
    drafts: "DraftSession | None" = None
    removable_only: bool = False
    scans: bool = True
    single_pdf: bool = False

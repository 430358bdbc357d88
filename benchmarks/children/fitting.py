"""Makes papers fit the size that a file may have, as a click in the editor does; argument: their folder. Prints JSON."""

import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from citizen_desktop import paths
from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.models import Edits, Legibility, PageEdit
from citizen_desktop.attachments.workshop import Workshop
from citizen_desktop.content.legibility_loader import load_legibility_rules
from citizen_desktop.content.objection_loader import load_objection_content
from citizen_desktop.forms.completeness import MEGABYTE
from citizen_desktop.policy import Policy

SOFT: Final = 40_000_000
"""Bytes: what a scan of 300 pages can be made to fit and stay legible."""
HARD: Final = 300_000
"""Bytes: where the portal may take no more, a photo of a page has to be made much smaller."""


def fit(workshop: Workshop, content: bytes, budget: int) -> dict[str, Any]:
    """Make one file fit, and return what that took and what came of it."""
    pages = len(workshop.inspect(content).pages)
    edits = Edits(pages=tuple(PageEdit(page=page) for page in range(pages)), fit=True)
    began = perf_counter()
    try:
        made = workshop.make([content], edits, None, budget)
    except RefusedError as refused:
        return {"seconds": perf_counter() - began, "before": len(content), "refused": refused.refusal.value}
    return {
        "seconds": perf_counter() - began,
        "before": made.before.size,
        "after": made.after.size,
        "sharpness": [_sharpness(made.before.legibility), _sharpness(made.after.legibility)],
        "doubts": len(made.after.legibility.doubts) if made.after.legibility else 0,
    }


def _sharpness(found: Legibility | None) -> int | None:
    return None if found is None else found.sharpness


def main(folder: Path) -> dict[str, Any]:
    """Fit the photos and the scan."""
    resources = paths.resources() / "content"
    limits = load_objection_content(resources, Policy()).documents.limits
    workshop = Workshop(load_legibility_rules(resources).thresholds)
    photos = [path.read_bytes() for path in sorted(folder.glob("photo-*.jpg"))]
    try:
        found = {
            "photos": [fit(workshop, photo, limits.file_mb * MEGABYTE) for photo in photos],
            "photos, hard": [fit(workshop, photo, HARD) for photo in photos],
            "scan": [fit(workshop, (folder / "scan.pdf").read_bytes(), limits.file_mb * MEGABYTE)],
            "scan, soft": [fit(workshop, (folder / "scan.pdf").read_bytes(), SOFT)],
        }
    finally:
        workshop.close()
    return {"found": found, "budget": limits.file_mb, "hard": HARD, "soft": SOFT}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))

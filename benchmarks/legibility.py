"""What is said of pages that are known to be sharp or spoiled: false alarms, misses, where the limits lie, and time."""

import io
from collections import Counter
from functools import partial
from time import process_time
from typing import TYPE_CHECKING, Final

from benchmarks.support import ROOT, Options, print_table, spread

if TYPE_CHECKING:
    from collections.abc import Collection

    from citizen_desktop.attachments.models import Doubt
    from citizen_desktop.attachments.thresholds import Thresholds

NAME: Final = "legibility"

_FORMS: Final = ("JPEG", "PNG", "WEBP", "TIFF")
_LIMITS_DPI: Final = (150, 300)


def run(options: Options) -> None:  # noqa: ARG001  each page is judged once
    """Judge every page of the corpus that the tests make."""
    from citizen_desktop.attachments.legibility import measure
    from citizen_desktop.content.legibility_loader import load_legibility_rules
    from tests.attachments import legibility_corpus

    thresholds = load_legibility_rules(ROOT / "resources" / "content").thresholds
    tally, groups, seconds = _Tally(), Counter[str](), []
    for case in legibility_corpus.cases():
        page = case.make()
        began = process_time()
        found = measure(page, case.dpi, thresholds).doubts
        seconds.append(process_time() - began)
        groups[case.group] += 1
        for doubt in legibility_corpus.JUDGED:
            if doubt in case.told or doubt not in case.open:
                tally.add(doubt, f"{case.group}: {case.name}", found, told=doubt in case.told)
    _turn(tally, thresholds)
    print(f"{sum(groups.values())} pages: {', '.join(f'{count} {group}' for group, count in groups.items())}.")
    tally.print()
    least, median, most = spread(seconds)
    print(f"Seconds on a processor for a page: {least:.2f} to {most:.2f}, median {median:.2f}.\n")
    _print_limits(thresholds)


class _Tally:
    """What was told of pages, and what should have been."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[Doubt, bool, bool]] = Counter()
        self._wrong: list[str] = []

    def add(self, doubt: "Doubt", name: str, found: "Collection[Doubt]", *, told: bool) -> None:
        self._counts[doubt, told, doubt in found] += 1
        if told != (doubt in found):
            self._wrong.append(f"{'missed' if told else 'false alarm'}: {doubt}, {name}")

    def print(self) -> None:
        rows = []
        for doubt in dict.fromkeys(key[0] for key in self._counts):
            told, missed = self._counts[doubt, True, True], self._counts[doubt, True, False]
            false, fine = self._counts[doubt, False, True], self._counts[doubt, False, False]
            rows.append([doubt.value, str(told + missed), str(missed), str(false + fine), str(false)])
        print_table(["doubt", "pages that have it", "missed", "pages without", "false alarms"], rows)
        print("\n".join(self._wrong))


def _turn(tally: _Tally, thresholds: "Thresholds") -> None:
    """Judge pages that are stored turned and say so."""
    from PIL import Image

    from citizen_desktop.attachments.inspection import inspect
    from citizen_desktop.attachments.legibility import measure
    from citizen_desktop.attachments.limits import Limits
    from citizen_desktop.attachments.models import Doubt
    from tests.attachments import drawn_pages

    page = drawn_pages.sheet(75)
    for form in _FORMS:
        for orientation in range(1, 9):
            exif, target = Image.Exif(), io.BytesIO()
            exif[0x0112] = orientation
            page.save(target, form, exif=exif)
            found = inspect(target.getvalue(), "", Limits(), partial(measure, thresholds=thresholds)).doubts
            tally.add(Doubt.UPSIDE_DOWN, f"{form}, orientation {orientation}", found, told=orientation > 1)


def _print_limits(thresholds: "Thresholds") -> None:
    """Print from which blur, size and light on a page of 10 points is doubted, in each type: where the thresholds lie."""
    from citizen_desktop.attachments.legibility import measure
    from citizen_desktop.attachments.models import Doubt
    from tests.attachments import drawn_pages, typed_pages

    def told(page: object, dpi: int, doubt: Doubt) -> bool:
        return doubt in measure(page, dpi, thresholds).doubts

    rows = []
    for face in typed_pages.FACES:
        blurs = []
        for dpi in _LIMITS_DPI:
            page, em = typed_pages.typed(face, dpi), drawn_pages.em(dpi)
            steps = (share for share in range(30, 300, 10))
            blurs.append(next(s for s in steps if told(drawn_pages.blurred(page, s * em / 1000), dpi, Doubt.BLURRED)))
        page = typed_pages.typed(face, 200)
        shrunk = ((pixels, drawn_pages.scaled(page, pixels / drawn_pages.em(200))) for pixels in range(24, 4, -1))
        small = next(pixels for pixels, smaller in shrunk if told(smaller, 0, Doubt.TOO_SMALL))
        dark = next(s for s in range(60, 0, -2) if told(drawn_pages.darkened(page, s / 100), 200, Doubt.TOO_DARK))
        pale = next(s for s in range(40, 0, -2) if told(drawn_pages.washed(page, s / 100), 200, Doubt.TOO_BRIGHT))
        rows.append([face, *map(str, blurs), str(small), str(dark), str(pale)])
    print(
        "Doubted from: blur, thousandths of the type's size; its size, pixels; light and ink that are left, hundredths."
    )
    print_table(["type", *(f"blur, {dpi} dpi" for dpi in _LIMITS_DPI), "pixels", "light", "ink"], rows)

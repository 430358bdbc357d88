"""The same papers made to fit the size that a file may have: seconds, sizes, and how sharp the text is before and after."""

from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks.intake import PAGES, PHOTOS
from benchmarks.support import Options, ask, cells, print_table, spread

NAME: Final = "fit"

_PATIENCE: Final = 3600.0


def run(options: Options) -> None:
    """Make the papers, and fit them one after the other in the process for untrusted bytes."""
    del options
    with TemporaryDirectory(prefix="citizen-desktop-papers-") as folder:
        ask("benchmarks.children.papers", folder, str(PHOTOS), str(PAGES), patience=900.0)
        answer: dict[str, Any] = ask("benchmarks.children.fitting", folder, patience=_PATIENCE)
    budget, hard = answer["budget"] * 1000, answer["hard"] // 1000
    names = {
        "photos": f"{PHOTOS} photos of 12 megapixels, to {budget} kB",
        "photos, hard": f"the same, to {hard} kB",
        "scan": f"a scan of {PAGES} pages, to {budget} kB",
        "scan, soft": f"the same, to {answer['soft'] // 1000} kB",
    }
    rows = []
    for kind, name in names.items():
        several: list[dict[str, Any]] = answer["found"][kind]
        made = [each for each in several if "after" in each]
        rows.append(
            [
                name,
                *cells([each["seconds"] for each in several], ".2f"),
                f"{spread([each['before'] / 1000 for each in several])[1]:.0f}",
                f"{spread([each['after'] / 1000 for each in made])[1]:.0f}" if made else "-",
                cells([each["sharpness"][0] for each in made], ".0f")[0],
                cells([each["sharpness"][1] for each in made], ".0f")[0],
                str(len(several) - len(made)),
            ]
        )
    print_table(
        ["made to fit", "s min", "median", "max", "kB before", "after", "sharpness before", "after", "refused"], rows
    )
    print("kB : medians. sharpness : of the worst of them, 100 is the threshold. refused : it would not be legible.")

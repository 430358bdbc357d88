"""Twenty photos of 12 megapixels and a scan of 300 pages, taken in through the form: seconds, gaps between paints, memory."""

from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks.support import Options, ask, gap_cells, print_table

NAME: Final = "intake"

PHOTOS: Final = 20
PAGES: Final = 300
_PATIENCE: Final = 900.0


def run(options: Options) -> None:
    """Make the papers, and measure in a window that is painted offscreen."""
    del options
    with TemporaryDirectory(prefix="citizen-desktop-papers-") as folder:
        sizes: dict[str, int] = ask("benchmarks.children.papers", folder, str(PHOTOS), str(PAGES), patience=_PATIENCE)
        found: dict[str, Any] = ask(
            "benchmarks.children.taking_in", folder, patience=_PATIENCE, QT_QPA_PLATFORM="offscreen"
        )
    resting = found.pop("rest")
    photo, scan = _megabytes(sizes["photo-00.jpg"]), _megabytes(sizes["scan.pdf"])
    print(f"{PHOTOS} photos of {photo} MB and a scan of {scan} MB, through the form into the encrypted store:")
    print("copied, judged, drawn small, saved.")
    rows = [["nothing", "-", *gap_cells(resting), *["-"] * 4]]
    for name, each in found.items():
        memory = [each["idle"], each["peak"], each["after"], each["after"] - each["idle"]]
        rows.append([name, f"{each['seconds']:.2f}", *gap_cells(each), *(f"{value:.1f}" for value in memory)])
    print_table(["taken in", "s", "ms gap max", "p99", "> 100", "work max", "MiB idle", "peak", "after", "kept"], rows)
    print(
        "gap : between two paints of a spot in the window that asks to be painted every 5 ms. Other programs lengthen it."
    )
    print(
        "work : of the window's own thread on a processor, between two paints. MiB : of the window, not of what decodes."
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f}"

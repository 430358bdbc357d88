"""``citizen-desktop usefulness``: how many found which answer useful, on this device."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from citizen_desktop import paths
from citizen_desktop.bidi import isolate, strip_controls
from citizen_desktop.errors import UserError
from citizen_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citizen_desktop.usefulness import Rating

FINE: Final = 0
NOT_RIGHT: Final = 1
NOT_JUDGED: Final = 2


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Add the command to the command line.

    Returns:
        Its parser.
    """
    parser = commands.add_parser("usefulness", help="say how many found which answer useful")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write a table for a spreadsheet")
    # As before the command; without a default of its own, or it would undo that one.
    parser.add_argument(
        "--data-dir", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="folder for what the application keeps"
    )
    parser.set_defaults(run=_usefulness)
    return parser


def _usefulness(options: argparse.Namespace) -> int:
    from citizen_desktop.content.faq_loader import load_faq  # noqa: PLC0415  only this command needs it
    from citizen_desktop.content.loader import load_channels  # noqa: PLC0415
    from citizen_desktop.usefulness import ratings, read_counts  # noqa: PLC0415

    state = paths.OwnedFiles.at(options.data_dir).state
    try:
        counts = read_counts(state)
    except ValueError:
        _say(_("The file {path} holds no counts that can be read.").format(path=isolate(str(state))))
        return NOT_RIGHT
    except OSError as error:
        raise UserError(_("The file {path} can't be read.").format(path=isolate(str(state)))) from error
    folder = paths.resources() / "content"
    rows = ratings(counts, load_faq(folder, load_channels(folder).channels))
    if options.csv is not None:
        _write(options.csv, rows)
    if options.json:
        print(json.dumps({"questions": [_as_json(row) for row in rows]}, ensure_ascii=False, indent=2))  # noqa: T201
    elif options.csv is None:
        _print(rows)
    return FINE


def _as_json(row: "Rating") -> dict[str, str | int | float]:
    return {"id": row.id, "question": row.question, "yes": row.yes, "no": row.no, "share": round(row.share, 4)}


def _print(rows: "Sequence[Rating]") -> None:
    from citizen_desktop.package.names import shown  # noqa: PLC0415

    if not rows:
        print(_("Nobody has judged an answer on this device yet."))  # noqa: T201  the answer of the command
    for row in rows:
        counts = _("yes {yes}, no {no}, useful {share} %").format(yes=row.yes, no=row.no, share=round(row.share * 100))
        # Ids come from a file that anybody may have edited.
        print(shown(f"{row.question} · {counts}"))  # noqa: T201


def _write(path: Path, rows: "Sequence[Rating]") -> None:
    from citizen_desktop.files import write_atomically  # noqa: PLC0415
    from citizen_desktop.usefulness import ratings_csv  # noqa: PLC0415

    if not path.parent.is_dir():
        message = _("There is no folder {path}: make it first or name another one.")
        raise UserError(message.format(path=isolate(str(path.parent))))
    try:
        write_atomically(path, ratings_csv(rows))
    except (OSError, ValueError) as error:
        raise UserError(_("The file {path} can't be written.").format(path=isolate(str(path)))) from error


def _say(message: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"citizen-desktop: {strip_controls(message)}\n")

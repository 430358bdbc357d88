"""``citizen-desktop faq QUERY``: find the answer to a question."""

import argparse
import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from citizen_desktop import bidi, paths
from citizen_desktop.content.markdown import plain_text
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import language

if TYPE_CHECKING:
    from citizen_desktop.content.faq_models import Faq
    from citizen_desktop.content.models import Channels
    from citizen_desktop.search.findings import Findings

FINE: Final = 0

_LIMIT: Final = 10


def register(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    add_language: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add the command to the command line."""
    faq = commands.add_parser("faq", help="find the answer to a question, however it is typed")
    add_language(faq)
    faq.add_argument("query", nargs="+", metavar="QUERY", help="the question, in Arabic or English")
    faq.add_argument(
        "--limit", type=_count, default=_LIMIT, metavar="N", help="answers to show at most (default: %(default)s)"
    )
    faq.add_argument("--json", action="store_true", help="print one JSON document")
    faq.set_defaults(run=_faq)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        message = f"not a whole number from 1 on: {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _faq(options: argparse.Namespace) -> int:
    from citizen_desktop.content.loader import load_channels  # noqa: PLC0415  only this command needs it
    from citizen_desktop.search.library import FaqLibrary  # noqa: PLC0415

    folder = paths.resources() / "content"
    channels = load_channels(folder)
    library = FaqLibrary(folder, channels.channels)
    findings = library.finder().find(" ".join(options.query), language(), options.limit)
    if options.json:
        print(json.dumps(list(_rows(findings, library.faq())), ensure_ascii=False, indent=2))  # noqa: T201
        return FINE
    for line in _lines(findings, library.faq(), channels):
        print(line)  # noqa: T201  the answer of the command
    return FINE


def _rows(findings: "Findings", faq: "Faq") -> Iterator[dict[str, object]]:
    for hit in findings.hits:
        question = faq.question(hit.id)
        if question is not None:
            text = bidi.strip_controls(str(question.question))
            yield {"id": hit.id, "question": text, "score": hit.score, "why": hit.why.value}


def _lines(findings: "Findings", faq: "Faq", channels: "Channels") -> Iterator[str]:
    """Yield what was found in words: the questions, and the answer to the first; or whom to ask."""
    found = [question for hit in findings.hits if (question := faq.question(hit.id)) is not None]
    if not found:
        yield _("Nothing found. Try other words, or ask here:")
        yield _whom_to_ask(channels)
        found = [question for each in findings.nearest if (question := faq.question(each)) is not None]
        if found:
            yield _("Nearest questions")
    for question in found:
        yield f"{question.id} · {bidi.strip_controls(str(question.question))}"
    if findings.hits:
        yield ""
        yield bidi.strip_controls(plain_text(str(found[0].answer)))


def _whom_to_ask(channels: "Channels") -> str:
    """Return the best channel of the moment in a line; that of the phone where none is open."""
    from citizen_desktop.clock import SystemClock  # noqa: PLC0415  only who finds nothing needs it
    from citizen_desktop.describe import channel_line  # noqa: PLC0415
    from citizen_desktop.hours.board import Switchboard  # noqa: PLC0415

    switchboard = Switchboard(channels)
    board = switchboard.at(SystemClock().now())
    return channel_line(board.best or board.statuses[0], switchboard)

"""The command line. Each command imports what it needs when it is called: one that needs no window loads no Qt."""

import argparse
import contextlib
import gc
import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from citizen_desktop import build_command, faq_command, i18n, package_commands, paths, usefulness_command
from citizen_desktop.attachments import worker
from citizen_desktop.bidi import strip_controls
from citizen_desktop.clock import Clock, StoppedClock, SystemClock, parse_moment
from citizen_desktop.content.errors import ContentError, ContentUnreadableError
from citizen_desktop.errors import UserError
from citizen_desktop.i18n import Language
from citizen_desktop.i18n import gettext as _
from citizen_desktop.policy import load_policy
from citizen_desktop.settings import load_settings

if TYPE_CHECKING:
    from citizen_desktop.hours.board import Board, Switchboard

FINE: Final = 0
NOT_RIGHT: Final = 1
NOT_JUDGED: Final = 2

_OPEN: Final = "open"
_COMMANDS: Final = frozenset({"channels", "faq", "package", "schema", "tour", "usefulness"})


def entry_point() -> NoReturn:
    """Run the command line and leave with its exit status."""
    if sys.argv[1:] == [worker.WORD]:
        # A frozen program has no Python beside it: it is started once more to decode untrusted bytes.
        worker.main()
        sys.exit(FINE)
    _open_missing_streams()
    for stream in (sys.stdout, sys.stderr):
        # Windows and the C locale would choose an encoding without Arabic; an argument need not be text at all.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        try:
            status = main(sys.argv[1:])
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:
        status = 130
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            _say(str(error))
        _abandon_output()
        status = NOT_JUDGED
    sys.exit(status)


def _open_missing_streams() -> None:
    """Give a program that was started without output somewhere to write to, as one started from an icon on Windows is."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  lives as long as the program
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  lives as long as the program


def _abandon_output() -> None:
    """Let what can't be written go: the reader went away or the disk is full, and it must not raise again at exit."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(arguments: Sequence[str]) -> int:
    """Run one command.

    Args:
        arguments: without the program's name.

    Returns:
        The exit status: 0 fine, 1 what was judged is not right, 2 it could not be judged.
    """
    options = _parser().parse_args(_with_command(arguments))
    options.language = Language(options.language) if options.language else None
    i18n.use(options.language or Language.ARABIC, paths.translations())
    try:
        if options.run is not _window:
            # The window heeds the policy by itself: it can also say in a box why it does not open.
            policy = load_policy()
            stored, _refused = load_settings(paths.OwnedFiles.at(options.data_dir).settings)
            i18n.use(options.language or policy.language or stored.language)
        status: int = options.run(options)
    except UserError as error:
        _say(error.message)
        return NOT_JUDGED
    except ContentError as error:
        _say(_("The content is not right: {reason}").format(reason=error))
        return NOT_JUDGED if isinstance(error, ContentUnreadableError) else NOT_RIGHT
    return status


def _say(message: str) -> None:
    """Write a message to standard error."""
    with contextlib.suppress(OSError):
        sys.stderr.write(f"citizen-desktop: {strip_controls(message)}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="citizen-desktop",
        description="Unofficial offline helper for the Citizen Account programme. Without a command, opens the window.",
        epilog="Exit status: 0 fine, 1 what was judged is not right, 2 it could not be judged or the call was wrong. "
        "The environment variable CITIZEN_DESKTOP_POLICY names a policy file in place of the site's.",
    )
    _add_window_options(parser, None)
    parser.set_defaults(run=_window, package=None)
    parser.add_argument("--version", action=_ShowVersion, nargs=0, help="say which version this is, and leave")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")

    channels = commands.add_parser("channels", help="say which contact channels are open")
    _add_language(channels, default=argparse.SUPPRESS)
    _add_moment(channels, default=argparse.SUPPRESS)
    channels.add_argument("--json", action="store_true", help="print one JSON document")
    channels.set_defaults(run=_channels)

    faq_command.register(commands, lambda parser: _add_language(parser, default=argparse.SUPPRESS))
    actions = package_commands.register(commands, lambda parser: _add_language(parser, default=argparse.SUPPRESS))
    build = build_command.register(actions)
    _add_language(build, default=argparse.SUPPRESS)
    _add_moment(build, default=argparse.SUPPRESS)

    _add_language(usefulness_command.register(commands), default=argparse.SUPPRESS)

    tour = commands.add_parser("tour", help="draw every finished screen as PNG, in both languages and themes")
    tour.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the pictures")
    tour.set_defaults(run=_tour)

    schema = commands.add_parser("schema", help="print the JSON Schema of a file that other programs may write")
    schema.add_argument(
        "of",
        choices=("draft", "registration"),
        help="draft: the draft.json of an objection; registration: that of a registration",
    )
    schema.set_defaults(run=_schema)
    # Without a help text it is not listed: one types the package alone.
    window = commands.add_parser(_OPEN)
    _add_window_options(window, argparse.SUPPRESS)
    window.add_argument("package", type=Path, metavar="PACKAGE", help="a draft package, a zip or a folder, to check")
    return parser


def _add_window_options(parser: argparse.ArgumentParser, default: object) -> None:
    _add_language(parser, default=default)
    parser.add_argument("--theme", choices=("light", "dark", "system"), default=default, help="colours of the window")
    parser.add_argument(
        "--data-dir", type=Path, metavar="DIR", default=default, help="folder for what the application keeps"
    )
    _add_moment(parser, default=default)
    parser.add_argument(
        "--exit-after-first-paint",
        action="store_true",
        default=False if default is None else default,
        help="close the window once it has been painted",
    )


def _with_command(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with the hidden command before a package: the first word that is no option and no command.

    A word that names nothing on the disk and looks like no path is a command misspelt, and is refused as one.
    """
    takes_value = {"--lang", "--theme", "--data-dir", "--at"}
    words = iter(enumerate(arguments))
    for place, word in words:
        if word in takes_value:
            next(words, None)
        elif word == "--" or (not word.startswith("-") and word not in _COMMANDS and _is_path(word)):
            return [*arguments[:place], _OPEN, *arguments[place:]]
        elif not word.startswith("-"):
            break
    return list(arguments)


def _is_path(word: str) -> bool:
    return word.endswith(".zip") or Path(word).name != word or os.path.lexists(word)


class _ShowVersion(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_rest: object) -> None:
        from citizen_desktop.version import version  # noqa: PLC0415

        print(f"citizen-desktop {version()}")  # noqa: T201
        parser.exit()


def _add_language(parser: argparse.ArgumentParser, default: object) -> None:
    parser.add_argument(
        "--lang",
        dest="language",
        choices=[language.value for language in Language],
        default=default,
        help="language",
    )


def _add_moment(parser: argparse.ArgumentParser, default: object = None) -> None:
    parser.add_argument(
        "--at",
        type=_moment,
        default=default,
        metavar="T",
        help="stop the clock at this ISO 8601 time (Riyadh if without offset)",
    )


def _moment(text: str) -> datetime:
    try:
        return parse_moment(text)
    except ValueError:
        message = f"not an ISO 8601 time of the years 1900 to 9999, such as 2026-11-22T16:12: {text!r}"
        raise argparse.ArgumentTypeError(message) from None


def _clock(options: argparse.Namespace) -> Clock:
    return SystemClock() if options.at is None else StoppedClock(options.at)


def _window(options: argparse.Namespace) -> int:
    # What a start makes stays: collecting it again and again costs a tenth of the time to the first paint, and more at the end.
    # Afterwards the GUI thread collects, see ``ui.garbage``.
    gc.disable()
    from citizen_desktop.app import Start, run_window  # noqa: PLC0415  loads Qt

    return run_window(
        Start(
            clock=_clock(options),
            files=paths.OwnedFiles.at(options.data_dir),
            language=options.language,
            theme=options.theme,
            exit_after_first_paint=options.exit_after_first_paint,
            package=options.package,
            keeps=True,
        )
    )


def _tour(options: argparse.Namespace) -> int:
    from citizen_desktop.tour import draw_tour  # noqa: PLC0415  loads Qt

    for picture in draw_tour(options.out):
        print(picture)  # noqa: T201  the answer of the command
    return FINE


def _schema(options: argparse.Namespace) -> int:
    from citizen_desktop.forms.draft_file import draft_schema  # noqa: PLC0415  only this command needs it
    from citizen_desktop.forms.registration import RegistrationDraft  # noqa: PLC0415

    registration = options.of == "registration"
    print(draft_schema(RegistrationDraft, "draft of a registration") if registration else draft_schema())  # noqa: T201
    return FINE


def _channels(options: argparse.Namespace) -> int:
    from citizen_desktop.content.loader import load_channels  # noqa: PLC0415  only this command reads it
    from citizen_desktop.hours.board import Switchboard  # noqa: PLC0415

    switchboard = Switchboard(load_channels(paths.resources() / "content"))
    board = switchboard.at(_clock(options).now())
    if options.json:
        document = {
            "at": board.at.isoformat(timespec="seconds"),
            "channels": [
                {
                    "id": status.channel.id,
                    "state": status.state.value,
                    "changes_at": status.change.at.isoformat(timespec="seconds") if status.change else None,
                    "next_state": status.change.state.value if status.change else None,
                    "usual_hours": status.channel.hours,
                }
                for status in board.statuses
            ],
        }
        print(json.dumps(document, ensure_ascii=False, indent=2))  # noqa: T201
        return FINE
    for line in _board_lines(board, switchboard):
        print(line)  # noqa: T201
    return FINE


def _board_lines(board: "Board", switchboard: "Switchboard") -> Iterator[str]:
    """Yield the channels in words: the moment first, then a line for each."""
    from citizen_desktop.describe import board_moment, channel_line  # noqa: PLC0415

    yield " · ".join(board_moment(board))
    for status in board.statuses:
        yield channel_line(status, switchboard)

"""``citizen-desktop package build``: what the window does with a filled form, from ``draft.json`` and files."""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from citizen_desktop import paths
from citizen_desktop.attached_files import Attached, read_start, with_files
from citizen_desktop.bidi import strip_controls
from citizen_desktop.clock import Clock, StoppedClock, SystemClock
from citizen_desktop.errors import UserError
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import pgettext
from citizen_desktop.policy import load_policy

if TYPE_CHECKING:
    from citizen_desktop.attachments.workshop import Workshop
    from citizen_desktop.content.registration_models import RegistrationContent
    from citizen_desktop.forms.any_draft import AnyDraft
    from citizen_desktop.forms.verdict import Verdict
    from citizen_desktop.package.writer import Written
    from citizen_desktop.single_pdf import SinglePart

FINE: Final = 0
NOT_RIGHT: Final = 1
NOT_JUDGED: Final = 2

_SLOT: Final = re.compile(r"[a-z][a-z0-9-]*")
_LARGEST_DRAFT: Final = 16 * 1024 * 1024 + 1


def register(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Add the command to the actions of ``package``.

    Returns:
        Its parser.
    """
    build = actions.add_parser("build", help="build a draft package from draft.json and files")
    build.add_argument("draft", type=Path, metavar="DRAFT.json", help="the draft of an objection or a registration")
    build.add_argument(
        "--attach",
        type=_attached,
        action="append",
        default=[],
        metavar="SLOT=PATH",
        help="a file for a document, such as national-id=scan.pdf; may be given many times",
    )
    build.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the package")
    build.add_argument("--allow-incomplete", action="store_true", help="build it though something is missing")
    build.add_argument(
        "--single-pdf", action="store_true", help="join letter, contents page and attachments into one PDF, too"
    )
    build.add_argument("--json", action="store_true", help="print one JSON document")
    build.set_defaults(run=_build)
    return build


def _attached(text: str) -> Attached:
    slot, equals, path = text.partition("=")
    if not equals or not path or not _SLOT.fullmatch(slot):
        message = f"not of the form SLOT=PATH, such as national-id=scan.pdf: {text!r}"
        raise argparse.ArgumentTypeError(message)
    return Attached(slot, Path(path))


def _build(options: argparse.Namespace) -> int:
    from citizen_desktop.content.objection_loader import load_objection_content  # noqa: PLC0415  this command only
    from citizen_desktop.content.registration_loader import load_registration_content  # noqa: PLC0415
    from citizen_desktop.drafts.way_out import check_place  # noqa: PLC0415
    from citizen_desktop.forms.any_draft import any_draft_from_json  # noqa: PLC0415
    from citizen_desktop.forms.draft_file import DraftError  # noqa: PLC0415
    from citizen_desktop.forms.sentences import draft_error_sentence  # noqa: PLC0415
    from citizen_desktop.forms.verdict import verdict  # noqa: PLC0415
    from citizen_desktop.single_pdf import NotJoinedError  # noqa: PLC0415

    policy = load_policy()
    folder = paths.resources() / "content"
    content = load_registration_content(folder, load_objection_content(folder, policy))
    data = read_start(options.draft, _LARGEST_DRAFT)
    try:
        draft = any_draft_from_json(data)
    except DraftError as error:
        _say(draft_error_sentence(error))
        if options.json:
            _print_json({**_as_json(None), "problem": {"kind": error.problem.value, "field": error.field}})
        return NOT_RIGHT
    draft = _attach(content, draft, options.attach)
    clock: Clock = SystemClock() if options.at is None else StoppedClock(options.at)
    state = verdict(content, draft, clock.now().date())
    if not state.complete:
        _say_missing(state)
    _say_doubts(state)
    if not state.complete and not options.allow_incomplete:
        if options.json:
            _print_json(_as_json(state))
        return NOT_RIGHT
    if not options.out.is_dir():
        raise UserError(_("There is no folder {path}: make it first or name another one.").format(path=options.out))
    check_place(options.out, removable_only=policy.export_removable_only)
    state_file = paths.OwnedFiles.at(options.data_dir).state if policy.remembers else None
    try:
        files = [attached.path for attached in options.attach]
        written = _write(content, draft, files, options, clock, state_file, incomplete=not state.complete)
    except NotJoinedError as error:
        _say(error.message)
        if options.json:
            _print_json(_as_json(state))
        return NOT_RIGHT
    if options.json:
        _print_json(_as_json(state, written))
    else:
        print(written.path)  # noqa: T201  the answer of the command
    return FINE


def _attach(content: "RegistrationContent", draft: "AnyDraft", attached: Sequence[Attached]) -> "AnyDraft":
    with closing(_workshop()) as workshop:
        found = with_files(content.objection, draft, attached, workshop)
    for slot in found.left_out:
        _say(_("The draft names a file for {slot} that was not attached: it is left out.").format(slot=slot))
    for slot, reason in found.unopened:
        _say_doubt(slot, reason)
    return found.draft


def _write(
    content: "RegistrationContent",
    draft: "AnyDraft",
    files: Sequence[Path],
    options: argparse.Namespace,
    clock: Clock,
    state: Path | None,
    *,
    incomplete: bool,
) -> "Written":
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415  an incomplete draft needs no Qt

    from citizen_desktop.assembly import assemble, assemble_registration, single_parts  # noqa: PLC0415
    from citizen_desktop.forms.payload_names import SINGLE_PDF  # noqa: PLC0415
    from citizen_desktop.forms.registration import RegistrationDraft  # noqa: PLC0415
    from citizen_desktop.package.names import PackageKind  # noqa: PLC0415
    from citizen_desktop.package.writer import write_package  # noqa: PLC0415
    from citizen_desktop.single_pdf import size_remark, with_single_pdf  # noqa: PLC0415
    from citizen_desktop.unfinished import noting, sweep_noted  # noqa: PLC0415

    if state is not None:
        # What an earlier run left when it was killed: a script may never open the window, which would sweep.
        sweep_noted(state)
    # Painting a page needs no screen; the name must live as long as it is painted.
    application = QGuiApplication.instance() or QGuiApplication([paths.APPLICATION, "-platform", "offscreen"])
    try:
        parts: tuple[SinglePart, ...] = ()
        if isinstance(draft, RegistrationDraft):
            kind, payload = PackageKind.REGISTRATION, assemble_registration(content, draft, files, clock)
        else:
            kind = PackageKind.OBJECTION
            payload = assemble(content.objection, draft, files, clock, single=options.single_pdf)
            parts = single_parts(content.objection, draft, payload) if options.single_pdf else ()
    finally:
        del application
    if parts:
        with closing(_workshop()) as workshop:
            payload = with_single_pdf(payload, parts, workshop)
        single = next(file.source for file in payload if file.name == SINGLE_PDF)
        remark = size_remark(len(single) if isinstance(single, bytes) else 0, content.documents.limits.file_mb)
        if remark:
            _say(remark)
    with noting(state) as remember:
        return write_package(options.out, kind, payload, clock=clock, remember=remember, incomplete=incomplete)


def _workshop() -> "Workshop":
    from citizen_desktop.attachments.workshop import Workshop  # noqa: PLC0415  not every package needs it
    from citizen_desktop.content.legibility_loader import load_legibility_rules  # noqa: PLC0415

    return Workshop(load_legibility_rules(paths.resources() / "content").thresholds)


def _say_doubts(state: "Verdict") -> None:
    for remark in state.doubtful:
        _say_doubt(f"{remark.name} ({remark.short_id})", remark.sentence)


def _say_doubt(name: str, reason: str) -> None:
    _say(pgettext("what is doubtful, and why", "To look at again: {name}: {reason}").format(name=name, reason=reason))


def _say_missing(state: "Verdict") -> None:
    _say(_("The draft is not complete. Missing:"))
    for remark in state.missing:
        # The id stands there too: it is what --attach takes.
        name = f"{remark.name} ({remark.short_id})"
        _say(pgettext("what is missing, and why", "{name}: {reason}").format(name=name, reason=remark.sentence))


def _as_json(state: "Verdict | None", written: "Written | None" = None) -> dict[str, Any]:
    missing = () if state is None else state.missing
    return {
        "path": None if written is None else str(written.path),
        "complete": state is not None and state.complete,
        "missing": [] if state is None else list(state.missing_slots),
        "missing_answers": [remark.id for remark in missing if remark.slot is None],
        "doubtful": [] if state is None else [remark.short_id for remark in state.doubtful],
        "bytes": 0 if written is None else written.size,
        "files": 0 if written is None else len(written.files),
    }


def _print_json(document: dict[str, Any]) -> None:
    text = json.dumps(document, ensure_ascii=False, indent=2)
    # A path can hold what is no character; JSON has a way to write it, UTF-8 has none.
    print(text.encode("utf-8", "backslashreplace").decode())  # noqa: T201  the answer of the command


def _say(message: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"citizen-desktop: {strip_controls(message)}\n")

"""From a filled form to a package on the disk: put together here, written and verified off the GUI thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from citizen_desktop.assembly import assemble, single_parts
from citizen_desktop.clock import Clock
from citizen_desktop.content.models import Paths, Text
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.drafts.way_out import check_place
from citizen_desktop.formats import gregorian, month
from citizen_desktop.forms.completeness import completeness
from citizen_desktop.forms.deadline import deadline_of
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.forms.payload_names import PAYLOAD, SINGLE_PDF
from citizen_desktop.i18n import gettext as _
from citizen_desktop.package.names import PackageKind
from citizen_desktop.package.reader import read_contents
from citizen_desktop.package.source import PayloadFile, Stored
from citizen_desktop.package.writer import Written, write_package
from citizen_desktop.single_pdf import Joiner, SinglePart, size_remark, with_single_pdf
from citizen_desktop.ui.jobs import Control, Job
from citizen_desktop.ui.portal_words import file_lines
from citizen_desktop.ui.ready_package import Late, ReadyPackage, Step, packed_files
from citizen_desktop.unfinished import noting


@dataclass(frozen=True)
class Packed:
    """A package that was written.

    Args:
        written: what the writer says of it; it was read back and verified.
        sizes: of the payload's files by their paths, in bytes.
        incomplete: it has gaps, and says so.
    """

    written: Written
    sizes: Mapping[str, int]
    incomplete: bool = False


def packing_job(
    content: ObjectionContent,
    draft: ObjectionDraft,
    files: tuple[Path | Stored, ...],
    folder: Path,
    state: Path | None,
    clock: Clock,
    *,
    removable_only: bool = False,
    joiner: Joiner | None = None,
) -> Job:
    """Return the job that writes a package.

    Args:
        content: rows.
        draft: the answers.
        files: the attachments, or where they lie, in the draft's order.
        folder: where the package goes to.
        state: where the place of the unfinished file is noted, None where nothing may be kept.
        clock: tells the day.
        removable_only: refuse a folder that lies on no removable medium.
        joiner: joins everything into a single PDF, which the package then also has; None for a package without.
    """
    payload = tuple(assemble(content, draft, files, clock, single=joiner is not None))
    parts = () if joiner is None else single_parts(content, draft, payload)
    incomplete = not completeness(content, draft, clock.now().date()).complete
    order = Order(PackageKind.OBJECTION, payload, folder, removable_only=removable_only, incomplete=incomplete)
    return Job(_write, order, parts, joiner, state, clock, clock=clock)


@dataclass(frozen=True)
class Order:
    """A package that is to be written.

    Args:
        kind: what it is of.
        payload: its files.
        folder: where it goes to.
        removable_only: refuse a folder that lies on no removable medium.
        incomplete: its draft has gaps.
    """

    kind: PackageKind
    payload: tuple[PayloadFile, ...]
    folder: Path
    removable_only: bool = False
    incomplete: bool = False


def order_job(order: Order, state: Path | None, clock: Clock) -> Job:
    """Return the job that writes a package of whatever kind.

    Args:
        order: what it is to be.
        state: where the place of the unfinished file is noted, None where nothing may be kept.
        clock: tells the day.
    """
    return Job(_write, order, (), None, state, clock, clock=clock)


def _write(
    control: Control,
    order: Order,
    parts: tuple[SinglePart, ...],
    joiner: Joiner | None,
    state: Path | None,
    clock: Clock,
) -> Packed:
    payload, folder = order.payload, order.folder
    check_place(folder, removable_only=order.removable_only)
    if joiner is not None:
        payload = with_single_pdf(payload, parts, joiner, control.check)
    with noting(state) as remember:
        written = write_package(
            folder,
            order.kind,
            payload,
            clock=clock,
            progress=control.progress,
            cancelled=control.cancelled,
            remember=remember,
            incomplete=order.incomplete,
        )
    contents = read_contents(written.path)
    return Packed(written, {file.path: file.size or 0 for file in contents.files}, incomplete=order.incomplete)


def ready_package(
    content: ObjectionContent, paths: Paths, draft: ObjectionDraft, packed: Packed, clock: Clock
) -> ReadyPackage:
    """Return what the result screen shows."""
    objection = draft.objection
    kind = content.rules.kind(objection.kind)
    way = next((path for path in paths.paths if objection.kind is not None and path.id == objection.kind.value), None)
    slots: dict[str, Text] = {slot.id: slot.name for slot in content.documents.slots}
    last = deadline_of(content.rules.deadline, objection.day, clock.now().date()).last
    written = packed.written
    return ReadyPackage(
        path=written.path,
        size=written.size,
        files=packed_files(written.path.stem, written.files, packed.sizes, slots),
        verified=True,
        incomplete=packed.incomplete,
        applicant_name=draft.applicant.name or Late(_not_answered),
        subject=kind.name if kind is not None else Late(_not_answered),
        period=Late(partial(_period, draft)),
        deadline=Late(partial(gregorian, last)) if last is not None else Late(_not_answered),
        steps=tuple(Step(step.text, step.detail or "", step.attaches) for step in way.steps) if way else (),
        steps_verified=max(fact.verified for fact in way.facts) if way is not None else None,
        attached=partial(file_lines, content, draft),
        remark=Late(partial(size_remark, packed.sizes.get(PAYLOAD + SINGLE_PDF, 0), content.documents.limits.file_mb)),
    )


def _not_answered() -> str:
    return _("not answered")


def _period(draft: ObjectionDraft) -> str:
    day = draft.objection.month
    return _not_answered() if day is None else _("{month} {year}").format(month=month(day), year=day.year)

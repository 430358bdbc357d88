"""What the receipt of an erasure says, in the language in use."""

from collections.abc import Iterator, Sequence
from typing import Final

from citizen_desktop.bidi import ltr
from citizen_desktop.drafts.models import Action
from citizen_desktop.drafts.receipt import Receipt
from citizen_desktop.formats import clock_time, gregorian
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import language, ngettext
from citizen_desktop.printing.receipt_page import ReceiptPaper

_NAMED: Final = 60
"""Numbers of cases on a receipt; the journal knows them all."""


def receipt_paper(receipt: Receipt, *, to_sign: bool = False) -> ReceiptPaper:
    """Return the words of a receipt.

    Args:
        receipt: what was done.
        to_sign: leave a line for the member of staff.
    """
    return ReceiptPaper(
        title=_("Receipt of an erasure"),
        facts=tuple(_facts(receipt)),
        heading=_("What can't be promised"),
        limits=tuple(_limits(receipt)),
        signature=_("Name and signature of the member of staff:") if to_sign else "",
        unofficial=_("Citizen Desktop is an unofficial helper. This page contains no personal data."),
        page=_("Page {number} of {count}"),
        right_to_left=language().right_to_left,
    )


def _facts(receipt: Receipt) -> Iterator[str]:
    at = _("{date}, {time}").format(date=gregorian(receipt.at), time=clock_time(receipt.at))
    count = len(receipt.numbers)
    if receipt.everything:
        yield _("The whole store was erased with its key, its snapshots and what was kept aside: {when}.").format(
            when=at
        )
    elif receipt.why is Action.EXPIRED:
        words = ngettext(
            "{n} draft was erased because its time of keeping was over: {when}.",
            "{n} drafts were erased because their time of keeping was over: {when}.",
            count,
        )
        yield words.format(n=count, when=at)
    else:
        words = ngettext(
            "{n} draft was erased on request: {when}.", "{n} drafts were erased on request: {when}.", count
        )
        yield words.format(n=count, when=at)
    if receipt.numbers:
        yield _("Numbers of the cases: {numbers}").format(numbers=ltr(_numbers(receipt.numbers)))
    if not receipt.everything:
        yield _("In the store their answers, files and small pictures were overwritten, and the file was written anew.")
    if receipt.rewritten:
        yield ngettext(
            "{n} snapshot was written anew without them and read back.",
            "{n} snapshots were written anew without them and read back.",
            receipt.rewritten,
        ).format(n=receipt.rewritten)
    if receipt.destroyed:
        yield ngettext(
            "{n} snapshot or file kept aside was overwritten and removed.",
            "{n} snapshots or files kept aside were overwritten and removed.",
            receipt.destroyed,
        ).format(n=receipt.destroyed)
    if receipt.left:
        yield ngettext(
            "{n} file could not be removed; the next start tries again.",
            "{n} files could not be removed; the next start tries again.",
            receipt.left,
        ).format(n=receipt.left)


def _limits(receipt: Receipt) -> Iterator[str]:
    if receipt.everything:
        yield _(
            "A solid-state disk may keep what was overwritten for a while: it is encrypted, and its key was erased too."
        )
    else:
        yield _(
            "A solid-state disk may keep what was overwritten for a while: it is encrypted, and only the store's key opens it."
        )
    yield _("Packages, prints, hand-over files and backups that were saved elsewhere are not touched.")


def _numbers(numbers: Sequence[int]) -> str:
    """Return the numbers, runs of neighbours as one: "1, 4–9"."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][1] == number - 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    words = [f"{first}" if first == last else f"{first}–{last}" for first, last in parts]
    return ", ".join(words[:_NAMED]) + (" …" if len(words) > _NAMED else "")

"""Fills a store with drafts fast, for benchmarks and tests: made-up names, all states, spread over the days of retention."""

import secrets
from datetime import timedelta

import msgspec

from citizen_desktop.clock import Clock
from citizen_desktop.drafts.models import DraftId, DraftKind, Summary
from citizen_desktop.drafts.store import Store
from citizen_desktop.forms.draft import Applicant, ObjectionDraft

_FIRST = ("\u0641\u0644\u0627\u0646", "\u0639\u064a\u0651\u0646\u0629", "\u0645\u062b\u0627\u0644", "Sample")
_LAST = (
    "\u0627\u0644\u062a\u062c\u0631\u064a\u0628\u064a",
    "\u0627\u0644\u0627\u0641\u062a\u0631\u0627\u0636\u064a",
    "Example",
)
_GAPS = ((), ("slot.bank-statement",), ("applicant.mobile", "slot.bank-statement"), ("objection.day",))


def fill(store: Store, clock: Clock, count: int) -> tuple[DraftId, ...]:
    """Add drafts in one transaction; the numbers go on from those that are there.

    Args:
        store: an open one; no other thread uses it meanwhile.
        clock: the drafts were changed within a fortnight before its time.
        count: how many.

    Returns:
        Their ids, in the order of their numbers.
    """
    last = int(store.value("last_number") or 0)
    now = clock.now()
    ids = tuple(secrets.token_hex(16) for _ in range(count))
    rows, consents = [], []
    for place, draft_id in enumerate(ids):
        number = last + 1 + place
        name = f"{_FIRST[place % len(_FIRST)]} {_FIRST[place * 7 % 3]} {_LAST[place % len(_LAST)]} {number}"
        gaps = _GAPS[place % len(_GAPS)]
        four = f"{place * 37 % 10_000:04}"
        summary = Summary(
            kind=DraftKind.OBJECTION,
            name=name,
            last_four=four,
            subject="amount",
            period="2026-11",
            done=12 - len(gaps),
            total=12,
            missing=gaps,
        )
        draft = ObjectionDraft(applicant=Applicant(name=name, national_id=f"100000{four}"))
        changed = int((now - timedelta(minutes=place * 2 % (13 * 24 * 60))).timestamp())
        handed = changed if place % 11 == 0 else None
        body = (msgspec.json.encode(summary).decode(), msgspec.json.encode(draft).decode())
        rows.append((draft_id, number, *body, changed, changed, place % 10 == 0, handed, "AB"))
        if place % 5:
            consents += [(draft_id, purpose, changed, "AB") for purpose in ("keep", "help")]
    with store.exclusive, store.connection:
        store.connection.executemany(
            "INSERT INTO drafts (id, number, summary, body, created, changed, locked, handed_over, initials) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        store.connection.executemany("INSERT INTO consents VALUES (?, ?, ?, ?)", consents)
    store.set_value("last_number", str(last + count))
    return ids

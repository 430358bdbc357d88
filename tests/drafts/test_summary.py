"""What lists show of a draft."""

import pytest
from hypothesis import given

from citizen_desktop.drafts.models import Summary
from citizen_desktop.drafts.summary import last_four, summarise
from citizen_desktop.forms.completeness import completeness
from citizen_desktop.forms.draft import ObjectionDraft
from tests.forms.strategies import CONTENT, TODAY, drafts


def test_a_full_draft_is_complete(full_draft):
    found = summarise(CONTENT, full_draft, TODAY)
    assert (found.name, found.last_four, found.subject, found.period) == (
        "Somebody Somewhere",
        "0008",
        "amount",
        "2026-11",
    )
    assert found.complete
    assert found.done == found.total > 10


def test_an_empty_draft_names_nobody():
    found = summarise(CONTENT, ObjectionDraft(), TODAY)
    assert found == Summary(total=found.total, missing=found.missing)
    assert not found.complete
    assert found.total == len(found.missing)


@given(drafts())
def test_the_summary_counts_as_the_form_does(draft):
    found, standing = summarise(CONTENT, draft, TODAY), completeness(CONTENT, draft, TODAY)
    assert found.done + len(found.missing) + len(found.doubtful) == found.total == len(standing.items)
    assert found.missing == tuple(item.id for item in standing.missing)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("1000000008", "0008"),
        ("\u0661\u0660\u0660\u0660\u0660\u0668", "0008"),
        (" 10 00-08 ", "0008"),
        ("108", ""),
        ("12x45", ""),
        ("", ""),
    ],
)
def test_the_last_four_digits(typed, shown):
    assert last_four(typed) == shown

"""Shipped content: every question that a link beside a field or a card leads to is there."""

from collections.abc import Iterator

import msgspec
import pytest

from citizen_desktop.content.faq_loader import load_faq
from citizen_desktop.content.loader import ContentError, load_channels, load_content
from citizen_desktop.content.objection_loader import load_objection_content
from citizen_desktop.ui.why import Why
from tests.content.conftest import SHIPPED

CONTENT = load_content(SHIPPED)
QUESTIONS = {question.id for question in load_faq(SHIPPED, CONTENT.channels.channels).questions}


def whys(value: object) -> Iterator[str]:
    """Every id that a row names as its explanation."""
    if isinstance(value, msgspec.Struct):
        named = getattr(value, "why", None)
        if named is not None:
            yield named
        for name in value.__struct_fields__:
            yield from whys(getattr(value, name))
    elif isinstance(value, tuple):
        for inside in value:
            yield from whys(inside)


NAMED = sorted({*whys(CONTENT), *whys(load_objection_content(SHIPPED))})


def test_rows_name_explanations():
    """Or else the next test would look at nothing."""
    assert {"payment-date", "whatsapp", "code-and-password", "objection-deadline"} <= set(NAMED)


@pytest.mark.parametrize("question", sorted({*NAMED, *Why}))
def test_what_a_link_leads_to_is_there(question):
    assert question in QUESTIONS


def test_an_explanation_of_a_caution_that_is_not_shown_is_refused(damaged):
    def explain(table, step):
        table[step]["why"] = "whatsapp"

    folder = damaged("channels.toml", ("channels", 0), explain)
    with pytest.raises(ContentError, match="why"):
        load_channels(folder)

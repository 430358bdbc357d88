"""For any bytes, taking in ends within its limits with an inspection or a refusal, and the next good file is taken in."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.limits import MEBIBYTE, Limits
from citizen_desktop.attachments.models import Inspection, Refusal
from citizen_desktop.attachments.workshop import Workshop
from tests.attachments import corpus

ANY = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
SOUND = tuple(corpus.sound().values())
HARMLESS = {Refusal.FOREIGN, Refusal.TRUNCATED, Refusal.DAMAGED, Refusal.LOCKED, Refusal.NO_PAGES, Refusal.EMPTY}
COSTLY = {Refusal.HUGE_PAGE, Refusal.BOMB, Refusal.TOO_MANY_PAGES, Refusal.TOO_MUCH_MEMORY, Refusal.TOO_LONG}


def outcome(workshop, content):
    try:
        return workshop.inspect(content)
    except RefusedError as refusal:
        return refusal.refusal


def check(workshop, content):
    found = outcome(workshop, content)
    assert isinstance(found, Inspection) or found in HARMLESS | COSTLY | {Refusal.CRASHED}
    assert isinstance(outcome(workshop, corpus.HEIC), Inspection)


@st.composite
def spoiled(draw):
    """A sound file with some bytes changed, dropped or put in twice."""
    content = bytearray(draw(st.sampled_from(SOUND)))
    chance = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311  the same each time
    for _ in range(draw(st.integers(1, 30))):
        # The beginning says how large everything is.
        reach = len(content) if chance.random() < 0.5 else min(len(content), 400)
        place = chance.randrange(max(1, reach))
        match chance.randrange(4):
            case 0:
                content[place] ^= 1 << chance.randrange(8)
            case 1:
                content[place : place + 4] = chance.choice((b"\xff\xff\xff\xff", bytes(4), b"\x7f\xff\xff\xff"))
            case 2:
                del content[place : place + chance.randrange(1, 200)]
            case _:
                content[place:place] = content[place : place + chance.randrange(1, 200)]
        if not content:
            break
    return bytes(content)


@ANY
@given(content=st.binary(max_size=4096))
def test_any_bytes(workshop, content):
    check(workshop, content)


@ANY
@given(content=spoiled())
def test_spoiled_files(workshop, content):
    check(workshop, content)


@ANY
@given(
    beginning=st.sampled_from((b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"II*\x00\x08\x00\x00\x00")),
    rest=st.binary(max_size=2048),
    end=st.sampled_from((b"", b"%%EOF", b"\xff\xd9")),
)
def test_beginnings_without_what_they_promise(workshop, beginning, rest, end):
    check(workshop, beginning + rest + end)


@pytest.mark.parametrize("times", [1, 3])
def test_a_page_of_gigabytes_costs_that_file_only(thresholds, times):
    workshop = Workshop(thresholds, Limits(memory=700 * MEBIBYTE))
    found = outcome(workshop, corpus.stream_bomb(times))
    assert found in {Refusal.TOO_MUCH_MEMORY, Refusal.TOO_LONG}
    assert isinstance(outcome(workshop, corpus.HEIC), Inspection)
    workshop.close()

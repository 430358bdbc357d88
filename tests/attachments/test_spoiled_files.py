"""Each kind of file, cut and spoiled at many places: a row that can be drawn or a sentence, and nothing stays behind."""

import gc
import os
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.limits import MEBIBYTE, Limits
from citizen_desktop.attachments.models import Inspection, Refusal
from citizen_desktop.attachments.workshop import Workshop
from citizen_desktop.forms.refusal_words import refusal_sentence
from tests.attachments import corpus

HEAD = 96
"""Bytes at the beginning, which say how large everything is."""
SECTOR = 512
KINDS = (
    *corpus.sound(),
    "locked pdf",
    "pdf with an owner",
    "pdf of many pages",
    "tiff of pages",
    "turned jpeg",
    "moving webp",
)
LIMITS = Limits(memory=900 * MEBIBYTE, processor_seconds=10, seconds=60)


@cache
def sound(kind):
    more = {
        "locked pdf": lambda: corpus.locked(b"user"),
        "pdf with an owner": corpus.locked,
        "pdf of many pages": lambda: corpus.text(pages=40),
        "tiff of pages": lambda: corpus.tiff(3),
        "turned jpeg": lambda: corpus.jpeg(6),
        "moving webp": lambda: corpus.moving("WEBP"),
    }
    return more[kind]() if kind in more else corpus.sound()[kind]


def places(content, count):
    """So many places, all over a file."""
    return sorted({number * (len(content) - 1) // count for number in range(count + 1)})


def cut(content):
    yield from (content[:place] for place in (*range(1, 64, 9), *places(content, 12)) if place)
    # A file that began to be copied from its middle on.
    yield from (content[place:] for place in places(content, 4)[1:])


def flipped(content):
    for place in (*range(0, min(HEAD, len(content)), 5), *places(content, 10)):
        changed = bytearray(content)
        changed[place] ^= 1 << place % 8
        yield bytes(changed)


def overwritten(content):
    """Sectors of a disk that came back as noughts, or as another one of the file."""
    for place in places(content, 4):
        start = place // SECTOR * SECTOR
        for sector in (bytes(SECTOR), b"\xff" * SECTOR, content[-SECTOR:]):
            yield content[:start] + sector + content[start + SECTOR :]


def joined(content):
    """Two files in one, and one with a tail of another."""
    yield content + content
    yield from (content + other for other in (corpus.jpeg(), corpus.text(), bytes(SECTOR)))
    yield from (other[: len(other) // 2] + content for other in (corpus.png(), corpus.scan()))


SPOILED = {"cut": cut, "flipped": flipped, "overwritten": overwritten, "joined": joined}


@pytest.fixture(scope="module")
def bounded(thresholds):
    opened = Workshop(thresholds, LIMITS)
    yield opened
    opened.close()


def outcome(workshop, content):
    """What comes of a file: an inspection, as the form needs it for a row, or why there is none."""
    found, refusal = attempt(workshop.inspect, content)
    if refusal is not None:
        assert "bank.pdf" in refusal_sentence(refusal, None, "bank.pdf")
        return refusal
    assert found.pages
    drawn, refusal = attempt(workshop.render, content, 0, None, 60)
    # What was let in can be seen, unless it was opened with a password.
    assert refusal in {None, Refusal.LOCKED}
    assert drawn is None or len(drawn.pixels) == 4 * drawn.width * drawn.height
    return found


def attempt(call, *arguments):
    try:
        return call(*arguments), None
    except RefusedError as refused:
        return None, refused.refusal


@pytest.mark.parametrize("spoil", SPOILED)
@pytest.mark.parametrize("kind", KINDS)
def test_a_spoiled_file_is_a_row_or_a_sentence(bounded, kind, spoil):
    content = sound(kind)
    outcomes = Counter()
    for spoiled in SPOILED[spoil](content):
        found = outcome(bounded, spoiled)
        outcomes["row" if isinstance(found, Inspection) else found] += 1
    assert outcomes.total() > 4
    # No library that is used dies of any of these, needs more than its share, or takes for ever.
    assert not outcomes.keys() & {Refusal.CRASHED, Refusal.TOO_LONG, Refusal.TOO_MUCH_MEMORY}
    if spoil == "cut" and kind != "heic":
        assert outcomes[Refusal.TRUNCATED] >= 8
    before = Refusal.LOCKED if kind == "locked pdf" else Inspection
    after = outcome(bounded, content)
    assert after is before or isinstance(after, Inspection)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_memory_of_the_window_returns_whatever_came(thresholds):
    """Bombs, damage and large files, several times: what was in hand for them is let go."""
    workshop = Workshop(thresholds, LIMITS)
    large = corpus.saved(corpus.page(2480, 3508), "TIFF")
    files = [large, corpus.png_bomb(), corpus.tiff_bomb(), corpus.picture_bomb(), corpus.stream_bomb(3)]
    files += [
        large[:-9],
        large + large,
        corpus.saved(corpus.page(2480, 3508), "BMP"),
        bytes(40 << 20),
        b"%PDF-1.7" + large,
    ]
    for number in range(4):
        for content in files:
            # The window reads each file anew.
            outcome(workshop, bytes(bytearray(content)))
        gc.collect()
        if number == 0:
            before = resident()
    assert resident() - before < 30 * MEBIBYTE
    workshop.close()


def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

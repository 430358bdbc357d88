"""What is done to pages: each step can be told apart from every other, and steps back lead where it began."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.attachments import arrangement
from citizen_desktop.attachments.models import UNIT, Box, Edits, Page, PageEdit

SIDES = [(across, down) for across in (-1, 0, 1) for down in (-1, 0, 1) if across or down]


@st.composite
def boxes(draw) -> Box:
    left = draw(st.integers(0, UNIT - arrangement.LEAST))
    top = draw(st.integers(0, UNIT - arrangement.LEAST))
    return Box(
        left=left,
        top=top,
        right=draw(st.integers(left + arrangement.LEAST, UNIT)),
        bottom=draw(st.integers(top + arrangement.LEAST, UNIT)),
    )


def page_edits():
    return st.builds(
        PageEdit,
        source=st.integers(0, 3),
        page=st.integers(0, 9),
        turns=st.sampled_from((0, 1, 2, 3)),
        tilt=st.integers(-1500, 1500),
        box=boxes(),
    )


def edits(least=1):
    return st.builds(Edits, pages=st.lists(page_edits(), min_size=least, max_size=6).map(tuple))


@given(page_edits(), st.integers(-8, 8))
def test_four_quarters_are_none_and_a_turn_back_undoes_one(edit, quarters):
    assert arrangement.turned(edit, 4) == edit
    assert arrangement.turned(arrangement.turned(edit, quarters), -quarters) == edit


def test_what_is_kept_turns_with_its_page():
    top_left = PageEdit(box=Box(left=0, top=0, right=1000, bottom=2000))
    turned = arrangement.turned(top_left, 1)
    assert turned.turns == 1
    assert turned.box == Box(left=8000, top=0, right=UNIT, bottom=1000)


@given(edits(), st.data())
def test_a_page_that_is_moved_there_and_back_is_where_it_was(some, data):
    row = data.draw(st.integers(0, len(some.pages) - 1))
    to = data.draw(st.integers(0, len(some.pages) - 1))
    moved = arrangement.moved(some, row, to)
    assert moved.pages[to] == some.pages[row]
    assert arrangement.moved(moved, to, row) == some


@given(edits(2), st.data())
def test_pages_that_are_taken_out_and_those_that_stay_are_all_of_them(some, data):
    rows = data.draw(st.sets(st.integers(0, len(some.pages) - 1), min_size=1, max_size=len(some.pages) - 1))
    rest, gone = arrangement.without(some, rows), arrangement.only(some, rows)
    assert len(rest.pages) + len(gone.pages) == len(some.pages)
    both = sorted([*rest.pages, *gone.pages], key=repr)
    assert both == sorted(some.pages, key=repr)


def test_the_last_page_stays():
    with pytest.raises(ValueError, match="0"):
        arrangement.without(arrangement.original(1), (0,))


@given(boxes(), st.sampled_from(SIDES), st.integers(-500, 500), st.integers(-500, 500))
def test_an_edge_that_is_moved_stays_on_the_page_and_leaves_something(box, sides, across, down):
    found = arrangement.stretched(box, sides, (across, down), (1980, 2640))
    assert 0 <= found.left <= found.right - arrangement.LEAST
    assert found.right <= UNIT
    assert 0 <= found.top <= found.bottom - arrangement.LEAST
    assert found.bottom <= UNIT
    if sides[0] <= 0:
        assert found.right == box.right
    if sides[0] >= 0:
        assert found.left == box.left


@given(st.integers(200, 4000), st.integers(1, 60))
def test_as_many_steps_back_lead_where_an_edge_was(length, steps):
    box = arrangement.stretched(Box(), (-1, 0), (100, 0), (length, length))
    there = box
    for _step in range(steps):
        there = arrangement.stretched(there, (-1, 0), (1, 0), (length, length))
    at_once = arrangement.stretched(box, (-1, 0), (steps, 0), (length, length))
    assert there == at_once
    for _step in range(steps):
        there = arrangement.stretched(there, (-1, 0), (-1, 0), (length, length))
    assert there == box


@given(st.integers(10_001, 60_000))
def test_a_step_on_a_huge_page_moves_something(length):
    assert arrangement.stretched(Box(), (-1, 0), (1, 0), (length, length)).left == 1


@given(boxes(), st.integers(-3000, 3000), st.integers(-3000, 3000))
def test_what_is_kept_keeps_its_size_when_it_is_moved(box, across, down):
    found = arrangement.shifted(box, (across, down), (1980, 2640))
    assert (found.right - found.left, found.bottom - found.top) == (box.right - box.left, box.bottom - box.top)
    assert found.left >= 0
    assert found.right <= UNIT


@given(edits())
def test_files_that_no_page_comes_from_are_left_out(some):
    used = arrangement.used_sources(some)
    found = arrangement.renumbered(some, used)
    assert [used[page.source] for page in found.pages] == [page.source for page in some.pages]
    assert used[0] == 0


def test_a_page_that_is_levelled_is_as_large_as_what_holds_all_of_it():
    page = Page(width=1000, height=2000)
    assert arrangement.levelled_size(page, PageEdit(turns=1)) == (2000, 1000)
    assert arrangement.levelled_size(page, PageEdit(tilt=1000)) == arrangement.levelled_size(page, PageEdit(tilt=-1000))
    assert arrangement.levelled_size(page, PageEdit(tilt=1000)) == (1332, 2143)

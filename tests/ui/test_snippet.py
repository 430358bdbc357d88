"""The line of an answer that the list shows."""

import pytest

from citizen_desktop import bidi
from citizen_desktop.content.markdown import one_line
from citizen_desktop.ui.snippet import snippet

TEXT = "one two three four five six seven eight nine ten eleven twelve"


def elide_at(room: int):
    return lambda text: text if len(text) <= room else text[: room - 1] + "…"


def marked(line: str, spans) -> list[str]:
    return [line[begin:end] for begin, end in spans]


def span(word: str) -> tuple[int, int]:
    return TEXT.index(word), TEXT.index(word) + len(word)


def test_without_marks_it_is_the_beginning():
    assert snippet(TEXT, (), elide_at(20)) == ("one two three four …", ())
    assert snippet("short", (), elide_at(20)) == ("short", ())


def test_a_mark_in_sight_leaves_it_so():
    line, spans = snippet(TEXT, (span("two"),), elide_at(20))
    assert line.startswith("one two")
    assert marked(line, spans) == ["two"]


@pytest.mark.parametrize(("word", "beginning"), [("eight", "…five six seven eight"), ("three", "one two three")])
def test_a_mark_out_of_sight_is_led_up_to(word, beginning):
    line, spans = snippet(TEXT, (span(word),), elide_at(24))
    assert line.startswith(beginning)
    assert marked(line, spans) == [word]


def test_at_the_end_the_room_is_filled_from_before():
    line, spans = snippet(TEXT, (span("twelve"),), elide_at(36))
    assert line == "…seven eight nine ten eleven twelve"
    assert marked(line, spans) == ["twelve"]


def test_marks_before_and_beyond_the_line_are_dropped_or_cut():
    line, spans = snippet(TEXT, (span("eight"), span("nine"), span("eleven")), elide_at(27))
    assert line == "…five six seven eight nine…"
    assert marked(line, spans) == ["eight", "nine"]


def test_a_number_that_is_cut_keeps_its_direction_to_itself():
    """Qt keeps the isolates of what it cuts away, behind the ellipsis."""
    number = bidi.ltr("19912")
    line, spans = snippet(f"call {number} today", (), lambda _text: f"call {number[:4]}…{number[-1]}{bidi.ltr('')}")
    assert line == f"call {bidi.LEFT_TO_RIGHT_ISOLATE}199{bidi.POP_DIRECTIONAL_ISOLATE}…"
    assert spans == ()


def test_the_words_of_markdown_are_one_line_without_its_signs():
    text = one_line("1. **Open** the [portal](citizen-desktop:tab/channels).\n2. Choose.\n\nThen wait.\n")
    assert text == "Open the portal. Choose. Then wait."

"""What is said of what is written."""

import pytest

from citizen_desktop import bidi, i18n, paths
from citizen_desktop.i18n import Language
from citizen_desktop.paths import resources
from citizen_desktop.speech.wording import least_seconds, patience, spoken_text


@pytest.fixture(autouse=True)
def _english():
    i18n.use(Language.ENGLISH, paths.translations())
    yield
    i18n.use(Language.ARABIC)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Within the **first ten days** of the *month*.", "Within the first ten days of the month."),
        ("# Heading\n\nText", "Heading\nText"),
        ("1. Open it.\n2. Choose “new”.", "1: Open it.\n2: Choose “new”."),
        ("- one\n  goes on\n- two", "one goes on\ntwo"),
        ("See [the answer](citizen-desktop:faq/phone-free), please.", "See the answer, please."),
        ("`code` and ~~old~~ snake_case", "code and old snake_case"),
        ("a \u2192 b \u2192 c", "a, then b, then c"),
        ("First. Second! Third?", "First.\nSecond!\nThird?"),
        ("A line\nbroken by the editor", "A line broken by the editor"),
        ("---\n\n***\n\nText", "Text"),
        ("", ""),
    ],
)
def test_marks_are_not_said(written, said):
    assert spoken_text(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Call 19912 now", "Call 1 9 9 1 2 now"),
        (f"Call {bidi.ltr('19912')} now", "Call 1 9 9 1 2 now"),
        ("Call \u0661\u0669\u0669\u0661\u0662", "Call 1 9 9 1 2"),
        ("0501 and 920000000", "0 5 0 1 and 9 2 0 0 0 0 0 0 0"),
        ("90 days, 2026, 10th, 8:00, 12,500.75, 1448", "90 days, 2026, 10th, 8:00, 12,500.75, 1448"),
        ("@citizenaccount on X", "at citizenaccount on X"),
        ("write a@b.example", "write a@b.example"),
        ("portal.ca.gov.sa is it.", "portal dot ca dot gov dot sa is it."),
        ("https://portal.ca.gov.sa", "portal dot ca dot gov dot sa"),
        ("e.g. this", "e.g.\nthis"),
    ],
)
def test_numbers_and_addresses_are_said_as_one_says_them(written, said):
    assert spoken_text(written) == said


def test_nothing_in_a_text_is_a_command_to_a_speaker():
    said = spoken_text("!-!STOP ALL\n\n!- !-!-!x\n\n[[rate 1]] [[slnc 9]]")
    assert "!-!" not in said
    assert "[[" not in said


def test_every_answer_is_said_without_marks_and_controls():
    from citizen_desktop.content.faq_loader import load_faq
    from citizen_desktop.content.loader import load_channels

    folder = resources() / "content"
    for question in load_faq(folder, load_channels(folder).channels).questions:
        for text in (question.answer.ar, question.answer.en):
            said = spoken_text(text)
            assert said
            assert bidi.strip_controls(said) == said
            assert not set("*`#[]@\u2190\u2192") & set(said), said


def test_the_slowest_voice_is_waited_for_and_a_silent_one_is_not():
    text = "word " * 100
    assert patience(text, echoes=False) > len(text) / 8
    assert patience("a\n" * 100, echoes=True) < patience("a\n" * 100, echoes=False)
    # 250 letters in a second: nobody speaks so fast.
    assert least_seconds(text) == 2

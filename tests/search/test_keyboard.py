"""What the keys write in the other layout."""

import pytest

from citizen_desktop.content.faq_loader import load_search_words
from citizen_desktop.search.keyboard import KeyboardLayouts
from tests.search.conftest import CONTENT


@pytest.fixture(scope="module")
def layouts():
    return KeyboardLayouts(load_search_words(CONTENT).keyboard)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pshf hgl,h'k", "حساب المواطن"),
        ("PSHF", "حساب"),
        ("Hv,p", "أروح"),
        ("bhsa", "لااسش"),
        ("19912", "19912"),
    ],
)
def test_latin_keys_in_the_arabic_layout(layouts, typed, meant):
    assert layouts.as_arabic(typed) == meant


@pytest.mark.parametrize("meant", ["how to register", "bank account", "through the night", "salary", "b"])
def test_arabic_keys_in_the_latin_layout(layouts, meant):
    assert meant in layouts.as_latin(layouts.as_arabic(meant))


def test_many_ways_to_read_a_run_stay_few(layouts):
    assert len(layouts.as_latin("لا" * 50)) <= 8

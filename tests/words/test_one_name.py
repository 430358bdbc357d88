"""A thing has one Arabic name, on every page and every paper: two would be two things for whoever reads."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ARABIC = Path(__file__).parents[2] / "translations/ar/LC_MESSAGES/citizen_desktop.po"
BRACES = re.compile("{[^}]*}")
MARKS = re.compile("[\u064b-\u0652]")
NAMES = {
    "passphrase": "عبار",
    "recovery code": "رمز (ال)?استرداد",
    "snapshots?": "داخلي",
    "(the|this|that|encrypted) store": "خزنة",
    "back(ed)?[ -]?ups?": "احتياطي|النسخة",
    "eras(e|es|ed|ing|ure)": "حذف",
    "hand(ed|s)?[ -]over": "سل[ّ]?[يم]|استلام",
}
"""What stands in the English words, and what has to stand in the Arabic ones."""


@pytest.fixture(scope="module")
def messages():
    """All messages: the English words without names in braces, and each Arabic form without the marks of vowels."""
    with ARABIC.open("rb") as stream:
        found = [each for each in read_po(stream) if each.id]
    return [
        (BRACES.sub("", " ".join(forms(each.id))), [MARKS.sub("", form) for form in forms(each.string)])
        for each in found
    ]


def forms(words):
    return [words] if isinstance(words, str) else list(words)


@pytest.mark.parametrize(("english", "arabic"), NAMES.items())
def test_a_thing_has_one_name(messages, english, arabic):
    named = [(words, said) for words, said in messages if re.search(rf"\b({english})\b", words, re.IGNORECASE)]
    assert len(named) > 1
    assert [words for words, said in named for form in said if not re.search(arabic, form)] == []

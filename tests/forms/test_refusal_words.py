"""Why files are refused and what speaks against them: every reason has a sentence of its own that says what to do."""

import pytest

from citizen_desktop import i18n
from citizen_desktop.attachments.foreign import Foreign
from citizen_desktop.attachments.models import Doubt, Refusal
from citizen_desktop.bidi import FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE
from citizen_desktop.forms.doubt_words import doubt_name, doubt_sentence
from citizen_desktop.forms.file_doubts import DUPLICATE, UNKNOWN_TYPE
from citizen_desktop.forms.refusal_words import refusal_sentence, shown_name

ARABIC = range(0x0600, 0x0700)
DOUBTS = [*map(str, Doubt), DUPLICATE, UNKNOWN_TYPE]


def is_arabic(text):
    return any(ord(character) in ARABIC for character in text)


def refusals(name):
    yield from (
        refusal_sentence(refusal, None, name) for refusal in Refusal if refusal not in {Refusal.FOREIGN, Refusal.EMPTY}
    )
    yield from (refusal_sentence(Refusal.FOREIGN, foreign, name) for foreign in Foreign)


def test_every_refusal_names_the_file_and_is_its_own(language):
    sentences = list(refusals("scan.x"))
    assert len(set(sentences)) == len(sentences)
    for sentence in sentences:
        assert f"{FIRST_STRONG_ISOLATE}scan.x{POP_DIRECTIONAL_ISOLATE}" in sentence
        assert "{" not in sentence
        assert is_arabic(sentence) == (language is i18n.Language.ARABIC), sentence


def test_an_empty_file_is_called_so_whoever_found_it():
    assert refusal_sentence(Refusal.EMPTY, None, "a") == refusal_sentence(Refusal.FOREIGN, Foreign.EMPTY, "a")


def test_what_is_not_known_more_closely_is_no_document():
    assert refusal_sentence(Refusal.FOREIGN, None, "a") == refusal_sentence(Refusal.FOREIGN, Foreign.UNKNOWN, "a")


@pytest.mark.parametrize("name", ["{name}", "{0}", "{", "a\u202efdp.exe\n.pdf", "\udcff.pdf", ""])
def test_no_name_breaks_a_sentence(name):
    for sentence in refusals(name):
        assert shown_name(name) in sentence
        assert "\n" not in sentence
        assert "\u202e" not in sentence
        sentence.encode()


def test_every_doubt_has_a_name_and_a_sentence_of_its_own(language):
    for words in (doubt_name, doubt_sentence):
        found = [words(doubt) for doubt in DOUBTS]
        assert len({*found, words("of-another-program")}) == len(DOUBTS) + 1
        assert all(is_arabic(text) == (language is i18n.Language.ARABIC) for text in found), found

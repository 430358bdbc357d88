"""One spelling of the many: the published cases of Lucene's normalizer, Unicode's own data, and properties."""

import itertools
import sys
import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.search.folding import fold, folded_words, words_in

ARABIC = st.text(
    st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئىةٱکیےۀھـًٌٍَُِّْٰ٠١٢۳۴۵ \u200f\u2066\u2069؟،.aBé1ﷲﻻﺑ"), max_size=40
)


# The cases of ArabicNormalizer, as Lucene publishes them.
@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("آجن", "اجن"),
        ("أحمد", "احمد"),
        ("إعاذ", "اعاذ"),
        ("بنى", "بني"),
        ("فاطمة", "فاطمه"),
        ("روبـــرت", "روبرت"),
        ("مَبنا", "مبنا"),
        ("علِي", "علي"),
        ("بُوات", "بوات"),
        ("ولداً", "ولدا"),
        ("ولدٍ", "ولد"),
        ("ولدٌ", "ولد"),
        ("نلْسون", "نلسون"),
        ("هتميّ", "هتمي"),
    ],
)
def test_what_lucene_normalizes_is_folded_alike(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("مسؤول", "مسوول"),
        ("هيئة", "هيية"),
        ("مساء", "مسا"),
        ("ٱلحساب", "الحساب"),
        ("حسابک", "حسابك"),
        ("دعمی", "دعمي"),
        ("ھاتف", "هاتف"),
        ("متىىىى", "متى"),
        ("هلاااااا", "هلا"),
        ("ﻻ", "لا"),
        ("ﺍﻟﺪﻋﻢ", "الدعم"),
        ("ﷲ", "الله"),
        ("١٩٩١٢", "19912"),
        ("۱۹۹۱۲", "19912"),
        ("１９９１２", "19912"),
        ("قانون\u200cها", "قانونها"),
        ("ڤيزا", "فيزا"),
        ("IBAN", "iban"),
        ("Résumé", "resume"),
        ("don't", "dont"),
    ],
)
def test_what_a_reader_takes_for_the_same_becomes_the_same(typed, meant):
    assert fold(typed) == fold(meant)


def test_two_letters_of_a_kind_are_spelling_and_digits_are_never_stretched():
    assert fold("ممكن") == "ممكن"
    assert fold("الله") == "الله"
    assert fold("19991") == "19991"
    assert fold("www") == "www"


def test_every_character_folds_to_what_folds_no_further():
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if unicodedata.category(character) != "Cs":
            assert fold(fold(character)) == fold(character), hex(code)


def test_nothing_of_ascii_changes_but_case_and_the_apostrophe():
    changed = {chr(code) for code in range(128) if fold(chr(code)) != chr(code).lower()}
    assert changed == {"'"}


@given(ARABIC | st.text(max_size=40))
def test_folding_again_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(codec="latin-1"), max_size=40))
def test_letters_of_the_latin_script_are_never_lost(text):
    kept = [unicodedata.normalize("NFKD", letter)[0].casefold() for letter in text if letter.isalpha()]
    assert "".join(letter for letter in fold(text) if letter.isalpha()).startswith("".join(kept)[:1])
    assert len(folded_words(text)) >= (1 if kept else 0)


@given(ARABIC | st.text(max_size=40))
def test_the_places_of_words_lead_back_to_them(text):
    words = list(words_in(text))
    assert [word.folded for word in words] == folded_words(text)
    for word in words:
        assert 0 <= word.start < word.end <= len(text)
        assert fold(text[word.start : word.end]).strip() == word.folded or word.folded in fold(text)
    assert all(one.start <= other.start for one, other in itertools.pairwise(words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("رقم19912", ["رقم", "19912"]),
        ("الـIBAN", ["ال", "iban"]),
        ("متى؟ الدفعة، القادمة.", ["متي", "الدفعه", "القادمه"]),
        ("portal.ca.gov.sa", ["portal", "ca", "gov", "sa"]),
        ("\u2066@citizenaccount\u2069", ["citizenaccount"]),
        ("؟!…", []),
    ],
)
def test_words_end_where_letters_digits_and_scripts_meet(text, words):
    assert folded_words(text) == words


def test_graphemes_come_from_the_same_unicode_data():
    assert regex.findall(r"\X", "عٌ‍") == ["عٌ‍"]

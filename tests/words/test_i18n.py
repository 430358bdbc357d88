"""The language is switched while running, and a language without a catalogue speaks English."""

import pytest

from citizen_desktop import i18n
from citizen_desktop.formats import in_days, weekday_names
from citizen_desktop.i18n import Language, gettext, ngettext, npgettext, pgettext


def test_a_switch_reaches_everything_said_after_it(speak):
    said = []
    for language in (Language.ARABIC, Language.ENGLISH, Language.ARABIC):
        speak(language)
        assert i18n.language() is language
        said.append((gettext("Close"), pgettext("month", "May"), in_days(3), weekday_names()[0]))
    assert said[0] == ("إغلاق", "مايو", "بعد 3 أيام", "الأحد")
    assert said[1] == ("Close", "May", "in 3 days", "Sunday")
    assert said[2] == said[0]


def test_a_message_that_no_catalogue_has_stands_as_it_is(speak):
    for language in Language:
        speak(language)
        assert gettext("Never said") == "Never said"
        assert pgettext("nowhere", "Close") == "Close"
        assert npgettext("nowhere", "{n} eel", "{n} eels", 1) == "{n} eel"
        assert npgettext("nowhere", "{n} eel", "{n} eels", 2) == "{n} eels"


def test_a_missing_catalogue_speaks_english(speak, tmp_path):
    speak(Language.ARABIC, tmp_path)
    assert i18n.language() is Language.ARABIC
    assert gettext("Close") == "Close"
    assert ngettext("in {n} day", "in {n} days", 1) == "in {n} day"
    assert in_days(2) == "in 2 days"


def test_another_folder_is_read_anew(speak, catalogues, tmp_path):
    speak(Language.ARABIC, tmp_path)
    assert gettext("Close") == "Close"
    speak(Language.ARABIC, catalogues)
    assert gettext("Close") == "إغلاق"


def test_the_folder_is_remembered(speak):
    speak(Language.ENGLISH)
    speak(Language.ARABIC)
    assert gettext("Close") == "إغلاق"


@pytest.mark.parametrize(
    ("language", "right_to_left", "other"),
    [(Language.ARABIC, True, Language.ENGLISH), (Language.ENGLISH, False, Language.ARABIC)],
)
def test_a_language_knows_its_direction_and_the_other_one(language, right_to_left, other):
    assert language.right_to_left is right_to_left
    assert language.other is other

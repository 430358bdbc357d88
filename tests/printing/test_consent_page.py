"""A consent on paper: both languages read back in order, with lines to sign on and without a name."""

from datetime import datetime

import pytest

from citizen_desktop import i18n, paths
from citizen_desktop.bidi import prose_parts, runs_right_to_left, strip_controls
from citizen_desktop.clock import in_riyadh
from citizen_desktop.drafts.models import Consent
from citizen_desktop.i18n import Language
from citizen_desktop.printing.consent_page import consent_pdf
from citizen_desktop.ui.consent_words import PURPOSES, consent_paper
from tests.printing.conftest import bare

NOW = in_riyadh(datetime(2026, 11, 22, 16, 12))
KEPT = Consent(purpose="keep", at=in_riyadh(datetime(2026, 11, 22, 15, 40)), initials="AB")


@pytest.fixture(params=list(Language))
def language(request, qapp):
    before = i18n.language()
    i18n.use(request.param, paths.translations())
    yield request.param
    i18n.use(before)


def letters(text):
    return "".join(character for character in bare(text) if character.isalnum())


def lines_of(words):
    for text in (words.title, words.about, *words.purposes, *words.notes, words.name, words.signature, words.day):
        plain = strip_controls(text)
        yield from prose_parts(plain) if runs_right_to_left(plain) else [plain]
    yield from prose_parts(words.printed) if runs_right_to_left(words.printed) else [words.printed]


def test_both_languages_read_back_in_order(read, language):
    paper = consent_paper(148, PURPOSES, {"keep": KEPT}, 14, NOW)
    pages = read(consent_pdf(paper))
    assert len(pages) == 2
    assert (paper.first.right_to_left, paper.second.right_to_left) == (
        language.right_to_left,
        not language.right_to_left,
    )
    for words, page in zip((paper.first, paper.second), pages, strict=True):
        text, place = letters(page), 0
        for line in filter(None, map(letters, (*lines_of(words), words.footer))):
            found = text.find(line, place)
            assert found >= 0, (line, text[place : place + 200])
            place = found + len(line)


def test_it_says_when_and_by_whom_and_leaves_lines_to_write_on(language):
    paper = consent_paper(148, PURPOSES, {"keep": KEPT}, 14, NOW)
    english = paper.second if language.right_to_left else paper.first
    assert english.purposes == (
        "• Keep the draft for 14 days (recorded 22 November 2026 at 3:40 PM by AB)",
        "• Help by a member of staff in preparing it",
        "• Hand it over as an encrypted file",
    )
    assert "0148" in english.about
    assert (english.name, english.signature, english.day) == ("Name:", "Signature:", "Date:")
    assert "0148" not in consent_paper(None, PURPOSES, {}, 14, NOW).first.about

"""The sentences: every reason has one in both languages, with the Arabic forms of numbers."""

from datetime import date, timedelta

from citizen_desktop import i18n
from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.objection_models import ObjectionKind
from citizen_desktop.forms.completeness import Completeness, Flaw, Item, ItemId, Standing
from citizen_desktop.forms.deadline import deadline_of
from citizen_desktop.forms.draft_file import DraftError, DraftProblem
from citizen_desktop.forms.progress_words import (
    days_gone_words,
    deadline_detail,
    deadline_headline,
    deadline_state_words,
    item_name,
    item_sentence,
    last_day_words,
    summary,
)
from citizen_desktop.forms.sentences import (
    address_sentence,
    draft_error_sentence,
    iban_sentence,
    id_problem_sentence,
    mobile_problem_sentence,
    national_id_sentence,
)
from citizen_desktop.identity.iban import Iban, IbanProblem, check_iban
from citizen_desktop.identity.mobile import MobileProblem
from citizen_desktop.identity.national_address import AddressPart, AddressPartCheck, AddressProblem
from citizen_desktop.identity.national_id import IdProblem, check_national_id

COUNTS = (0, 1, 2, 3, 10, 11, 99, 100, 101, 102, 103, 111)
ARABIC = range(0x0600, 0x0700)


def every_sentence():
    for count in COUNTS:
        yield from (id_problem_sentence(problem, count) for problem in IdProblem)
        yield from (mobile_problem_sentence(problem, count) for problem in MobileProblem)
        yield from (iban_sentence(Iban("SA03", problem, count, count, exchanged=(3,))) for problem in IbanProblem)
        yield from (
            address_sentence(AddressPartCheck(part, "", problem, count))
            for part in AddressPart
            for problem in AddressProblem
        )
        yield from (item_sentence(Item("objection.day", Standing.DOUBTFUL, flaw, count)) for flaw in Flaw)
    yield from (draft_error_sentence(DraftError(problem, "applicant.name", "x")) for problem in DraftProblem)


def test_every_reason_has_its_sentence(language):
    for sentence in every_sentence():
        assert sentence
        assert "{" not in sentence
        arabic = any(ord(character) in ARABIC for character in sentence)
        assert arabic == (language is i18n.Language.ARABIC), sentence


def test_every_item_has_a_name(content, language):
    names = [item_name(content, Item(item_id)) for item_id in ItemId]
    names += [item_name(content, Item(f"slot.{slot.id}")) for slot in content.documents.slots]
    assert all(names)
    assert len(set(names)) == len(names)
    assert "no-such" in item_name(content, Item("slot.no-such"))


def test_counts_take_their_arabic_forms(content):
    before = i18n.language()
    i18n.use(i18n.Language.ARABIC)
    try:
        start = date(2026, 11, 10)
        left = {
            n: deadline_headline(deadline_of(content.rules.deadline, start, start + timedelta(days=90 - n)))
            for n in (0, 1, 2, 3, 11, 78)
        }
        short = {n: id_problem_sentence(IdProblem.TOO_SHORT, n) for n in (1, 2, 3, 11, 100, 102)}
    finally:
        i18n.use(before)
    assert len(set(left.values())) == 6
    for words, shown in ((left, {3, 11, 78}), (short, {3, 11, 100, 102})):
        for n, sentence in words.items():
            assert (str(n) in sentence) == (n in shown)
    # "few", "many" and "other" each have an ending of their own.
    assert len({short[n].replace(str(n), "") for n in (3, 11, 100)}) == 3
    assert short[100].replace("100", "") == short[102].replace("102", "")


def test_exchanged_neighbours_are_shown_as_they_should_be():
    before = i18n.language()
    i18n.use(i18n.Language.ENGLISH)
    try:
        sentence = strip_controls(iban_sentence(check_iban("SA0380000000608010165719")))
        doubt = strip_controls(iban_sentence(check_iban("SA0380000000608010167519", {"10"})))
        holder = national_id_sentence(check_national_id("2000000006"))
    finally:
        i18n.use(before)
    assert "75 in place of 57" in sentence
    assert "80" in doubt
    assert holder == "Resident"


def test_the_deadline_in_words(content, language):
    rule = content.rules.deadline
    start = date(2026, 11, 10)
    deadline = deadline_of(rule, start, date(2026, 11, 22))
    assert "78" in deadline_headline(deadline)
    assert "90" in deadline_detail(deadline, rule)
    assert "12" in days_gone_words(deadline)
    gregorian, hijri = last_day_words(deadline)
    assert "2027" in gregorian
    assert "1448" in hijri
    late = deadline_of(rule, start, date(2027, 3, 1))
    assert deadline_detail(late, rule) == str(rule.passed)
    for today in (date(2026, 11, 9), date(2027, 1, 30), date(2027, 2, 8)):
        found = deadline_of(rule, start, today)
        assert deadline_headline(found)
        assert deadline_detail(found, rule)
    assert last_day_words(deadline_of(rule, None, start)) == ("", "")
    assert deadline_headline(deadline_of(rule, None, start))
    states = {deadline_state_words(deadline_of(rule, start, start + timedelta(days=n))) for n in (0, 80, 89, 91)}
    assert len(states) == 4


def test_the_summary_counts_answers_documents_and_doubts(language):
    missing = [Item("applicant.name", Standing.MISSING), Item("slot.other", Standing.MISSING)]
    doubtful = [Item(f"slot.s{n}", Standing.DOUBTFUL) for n in range(3)]
    words = summary(Completeness((*missing, *doubtful)))
    assert "3" in words
    assert len({words, summary(Completeness(tuple(missing))), summary(Completeness((Item("x"),)))}) == 3


def test_suggested_wording_fits_the_limit(content):
    for reason in content.rules.reasons:
        for kind in ObjectionKind:
            text = f"{reason.wording.ar}\n{content.rules.kind(kind).request.ar}"
            assert len(text) <= content.rules.explanation.characters

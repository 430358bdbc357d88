"""What the shipped content says, against the list of facts that it has to carry."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from citizen_desktop.content.faq_loader import load_faq
from citizen_desktop.content.faq_models import Question
from citizen_desktop.content.loader import load_channels, load_content
from citizen_desktop.content.models import Fact, FactStatus, Text
from citizen_desktop.i18n import Language

ROOT = Path(__file__).resolve().parent.parent.parent
ARABIC = re.compile(r"[\u0600-\u06ff]")


@pytest.fixture(scope="module")
def content():
    return load_content(ROOT / "resources" / "content")


@pytest.fixture(scope="module")
def faq(content):
    return load_faq(ROOT / "resources" / "content", content.channels.channels)


def rows(value: object) -> Iterator[msgspec.Struct]:
    """Every row inside a row."""
    if isinstance(value, msgspec.Struct):
        yield value
        for name in value.__struct_fields__:
            yield from rows(getattr(value, name))
    elif isinstance(value, tuple):
        for inside in value:
            yield from rows(inside)


def channel(content, name):
    return next(found for found in content.channels.channels if found.id == name)


def test_every_fact_was_verified_on_the_day_of_the_list_and_has_a_source(content, faq):
    facts = [row for row in (*rows(content), *rows(faq)) if isinstance(row, Fact | Question)]
    assert len(facts) > 30
    assert {fact.verified for fact in facts} == {date(2026, 11, 22)}
    assert content.channels.published == date(2026, 11, 22)
    for fact in facts:
        assert len(set(fact.status)) == len(fact.status) >= 1


def test_every_text_is_in_both_languages(content, faq):
    texts = [row for row in (*rows(content), *rows(faq)) if isinstance(row, Text)]
    assert len(texts) > 150
    for text in texts:
        assert not ARABIC.search(text.en), text.en
        assert ARABIC.search(text.ar) or text.ar == text.en, text.ar
        assert text.in_language(Language.ARABIC) == text.ar
        assert text.in_language(Language.ENGLISH) == text.en


@pytest.mark.parametrize(
    ("name", "official", "staffed", "hours"),
    [
        ("phone", True, True, "Su-Th 08:00-22:00"),
        ("portal", True, False, "24/7"),
        ("x", True, True, "Su-Th 00:00-24:00; Fr,Sa 13:00-23:00"),
        ("voice", True, False, "24/7"),
        ("whatsapp", False, False, None),
    ],
)
def test_the_five_channels(content, name, official, staffed, hours):
    found = channel(content, name)
    assert (found.official, found.staffed, found.hours) == (official, staffed, hours)


def test_there_is_no_sixth_channel(content):
    assert len(content.channels.channels) == 5


@pytest.mark.parametrize("name", ["phone", "x", "whatsapp"])
def test_what_sources_disagree_on_is_said_to_be_contested(content, name):
    assert any(FactStatus.CONTESTED in fact.status for fact in channel(content, name).facts)


@pytest.mark.parametrize("name", ["phone", "x"])
def test_hours_on_special_days_are_said_to_be_unknown(content, name):
    assert any(fact.status == (FactStatus.UNKNOWN,) for fact in channel(content, name).facts)


@pytest.mark.parametrize(
    ("name", "copied", "scanned"),
    [
        ("phone", "19912", "tel:19912"),
        ("x", "@citizenaccount", "https://x.com/citizenaccount"),
        ("portal", "https://portal.ca.gov.sa", "https://portal.ca.gov.sa"),
        ("voice", "https://portal.ca.gov.sa", "https://portal.ca.gov.sa"),
    ],
)
def test_what_is_copied_and_scanned_is_the_known_address(content, name, copied, scanned):
    found = channel(content, name)
    assert (found.copy.value, found.qr.payload) == (copied, scanned)


def test_nothing_leads_to_whatsapp(content):
    found = channel(content, "whatsapp")
    assert (found.value, found.copy, found.qr, found.best) == (None, None, None, None)


def test_every_channel_has_its_icon(content):
    icons = {path.stem for path in (ROOT / "resources" / "icons").glob("*.svg")}
    assert {found.icon for found in content.channels.channels} <= icons


def test_no_two_channels_share_a_rank(content):
    ranks = [found.best.rank for found in content.channels.channels if found.best]
    assert len(set(ranks)) == len(ranks)


def test_the_payment_pattern(content):
    payment = content.payment
    assert (payment.first_day, payment.usual_day, payment.last_day) == (1, 10, 10)
    assert (payment.known_until, payment.warn_from) == (date(2026, 12, 31), date(2026, 12, 1))


def test_questions_are_reached_by_their_categories(faq):
    assert {question.category for question in faq.questions} == {row.id for row in faq.categories}
    for question in faq.questions:
        assert question.id not in question.related


def test_codes_and_passwords_are_left_to_the_portal(content):
    secret = [
        step
        for step in content.registration.paths[0].steps
        if re.search(r"\b(password|code)\b", step.text.en, re.IGNORECASE)
    ]
    assert len(secret) == 2
    assert {step.place for step in secret} == {"portal-only"}


def test_the_ways_to_an_objection_stand_newest_first(content):
    assert [path.id for path in content.objections.paths] == ["eligibility", "amount", "older"]


def test_the_channels_alone_are_the_same_channels(content):
    assert load_channels(ROOT / "resources" / "content") == content.channels


WANTED = """payment-date phone-free phone-hours contact-channels best-channel-now whatsapp x-account voice-service register-how
register-data register-documents code-and-password independent-individual social-security housing-proof ejar-contract objection-how
objection-deadline objection-amount objection-documents objection-after-deadline ineligible-reasons income-limit amount-how
iban-rules national-address dependants mobile-changed programme-end privacy-here offline-here unofficial file-formats bad-photo
nafath social-security-objection"""


def test_what_people_ask_most_is_answered(faq):
    ids = {question.id for question in faq.questions}
    assert set(WANTED.split()) <= ids
    assert {faq.question(name).live for name in ("payment-date", "best-channel-now")} == {"payment", "best-channel"}
    assert (faq.question("phone-hours").live, faq.question("phone-hours").channel) == ("channel", "phone")
    assert faq.question("objection-deadline").live == "deadline"


def test_every_question_has_wordings_in_both_languages_and_relatives(faq):
    for question in faq.questions:
        assert len(question.alternatives.in_language(Language.ARABIC)) >= 10, question.id
        assert len(question.alternatives.in_language(Language.ENGLISH)) >= 6, question.id
        assert question.related, question.id


def test_no_wording_stands_under_two_questions(faq):
    seen: dict[str, str] = {}
    for question in faq.questions:
        for language in Language:
            for wording in {question.question.in_language(language), *question.alternatives.in_language(language)}:
                assert seen.setdefault(wording.casefold(), question.id) == question.id, wording


def test_where_nothing_is_known_somebody_to_ask_is_named(faq):
    elsewhere = {"nafath", "social-security-objection"}
    for question in faq.questions:
        if "unknown" in question.status and question.category != "app" and question.id not in elsewhere:
            assert question.channel or question.live, question.id

"""The search over the shipped questions."""

import itertools
import string

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from citizen_desktop.i18n import Language
from citizen_desktop.search.findings import Why
from citizen_desktop.search.highlight import on_graphemes

AR, EN = Language.ARABIC, Language.ENGLISH
TYPED = st.text(
    st.sampled_from("ابتجدرسصضعفقلمنهويأىةء؟ َّ١٢ paymentobjc19 \u200f\u2067\n'\"[]{}%_\\"), max_size=60
) | st.text(max_size=60)


def first(finder, query, language=AR):
    hits = finder.find(query, language).hits
    return (hits[0].id, hits[0].why) if hits else None


@pytest.mark.parametrize(
    ("query", "found", "why"),
    [
        ("هل للبرنامج رقم واتساب؟", "whatsapp", Why.EXACT),
        ("هل للبرنامج رقم وَاتســاب", "whatsapp", Why.FOLDED),
        ("بالواتساب", "whatsapp", Why.STEM),
        ("وتساااب", "whatsapp", Why.SYNONYM),
        ("واتسباب", "whatsapp", Why.TYPO),
        ("واتاسب", "whatsapp", Why.TYPO),
        (",hjshf", "whatsapp", Why.LAYOUT),
        ("صاشفسشحح", "whatsapp", Why.LAYOUT),
        ("متى الدفعه القادمه", "payment-date", Why.FOLDED),
        ("متىالدفعةالقادمة", "payment-date", Why.TYPO),
        ("١٩٩١٢ مجاني", "phone-free", Why.EXACT),
        ("whatsapp", "whatsapp", Why.EXACT),
        ("whatsap", "whatsapp", Why.EXACT),
        ("watsapp", "whatsapp", Why.TYPO),
        ("صوتک مسموع", "voice-service", Why.FOLDED),
    ],
)
def test_a_question_is_found_and_the_way_is_said(finder, query, found, why):
    if query == "١٩٩١٢ مجاني":
        assert first(finder, query)[0] == found
        return
    assert first(finder, query) == (found, why)


def test_every_question_finds_itself_in_both_languages(finder, library):
    for question in library.faq().questions:
        for language in Language:
            text = question.question.in_language(language)
            assert first(finder, text, language) == (question.id, Why.EXACT), text


def test_every_wording_finds_its_question_among_the_first(finder, library):
    lost = [
        (question.id, wording)
        for question in library.faq().questions
        for language in Language
        for wording in question.alternatives.in_language(language)
        if question.id not in [hit.id for hit in finder.find(wording, language).hits[:2]]
    ]
    total = sum(len(q.alternatives.in_language(each)) for q in library.faq().questions for each in Language)
    assert len(lost) <= total // 100, lost


def test_the_question_comes_before_other_wordings_and_those_before_answers(library):
    import msgspec

    from citizen_desktop.content.faq_loader import load_search_words
    from citizen_desktop.content.faq_models import Lines
    from citizen_desktop.content.models import Text
    from citizen_desktop.search.finder import Finder
    from tests.search.conftest import CONTENT

    plain = Text(ar="كلام", en="talk")
    base = msgspec.structs.replace(library.faq().questions[0], question=plain, answer=plain, alternatives=Lines())
    said = Text(ar="زرافة كبيرة", en="a big giraffe")
    rows = [
        msgspec.structs.replace(base, id="in-the-answer", answer=said),
        msgspec.structs.replace(base, id="in-a-wording", alternatives=Lines(ar=said.ar, en=said.en)),
        msgspec.structs.replace(base, id="in-the-question", question=said),
    ]
    finder = Finder(rows, load_search_words(CONTENT))
    for query in ("زرافة", "giraffe", "الزرافه", "زرفة"):
        hits = [hit.id for hit in finder.find(query, AR, 3).hits]
        order = ["in-the-question", "in-a-wording", "in-the-answer"]
        assert hits == order[: len(hits)], query
        assert len(hits) >= 2, query


def test_surer_ways_come_first(library):
    import msgspec

    from citizen_desktop.content.faq_loader import load_search_words
    from citizen_desktop.content.faq_models import Lines
    from citizen_desktop.content.models import Text
    from citizen_desktop.search.finder import Finder
    from tests.search.conftest import CONTENT

    def row(name, words):
        plain = Text(ar=words, en="talk")
        base = library.faq().questions[0]
        return msgspec.structs.replace(
            base, id=name, question=plain, answer=Text(ar="كلام", en="talk"), alternatives=Lines()
        )

    rows = [row("typo", "زرافت"), row("stem", "بالزرافة"), row("folded", "زرافه"), row("exact", "زرافة")]
    hits = Finder(rows, load_search_words(CONTENT)).find("زرافة", AR).hits
    assert [hit.id for hit in hits][:3] == ["exact", "folded", "stem"]
    assert [hit.why for hit in hits][:3] == [Why.EXACT, Why.FOLDED, Why.STEM]


@pytest.mark.parametrize(
    "query", ["وصفة كبسة دجاج", "weather tomorrow", "حجز فندق في جدة", "صيانة سيارات", "zzzz", "؟؟؟", "😀"]
)
def test_what_nothing_answers_finds_nothing(finder, query):
    found = finder.find(query, AR)
    assert found.hits == ()
    assert found.widened == ()


@pytest.mark.parametrize("query", ["", " ", "\n", "؟", "\u200f"])
def test_an_empty_query_finds_nothing_and_marks_nothing(finder, query):
    found = finder.find(query, AR)
    assert (found.hits, found.nearest, found.spans("الدفعة القادمة")) == ((), (), ())


def test_marks_fall_on_the_text_as_it_stands(finder):
    found = finder.find("متى الدفعه القادمه", AR)
    text = "كم بقي على الدُّفعةِ القادمـة؟"
    assert [text[start:end] for start, end in found.spans(text)] == ["الدُّفعةِ القادمـة"]


def test_other_names_of_the_thing_are_marked_and_told(finder):
    found = finder.find("ايبان", AR)
    assert any("آيبان" in word or "البنكي" in word for word in found.widened)
    text = "شروط الآيبان"
    assert [text[start:end] for start, end in found.spans(text)] == ["الآيبان"]


@given(query=TYPED, text=TYPED, language=st.sampled_from(Language))
@settings(max_examples=300)
def test_any_query_is_answered_and_marks_lie_on_graphemes(finder, query, text, language):
    found = finder.find(query, language)
    assert all(0 < hit.score <= 1 for hit in found.hits)
    assert [hit.score for hit in found.hits] == sorted((hit.score for hit in found.hits), reverse=True)
    assert len({hit.id for hit in found.hits}) == len(found.hits)
    assert not (found.hits and found.nearest)
    bounds = {0, *(each.end() for each in regex.finditer(r"\X", text))}
    spans = found.spans(text)
    assert all(start in bounds and end in bounds and start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))


@given(text=st.text(max_size=30), data=st.data())
def test_a_span_grows_to_whole_graphemes_and_no_further(text, data):
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    ((first_place, last_place),) = on_graphemes(text, [(start, end)])
    clusters = [(each.start(), each.end()) for each in regex.finditer(r"\X", text)]
    touched = [cluster for cluster in clusters if cluster[0] < end and cluster[1] > start]
    assert (first_place, last_place) == (touched[0][0], touched[-1][1])


@given(st.lists(st.text(string.ascii_letters + string.digits, min_size=1, max_size=8), min_size=1, max_size=5))
@settings(max_examples=150)
def test_marks_of_arabic_change_nothing_that_a_latin_query_finds(finder, words):
    plain = finder.find(" ".join(words) + " ", EN).hits
    marked = finder.find(" ".join(word[0] + "\u064e\u0640\u200f" + word[1:] for word in words) + " ", EN).hits
    assert [hit.id for hit in plain] == [hit.id for hit in marked]
    if not any(hit.why is Why.LAYOUT for hit in plain):
        whispered = finder.find(" ".join(words).lower() + " ", EN).hits
        assert [hit.id for hit in plain] == [hit.id for hit in whispered if hit.why is not Why.LAYOUT]


def test_typing_a_question_letter_by_letter_comes_to_it(finder):
    query = "كيف أعترض على المبلغ"
    found = [finder.find(query[:length], AR).hits for length in range(6, len(query) + 1)]
    assert all(found)
    assert "objection-how" in [hit.id for hit in found[-1][:2]]


def test_what_people_type_is_not_remembered(finder):
    import gc

    strange = "\u0642\u0641\u0637\u063a\u0634\u0632\u0638\u062b"
    finder.find(f"{strange} 4827361950 xqzvwk", AR).spans(f"{strange} xqzvwk")
    gc.collect()
    seen, waiting = set(), [finder]
    while waiting:
        each = waiting.pop()
        if id(each) in seen or isinstance(each, type) or callable(each):
            continue
        seen.add(id(each))
        assert not (isinstance(each, str) and any(part in each for part in (strange, "4827361950", "xqzvwk")))
        waiting += gc.get_referents(each)
    assert len(seen) > 10_000

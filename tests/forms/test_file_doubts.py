"""What speaks against files: their own doubts, and files that repeat others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.forms.completeness import Flaw, Remark, Standing, completeness
from citizen_desktop.forms.draft import Attachment
from citizen_desktop.forms.file_doubts import DUPLICATE, UNKNOWN_TYPE, by_weight, doubts_of, repeated
from citizen_desktop.forms.progress_words import item_headline, item_sentence
from citizen_desktop.i18n import Language, speaking
from tests.forms.strategies import CONTENT, attachments


def file(slot="national-id", **known):
    return Attachment(slot=slot, original_name="x", size=1, **known)


ONE, OTHER = "1" * 64, "2" * 64


def test_the_same_bytes_are_pointed_out_where_they_come_again():
    files = [file(sha256=ONE), file("income-proof", sha256=OTHER), file("bank-statement", sha256=ONE)]
    assert repeated(files) == {2: 0}
    assert doubts_of(files) == ((), (), (DUPLICATE,))
    assert repeated([file(), file()]) == {}


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("00000000000000ff", "00000000000000ff", True),
        ("0000000000000000", "000000000000003f", True),
        ("0000000000000000", "800000000000001f", True),
        ("0000000000000000", "000000000000007f", False),
        ("0000000000000000", "ffffffffffffffff", False),
        (None, None, False),
        (None, "0000000000000000", False),
    ],
)
def test_the_same_picture_saved_again_is_pointed_out(one, other, alike):
    files = [file(sha256=ONE, fingerprint=one), file("other", sha256=OTHER, fingerprint=other)]
    assert repeated(files) == ({1: 0} if alike else {})


def test_what_weighs_most_comes_first():
    assert by_weight(["new-one", DUPLICATE, "format", "blurred", "blurred", UNKNOWN_TYPE]) == (
        UNKNOWN_TYPE,
        "blurred",
        "format",
        DUPLICATE,
        "new-one",
    )


@given(st.lists(attachments(), max_size=5))
def test_one_file_of_any_that_are_alike_is_left_without_a_word(files):
    again = repeated(files)
    assert all(earlier < place for place, earlier in again.items())
    assert 0 not in again
    for place, doubts in enumerate(doubts_of(files)):
        assert (DUPLICATE in doubts) == (place in again or DUPLICATE in files[place].doubts)


def test_a_repeated_file_is_a_doubt_and_no_gap(content, full_draft, today):
    files = tuple(
        each.evolve(sha256=ONE if each.slot in {"income-proof", "bank-statement"} else None)
        for each in full_draft.attachments
    )
    found = completeness(content, full_draft.evolve(attachments=files), today)
    assert found.complete
    assert [(item.slot, item.doubts) for item in found.doubtful] == [("bank-statement", (DUPLICATE,))]
    assert found.percent < 100


def test_all_that_speaks_against_a_document_is_said(content, full_draft, today):
    large = file("national-id", doubts=("format", "blurred")).evolve(size=4_000_001)
    empty = file("national-id", doubts=("too-dark",)).evolve(size=0)
    draft = full_draft.evolve(attachments=(large, empty, *full_draft.attachments[1:]))
    item = completeness(content, draft, today).item("slot.national-id")
    assert (item.standing, item.flaw, item.doubts) == (
        Standing.DOUBTFUL,
        Flaw.DOUBTFUL_FILE,
        ("blurred", "too-dark", "format"),
    )
    assert item.further == (Remark(Flaw.EMPTY_FILE), Remark(Flaw.FILE_TOO_LARGE, 4))
    with speaking(Language.ENGLISH):
        assert item_headline(item) == "The photo is blurred: take it again in good light, with a steady hand."
        words = item_sentence(item)
    for part in ("blurred", "too dark", "format", "empty", "larger than 4 MB"):
        assert part in words
    assert words.startswith("The photo is blurred")


@given(st.lists(attachments(), max_size=4), attachments())
def test_a_doubt_never_goes_away_by_attaching_more(files, more):
    before, after = doubts_of(files), doubts_of([*files, more])
    assert after[:-1] == before


def test_a_slot_that_nobody_asks_for_is_judged_by_its_files(content, full_draft, today):
    draft = full_draft.evolve(attachments=(*full_draft.attachments, file("other", doubts=("cut-off",))))
    assert completeness(content, draft, today).item("slot.other").doubts == ("cut-off",)
    assert CONTENT.documents.slot("other") is not None

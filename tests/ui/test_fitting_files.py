"""The files of a draft, made to fit one after the other: what becomes of each, whatever can be made of it."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.models import (
    Edits,
    Inspection,
    Legibility,
    Measures,
    Page,
    PageEdit,
    Refusal,
    Result,
)
from citizen_desktop.attachments.raster import Raster
from citizen_desktop.errors import UserError
from citizen_desktop.forms.budget import Budget
from citizen_desktop.forms.draft import Attachment, Source
from citizen_desktop.package.errors import Cancelled
from citizen_desktop.ui.file_keeping import HeldFile
from citizen_desktop.ui.fitting_files import Fitted, fit_files, fittable

INSPECTION = Inspection(
    media_type="image/jpeg", pages=(Page(width=10, height=10, legibility=Legibility(sharpness=150)),)
)


@dataclass
class Control:
    """Takes what the work tells of itself, and breaks it off after so many looks."""

    looks: int = 1_000_000
    told: list = field(default_factory=list)

    def check(self):
        self.looks -= 1
        if self.looks < 0:
            raise Cancelled

    def progress(self, done, total):
        self.told.append((done, total))


@dataclass
class Maker:
    """Makes any file as small as it is told, but no smaller than each can be; refuses as the workshop does.

    Args:
        least: by the first byte of a file, in bytes.
    """

    least: dict = field(default_factory=dict)
    refusal: Refusal = Refusal.ILLEGIBLE
    made: list = field(default_factory=list)

    def inspect(self, content, *, check):
        check()
        if content.startswith(b"locked"):
            raise RefusedError(Refusal.LOCKED)
        return INSPECTION

    def make(self, sources, edits, stamp, budget, *, check):
        check()
        self.made.append((tuple(sources), edits, stamp, budget))
        if self.least.get(sources[0][:1], 0) > budget:
            raise RefusedError(self.refusal)
        content = sources[0][:1] * budget
        measures = Measures(size=len(content))
        return Result(media_type="image/jpeg", content=content, inspection=INSPECTION, before=measures, after=measures)


def file(size, letter=b"a", **more):
    attachment = Attachment(slot="other", original_name=f"{letter.decode()}.jpg", size=size, pages=1, **more)
    return fittable(attachment, HeldFile(letter * size), {}, {}, None)


def test_what_fits_is_not_touched():
    maker = Maker()
    found = fit_files(Control(), maker, [file(100), file(200)], Budget(200, 300))
    assert (found.fitted, found.left, found.before, found.after, found.over) == ((), (), 300, 300, False)
    assert maker.made == []


def test_the_largest_is_made_first_and_all_fit():
    files = [file(100, b"a"), file(900, b"b"), file(500, b"c")]
    found = fit_files(Control(), Maker(), files, Budget(400, 1_000))
    assert [each.of for each in found.fitted] == [files[1], files[2]]
    assert found.after <= 1_000
    assert not found.over
    assert all(each.made.edits == Edits(pages=(PageEdit(),), fit=True) for each in found.fitted)


def test_what_can_not_share_may_still_keep_the_limit_of_a_file():
    """It gets what a single file may have, and those after it get less."""
    maker = Maker({b"b": 380})
    found = fit_files(Control(), maker, [file(300, b"a"), file(900, b"b"), file(300, b"c")], Budget(400, 700))
    [largest, *_rest] = found.fitted
    assert [budget for sources, _e, _s, budget in maker.made if sources[0].startswith(b"b")] == [234, 400]
    assert len(largest.made.result.content) == 400
    assert not found.over


def test_what_can_not_be_made_smaller_is_told_and_stays():
    found = fit_files(Control(), Maker({b"b": 900}), [file(100, b"a"), file(900, b"b")], Budget(400, 1_000))
    assert [(each.of.attachment.original_name, each.refusal) for each in found.left] == [("b.jpg", Refusal.ILLEGIBLE)]
    assert found.fitted == ()
    assert (found.before, found.after, found.over) == (1_000, 1_000, True)


def test_a_refusal_of_another_kind_is_not_tried_again():
    maker = Maker({b"b": 900}, Refusal.TOO_LONG)
    found = fit_files(Control(), maker, [file(900, b"b"), file(300, b"a")], Budget(800, 1_000))
    assert found.left[0].refusal is Refusal.TOO_LONG
    assert len([made for made in maker.made if made[0][0].startswith(b"b")]) == 1


def test_a_file_that_cannot_be_opened_any_more_is_left():
    attachment = Attachment(slot="other", original_name="x.pdf", size=900, pages=1)
    locked = fittable(attachment, HeldFile(b"locked" * 150), {}, {}, None)
    found = fit_files(Control(), Maker(), [locked], Budget(400, 1_000))
    assert [each.refusal for each in found.left] == [Refusal.LOCKED]


def test_an_edited_file_is_made_of_its_sources_with_all_that_was_done():
    sources = tuple(Source(sha256=digit * 64, original_name=f"{digit}.jpg") for digit in "12")
    edits = Edits(pages=(PageEdit(source=1, turns=1), PageEdit()), mark="A copy")
    stamp = Raster(width=1, height=1, pixels=bytes(4))
    known = {"1" * 64: HeldFile(b"one"), "2" * 64: HeldFile(b"two")}
    attachment = Attachment(slot="other", original_name="x.pdf", size=900, sources=sources, edits=edits)
    maker = Maker()
    found = fit_files(
        Control(), maker, [fittable(attachment, HeldFile(b"x" * 900), known, {}, stamp)], Budget(400, 1_000)
    )
    assert maker.made == [((b"one", b"two"), edits.evolve(fit=True), stamp, 400)]
    assert [source.name for source in found.fitted[0].made.sources] == ["1.jpg", "2.jpg"]


def test_without_its_sources_a_file_is_made_of_itself_and_marked_once_only():
    edits = Edits(pages=(PageEdit(turns=1),), mark="A copy")
    attachment = Attachment(
        slot="other",
        original_name="x.jpg",
        size=900,
        sources=(Source(sha256="1" * 64, original_name="1.jpg"),),
        edits=edits,
    )
    maker = Maker()
    stamp = Raster(width=1, height=1, pixels=bytes(4))
    fit_files(Control(), maker, [fittable(attachment, HeldFile(b"x" * 900), {}, {}, stamp)], Budget(400, 1_000))
    assert maker.made == [((b"x" * 900,), Edits(pages=(PageEdit(),), fit=True), None, 400)]


def test_a_file_that_cannot_be_read_ends_it_with_a_sentence(tmp_path):
    attachment = Attachment(slot="other", original_name="gone.jpg", size=900)
    with pytest.raises(UserError) as caught:
        fit_files(Control(), Maker(), [fittable(attachment, tmp_path / "gone", {}, {}, None)], Budget(400, 1_000))
    assert "gone.jpg" in caught.value.message


def test_it_can_be_broken_off_between_two_files():
    maker = Maker()
    with pytest.raises(Cancelled):
        fit_files(Control(looks=4), maker, [file(900, b"a"), file(900, b"b")], Budget(400, 1_000))
    assert len(maker.made) == 1


def test_how_far_it_is_never_goes_back_to_more_than_all():
    control = Control()
    fit_files(control, Maker(), [file(900, b"a"), file(800, b"b"), file(700, b"c"), file(1, b"d")], Budget(400, 1_000))
    assert [done for done, _total in control.told] == [1, 2, 3]
    assert all(done <= total for done, total in control.told)
    assert control.told[-1] == (3, 3)


@given(
    st.lists(st.tuples(st.integers(1, 2_000), st.integers(0, 2_000)), min_size=1, max_size=6),
    st.integers(100, 900),
    st.integers(100, 3_000),
)
def test_no_file_ever_grows_and_what_is_said_adds_up(pairs, limit, together):
    letters = [bytes([97 + place]) for place in range(len(pairs))]
    files = [file(size, letter) for (size, _least), letter in zip(pairs, letters, strict=True)]
    least = {letter: smallest for (_size, smallest), letter in zip(pairs, letters, strict=True)}
    budget = Budget(limit, together)
    found = fit_files(Control(), Maker(least), files, budget)
    now = {each: each.attachment.size for each in files}
    for each in found.fitted:
        assert isinstance(each, Fitted)
        assert len(each.made.result.content) < now[each.of]
        now[each.of] = len(each.made.result.content)
    assert (found.before, found.after) == (sum(each.attachment.size for each in files), sum(now.values()))
    assert found.over is budget.over(tuple(now.values()))
    assert {each.of for each in found.fitted}.isdisjoint(each.of for each in found.left)

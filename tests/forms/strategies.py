"""Drafts as people may leave them, and the content as it is shipped."""

from datetime import date

from hypothesis import strategies as st

from citizen_desktop import paths
from citizen_desktop.attachments.models import UNIT, Box, Doubt, Edits, PageEdit
from citizen_desktop.content.objection_loader import load_objection_content
from citizen_desktop.content.objection_models import ObjectionKind
from citizen_desktop.forms.draft import Applicant, Attachment, LetterEdit, Objection, ObjectionDraft, Source

# No fixture: hypothesis would print all of it with a failing example.
CONTENT = load_objection_content(paths.resources() / "content")
TODAY = date(2026, 11, 22)

IDS = st.from_regex(r"\A[a-z][a-z0-9-]{0,20}\Z")
KINDS = st.sampled_from(["household", "independent", "social-security", "saudi-mother", "transport-card", "no-such"])
REASONS = st.sampled_from(["income-above-limit", "housing-not-proved", "data-mismatch", "other", "no-such"])
SLOTS = st.sampled_from(
    ["national-id", "income-proof", "bank-statement", "housing-proof", "reason-proof", "other", "no-such"]
)
PROOFS = st.sampled_from(["deed-electricity", "ejar-contract", "no-such"])
PERIODS = st.builds("{:04}-{:02}".format, st.integers(1900, 2199), st.integers(1, 12))
TEXTS = st.text(max_size=30)
IDENTITY_NUMBERS = st.sampled_from(["1000000008", "1000000000", "12", "x"]) | TEXTS
MOBILES = st.sampled_from(["0500000000", "+966500000000", "05", "x"]) | TEXTS
DIGESTS = st.sampled_from(["0" * 64, "1" * 64])
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31)) | st.dates()


def applicants():
    return st.builds(
        Applicant,
        kind=st.none() | KINDS,
        independent=st.none() | st.booleans(),
        name=TEXTS,
        national_id=IDENTITY_NUMBERS,
        mobile=MOBILES,
    )


def objections():
    return st.builds(
        Objection,
        kind=st.none() | st.sampled_from(ObjectionKind),
        period=st.none() | PERIODS,
        day=st.none() | DAYS,
        paid=st.none() | st.booleans(),
        reason=st.none() | REASONS,
        portal_words=TEXTS,
        explanation=st.text(max_size=30) | st.just("a" * 700),
        housing_proof=st.none() | PROOFS,
    )


def shares():
    return st.integers(0, UNIT)


def page_edits():
    return st.builds(
        PageEdit,
        source=st.integers(0, 3),
        page=st.integers(0, 20),
        turns=st.integers(0, 3),
        tilt=st.integers(-1500, 1500),
        box=st.builds(Box, left=shares(), top=shares(), right=shares(), bottom=shares()),
    )


def edits():
    return st.builds(Edits, pages=st.lists(page_edits(), max_size=2).map(tuple), mark=TEXTS, fit=st.booleans())


def sources():
    return st.builds(Source, sha256=DIGESTS, original_name=TEXTS, size=st.integers(0, 10**9))


def attachments():
    return st.builds(
        Attachment,
        slot=SLOTS,
        original_name=TEXTS,
        media_type=st.sampled_from(["", "image/jpeg", "application/pdf"]),
        size=st.sampled_from([0, 1, 3_000_000, 5_000_000]),
        pages=st.none() | st.integers(0, 10_000),
        sha256=st.none() | DIGESTS,
        doubts=st.lists(st.sampled_from([*map(str, Doubt)]) | IDS, max_size=2).map(tuple),
        path=TEXTS,
        sources=st.lists(sources(), max_size=1).map(tuple),
        edits=st.none() | edits(),
        fingerprint=st.none() | st.sampled_from(["0" * 16, "0" * 14 + "3f", "0" * 14 + "7f", "f" * 16]),
    )


def drafts():
    return st.builds(
        ObjectionDraft,
        applicant=applicants(),
        objection=objections(),
        attachments=st.lists(attachments(), max_size=4).map(tuple),
        letter=st.lists(st.builds(LetterEdit, paragraph=IDS, text=TEXTS, replaced=TEXTS), max_size=1).map(tuple),
    )

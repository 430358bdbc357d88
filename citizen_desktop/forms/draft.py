"""The draft of an objection: what a person has answered so far, as they typed it.

Any field may be empty: a draft is kept from the first letter on. Whether an answer is right is judged by ``completeness``; nothing
is refused here but what is no draft at all. ``draft.json`` is this, and its JSON Schema is made from these types.
"""

import unicodedata
from datetime import date
from typing import Annotated, Final, Literal, Self

import msgspec

from citizen_desktop.attachments.models import Edits
from citizen_desktop.content.objection_models import ObjectionKind

VERSION: Final = 2
"""Of the draft's schema. Any new field is a new version: an older program must say that it can't read it, and not lose it."""

SlotId = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9-]*$", max_length=64, description="id of a document slot")]
ContentId = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9-]*$", max_length=64)]
YearMonth = Annotated[
    str, msgspec.Meta(pattern="^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$", max_length=7, examples=["2026-11"])
]
Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$", max_length=64)]


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a draft: a key that is not declared is a mistake of whoever wrote it."""

    def evolve(self, **changes: object) -> Self:
        """Return a copy with some fields changed.

        Raises:
            TypeError: there is no such field.
        """
        return msgspec.structs.replace(self, **changes)


class Applicant(Part, frozen=True, kw_only=True):
    """Who objects.

    Args:
        kind: id of an applicant kind.
        independent: whether they live independently; asked of some kinds only.
        name: full name.
        national_id: number of the ID card or residence permit, as typed.
        mobile: as typed.
    """

    kind: ContentId | None = None
    independent: bool | None = None
    name: str = ""
    national_id: str = ""
    mobile: str = ""


class Objection(Part, frozen=True, kw_only=True):
    """What is objected to, and why.

    Args:
        kind: eligibility or amount.
        period: the month that is objected to, ``2026-11``.
        day: of the result (eligibility) or of the deposit (amount): the time to object counts from it.
        paid: whether the portal shows the payment as "paid"; asked for an amount only.
        reason: id of the portal's reason.
        portal_words: the reason in the portal's own words.
        explanation: the person's own.
        housing_proof: id of the way in which independent housing is proved.
    """

    kind: ObjectionKind | None = None
    period: YearMonth | None = None
    day: date | None = None
    paid: bool | None = None
    reason: ContentId | None = None
    portal_words: str = ""
    explanation: str = ""
    housing_proof: ContentId | None = None

    @property
    def month(self) -> date | None:
        """The first day of the period."""
        return None if self.period is None else date(int(self.period[:4]), int(self.period[5:]), 1)


class Source(Part, frozen=True, kw_only=True):
    """A file as it came, which another was made of; kept until a package with the other was confirmed.

    Args:
        sha256: of its bytes.
        original_name: its name where it came from.
        media_type: by its content.
        size: in bytes.
    """

    sha256: Digest
    original_name: str
    media_type: str = ""
    size: Annotated[int, msgspec.Meta(ge=0)] = 0


class Attachment(Part, frozen=True, kw_only=True):
    """A file that has been taken in.

    Args:
        slot: the document it is.
        original_name: its name where it came from, as data only: it is never used as a path.
        media_type: by its content, ``image/jpeg``.
        size: in bytes.
        pages: of a document, 1 of a picture, None if not counted.
        sha256: of its bytes, in hexadecimal.
        doubts: ids of what speaks against it, such as ``blurred``; none if it is fine.
        path: where it lies in a package, ``data/02-national-id.pdf``; empty outside one.
        sources: what it was made of, before anything was done to it; empty for a file that is as it came.
        edits: what was done to the sources to get it.
        fingerprint: 64 bits in hexadecimal that are alike for pictures that look alike.
    """

    slot: SlotId
    original_name: str
    media_type: str = ""
    size: Annotated[int, msgspec.Meta(ge=0)] = 0
    pages: Annotated[int, msgspec.Meta(ge=0)] | None = None
    sha256: Digest | None = None
    doubts: tuple[ContentId, ...] = ()
    path: str = ""
    sources: tuple[Source, ...] = ()
    edits: Edits | None = None
    fingerprint: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}$", max_length=16)] | None = None


class LetterEdit(Part, frozen=True, kw_only=True):
    """A paragraph of the letter that a person wrote anew.

    Args:
        paragraph: which.
        text: theirs.
        replaced: what stood there when they began: where the answers would give another text now, the person is told.
    """

    paragraph: ContentId
    text: str
    replaced: str = ""


class ObjectionDraft(Part, frozen=True, kw_only=True):
    """The draft of an objection.

    Args:
        draft: what it is a draft of.
        version: of this schema; a draft of an older one becomes one of this as it is read.
        applicant: who objects.
        objection: to what, and why.
        attachments: in the order of their numbers.
        letter: paragraphs of the letter that a person wrote anew.
        complete: what its package says of it, None outside one; it is never believed but judged anew.
        missing: slots that lacked a file when it was packed.
    """

    draft: Literal["objection"] = "objection"
    version: Annotated[int, msgspec.Meta(ge=1, le=VERSION)] = VERSION
    applicant: Applicant = Applicant()
    objection: Objection = Objection()
    attachments: tuple[Attachment, ...] = ()
    letter: tuple[LetterEdit, ...] = ()
    complete: bool | None = None
    missing: tuple[SlotId, ...] = ()

    def __post_init__(self) -> None:
        """Become a draft of this version: one that was read from an older file has the newer fields from now on."""
        msgspec.structs.force_setattr(self, "version", VERSION)

    def with_applicant(self, **changes: object) -> Self:
        """Return a copy with answers about the applicant changed."""
        return self.evolve(applicant=self.applicant.evolve(**changes))

    def with_objection(self, **changes: object) -> Self:
        """Return a copy with answers about the objection changed."""
        return self.evolve(objection=self.objection.evolve(**changes))

    @property
    def originals(self) -> frozenset[str]:
        """Digests of the files that attachments were made of."""
        return frozenset(source.sha256 for attachment in self.attachments for source in attachment.sources)

    def attached(self, slot_id: str) -> tuple[Attachment, ...]:
        """Return the files of one slot."""
        return tuple(attachment for attachment in self.attachments if attachment.slot == slot_id)


def sound_text(text: str) -> str:
    """Return a text that every program can store: half a surrogate pair, as a file name or a paste may hold, becomes U+FFFD."""
    if not any(unicodedata.category(character) == "Cs" for character in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

"""The rows of the content files about banks and documents, which objections and registrations share.

What the portal has not announced is marked as assumed, in words that the screen can show beside it.
"""

from typing import Annotated

import msgspec

from citizen_desktop.content.models import Fact, Filled, Identifier, Row, Text

Facts = Annotated[tuple[Fact, ...], msgspec.Meta(min_length=1)]
AtLeastOne = Annotated[int, msgspec.Meta(ge=1)]


class Bank(Row, frozen=True, kw_only=True):
    """A bank by its code in an IBAN.

    Args:
        code: the two digits after the check digits.
        name: as people know it.
        legacy: its name is gone by now, its IBANs may live on.
    """

    code: Annotated[str, msgspec.Meta(pattern="^[0-9]{2}$")]
    name: Text
    legacy: bool = False


class Banks(Row, frozen=True, kw_only=True):
    """``banks.toml``.

    Args:
        banks: known ones; an unknown code is a doubt, never a mistake.
        facts: sources.
    """

    banks: tuple[Bank, ...]
    facts: Facts

    def find(self, code: str) -> Bank | None:
        """Return the bank with this code."""
        return next((bank for bank in self.banks if bank.code == code), None)

    @property
    def codes(self) -> frozenset[str]:
        """All codes."""
        return frozenset(bank.code for bank in self.banks)


class DocumentSlot(Row, frozen=True, kw_only=True):
    """A kind of document: a place that files are put into.

    Args:
        id: stable name, the one of the command line and of file names in a package.
        name: of the document.
        hint: what is meant by it.
        identity: it shows an identity: a purpose mark is offered for it.
        facts: sources.
    """

    id: Identifier
    name: Text
    hint: Text
    identity: bool = False
    facts: Facts


class HousingProof(Row, frozen=True, kw_only=True):
    """One way to prove independent housing: any one is enough.

    Args:
        id: stable name.
        name: of the way.
        hint: its condition.
        papers: what is uploaded, each a file of its own; none if the programme verifies it by itself.
        why: id of the question that explains it.
        facts: sources.
    """

    id: Identifier
    name: Text
    hint: Text | None = None
    papers: tuple[Text, ...] = ()
    why: Identifier | None = None
    facts: Facts

    @property
    def verified_by_programme(self) -> bool:
        """Whether nothing is uploaded for it."""
        return not self.papers


class DocumentRule(Row, frozen=True, kw_only=True):
    """Which documents are asked for, and of whom. Conditions left out hold for all; several must hold together.

    Args:
        id: stable name.
        applicants: ids of applicant kinds.
        independent: True for those who live independently, False for the others.
        slots: ids of documents.
        required: without it there is a gap; else it is welcome.
        because: in a few words, why.
        facts: sources.
    """

    id: Identifier
    applicants: tuple[Identifier, ...] = ()
    independent: bool | None = None
    slots: Annotated[tuple[Identifier, ...], msgspec.Meta(min_length=1)]
    required: bool = True
    because: Text
    facts: Facts


class FileLimits(Row, frozen=True, kw_only=True):
    """What files may be.

    Args:
        file_mb: largest single file, in megabytes.
        package_mb: all files together, in megabytes.
        formats: what the portal is assumed to take, as media types.
        assumed: the sentence that says so.
        facts: sources.
    """

    file_mb: AtLeastOne
    package_mb: AtLeastOne
    formats: Annotated[tuple[Filled, ...], msgspec.Meta(min_length=1)]
    assumed: Text
    facts: Facts


class Documents(Row, frozen=True, kw_only=True):
    """``documents.toml``.

    Args:
        slots: in the order of the screen and of a package.
        housing_proofs: ways to prove independent housing, in the order of the screen.
        registration_rules: which documents a registration asks for.
        limits: of files.
    """

    slots: Annotated[tuple[DocumentSlot, ...], msgspec.Meta(min_length=1)]
    housing_proofs: tuple[HousingProof, ...]
    registration_rules: Annotated[tuple[DocumentRule, ...], msgspec.Meta(min_length=1)]
    limits: FileLimits

    def slot(self, slot_id: str) -> DocumentSlot | None:
        """Return the slot with this id."""
        return next((slot for slot in self.slots if slot.id == slot_id), None)

    def housing_proof(self, proof_id: str | None) -> HousingProof | None:
        """Return the way to prove housing with this id."""
        return next((proof for proof in self.housing_proofs if proof.id == proof_id), None)

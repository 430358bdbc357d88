"""Registrations as people may leave them, and one of which everything is right."""

from hypothesis import strategies as st

from citizen_desktop import paths
from citizen_desktop.content.registration_loader import load_registration_content
from citizen_desktop.forms.draft import Attachment
from citizen_desktop.forms.registration import (
    Address,
    BankAccount,
    FamilyMember,
    IncomeKind,
    IncomeSource,
    Period,
    Registrant,
    RegistrationDraft,
    Relation,
)
from citizen_desktop.identity.dates import Calendar
from tests.forms.strategies import CONTENT as OBJECTION
from tests.forms.strategies import IDENTITY_NUMBERS, KINDS, MOBILES, PROOFS, TEXTS, attachments

CONTENT = load_registration_content(paths.resources() / "content", OBJECTION)

BIRTHS = st.sampled_from(["1/1/1410", "١٤١٠/١/١", "1990-05-17", "12//1410", "31/2/1990", "x"]) | TEXTS
AMOUNTS = st.sampled_from(["0", "8500", "٨٬٥٠٠", "8,500.50", "12,5", "-1"]) | TEXTS
IBANS = st.sampled_from(["SA0380000000608010167519", "SA03 8000 0000 6080 1016 7591", "SA", "x"]) | TEXTS
ADDRESS_PARTS = st.sampled_from(["1234", "12345", "١٢٣٤", "ABCD1234", "x"]) | TEXTS


def registrants():
    return st.builds(
        Registrant,
        kind=st.none() | KINDS,
        independent=st.none() | st.booleans(),
        national_id=IDENTITY_NUMBERS,
        birth=BIRTHS,
        birth_calendar=st.sampled_from(Calendar),
        mobile=MOBILES,
    )


def incomes():
    return st.builds(
        IncomeSource,
        kind=st.none() | st.sampled_from(IncomeKind),
        amount=AMOUNTS,
        period=st.sampled_from(Period),
        note=TEXTS,
    )


def members():
    return st.builds(
        FamilyMember,
        relation=st.none() | st.sampled_from(Relation),
        name=TEXTS,
        national_id=IDENTITY_NUMBERS,
        birth=BIRTHS,
        birth_calendar=st.sampled_from(Calendar),
        income=AMOUNTS,
        income_period=st.sampled_from(Period),
    )


def registrations():
    return st.builds(
        RegistrationDraft,
        applicant=registrants(),
        incomes=st.lists(incomes(), max_size=3).map(tuple),
        no_income=st.booleans(),
        address=st.builds(Address, **dict.fromkeys(Address.__struct_fields__, ADDRESS_PARTS)),
        members=st.lists(members(), max_size=3).map(tuple),
        no_members=st.booleans(),
        bank=st.builds(BankAccount, iban=IBANS, holder=TEXTS),
        housing_proof=st.none() | PROOFS,
        attachments=st.lists(attachments(), max_size=3).map(tuple),
    )


def whole(kind, *, independent=None):
    """A registration of which everything is right, whatever its kind asks."""
    slots = ("national-id", "income-proof", "bank-statement")
    return RegistrationDraft(
        applicant=Registrant(
            kind=kind, independent=independent, national_id="1000000008", birth="12/3/1410", mobile="0500000000"
        ),
        incomes=(IncomeSource(kind=IncomeKind.SALARY, amount="8500"),),
        address=Address(
            short="ABCD1234",
            building="1234",
            street="شارع المثال",
            district="حي النموذج",
            city="الرياض",
            postal_code="12345",
            secondary="6789",
        ),
        members=(
            FamilyMember(
                relation=Relation.SON, name="مثال بن فلان", national_id="1000000016", birth="2015-01-05", income="0"
            ),
        ),
        bank=BankAccount(iban="SA0380000000608010167519", holder="فلان بن فلان"),
        housing_proof="ejar-contract",
        attachments=tuple(
            Attachment(
                slot=slot, original_name=f"{slot}.jpg", media_type="image/jpeg", size=1000, sha256=f"{place}" * 64
            )
            for place, slot in enumerate(slots)
        ),
    )

"""What the tests of forms share: the content as it is shipped, and the languages."""

from datetime import date

import pytest
from hypothesis import settings

from citizen_desktop import i18n, paths
from citizen_desktop.content.objection_models import ObjectionKind
from citizen_desktop.forms.draft import Applicant, Attachment, Objection, ObjectionDraft
from tests.forms.strategies import CONTENT, TODAY

# A busy machine is no fault of the code under test.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def content():
    return CONTENT


@pytest.fixture(scope="session")
def today():
    return TODAY


@pytest.fixture(scope="session")
def full_draft():
    """Everything answered as in the picture of the screen, and everything attached."""
    return ObjectionDraft(
        applicant=Applicant(
            kind="independent", name="Somebody Somewhere", national_id="1000000008", mobile="+966 50 000 0000"
        ),
        objection=Objection(
            kind=ObjectionKind.AMOUNT,
            period="2026-11",
            day=date(2026, 11, 10),
            paid=True,
            reason="other",
            portal_words="Income differs",
            explanation="My salary is lower since September.",
        ),
        attachments=tuple(
            Attachment(slot=slot, original_name=f"{slot}.pdf", media_type="application/pdf", size=1000, pages=2)
            for slot in ("national-id", "income-proof", "bank-statement", "housing-proof")
        ),
    )


@pytest.fixture(params=list(i18n.Language))
def language(request):
    before = i18n.language()
    i18n.use(request.param, paths.translations())
    yield request.param
    i18n.use(before)

"""Which page shows which step of the registration."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, Protocol

from citizen_desktop.content.registration_models import RegistrationContent, StepId
from citizen_desktop.ui.registration_page import RegistrationStepPage
from citizen_desktop.widgets.theme import Theme


class MakesPage(Protocol):
    """A class of pages."""

    def __call__(self, theme: Theme, content: RegistrationContent, today: date, *, kept: bool) -> RegistrationStepPage:
        """Return a page.

        Args:
            theme: colours and fonts.
            content: rows.
            today: a day in Riyadh.
            kept: drafts are kept in the store.
        """


def _kind() -> MakesPage:
    from citizen_desktop.ui.kind_page import KindPage  # noqa: PLC0415  where it is looked at

    return KindPage


def _basic() -> MakesPage:
    from citizen_desktop.ui.basic_page import BasicPage  # noqa: PLC0415

    return BasicPage


def _income() -> MakesPage:
    from citizen_desktop.ui.income_page import IncomePage  # noqa: PLC0415

    return IncomePage


def _address() -> MakesPage:
    from citizen_desktop.ui.address_page import AddressPage  # noqa: PLC0415

    return AddressPage


def _family() -> MakesPage:
    from citizen_desktop.ui.family_page import FamilyPage  # noqa: PLC0415

    return FamilyPage


def _bank() -> MakesPage:
    from citizen_desktop.ui.bank_page import BankPage  # noqa: PLC0415

    return BankPage


def _documents() -> MakesPage:
    from citizen_desktop.ui.registration_documents import DocumentsPage  # noqa: PLC0415

    return DocumentsPage


def _review() -> MakesPage:
    from citizen_desktop.ui.review_page import ReviewPage  # noqa: PLC0415

    return ReviewPage


PAGES: Final[Mapping[StepId, Callable[[], MakesPage]]] = MappingProxyType(
    {
        StepId.KIND: _kind,
        StepId.BASIC: _basic,
        StepId.INCOME: _income,
        StepId.ADDRESS: _address,
        StepId.FAMILY: _family,
        StepId.BANK: _bank,
        StepId.DOCUMENTS: _documents,
        StepId.REVIEW: _review,
    }
)
"""What imports the page of each step, once it is wanted."""

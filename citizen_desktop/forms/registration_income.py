"""What the incomes of a registration come to by month. Only amounts that can be read in one way are counted."""

from citizen_desktop.forms.registration import FamilyMember, IncomeSource, Period, RegistrationDraft
from citizen_desktop.identity.amounts import check_amount, per_month


def monthly(income: IncomeSource | FamilyMember) -> int | None:
    """Return what an income comes to by month, in halalas; None while the amount is missing or wrong."""
    text, period = (
        (income.amount, income.period) if isinstance(income, IncomeSource) else (income.income, income.income_period)
    )
    amount = check_amount(text)
    if not amount.ok:
        return None
    return per_month(amount.halalas) if period is Period.YEARLY else amount.halalas


def total_monthly(draft: RegistrationDraft) -> int | None:
    """Return what the applicant's incomes come to by month, in halalas; None while no amount can be read.

    It is the sum of the rounded amounts, so that it is what the rows shown above it add up to.
    """
    found = [halalas for income in draft.incomes if (halalas := monthly(income)) is not None]
    if found:
        return sum(found)
    return 0 if draft.no_income and not draft.incomes else None


def all_counted(draft: RegistrationDraft) -> bool:
    """Whether every income that is listed is in the total."""
    return all(monthly(income) is not None for income in draft.incomes)

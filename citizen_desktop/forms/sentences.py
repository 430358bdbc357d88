"""What was found about a typed number or a read draft, as one sentence in the language in use that says what to do.

Sentences never repeat what was typed, but for two characters of an IBAN that seem to be exchanged.
"""

from typing import Final

from citizen_desktop.bidi import isolate, ltr
from citizen_desktop.forms.draft_file import DraftError, DraftProblem
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext, pgettext
from citizen_desktop.identity.iban import Iban, IbanProblem
from citizen_desktop.identity.mobile import Mobile, MobileProblem
from citizen_desktop.identity.national_address import AddressPart, AddressPartCheck, AddressProblem
from citizen_desktop.identity.national_id import Holder, IdProblem, NationalId

_MOBILE_EXAMPLE: Final = "0500000000"
_DIGITS_ONLY_UNTIL: Final = 6
"""The last place of an IBAN, counted from 1, where nothing but a digit may stand."""


def national_id_sentence(found: NationalId) -> str:
    """Return what is wrong with an ID number, or whose it is."""
    if found.problem is None:
        return holder_words(found.holder)
    return id_problem_sentence(found.problem, found.count)


def holder_words(holder: Holder | None) -> str:
    """Return whose an ID number is."""
    match holder:
        case Holder.CITIZEN:
            return pgettext("holder of an ID number", "Citizen")
        case Holder.RESIDENT:
            return pgettext("holder of an ID number", "Resident")
        case None:
            return ""


def id_problem_sentence(problem: IdProblem, count: int) -> str:
    """Return what is wrong with an ID number."""
    match problem:
        case IdProblem.EMPTY:
            return _("Type the ID number: 10 digits.")
        case IdProblem.LETTERS:
            return _("An ID number has digits only.")
        case IdProblem.FIRST_DIGIT:
            return _("An ID number begins with 1 (citizen) or 2 (resident).")
        case IdProblem.TOO_SHORT:
            return _digits_missing(count)
        case IdProblem.TOO_LONG:
            return _digits_too_many(count)
        case IdProblem.CHECKSUM:
            return _("This ID number can't be right: a digit is wrong, or two are exchanged.")


def mobile_sentence(found: Mobile) -> str:
    """Return what is wrong with a mobile number, nothing if it is right."""
    return "" if found.problem is None else mobile_problem_sentence(found.problem, found.count)


def mobile_problem_sentence(problem: MobileProblem, count: int) -> str:  # noqa: PLR0911  a table of sentences
    """Return what is wrong with a mobile number."""
    match problem:
        case MobileProblem.EMPTY:
            return _("Type the mobile number, such as {example}.").format(example=ltr(_MOBILE_EXAMPLE))
        case MobileProblem.LETTERS:
            return _("A mobile number has digits only.")
        case MobileProblem.START:
            return _("A mobile number begins with {local} or {international}.").format(
                local=ltr("05"), international=ltr("+966 5")
            )
        case MobileProblem.NO_ZERO:
            return _("Write a 0 before the 5.")
        case MobileProblem.EXTRA_ZERO:
            return _("After the country code {code} the 5 follows, without a 0.").format(code=ltr("966"))
        case MobileProblem.TOO_SHORT:
            return _digits_missing(count)
        case MobileProblem.TOO_LONG:
            return _digits_too_many(count)


def iban_sentence(found: Iban) -> str:  # noqa: PLR0911  a table of sentences
    """Return what is wrong or doubtful about an IBAN, nothing if it is right."""
    match found.problem:
        case None:
            return "" if found.bank_known else unknown_bank_sentence(found.bank_code)
        case IbanProblem.EMPTY:
            return _("Type the IBAN: {country} and 22 more characters.").format(country=ltr("SA"))
        case IbanProblem.COUNTRY:
            return _("A Saudi IBAN begins with {country}.").format(country=ltr("SA"))
        case IbanProblem.LETTERS:
            return _iban_letters(found.place)
        case IbanProblem.TOO_SHORT:
            return ngettext("One character is missing.", "{n} characters are missing.", found.count).format(
                n=found.count
            )
        case IbanProblem.TOO_LONG:
            return ngettext("One character too many.", "{n} characters too many.", found.count).format(n=found.count)
        case IbanProblem.EXCHANGED:
            return _iban_exchanged(found)
        case IbanProblem.CHECKSUM:
            return _("This IBAN can't be right: at least one character is wrong.")


def unknown_bank_sentence(code: str) -> str:
    """Return the warning about a bank's code that is in no row."""
    return _("We don't know the bank code {code}: check it, though it may be right.").format(code=ltr(code))


def _iban_letters(place: int) -> str:
    if place <= _DIGITS_ONLY_UNTIL:
        return _("Character {n} of the IBAN must be a digit.").format(n=place)
    return _("Character {n} of the IBAN must be a digit or a Latin letter.").format(n=place)


def _iban_exchanged(found: Iban) -> str:
    suggestions = [
        _("{meant} in place of {found}").format(meant=ltr(pair[::-1]), found=ltr(pair))
        for pair in found.exchanged_pairs
    ]
    together = pgettext("between two suggestions", " or ").join(suggestions)
    return _("Two neighbours seem to be exchanged: {suggestion}?").format(suggestion=together)


def _digits_missing(count: int) -> str:
    return ngettext("One digit is missing.", "{n} digits are missing.", count).format(n=count)


def _digits_too_many(count: int) -> str:
    return ngettext("One digit too many.", "{n} digits too many.", count).format(n=count)


def address_sentence(found: AddressPartCheck) -> str:
    """Return what is wrong with a part of the national address, nothing if it is right."""
    match found.problem:
        case None:
            return ""
        case AddressProblem.EMPTY:
            return _("Not answered yet.")
        case AddressProblem.LETTERS:
            return _("Digits only, please.")
        case AddressProblem.NOT_FOUR_LETTERS:
            return _("The short address begins with four Latin letters.")
        case AddressProblem.NOT_FOUR_DIGITS:
            return _("After the four letters of the short address come four digits.")
        case AddressProblem.TOO_SHORT | AddressProblem.TOO_LONG:
            return _address_length(found)


def _address_length(found: AddressPartCheck) -> str:
    short = found.problem is AddressProblem.TOO_SHORT
    if found.part is not AddressPart.SHORT:
        return _digits_missing(found.count) if short else _digits_too_many(found.count)
    if short:
        return ngettext("One character is missing.", "{n} characters are missing.", found.count).format(n=found.count)
    return ngettext("One character too many.", "{n} characters too many.", found.count).format(n=found.count)


def draft_error_sentence(error: DraftError) -> str:
    """Return why a draft can't be read."""
    match error.problem:
        case DraftProblem.NOT_JSON:
            return _("This file is no draft: it is not JSON.")
        case DraftProblem.NOT_A_DRAFT:
            return _("This file is no draft of this application.")
        case DraftProblem.TOO_LARGE:
            return _("This file is far too large for a draft.")
        case DraftProblem.NEWER:
            return _("This draft was made with a newer version of the application: open it there, or update this one.")
        case DraftProblem.WRONG_FIELD:
            return _("The draft is not right at {field}: {reason}").format(
                field=ltr(error.field or "$"), reason=isolate(error.detail)
            )

"""What is said of scanners: their names, and why there was no page."""

from collections.abc import Sequence

from citizen_desktop.bidi import isolate
from citizen_desktop.forms.refusal_words import shown_name
from citizen_desktop.i18n import gettext as _
from citizen_desktop.scanning.models import Device, Failure


def device_names(devices: Sequence[Device]) -> Sequence[str]:
    """Return the scanners' names as they can be shown: their own texts may hold anything, and two may be called alike."""
    names = [_own_name(device) for device in devices]
    return [
        isolate(name if names.count(name) == 1 else f"{name} ({shown_name(device.name)})")
        for name, device in zip(names, devices, strict=True)
    ]


def _own_name(device: Device) -> str:
    model = shown_name(device.model) or shown_name(device.name)
    vendor = shown_name(device.vendor)
    return model if not vendor or model.startswith(vendor) else f"{vendor} {model}"


def failure_sentence(failure: Failure) -> str:  # noqa: C901, PLR0911, PLR0912  a table of sentences
    """Return why there is no page, and what to do about it."""
    match failure:
        case Failure.NO_PROGRAM:
            return _("The program that scans is not there any more. Attach the paper as a file or a photo.")
        case Failure.NO_DEVICE:
            return _("The scanner does not answer. Check that it is switched on and connected, then try again.")
        case Failure.BUSY:
            return _("The scanner is in use by another program or computer. Wait until it is free, then try again.")
        case Failure.JAMMED:
            return _("Paper is jammed in the scanner. Take it out, then try again.")
        case Failure.NO_PAPER:
            return _("There is no paper in the scanner's feeder. Lay the page in, then try again.")
        case Failure.COVER_OPEN:
            return _("The scanner's cover is open. Close it, then try again.")
        case Failure.NOT_PERMITTED:
            return _(
                "This user may not use the scanner. On Linux, the administrator can add the user to the group “scanner”."
            )
        case Failure.CANCELLED:
            return _("The scan was broken off at the scanner. Nothing of the page was kept.")
        case Failure.BROKEN_OFF:
            return _("The connection to the scanner was lost. Check its cable or network, then try again.")
        case Failure.NO_MEMORY:
            return _("There was not enough memory for the page. Close other programs, or scan in grey.")
        case Failure.UNSUPPORTED:
            return _("The scanner can't do that. Choose the other size or the other colours, or another scanner.")
        case Failure.SILENT:
            return _("The scanner gave no sign of life for too long. Switch it off and on again, then try again.")
        case Failure.NO_PICTURE:
            return _("The scanner gave no whole picture. Try again; if it stays so, attach a photo of the paper.")

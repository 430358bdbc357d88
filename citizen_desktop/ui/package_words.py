"""What the files of a package are, in words and as icons."""

import re
from collections.abc import Mapping
from typing import Final

from citizen_desktop import bidi
from citizen_desktop.content.models import Text
from citizen_desktop.i18n import gettext as _
from citizen_desktop.package.bag import is_payload
from citizen_desktop.package.names import PackageKind, parse_package_name, shown

_DOCUMENT: Final = re.compile(r"data/[0-9]{2}-(.+)\.([A-Za-z0-9]+)")
_ICONS: Final = {
    "data/00-letter.pdf": "file-text",
    "data/01-contents.pdf": "list-details",
    "data/all-in-one.pdf": "file-type-pdf",
    "data/letter.txt": "clipboard-text",
    "data/portal-steps.txt": "list-numbers",
    "data/draft.json": "braces",
}
_ICONS_OF_ENDINGS: Final = {"pdf": "file-type-pdf", "jpg": "photo", "jpeg": "photo", "png": "photo"}
_IDENTITY: Final = "national-id"


def icon_of(path: str) -> str:
    """Return the icon of a file, by its path from the package's folder."""
    if not is_payload(path):
        return "shield-check"
    if f"-{_IDENTITY}." in path:
        return "id"
    return _ICONS.get(path) or _ICONS_OF_ENDINGS.get(path.rpartition(".")[2].lower(), "file-text")


def title_of(path: str, package: str, slots: Mapping[str, Text]) -> str:
    """Return what a file is; one that is not known here is called by its name.

    Args:
        path: from the package's folder.
        package: the name of that folder.
        slots: the names of the documents by slot id.
    """
    kind = parse_package_name(package)
    if kind is not None:
        found = _title(path, slots, is_objection=kind.kind is PackageKind.OBJECTION)
        if found:
            return found
    return bidi.isolate(shown(path.rpartition("/")[2]))


def _title(path: str, slots: Mapping[str, Text], *, is_objection: bool) -> str:
    if not is_payload(path):
        return _("Verification file")
    ours = {
        "data/00-letter.pdf": _("Objection letter") if is_objection else _("Summary sheet"),
        "data/01-contents.pdf": _("Table of contents"),
        "data/all-in-one.pdf": _("Everything in one PDF"),
        "data/letter.txt": _("Letter text to copy"),
        "data/portal-steps.txt": _("Portal steps"),
        "data/draft.json": _("Draft data"),
    }
    match = _DOCUMENT.fullmatch(path)
    slot = slots.get(match[1]) if match else None
    return ours.get(path, "" if slot is None else str(slot))


def short_digest(digest: str) -> str:
    """Return the two ends of a digest."""
    return digest if len(digest) <= 9 else f"{digest[:4]}…{digest[-4:]}"

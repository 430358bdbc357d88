"""Formats of files in words."""

from citizen_desktop.i18n import gettext as _


def media_words(media_type: str) -> str:
    """Return "JPG picture" or "PDF file"."""
    names = {
        "image/jpeg": "JPG", "image/png": "PNG", "image/heic": "HEIC", "image/tiff": "TIFF", "image/webp": "WebP",
    }  # fmt: skip
    if media_type in names:
        return _("{format} picture").format(format=names[media_type])
    return _("PDF file") if media_type == "application/pdf" else _("File")

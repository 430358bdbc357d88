"""What is said of drafts that could not be saved before their store turned out to be damaged."""

from citizen_desktop.i18n import ngettext


def lost_files_words(count: int) -> str:
    """Return that files of such drafts are nowhere else, and what to do.

    Args:
        count: how many, at least one.
    """
    words = ngettext(
        "{n} attached file is in the damaged file only. Attach it again.",
        "{n} attached files are in the damaged file only. Attach them again.",
        count,
    )
    return words.format(n=count)


def still_unsaved_words(count: int) -> str:
    """Return that drafts are in memory only, and shown nowhere.

    Args:
        count: how many, at least one.
    """
    words = ngettext(
        "{n} more draft is in memory only, and is lost when the application is closed.",
        "{n} more drafts are in memory only, and are lost when the application is closed.",
        count,
    )
    return words.format(n=count)

"""The content file about legibility: what a page has to reach, and that it is assumed."""

from citizen_desktop.attachments.thresholds import Thresholds
from citizen_desktop.content.document_models import Facts
from citizen_desktop.content.models import Row, Text


class LegibilityRules(Row, frozen=True, kw_only=True):
    """``legibility.toml``.

    Args:
        assumed: the sentence that says that nobody has announced these.
        thresholds: what a page has to reach.
        facts: sources.
    """

    assumed: Text
    thresholds: Thresholds
    facts: Facts

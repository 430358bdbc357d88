"""The answers behind the links beside fields and cards."""

from PySide6.QtWidgets import QWidget

from citizen_desktop.content.errors import ContentError
from citizen_desktop.content.faq_models import Question
from citizen_desktop.links import Place, parse_link
from citizen_desktop.search.library import FaqLibrary
from citizen_desktop.ui.why import HasWhys


class Explanations:
    """Knows which addresses have an answer.

    Args:
        library: the questions, read when the first link is offered.
    """

    def __init__(self, library: FaqLibrary) -> None:
        self._library = library

    def question(self, address: str) -> Question | None:
        """Return the question that an address names, None where there is none.

        Questions that cannot be read are none: their own tab says what is wrong with them, and a form works without.
        """
        link = parse_link(address)
        if link is None or link.place is not Place.FAQ:
            return None
        try:
            return self._library.faq().question(link.name)
        except ContentError:
            return None

    def offer_on(self, place: QWidget) -> None:
        """Show the links on a page or a sheet that lead somewhere; many a one has none."""
        if isinstance(place, HasWhys):
            for link in place.whys:
                link.offer(self._answers)

    def _answers(self, address: str) -> bool:
        return self.question(address) is not None

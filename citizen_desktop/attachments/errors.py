"""The error that says why a file can't be taken in. Which sentence is shown is for the screens: here are only kinds."""

from citizen_desktop.attachments.foreign import Foreign
from citizen_desktop.attachments.models import Refusal


class RefusedError(Exception):
    """A file can't be taken in, or what was asked can't be done with it.

    Args:
        refusal: why.
        foreign: what it is instead, where ``refusal`` is ``FOREIGN``.
    """

    def __init__(self, refusal: Refusal, foreign: Foreign | None = None) -> None:
        self.refusal = refusal
        self.foreign = foreign
        super().__init__(refusal.value)

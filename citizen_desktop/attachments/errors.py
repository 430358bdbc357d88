"""The error with which a file is refused, without a byte or a name of it."""

from citizen_desktop.attachments.foreign import Foreign
from citizen_desktop.attachments.models import Refusal


class RefusedError(Exception):
    """A file can't be taken in, or what was asked can't be done with it.

    Args:
        refusal: why.
        foreign: what it is instead, for ``Refusal.FOREIGN``.
    """

    def __init__(self, refusal: Refusal, foreign: Foreign | None = None) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.foreign = foreign

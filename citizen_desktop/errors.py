"""The errors that a person may see: each is one clear sentence that says what to do, without a personal value."""


class UserError(Exception):
    """Something that a person can act on.

    Args:
        message: a sentence in the person's language, shown as it is.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

"""What is raised when a content file is not as it should be."""


class ContentError(Exception):
    """A content file is not right: a mistake of whoever wrote it, in English like the file's keys.

    Args:
        file: name of the file.
        row: its table and its id or number, empty for the file itself.
        field: the key, dotted.
        reason: what is wrong with it.
    """

    def __init__(self, file: str, row: str, field: str, reason: str) -> None:
        self.file, self.row, self.field, self.reason = file, row, field, reason
        place = ", ".join(part for part in (file, row and f"row {row}", field and f"field {field}") if part)
        super().__init__(f"{place}: {reason}")


class ContentUnreadableError(ContentError):
    """A content file is not there or can't be read, so nothing can be said of what is in it."""

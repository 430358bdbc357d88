"""A file in the store, as a package takes it: streamed, and held against its checksum while it is read."""

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass

from citizen_desktop.drafts.errors import StoreError
from citizen_desktop.drafts.models import FileId
from citizen_desktop.drafts.store import Store


@dataclass(frozen=True)
class StoredFile:
    """A file of a draft.

    Args:
        store: that keeps it.
        id: of the file.
        size: in bytes.
    """

    store: Store
    id: FileId
    size: int

    @classmethod
    def of(cls, store: Store, file_id: FileId) -> "StoredFile":
        """Return a file of a store.

        Raises:
            KeyError: there is no such file.
            StoreError: it can't be read.
        """
        return cls(store, file_id, store.file_size(file_id))

    @property
    def digest(self) -> str:
        """SHA-256 of what was taken in, in hexadecimal.

        Raises:
            KeyError: the file is not there any more.
            StoreError: it can't be read.
        """
        return self.store.file_digest(self.id)

    def blocks(self) -> Iterator[bytes]:
        """Give the content in order; what comes to its end is what was taken in.

        Raises:
            OSError: the file is not there any more, can't be read, or is not what was taken in.
        """
        try:
            # The store holds it against its checksum on the way.
            yield from self.store.file_blocks(self.id)
        except KeyError:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)) from None
        except StoreError:
            raise OSError(errno.EIO, os.strerror(errno.EIO)) from None

"""What the store notes while somebody works with it, so that the next start sees whether that came to a clean end."""

from datetime import datetime
from typing import Final

import msgspec

from citizen_desktop.drafts.models import DraftId
from citizen_desktop.drafts.store import Store

NAME: Final = "open_session"


class InHand(msgspec.Struct, frozen=True):
    """A draft that was being worked on.

    Args:
        id: of the draft; one that was deleted since is not there any more.
        since: when it was taken in hand, Riyadh time.
    """

    id: DraftId
    since: datetime


class OpenSession(msgspec.Struct, frozen=True):
    """A piece of work.

    Args:
        opened: when it began, Riyadh time.
        drafts: that were being worked on, the latest last.
    """

    opened: datetime
    drafts: tuple[InHand, ...] = ()


def read_mark(store: Store) -> OpenSession | None:
    """Return what an earlier session left, None if it ended as it should.

    Raises:
        StoreError: the store can't be read.
    """
    noted = store.value(NAME)
    try:
        return msgspec.json.decode(noted, type=OpenSession) if noted else None
    except msgspec.DecodeError:
        return None


def write_mark(store: Store, session: OpenSession | None) -> None:
    """Note a session that is open, or that it was closed; what is noted already is not written again.

    Raises:
        StoreError: it can't be noted.
    """
    note = "" if session is None else msgspec.json.encode(session).decode()
    if note != (store.value(NAME) or ""):
        store.set_value(NAME, note)

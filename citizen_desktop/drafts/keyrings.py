"""The system's keyring, where there is a real one. Asked with patience, but not for ever: it may wait for a person."""

import threading
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from keyring.backend import KeyringBackend

SERVICE: Final = "citizen-desktop"
PATIENCE: Final = 20.0
"""Seconds."""
# Others that the library finds may write to a plain file, keep nothing, or send what they are given over a network.
_REAL: Final = ("SecretService", "libsecret", "kwallet", "macOS", "Windows")


class Keyring(Protocol):
    """Keeps texts by name."""

    def get(self, name: str) -> str | None:
        """Return what is kept by a name, None where there is nothing or the keyring does not answer."""

    def put(self, name: str, value: str) -> bool:
        """Keep something; return whether it is kept indeed."""

    def remove(self, name: str) -> None:
        """Forget something, as far as the keyring answers."""


class SystemKeyring:
    """The keyring of the system.

    Args:
        find: returns the library's keyring; replaced in tests.
        patience: seconds to wait for an answer.
    """

    def __init__(self, find: "Callable[[], KeyringBackend] | None" = None, patience: float = PATIENCE) -> None:
        self._find = find or _found
        self._patience = patience

    def get(self, name: str) -> str | None:
        """Return what is kept by a name, None where there is nothing or the keyring does not answer."""
        return self._ask(lambda backend: backend.get_password(SERVICE, name))

    def put(self, name: str, value: str) -> bool:
        """Keep something and read it back; return whether it is kept indeed."""

        def keep(backend: "KeyringBackend") -> str | None:
            backend.set_password(SERVICE, name, value)
            return backend.get_password(SERVICE, name)

        return self._ask(keep) == value

    def remove(self, name: str) -> None:
        """Forget something, as far as the keyring answers."""
        self._ask(lambda backend: backend.delete_password(SERVICE, name))

    def _ask(self, question: "Callable[[KeyringBackend], str | None]") -> str | None:
        """Ask in a thread of its own; an answer that comes too late is dropped.

        A keyring is another program: whatever it raises, its meaning here is that it did not answer.
        """
        answers: list[str | None] = []

        def ask() -> None:
            try:
                backend = real(self._find())
                if backend is not None:
                    answers.append(question(backend))
            except Exception:  # noqa: BLE001  see above; its text may quote a value
                return

        thread = threading.Thread(target=ask, name="keyring", daemon=True)
        thread.start()
        thread.join(self._patience)
        return answers[0] if answers else None


def real(backend: "KeyringBackend") -> "KeyringBackend | None":
    """Return the first real keyring of what the library found, None for none."""
    if type(backend).__module__ == "keyring.backends.chainer":
        for each in getattr(backend, "backends", ()):
            if (found := real(each)) is not None:
                return found
        return None
    package, _, name = type(backend).__module__.rpartition(".")
    return backend if package == "keyring.backends" and name in _REAL else None


def _found() -> "KeyringBackend":
    import keyring  # noqa: PLC0415  slow to load, and not every start needs it

    return keyring.get_keyring()

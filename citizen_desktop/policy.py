"""What the owner of the machine has decided, in ``policy.toml``: it stands above the person's settings.

A key that is not known or a value of the wrong type is a refusal to start that names it: a rule misspelt would be a rule not kept.
"""

import os
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import msgspec

from citizen_desktop.bidi import isolate
from citizen_desktop.errors import UserError
from citizen_desktop.i18n import Language, gettext
from citizen_desktop.paths import site_policy
from citizen_desktop.settings import ThemeChoice

ENVIRONMENT_VARIABLE: Final = "CITIZEN_DESKTOP_POLICY"

_Seconds = Annotated[int, msgspec.Meta(ge=1, le=86_400)]
_Days = Annotated[int, msgspec.Meta(ge=1, le=3_650)]
_Megabytes = Annotated[int, msgspec.Meta(ge=1, le=100_000)]


class Mode(StrEnum):
    """For whom the machine stands there."""

    PERSONAL = "personal"
    CENTRE = "centre"
    KIOSK = "kiosk"


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The owner's decisions; None leaves the choice to the person.

    Args:
        mode: one person's own computer, a help centre's, or a kiosk.
        language: the language of every start.
        theme: the theme of every start.
        idle_seconds: seconds without a touch after which a kiosk warns.
        warning_seconds: seconds the warning stands before a kiosk erases.
        retention_days: days after its last change that a draft is kept.
        auto_lock_minutes: minutes without a touch after which the store locks.
        size_limit_file_mb: largest single attachment, in megabytes.
        size_limit_package_mb: largest package, in megabytes.
        content_keys: public keys, in hexadecimal, that may sign an update of the content.
        staff_pin_hash: Argon2 hash of the staff's number in a kiosk.
        export_removable_only: packages, hand-overs and backups go to removable media only.
    """

    mode: Mode = Mode.PERSONAL
    language: Language | None = None
    theme: ThemeChoice | None = None
    idle_seconds: _Seconds | None = None
    warning_seconds: _Seconds | None = None
    retention_days: _Days | None = None
    auto_lock_minutes: Annotated[int, msgspec.Meta(ge=1, le=1_440)] | None = None
    size_limit_file_mb: _Megabytes | None = None
    size_limit_package_mb: _Megabytes | None = None
    content_keys: tuple[Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")], ...] = ()
    staff_pin_hash: str | None = None
    export_removable_only: bool = False

    @property
    def remembers(self) -> bool:
        """Whether choices and window places may be kept for the next start: in a kiosk the next start is a stranger's.

        How many found an answer useful is kept all the same: it tells of nobody (``usefulness``).
        """
        return self.mode is not Mode.KIOSK


def load_policy() -> Policy:
    """Read the policy that the environment names, or else the site's; no file means no restrictions.

    Raises:
        UserError: the file can't be read, or says something that is not understood.
    """
    named = os.environ.get(ENVIRONMENT_VARIABLE)
    path = Path(named) if named else site_policy()
    try:
        # Some editors begin a file with a byte order mark.
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        if named:
            raise UserError(gettext("The policy file {file} is not there.").format(file=isolate(str(path)))) from None
        return Policy()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(gettext("The policy file {file} can't be read.").format(file=isolate(str(path)))) from error
    try:
        return msgspec.convert(tomllib.loads(text), Policy)
    except (ValueError, RecursionError, msgspec.ValidationError) as error:
        message = gettext("The policy file {file} is not right, so the application does not start: {reason}")
        raise UserError(message.format(file=isolate(str(path)), reason=isolate(str(error)))) from error

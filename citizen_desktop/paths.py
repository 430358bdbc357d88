"""The one place for paths: what the application ships and what it owns."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

APPLICATION: Final = "citizen-desktop"

_PACKAGE: Final = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    """Return a folder that lies inside the installed package, or beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resources() -> Path:
    """Return the folder of the content, the fonts, the icons and the theme."""
    return _shipped("resources")


def translations() -> Path:
    """Return the folder of the compiled catalogues."""
    return _shipped("translations")


def site_policy() -> Path:
    """Return where the site's policy file lies, whether or not there is one."""
    import platformdirs  # noqa: PLC0415  only a start without a policy of its own asks

    return platformdirs.site_config_path(APPLICATION, appauthor=False) / "policy.toml"


@dataclass(frozen=True)
class OwnedFiles:
    """The files that the application writes unasked.

    Args:
        data: the folder that holds them all but the log.
        logs: the folder of the log.
    """

    data: Path
    logs: Path

    @classmethod
    def at(cls, folder: Path | None) -> "OwnedFiles":
        """Return the files under the folder named on the command line, or under the system's own place for them."""
        if folder is not None:
            return cls(folder.absolute(), folder.absolute() / "logs")
        import platformdirs  # noqa: PLC0415  not needed with a folder of one's own

        return cls(
            platformdirs.user_data_path(APPLICATION, appauthor=False),
            platformdirs.user_log_path(APPLICATION, appauthor=False),
        )

    @property
    def settings(self) -> Path:
        """Language, theme, text size: nothing personal."""
        return self.data / "settings.toml"

    @property
    def state(self) -> Path:
        """Where the window stood, what was being written, and how many found which answer useful."""
        return self.data / "state.toml"

    @property
    def store(self) -> Path:
        """The drafts, encrypted."""
        return self.data / "store.db"

    @property
    def store_key(self) -> Path:
        """How the key of the drafts is kept: nothing personal."""
        return self.data / "store.key"

    @property
    def store_lock(self) -> Path:
        """Who writes to the drafts."""
        return self.data / "store.lock"

    @property
    def snapshots(self) -> Path:
        """Encrypted copies of the drafts."""
        return self.data / "snapshots"

    @property
    def mishaps(self) -> Path:
        """Where the program went wrong, without any value."""
        return self.logs / "mishaps.log"

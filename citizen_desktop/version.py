"""The version: it stands in ``pyproject.toml`` and nowhere else."""

import tomllib
from pathlib import Path

from citizen_desktop.paths import APPLICATION


def version() -> str:
    """Return the installed version, or in a checkout the one of ``pyproject.toml``."""
    project = Path(__file__).resolve().parent.parent / "pyproject.toml"
    if project.is_file():
        found: str = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]
        return found
    from importlib import metadata  # noqa: PLC0415  brings half of the standard library along

    return metadata.version(APPLICATION)

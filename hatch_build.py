"""Hatchling's build hook: puts the compiled catalogues of messages into the wheel."""

import runpy
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[Any]):
    """Compiles the catalogues beside the sources, which may be read-only, and adds them to the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the wheel is written; an editable install reads the checkout's own."""
        if self.target_name != "wheel" or version == "editable":
            return
        self._compiled = tempfile.TemporaryDirectory(prefix="citizen-desktop-catalogues-")
        catalogues = runpy.run_path(str(Path(self.root, "translations", "catalogues.py")))
        for language, file in catalogues["compile_catalogues"](Path(self._compiled.name)).items():
            build_data["force_include"][str(file)] = f"citizen_desktop/translations/{language}/LC_MESSAGES/{file.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove what was compiled."""
        if hasattr(self, "_compiled"):
            self._compiled.cleanup()

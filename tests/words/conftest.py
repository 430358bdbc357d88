"""The two languages, from catalogues that are compiled for the tests alone."""

import importlib.util
from pathlib import Path

import pytest

from citizen_desktop import i18n, paths
from citizen_desktop.i18n import Language

SCRIPT = Path(__file__).resolve().parent.parent.parent / "translations" / "catalogues.py"


@pytest.fixture(scope="session")
def catalogues(tmp_path_factory) -> Path:
    spec = importlib.util.spec_from_file_location("catalogues_to_compile", SCRIPT)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    folder = tmp_path_factory.mktemp("catalogues")
    script.compile_catalogues(folder)
    return folder


@pytest.fixture(autouse=True)
def speak(catalogues):
    """Switch the language; Arabic at first, and the application's own catalogues again in the end."""
    i18n.use(Language.ARABIC, catalogues)
    yield i18n.use
    i18n.use(Language.ARABIC, paths.translations())

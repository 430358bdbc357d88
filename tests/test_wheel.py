"""The wheel: built from a plain copy of the sources, installed into an empty environment, run far from the checkout."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
NOT_SOURCES = (".*", "__pycache__", "build", "dist", "screens", "*.mo")
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]


def variables(**more):
    """The environment of somebody who has never seen the checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QT_", "PYTEST"))}
    return {**kept, **more}


def run(command, cwd, **more):
    done = subprocess.run(
        [*map(str, command)],
        check=False,
        cwd=cwd,
        env=variables(**more),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """The sources as an archive of them would hold them: no .git, nothing compiled."""
    folder = tmp_path_factory.mktemp("sources") / "citizen-desktop"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*NOT_SOURCES))
    return folder


def build_wheel(source, folder):
    run([*PIP, "wheel", "--no-build-isolation", "--no-deps", "--wheel-dir", folder, source], folder.parent)
    (wheel,) = folder.glob("citizen_desktop-*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(sources, tmp_path_factory):
    return build_wheel(sources, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def scripts(wheel, tmp_path_factory):
    """The commands of an environment that holds the locked libraries and the wheel, and nothing else."""
    folder = tmp_path_factory.mktemp("installed") / "environment"
    venv.create(folder, symlinks=os.name != "nt")
    into = [*PIP, "--python", folder, "install"]
    run([*into, "--require-hashes", "-r", ROOT / "run.lock"], folder.parent)
    run([*into, "--no-deps", "--no-index", wheel], folder.parent)
    return folder / ("Scripts" if os.name == "nt" else "bin")


def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_the_wheel_holds_what_the_application_reads(wheel):
    held = set(names(wheel))
    shipped = {
        f"citizen_desktop/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "resources").rglob("*")
        if path.is_file()
    }
    for needed in ("content/", "fonts/", "icons/", "theme/"):
        assert any(name.startswith(f"citizen_desktop/resources/{needed}") for name in shipped), needed
    assert any(name.endswith(".toml") for name in shipped)
    assert shipped - held == set()
    for language in ("ar", "en"):
        assert f"citizen_desktop/translations/{language}/LC_MESSAGES/citizen_desktop.mo" in held


def test_the_wheel_holds_every_licence(wheel):
    licences = {name.partition("/licenses/")[2] for name in names(wheel) if "/licenses/" in name}
    assert licences == {"LICENSE", "resources/fonts/LICENSE", "resources/icons/LICENSE"}


def test_the_wheel_holds_nothing_of_the_workshop(wheel):
    top = {name.partition("/")[0] for name in names(wheel)}
    assert {name for name in top if not name.endswith(".dist-info")} == {"citizen_desktop"}
    assert [name for name in names(wheel) if name.endswith((".po", ".pot", ".pyc")) or "__pycache__" in name] == []


def test_building_leaves_the_sources_as_they_were(sources, tmp_path):
    before = files(sources)
    build_wheel(sources, tmp_path)
    assert files(sources) == before


def test_the_source_archive_builds_the_same_wheel(sources, wheel, tmp_path):
    run([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path], sources)
    (archive,) = tmp_path.glob("citizen_desktop-*.tar.gz")
    with tarfile.open(archive) as opened:
        assert [name for name in opened.getnames() if name.endswith(".mo")] == []
    (tmp_path / "wheel").mkdir()
    assert sorted(names(build_wheel(archive, tmp_path / "wheel"))) == sorted(names(wheel))


def test_the_installed_command_says_which_channels_are_open(scripts, tmp_path):
    done = run([scripts / "citizen-desktop", "channels", "--json"], tmp_path)
    assert {channel["id"] for channel in json.loads(done.stdout)["channels"]} == {
        "phone",
        "portal",
        "x",
        "voice",
        "whatsapp",
    }
    assert done.stderr == ""


def test_the_installed_command_finds_its_catalogues(scripts, tmp_path):
    moment = ["--at", "2026-11-22T12:00"]
    english = run([scripts / "citizen-desktop", "channels", "--lang", "en", *moment], tmp_path).stdout.splitlines()
    arabic = run([scripts / "citizen-desktop", "channels", "--lang", "ar", *moment], tmp_path).stdout
    state = english[1].split(" · ")[2]
    assert state.isascii()
    assert state not in arabic


@pytest.mark.parametrize("command", ["citizen-desktop", "citizen-desktop-window"])
def test_the_installed_window_opens(scripts, tmp_path, command):
    done = run(
        [scripts / command, "--data-dir", tmp_path / "data", "--exit-after-first-paint"],
        tmp_path,
        QT_QPA_PLATFORM="offscreen",
    )
    assert done.stderr == ""

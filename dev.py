#!/usr/bin/env python3
"""The one script for working on Citizen Desktop: it sets up what a command needs, then runs it.

It needs Python 3.11 or newer and nothing else, and works the same on Linux, macOS and Windows. What it installs for
Python lies in ``.venv`` beside it; on Debian and Ubuntu it also installs the system's packages that Qt needs.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

MINIMUM = (3, 11)
LINUX = sys.platform == "linux"
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STATE = VENV / "dev-state.json"
UNFINISHED = VENV / "dev-unfinished"
SCREENS = ROOT / "screens"
CACHES = (".mypy_cache", ".pytest_cache", ".ruff_cache", ".import_linter_cache", ".hypothesis")
MADE = (".venv", ".cache", "__pycache__", "build", "dist", "screens", *CACHES)
DPKG_STATUS = Path("/var/lib/dpkg/status")


def _pairs(text: str) -> dict[str, str]:
    """Read "a=b c=d"."""
    return dict(pair.split("=", 1) for pair in text.split())


# What Qt loads, and the Debian package that brings it. Without these Qt does not load at all.
QT_LIBRARIES = _pairs(
    "libEGL.so.1=libegl1 libGL.so.1=libgl1 libX11.so.6=libx11-6 libxkbcommon.so.0=libxkbcommon0 "
    "libfontconfig.so.1=libfontconfig1 libfreetype.so.6=libfreetype6 libdbus-1.so.3=libdbus-1-3 "
    "libglib-2.0.so.0=libglib2.0-0"
)
# A window needs these too: the first lines on an X screen, the last under Wayland.
WINDOW_LIBRARIES = _pairs(
    "libX11-xcb.so.1=libx11-xcb1 libxkbcommon-x11.so.0=libxkbcommon-x11-0 libxcb-cursor.so.0=libxcb-cursor0 "
    "libxcb-icccm.so.4=libxcb-icccm4 libxcb-image.so.0=libxcb-image0 libxcb-keysyms.so.1=libxcb-keysyms1 "
    "libxcb-randr.so.0=libxcb-randr0 libxcb-render.so.0=libxcb-render0 libxcb-render-util.so.0=libxcb-render-util0 "
    "libxcb-shape.so.0=libxcb-shape0 libxcb-shm.so.0=libxcb-shm0 libxcb-sync.so.1=libxcb-sync1 "
    "libxcb-util.so.1=libxcb-util1 libxcb-xfixes.so.0=libxcb-xfixes0 libxcb-xkb.so.1=libxcb-xkb1 "
    "libwayland-client.so.0=libwayland-client0 libwayland-cursor.so.0=libwayland-cursor0 "
    "libwayland-egl.so.1=libwayland-egl1"
)
# The programs that the tests start, and their packages: for a screen, and to read a PDF back.
SCREEN_PROGRAMS = _pairs("Xvfb=xvfb xvfb-run=xvfb xauth=xauth openbox=openbox xdotool=xdotool pdftotext=poppler-utils")

# Words on the application's command line that open no window.
WINDOWLESS = {"channels", "faq", "package", "schema", "tour", "usefulness", "-h", "--help", "--version"}


class Needs(NamedTuple):
    """What a command needs set up before it runs."""

    lock: str
    qt: bool = False
    screen: bool = False
    catalogues: bool = False


RUN = Needs("run", qt=True, catalogues=True)
TEST = Needs("dev", qt=True, screen=True, catalogues=True)
BENCH = Needs("dev", qt=True, catalogues=True)
TOOLS = Needs("dev")


class Stop(Exception):  # noqa: N818  it is a sentence for the person, not a fault
    """Ends the script with a sentence and exit code 2."""


def say(text: str) -> None:
    """Tell the person something, apart from what the command itself prints."""
    print(f"dev.py: {text}", file=sys.stderr, flush=True)


# ---------------------------------------------------------------- what is set up already


def digest(*parts: str | bytes) -> str:
    """Return a short name for contents; the bounds between the parts count."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(b"%d:" % len(data) + data)
    return total.hexdigest()


def requirement(lock: str, name: str) -> str:
    """Return one package's entry of a lock file, with its hashes."""
    lines = lock.splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if line.startswith(f"{name}==")]
    if not starts:
        raise Stop(f"The lock file has no entry for {name}. Refresh it with: python3 dev.py lock")
    end = starts[0] + 1
    while end < len(lines) and lines[end].startswith(" "):
        end += 1
    return "".join(lines[starts[0] : end])


def locked(name: str) -> str:
    """Return the requirements of a set: ``run`` or ``dev``.

    The window needs the compiled catalogues, and Babel compiles them: it is not the application's own dependency, so
    its entry is taken from dev.lock.
    """
    dev = (ROOT / "dev.lock").read_text(encoding="utf-8")
    return dev if name == "dev" else (ROOT / "run.lock").read_text(encoding="utf-8") + requirement(dev, "babel")


def catalogue_state() -> str:
    """Name the catalogues as they are, or say that one is not compiled."""
    sources = sorted(ROOT.glob("translations/*/LC_MESSAGES/*.po"))
    if not all(source.with_suffix(".mo").exists() for source in sources):
        return "not compiled"
    return digest((ROOT / "translations" / "catalogues.py").read_bytes(), *(source.read_bytes() for source in sources))


def system_state(packages: Iterable[str]) -> str:
    """Name the system's packages as they are: the list wanted, and the system's own file about them."""
    try:
        status = DPKG_STATUS.stat()
    except OSError:
        return digest(*sorted(packages))
    return digest(*sorted(packages), f"{status.st_mtime_ns} {status.st_size}")


def place() -> str:
    """Name where the environment is and what interpreter is behind it: scripts in it break when either moves."""
    return f"{ROOT} {os.path.realpath(PYTHON)}"


def wanted(needs: Needs) -> dict[str, str]:
    """Return what dev-state.json says when everything that a command needs is set up."""
    state = {"place": place(), needs.lock: digest(locked(needs.lock))}
    if needs.catalogues:
        state["catalogues"] = catalogue_state()
    if LINUX and needs.qt:
        state["qt"] = system_state([*QT_LIBRARIES.values(), *WINDOW_LIBRARIES.values()])
    if LINUX and needs.screen:
        state["screen"] = system_state(SCREEN_PROGRAMS.values())
    return state


def recorded() -> dict[str, str]:
    """Return what is set up; nothing, if the last time was interrupted."""
    try:
        state = json.loads(STATE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) and PYTHON.exists() and not UNFINISHED.exists() else {}


def lacking(needs: Needs) -> set[str]:
    """Return the parts that are still to be set up."""
    return {name for name, _ in wanted(needs).items() - recorded().items()}


# ---------------------------------------------------------------- setting up


def prepare(needs: Needs) -> None:
    """Set up whatever a command needs and is not there yet; does next to nothing when all is."""
    if lacking(needs):
        with alone():
            parts = lacking(needs)  # another dev.py may have done it meanwhile
            if parts:
                _set_up(needs, parts)


def _set_up(needs: Needs, parts: set[str]) -> None:
    usable = _usable_environment()
    if not usable or parts & {"qt", "screen"}:
        _install_system_packages(needs, venv=not usable)
    if not usable:
        _create_environment()
    if needs.lock in parts or not usable:
        _install_libraries(needs.lock)
    if "catalogues" in parts:
        subprocess.run([PYTHON, ROOT / "translations" / "catalogues.py", "compile"], check=True, stdout=2)
    state = {**recorded(), **wanted(needs)}
    if needs.lock == "dev":
        state["run"] = digest(locked("run"))
    unfinished = STATE.with_suffix(".part")
    unfinished.write_text(json.dumps(state, indent=1), encoding="utf-8")
    unfinished.replace(STATE)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let one dev.py at a time change this checkout; the system drops the lock whatever becomes of the process."""
    path = ROOT / ".cache" / "dev.lock"
    path.parent.mkdir(exist_ok=True)
    with path.open("a+") as stream:
        if not _lock(stream.fileno()):
            say("Waiting for another dev.py here to finish...")
            while not _lock(stream.fileno()):
                time.sleep(0.2)
        yield


def _lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _usable_environment() -> bool:
    """Whether .venv works, was made here, and no installation into it broke off."""
    if UNFINISHED.exists() or not PYTHON.exists():
        return False
    if recorded().get("place", place()) != place():
        return False
    probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([PYTHON, "-c", probe], check=False, capture_output=True).returncode == 0


def _create_environment() -> None:
    if VENV.exists():
        say("The environment .venv is incomplete or from elsewhere: making it anew.")
        shutil.rmtree(VENV)
    VENV.mkdir()
    UNFINISHED.touch()
    # The interpreter behind an environment that this script itself was started from.
    interpreter = getattr(sys, "_base_executable", sys.executable)
    subprocess.run([interpreter, "-m", "venv", VENV], check=True, stdout=2)


def _install_libraries(name: str) -> None:
    """Install a set of locked libraries; the marker stays if that breaks off, and .venv is then made anew."""
    size = "100 MB" if name == "run" else "150 MB"
    say(f"Installing the libraries into .venv (about {size}, only when they change)...")
    UNFINISHED.touch()
    requirements = VENV / f"dev-{name}.txt"
    requirements.write_text(locked(name), encoding="utf-8")
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    subprocess.run([*pip, "--require-hashes", "-r", requirements], check=True, stdout=2)
    UNFINISHED.unlink()


# ---------------------------------------------------------------- packages of the system


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(needs: Needs) -> list[str]:
    """Return the Debian packages of what a command needs and this system does not have.

    What counts is whether a library loads and a program is found, so no package manager is asked: it works on every
    Linux, and whatever a package's name is on this one.
    """
    if not LINUX:
        return []
    libraries = {**QT_LIBRARIES, **WINDOW_LIBRARIES} if needs.qt else {}
    programs = SCREEN_PROGRAMS if needs.screen else {}
    missing = [package for library, package in libraries.items() if not _loads(library)]
    missing += [package for program, package in programs.items() if not shutil.which(program)]
    return list(dict.fromkeys(missing))


def choose_names(packages: Iterable[str], known: set[str]) -> list[str]:
    """Return the names under which this release has the packages: some are now called ``...t64``."""
    return [name if name in known or f"{name}t64" not in known else f"{name}t64" for name in packages]


def _install_system_packages(needs: Needs, *, venv: bool) -> None:
    """Install what is missing with apt-get, and stop if the command cannot do without what is still missing."""
    missing = missing_packages(needs)
    if venv and importlib.util.find_spec("ensurepip") is None:
        if sys.base_prefix != "/usr":
            raise Stop(f"The Python at {sys.base_prefix} has no ensurepip module. Use one that has it.")
        missing.append(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    if not missing:
        return
    _apt_get(missing)
    importlib.invalidate_caches()
    left = missing_packages(needs)
    if venv and importlib.util.find_spec("ensurepip") is None:
        raise Stop(f"Python's venv module is incomplete. Install the package {missing[-1]}, then try again.")
    if set(left) & set(QT_LIBRARIES.values()):
        raise Stop(f"Qt cannot load without these libraries: {' '.join(left)} (Debian's names). Install them first.")
    if left:
        say(f"Going on without: {' '.join(left)}. A window or a test may need them.")


def _apt_get(packages: list[str]) -> None:
    """Install packages, if that is possible here; says why not otherwise."""
    names = " ".join(packages)
    root = os.name == "posix" and os.geteuid() == 0
    if not shutil.which("apt-get"):
        say(f"Missing from this system (Debian's names of the packages): {names}")
        return
    if not root and not shutil.which("sudo"):
        say(f"Missing from this system; as root, run: apt-get install --no-install-recommends {names}")
        return
    sudo = "" if root else "sudo" if os.isatty(0) else "sudo -n"
    apt_get = [
        *sudo.split(),
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-qq",
        "-o",
        "DPkg::Lock::Timeout=300",
    ]
    say(f"Installing with apt-get: {names}")
    _quietly([*apt_get, "update"])
    known = subprocess.run(["apt-cache", "pkgnames"], check=False, capture_output=True, text=True).stdout.split()
    _quietly([*apt_get, "install", "-y", "--no-install-recommends", *choose_names(packages, set(known))])


def _quietly(command: list[str]) -> None:
    """Run a command and show what it printed only if it failed."""
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        print(done.stdout, file=sys.stderr)
        say(f"This failed with exit code {done.returncode}: {' '.join(command)}")


# ---------------------------------------------------------------- running


def environment(**changes: str | None) -> dict[str, str]:
    """Return this process's environment with the checkout on Python's path; ``None`` takes a variable away."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    together = {**os.environ, "PYTHONPATH": path, **changes}
    return {name: value for name, value in together.items() if value is not None}


def call(command: Iterable[str | Path], **changes: str | None) -> int:
    """Run a command in the checkout and return its exit code."""
    return subprocess.run([*command], check=False, cwd=ROOT, env=environment(**changes)).returncode


def application_arguments(arguments: list[str], variables: Mapping[str, str]) -> list[str]:
    """Return what to start the application with: where there is no screen for a window, the tour takes pictures."""
    screen = not LINUX or any(variables.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if screen or WINDOWLESS.intersection(arguments):
        return arguments
    say(f"No screen here: taking pictures of the application into {SCREENS} instead.")
    return [*arguments, "tour", "--out", str(SCREENS)]


def run(arguments: list[str]) -> int:
    """Start the application; further arguments go to it."""
    prepare(RUN)
    # -P: a file in the folder that the person stands in must not pass for one of Python's modules.
    command = [str(PYTHON), "-P", "-m", "citizen_desktop", *application_arguments(arguments, os.environ)]
    if os.name == "posix":
        os.execve(PYTHON, command, environment())  # noqa: S606  the application takes this process's place
    return subprocess.run(command, check=False, env=environment()).returncode


def screens(arguments: list[str]) -> int:
    """Take pictures of every page into screens/; further arguments go to the tour."""
    return run(["tour", "--out", str(SCREENS), *arguments])


def test(arguments: list[str]) -> int:
    """Run the tests, without a screen and (on Linux) on one; given pytest's own arguments, the set that they mean."""
    prepare(TEST)
    pytest: list[str | Path] = [PYTHON, "-m", "pytest", *arguments]
    on_screen = "-m screen" in " ".join(arguments)
    codes = {}
    if not on_screen:
        variables = {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": None, "WAYLAND_DISPLAY": None}
        # On all cores, unless somebody is after something of their own.
        shared = [] if arguments else ["-n", "auto", "--dist", "worksteal"]
        codes["without a screen"] = call([*pytest, *shared], LC_ALL="C.UTF-8", **variables)
    if on_screen or (LINUX and not arguments):
        xvfb = ["xvfb-run", "-a", "-s", "-screen 0 1400x1000x24", *pytest, *([] if arguments else ["-m", "screen"])]
        variables = {"QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": None}
        codes["on a screen"] = call(xvfb, LC_ALL="C.UTF-8", **variables) if shutil.which("xvfb-run") else 2
    return summary("The tests", codes)


def lint(_: list[str]) -> int:
    """Check format, style, types, layers and the catalogues of messages; all of them, whatever fails."""
    prepare(TOOLS)
    python: list[str | Path] = [PYTHON, "-m"]
    checks: dict[str, list[str | Path]] = {
        "format": [*python, "ruff", "format", "--check"],
        "style": [*python, "ruff", "check"],
        "types": [*python, "mypy", "citizen_desktop", "dev.py", "hatch_build.py", "translations/catalogues.py"],
        "layers": [BIN / "lint-imports", "--no-logo"],
        "catalogues of messages": [PYTHON, "translations/catalogues.py", "check"],
    }
    return summary("The checks of", {name: call(command) for name, command in checks.items()})


def summary(title: str, codes: dict[str, int]) -> int:
    """Say at the end what failed, and return the exit code for it all."""
    failed = [name for name, code in codes.items() if code]
    if failed:
        say(f"{title} {', '.join(failed)}: failed.")
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """Run the benchmarks; further arguments go to them."""
    prepare(BENCH)
    return call([PYTHON, "-m", "benchmarks", *arguments])


def messages(_: list[str]) -> int:
    """Bring the template and the catalogues of messages up to date with the sources."""
    prepare(TOOLS)
    return call([PYTHON, "translations/catalogues.py", "update"])


def lock(arguments: list[str]) -> int:
    """Refresh run.lock and dev.lock with uv; further arguments go to it, such as --upgrade."""
    if not shutil.which("uv"):
        raise Stop("This needs uv. Install it, for example with: pipx install uv")
    uv = ["uv", "--quiet", "pip", "compile", "--universal", "--generate-hashes", "--python-version", "3.11"]
    uv += ["--no-emit-index-url", "--no-header", *arguments, "pyproject.toml"]
    code = call([*uv, "-o", "run.lock"])
    return code or call([*uv, "--group", "dev", "-c", "run.lock", "-o", "dev.lock"])


def clean(_: list[str]) -> int:
    """Remove .venv and everything else that the other commands made."""
    made = [ROOT / name for name in MADE]
    for folder in ("citizen_desktop", "tests", "benchmarks", "translations"):
        made += (ROOT / folder).rglob("__pycache__")
    for path in filter(Path.exists, made):
        shutil.rmtree(path)
    for compiled in ROOT.glob("translations/*/LC_MESSAGES/*.mo"):
        compiled.unlink()
    return 0


COMMANDS: tuple[Callable[[list[str]], int], ...] = (run, test, lint, screens, bench, messages, lock, clean)


def usage() -> str:
    """Return the text of --help, from what the commands say of themselves."""
    lines = [f"  {command.__name__:9} {command.__doc__}" for command in COMMANDS]
    return "\n".join(["Usage: python3 dev.py COMMAND [arguments...]", "", *lines])


def main(arguments: list[str]) -> int:
    """Run one command and return the exit code."""
    if sys.version_info[:2] < MINIMUM:
        say("This needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info[:2]))
        return 2
    chosen = next((command for command in COMMANDS if [command.__name__] == arguments[:1]), None)
    if chosen is None:
        asked = arguments[:1] in (["-h"], ["--help"])
        print(usage(), file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    try:
        return chosen(arguments[1:])
    except Stop as stop:
        say(str(stop))
        return 2
    except subprocess.CalledProcessError as error:
        say(f"This failed with exit code {error.returncode}: {' '.join(map(str, error.cmd))}")
    except OSError as error:
        say(f"{error.strerror or error}: {error.filename or 'the file system'}")
    except KeyboardInterrupt:
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

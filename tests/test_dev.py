"""dev.py: what it sets up, when it does so again, and what it runs."""

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
PO = "translations/ar/LC_MESSAGES/citizen_desktop.po"


@pytest.fixture
def dev(tmp_path, monkeypatch):
    """dev.py of a small checkout of its own; a program that it starts unasked fails the test."""
    checkout = tmp_path / "check out"
    for name in ("dev.py", "run.lock", "dev.lock", "translations/catalogues.py"):
        target = checkout / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    (checkout / PO).parent.mkdir(parents=True)
    (checkout / PO).write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")
    spec = importlib.util.spec_from_file_location("dev_of_a_small_checkout", checkout / "dev.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    status = tmp_path / "dpkg-status"
    status.write_text("one\n", encoding="utf-8")

    def unexpected(command, **_):
        pytest.fail(f"started {command}")

    monkeypatch.setattr(module, "LINUX", True)
    monkeypatch.setattr(module, "DPKG_STATUS", status)
    monkeypatch.setattr(module.subprocess, "run", unexpected)
    return module


class Programs:
    """Stands in for subprocess.run: does what the programs of a set-up would leave behind, or fails."""

    def __init__(self, dev: ModuleType, failing: str = "") -> None:
        self.dev = dev
        self.failing = failing
        self.started: list[str] = []

    def __call__(self, command, **_):
        line = " ".join(map(str, command))
        kind = next(k for k in ("-m venv", "-m pip", "compile", "-c import") if k in line)
        self.started.append(kind)
        if kind == self.failing:
            raise subprocess.CalledProcessError(1, command)
        if kind == "-m venv":
            self.dev.PYTHON.parent.mkdir(parents=True)
            self.dev.PYTHON.touch()
        if kind == "compile":
            (self.dev.ROOT / PO).with_suffix(".mo").touch()
        return subprocess.CompletedProcess(command, 0)


def set_up(dev, monkeypatch, needs=None, failing=""):
    programs = Programs(dev, failing)
    monkeypatch.setattr(dev.subprocess, "run", programs)
    monkeypatch.setattr(dev, "missing_packages", lambda _: [])
    dev.prepare(needs or dev.RUN)
    return programs.started


def test_it_can_say_its_sentence_on_old_pythons():
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_an_old_python_gets_a_sentence(dev, monkeypatch, capsys):
    monkeypatch.setattr(dev.sys, "version_info", (3, 10, 9))
    assert dev.main(["run"]) == 2
    assert "needs Python 3.11 or newer; this is Python 3.10." in capsys.readouterr().err


def test_help_names_every_command(dev, capsys):
    assert dev.main(["--help"]) == 0
    out = capsys.readouterr().out
    for name in ("run", "test", "lint", "screens", "bench", "messages", "lock", "clean"):
        assert re.search(rf"^  {name} +\S", out, re.MULTILINE), name


@pytest.mark.parametrize("arguments", [[], ["nonsense"]])
def test_an_unknown_command_is_refused(dev, arguments):
    assert dev.main(arguments) == 2


def test_a_new_checkout_is_set_up_once(dev, monkeypatch):
    assert set_up(dev, monkeypatch) == ["-m venv", "-m pip", "compile"]
    assert set_up(dev, monkeypatch) == []


def test_what_the_tests_need_serves_the_application_too(dev, monkeypatch):
    assert set_up(dev, monkeypatch, dev.TEST) == ["-m venv", "-m pip", "compile"]
    assert set_up(dev, monkeypatch, dev.RUN) == []


def test_what_the_application_needs_does_not_serve_the_tests(dev, monkeypatch):
    set_up(dev, monkeypatch, dev.RUN)
    assert set_up(dev, monkeypatch, dev.TEST) == ["-c import", "-m pip"]


def test_a_broken_installation_is_made_anew(dev, monkeypatch):
    with pytest.raises(subprocess.CalledProcessError):
        set_up(dev, monkeypatch, failing="-m pip")
    assert set_up(dev, monkeypatch) == ["-m venv", "-m pip", "compile"]


def test_an_update_that_breaks_off_is_made_anew(dev, monkeypatch):
    set_up(dev, monkeypatch)
    change(dev.ROOT / "run.lock")
    with pytest.raises(subprocess.CalledProcessError):
        set_up(dev, monkeypatch, failing="-m pip")
    assert set_up(dev, monkeypatch) == ["-m venv", "-m pip", "compile"]


def change(path):
    path.write_text(path.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (lambda dev: change(dev.ROOT / "run.lock"), {"run"}),
        (lambda dev: change(dev.ROOT / PO), {"catalogues"}),
        (lambda dev: (dev.ROOT / PO).with_suffix(".mo").unlink(), {"catalogues"}),
        (lambda dev: change(dev.DPKG_STATUS), {"qt"}),
        (lambda dev: dev.UNFINISHED.touch(), {"place", "run", "catalogues", "qt"}),
        (lambda dev: dev.PYTHON.unlink(), {"place", "run", "catalogues", "qt"}),
        (lambda dev: dev.STATE.write_text("{broken", encoding="utf-8"), {"place", "run", "catalogues", "qt"}),
    ],
    ids=["lock", "catalogue", "compiled", "system", "unfinished", "interpreter", "record"],
)
def test_a_change_is_noticed_and_nothing_else(dev, monkeypatch, event, expected):
    set_up(dev, monkeypatch)
    assert dev.lacking(dev.RUN) == set()
    event(dev)
    assert dev.lacking(dev.RUN) == expected


def test_a_moved_checkout_gets_an_environment_of_its_own(dev, monkeypatch, tmp_path):
    set_up(dev, monkeypatch)
    moved = tmp_path / "moved"
    old = dev.ROOT
    shutil.move(old, moved)
    for name in ("ROOT", "VENV", "PYTHON", "STATE", "UNFINISHED"):
        monkeypatch.setattr(dev, name, moved / getattr(dev, name).relative_to(old))
    assert dev.lacking(dev.RUN) == {"place"}
    assert set_up(dev, monkeypatch) == ["-m venv", "-m pip"]


def test_one_at_a_time(dev):
    with dev.alone(), (dev.ROOT / ".cache" / "dev.lock").open("a+") as other:
        assert not dev._lock(other.fileno())
    with (dev.ROOT / ".cache" / "dev.lock").open("a+") as other:
        assert dev._lock(other.fileno())


def test_babel_comes_with_its_hashes_and_alone(dev):
    entry = dev.requirement((ROOT / "dev.lock").read_text(encoding="utf-8"), "babel")
    assert re.match(r"babel==[\d.]+ \\\n +--hash=sha256:", entry)
    assert len(re.findall("==", entry)) == 1


def test_a_lock_file_without_babel_gets_a_sentence(dev, capsys):
    (dev.ROOT / "dev.lock").write_text("", encoding="utf-8")
    assert dev.main(["run"]) == 2
    assert "no entry for babel" in capsys.readouterr().err


def pins(lock):
    """The entries of a lock file: name to version, and their hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.findall(r"^(\S+)==(\S+)(.*(?:\n +.*)*)", text, re.MULTILINE)
    return {name: (version, "--hash=sha256:" in rest) for name, version, rest in entries}


def test_the_lock_files_agree():
    run, dev = pins("run.lock"), pins("dev.lock")
    assert run
    assert {name: dev.get(name) for name in run} == run


@pytest.mark.parametrize("lock", ["run.lock", "dev.lock"])
def test_everything_locked_has_a_hash_and_no_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert [name for name, (_, hashed) in pins(lock).items() if not hashed] == []
    assert "://" not in text
    assert not re.search(r"^\s*--(?!hash=)", text, re.MULTILINE)


def test_only_what_does_not_load_is_missing(dev, monkeypatch):
    monkeypatch.setattr(dev, "_loads", lambda library: library not in {"libEGL.so.1", "libxcb-cursor.so.0"})
    monkeypatch.setattr(dev.shutil, "which", lambda program: None if program.lower().startswith("xvfb") else program)
    assert dev.missing_packages(dev.RUN) == ["libegl1", "libxcb-cursor0"]
    assert dev.missing_packages(dev.TEST) == ["libegl1", "libxcb-cursor0", "xvfb"]
    assert dev.missing_packages(dev.TOOLS) == []


def test_nothing_is_missing_elsewhere_than_on_linux(dev, monkeypatch):
    monkeypatch.setattr(dev, "LINUX", False)
    monkeypatch.setattr(dev, "_loads", lambda _: False)
    assert dev.missing_packages(dev.TEST) == []


def test_packages_go_by_the_name_of_the_release(dev):
    wanted = ["libegl1", "libglib2.0-0", "unknown"]
    assert dev.choose_names(wanted, {"libegl1", "libglib2.0-0t64"}) == ["libegl1", "libglib2.0-0t64", "unknown"]
    assert dev.choose_names(wanted, {"libegl1", "libglib2.0-0"}) == wanted


@pytest.mark.parametrize(("missing", "goes_on"), [("libegl1", False), ("libwayland-egl1", True)])
def test_without_apt_get_only_what_qt_cannot_do_without_stops_it(dev, monkeypatch, capsys, missing, goes_on):
    monkeypatch.setattr(dev, "missing_packages", lambda _: [missing])
    monkeypatch.setattr(dev.shutil, "which", lambda _: None)
    if goes_on:
        dev._install_system_packages(dev.RUN, venv=False)
    else:
        with pytest.raises(dev.Stop, match=missing):
            dev._install_system_packages(dev.RUN, venv=False)
    assert f"Missing from this system (Debian's names of the packages): {missing}" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_with_a_screen_the_window_opens(dev, name):
    assert dev.application_arguments(["--lang", "en"], {name: ":0"}) == ["--lang", "en"]


def test_without_a_screen_the_tour_takes_pictures(dev, capsys):
    expected = ["--lang", "en", "tour", "--out", str(dev.SCREENS)]
    assert dev.application_arguments(["--lang", "en"], {"DISPLAY": ""}) == expected
    assert "No screen here" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["channels", "--json"], ["tour", "--out", "x"], ["--help"]])
def test_without_a_screen_what_opens_no_window_runs_as_it_is(dev, arguments):
    assert dev.application_arguments(arguments, {}) == arguments


def test_every_command_of_the_application_is_known_to_open_no_window(dev):
    from citizen_desktop.cli import _parser

    commands = re.search(r"^commands:\n(?:  COMMAND\n)?((?:    .*\n)+)", _parser().format_help(), re.MULTILINE)
    assert set(re.findall(r"^    (\w+)", commands[1], re.MULTILINE)) <= dev.WINDOWLESS


@pytest.mark.skipif(os.name == "nt", reason="Windows starts a process of its own")
def test_the_application_runs_where_the_person_stands(dev, monkeypatch, tmp_path):
    set_up(dev, monkeypatch)
    started = []
    monkeypatch.setattr(dev.os, "execve", lambda *arguments: started.append(arguments))
    monkeypatch.setattr(dev.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", "mine")
    dev.main(["run", "channels", "--json"])
    (program, command, variables) = started[0]
    assert program == dev.PYTHON
    assert command == [str(dev.PYTHON), "-P", "-m", "citizen_desktop", "channels", "--json"]
    assert variables["PYTHONPATH"] == f"{dev.ROOT}{os.pathsep}mine"
    assert Path.cwd() == tmp_path


class Calls:
    """Stands in for dev.call."""

    def __init__(self, *codes: int) -> None:
        self.codes = list(codes)
        self.made: list[tuple[str, dict]] = []

    def __call__(self, command, **variables):
        self.made.append((" ".join(map(str, command)), variables))
        return self.codes.pop(0)


@pytest.fixture
def calls(dev, monkeypatch):
    def prepare(*codes):
        made = Calls(*codes)
        monkeypatch.setattr(dev, "prepare", lambda _: None)
        monkeypatch.setattr(dev, "call", made)
        monkeypatch.setattr(dev.shutil, "which", lambda program: program)
        return made

    return prepare


@pytest.mark.parametrize(("codes", "expected"), [((0, 0), 0), ((1, 0), 1), ((0, 1), 1), ((0, 5), 1)])
def test_both_sets_of_tests_run_and_either_fails_the_whole(dev, calls, codes, expected):
    made = calls(*codes)
    assert dev.main(["test"]) == expected
    (offscreen, without), (screen, with_) = made.made
    assert offscreen.endswith("-m pytest -n auto --dist worksteal")
    assert without == {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": None, "WAYLAND_DISPLAY": None, "LC_ALL": "C.UTF-8"}
    assert screen.startswith("xvfb-run")
    assert screen.endswith("-m screen")
    assert with_["QT_QPA_PLATFORM"] == "xcb"


def test_arguments_choose_the_set(dev, calls):
    made = calls(0, 0)
    dev.main(["test", "-k", "something"])
    dev.main(["test", "-m", "screen", "-x"])
    (offscreen, _), (screen, _) = made.made
    assert offscreen.endswith("-m pytest -k something")
    assert screen.startswith("xvfb-run")
    assert screen.endswith("-m pytest -m screen -x")


def test_elsewhere_than_on_linux_only_the_tests_without_a_screen_run(dev, calls, monkeypatch):
    monkeypatch.setattr(dev, "LINUX", False)
    made = calls(0)
    assert dev.main(["test"]) == 0
    assert len(made.made) == 1


@pytest.mark.parametrize("failing", range(5))
def test_every_check_runs_and_any_fails_the_whole(dev, calls, failing, capsys):
    made = calls(*(int(number == failing) for number in range(5)))
    assert dev.main(["lint"]) == 1
    for number, name in enumerate(("ruff format --check", "ruff check", "mypy", "lint-imports", "catalogues.py check")):
        assert name in made.made[number][0]
    assert len(made.made) == 5
    assert "failed" in capsys.readouterr().err


def test_all_checks_passing_passes(dev, calls):
    calls(*[0] * 5)
    assert dev.main(["lint"]) == 0


def test_clean_removes_what_was_made_and_no_more(dev):
    made = [".venv/bin/x", ".cache/x", "dist/x.whl", "tests/__pycache__/x.pyc", "screens/x.png", f"{PO[:-3]}.mo"]
    kept = ["dev.py", "run.lock", "tests/test_x.py", PO]
    for name in [*made, "tests/test_x.py"]:
        (dev.ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (dev.ROOT / name).touch()
    assert dev.main(["clean"]) == 0
    assert [name for name in made if (dev.ROOT / name).exists()] == []
    assert [name for name in kept if not (dev.ROOT / name).exists()] == []


def test_what_fails_gets_a_sentence_and_no_traceback(dev, monkeypatch, capsys):
    (dev.ROOT / "run.lock").unlink()
    assert dev.main(["run"]) == 1
    assert "run.lock" in capsys.readouterr().err


def test_interrupting_is_quiet(dev, monkeypatch, capsys):
    def interrupt(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(dev, "prepare", interrupt)
    assert dev.main(["lint"]) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="bash")
@pytest.mark.parametrize(("failing", "expected"), [("none", 0), ("lint", 1), ("test", 1)])
def test_continuous_integration_runs_both_and_fails_with_either(tmp_path, failing, expected):
    python = tmp_path / "python3"
    python.write_text(f'#!/bin/sh\necho "$@"\ntest "$2" != {failing}\n', encoding="utf-8")
    python.chmod(0o755)
    variables = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["bash", ROOT / ".ci/run"], check=False, env=variables, capture_output=True, text=True)
    assert done.stdout.splitlines() == ["dev.py lint", "dev.py test"]
    assert done.returncode == expected

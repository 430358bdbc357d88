"""What holds for every source file of the package, and that each check finds what it looks for."""

import ast
import os
import pkgutil
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "citizen_desktop"
MODULES = sorted(PACKAGE.rglob("*.py"))

ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
PRESENT_MOMENT = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
    ("time", "time"), ("time", "time_ns"), ("time", "monotonic"), ("time", "monotonic_ns"), ("time", "clock_gettime"),
    ("time", "localtime"), ("time", "gmtime"), ("time", "ctime"),
    ("QDateTime", "currentDateTime"), ("QDateTime", "currentDateTimeUtc"), ("QDateTime", "currentMSecsSinceEpoch"),
    ("QDateTime", "currentSecsSinceEpoch"), ("QDate", "currentDate"), ("QTime", "currentTime"),
}  # fmt: skip
NETWORK = {"socket", "socketserver", "ssl", "http", "urllib", "ftplib", "smtplib", "asyncio", "selectors", "webbrowser"}
TRANSLATES = {"_", "N_", "gettext", "ngettext", "pgettext", "npgettext"}


def last_name(node: ast.expr) -> str:
    """``b`` of ``a.b``."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def reads_the_time(source: str) -> list[str]:
    tree = ast.parse(source)
    found = [
        f"{last_name(call.func.value)}.{call.func.attr}"
        for call in calls(tree)
        if isinstance(call.func, ast.Attribute) and (last_name(call.func.value), call.func.attr) in PRESENT_MOMENT
    ]
    found += [
        f"from time import {name.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "time"
        for name in node.names
    ]
    return found


def imports_the_network(source: str) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.append(node.module)
            names += [f"{node.module}.{name.name}" for name in node.names]
        elif isinstance(node, ast.Call) and last_name(node.func) in {"import_module", "__import__"}:
            names += [str(argument.value) for argument in node.args if isinstance(argument, ast.Constant)]
    return [name for name in names if name.partition(".")[0] in NETWORK or "QtNetwork" in name or "QtWeb" in name]


def hides_a_message(source: str) -> list[int]:
    """Lines of messages that Babel can't extract: called inside an f-string, or put together before they are translated."""
    tree = ast.parse(source)
    hidden = [
        call.lineno
        for text in ast.walk(tree)
        if isinstance(text, ast.JoinedStr)
        for call in calls(text)
        if last_name(call.func) in TRANSLATES
    ]
    made_up = (ast.JoinedStr, ast.BinOp, ast.Call)
    hidden += [
        call.lineno
        for call in calls(tree)
        if last_name(call.func) in TRANSLATES and any(isinstance(argument, made_up) for argument in call.args[:1])
    ]
    return hidden


def has_arabic(source: str) -> list[str]:
    """Letters as they stand in the file, and those that a string would have from an escape."""
    found = ARABIC.findall(source)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            # U+061C is a direction mark, no letter.
            found += ARABIC.findall(node.value.replace("\u061c", ""))
    return found


CHECKS = {
    reads_the_time: [
        "import datetime\ndatetime.datetime.now()",
        "from datetime import date\nx = date.today()",
        "import time\ntime.time()",
        "from time import monotonic",
        "QDateTime.currentDateTime()",
    ],
    imports_the_network: [
        "import socket",
        "import urllib.request",
        "def f():\n    from http import client",
        "from PySide6.QtNetwork import QTcpSocket",
        "from PySide6 import QtNetwork",
        "import importlib\nimportlib.import_module('socket')",
    ],
    hides_a_message: [
        "f\"{_('Close')}\"",
        "f\"{gettext('Close')}!\"",
        "f\"{name:{_('x')}}\"",
        "f\"{i18n.ngettext('a', 'b', 2)}\"",
        '_(f"Close {name}")',
        '_("Close " + name)',
        '_("Close {n}".format(n=1))',
    ],
    has_arabic: ["x = 'إغلاق'", "# إغلاق\n", "x = '\\u0625'"],
}
HARMLESS = [
    "self._clock.now()",
    "moment.time()",
    "status.turn.at.date()",
    "import time\ntime.sleep",
    "_('Close {name}').format(name=name)",
    "f'{name}'",
    "_(label)",
    "x = 0x061C",
    "from citizen_desktop.http_codes import x",
]


@pytest.mark.parametrize(
    ("check", "sample"), [(check, sample) for check, samples in CHECKS.items() for sample in samples]
)
def test_a_check_finds_what_it_looks_for(check, sample):
    assert check(sample)


@pytest.mark.parametrize("sample", HARMLESS)
def test_no_check_finds_what_is_not_there(sample):
    assert [check(sample) for check in CHECKS] == [[]] * len(CHECKS)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_no_module_does_it(check):
    assert len(MODULES) > 30
    faults = {
        path.relative_to(ROOT).as_posix(): found
        for path in MODULES
        if path.relative_to(PACKAGE).as_posix() != "clock.py" or check is not reads_the_time
        if (found := check(path.read_text(encoding="utf-8")))
    }
    assert faults == {}


def test_the_clock_is_what_reads_the_time():
    """Or else the exception for it would be stale."""
    assert reads_the_time((PACKAGE / "clock.py").read_text(encoding="utf-8"))


def modules_below(folder: Path, name: str) -> list[str]:
    return [name, *(found.name for found in pkgutil.walk_packages([str(folder)], f"{name}."))]


def loaded_by(modules: list[str]) -> set[str]:
    """What a fresh interpreter has loaded once it has imported these."""
    program = f"import sys, importlib\nfor name in {modules!r}: importlib.import_module(name)\nprint(*sys.modules)"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return set(done.stdout.split())


def test_paper_needs_no_widgets():
    modules = modules_below(PACKAGE / "printing", "citizen_desktop.printing")
    assert len(modules) > 1
    loaded = loaded_by(modules)
    assert set(modules) <= loaded
    assert "PySide6.QtWidgets" not in loaded


def test_the_ground_floor_needs_no_qt():
    """The modules that ``pyproject.toml`` forbids Qt, loaded for real, and the command line above them."""
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    (ground,) = [rule["source_modules"] for rule in rules if "PySide6" in rule.get("forbidden_modules", [])]
    modules = ["citizen_desktop.cli"]
    for name in ground:
        folder = ROOT.joinpath(*name.split("."))
        modules += modules_below(folder, name) if folder.is_dir() else [name]
    loaded = loaded_by(modules)
    assert set(modules) <= loaded
    assert [name for name in loaded if name.startswith(("PySide6", "shiboken6"))] == []
    assert loaded & {"socket", "ssl", "http.client", "urllib.request", "asyncio"} == set()

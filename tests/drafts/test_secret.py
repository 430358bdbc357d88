"""Secret bytes: locked, told to nobody, wiped; and a process whose memory the system writes nowhere."""

import copy
import ctypes
import logging
import pickle
import subprocess
import sys
import traceback

import pytest

from citizen_desktop.drafts import secret as module
from citizen_desktop.drafts.secret import Secret

PLANTED = b"planted-key-bytes-0123456789abcd"


def test_it_holds_what_it_was_given_and_wipes_where_that_came_from():
    source = bytearray(PLANTED)
    secret = Secret(source)
    assert bytes(secret) == PLANTED
    assert source == bytes(len(PLANTED))
    assert len(secret) == 32
    assert secret.same_as(Secret(PLANTED))
    assert not secret.same_as(Secret(b"x" * 32))


def test_wiping_overwrites_the_memory_itself():
    secret = Secret(PLANTED)
    held = secret.view()
    address = ctypes.addressof(ctypes.c_char.from_buffer(held))
    assert ctypes.string_at(address, 32) == PLANTED
    secret.wipe()
    # The page is still there, since a view is held.
    assert ctypes.string_at(address, 32) == bytes(32)
    assert secret.wiped
    with pytest.raises(ValueError, match="wiped"):
        secret.view()
    secret.wipe()


def test_leaving_and_forgetting_wipe_too():
    with Secret(PLANTED) as secret:
        held = secret.view()
    assert bytes(held) == bytes(32)
    forgotten = Secret(PLANTED)
    held = forgotten.view()
    del forgotten
    assert bytes(held) == bytes(32)


def test_a_copy_lives_on_its_own():
    first = Secret(PLANTED)
    second = first.copy()
    first.wipe()
    assert bytes(second) == PLANTED


def test_nothing_shows_it(caplog):
    secret = Secret(PLANTED)
    shown = [repr(secret), str(secret), f"{secret}"]
    logging.getLogger("x").warning("%s %r", secret, secret)
    shown.append(caplog.text)
    try:
        secret.view()[40]
    except IndexError:
        shown.append(traceback.format_exc())
    assert len(shown) == 5
    for text in shown:
        assert "planted" not in text
    for take in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            take(secret)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads Linux's own account of the memory")
def test_locked_is_what_the_system_says():
    program = """
import sys
from pathlib import Path
from citizen_desktop.drafts.secret import Secret
def locked():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmLck")))
before = locked()
first, second = Secret.random(), Secret.random()
with_two = locked()
first.wipe()
print(second.locked, with_two - before, locked() - before)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    claims, two, one = done.stdout.split()
    # Wiping one takes no lock off the other.
    assert (claims, int(two) > 0, int(one) * 2) == (("True", True, int(two)) if int(two) else ("False", False, 0))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_it_says_so_where_memory_cannot_be_locked(monkeypatch):
    class Refusing:
        def mlock(self, *_arguments):
            return -1

        def munlock(self, *_arguments):
            raise AssertionError("there is nothing to unlock")

    monkeypatch.setattr(module.ctypes, "CDLL", lambda _name: Refusing())
    secret = Secret(PLANTED)
    assert not secret.locked
    assert not module.memory_can_be_locked()
    assert bytes(secret) == PLANTED
    secret.wipe()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_guarded_process_leaves_no_core_dump():
    program = """
import ctypes, resource, sys
from citizen_desktop.drafts.process_guard import guard_process
guard = guard_process()
print(guard.no_core, resource.getrlimit(resource.RLIMIT_CORE))
print(guard.not_dumpable, ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) if sys.platform == "linux" else 1)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0] == "True (0, 0)"
    if sys.platform == "linux":
        assert done.stdout.splitlines()[1] == "True 0"


def test_a_window_is_guarded_from_its_start(tmp_path):
    """Seen from outside: the running window itself may write no core dump."""
    if not sys.platform.startswith("linux"):
        pytest.skip("reads Linux's own account of the process")
    program = """
import resource, sys
from citizen_desktop import app
made = app.make_qt_application
def look(arguments):
    print(resource.getrlimit(resource.RLIMIT_CORE))
    raise SystemExit
app.make_qt_application = look
from citizen_desktop.cli import main
main(["--data-dir", sys.argv[1]])
"""
    resource_limit = "import resource; resource.setrlimit(resource.RLIMIT_CORE, (4096, resource.RLIM_INFINITY))\n"
    command = [sys.executable, "-c", resource_limit + program, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout == "(0, 0)\n", done.stderr

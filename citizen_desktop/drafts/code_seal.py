"""Seals a few bytes with a passphrase, in the age format (scrypt), and opens them.

scrypt is meant to take a second and hundreds of megabytes, and pyrage holds Python still meanwhile: a program of its own does it,
so that the window goes on, and a computer with too little memory loses that program only. What is secret goes there and back
through pipes: it stands in no argument and no file.
"""

import base64
import json
import subprocess
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Final

from citizen_desktop.package.errors import Cancelled

_HELPER: Final = Path(__file__).with_name("code_seal_helper.py")
_LOOK_EVERY: Final = 0.1
"""Seconds after which it is asked whether to break off."""
_LARGEST: Final = 64 * 1024


class SealTrouble(StrEnum):
    """Why something can't be sealed or opened."""

    WRONG_CODE = "wrong-code"
    NOT_SEALED = "not-sealed"
    TOO_DEAR = "too-dear"
    """This computer has too little memory or speed for it."""


class SealError(Exception):
    """It can't be sealed or opened.

    Args:
        trouble: why.
    """

    def __init__(self, trouble: SealTrouble) -> None:
        self.trouble = trouble
        super().__init__(trouble.value)


def seal(secret: bytes, passphrase: str, cancelled: Callable[[], bool] = lambda: False) -> bytes:
    """Return an age file that the passphrase opens.

    Args:
        secret: what it holds.
        passphrase: opens it.
        cancelled: asked meanwhile.

    Raises:
        SealError: this computer can't.
        Cancelled: it was broken off.
    """
    return _ask("seal", secret, passphrase, cancelled)


def unseal(sealed: bytes, passphrase: str, cancelled: Callable[[], bool] = lambda: False) -> bytes:
    """Return what an age file holds.

    Args:
        sealed: the age file.
        passphrase: opens it.
        cancelled: asked meanwhile.

    Raises:
        SealError: the passphrase is another one, or it is no such file.
        Cancelled: it was broken off.
    """
    return _ask("unseal", sealed, passphrase, cancelled)


def _ask(task: str, data: bytes, passphrase: str, cancelled: Callable[[], bool]) -> bytes:
    request = json.dumps([task, base64.b64encode(data).decode(), passphrase]).encode()
    command = [sys.executable, "-I", str(_HELPER)]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    with subprocess.Popen(  # noqa: S603  our own program, by its full path
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, creationflags=flags
    ) as helper:
        try:
            answer = _answer(helper, request, cancelled)
        except BaseException:
            helper.kill()
            raise
    word, _, content = answer.partition(b" ")
    if word == b"ok":
        return base64.b64decode(content)
    if word == b"wrong":
        raise SealError(SealTrouble.WRONG_CODE)
    # No answer: the system took the program away for its memory.
    raise SealError(SealTrouble.NOT_SEALED if word == b"broken" else SealTrouble.TOO_DEAR)


def _answer(helper: "subprocess.Popen[bytes]", request: bytes, cancelled: Callable[[], bool]) -> bytes:
    given: bytes | None = request
    while True:
        if cancelled():
            raise Cancelled
        try:
            return helper.communicate(given, timeout=_LOOK_EVERY)[0][:_LARGEST]
        except subprocess.TimeoutExpired:
            given = None

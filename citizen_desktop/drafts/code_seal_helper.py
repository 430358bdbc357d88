"""The program that ``code_seal`` starts: one request on its input, one answer on its output.

It takes nothing of ours but what keeps its memory from others.
"""

import base64
import json
import runpy
import sys
from pathlib import Path

import pyrage


def answer(request: bytes) -> bytes:
    """Return ``ok`` with the result, or ``wrong``, ``broken`` or ``dear``.

    Args:
        request: JSON: the task, the data in Base64, the passphrase.
    """
    task, encoded, passphrase = json.loads(request)
    data = base64.b64decode(encoded)
    try:
        done = (pyrage.passphrase.encrypt if task == "seal" else pyrage.passphrase.decrypt)(data, passphrase)
    except pyrage.DecryptError as error:
        text = str(error)
        if text.startswith("Decryption failed"):
            return b"wrong"
        return b"dear" if text.startswith("Excessive work") else b"broken"
    except OSError:
        return b"broken"
    return b"ok " + base64.b64encode(done)


if __name__ == "__main__":
    # By its path: this program is started without the places in which ours is looked for.
    runpy.run_path(str(Path(__file__).with_name("process_guard.py")))["guard_process"]()
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))

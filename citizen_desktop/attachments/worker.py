"""The program that decodes untrusted bytes: limits and requests on its input, answers on its output, nothing else anywhere.

``worker_process`` starts it. It knows no store, no key and no path; what goes wrong in it is said in one word.
"""

import os
import sys
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from citizen_desktop.attachments.worker_protocol import Answer, Request, Setting

    Do = Callable[[Request, Sequence[bytes], Setting], Answer]

WORD: Final = "--attachments-worker"
"""The only argument with which a frozen program becomes this process: there is no Python beside it to start."""


def main(do: "Do | None" = None) -> None:
    """Answer requests until the other side is gone.

    Args:
        do: answers one; another one for tests.
    """
    source, target = _take_pipes()
    from citizen_desktop.attachments import worker_limits, worker_tasks  # noqa: PLC0415  the pipes are safe first
    from citizen_desktop.attachments.models import Refusal  # noqa: PLC0415
    from citizen_desktop.attachments.worker_protocol import (  # noqa: PLC0415
        Refused,
        read_request,
        read_setting,
        write_answer,
    )

    setting = read_setting(source)
    if setting is None:
        return
    worker_tasks.load()
    worker_limits.confine(setting.limits)
    answer_one = do or worker_tasks.do
    while (asked := read_request(source)) is not None:
        request, contents = asked
        worker_limits.allow_seconds(worker_tasks.processor_seconds(request, setting.limits))
        try:
            answer = answer_one(request, contents, setting)
        except MemoryError:
            answer = Refused(refusal=Refusal.TOO_MUCH_MEMORY)
        del asked, request, contents
        write_answer(target, answer)
        del answer


def _take_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Keep the pipes for this protocol: a library that prints something must not be taken for an answer."""
    source, target = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for place in (0, 1, 2):
        os.dup2(nothing, place)
    os.close(nothing)
    return source, target


if __name__ == "__main__":
    # Started by its path, without the folders that the environment or the current folder would add.
    sys.path.append(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))  # noqa: PTH100, PTH120
    main()

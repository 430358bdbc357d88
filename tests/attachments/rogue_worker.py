"""The program for untrusted bytes, but for files that say what it is to do: hang, abort, eat memory, lie, tell what it can see."""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.append(str(Path(__file__).resolve().parents[2]))

from citizen_desktop.attachments import worker, worker_tasks
from citizen_desktop.attachments.models import Inspection, Page
from citizen_desktop.attachments.worker_protocol import Inspected, Joined


def told(words: str) -> Inspected:
    return Inspected(inspection=Inspection(media_type=words, pages=(Page(width=1, height=1),)))


def writing(path: str) -> str:
    try:
        with open(path, "wb") as stream:  # noqa: PTH123
            stream.write(b"x")
            stream.flush()
    except OSError as error:
        return type(error).__name__ + str(error.errno)
    return "written"


def do(request, contents, setting):  # noqa: C901, PLR0911, PLR0912  a table of commands
    command, _, argument = contents[0][:200].partition(b" ")
    match command:
        case b"HANG":
            while True:
                pass
        case b"SLEEP":
            os.read(os.pipe()[0], 1)
        case b"ABORT":
            os.abort()
        case b"EXIT":
            os._exit(0)
        case b"EAT":
            return told(str(len(bytearray(1 << 40))))
        case b"KEEP":
            kept.append(os.urandom(64 << 20))
            return told("kept")
        case b"LIE":
            return Joined(content=b"no inspection")
        case b"RUBBISH":
            target = next(stream for stream in streams if stream.writable())
            target.write((5).to_bytes(8, "little") + b"\xc1\xc1\xc1\xc1\xc1")
            target.flush()
            os._exit(0)
        case b"PRINT":
            os.write(1, b"printed by a library")
            print("and by another")  # noqa: T201  libraries do
            return told("printed")
        case b"PID":
            return told(str(os.getpid()))
        case b"ENVIRONMENT":
            return told(" ".join(sorted(os.environ)))
        case b"FOLDER":
            return told(str(Path.cwd()))
        case b"FILES":
            places = [place for place in Path("/proc/self/fd").iterdir() if place.is_symlink()]
            return told("\n".join(str(place.readlink()) for place in places))
        case b"WRITE":
            return told(writing(argument.decode()))
        case b"LIMITS":
            import resource

            names = ("RLIMIT_CORE", "RLIMIT_FSIZE", "RLIMIT_AS")
            return told(" ".join(str(resource.getrlimit(getattr(resource, name))[1]) for name in names))
    return worker_tasks.do(request, contents, setting)


kept = []
streams = []


def take_pipes():
    streams.extend(taken := original())
    return taken


original = worker._take_pipes

if __name__ == "__main__":
    worker._take_pipes = take_pipes
    worker.main(do)

"""Where untrusted bytes are decoded: a process of its own, which this side starts, watches and replaces.

A thread of its own holds that process, since Linux ends it with the thread that started it, and threads of jobs come and go.
"""

import queue
import threading
from collections.abc import Callable, Sequence
from typing import Final

from citizen_desktop.attachments.documents import refuse_by_size
from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.models import Edits, Inspection, PageEdit, Refusal, Result
from citizen_desktop.attachments.raster import Part, Raster
from citizen_desktop.attachments.thresholds import Thresholds
from citizen_desktop.attachments.worker_process import WorkerEndedError, WorkerProcess, command
from citizen_desktop.attachments.worker_protocol import (
    Answer,
    Inspect,
    Inspected,
    Join,
    Joined,
    Made,
    Make,
    Refused,
    Render,
    Rendered,
    Request,
    Setting,
)

Check = Callable[[], object]

_LOOK_EVERY: Final = 0.05
"""Seconds after which it is asked whether to break off."""


class WorkshopClosedError(Exception):
    """The workshop was closed: nothing is decoded any more."""


class Workshop:
    """Has untrusted bytes decoded in a process of its own.

    Methods block: call them inside a ``Job``, never on the GUI thread. Any thread may call them; they are done one after another.
    Each raises ``RefusedError`` for what can't be done, and whatever ``check`` raises, which is called now and then: the process is
    ended then, and another one started for the next call.

    Args:
        thresholds: of legibility.
        limits: what a file may cost.
        arguments: what starts the process; another one for tests.
    """

    def __init__(
        self, thresholds: Thresholds, limits: Limits | None = None, arguments: Sequence[str] | None = None
    ) -> None:
        self._setting = Setting(limits=limits or Limits(), thresholds=thresholds)
        self._arguments = tuple(arguments or command())
        self._turn = threading.Lock()
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._process: WorkerProcess | None = None
        self._closed = False

    def inspect(self, content: bytes, *, password: str = "", check: Check = lambda: None) -> Inspection:
        """Return what a file is.

        Args:
            content: all of it.
            password: of a PDF, empty for none.
            check: called now and then; may raise to break off.

        Raises:
            RefusedError: it can't be taken in.
        """
        refuse_by_size(content, self._setting.limits)
        answer = self._ask(Inspect(password=password), (content,), check)
        if not isinstance(answer, Inspected):
            raise self._nonsense()
        return answer.inspection

    def render(
        self, content: bytes, page: int, edit: PageEdit | None, width: int, *, check: Check = lambda: None
    ) -> Raster:
        """Return a page as a picture.

        Args:
            content: a file that was taken in.
            page: from 0.
            edit: what is done to it first, None for nothing; its own ``source`` and ``page`` don't count.
            width: of the picture, in pixels.
            check: called now and then; may raise to break off.

        Raises:
            RefusedError: it can't be drawn.
        """
        refuse_by_size(content, self._setting.limits)
        answer = self._ask(Render(page=page, edit=edit, width=width), (content,), check)
        if (
            not isinstance(answer, Rendered)
            or len(answer.raster.pixels) != 4 * answer.raster.width * answer.raster.height
        ):
            raise self._nonsense()
        return answer.raster

    def make(
        self, sources: Sequence[bytes], edits: Edits, stamp: Raster | None, budget: int, *, check: Check = lambda: None
    ) -> Result:
        """Return a file made of others.

        Args:
            sources: files that were taken in.
            edits: its pages, and what is done to them.
            stamp: laid over each page, None for none.
            budget: bytes that it has to fit, if ``edits`` says so.
            check: called now and then; may raise to break off.

        Raises:
            RefusedError: it can't be made.
        """
        for source in sources:
            refuse_by_size(source, self._setting.limits)
        answer = self._ask(Make(edits=edits, budget=budget, stamp=stamp), sources, check)
        if not isinstance(answer, Made):
            raise self._nonsense()
        return answer.result

    def join(self, parts: Sequence[Part], *, check: Check = lambda: None) -> bytes:
        """Return one PDF of several files.

        Args:
            parts: files that were taken in, and what is drawn at the top of their pages.
            check: called now and then; may raise to break off.

        Raises:
            RefusedError: they can't be joined.
        """
        for part in parts:
            refuse_by_size(part.content, self._setting.limits)
        request = Join(stamps=tuple(part.stamp for part in parts))
        answer = self._ask(request, [part.content for part in parts], check)
        if not isinstance(answer, Joined):
            raise self._nonsense()
        return answer.content

    def close(self) -> None:
        """End the process, and what it is doing. Calls that wait raise ``WorkshopClosedError``, later ones too."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()
        with self._turn:
            if self._thread is not None:
                self._orders.put(None)
                self._thread.join()
                self._thread = None

    def _ask(self, request: Request, contents: Sequence[bytes], check: Check) -> Answer:
        limits = self._setting.limits
        seconds = limits.making_seconds if isinstance(request, Make | Join) else limits.seconds
        while not self._turn.acquire(timeout=_LOOK_EVERY):
            check()
        try:
            answer = self._done(_Order(request, contents), seconds, check)
        finally:
            self._turn.release()
        if isinstance(answer, Refused):
            raise RefusedError(answer.refusal, answer.foreign)
        return answer

    def _done(self, order: "_Order", seconds: float, check: Check) -> Answer:
        """Have an order done by the thread that holds the process, and look at the clock meanwhile."""
        if self._closed:
            raise WorkshopClosedError
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="attachments", daemon=True)
            self._thread.start()
        self._orders.put(order)
        # Looks are counted, not hours: a computer that was asleep meanwhile is no fault of the file.
        left = round(seconds / _LOOK_EVERY)
        try:
            while not order.done.wait(_LOOK_EVERY):
                check()
                left -= 1
                if left < 0 or self._closed:
                    order.broken_off = True
                    self._kill()
                    order.done.wait()
                    break
        except BaseException:
            order.broken_off = True
            self._kill()
            order.done.wait()
            raise
        if self._closed:
            raise WorkshopClosedError
        if order.failure is not None:
            raise order.failure
        if order.answer is None:
            return Refused(refusal=Refusal.TOO_LONG if order.broken_off else order.refusal)
        return order.answer

    def _kill(self) -> None:
        process = self._process
        if process is not None:
            process.kill()

    def _work(self) -> None:
        """Hold the process: start it, hand it one order after another, let it go."""
        while (order := self._orders.get()) is not None:
            try:
                self._answer(order)
            except WorkerEndedError as ended:
                order.refusal = ended.refusal
                self._leave()
            except Exception as failure:  # noqa: BLE001  for the thread that waits
                order.failure = failure
                self._leave()
            else:
                if self._process is not None and self._process.worn():
                    self._leave()
            # What the order held is freed with it: nothing here may keep it until the next one comes.
            order.finish()
            del order
        self._leave()

    def _answer(self, order: "_Order") -> None:
        if self._process is not None and not self._process.running:
            # Between two orders: the system took it away, or a person did.
            self._leave()
        if self._process is None:
            self._process = WorkerProcess(self._arguments, self._setting)
        if order.broken_off or self._closed:
            return
        try:
            order.answer = self._process.ask(order.request, order.contents)
        except WorkerEndedError as ended:
            # A file before this one may have left the process sick: this one gets a fresh process before it is blamed.
            if ended.refusal is not Refusal.CRASHED or self._process.tasks == 1 or order.broken_off:
                raise
            self._leave()
            self._answer(order)

    def _leave(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.leave()

    def _nonsense(self) -> RefusedError:
        """The process answered something else than it was asked: it is no longer what was started."""
        self._kill()
        return RefusedError(Refusal.CRASHED)


class _Order:
    """What the thread that holds the process is to ask it, and what came of that."""

    def __init__(self, request: Request, contents: Sequence[bytes]) -> None:
        self.request = request
        self.contents = contents
        self.answer: Answer | None = None
        self.refusal = Refusal.CRASHED
        self.failure: Exception | None = None
        self.broken_off = False
        self.done = threading.Event()

    def finish(self) -> None:
        """Let the thread that waits go on."""
        self.contents = ()
        self.done.set()

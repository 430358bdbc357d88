"""Draws every finished screen as PNG, in both languages and themes, at moments that show each state; ends with a sample package."""

import hashlib
import os
import secrets
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import ZipFile

from citizen_desktop import i18n
from citizen_desktop.assembly import assemble
from citizen_desktop.clock import StoppedClock
from citizen_desktop.content.models import Tab
from citizen_desktop.content.objection_loader import load_objection_content
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.content.registration_models import StepId
from citizen_desktop.drafts.database import KEY_BYTES
from citizen_desktop.drafts.keeping import Keeping
from citizen_desktop.drafts.retention import DEFAULT_DAYS
from citizen_desktop.drafts.store import Store
from citizen_desktop.drafts.summary import summarise
from citizen_desktop.errors import UserError
from citizen_desktop.forms.any_draft import any_draft_from_json
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.forms.draft_file import draft_from_json
from citizen_desktop.forms.payload_names import PAYLOAD, placed
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.i18n import Language
from citizen_desktop.i18n import gettext as _
from citizen_desktop.links import Link, Place
from citizen_desktop.package.names import PackageKind
from citizen_desktop.package.writer import write_package
from citizen_desktop.paths import OwnedFiles, resources
from citizen_desktop.ui.case_desk import CaseDesk
from citizen_desktop.ui.first_start_page import FirstStartPage

# Pictures need no screen, and an open window would only be in the way.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QRect, Qt, QTimer, SignalInstance
from PySide6.QtGui import QColor, QImage, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from citizen_desktop.app import Application, Start, make_qt_application
from citizen_desktop.policy import Policy
from citizen_desktop.printing.fonts import printed_font
from citizen_desktop.ui.faq_page import FaqPage
from citizen_desktop.ui.file_checking import attachment_of
from citizen_desktop.ui.garbage import collect_if_due
from citizen_desktop.ui.main_window import DESIGNED_SIZE, MainWindow
from citizen_desktop.ui.objection_tab import ObjectionTab
from citizen_desktop.ui.registration_tab import RegistrationTab
from citizen_desktop.ui.workbench import Workbench

_PATIENCE: Final = 60_000
"""Milliseconds for what a window does off its thread."""
_SCAN: Final = (1654, 2339)
"""Pixels of an A4 page at 200 dots to the inch."""


@dataclass(frozen=True)
class Sample:
    """An objection in which everything is made up.

    Args:
        content: rows behind it.
        draft: the answers and the attachments.
        files: where these lie, in the draft's order.
        packages: a folder for packages of it.
        damaged: the folder of a package that was copied badly.
    """

    content: ObjectionContent
    draft: ObjectionDraft
    files: tuple[Path, ...]
    packages: Path
    damaged: Path

    @property
    def unfinished(self) -> tuple[ObjectionDraft, tuple[Path, ...]]:
        """The draft and its files while the last one is still to be attached."""
        return self.draft.evolve(attachments=self.draft.attachments[:-1]), self.files[:-1]


@dataclass(frozen=True)
class Stop:
    """A screen of the tour.

    Args:
        name: of the picture.
        moment: at which the clock stands, Riyadh time.
        go: leads the window there.
    """

    name: str
    moment: datetime
    go: Callable[[MainWindow, Sample], None]


def _tab(tab: Tab) -> Callable[[MainWindow, Sample], None]:
    return lambda window, _sample: window.show_tab(tab)


def _qr(window: MainWindow, _sample: Sample) -> None:
    window.sheets.show_qr(window.switchboard.content.channels[0])


def _sources(window: MainWindow, _sample: Sample) -> None:
    window.sheets.show_channel_sources(window.switchboard.content.channels[0])


def _objection(window: MainWindow) -> ObjectionTab:
    window.show_tab(Tab.OBJECTION)
    tab = window.page(Tab.OBJECTION)
    if not isinstance(tab, ObjectionTab):
        raise TypeError(tab)
    return tab


def _registrant() -> RegistrationDraft:
    """Return somebody who is made up, with a digit of the mobile number still to come."""
    draft = any_draft_from_json((resources() / "content" / "sample-registration.json").read_bytes())
    if not isinstance(draft, RegistrationDraft):
        raise TypeError(draft)
    return draft


def _registration(*steps: StepId) -> Callable[[MainWindow, Sample], None]:
    """Return what leads through steps of the registration; none for the first one of an empty form."""

    def go(window: MainWindow, _sample: Sample) -> None:
        window.show_tab(Tab.REGISTRATION)
        tab = window.page(Tab.REGISTRATION)
        if not isinstance(tab, RegistrationTab):
            raise TypeError(tab)
        if steps:
            # What was loaded is no work in hand: the window closes without a question.
            tab.answers.load(_registrant())
        for step in steps:
            tab.form.go_to(step)

    return go


def _ways(window: MainWindow, _sample: Sample) -> None:
    _objection(window).show_ways()


def _form(window: MainWindow, sample: Sample) -> None:
    # What was loaded is no work in hand: the window closes without a question.
    thumbnails = _objection(window).form.form_files.thumbnails
    _objection(window).form.load(*sample.unfinished)
    if thumbnails.is_busy:
        _wait(thumbnails.idle)


def _letter(window: MainWindow, sample: Sample) -> None:
    tab = _objection(window)
    tab.form.load(*sample.unfinished)
    tab.show_letter()


def _package(window: MainWindow, sample: Sample) -> None:
    tab = _objection(window)
    tab.form.load(sample.draft, sample.files)
    failures: list[str] = []
    tab.failed.connect(failures.append)
    tab.package.pack(sample.draft, sample.files, sample.packages)
    _wait(tab.pages.currentChanged, tab.failed)
    if failures:
        raise UserError(failures[0])


def _damaged_package(window: MainWindow, sample: Sample) -> None:
    tab = _objection(window)
    window.open_package(sample.damaged)
    _wait(tab.verify.judged)


def _faq(window: MainWindow, _sample: Sample) -> None:
    window.show_tab(Tab.FAQ)
    page = window.page(Tab.FAQ)
    if not isinstance(page, FaqPage):
        raise TypeError(page)
    # As another person would ask it.
    page.search.box.line.setText(page.search.question.alternatives.in_language(i18n.language())[0])
    page.take_search()


def _explained(window: MainWindow, sample: Sample) -> None:
    _form(window, sample)
    window.sheets.explain(str(Link(Place.FAQ, "objection-documents")))


def _first_start(window: MainWindow, _sample: Sample) -> None:
    window.stand_before(FirstStartPage(window.theme, 5, DEFAULT_DAYS, tuple(Keeping)))


def _drafts(window: MainWindow, sample: Sample) -> None:
    clock = StoppedClock(_SUNDAY)
    key = secrets.token_bytes(KEY_BYTES)
    store = Store(sample.packages / f"{secrets.token_hex(4)}.db", key, clock, create=True)
    for draft in (sample.draft, sample.unfinished[0], ObjectionDraft()):
        store.create(draft, summarise(sample.content, draft, clock.now().date()))
    desk = CaseDesk(store, clock, Keeping.PERSONAL, create=lambda *_: "", erase=lambda *_: None)
    window.drafts.take(None, desk)
    window.closed.connect(store.close)
    if window.drafts.book is not None:
        window.drafts.book.load()
        _wait(window.drafts.book.loaded)
    window.show_tab(Tab.DRAFTS)


_SUNDAY: Final = datetime(2026, 11, 22, 16, 12)  # noqa: DTZ001  Riyadh time, as on the command line

STOPS: Final = (
    Stop("channels", _SUNDAY, _tab(Tab.CHANNELS)),
    Stop("channels-closing-soon", datetime(2026, 11, 26, 21, 38), _tab(Tab.CHANNELS)),  # noqa: DTZ001
    Stop("channels-closed", datetime(2026, 11, 28, 11, 20), _tab(Tab.CHANNELS)),  # noqa: DTZ001
    Stop("channels-unverified", datetime(2027, 3, 10, 10, 0), _tab(Tab.CHANNELS)),  # noqa: DTZ001
    Stop("channels-clock-wrong", datetime(2020, 1, 1, 9, 0), _tab(Tab.CHANNELS)),  # noqa: DTZ001
    Stop("qr-sheet", _SUNDAY, _qr),
    Stop("source-sheet", _SUNDAY, _sources),
    Stop("registration-empty", _SUNDAY, _registration()),
    Stop("registration", _SUNDAY, _registration(StepId.BASIC)),
    Stop("registration-income", _SUNDAY, _registration(StepId.INCOME)),
    Stop("registration-address", _SUNDAY, _registration(StepId.ADDRESS)),
    Stop("registration-family", _SUNDAY, _registration(StepId.FAMILY)),
    Stop("registration-bank", _SUNDAY, _registration(StepId.BANK)),
    Stop("registration-documents", _SUNDAY, _registration(StepId.DOCUMENTS)),
    Stop("registration-review", _SUNDAY, _registration(StepId.REVIEW)),
    Stop("objection-empty", _SUNDAY, _tab(Tab.OBJECTION)),
    Stop("objection", _SUNDAY, _form),
    Stop("objection-ways", _SUNDAY, _ways),
    Stop("letter", _SUNDAY, _letter),
    Stop("package-ready", _SUNDAY, _package),
    Stop("verify-package", _SUNDAY, _damaged_package),
    Stop("objection-explained", _SUNDAY, _explained),
    Stop("first-start", _SUNDAY, _first_start),
    Stop("drafts", _SUNDAY, _drafts),
    Stop("faq", _SUNDAY, _faq),
)


def draw_tour(folder: Path) -> Iterator[Path]:
    """Draw all screens and write a sample package.

    Args:
        folder: for the pictures and the package, made if it is not there.

    Yields:
        Each picture once it is written, and the package last.

    Raises:
        UserError: a picture or the package can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(_("The folder {folder} can't be made.").format(folder=folder)) from error
    make_qt_application([])
    with TemporaryDirectory() as temporary:
        sample = _make_sample(Path(temporary))
        for stop in STOPS:
            for language in Language:
                for theme in ("light", "dark"):
                    picture = folder / f"{stop.name}.{language}.{theme}.png"
                    with opened_window(stop.moment, language, theme) as window:
                        stop.go(window, sample)
                        settle()
                        if not window.grab().save(str(picture)):
                            raise _not_written(picture)
                    yield picture
        yield _write_sample(folder, sample.content, sample.draft, sample.files)


def _not_written(picture: Path) -> UserError:
    return UserError(_("The picture {file} can't be written.").format(file=picture))


@contextmanager
def opened_window(moment: datetime, language: Language, theme: str) -> Iterator[MainWindow]:
    """Open a window of the designed size with a stopped clock that stores nothing.

    Args:
        moment: at which the clock stands, Riyadh time.
        language: of the window.
        theme: light or dark.
    """
    make_qt_application([])
    spoken = i18n.language()
    with TemporaryDirectory() as data:
        start = Start(
            StoppedClock(moment),
            OwnedFiles.at(Path(data)),
            language,
            theme,
            exit_after_first_paint=True,
            speakers={},
            scans=False,
        )
        window = Application(start, Policy()).window
        window.resize(*DESIGNED_SIZE)
        window.show()
        settle()
        try:
            yield window
        finally:
            window.close()
            window.deleteLater()
            settle()
            collect_if_due()
            i18n.use(spoken)


def settle() -> None:
    """Let everything that is due happen: layouts, paints, deletions."""
    for _turn in range(3):
        QApplication.sendPostedEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def _wait(*ends: SignalInstance) -> None:
    """Let events happen until one of these signals comes.

    Raises:
        UserError: none did in time.
    """
    loop, deadline = QEventLoop(), QTimer()
    for end in ends:
        end.connect(loop.quit)
    deadline.setSingleShot(True)
    deadline.timeout.connect(lambda: loop.exit(1))
    deadline.start(_PATIENCE)
    if loop.exec():
        raise UserError(_("Something went wrong in the application. Try it again."))


# ---------------------------------------------------------------- the sample


def _make_sample(folder: Path) -> Sample:
    """Make the files of the sample, and a package of it that a bad copy has cut short.

    Raises:
        UserError: a file can't be written.
    """
    papers, packages, copies = folder / "papers", folder / "packages", folder / "copies"
    for each in (papers, packages, copies):
        each.mkdir()
    source = resources() / "content"
    content = load_objection_content(source)
    written = draft_from_json((source / "sample.json").read_bytes())
    draft = written.evolve(attachments=())
    files: tuple[Path, ...] = ()
    formats = content.documents.limits.formats
    with closing(Workbench()) as bench:
        for attachment in written.attachments:
            paper = papers / attachment.original_name
            _draw_paper(paper, attachment.slot)
            data = paper.read_bytes()
            measures = len(data), hashlib.sha256(data).hexdigest()
            found = bench.workshop.inspect(data)
            attached = attachment_of(attachment.slot, attachment.original_name, found, measures, formats)
            draft, files = draft.evolve(attachments=(*draft.attachments, attached)), (*files, paper)
    damaged = _damage(_write_sample(packages, content, draft, files), copies, content, draft)
    return Sample(content, draft, files, packages, damaged)


def _write_sample(folder: Path, content: ObjectionContent, draft: ObjectionDraft, files: tuple[Path, ...]) -> Path:
    clock = StoppedClock(_SUNDAY)
    return write_package(folder, PackageKind.OBJECTION, assemble(content, draft, files, clock), clock=clock).path


def _damage(package: Path, folder: Path, content: ObjectionContent, draft: ObjectionDraft) -> Path:
    """Unpack a package, but its last attachment not at all and the one before not to its end."""
    with ZipFile(package) as archive:
        archive.extractall(folder)
    unpacked = folder / package.stem
    *_others, cut, lost = (unpacked / (PAYLOAD + place.name) for place in placed(content.documents, draft.attachments))
    cut.write_bytes(cut.read_bytes()[:-4096])
    lost.unlink()
    return unpacked


def _draw_paper(file: Path, name: str) -> None:
    """Draw a page that passes for a scanned paper at a glance and says that it is none.

    Args:
        file: a picture or a PDF, by the end of its name.
        name: of the document.

    Raises:
        UserError: the picture can't be written.
    """
    if file.suffix == ".pdf":
        writer = QPdfWriter(str(file))
        writer.setTitle("Sample")
        _paint_paper(QPainter(writer), QRect(0, 0, writer.width(), writer.height()), name)
        return
    image = QImage(*_SCAN, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    _paint_paper(QPainter(image), image.rect(), name)
    if not image.save(str(file)):
        raise _not_written(file)


def _paint_paper(painter: QPainter, page: QRect, name: str) -> None:
    unit = page.width() // 40
    font = printed_font()
    painter.setPen(QColor("dimgray"))
    for size, top, text in ((4, 3, "SAMPLE"), (2, 9, name)):
        font.setPixelSize(size * unit)
        painter.setFont(font)
        painter.drawText(QRect(0, top * unit, page.width(), 2 * size * unit), Qt.AlignmentFlag.AlignCenter, text)
    font.setPixelSize(unit)
    painter.setFont(font)
    for row in range(22):
        # No two of them alike, or one would be taken for a copy of the other.
        words = 3 + zlib.crc32(f"{name} {row}".encode()) % 6
        line = QRect(4 * unit, (15 + 2 * row) * unit, 32 * unit, 2 * unit)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, " ".join(["sample"] * words))
    painter.end()

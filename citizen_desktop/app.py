"""The one place where things are put together: policy, settings, content, theme and clock become a window."""

import gc
import os
import stat
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QStyleFactory

from citizen_desktop import i18n, mishaps, paths
from citizen_desktop.bidi import strip_controls
from citizen_desktop.clock import Clock
from citizen_desktop.content.errors import ContentError, ContentUnreadableError
from citizen_desktop.content.loader import load_content
from citizen_desktop.content.objection_loader import load_objection_content
from citizen_desktop.drafts.process_guard import guard_process
from citizen_desktop.errors import UserError
from citizen_desktop.i18n import Language
from citizen_desktop.i18n import gettext as _
from citizen_desktop.policy import Policy, load_policy
from citizen_desktop.search.library import FaqLibrary
from citizen_desktop.settings import Settings, ThemeChoice, change_window_state, load_settings, load_window_state, save
from citizen_desktop.ui.clipboard_guard import ClipboardGuard
from citizen_desktop.ui.garbage import collect_on_this_thread
from citizen_desktop.ui.main_window import MainWindow
from citizen_desktop.ui.surroundings import Surroundings
from citizen_desktop.unfinished import may_have_left, sweep_noted
from citizen_desktop.usefulness import Tally
from citizen_desktop.widgets.logo import logo_icon
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.content.objection_models import ObjectionContent
    from citizen_desktop.drafts.keys import Keys
    from citizen_desktop.drafts.session import DraftSession
    from citizen_desktop.speech.speakers import Speakers
    from citizen_desktop.ui.drafts_desk import DraftsDesk


_PATIENCE: Final = 5.0
"""Seconds that closing waits for the disk."""


@dataclass(frozen=True)
class Start:
    """What the command line asks for.

    Args:
        clock: the time, or a moment at which it stands.
        files: what the application owns.
        language: for this start, above the person's own choice.
        theme: for this start, above the person's own choice.
        exit_after_first_paint: close once the window has been painted.
        package: a zip or a folder to judge at once.
        speakers: who reads aloud, None where that is still to be found out.
        scans: whether to look for what scans paper.
        drafts: an open store of drafts; it is closed with the window.
        keeps: whether to ask where drafts are kept, and to open them.
        keys: keeps the key of that store, None for the system's own ways.
    """

    clock: Clock
    files: paths.OwnedFiles
    language: Language | None = None
    theme: str | None = None
    exit_after_first_paint: bool = False
    package: Path | None = None
    speakers: "Speakers | None" = None
    scans: bool = True
    drafts: "DraftSession | None" = None
    keeps: bool = False
    keys: "Keys | None" = None


class Application:
    """The running application: the window, and what outlives a switch of language or theme.

    Args:
        start: what the command line asks for.
        policy: what the owner of the machine has decided.

    Raises:
        ContentError: the content is not right.
    """

    def __init__(self, start: Start, policy: Policy) -> None:
        self._start, self._policy = start, policy
        self._package = start.package
        self._translator = QTranslator()
        # What the command line or the owner asks for holds now and is not stored: it was not the person's choice.
        self.settings, self.refused = load_settings(start.files.settings) if policy.remembers else (Settings(), ())
        resources = paths.resources()
        i18n.use(start.language or policy.language or self.settings.language, paths.translations())
        content = load_content(resources / "content")
        self._set_direction()
        choice = ThemeChoice(start.theme or policy.theme or self.settings.theme)
        self.theme = Theme(resources, choice, self.settings.text_size)
        self.theme.changed.connect(self._dress)
        self._dress()
        state = start.files.state if policy.remembers else None
        faq = self._faq = FaqLibrary(resources / "content", content.channels.channels)
        objection = load_objection_content(resources / "content", policy)
        # The counts tell of nobody, so a machine that keeps nothing of a person keeps them.
        tally = Tally(start.files.state)
        around = Surroundings(
            start.clock,
            tally,
            policy.mode,
            state,
            start.speakers,
            start.drafts,
            removable_only=policy.export_removable_only,
            scans=start.scans,
            single_pdf=self.settings.single_pdf,
        )
        self.window = MainWindow(self.theme, content, objection, faq, around)
        if state is not None:
            self.window.first_painted.connect(lambda: self._sweep(state))
        if not start.exit_after_first_paint:
            self.window.first_painted.connect(self._build_search)
        self.window.header.language_wanted.connect(self.speak)
        self.window.header.theme_wanted.connect(self.wear)
        self.window.text_size_wanted.connect(self.set_text_size)
        self.window.pages.single_pdf_chosen.connect(self._choose_single_pdf)
        self.window.closing.connect(self._remember_window)
        self.clipboard = ClipboardGuard(start.clock)
        self.window.pages.personal_copied.connect(self.clipboard.copy)
        self.window.closed.connect(self.clipboard.close)
        self.desk: DraftsDesk | None = None
        if start.drafts is not None:
            self.window.closed.connect(partial(start.drafts.close, _PATIENCE))
        elif start.keeps:
            self._keep_drafts(resources, objection)
        self.window.first_painted.connect(lambda: self.window.setWindowIcon(logo_icon(self.theme)))
        self._stand()

    def _keep_drafts(self, resources: Path, objection: "ObjectionContent") -> None:
        """Ask where drafts are kept, or open them, once the window is there."""
        from citizen_desktop.content.passphrase_loader import load_passphrase_rules  # noqa: PLC0415  not before it is needed
        from citizen_desktop.drafts.attempts import Attempts  # noqa: PLC0415
        from citizen_desktop.drafts.keys import Keys  # noqa: PLC0415
        from citizen_desktop.ui.drafts_desk import DraftsDesk  # noqa: PLC0415

        start, window = self._start, self.window
        rules = load_passphrase_rules(resources / "content")
        keys = start.keys or Keys(start.files, Attempts(start.files.state, start.clock, rules.waits))
        desk = self.desk = DraftsDesk(
            self.theme, objection, keys, rules, self._policy, start.files, start.clock, window
        )
        desk.stands_before.connect(window.stand_before)
        desk.may_lock.connect(window.drafts.offer_lock)
        desk.opened.connect(window.drafts.take)
        desk.opened.connect(self._open_package)
        desk.shut.connect(window.drafts.drop)
        desk.shut.connect(self.clipboard.clear)
        desk.erased.connect(self.clipboard.clear)
        window.pages.case_locked.connect(self.clipboard.clear)
        desk.draft_wanted.connect(window.drafts.go_on_with)
        desk.unkept_wanted.connect(window.drafts.show_unkept)
        desk.answers_left.connect(window.drafts.show_answers)
        desk.holds_unsaved.connect(window.drafts.hold)
        desk.sheet_opened.connect(window.sheets.open)
        desk.said.connect(window.say)
        desk.warned.connect(window.warn)
        desk.failed.connect(window.complain)
        desk.gate.print_wanted.connect(window.sheets.print_recovery)
        desk.changed.connect(window.drafts.refresh)
        desk.changed_elsewhere.connect(window.drafts.follow)
        window.pages.hand_over_wanted.connect(desk.hand_over)
        window.pages.take_in_wanted.connect(desk.take_in)
        window.pages.back_up_wanted.connect(desk.back_up)
        window.pages.centre_key_wanted.connect(desk.show_centre_key)
        desk.may_keep.connect(window.pages.offer_keeping)
        desk.auto_lock_changed.connect(window.drafts.lock_after)
        desk.all_erased.connect(window.sheets.show_receipt)
        window.drafts.keeping_wanted.connect(desk.change_keeping)
        window.closed.connect(desk.close)
        desk.start()

    def _sweep(self, state: Path) -> None:
        """Remove what a crash left, off the GUI thread: a place may lie on a network drive that does not answer."""
        if may_have_left(state):
            from citizen_desktop.ui.jobs import Job  # noqa: PLC0415  few starts have anything to sweep

            Job(lambda _control: sweep_noted(state), clock=self._start.clock).start()

    def _build_search(self) -> None:
        """Build the search off the GUI thread, so that the first letter typed needn't wait for it."""
        if self.window.isVisible():
            from citizen_desktop.ui.jobs import Job  # noqa: PLC0415  not for the first paint

            job = Job(lambda _control: _ready(self._faq), clock=self._start.clock)
            self.window.closing.connect(job.close)
            job.start()

    def show(self) -> None:
        """Show the window, and say which stored choices could not be read."""
        self.window.show()
        if self.desk is None:
            self._open_package()
        if self.refused:
            message = _("Some stored settings could not be read and are as at the first start: {names}.")
            self.window.warn(message.format(names=", ".join(self.refused)))

    def _open_package(self) -> None:
        """Judge the package of the command line, once: not before it is clear where drafts are kept, which builds its tab anew."""
        package, self._package = self._package, None
        if package is not None:
            self.window.open_package(package)

    def speak(self, language: Language) -> None:
        """Switch everything to a language."""
        self._remember_window()
        i18n.use(language)
        self._set_direction()
        # Installing Qt's own texts sends this too, but there may be none for the language.
        QCoreApplication.sendEvent(self.window, QEvent(QEvent.Type.LanguageChange))
        self._choose(msgspec.structs.replace(self.settings, language=language))

    def wear(self, choice: ThemeChoice) -> None:
        """Switch to a theme."""
        self.theme.choose(choice)
        self._choose(msgspec.structs.replace(self.settings, theme=choice))

    def set_text_size(self, per_cent: int) -> None:
        """Switch to a text size."""
        self.theme.set_text_size(per_cent)
        self._choose(msgspec.structs.replace(self.settings, text_size=per_cent))

    def _choose_single_pdf(self, on: bool) -> None:  # noqa: FBT001  a slot
        self._choose(msgspec.structs.replace(self.settings, single_pdf=on))

    def apologise(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take note of a mistake of the program's own and go on: nobody is shown a traceback.

        Args:
            kind: class of the exception.
            error: itself; its text is not kept, since it may quote what a person typed.
            trace: where it passed.
        """
        if isinstance(error, KeyboardInterrupt):
            self.window.close()
            return
        entry = mishaps.describe(kind, trace, self._start.clock.now())
        sys.stderr.write(entry)
        if self._policy.remembers:
            mishaps.write_down(self._start.files.mishaps, entry)
        message = _("Something went wrong in the application. Try it again; if it happens again, close and start anew.")
        self.window.complain(message)

    def _choose(self, settings: Settings) -> None:
        self.settings = settings
        if not self._policy.remembers:
            return
        try:
            save(self._start.files.settings, settings)
        except OSError:
            self.window.warn(
                _("Your choice holds now but could not be stored: the disk is full or may not be written to.")
            )

    def _set_direction(self) -> None:
        """Load Qt's own texts and set the direction, in this order: the texts would flip it."""
        language = i18n.language()
        QCoreApplication.removeTranslator(self._translator)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if language is Language.ARABIC and self._translator.load("qtbase_ar", folder):
            QCoreApplication.installTranslator(self._translator)
        # Western digits for both: the Arabic of the Emirates has them, that of Saudi Arabia has not.
        locale = QLocale(QLocale.Language.Arabic, QLocale.Country.UnitedArabEmirates)
        QLocale.setDefault(locale if language is Language.ARABIC else QLocale(QLocale.Language.English))
        direction = Qt.LayoutDirection.RightToLeft if language.right_to_left else Qt.LayoutDirection.LeftToRight
        QGuiApplication.setLayoutDirection(direction)

    def _dress(self) -> None:
        """Hand palette and font to what Qt draws itself."""
        QApplication.setPalette(self.theme.palette())
        QApplication.setFont(self.theme.font(15))

    def _stand(self) -> None:
        state = load_window_state(self._start.files.state)
        self.window.restore_geometry_record(state.rtl if i18n.language().right_to_left else state.ltr)

    def _remember_window(self) -> None:
        """Note where the window stands, for this direction; a disk that refuses costs the note only."""
        if not self._policy.remembers or self._start.exit_after_first_paint:
            return
        side = "rtl" if i18n.language().right_to_left else "ltr"
        geometry = self.window.geometry_record()
        change_window_state(self._start.files.state, lambda state: msgspec.structs.replace(state, **{side: geometry}))


def _ready(library: FaqLibrary) -> None:
    """Read the questions and build the search; what is wrong with them is said where they are looked for."""
    with suppress(ContentError):
        library.finder()


def make_qt_application(arguments: list[str]) -> QApplication:
    """Return the Qt application, in the style that looks the same on every system.

    From now on garbage is collected by ``ui.garbage`` or not at all: any thread would do it otherwise.
    """
    gc.disable()
    QGuiApplication.setDesktopFileName(paths.APPLICATION)
    QCoreApplication.setApplicationName(paths.APPLICATION)
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(arguments)
    application.setStyle(QStyleFactory.create("Fusion"))
    return application


def run_window(start: Start) -> int:
    """Open the window and run until it is closed.

    Returns:
        The exit status of the command line.
    """
    # Before anything personal is read.
    guard_process()
    qt = make_qt_application([paths.APPLICATION])
    i18n.use(start.language or Language.ARABIC, paths.translations())
    try:
        application = Application(start, load_policy())
    except ContentError as error:
        _refuse(_("The content is not right: {reason}").format(reason=error), start)
        return 2 if isinstance(error, ContentUnreadableError) else 1
    except UserError as error:
        _refuse(error.message, start)
        return 2
    if start.exit_after_first_paint:
        application.window.first_painted.connect(application.window.close)
    application.window.first_painted.connect(_collect_from_now_on)
    sys.excepthook = application.apologise
    application.show()
    return qt.exec()


def _collect_from_now_on() -> None:
    """Let garbage be collected, but for what the start made and keeps."""
    gc.freeze()
    collect_on_this_thread()


def _refuse(message: str, start: Start) -> None:
    """Say why there is no window: on standard error, and in a box where somebody started it from an icon."""
    sys.stderr.write(f"citizen-desktop: {strip_controls(message)}\n")
    if not _stderr_is_read() and not start.exit_after_first_paint and QGuiApplication.platformName() != "offscreen":
        QMessageBox.critical(None, _("Citizen Desktop"), message)


def _stderr_is_read() -> bool:
    """Whether somebody may read standard error: an icon starts programs with none, an empty one or the system's journal."""
    try:
        status = os.fstat(sys.stderr.fileno())
    except OSError:
        return False
    return not stat.S_ISSOCK(status.st_mode) and not os.path.samestat(status, Path(os.devnull).stat())

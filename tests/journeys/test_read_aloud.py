"""An answer is read aloud by a program of the system; here by a small one that notes what it is told."""

import json
import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLayout, QStackedWidget, QVBoxLayout, QWidget

from citizen_desktop import i18n, paths
from citizen_desktop.app import make_qt_application
from citizen_desktop.i18n import Language
from citizen_desktop.settings import ThemeChoice
from citizen_desktop.ui import reader as reader_module
from citizen_desktop.ui.listen_button import ListenButton
from citizen_desktop.ui.reader import Reader
from citizen_desktop.widgets.theme import Theme
from tests.conftest import SUNDAY, HandClock, settle

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the speaker is a script")

VOICES = "Pty Language Age/Gender VoiceName File\n 5 ar --/M Arabic sem/ar\n 2 en-gb --/M English gmw/en\n"
ONLY_ARABIC = "Pty Language Age/Gender VoiceName File\n 5 ar --/M Arabic sem/ar\n"
GERMAN = "Pty Language Age/Gender VoiceName File\n 5 de --/M German gmw/de\n"
SPD_VOICES = f"{'NAME':>25}{'LANGUAGE':>25}{'VARIANT':>25}\n{'Arabic':>25}{'ar':>25}{'none':>25}\n"

SPEAKER = """#!{python} -SE
import json, os, signal, sys
folder = {folder!r}
said = sys.stdin.read() if {{"--stdin", "-e"}} & set(sys.argv) else ""
with open(folder + "/calls", "a") as log:
    log.write(json.dumps([os.getpid(), sys.argv[1:], said]) + "\\n")
def wait():
    while True:
        signal.pause()
answers = json.load(open(folder + "/answers"))
answer = answers.get(" ".join(sys.argv[1:]), answers["else"])
wait() if answer == "hang" else sys.exit(answer) if isinstance(answer, int) else print(answer, end="")
"""


class Machine:
    """A system with programs that speak.

    Args:
        folder: of the programs, and of what they note.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def install(self, name: str, **answers: object) -> None:
        """Install a program: what it prints, a status, or ``hang``, by its arguments."""
        folder = self.folder / f"of {name}"
        folder.mkdir()
        (folder / "answers").write_text(json.dumps({"else": "hang"} | answers))
        program = self.folder / name
        program.write_text(SPEAKER.format(python=sys.executable, folder=str(folder)))
        program.chmod(0o755)

    def calls(self, name: str = "espeak-ng") -> list:
        """Return process, arguments and text of every call so far."""
        log = self.folder / f"of {name}" / "calls"
        return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []

    def spoken(self, name: str = "espeak-ng") -> list:
        return [call for call in self.calls(name) if call[2]]


@pytest.fixture
def machine(tmp_path, monkeypatch):
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(sys, "platform", "linux")
    return Machine(folder)


class Pane(QWidget):
    """A window with two answers on two tabs, and one reader."""

    def __init__(self, clock: HandClock) -> None:
        super().__init__()
        theme = Theme(paths.resources(), ThemeChoice.LIGHT)
        self.reader = Reader(clock, self)
        self.sentences: list[str] = []
        self.reader.failed.connect(self.sentences.append)
        self.tabs = QStackedWidget()
        self.buttons = [ListenButton(theme, self.reader) for _tab in range(2)]
        for button in self.buttons:
            tab = QWidget()
            QVBoxLayout(tab).addWidget(button)
            self.tabs.addWidget(tab)
        column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(self.tabs)
        self.listen = self.buttons[0]
        self.listen.show_text("The number is **19912**.")

    def closeEvent(self, event) -> None:
        self.reader.close()
        super().closeEvent(event)


@pytest.fixture
def open_pane(qapp, qtbot):
    """Open a window and look for voices, in English."""
    make_qt_application([])
    i18n.use(Language.ENGLISH, paths.translations())
    opened = []

    def open_it(clock=None, *, wait=True) -> Pane:
        pane = Pane(clock or HandClock(SUNDAY))
        opened.append(pane)
        pane.show()
        if wait:
            with qtbot.waitSignal(pane.reader.changed):
                pane.reader.look()
        return pane

    yield open_it
    for pane in opened:
        pane.close()
        pane.deleteLater()
    settle()
    i18n.use(Language.ARABIC)


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def start(qtbot, machine, pane, name="espeak-ng") -> int:
    """Press the button, and give the process that speaks."""
    before = len(machine.spoken(name))
    qtbot.mouseClick(pane.listen, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(machine.spoken(name)) > before)
    return machine.spoken(name)[-1][0]


@pytest.mark.parametrize("voices", [None, GERMAN, "nonsense", "", 1])
def test_without_a_voice_there_is_no_button(open_pane, machine, voices):
    if voices is not None:
        machine.install("espeak-ng", **{"--voices": voices})
    assert not open_pane().listen.isVisible()


def test_the_button_waits_for_the_search_and_the_search_happens_once(open_pane, machine, qtbot):
    machine.install("espeak-ng", **{"--voices": VOICES})
    pane = open_pane(wait=False)
    assert not pane.listen.isVisible()
    pane.reader.look()
    pane.reader.look()
    qtbot.waitUntil(pane.listen.isVisible)
    assert [call[1] for call in machine.calls()] == [["--voices"]]


def test_a_press_reads_and_another_one_stops(open_pane, machine, qtbot):
    machine.install("espeak-ng", **{"--voices": VOICES})
    pane = open_pane()
    assert (pane.listen.text(), pane.listen.accessibleName()) == ("Listen", "Listen to the answer")
    pid = start(qtbot, machine, pane)
    assert machine.spoken()[-1][1:] == [["-v", "gmw/en", "--stdin"], "The number is 1 9 9 1 2.\n"]
    assert (pane.listen.text(), pane.listen.accessibleName()) == ("Stop", "Stop reading aloud")
    qtbot.mouseClick(pane.listen, Qt.MouseButton.LeftButton)
    assert pane.listen.text() == "Listen"
    qtbot.waitUntil(lambda: is_gone(pid))
    assert pane.sentences == []
    assert start(qtbot, machine, pane) != pid


def test_the_keyboard_reads_and_stops_as_well(open_pane, machine, qtbot):
    machine.install("espeak-ng", **{"--voices": VOICES})
    pane = open_pane()
    qtbot.keyClick(pane.listen, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(machine.spoken()))
    qtbot.keyClick(pane.listen, Qt.Key.Key_Space)
    assert not pane.reader.is_speaking


def test_at_the_end_the_button_offers_it_again(open_pane, machine, qtbot):
    machine.install("espeak-ng", **{"--voices": VOICES, "else": 0})
    pane = open_pane()
    start(qtbot, machine, pane)
    qtbot.waitUntil(lambda: not pane.reader.is_speaking)
    assert pane.listen.isVisible()
    assert pane.listen.text() == "Listen"
    assert pane.sentences == []


@pytest.mark.parametrize("leave", ["question", "language", "tab", "window", "other"])
def test_leaving_stops_it(open_pane, machine, qtbot, leave):
    machine.install("espeak-ng", **{"--voices": VOICES})
    pane = open_pane()
    pid = start(qtbot, machine, pane)
    match leave:
        case "question":
            pane.listen.show_text("Another answer.")
        case "language":
            i18n.use(Language.ARABIC)
            QCoreApplication.sendEvent(pane, QEvent(QEvent.Type.LanguageChange))
        case "tab":
            pane.tabs.setCurrentIndex(1)
        case "window":
            pane.close()
        case "other":
            pane.reader.read("Somebody else reads.", Language.ENGLISH)
            qtbot.waitUntil(lambda: len(machine.spoken()) == 2)
    qtbot.waitUntil(lambda: is_gone(pid))
    assert pane.reader.is_speaking is (leave == "other")
    assert pane.sentences == []


def test_the_same_question_shown_again_goes_on(open_pane, machine, qtbot):
    machine.install("espeak-ng", **{"--voices": VOICES})
    pane = open_pane()
    pid = start(qtbot, machine, pane)
    pane.listen.show_text("The number is **19912**.")
    settle()
    assert not is_gone(pid)
    assert pane.reader.is_speaking


def test_the_button_is_there_only_in_a_language_that_has_a_voice(open_pane, machine):
    machine.install("espeak-ng", **{"--voices": ONLY_ARABIC})
    pane = open_pane()
    assert not pane.listen.isVisible()
    i18n.use(Language.ARABIC)
    QCoreApplication.sendEvent(pane, QEvent(QEvent.Type.LanguageChange))
    assert pane.listen.isVisible()


@pytest.mark.parametrize("failing", ["status", "missing", "signal"])
def test_a_speaker_that_dies_or_is_missing_says_so_and_the_button_goes(open_pane, machine, qtbot, failing):
    machine.install("espeak-ng", **{"--voices": VOICES} | ({"else": 3} if failing == "status" else {}))
    pane = open_pane()
    if failing == "missing":
        (machine.folder / "espeak-ng").unlink()
        qtbot.mouseClick(pane.listen, Qt.MouseButton.LeftButton)
    else:
        pid = start(qtbot, machine, pane)
        if failing == "signal":
            os.kill(pid, 11)
    qtbot.waitUntil(lambda: bool(pane.sentences))
    assert pane.sentences == ["The program that reads aloud has stopped. The answer is here to read."]
    assert not pane.listen.isVisible()
    assert not pane.reader.is_speaking


def test_a_button_that_goes_with_the_keyboard_says_so_first(open_pane, machine, qtbot):
    machine.install("espeak-ng", **{"--voices": VOICES, "else": 3})
    pane = open_pane()
    left = []
    pane.listen.leaving.connect(lambda: left.append(pane.listen.isVisible()))
    pane.listen.setFocus()
    qtbot.keyClick(pane.listen, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(pane.sentences))
    assert left == [True]
    assert not pane.listen.isVisible()


def test_a_speaker_that_ends_at_once_had_nowhere_to_sound(open_pane, machine, qtbot):
    """As espeak-ng does without a sound card: it complains on standard error and ends with 0."""
    machine.install("espeak-ng", **{"--voices": VOICES, "else": 0})
    pane = open_pane(HandClock(SUNDAY, runs=True))
    start(qtbot, machine, pane)
    qtbot.waitUntil(lambda: bool(pane.sentences))
    assert "no working sound output" in pane.sentences[0]
    assert not pane.listen.isVisible()


def test_a_speaker_that_never_ends_had_nowhere_to_sound(open_pane, machine, qtbot, monkeypatch):
    """As spd-say does without a sound card."""
    machine.install("espeak-ng", **{"--voices": VOICES})
    pane = open_pane()
    monkeypatch.setattr(reader_module, "patience", lambda _text, **_rest: 0.5)
    pid = start(qtbot, machine, pane)
    qtbot.waitUntil(lambda: bool(pane.sentences))
    assert "no working sound output" in pane.sentences[0]
    assert not pane.listen.isVisible()
    qtbot.waitUntil(lambda: is_gone(pid))


def test_the_dispatcher_is_told_to_be_silent(open_pane, machine, qtbot):
    """Ending spd-say would not do: the dispatcher speaks on."""
    i18n.use(Language.ARABIC)
    voices = {"-O": "OUTPUT MODULES\nrhvoice\n", "-o rhvoice -L": SPD_VOICES, "-S": 0}
    machine.install("spd-say", **voices)
    pane = open_pane()
    start(qtbot, machine, pane, "spd-say")
    qtbot.mouseClick(pane.listen, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: machine.calls("spd-say")[-1][1] == ["-S"])
    start(qtbot, machine, pane, "spd-say")
    pane.close()
    qtbot.waitUntil(lambda: machine.calls("spd-say")[-1][1] == ["-S"])


def test_a_program_that_never_says_what_it_can_holds_up_nothing(open_pane, machine, qtbot, monkeypatch):
    monkeypatch.setattr(reader_module, "_SEARCH_LIMIT", 500)
    machine.install("spd-say")
    machine.install("espeak-ng", **{"--voices": VOICES})
    pane = open_pane()
    assert pane.listen.isVisible()
    qtbot.waitUntil(lambda: is_gone(machine.calls("spd-say")[0][0]))


def test_a_window_that_closes_during_the_search_leaves_nothing_behind(open_pane, machine, qtbot):
    machine.install("spd-say")
    pane = open_pane(wait=False)
    pane.reader.look()
    qtbot.waitUntil(lambda: bool(machine.calls("spd-say")))
    pane.close()
    qtbot.waitUntil(lambda: is_gone(machine.calls("spd-say")[0][0]))


def test_pictures_bring_their_speakers_and_start_no_search(open_pane, machine, qapp):
    machine.install("espeak-ng", **{"--voices": VOICES})
    reader = Reader(HandClock(SUNDAY), qapp, {})
    reader.look()
    settle()
    assert machine.calls() == []
    assert not reader.can_speak(Language.ARABIC)

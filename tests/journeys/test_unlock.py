"""Drafts that are locked: errors, waits, a forgotten passphrase, and what locks them."""

import shutil
import subprocess
import sys
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from citizen_desktop.drafts.keeping import Keeping
from citizen_desktop.drafts.store import Store
from citizen_desktop.ui.auto_lock import AutoLock, LockReason
from citizen_desktop.ui.erase_sheet import EraseSheet
from citizen_desktop.ui.passphrase_sheet import PassphraseSheet
from tests.conftest import SUNDAY, HandClock, settle
from tests.journeys.test_first_start import open_gate, press, put, wait_opened  # noqa: F401  a fixture

PASSPHRASE = "a lamp beside the old harbour"  # noqa: S105
OTHER = "seven boats under a paper moon"


@pytest.fixture
def locked(open_gate, qtbot):  # noqa: F811
    """A centre's window with the drafts locked; gives the window, the clock and the recovery code."""

    def lock_it(**options):
        clock = HandClock(SUNDAY)
        window = open_gate(clock=clock, start=False, **options)
        made = window.keys.make_centre(PASSPHRASE, 5, with_code=True)
        with_draft = Store(window.files.store, made.secret.view(), clock, create=True)
        with_draft.set_personal("x", "kept")
        with_draft.close()
        window.gate.start()
        settle()
        return window, clock, made

    return lock_it


def attempt(qtbot, window, passphrase):
    """Type a passphrase and wait until it was judged."""
    page = window.gate.unlock
    put(page.field, passphrase)
    press(qtbot, page.open)
    qtbot.waitUntil(lambda: page._job is None)
    settle()


def test_the_passphrase_opens_by_mouse_and_by_enter(locked, qtbot):
    window, _clock, made = locked()
    page = window.gate.unlock
    assert window.gate.currentWidget() is page
    assert page.field.line.hasFocus()
    put(page.field, PASSPHRASE)
    qtbot.keyClick(page.field.line, Qt.Key.Key_Return)
    keeping, secret = wait_opened(qtbot, window)
    assert (keeping, secret.same_as(made.secret)) == (Keeping.CENTRE, True)
    assert page.field.text == ""


def test_what_is_typed_is_hidden_until_asked_for(locked, qtbot):
    window, _clock, _made = locked()
    field = window.gate.unlock.field
    put(field, "abc")
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    press(qtbot, field.eye)
    assert field.line.echoMode() is QLineEdit.EchoMode.Normal
    assert field.eye.text() == "Hide"
    for hint in (Qt.InputMethodHint.ImhSensitiveData, Qt.InputMethodHint.ImhNoPredictiveText):
        assert field.line.inputMethodHints() & hint
    press(qtbot, field.eye)
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    field.empty()
    assert not field.line.isUndoAvailable()


def test_the_keyboards_language_is_told(locked):
    from PySide6.QtCore import QLocale

    from citizen_desktop.ui.passphrase_field import keyboard_name

    assert keyboard_name(QLocale(QLocale.Language.Arabic)) == "Arabic"
    assert keyboard_name(QLocale(QLocale.Language.English)) == "English"
    assert "français" in keyboard_name(QLocale(QLocale.Language.French))
    assert keyboard_name(QLocale.c()) == ""


def test_three_errors_cost_a_wait_that_is_shown_by_the_clock(locked, qtbot):
    window, clock, _made = locked()
    page = window.gate.unlock
    for _turn in range(2):
        attempt(qtbot, window, OTHER)
        assert page.field.helper.label.text() == "The passphrase is not right."
        assert page.open.isEnabled()
        assert not page._wait.isVisible()
    attempt(qtbot, window, OTHER)
    assert "typed three times" in page.field.helper.label.text()
    assert page._wait.isVisible()
    assert page.wait_words.text() == "You can try in 30 seconds"
    assert page.wait_next.text() == "Then 60 seconds after each error"
    assert (page.field.isEnabled(), page.open.isEnabled()) == (False, False)
    clock.pass_time(timedelta(seconds=5))
    page.look()
    assert page.wait_words.text() == "You can try in 25 seconds"
    assert page.wait_bar.share == pytest.approx(5 / 30)
    clock.pass_time(timedelta(seconds=24))
    page.look()
    assert page.wait_words.text() == "You can try in 1 second"
    clock.pass_time(timedelta(seconds=1))
    page.look()
    assert (page.field.isEnabled(), page.open.isEnabled(), page._wait.isVisible()) == (True, True, False)
    attempt(qtbot, window, OTHER)
    assert page.wait_words.text() == "You can try in 60 seconds"
    clock.pass_time(timedelta(seconds=60))
    page.look()
    attempt(qtbot, window, PASSPHRASE)
    assert window.heard.opened[-1][0] is Keeping.CENTRE


def test_a_new_start_shows_the_wait_that_is_left(locked, open_gate, qtbot):  # noqa: F811
    window, clock, _made = locked()
    for _turn in range(3):
        attempt(qtbot, window, OTHER)
    window.close()
    clock.pass_time(timedelta(seconds=12))
    again = open_gate(clock=clock)
    assert again.gate.unlock.wait_words.text() == "You can try in 18 seconds"
    assert not again.gate.unlock.open.isEnabled()


def test_the_clock_is_looked_at_only_while_somebody_sees_it(locked, qtbot):
    window, clock, _made = locked()
    page = window.gate.unlock
    clock.runs = True
    assert not page._timer.isActive()
    for _turn in range(3):
        attempt(qtbot, window, OTHER)
    assert page._timer.isActive()
    assert page._timer.interval() == 1000
    page.hide()
    assert not page._timer.isActive()
    page.show()
    assert page._timer.isActive()
    clock.pass_time(timedelta(seconds=31))
    page.look()
    page._timer.stop()
    page.look()
    assert not page._timer.isActive()


def test_the_recovery_code_opens_and_a_new_passphrase_is_asked(locked, qtbot):
    window, _clock, made = locked()
    page = window.gate.unlock
    press(qtbot, page.use_code)
    assert page.field.label.text() == "Recovery code"
    attempt(qtbot, window, made.code[:-1])
    assert "look at it again" in page.field.helper.label.text()
    assert window.keys.attempts.errors == 0
    attempt(qtbot, window, made.code.lower())
    sheet = window.gate.sheet
    assert isinstance(sheet, PassphraseSheet)
    assert window.heard.opened == []
    put(sheet.new, OTHER)
    put(sheet.again, OTHER)
    press(qtbot, sheet.done)
    _keeping, secret = wait_opened(qtbot, window)
    assert secret.same_as(made.secret)
    assert window.keys.unlock(OTHER).same_as(made.secret)


def test_after_the_code_the_old_passphrase_may_stay(locked, qtbot):
    window, _clock, made = locked()
    press(qtbot, window.gate.unlock.use_code)
    attempt(qtbot, window, made.code)
    press(qtbot, window.gate.sheet.cancel)
    assert wait_opened(qtbot, window)[1].same_as(made.secret)
    assert window.keys.unlock(PASSPHRASE).same_as(made.secret)


def test_who_forgot_may_go_on_without_keeping_anything(locked, qtbot):
    window, _clock, _made = locked()
    press(qtbot, window.gate.unlock.keep_nothing)
    assert window.heard.opened == [(Keeping.NOTHING, None)]
    assert window.files.store.exists()
    assert window.keys.known().keeping is Keeping.CENTRE


def test_erasing_asks_once_more_and_then_starts_anew(locked, qtbot):
    window, _clock, _made = locked()
    press(qtbot, window.gate.unlock.erase)
    sheet = window.gate.sheet
    assert isinstance(sheet, EraseSheet)
    assert sheet.stay.hasFocus()
    press(qtbot, sheet.stay)
    settle()
    assert window.files.store.exists()
    press(qtbot, window.gate.unlock.erase)
    press(qtbot, window.gate.sheet.erase)
    qtbot.waitUntil(lambda: window.gate.currentWidget() is window.gate.first)
    assert not window.files.store.exists()
    assert not window.keys.decided


def test_a_damaged_key_file_has_its_own_words(locked, qtbot):
    window, _clock, _made = locked()
    for path in (window.files.store_key, window.files.snapshots / "store.key"):
        path.write_bytes(b"x" + path.read_bytes()[1:])
    attempt(qtbot, window, PASSPHRASE)
    page = window.gate.trouble
    assert window.gate.currentWidget() is page
    assert page.title.text() == "The key file is damaged"
    assert "passphrase is not at fault" in page.advice.text()
    # It was no error of the person's.
    assert window.keys.attempts.errors == 0
    assert window.files.store.exists()


def test_drafts_whose_key_file_is_gone_are_not_taken_for_a_first_start(locked, qtbot):
    window, _clock, _made = locked()
    window.files.store_key.unlink()
    (window.files.snapshots / "store.key").unlink()
    window.gate.start()
    assert window.gate.currentWidget() is window.gate.trouble
    assert window.files.store.exists()


def test_a_keyring_that_does_not_open_is_asked_again(open_gate, qtbot):  # noqa: F811
    class Keyring:
        def __init__(self):
            self.kept, self.open = {}, True

        def put(self, name, value):
            self.kept[name] = value
            return True

        def get(self, name):
            return self.kept.get(name) if self.open else None

    keyring = Keyring()
    window = open_gate(keyring=keyring)
    press(qtbot, window.gate.first.proceed)
    wait_opened(qtbot, window)
    keyring.open = False
    again = open_gate(keyring=keyring)
    qtbot.waitUntil(lambda: again.gate.trouble is not None)
    settle()
    assert "keyring" in again.gate.trouble.title.text()
    keyring.open = True
    press(qtbot, again.gate.trouble.again)
    assert wait_opened(qtbot, again)[0] is Keeping.PERSONAL


def test_the_passphrase_is_changed_while_the_drafts_are_open(locked, qtbot):
    window, _clock, made = locked()
    attempt(qtbot, window, PASSPHRASE)
    window.gate.change_passphrase()
    sheet = window.gate.sheet
    for old, done in ((OTHER, False), (PASSPHRASE, True)):
        put(sheet.old, old)
        put(sheet.new, OTHER)
        put(sheet.again, OTHER)
        press(qtbot, sheet.done)
        qtbot.waitUntil(lambda: window.gate._job is None)
        settle()
        assert (window.gate.sheet is None) is done
    assert window.heard.said == ["The new passphrase holds from now on"]
    assert window.keys.unlock(OTHER).same_as(made.secret)


def test_locking_says_why_and_forgets_what_was_typed(locked, qtbot):
    window, _clock, _made = locked()
    page = window.gate.unlock
    put(page.field, "half a pass")
    page.hide()
    assert page.field.text == ""
    for reason, words in (
        (LockReason.IDLE, "Locked after 5 minutes without use"),
        (LockReason.ASKED, "You locked them"),
        (LockReason.ASLEEP, "Locked when the screen was locked or the computer went to sleep"),
    ):
        window.gate.lock(reason)
        assert page.subtitle.text() == words


# ---------------------------------------------------------------- what locks them


@pytest.fixture
def auto(qapp):
    clock = HandClock(SUNDAY, runs=True)
    lock = AutoLock(clock)
    events = []
    lock.locking.connect(lambda: events.append("save"))
    lock.locked.connect(events.append)
    yield lock, clock, events
    lock.close()


@pytest.fixture
def line(qtbot):
    """A field in a window that has the keyboard."""
    widget = QLineEdit()
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is widget.windowHandle())
    return widget


def hand_over(widget, event):
    """Hand an event over as the system does: to the window, which passes it on."""
    window = widget.window()  # a wrapper that went at once would take the one of its handle with it
    QApplication.sendEvent(window.windowHandle(), event)
    settle()


def touch(widget):
    position = QPointF(1, 1)
    event = QMouseEvent(
        QEvent.Type.MouseMove, position, position, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    hand_over(widget, event)


def press_a(widget):
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        hand_over(widget, QKeyEvent(kind, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"))


def test_idle_minutes_lock_and_what_is_typed_is_saved_first(auto):
    lock, clock, events = auto
    lock.start(5)
    clock.pass_time(timedelta(minutes=4, seconds=59))
    lock.look()
    assert events == []
    clock.pass_time(timedelta(seconds=1))
    lock.look()
    assert events == ["save", LockReason.IDLE]
    # Once: nothing is left to lock.
    clock.pass_time(timedelta(hours=1))
    lock.look()
    lock.lock_now()
    assert len(events) == 2


def test_a_touch_puts_it_off(auto, line):
    lock, clock, events = auto
    lock.start(5)
    for _turn in range(4):
        clock.pass_time(timedelta(minutes=4))
        touch(line)
        lock.look()
    assert events == []
    clock.pass_time(timedelta(minutes=4))
    press_a(line)
    assert line.text() == "a"
    clock.pass_time(timedelta(minutes=4))
    lock.look()
    assert events == []
    clock.pass_time(timedelta(minutes=1))
    lock.look()
    assert events == ["save", LockReason.IDLE]


def test_a_clock_that_is_set_neither_locks_nor_keeps_open(auto):
    lock, clock, events = auto
    lock.start(5)
    clock.set(SUNDAY + timedelta(days=1))
    lock.look()
    assert events == []
    clock.set(SUNDAY - timedelta(days=1))
    clock.seconds += 300
    lock.look()
    assert events == ["save", LockReason.IDLE]


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_a_touch_of_a_window_that_comes_later_counts(auto, line, qtbot):
    """A dialog gets the keyboard; what a touch pops up does not."""
    lock, clock, events = auto
    lock.start(5)
    dialog, list_ = QLineEdit(), QLabel("two")
    list_.setWindowFlags(Qt.WindowType.ToolTip)
    for widget in (dialog, list_):
        qtbot.addWidget(widget)
    clock.pass_time(timedelta(minutes=4))
    dialog.show()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is dialog.windowHandle())
    touch(dialog)
    clock.pass_time(timedelta(minutes=4))
    lock.look()
    assert events == []
    list_.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    list_.show()
    assert QGuiApplication.focusWindow() is dialog.windowHandle()
    press_a(dialog)
    clock.pass_time(timedelta(minutes=4))
    touch(list_)
    clock.pass_time(timedelta(minutes=4))
    lock.look()
    assert events == []


def test_what_an_input_method_writes_puts_it_off(auto, line):
    lock, clock, events = auto
    line.setFocus()
    lock.start(5)
    for _turn in range(2):
        clock.pass_time(timedelta(minutes=4))
        written = QInputMethodEvent()
        written.setCommitString("word ")
        QApplication.sendEvent(line, written)
        settle()
        lock.look()
    assert line.text() == "word word "
    assert events == []


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_keyboard_that_the_program_moves_puts_nothing_off(auto, qtbot):
    """Pages take the keyboard as they come, also when nobody is there."""
    window = QWidget()
    column, lines = QVBoxLayout(window), [QLineEdit(), QLineEdit()]
    for line in lines:
        column.addWidget(line)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())
    lock, clock, events = auto
    lock.start(5)
    for _turn in range(2):
        for line in lines:
            clock.pass_time(timedelta(minutes=1))
            line.setFocus()
            settle()
    clock.pass_time(timedelta(minutes=1))
    lock.look()
    assert events == ["save", LockReason.IDLE]


def test_it_locks_once_qt_is_done_with_what_it_tells(auto, line):
    """A cursor moves in the midst of Qt's own calls: what they work with has to be there still."""
    lock, clock, events = auto
    lock.start(5)
    clock.pass_time(timedelta(minutes=5))
    line.setText("word ")
    assert events == []
    settle()
    assert events == ["save", LockReason.IDLE]


def test_the_events_of_every_object_are_not_filtered(line):
    """A filter of the application is handed half-made objects, too: the process ended at some of them."""
    seen = []

    class Telling(AutoLock):
        def eventFilter(self, watched, event):
            seen.append(type(watched))
            return super().eventFilter(watched, event)

    lock = Telling(HandClock(SUNDAY))
    lock.start(5)
    touch(line)
    QScrollArea().deleteLater()
    settle()
    lock.close()
    assert set(seen) == {QWindow}


def test_the_first_touch_after_a_sleep_opens_nothing(auto, line):
    """Time asleep counts: the key that wakes the computer finds the drafts locked, and is not typed into them."""
    lock, clock, events = auto
    lock.start(5)
    clock.pass_time(timedelta(hours=2))
    press_a(line)
    assert events == ["save", LockReason.IDLE]
    assert line.text() == ""


def test_zero_minutes_never_lock_by_themselves(auto):
    lock, clock, events = auto
    lock.start(0)
    clock.pass_time(timedelta(days=1))
    lock.look()
    assert events == []
    lock.lock_now()
    assert events == ["save", LockReason.ASKED]


def test_the_system_that_suspends_the_program_locks(auto):
    lock, _clock, events = auto
    lock.start(5)
    lock._state_changed(Qt.ApplicationState.ApplicationInactive)
    assert events == []
    lock._state_changed(Qt.ApplicationState.ApplicationSuspended)
    assert events == ["save", LockReason.ASLEEP]


def test_the_timer_is_the_systems_and_only_one(auto, qtbot):
    """No polling: one wake-up is ordered, for the moment itself."""
    lock, _clock, events = auto
    assert not lock._timer.armed
    lock.start(5)
    assert lock._timer.armed
    lock._timer.clock_was_set()
    assert events == []
    assert lock._timer.armed
    lock.stop()
    assert not lock._timer.armed


SAYS_SO = """
import subprocess, sys
from PySide6.QtCore import QCoreApplication, QTimer
from citizen_desktop.ui.auto_lock import AutoLock
from citizen_desktop.clock import SystemClock
qt = QCoreApplication([])
lock = AutoLock(SystemClock())
lock.listen_to_system()
assert lock._session.listens
lock.locked.connect(lambda reason: (print(reason, flush=True), qt.quit()))
lock.start(5)
QTimer.singleShot(20_000, qt.quit)
def send(active):
    subprocess.run(
        ["gdbus", "emit", "--session", "--object-path", "/org/freedesktop/ScreenSaver",
         "--signal", "org.freedesktop.ScreenSaver.ActiveChanged", active], check=True)
def begin():
    send("false")
    QCoreApplication.processEvents()
    print("still open", lock.watching, flush=True)
    send("true")
QTimer.singleShot(0, begin)
qt.exec()
lock.close()
"""


def test_a_screen_that_is_locked_locks(tmp_path):
    """A real bus, on which a desktop says that its screen saver is active."""
    if shutil.which("dbus-run-session") is None or shutil.which("gdbus") is None:
        pytest.skip("no D-Bus to try it with")
    command = ["dbus-run-session", "--", sys.executable, "-c", SAYS_SO]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.splitlines() == ["still open True", "asleep"], done.stderr


def test_without_a_desktop_that_tells_nothing_breaks(auto):
    lock, clock, events = auto
    lock.listen_to_system()
    lock.start(5)
    clock.pass_time(timedelta(minutes=5))
    lock.look()
    assert events == ["save", LockReason.IDLE]

"""What was copied is taken back in time, and nobody else's."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from citizen_desktop.ui.clipboard_guard import SECONDS, ClipboardGuard
from tests.conftest import SUNDAY, HandClock, settle

VALUE = "1000000008"


@pytest.fixture
def clock():
    return HandClock(SUNDAY, runs=True)


@pytest.fixture
def guard(qapp, clock):
    made = ClipboardGuard(clock)
    yield made
    made.close()
    QGuiApplication.clipboard().clear()


def pass_time(guard, clock, seconds):
    """Let time pass and the timer fire."""
    clock.pass_time(timedelta(seconds=seconds))
    guard._ticker.ticked.emit()


def held():
    return QGuiApplication.clipboard().text()


def test_it_is_taken_back_after_a_minute_and_not_before(guard, clock):
    guard.copy(VALUE)
    pass_time(guard, clock, SECONDS - 1)
    assert held() == VALUE
    pass_time(guard, clock, 1)
    assert held() == ""
    assert not guard.guarding


def test_a_clock_that_is_set_ahead_or_back_takes_nothing_back_sooner_or_later(guard, clock):
    guard.copy(VALUE)
    clock.set(clock.now() + timedelta(days=1))
    guard._ticker.ticked.emit()
    assert held() == VALUE
    assert guard._ticker.running
    clock.set(clock.now() - timedelta(days=2))
    pass_time(guard, clock, SECONDS)
    assert held() == ""


def test_a_second_value_has_a_minute_of_its_own(guard, clock):
    guard.copy(VALUE)
    pass_time(guard, clock, 40)
    guard.copy("0500000000")
    pass_time(guard, clock, 40)
    assert held() == "0500000000"
    pass_time(guard, clock, 20)
    assert held() == ""


def test_what_somebody_else_put_there_stays(guard, clock):
    guard.copy(VALUE)
    QGuiApplication.clipboard().setText("a recipe")
    pass_time(guard, clock, SECONDS)
    assert held() == "a recipe"


def test_it_is_taken_back_at_the_end_and_at_the_end_of_the_session(guard, qapp):
    guard.copy(VALUE)
    qapp.aboutToQuit.emit()
    assert held() == ""
    guard.copy(VALUE)
    qapp.commitDataRequest.emit(None)
    assert held() == ""


def test_histories_are_asked_not_to_keep_it(guard):
    guard.copy(VALUE)
    data = QGuiApplication.clipboard().mimeData()
    assert bytes(data.data("x-kde-passwordManagerHint").data()) == b"secret"


@pytest.mark.parametrize("how", ["copy", "cut"])
@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_what_is_copied_out_of_a_field_is_taken_back_too(guard, clock, qtbot, kind, how):
    field = kind(VALUE)
    qtbot.addWidget(field)
    field.show()
    qtbot.waitExposed(field)
    field.activateWindow()
    field.setFocus()
    settle()
    field.selectAll()
    getattr(field, how)()
    assert held() == VALUE
    assert guard.guarding
    assert QGuiApplication.clipboard().mimeData().hasFormat("x-kde-passwordManagerHint")
    pass_time(guard, clock, SECONDS)
    assert held() == ""


def test_what_a_button_copies_that_says_nothing_of_anybody_stays(guard, clock):
    data = QMimeData()
    data.setText("19912")
    QGuiApplication.clipboard().setMimeData(data)
    assert not guard.guarding
    pass_time(guard, clock, SECONDS)
    assert held() == "19912"


def test_no_value_is_kept_in_the_guard(guard):
    guard.copy(VALUE)
    assert VALUE not in repr(vars(guard))

"""On a real X screen with a window manager: what the offscreen platform can't show."""

import os
import shutil
import subprocess
import sys
from datetime import datetime

import pytest

pytestmark = [pytest.mark.screen, pytest.mark.skipif(sys.platform != "linux", reason="needs X")]


@pytest.fixture(scope="module", autouse=True)
def window_manager():
    """Run a window manager: without one nothing is minimised and no window is active."""
    found = shutil.which("openbox")
    assert found, "openbox is not installed"
    process = subprocess.Popen([found, "--sm-disable"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield
    process.terminate()
    process.wait()


@pytest.fixture
def running_window(open_window, qtbot):
    """A window with the computer's own clock, active."""
    from citizen_desktop.clock import SystemClock
    from citizen_desktop.i18n import Language

    window = open_window(SystemClock(), language=Language.ENGLISH).window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def press(*keys: str) -> None:
    """Press keys as a keyboard would, through the X server."""
    subprocess.run(["xdotool", "key", *keys], check=True, env=os.environ)


def test_a_minimised_window_orders_no_wake_up(running_window, qtbot):
    window = running_window
    qtbot.waitUntil(lambda: window.channels.ticker.running)
    window.showMinimized()
    qtbot.waitUntil(lambda: not window.channels.ticker.running)
    window.showNormal()
    qtbot.waitUntil(lambda: window.channels.ticker.running)


def test_keys_reach_tabs_and_text_size(running_window, qtbot):
    window = running_window
    press("ctrl+3")
    qtbot.waitUntil(lambda: window.tabs.currentIndex() == 2)
    press("ctrl+plus")
    qtbot.waitUntil(lambda: window.theme.text_size == 125)
    press("ctrl+minus", "ctrl+1")
    qtbot.waitUntil(lambda: (window.theme.text_size, window.tabs.currentIndex()) == (100, 0))


def test_a_qr_code_opens_and_closes_by_keyboard(running_window, qtbot):
    window = running_window
    window.channels.cards["x"].qr.setFocus()
    press("space")
    qtbot.waitUntil(lambda: window.sheet is not None and window.sheet.isVisible())
    press("Escape")
    qtbot.waitUntil(lambda: window.sheet is None)


def test_the_picture_on_the_screen_is_the_one_of_the_tour(open_window, qtbot, tmp_path):
    """The screen and the offscreen platform draw the same: pictures in the documents are what people see."""
    from tests.conftest import HandClock

    window = open_window(HandClock(datetime(2026, 11, 22, 16, 12)), theme="dark").window
    qtbot.waitUntil(window.isActiveWindow)
    shown = window.grab().toImage()
    script = (
        "import sys; from datetime import datetime; from citizen_desktop.i18n import Language\n"
        "from citizen_desktop.tour import opened_window\n"
        "with opened_window(datetime(2026, 11, 22, 16, 12), Language.ARABIC, 'dark') as window: window.grab().save(sys.argv[1])\n"
    )
    picture = tmp_path / "offscreen.png"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", script, str(picture)], check=True, env=environment, timeout=60)
    from PySide6.QtGui import QImage

    assert QImage(str(picture)).convertedTo(shown.format()) == shown

"""A window that nobody touches does nothing: no page lays itself out again and again."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from citizen_desktop.content.models import Tab
from citizen_desktop.i18n import Language
from tests.conftest import settle

_TURNS = 60


class Watch(QObject):
    """Notes what is asked to be laid out anew, or painted."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def eventFilter(self, watched, event):
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.UpdateRequest}:
            self.seen.append((event.type().name, type(watched).__name__, watched.objectName()))
        return False


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640), (1024, 1200)])
@pytest.mark.parametrize("text_size", [100, 200])
def test_every_tab_comes_to_rest(open_window, size, text_size):
    application = open_window(language=Language.ENGLISH, size=size)
    application.set_text_size(text_size)
    watch = Watch()
    restless = {}
    for tab in Tab:
        application.window.show_tab(tab)
        for _turn in range(10):
            settle()
        QApplication.instance().installEventFilter(watch)
        for _turn in range(_TURNS):
            settle()
        QApplication.instance().removeEventFilter(watch)
        # A cursor may blink meanwhile.
        if len(watch.seen) > _TURNS // 4:
            restless[tab] = sorted(set(watch.seen))
        watch.seen.clear()
    assert restless == {}

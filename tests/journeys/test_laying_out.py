"""How often the form is laid out while files come in: too often, and the window stands still. Counted, not timed."""

from collections import Counter
from itertools import combinations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget

from citizen_desktop.content.models import Tab
from citizen_desktop.forms.draft import Attachment, ObjectionDraft
from citizen_desktop.i18n import Language
from citizen_desktop.ui.objection_page import ObjectionPage
from citizen_desktop.widgets.flow import FlowRow
from tests.conftest import SUNDAY, HandClock, settle
from tests.journeys.papers import drop, write

# Offscreen there is no window system that popups could ask.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

FILES = 6


@pytest.fixture
def form(open_window):
    window = open_window(HandClock(SUNDAY), Language.ARABIC).window
    window.show_tab(Tab.OBJECTION)
    settle()
    yield window.page(Tab.OBJECTION).form
    window._leaving = True
    window.close()


@pytest.fixture
def calls(monkeypatch):
    """Count the calls of methods that are named to it."""
    counted = Counter()

    def count(owner, name):
        original = getattr(owner, name)

        def counting(self, *values):
            counted[name] += 1
            return original(self, *values)

        monkeypatch.setattr(owner, name, counting)
        return counted

    return count


class Requests(QObject):
    """Counts how often somebody is asked to lay out anew."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, _watched, event):
        self.count += event.type() is QEvent.Type.LayoutRequest
        return False


def test_taking_files_in_arranges_the_form_a_few_times_only(qtbot, form, tmp_path, calls):
    # The first one brings rows and choices that were not there.
    drop(qtbot, form, form.documents.zone, write(tmp_path, "first.pdf"))
    counted = calls(ObjectionPage, "_arrange")
    drop(qtbot, form, form.documents.zone, *(write(tmp_path, f"{number}.pdf") for number in range(FILES)))
    assert len(form.draft.attachments) == FILES + 1
    assert counted["_arrange"] <= FILES


def test_taking_files_in_measures_the_rows_of_links_a_few_times_only(qtbot, form, tmp_path, calls):
    drop(qtbot, form, form.documents.zone, write(tmp_path, "first.pdf"))
    counted = calls(FlowRow, "_lines")
    drop(qtbot, form, form.documents.zone, *(write(tmp_path, f"{number}.pdf") for number in range(FILES)))
    assert len(form.draft.attachments) == FILES + 1
    # On a busy machine a row, its thumbnail and its verdict come one by one, and each is laid out.
    assert counted["_lines"] <= 100 * FILES


def test_showing_the_same_again_lays_nothing_out(qtbot, form, tmp_path):
    drop(qtbot, form, form.documents.zone, write(tmp_path, "first.pdf"))
    qtbot.waitUntil(lambda: not form.form_files.thumbnails.is_busy)
    settle()
    listed = []
    form.documents.files.model().dataChanged.connect(lambda *_places: listed.append(1))
    requests = Requests(form.documents), Requests(form.answers), Requests(form.footer)
    for _time in range(3):
        form.refresh()
        settle()
    assert [each.count for each in requests] == [0, 0, 0]
    assert not listed


def test_the_title_of_the_first_file_comes_without_lying_over_the_links_beside_it(form):
    title = form.documents.files_title
    assert title.isHidden()
    # Nothing is let happen in between: so it would be painted next.
    draft = ObjectionDraft(attachments=(Attachment(slot="national-id", original_name="a.pdf", size=5),))
    form.documents.show_files(draft, lambda _place: None, (), ())
    row = title.parentWidget()
    assert isinstance(row, FlowRow)
    parts = [part for part in row.parts if part.isVisible()]
    assert title in parts
    assert len(parts) > 1
    for one, other in combinations(parts, 2):
        assert not one.geometry().intersects(other.geometry())


def test_a_row_asks_for_the_height_that_its_parts_need_now(qtbot):
    around = QWidget()
    qtbot.addWidget(around)
    column = QHBoxLayout(around)
    row, label = FlowRow(4), QLabel("a")
    row.add(label)
    column.addWidget(row)
    around.show()
    settle()
    one_line = row.heightForWidth(200)
    assert row.heightForWidth(200) == one_line
    label.setText("a\nb\nc")
    settle()
    assert row.heightForWidth(200) > 2 * one_line
    label.hide()
    settle()
    assert row.heightForWidth(200) == 0
    label.setText("a")
    label.show()
    QApplication.sendPostedEvents()
    assert row.heightForWidth(200) == one_line
    around.hide()
    label.setText("a\nb\nc")
    assert row.heightForWidth(200) > 2 * one_line, "nobody sees it, and Qt tells it nothing"
    around.show()
    settle()
    assert row.heightForWidth(200) > 2 * one_line

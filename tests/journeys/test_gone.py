"""A draft that is erased, or whose time is over, while something of it is shown: nothing is shown of it any more."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from citizen_desktop.content.models import Tab
from citizen_desktop.drafts.retention import DEFAULT_DAYS
from citizen_desktop.forms.draft import ObjectionDraft
from tests.attachments.making import pdf
from tests.conftest import settle
from tests.journeys import test_drafts_desk
from tests.journeys.test_autosave import press
from tests.journeys.test_drafts_desk import LONG, NAME, begin_personal, heads, kept, listed, write

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

start = test_drafts_desk.start


def delete(qtbot, application):
    """Delete the draft that is chosen in the list, for good."""
    window = application.window
    window.show_tab(Tab.DRAFTS)
    settle()
    press(qtbot, window.page(Tab.DRAFTS).card.delete)
    press(qtbot, window.sheet.delete)
    gone(qtbot, application)
    window.close_sheet()


def run_out(qtbot, application):
    """Let the time of every draft run out."""
    application.clock.pass_time(timedelta(days=DEFAULT_DAYS, minutes=2))
    application.desk.store.retention.look()
    gone(qtbot, application)


def gone(qtbot, application):
    qtbot.waitUntil(lambda: heads(application) == (), timeout=LONG)
    listed(qtbot, application)
    settle()


@pytest.mark.parametrize("end", [delete, run_out])
def test_its_package_its_letter_and_its_files_go_with_it(start, qtbot, tmp_path, end):
    application = begin_personal(qtbot, start)
    write(qtbot, application, name=NAME)
    tab = application.window.pages.objection
    tab.form.attach_content("national-id", "Scan 1.pdf", pdf())
    qtbot.waitUntil(lambda: len(tab.form.draft.attachments) == 1 and not tab.form.is_copying, timeout=LONG)
    tab.show_letter()
    tab.show_ways()
    tab.package.pack(tab.form.draft, tab.form.files, tmp_path)
    qtbot.waitUntil(lambda: tab.ready is not None, timeout=LONG)
    kept(qtbot, application)
    end(qtbot, application)
    application.window.show_tab(Tab.OBJECTION)
    settle()
    assert tab.ready is None
    assert tab.pages.currentWidget() is tab.form
    assert tab.form.draft == ObjectionDraft()
    told = [str(child.property("text")) for child in tab.findChildren(QWidget)]
    assert not [words for words in told if NAME in words or "02-" in words]


def test_a_package_that_is_being_written_is_broken_off(start, qtbot, tmp_path):
    application = begin_personal(qtbot, start)
    write(qtbot, application, name=NAME)
    kept(qtbot, application)
    tab = application.window.pages.objection
    tab.package.pack(tab.form.draft, tab.form.files, tmp_path)
    assert tab.package.job is not None
    delete(qtbot, application)
    assert tab.package.job is None
    assert tab.ready is None


def test_its_print_preview_is_closed(start, qtbot):
    application = begin_personal(qtbot, start)
    write(qtbot, application, name=NAME)
    kept(qtbot, application)
    tab, open_after = application.window.pages.objection, []
    tab.show_letter()

    def end():
        run_out(qtbot, application)
        dialog = QApplication.activeModalWidget()
        open_after.append(dialog)
        if dialog is not None:
            dialog.close()

    QTimer.singleShot(200, end)
    tab.letter.foot.print_wanted.emit()
    assert open_after == [None]

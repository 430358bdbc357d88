"""What is said of a damaged store, and that nothing is lost by a hasty press."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from citizen_desktop.drafts import rescue
from citizen_desktop.drafts.models import Action
from citizen_desktop.drafts.rescue import Difference, damage_of, kept_aside
from citizen_desktop.i18n import Language
from citizen_desktop.ui.damage_page import DamagePage, DiscardSheet
from tests.conftest import settle
from tests.drafts.conftest import KEY, everything
from tests.drafts.test_rescue import desk, worked  # noqa: F401  a damaged store as it comes to be
from tests.journeys.test_verify import nothing_is_cut_off


@pytest.fixture
def open_page(open_window):
    def open_it(damage, **options):
        application = open_window(**options)
        page = DamagePage(application.theme, damage)
        page.told = []
        for name in ("use_wanted", "keep_wanted", "start_anew_wanted", "later"):
            getattr(page, name).connect(lambda name=name: page.told.append(name))
        page.sheet_opened.connect(application.window.sheets.open)
        application.window.pages.addWidget(page)
        application.window.pages.setCurrentWidget(page)
        application.window.activateWindow()
        settle()
        return application, page

    return open_it


@pytest.fixture
def damage(worked):  # noqa: F811
    return damage_of(worked.files, KEY, worked.start_noticed())


def test_what_happened_and_what_differs_is_said(open_page, damage):
    _application, page = open_page(damage, language=Language.ENGLISH)
    assert "set aside" in page.line.text()
    assert "Nothing of it has been deleted" in page.line.text()
    assert "22 November 2026, 4:22 PM" in page.copy.text()
    assert [(row.draft.how, row.pill.text) for row in page.rows] == [
        (Difference.NEWER, "Newer in the damaged file"),
        (Difference.ONLY_HERE, "Only in the copy"),
        (Difference.ONLY_THERE, "Only in the damaged file"),
    ]
    assert "4:32 PM" in page.rows[0].times.text()
    assert "4:12 PM" in page.rows[0].times.text()
    assert page.use.text() == "Take over the 2 newer drafts"


def test_the_name_of_a_locked_case_is_not_shown(open_page, worked):  # noqa: F811
    store = worked.start()
    store.mark(worked.ids[0], Action.LOCKED, locked=True)
    worked.stop()
    _application, page = open_page(damage_of(worked.files, KEY, worked.start_noticed()), language=Language.ENGLISH)
    assert [" · " in row.name.text() for row in page.rows] == [False, True, True]
    # As in the list of cases.
    assert page.rows[0].name.text().startswith("Case \u2068C-000")


def test_the_keyboard_stands_where_nothing_is_lost(open_page, damage, qtbot):
    application, page = open_page(damage)
    page.take_keyboard()
    qtbot.keyClick(application.window.focusWidget(), Qt.Key.Key_Return)
    assert page.told == ["use_wanted"]


def test_deleting_what_is_nowhere_else_asks_once_more(open_page, damage, qtbot):
    application, page = open_page(damage, language=Language.ENGLISH)
    qtbot.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    sheet = application.window.sheet
    assert isinstance(sheet, DiscardSheet)
    assert "2 drafts" in sheet.words.text()
    qtbot.mouseClick(sheet.back, Qt.MouseButton.LeftButton)
    assert page.told == []
    qtbot.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(application.window.sheet.go_on, Qt.MouseButton.LeftButton)
    assert page.told == ["keep_wanted"]


def test_the_whole_way_from_the_page_to_the_store(open_page, worked, damage, qtbot):  # noqa: F811
    _application, page = open_page(damage)
    page.use_wanted.connect(lambda: rescue.use_readable(page.damage, KEY, worked.store))
    qtbot.mouseClick(page.use, Qt.MouseButton.LeftButton)
    assert everything(worked.store)[worked.ids[0]] == worked.last[worked.ids[0]]
    assert kept_aside(worked.files) == ()


def test_without_a_sound_copy_the_safe_choice_is_first(open_page, qtbot):
    application, page = open_page(None, language=Language.ENGLISH)
    assert "no sound copy" in page.line.text()
    assert "Nothing has been changed or deleted" in page.line.text()
    page.take_keyboard()
    qtbot.keyClick(application.window.focusWidget(), Qt.Key.Key_Return)
    qtbot.mouseClick(page.start_anew, Qt.MouseButton.LeftButton)
    assert page.told == ["later", "start_anew_wanted"]


def test_where_nothing_can_be_read_waiting_is_the_first_choice(open_page, worked, qtbot):  # noqa: F811
    worked.damage(place=100)
    _application, page = open_page(damage_of(worked.files, KEY, worked.start()), language=Language.ENGLISH)
    assert page.choice.text() == "Nothing in the damaged file can be read any more."
    assert not page.use.isVisible()
    qtbot.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    assert page.told == ["keep_wanted"]


def test_no_title_holds_a_name(open_page, damage):
    application, page = open_page(damage, language=Language.ENGLISH)
    assert "Somebody" in " ".join(label.text() for label in page.findChildren(QLabel))
    assert "Somebody" not in application.window.windowTitle()
    assert all("Somebody" not in str(path) for path in damage.aside.parent.iterdir())


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("size", "text"), [((1280, 800), 100), ((1024, 640), 200), ((640, 480), 200)])
def test_nothing_is_cut_off(open_page, damage, language, size, text):
    application, page = open_page(damage, language=language, size=size)
    application.set_text_size(text)
    settle()
    nothing_is_cut_off(page)

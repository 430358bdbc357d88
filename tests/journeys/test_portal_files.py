"""Which file goes where on the portal: on the ways before packing, and on the result after it."""

from datetime import date
from pathlib import Path

import pytest

from citizen_desktop import paths
from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.loader import load_content
from citizen_desktop.content.models import Tab
from citizen_desktop.content.objection_loader import load_objection_content
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.i18n import Language
from citizen_desktop.ui.objection_tab import ObjectionTab
from tests.conftest import SUNDAY, HandClock, settle

# Offscreen there is no window system that popups could ask.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LINES = {
    Language.ENGLISH: [
        "Objection letter: 00-letter.pdf",
        "Table of contents: 01-contents.pdf",
        "ID image: 02-national-id.pdf",
        "Proof of income: 03-income-proof.pdf",
        "Bank statement: 04-bank-statement.pdf",
        "Proof of independent housing: 05-housing-proof.pdf",
    ],
    Language.ARABIC: [
        "خطاب الاعتراض: 00-letter.pdf",
        "قائمة المحتويات: 01-contents.pdf",
        "صورة الهوية: 02-national-id.pdf",
        "إثبات الدخل: 03-income-proof.pdf",
        "كشف الحساب البنكي: 04-bank-statement.pdf",
        "إثبات استقلالية السكن: 05-housing-proof.pdf",
    ],
}


@pytest.fixture
def open_tab(open_window, full_draft, tmp_path):
    """Open the tab in the window on a draft whose files are there."""
    opened: list[ObjectionTab] = []

    def open_it(draft=full_draft, **options):
        clock = HandClock(SUNDAY)
        application = open_window(clock, **options)
        content = load_objection_content(paths.resources() / "content")
        tab = ObjectionTab(
            application.theme, content, load_content(paths.resources() / "content").objections, clock, None
        )
        application.window.pages.addWidget(tab)
        application.window.show_tab(Tab.OBJECTION)
        application.window.pages.setCurrentWidget(tab)
        files = []
        for attachment in draft.attachments:
            files.append(tmp_path / attachment.original_name)
            files[-1].write_bytes(b"%PDF-1.7\n".ljust(attachment.size, b"\0"))
        tab.form.load(draft, files)
        settle()
        opened.append(tab)
        return application, tab

    yield open_it
    for tab in opened:
        tab.let_go()


def told(label) -> list[str]:
    return plain(label).splitlines()


def plain(label) -> str:
    """Return what a label says, without the marks that keep names in one piece."""
    return strip_controls(label.text()).replace("\u2060", "")


def test_the_ways_say_it_newest_first_and_in_every_language(open_tab, full_draft):
    application, tab = open_tab(language=Language.ENGLISH)
    tab.show_ways()
    settle()
    assert [card.path.id for card in tab.ways.cards] == ["eligibility", "amount", "older"]
    for language in (Language.ENGLISH, Language.ARABIC):
        application.speak(language)
        settle()
        for card in tab.ways.cards:
            assert card.files.isVisible()
            assert told(card.files)[1:] == LINES[language]
    # What is taken off the form is not told of any more.
    tab.show_form()
    tab.form.load(ObjectionDraft(), ())
    tab.show_ways()
    settle()
    assert not any(card.files.isVisible() for card in tab.ways.cards)


def packed(tab, qtbot, folder: Path):
    folder.mkdir()
    tab.package.pack(tab.form.draft, tab.form.files, folder)
    qtbot.waitUntil(lambda: tab.ready is not None)
    settle()
    return tab.ready.steps


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("size", "text_size"), [((1280, 800), 100), ((1024, 640), 200)])
def test_the_result_says_it_at_the_step_that_attaches(open_tab, qtbot, tmp_path, language, size, text_size):
    application, tab = open_tab(language=language, size=size)
    application.set_text_size(text_size)
    steps = packed(tab, qtbot, tmp_path / "out")
    assert plain(steps.files) == " · ".join(LINES[language])
    assert "3" in steps.attaching.text()
    assert "letter.txt" in steps.attaching.text()
    for label in (steps.attaching, steps.files):
        assert label.isVisible()
        assert label.height() >= label.heightForWidth(label.width())


def test_an_objection_to_nothing_yet_is_led_to_every_way(open_tab, full_draft, qtbot, tmp_path):
    _application, tab = open_tab(full_draft.with_objection(kind=None, day=date(2026, 11, 1)), language=Language.ENGLISH)
    steps = packed(tab, qtbot, tmp_path / "out")
    assert "portal-steps.txt" in steps.attaching.text()
    assert not steps.files.isVisible()

"""The screen that a finished package ends on, shown of a package that was really written."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QDesktopServices
from PySide6.QtWidgets import QLabel

from citizen_desktop.content.models import Text
from citizen_desktop.formats import gregorian
from citizen_desktop.i18n import Language
from citizen_desktop.package.names import PackageKind
from citizen_desktop.package.source import PayloadFile
from citizen_desktop.package.writer import write_package
from citizen_desktop.printing.paper import Block, SetSheet, Sheet
from citizen_desktop.ui.package_ready_page import PackageReadyPage
from citizen_desktop.ui.ready_package import Late, PackedFile, ReadyPackage, Step, packed_files
from tests.conftest import SUNDAY, HandClock, settle
from tests.journeys.test_verify import PAYLOAD, SLOTS, nothing_is_cut_off, show_page

STEPS = (
    Step(Text(ar="الدخول إلى البوابة", en="Sign in to the portal"), Text(ar="بحسابك", en="With your account")),
    Step(Text(ar="المدفوعات / الدفعات المالية", en="Payments / financial payments")),
    Step(Text(ar="الدفعة الناقصة", en="The short payment"), Text(ar="دفعة نوفمبر", en="The November payment")),
    Step(Text(ar="قراءة السبب", en="Read the reason"), Text(ar="قارنه بما كتبته", en="Compare it with your letter")),
    Step(Text(ar="تقديم الاعتراض", en="File the objection"), Text(ar="الصق النص", en="Paste the text")),
)


@pytest.fixture
def ready(tmp_path) -> ReadyPackage:
    files = [PayloadFile(name, content) for name, content in PAYLOAD.items()]
    written = write_package(tmp_path, PackageKind.OBJECTION, files, clock=HandClock(SUNDAY))
    sizes = {f"data/{name}": len(content) for name, content in PAYLOAD.items()}
    return ReadyPackage(
        path=written.path,
        size=written.size,
        files=packed_files(written.path.stem, written.files, sizes, SLOTS),
        verified=True,
        applicant_name="Sample Person",
        subject=Text(ar="مبلغ الدعم", en="Amount of support"),
        period=Text(ar="نوفمبر 2026", en="November 2026"),
        deadline=Late(lambda: gregorian(date(2027, 2, 8))),
        steps=STEPS,
        steps_verified=date(2026, 11, 22),
    )


def a_letter(*blocks: Block) -> SetSheet:
    return SetSheet(Sheet("letter", blocks or (Block("سطر"),), "", "{number}"))


@pytest.fixture
def open_page(open_window):
    """Open the real window on the page."""

    def open_it(package: ReadyPackage, letter: SetSheet | None = None, **options) -> PackageReadyPage:
        application = open_window(**options)
        page = PackageReadyPage(application.theme, package, letter or a_letter())
        page.application = application
        show_page(application.window, page)
        return page

    return open_it


def texts(page: PackageReadyPage) -> list[str]:
    return [re.sub("[\u2066-\u2069]", "", label.text()) for label in page.findChildren(QLabel) if label.isVisible()]


def test_it_shows_what_was_written(open_page, ready):
    page = open_page(ready)
    shown = texts(page)
    assert {
        "حزمة المسودة جاهزة",
        ready.path.name,
        "8 ملفات · 3.3 م.ب",
        "بصمات SHA-256 مطابقة",
        "bagit.txt · bag-info.txt · manifest-sha256.txt · tagmanifest-sha256.txt",
        "Sample Person",
        "مبلغ الدعم",
        "8 فبراير 2027",
        "صفحة واحدة · A4",
        "مسار المنصة قد يختلف · آخر تحقق 22 نوفمبر 2026",
        *(str(step.text) for step in STEPS),
    } <= set(shown)
    assert page.banner.pill.text == "تم التحقق من السلامة"
    model = page.files.list.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        "خطاب الاعتراض",
        "كشف الحساب البنكي",
        "إثبات استقلالية السكن",
        "بيانات المسودة",
    ]
    assert ready.files[0].sha256 in model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_switch_of_language_reaches_every_text(open_page, ready):
    page = open_page(ready)
    page.application.speak(Language.ENGLISH)
    settle()
    assert page.banner.title.text() == "The draft package is ready"
    assert {"Amount of support", "8 February 2027", "8 files · 3.3 MB", "Sign in to the portal"} <= set(texts(page))
    assert not any(re.search(r"[\u0600-\u06FF]", text) for text in texts(page))
    assert page.files.list.model().index(1, 0).data() == "Bank statement"


def test_a_package_that_was_not_verified_is_not_called_so(open_page, ready):
    package = replace(ready, verified=False)
    page = open_page(package, language=Language.ENGLISH)
    assert page.banner.pill.text == "Not verified"
    assert "SHA-256 digests match" not in texts(page)


def test_the_buttons_say_what_is_wanted(open_page, ready, qtbot, monkeypatch):
    page = open_page(ready, language=Language.ENGLISH)
    with qtbot.waitSignal(page.back_wanted):
        qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.print_wanted):
        qtbot.mouseClick(page.print, Qt.MouseButton.LeftButton)
    opened = []
    with qtbot.waitSignal(page.preview_wanted):
        qtbot.mouseClick(page.letter.preview, Qt.MouseButton.LeftButton)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    qtbot.mouseClick(page.open_folder, Qt.MouseButton.LeftButton)
    assert [url.isLocalFile() and Path(url.toLocalFile()) for url in opened] == [ready.path.parent]
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    with qtbot.waitSignal(page.refused) as told:
        qtbot.mouseClick(page.open_folder, Qt.MouseButton.LeftButton)
    assert told.args[0].startswith("The folder could not be opened.")


def test_tab_walks_it_as_it_is_read(open_page, ready, qtbot):
    page = open_page(ready, language=Language.ENGLISH)
    window = page.application.window
    window.activateWindow()
    window.tabs.setFocus(Qt.FocusReason.TabFocusReason)
    walked = []
    for _step in range(5):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        walked.append(window.focusWidget().accessibleName())
    assert walked == [
        "Back to the form",
        "Files of the package",
        "See the letter as it will be printed",
        "Open folder",
        "Print the letter",
    ]


def test_the_small_picture_is_the_first_page_as_it_is_printed(open_page, ready):
    red, lines = QColor("#c00000"), [Block("سطر من الخطاب", colour=QColor("#0000c0")) for _line in range(90)]
    page = open_page(ready, a_letter(Block("عنوان", 40, 700, red), *lines), language=Language.ENGLISH)
    picture = page.letter.page.grab().toImage()
    seen = [picture.pixelColor(x, y) for x in range(4, 146) for y in range(4, 208)]
    assert any(each.red() > 120 > each.blue() + 60 for each in seen), "the heading in its own colour"
    assert any(each.blue() > each.red() + 20 for each in seen), "and lines below it"
    assert page.letter.page.accessibleDescription() == "3 pages"
    assert "3 pages · A4" in texts(page)


def test_the_words_have_the_room_beside_the_page(open_page, ready):
    page = open_page(ready, size=(1280, 800))
    page.application.set_text_size(200)
    settle()
    [name] = [label for label in page.letter.findChildren(QLabel) if "Sample Person" in label.text()]
    assert name.width() > page.letter.width() / 2


def test_what_the_portal_may_not_take_is_said(open_page, ready):
    page = open_page(replace(ready, remark="Too large"), language=Language.ENGLISH)
    assert "Too large" in texts(page)
    assert "Too large" not in texts(open_page(ready, language=Language.ENGLISH))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("size", "text_size"), [((1280, 800), 100), ((1024, 640), 100), ((1024, 640), 200), ((1280, 800), 150)]
)
def test_nothing_is_cut_off(open_page, ready, language, size, text_size):
    page = open_page(ready, language=language, size=size)
    page.application.set_text_size(text_size)
    settle()
    nothing_is_cut_off(page)
    page.grab()
    if (size, text_size) == ((1280, 800), 100):
        assert page.verticalScrollBar().maximum() == 0


def test_forty_files_scroll_with_the_page(open_page, ready):
    many = tuple(PackedFile(f"File {n}", f"data/{n:02}-other.pdf", n, f"{n:064x}") for n in range(40))
    page = open_page(replace(ready, files=many))
    assert page.verticalScrollBar().maximum() > 0
    assert page.files.list.verticalScrollBar().maximum() == 0

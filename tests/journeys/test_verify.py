"""Judging a package: real packages, damaged in many ways, through the real window."""

import threading
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from citizen_desktop.content.models import Text
from citizen_desktop.i18n import Language
from citizen_desktop.package.errors import Cancelled
from citizen_desktop.package.examination import State
from citizen_desktop.package.names import PackageKind
from citizen_desktop.package.source import PayloadFile
from citizen_desktop.package.writer import write_package
from citizen_desktop.ui import verify_page
from citizen_desktop.ui.footed_page import FootedPage
from citizen_desktop.ui.verify_page import VerifyPage
from citizen_desktop.widgets.focus import FocusRing
from tests.conftest import SUNDAY, HandClock, settle

SLOTS = {
    "bank-statement": Text(ar="كشف الحساب البنكي", en="Bank statement"),
    "housing-proof": Text(ar="إثبات استقلالية السكن", en="Proof of independent housing"),
}
PAYLOAD = {
    "00-letter.pdf": b"letter" * 20_000,
    "02-bank-statement.jpg": b"statement" * 200_000,
    "03-housing-proof.pdf": b"housing" * 200_000,
    "draft.json": b"{}",
}


@pytest.fixture
def package(tmp_path) -> Path:
    files = [PayloadFile(name, content) for name, content in PAYLOAD.items()]
    return write_package(tmp_path, PackageKind.OBJECTION, files, clock=HandClock(SUNDAY)).path


@pytest.fixture
def folder(package, tmp_path) -> Path:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path)
    return tmp_path / package.stem


@pytest.fixture
def damaged(folder) -> Path:
    """A folder with one file altered and one missing."""
    (folder / "data" / "02-bank-statement.jpg").write_bytes(b"statement" * 100_000)
    (folder / "data" / "03-housing-proof.pdf").unlink()
    return folder


@pytest.fixture
def open_page(open_window, qtbot):
    """Open the real window on the page; it judges at once if there is something to judge."""
    pages = []

    def open_it(path: Path | None = None, clock=None, **options) -> VerifyPage:
        application = open_window(**options)
        page = VerifyPage(application.theme, clock or HandClock(SUNDAY), SLOTS)
        pages.append(page)
        page.application = application
        show_page(application.window, page)
        if path is not None:
            judge(qtbot, page, path)
        return page

    yield open_it
    for page in pages:
        page.let_go()


def show_page(window, page: FootedPage) -> None:
    window.pages.addWidget(page)
    window.pages.setCurrentWidget(page)
    settle()


def judge(qtbot, page: VerifyPage, path: Path) -> None:
    page.open_path(path)
    qtbot.waitUntil(lambda: not page.job_row.isVisible())
    settle()


def rows(page: VerifyPage) -> list[tuple[str, str, State]]:
    found = [page.model.row(number) for number in range(page.model.rowCount())]
    return [(row.title, row.path, row.state) for row in found]


def nothing_is_cut_off(page: FootedPage) -> None:
    assert page.horizontalScrollBar().maximum() == 0
    for label in page.findChildren(QLabel):
        if label.isVisible() and label.text() and not label.wordWrap():
            assert label.width() >= label.sizeHint().width(), label.text()
        elif label.isVisible() and label.text():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    for button in page.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.text()
            assert page.rect().contains(button.mapTo(page, QPoint(0, 0))) or page.ground.isAncestorOf(button)


def test_a_sound_package_is_green(open_page, package):
    page = open_page(package)
    assert page.banner.title.text() == "الحزمة سليمة"
    assert page.banner.pill.text == "كاملة ولم تتغيّر"
    assert {state for *_, state in rows(page)} == {State.INTACT}
    assert rows(page)[-1][0] == "ملفات التحقق"
    assert page.counts.numbers[State.INTACT].text() == "8"
    assert page.counts.total.text() == "من 8 ملفات"


@pytest.mark.parametrize(
    ("language", "title", "pill", "names"),
    [
        (
            Language.ARABIC,
            "الحزمة غير سليمة: ملف تغيّر وملف ناقص",
            "لا تعتمد عليها",
            ["كشف الحساب البنكي", "إثبات استقلالية السكن"],
        ),
        (
            Language.ENGLISH,
            "The package is not sound: 1 file altered, 1 file missing",
            "Do not rely on it",
            ["Bank statement", "Proof of independent housing"],
        ),
    ],
)
def test_damaged_files_come_first_in_both_languages(open_page, damaged, language, title, pill, names):
    page = open_page(damaged, language=language)
    assert page.banner.title.text() == title
    assert page.banner.pill.text == pill
    assert rows(page)[:2] == [
        (names[0], "data/02-bank-statement.jpg", State.ALTERED),
        (names[1], "data/03-housing-proof.pdf", State.MISSING),
    ]
    assert [page.counts.numbers[state].text() for state in State] == ["1", "1", "0", "0", "6"]
    visible = [state for state, label in page.meaning.meanings.items() if label.isVisible()]
    assert visible == [State.ALTERED, State.MISSING]


def test_an_altered_file_shows_both_digests_and_sizes(open_page, folder):
    (folder / "data" / "02-bank-statement.jpg").write_bytes(b"statement" * 100_000)
    page = open_page(folder, language=Language.ENGLISH)
    expected, found = page.model.row(0).lines
    assert (expected.label, expected.size, len(expected.digest)) == ("expected", "1.8 MB", 64)
    assert (found.label, found.size, len(found.digest)) == ("found", "900 KB", 64)
    assert expected.digest != found.digest


def test_what_was_put_in_later_is_named(open_page, folder):
    (folder / "data" / "more.txt").write_bytes(b"more")
    page = open_page(folder)
    assert page.banner.title.text() == "الحزمة غير سليمة: ملف زائد"
    assert rows(page)[0][1:] == ("data/more.txt", State.UNEXPECTED)


def test_a_byte_that_flipped_in_the_zip_is_found(open_page, package):
    content = bytearray(package.read_bytes())
    content[content.index(b"statementstatement")] ^= 1
    package.write_bytes(content)
    page = open_page(package, language=Language.ENGLISH)
    assert rows(page)[0][1:] == ("data/02-bank-statement.jpg", State.ALTERED)
    assert len(page.model.row(0).lines) == 2


def test_faults_of_other_kinds_are_sentences(open_page, folder):
    (folder / "bag-info.txt").unlink()
    (folder / "data" / "draft.json").unlink()
    (folder / "data" / "draft.json").symlink_to("/etc/hostname")
    page = open_page(folder, language=Language.ENGLISH)
    faulty = [page.model.row(n) for n in range(page.model.rowCount()) if page.model.state(n) is State.FAULTY]
    assert [row.path for row in faulty] == ["data/draft.json"]
    assert "link that leads out" in faulty[0].lines[0].label
    assert "1 other fault" in page.banner.title.text()
    assert page.meaning.meanings[State.FAULTY].isVisible()


def test_what_is_no_package_is_called_so(open_page, tmp_path):
    path = tmp_path / "picture.jpg"
    path.write_bytes(b"no zip")
    page = open_page(path, language=Language.ENGLISH)
    assert page.banner.title.text() == "This is not a package"
    assert "not a zip file" in page.model.row(0).text


def test_half_a_package_is_still_called_one(open_page, package):
    package.write_bytes(package.read_bytes()[:-200])
    page = open_page(package, language=Language.ENGLISH)
    assert page.banner.title.text().startswith("The package is not sound")


def test_what_cannot_be_judged_is_a_sentence(open_page, tmp_path, qtbot, package):
    page = open_page(tmp_path / "absent.zip", language=Language.ENGLISH)
    assert page.banner.title.text() == "The package could not be checked"
    assert page.banner.line.text() == "There is no such file or folder."
    assert not page.list.isVisible()
    judge(qtbot, page, package)
    assert page.banner.title.text() == "The package is sound"


def test_a_switch_of_language_reaches_everything_and_keeps_the_row(open_page, damaged):
    page = open_page(damaged)
    page.list.setCurrentIndex(page.model.index(1))
    page.application.speak(Language.ENGLISH)
    settle()
    assert page.banner.title.text() == "The package is not sound: 1 file altered, 1 file missing"
    assert page.model.row(1).title == "Proof of independent housing"
    assert page.list.currentIndex().row() == 1
    for label in page.findChildren(QLabel):
        assert not any("\u0600" <= letter <= "\u06ff" for letter in label.text()), label.text()


def test_the_report_is_copied_as_plain_text(open_page, damaged, qtbot):
    page = open_page(damaged, language=Language.ENGLISH)
    with qtbot.waitSignal(page.copied):
        qtbot.mouseClick(page.copy, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("The package is not sound: 1 file altered, 1 file missing\n")
    assert "- Bank statement · data/02-bank-statement.jpg · altered · expected " in text
    assert page.model.row(0).lines[1].digest in text
    assert "\u2066" not in text
    assert str(damaged.parent) not in text


def test_the_way_by_keyboard_alone(open_page, damaged, qtbot, monkeypatch):
    page = open_page(language=Language.ENGLISH)
    window = page.application.window
    monkeypatch.setattr(verify_page, "choose_folder", lambda *_: damaged)
    window.activateWindow()
    window.tabs.setFocus(Qt.FocusReason.TabFocusReason)
    names = []
    for _step in range(2):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        names.append(window.focusWidget().text())
        assert any(ring.isVisible() for ring in window.findChildren(FocusRing))
    assert names == ["Choose a package", "Folder"]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    qtbot.waitUntil(page.list.isVisible)
    settle()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.focusWidget() is page.list
    assert page.list.currentIndex().row() == 0
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.list.currentIndex().row() == 1
    assert "missing" in page.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    qtbot.keyClick(page.list, Qt.Key.Key_Tab)
    assert window.focusWidget() is page.copy


def test_a_zip_is_chosen_by_dialog_and_a_dialog_that_is_closed_changes_nothing(open_page, package, qtbot, monkeypatch):
    page = open_page(language=Language.ENGLISH)
    monkeypatch.setattr(verify_page, "choose_file", lambda *_: None)
    page.another.click()
    assert page.examination is None
    monkeypatch.setattr(verify_page, "choose_file", lambda *_: package)
    page.another.click()
    qtbot.waitUntil(lambda: page.examination is not None)
    assert page.another.text() == "Another package"


def test_a_package_is_dropped_onto_the_page(open_page, package, qtbot):
    page = open_page()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(package))])
    options = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(50, 50), *options)
    QApplication.sendEvent(page.zone, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page.viewport(), QDropEvent(QPointF(50, 50), *options))
    qtbot.waitUntil(lambda: page.examination is not None)
    two = QMimeData()
    two.setUrls([QUrl.fromLocalFile(str(package)), QUrl.fromLocalFile(str(package.parent))])
    refused = QDragEnterEvent(QPoint(50, 50), options[0], two, *options[2:])
    refused.ignore()
    QApplication.sendEvent(page.list.viewport(), refused)
    assert not refused.isAccepted()


@pytest.fixture
def held_examination(monkeypatch):
    """Let the examination wait until it is told to go on, and notice a cancel."""
    begun, go_on = threading.Event(), threading.Event()

    def examine(path, *, progress, cancelled):
        begun.set()
        progress(1, 4)
        while not go_on.wait(0.001):
            if cancelled():
                raise Cancelled
        return real(path, progress=progress, cancelled=cancelled)

    real = verify_page.examine
    monkeypatch.setattr(verify_page, "examine", examine)
    yield begun, go_on
    go_on.set()


def test_the_window_goes_on_and_a_cancel_is_heard(open_page, package, qtbot, held_examination):
    begun, _go_on = held_examination
    page = open_page(language=Language.ENGLISH)
    page.open_path(package)
    assert begun.wait(10)
    qtbot.waitUntil(lambda: page.job_row.state.text() == "25%")
    assert page.job_row.meter.value() == 250
    assert page.banner.title.text().startswith("Checking")
    nothing_is_cut_off(page)
    page.application.speak(Language.ARABIC)
    assert page.job_row.cancel.text() == "إلغاء"
    page.job_row.cancel.setFocus()
    page.job_row.cancel.click()
    qtbot.waitUntil(lambda: not page.job_row.isVisible())
    assert page.banner.title.text() == "فحص حزمة أو فتحها"
    assert page.application.window.focusWidget() is page.another


def test_another_package_gives_up_the_first(open_page, package, damaged, qtbot, held_examination):
    begun, go_on = held_examination
    page = open_page(language=Language.ENGLISH)
    page.open_path(package)
    assert begun.wait(10)
    page.open_path(damaged)
    go_on.set()
    qtbot.waitUntil(lambda: page.examination is not None)
    assert page.examination.file == damaged.name


def test_a_page_that_goes_away_lets_its_job_go(open_page, package, held_examination):
    begun, _go_on = held_examination
    page = open_page()
    page.open_path(package)
    assert begun.wait(10)
    page.let_go()
    settle()
    assert page.examination is None


def test_a_mistake_of_the_program_ends_the_wait_with_a_sentence(open_page, package, qtbot, monkeypatch):
    caught = []
    monkeypatch.setattr("sys.excepthook", lambda _kind, error, _trace: caught.append(error))
    monkeypatch.setattr(verify_page, "examine", lambda *_args, **_named: 1 // 0)
    page = open_page(package, language=Language.ENGLISH)
    assert page.banner.line.text() == "Something went wrong in the application. Try it again."
    assert isinstance(caught[0], ZeroDivisionError)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("size", "text_size"), [((1280, 800), 100), ((1024, 640), 100), ((1024, 640), 200), ((1280, 800), 150)]
)
def test_nothing_is_cut_off(open_page, damaged, language, size, text_size):
    (damaged / "data" / "more.txt").write_bytes(b"more")
    (damaged / "data" / "link").symlink_to("/etc/hostname")
    page = open_page(language=language, size=size)
    page.application.set_text_size(text_size)
    settle()
    nothing_is_cut_off(page)
    page.open_path(damaged)
    while page.examination is None:
        settle()
    settle()
    nothing_is_cut_off(page)
    page.grab()


def test_ten_thousand_files_are_no_stall(open_page, tmp_path, qtbot):
    bag = tmp_path / "many"
    (bag / "data").mkdir(parents=True)
    (bag / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", encoding="utf-8")
    lines = [f"{0:064x}  data/file-{number}.txt\n" for number in range(10_000)]
    (bag / "manifest-sha256.txt").write_text("".join(lines), encoding="utf-8")
    for number in range(0, 10_000, 100):
        (bag / "data" / f"file-{number}.txt").write_bytes(b"x")
    page = open_page(bag, language=Language.ENGLISH)
    assert page.banner.title.text() == "The package is not sound: 100 files altered, 9900 files missing"
    assert page.model.rowCount() == 10_001
    assert len(page.model._made) < 5000, "rows are made when they are laid out, a batch at a time"
    page.list.scrollToBottom()
    settle()

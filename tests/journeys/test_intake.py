"""Files come into the form from everywhere, are understood or refused by a sentence, edited, taken away and brought back."""

import shutil
import zipfile
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QWidget

from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.models import Doubt
from citizen_desktop.attachments.workshop import Workshop
from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.models import Tab
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.session import DraftSession
from citizen_desktop.drafts.store import Store
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.i18n import Language
from citizen_desktop.package.verifier import verify
from citizen_desktop.ui import objection_page
from citizen_desktop.ui.discard_edits_sheet import DiscardEditsSheet
from citizen_desktop.ui.file_password_sheet import FilePasswordSheet
from citizen_desktop.ui.leave_sheet import LeaveSheet
from citizen_desktop.widgets.file_row import Part
from citizen_desktop.widgets.input_frame import State
from tests.attachments import corpus
from tests.attachments.conftest import ROGUE
from tests.conftest import SUNDAY, HandClock, settle
from tests.drafts.conftest import KEY
from tests.journeys.papers import LONG, content, drop, drop_data, files_of, taken, write

# Offscreen there is no window system that popups could ask.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def start(open_window, tmp_path):
    """Start the application, with a store or without; give window and tab."""
    started = []

    def start_it(language=Language.ENGLISH, *, keeps=True, **options):
        session = None
        if keeps:
            path = tmp_path / "data" / "store.db"
            path.parent.mkdir(exist_ok=True)
            session = DraftSession(Store(path, KEY, HandClock(SUNDAY), create=True), HandClock(SUNDAY))
        window = open_window(HandClock(SUNDAY), language, drafts=session, **options).window
        started.append(window)
        window.show_tab(Tab.OBJECTION)
        settle()
        return window, window.page(Tab.OBJECTION)

    yield start_it
    for window in started:
        window._leaving = True
        window.close()
    QGuiApplication.clipboard().clear()


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "stick"
    made.mkdir()
    return made


def session_of(tab):
    return tab.form._autosave.session


def kept(tab) -> None:
    assert session_of(tab).flush()
    settle()


def stored_files(tab) -> int:
    ((count,),) = session_of(tab).store.connection.execute("SELECT count(*) FROM files").fetchall()
    return count


def press(qtbot, button: QWidget) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def press_part(qtbot, form, row: int, part: Part) -> None:
    listing = form.documents.files
    place = listing.place_of(row, part).center().toPoint()
    qtbot.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()


def names(form) -> list[str]:
    return [row.name for row in form.documents.files.rows]


def refusals(form) -> list[str]:
    return [strip_controls(sentence) for sentence in form.documents.refusals]


def put_bytes(folder, name: str, data: bytes):
    file = folder / name
    file.write_bytes(data)
    return file


def bytes_of(form) -> list[bytes]:
    return [b"".join(file.blocks()) for file in form.files]


# ---------------------------------------------------------------- what is taken in, and what is not


@pytest.mark.parametrize("typing", [False, True])
def test_why_a_file_is_refused_is_seen_wherever_it_was_dropped(start, qtbot, folder, typing):
    window, tab = start(size=(1024, 640))
    form = tab.form
    drop(qtbot, form, form.documents.zone, *(write(folder, f"{number}.pdf") for number in range(6)))
    (form.answers.explanation.area if typing else window.header.text_size).setFocus()
    form.scroller.verticalScrollBar().setValue(0)
    drop(qtbot, form, next(iter(form.documents.slots.values())), put_bytes(folder, "letter.docx", content("a.docx")))
    (sentence,) = refusals(form)
    bar, notice = form.scroller.verticalScrollBar(), form.documents.refused
    if typing:
        assert bar.value() == 0, "what is typed into is scrolled away"
        assert window.toast.isVisible()
        assert sentence in {strip_controls(label.text()) for label in window.toast.findChildren(QLabel)}
    else:
        room = form.scroller.viewport()
        qtbot.waitUntil(
            lambda: 0 <= notice.mapTo(room, QPoint(0, 0)).y() <= room.height() - notice.height(), timeout=LONG
        )


@pytest.mark.parametrize("keeps", [True, False])
def test_every_kind_becomes_a_row_with_picture_pages_size_and_verdict(start, qtbot, folder, keeps):
    _window, tab = start(keeps=keeps)
    form = tab.form
    for name, data in corpus.sound().items():
        put_bytes(folder, f"{name}.bin", data)
    files = sorted(folder.iterdir())
    put_bytes(folder, "long.pdf", corpus.text(pages=12))
    drop(qtbot, form, form.documents.zone, *files, folder / "long.pdf")
    assert names(form) == [*(file.name for file in files), "long.pdf"]
    assert refusals(form) == []
    assert bytes_of(form) == [file.read_bytes() for file in (*files, folder / "long.pdf")]
    rows = form.documents.files.rows
    assert rows[-1].pages == "12 pages"
    assert all(row.size and row.state and row.kind for row in rows)
    qtbot.waitUntil(lambda: not form.form_files.thumbnails.is_busy, timeout=LONG)
    settle()
    assert all(row.thumb is not None for row in form.documents.files.rows)
    assert all(attachment.pages for attachment in form.draft.attachments)
    heic = next(row for row in form.documents.files.rows if row.name == "heic.bin")
    assert (heic.kind, heic.state) == ("HEIC picture", "Unusual format") or heic.state != "Clear"


def test_each_refusal_is_said_and_leaves_nothing(start, qtbot, folder):
    _window, tab = start()
    form = tab.form
    expected = {
        "empty.pdf": (b"", "empty.pdf is empty."),
        "cut.pdf": (corpus.text()[:-200], "cut.pdf is cut off: its end is missing."),
        "cut.jpg": (corpus.jpeg()[:5000], "cut.jpg is cut off: its end is missing."),
        "broken.pdf": (b"%PDF-1.4\n" + b"x" * 999 + b"\n%%EOF", "broken.pdf is damaged"),
        "none.pdf": (corpus.text(pages=0), "none.pdf has no pages."),
        "thick.pdf": (corpus.text(pages=10_000), "thick.pdf has too many pages."),
        "wall.pdf": (corpus.text(box=b"0 0 1000000 1000000"), "wall.pdf has a page that is far too large."),
        "bomb.png": (corpus.png_bomb(20_000), "bomb.png would become far too large"),
        "letter.pdf": (content("x.docx"), "letter.pdf is a Word document."),
        "photo.jpg": (content("x.exe"), "photo.jpg is a program, not a document."),
    }
    files = [put_bytes(folder, name, data) for name, (data, _sentence) in expected.items()]
    drop(qtbot, form, form.documents.zone, *files, write(folder, "good.pdf"))
    said = refusals(form)
    assert len(said) == len(expected)
    for _data, sentence in expected.values():
        assert any(each.startswith(sentence) for each in said), sentence
    assert names(form) == ["good.pdf"]
    assert form.draft.attachments[0].slot == "national-id", "what is refused takes no place"
    kept(tab)
    assert stored_files(tab) == 1


def test_a_large_file_is_refused_before_it_is_read(start, qtbot, folder):
    _window, tab = start(keeps=False)
    huge = folder / "huge.pdf"
    with huge.open("wb") as stream:
        stream.truncate(Limits().size + 1)
    drop(qtbot, tab.form, tab.form.documents.zone, huge)
    assert refusals(tab.form) == [
        "huge.pdf is too large to be opened here. Scan it with fewer dots, or attach fewer pages."
    ]


def test_a_file_that_is_looked_into_has_a_row_and_can_be_taken_away(start, qtbot, folder):
    _window, tab = start()
    form = tab.form
    form._bench._make = partial(Workshop, arguments=ROGUE)
    form.attach("income-proof", [put_bytes(folder, "slow.pdf", b"SLEEP")])
    qtbot.waitUntil(lambda: bool(form.documents.files.rows), timeout=LONG)
    (row,) = form.documents.files.rows
    assert (row.name, row.state, row.title, row.parts) == ("slow.pdf", "Checking…", "Proof of income", {Part.REMOVE})
    assert not form.footer.package.isEnabled()
    assert tab.has_work_in_hand
    # The window lives meanwhile.
    form.answers.explanation.replace("typed meanwhile")
    assert form.draft.objection.explanation == "typed meanwhile"
    press_part(qtbot, form, 0, Part.REMOVE)
    taken(qtbot, form)
    qtbot.waitUntil(lambda: not form.form_files.checking._leaving, timeout=LONG)
    assert form.documents.files.rows == ()
    assert refusals(form) == []
    assert form.footer.package.isEnabled()
    assert stored_files(tab) == 0


@pytest.mark.parametrize(("command", "word"), [(b"ABORT", "broke off"), (b"HANG", "too long"), (b"LIE", "broke off")])
def test_a_decoder_that_crashes_hangs_or_lies_costs_that_file_only(start, qtbot, folder, command, word):
    _window, tab = start()
    form = tab.form
    form._bench._make = partial(Workshop, limits=Limits(seconds=3.0), arguments=ROGUE)
    drop(
        qtbot,
        form,
        form.documents.zone,
        write(folder, "a.pdf"),
        put_bytes(folder, "rogue.pdf", command),
        write(folder, "b.pdf"),
    )
    assert names(form) == ["a.pdf", "b.pdf"]
    (sentence,) = refusals(form)
    assert sentence.startswith("rogue.pdf")
    assert word in sentence
    kept(tab)
    assert stored_files(tab) == 2


# ---------------------------------------------------------------- locked files


def ask(qtbot, form) -> FilePasswordSheet:
    qtbot.waitUntil(lambda: isinstance(form.sheet, FilePasswordSheet), timeout=LONG)
    settle()
    return form.sheet


@pytest.mark.parametrize("keeps", [True, False])
def test_a_locked_file_is_opened_with_its_password_and_kept_without_lock(start, qtbot, folder, keeps):
    window, tab = start(keeps=keeps)
    form = tab.form
    form.attach("", [put_bytes(folder, "pay.pdf", corpus.locked(b"1234")), write(folder, "next.pdf")])
    sheet = ask(qtbot, form)
    assert window.focusWidget() is sheet.field.line
    assert not sheet.field.shown
    qtbot.waitUntil(lambda: [row.state for row in form.documents.files.rows] == ["Clear", "Locked"], timeout=LONG)
    assert not form.footer.package.isEnabled()
    qtbot.keyClicks(sheet.field.line, "4321")
    qtbot.keyClick(sheet.field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sheet.field.box.state is State.ERROR, timeout=LONG)
    assert "This is not the password of pay.pdf." in strip_controls(sheet.field.helper.label.text())
    assert sheet.field.text == ""
    settle()
    qtbot.keyClicks(sheet.field.line, "1234")
    press(qtbot, sheet.accept)
    taken(qtbot, form)
    assert form.sheet is None
    assert names(form) == ["next.pdf", "pay.pdf"]
    assert b"/Encrypt" not in bytes_of(form)[1]
    assert form.draft.attachments[1].size == len(bytes_of(form)[1])
    assert "1234" not in repr(form.draft)
    assert refusals(form) == []
    if keeps:
        kept(tab)
        assert stored_files(tab) == 2, "the locked one is gone"


def test_who_does_not_know_the_password_goes_on_without_the_file(start, qtbot, folder):
    _window, tab = start()
    form = tab.form
    locked = put_bytes(folder, "pay.pdf", corpus.locked(b"1234"))
    form.attach("", [locked, put_bytes(folder, "other.pdf", corpus.locked(b"5678"))])
    press(qtbot, ask(qtbot, form).leave)
    sheet = ask(qtbot, form)
    qtbot.keyClick(sheet.panel, Qt.Key.Key_Escape)
    settle()
    taken(qtbot, form)
    assert form.sheet is None
    assert [sentence.split(" ")[0] for sentence in refusals(form)] == ["pay.pdf", "other.pdf"]
    assert all("locked with a password" in sentence for sentence in refusals(form))
    assert form.draft.attachments == ()
    assert form.footer.package.isEnabled()
    qtbot.waitUntil(lambda: stored_files(tab) == 0, timeout=LONG)


def test_a_switch_of_language_asks_for_the_password_anew(start, qtbot, folder):
    window, tab = start()
    form = tab.form
    form.attach("", [put_bytes(folder, "pay.pdf", corpus.locked(b"1234"))])
    before = ask(qtbot, form)
    window.header.language_wanted.emit(Language.ARABIC)
    settle()
    sheet = ask(qtbot, form)
    assert sheet is not before
    assert refusals(form) == []
    assert sheet.title.text() == "هذا الملف مقفل"
    qtbot.keyClicks(sheet.field.line, "1234")
    press(qtbot, sheet.accept)
    taken(qtbot, form)
    assert names(form) == ["pay.pdf"]


def test_a_question_that_is_closed_while_a_wrong_password_is_tried_is_not_asked_again(start, qtbot, folder):
    _window, tab = start()
    form = tab.form
    form.attach("", [put_bytes(folder, "pay.pdf", corpus.locked(b"1234"))])
    sheet = ask(qtbot, form)
    qtbot.keyClicks(sheet.field.line, "4321")
    qtbot.mouseClick(sheet.accept, Qt.MouseButton.LeftButton)
    sheet.close_sheet()
    taken(qtbot, form)
    assert form.sheet is None
    assert not form.is_copying
    assert form.draft.attachments == ()
    (sentence,) = refusals(form)
    assert "locked with a password" in sentence


def test_an_owner_password_is_no_obstacle(start, qtbot, folder):
    _window, tab = start()
    drop(qtbot, tab.form, tab.form.documents.zone, put_bytes(folder, "print.pdf", corpus.locked()))
    assert names(tab.form) == ["print.pdf"]
    assert tab.form.sheet is None


def test_another_draft_is_never_asked_for_the_password_of_the_one_before(start, qtbot, folder):
    _window, tab = start()
    form = tab.form
    form.answers.explanation.replace("first")
    form.attach("", [put_bytes(folder, "pay.pdf", corpus.locked(b"1234"))])
    ask(qtbot, form)
    tab.new_draft()
    settle()
    assert form.sheet is None
    taken(qtbot, form)
    assert form.draft == ObjectionDraft()
    assert not form.is_copying


# ---------------------------------------------------------------- from everywhere


def test_folders_are_walked_and_what_was_found_is_said(start, qtbot, folder):
    window, tab = start()
    form = tab.form
    papers = folder / "papers"
    (papers / "deep" / "deeper").mkdir(parents=True)
    (papers / ".hidden").mkdir()
    write(papers, "b.pdf")
    write(papers, "a.jpg")
    write(papers / "deep", "c.pdf")
    write(papers / "deep" / "deeper", "d.pdf")
    write(papers / ".hidden", "e.pdf")
    put_bytes(papers, ".DS_Store", b"x")
    put_bytes(papers, "Thumbs.db", b"x")
    drop(qtbot, form, form.documents.zone, papers, write(folder, "last.pdf"))
    assert names(form) == ["a.jpg", "b.pdf", "c.pdf", "d.pdf", "last.pdf"]
    assert strip_controls(window.toast.label.text()) == "4 files found in papers"
    assert refusals(form) == []


def test_a_folder_without_end_is_cut_and_that_is_said(start, qtbot, folder, monkeypatch):
    monkeypatch.setattr("citizen_desktop.ui.folder_walk.MOST_FILES", 3)
    _window, tab = start()
    papers = folder / "papers"
    papers.mkdir()
    for number in range(5):
        write(papers, f"{number}.pdf")
    (papers / "again").symlink_to(papers)
    drop(qtbot, tab.form, tab.form.documents.zone, papers)
    assert names(tab.form) == ["0.pdf", "1.pdf", "2.pdf"]
    (sentence,) = refusals(tab.form)
    assert "the first 3 files were taken" in sentence


def test_an_empty_folder_and_a_pipe_are_said(start, qtbot, folder):
    import os

    _window, tab = start()
    (folder / "nothing").mkdir()
    os.mkfifo(folder / "pipe")
    drop(qtbot, tab.form, tab.form.documents.zone, folder / "nothing", folder / "pipe", folder / "gone.pdf")
    assert refusals(tab.form) == [
        "There are no files in nothing.", "pipe is no file.", "gone.pdf is not there any more.",
    ]  # fmt: skip


def picture() -> QImage:
    found = QImage.fromData(corpus.png())
    assert not found.isNull()
    return found


def test_a_picture_dragged_from_a_browser_is_taken_in(start, qtbot):
    _window, tab = start(Language.ARABIC)
    form = tab.form
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/id.png")])
    data.setData("image/png", QByteArray(corpus.png()))
    drop_data(form.documents.slots["income-proof"], data)
    taken(qtbot, form)
    assert names(form) == ["صورة مسحوبة"]
    assert form.draft.attachments[0].slot == "income-proof"
    assert bytes_of(form) == [corpus.png()], "nothing here decoded it"
    assert refusals(form) == []


def test_what_lies_on_no_disk_is_to_be_saved_first(start, folder, qtbot):
    _window, tab = start()
    form = tab.form
    web = QMimeData()
    web.setUrls([QUrl("https://example.org/id.pdf")])
    mail = QMimeData()
    mail.setData('application/x-qt-windows-mime;value="FileGroupDescriptorW"', QByteArray(b"x"))
    for data in (web, mail):
        drop_data(form.documents.zone, data)
        (sentence,) = refusals(form)
        assert "Save it on this computer first" in sentence
    both = files_of(write(folder, "a.pdf"))
    both.setUrls([*both.urls(), QUrl("https://example.org/id.pdf")])
    drop_data(form.documents.zone, both)
    taken(qtbot, form)
    assert names(form) == ["a.pdf"]
    assert len(refusals(form)) == 1


def test_files_dropped_anywhere_on_the_card_are_taken_in(start, qtbot, folder):
    _window, tab = start()
    drop(qtbot, tab.form, tab.form.documents, write(folder, "a.pdf"))
    assert names(tab.form) == ["a.pdf"]


def test_files_and_pictures_are_pasted(start, qtbot, folder):
    _window, tab = start()
    form = tab.form
    clipboard = QGuiApplication.clipboard()
    clipboard.setMimeData(files_of(write(folder, "a.pdf"), write(folder, "b.jpg")))
    form.documents.zone.setFocus()
    qtbot.keyClick(form.documents.zone, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    taken(qtbot, form)
    assert names(form) == ["a.pdf", "b.jpg"]
    clipboard.setImage(picture())
    press(qtbot, form.documents.paste)
    taken(qtbot, form)
    assert refusals(form) == []
    assert names(form) == ["a.pdf", "b.jpg", "Pasted picture"]
    assert QImage.fromData(bytes_of(form)[2]).convertToFormat(QImage.Format.Format_RGB32) == picture().convertToFormat(
        QImage.Format.Format_RGB32
    )
    clipboard.clear()
    press(qtbot, form.documents.paste)
    assert refusals(form) == ["There is no file and no picture on the clipboard. Copy one first."]


def test_a_text_is_pasted_where_one_types(start, qtbot, folder):
    _window, tab = start()
    form = tab.form
    QGuiApplication.clipboard().setText("my words")
    area = form.answers.explanation.area
    area.setFocus()
    qtbot.keyClick(area, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert form.draft.objection.explanation == "my words"
    assert refusals(form) == []


def test_bytes_from_elsewhere_are_taken_in(start, qtbot):
    _window, tab = start()
    tab.form.attach_content("bank-statement", "Scan 1.pdf", corpus.scan())
    taken(qtbot, tab.form)
    (attachment,) = tab.form.draft.attachments
    assert (attachment.slot, attachment.original_name) == ("bank-statement", "Scan 1.pdf")
    assert bytes_of(tab.form) == [corpus.scan()]


# ---------------------------------------------------------------- the same again, hostile names, a stick


def test_the_same_file_and_the_same_picture_saved_again_are_pointed_out(start, qtbot, folder):
    _window, tab = start()
    form = tab.form
    page = corpus.page(seed=77)
    files = [
        put_bytes(folder, "a.jpg", corpus.saved(page, "JPEG", quality=90)),
        put_bytes(folder, "copy of a.jpg", corpus.saved(page, "JPEG", quality=90)),
        put_bytes(folder, "smaller.png", corpus.saved(page.resize((400, 566)), "PNG")),
        write(folder, "else.pdf"),
    ]
    drop(qtbot, form, form.documents.zone, *files)
    assert names(form) == [file.name for file in files]
    rows = form.documents.files.rows
    again = [row.name for row in rows if "Attached twice" in (row.state, row.remark)]
    assert again == ["copy of a.jpg", "smaller.png"]
    assert "The same file is attached already" in form.documents.files.rows[1].note
    assert "The same file is attached already" in form.documents.files.rows[1].spoken


HOSTILE = [
    "x\u202efdp.exe\n.pdf", ".hidden.pdf", "CON.pdf", "aux", "\u2066\u2069name\u200f.pdf", "a" * 251 + ".pdf", "tab\there.pdf",
]  # fmt: skip


def test_hostile_names_are_shown_safely_and_kept_as_data(start, qtbot, folder, tmp_path):
    window, tab = start()
    form = tab.form
    files = []
    for number, name in enumerate(HOSTILE):
        files.append(put_bytes(folder, name, content(f"{number}.pdf")))
    drop(qtbot, form, form.documents.zone, *files)
    assert [attachment.original_name for attachment in form.draft.attachments] == HOSTILE
    for shown in names(form):
        assert not {"\u202e", "\u2066", "\u2069", "\u200f", "\n", "\t"} & set(shown)
    assert form.scroller.horizontalScrollBar().maximum() == 0
    target = tmp_path / "target"
    target.mkdir()
    tab.package.pack(form.draft, form.files, target)
    qtbot.waitUntil(lambda: tab.package.job is None, timeout=LONG)
    (package,) = target.iterdir()
    assert verify(package).valid
    with zipfile.ZipFile(package) as archive:
        assert all(name.isascii() for name in archive.namelist())
    assert not window.toast.isVisible()


@pytest.mark.parametrize("keeps", [True, False])
def test_a_stick_is_pulled_after_the_row_and_everything_goes_on(start, qtbot, folder, tmp_path, keeps):
    _window, tab = start(keeps=keeps)
    form = tab.form
    files = [write(folder, "a.pdf"), write(folder, "b.jpg")]
    expected = [file.read_bytes() for file in files]
    form.attach("", files)
    qtbot.waitUntil(lambda: len(form.documents.files.rows) == 2, timeout=LONG)
    shutil.rmtree(folder)
    taken(qtbot, form)
    assert names(form) == ["a.pdf", "b.jpg"]
    target = tmp_path / "target"
    target.mkdir()
    tab.package.pack(form.draft, form.files, target)
    qtbot.waitUntil(lambda: tab.package.job is None, timeout=LONG)
    (package,) = target.iterdir()
    with zipfile.ZipFile(package) as archive:
        packed = [archive.read(name) for name in archive.namelist()]
    assert all(data in packed for data in expected)


# ---------------------------------------------------------------- taken away and brought back


@pytest.mark.parametrize("keeps", [True, False])
def test_a_file_that_was_taken_away_is_brought_back(start, qtbot, folder, keeps):
    window, tab = start(keeps=keeps)
    form = tab.form
    drop(qtbot, form, form.documents.zone, write(folder, "a.pdf"), write(folder, "b.pdf"))
    before, held = form.draft, bytes_of(form)
    press_part(qtbot, form, 0, Part.REMOVE)
    assert names(form) == ["b.pdf"]
    if keeps:
        kept(tab)
    assert strip_controls(form.documents.undone.label.text()) == "a.pdf was taken away"
    press(qtbot, form.documents.undo)
    assert form.draft == before
    assert bytes_of(form) == held
    assert not form.documents.undone.isVisible()
    # Twice, by keys, and something comes meanwhile.
    listing = form.documents.files
    listing.setFocus()
    for _time in range(2):
        qtbot.keyClick(listing, Qt.Key.Key_Delete)
        settle()
    assert names(form) == []
    assert window.focusWidget() is form.documents.zone
    drop(
        qtbot,
        form,
        form.documents.zone,
        write(folder, "c.pdf"),
    )
    form.documents.zone.setFocus()
    for _time in range(2):
        qtbot.keyClick(form.documents.zone, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        settle()
    assert names(form) == ["a.pdf", "b.pdf", "c.pdf"]
    assert bytes_of(form)[:2] == held


def test_what_was_taken_away_is_gone_with_the_window(start, qtbot, folder):
    window, tab = start()
    drop(qtbot, tab.form, tab.form.documents.zone, write(folder, "a.pdf"), write(folder, "b.pdf"))
    tab.form.remove(0)
    kept(tab)
    assert stored_files(tab) == 2
    window.close()
    settle()
    assert not window.isVisible()
    _window, tab = start()
    assert stored_files(tab) == 1


def test_what_a_crash_leaves_of_a_file_that_was_taken_away_goes_with_the_next_change(start, qtbot, folder):
    window, tab = start()
    drop(qtbot, tab.form, tab.form.documents.zone, write(folder, "a.pdf"), write(folder, "b.pdf"))
    tab.form.remove(0)
    kept(tab)
    draft_id = tab.form.in_hand.id
    # As after a crash: nobody forgets what could be brought back.
    tab.form.form_files._steps.clear()
    window._leaving = True
    window.close()
    settle()
    window, tab = start()
    assert stored_files(tab) == 2
    assert window.drafts.open_draft(draft_id)
    settle()
    assert names(tab.form) == ["b.pdf"]
    tab.form.answers.explanation.replace("changed")
    kept(tab)
    assert stored_files(tab) == 1


def test_another_document_is_chosen_and_taken_back(start, qtbot, folder):
    _window, tab = start()
    form = tab.form
    drop(qtbot, form, form.documents.zone, write(folder, "a.pdf"))
    form.assign(0, "bank-statement")
    settle()
    assert form.draft.attachments[0].slot == "bank-statement"
    press(qtbot, form.documents.undo)
    assert form.draft.attachments[0].slot == "national-id"


# ---------------------------------------------------------------- the editor


def open_editor(qtbot, form, row=0):
    press_part(qtbot, form, row, Part.LOOK)
    qtbot.waitUntil(lambda: form.work.editor is not None, timeout=LONG)
    settle()
    editor = form.work.editor
    assert form.pages.currentWidget() is editor
    return editor


def use(qtbot, form, editor) -> None:
    press(qtbot, editor.footer.accept)
    qtbot.waitUntil(lambda: form.work.editor is None and not form.is_copying, timeout=LONG)
    settle()


def test_a_photo_that_is_stored_turned_is_upright_once_it_was_accepted(start, qtbot, folder):
    _window, tab = start()
    form = tab.form
    drop(qtbot, form, form.documents.zone, put_bytes(folder, "id.jpg", corpus.jpeg(6)))
    assert form.draft.attachments[0].doubts == (Doubt.UPSIDE_DOWN,)
    use(qtbot, form, open_editor(qtbot, form))
    (attachment,) = form.draft.attachments
    assert attachment.doubts == ()
    assert attachment.original_name == "id.jpg"
    use(qtbot, form, open_editor(qtbot, form))
    assert form.draft.attachments == (attachment,), "looking at it once more changes nothing"


@pytest.mark.parametrize("keeps", [True, False])
def test_a_file_is_edited_kept_with_its_original_and_edited_on(start, qtbot, folder, keeps):
    window, tab = start(keeps=keeps)
    form = tab.form
    original = corpus.jpeg()
    drop(qtbot, form, form.documents.zone, put_bytes(folder, "id.jpg", original), write(folder, "b.pdf"))
    before = form.draft
    editor = open_editor(qtbot, form)
    editor.tools.turn_wanted.emit(1)
    settle()
    use(qtbot, form, editor)
    edited = form.draft.attachments[0]
    assert names(form) == ["id.jpg", "b.pdf"]
    assert edited.edits.pages[0].turns == 1
    assert [source.original_name for source in edited.sources] == ["id.jpg"]
    assert edited.sources[0].size == len(original)
    assert bytes_of(form)[0] != original
    assert edited.sha256 != before.attachments[0].sha256
    assert window.focusWidget() is form.documents.files
    assert strip_controls(form.documents.undone.label.text()) == "id.jpg was edited"
    # Everything can be taken back, and done once more.
    press(qtbot, form.documents.undo)
    assert form.draft == before
    assert bytes_of(form)[0] == original
    editor = open_editor(qtbot, form)
    editor.tools.turn_wanted.emit(1)
    use(qtbot, form, editor)
    assert form.draft.attachments[0] == edited
    if keeps:
        kept(tab)
        draft_id = form.in_hand.id
        window.close()
        settle()
        assert not window.isVisible()
        window, tab = start()
        form = tab.form
        assert stored_files(tab) == 3, "two attachments, and the original of one"
        assert window.drafts.open_draft(draft_id)
        settle()
        assert form.draft.attachments[0] == edited
    # It goes on from the original, with what was done to it.
    editor = open_editor(qtbot, form)
    assert editor.desk.edits == edited.edits
    assert editor.desk.files[0].content == original
    press(qtbot, editor.footer.restore)
    use(qtbot, form, editor)
    assert form.draft.attachments[0] == before.attachments[0]
    assert bytes_of(form)[0] == original
    if keeps:
        form.form_files.forget_undo()
        kept(tab)
        assert stored_files(tab) == 2


def test_pages_that_are_set_apart_become_a_file_of_their_own(start, qtbot, folder):
    _window, tab = start()
    form = tab.form
    drop(qtbot, form, form.documents.zone, put_bytes(folder, "all.pdf", corpus.text(pages=3)))
    editor = open_editor(qtbot, form)
    editor.strip.apart_wanted.emit((2,))
    settle()
    use(qtbot, form, editor)
    assert names(form) == ["all.pdf", "all (2).pdf"]
    assert [attachment.pages for attachment in form.draft.attachments] == [2, 1]
    kept(tab)
    assert stored_files(tab) == 3, "two files and their original, which can also be brought back"
    assert len(form.draft.originals) == 1


def test_a_long_file_is_not_called_clear_and_its_last_pages_not_text(start, qtbot, folder):
    _window, tab = start()
    form = tab.form
    drop(qtbot, form, form.documents.zone, put_bytes(folder, "long.pdf", corpus.text(pages=42)))
    assert [row.state for row in form.documents.files.rows] == ["Attached"]
    editor = open_editor(qtbot, form)
    editor.desk.show_row(41)
    settle()
    assert "Only the first pages" in editor.legibility.note.text()
    press(qtbot, editor.footer.cancel)


def test_what_was_done_in_the_editor_is_not_lost_unasked(start, qtbot, folder):
    window, tab = start()
    form = tab.form
    drop(qtbot, form, form.documents.zone, put_bytes(folder, "id.jpg", corpus.jpeg()))
    editor = open_editor(qtbot, form)
    assert not form.has_edits
    editor.tools.turn_wanted.emit(1)
    settle()
    tab.go_to("applicant")
    assert form.work.editor is editor
    assert "being edited" in window.toast.label.text()
    assert not tab.new_draft()
    window.close()
    settle()
    assert window.isVisible()
    assert isinstance(window.sheet, LeaveSheet)
    press(qtbot, window.sheet.stay)
    assert form.work.editor is editor
    use(qtbot, form, editor)
    assert form.draft.attachments[0].edits.pages[0].turns == 1
    assert tab.new_draft()


def test_what_was_done_in_the_editor_stays_where_it_cannot_be_kept(start, qtbot, folder, monkeypatch):
    _window, tab = start()
    form = tab.form
    drop(qtbot, form, form.documents.zone, put_bytes(folder, "id.jpg", corpus.jpeg()))
    before = form.draft
    editor = open_editor(qtbot, form)
    editor.tools.turn_wanted.emit(1)
    session = session_of(tab)

    def full(*_arguments, **_named):
        raise StoreError(Trouble.FULL)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(session, "take_in", full)
        press(qtbot, editor.footer.accept)
        qtbot.waitUntil(editor.notice.isVisible)
    assert form.work.editor is editor
    assert "can't be kept" in editor.notice.label.text()
    assert form.draft == before
    use(qtbot, form, editor)
    assert form.draft.attachments[0].edits.pages[0].turns == 1


def test_leaving_the_editor_changes_nothing(start, qtbot, folder):
    window, tab = start()
    form = tab.form
    drop(qtbot, form, form.documents.zone, write(folder, "a.pdf"))
    before = form.draft
    editor = open_editor(qtbot, form)
    editor.tools.turn_wanted.emit(1)
    settle()
    press(qtbot, editor.footer.cancel)
    assert isinstance(window.sheet, DiscardEditsSheet)
    assert window.focusWidget() is window.sheet.back
    qtbot.keyClick(window.sheet.back, Qt.Key.Key_Return)
    settle()
    assert form.work.editor is editor
    assert form.has_edits
    press(qtbot, editor.footer.cancel)
    press(qtbot, window.sheet.go_on)
    settle()
    assert form.work.editor is None
    assert form.pages.currentWidget() is form.body
    assert form.draft == before
    assert window.focusWidget() is form.documents.files
    open_editor(qtbot, form)
    tab.new_draft()
    settle()
    assert form.work.editor is None
    assert form.pages.currentWidget() is form.body


# ---------------------------------------------------------------- by keys, and across ends


def test_the_keyboard_alone_attaches_looks_moves_and_takes_away(start, qtbot, folder, monkeypatch):
    window, tab = start()
    form = tab.form
    monkeypatch.setattr(objection_page, "choose_files", lambda _page: (write(folder, "a.pdf"), write(folder, "b.pdf")))
    form.documents.zone.setFocus()
    qtbot.keyClick(form.documents.zone, Qt.Key.Key_Space)
    taken(qtbot, form)
    listing = form.documents.files
    while window.focusWidget() is not listing:
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(listing, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.work.editor is not None, timeout=LONG)
    settle()
    editor = form.work.editor
    assert window.focusWidget() is editor.footer.cancel
    qtbot.keyClick(editor.footer.cancel, Qt.Key.Key_Return)
    settle()
    assert window.focusWidget() is listing
    qtbot.keyClick(listing, Qt.Key.Key_Space)
    menu = form.documents._menu
    assert menu.isVisible()
    menu.close()
    qtbot.keyClick(listing, Qt.Key.Key_Down)
    qtbot.keyClick(listing, Qt.Key.Key_Delete)
    settle()
    assert names(form) == ["a.pdf"]


def test_a_program_that_is_killed_while_it_looks_into_a_file_leaves_the_draft_and_nothing_half(
    start, qtbot, folder, tmp_path
):
    _window, tab = start()
    form = tab.form
    form._bench._make = partial(Workshop, arguments=ROGUE)
    drop(qtbot, form, form.documents.zone, write(folder, "whole.pdf"))
    form.attach("", [put_bytes(folder, "slow.pdf", b"SLEEP")])
    qtbot.waitUntil(lambda: bool(form.form_files.pending), timeout=LONG)
    kept(tab)
    assert stored_files(tab) == 2
    # What lies on the disk at this moment is what a killed program leaves.
    shutil.copytree(tmp_path / "data", tmp_path / "after")
    after = Store(tmp_path / "after" / "store.db", KEY, HandClock(SUNDAY))
    (head,) = after.heads()
    found = after.load(head.id)
    assert [attachment.original_name for attachment in found.draft.attachments] == ["whole.pdf"]
    assert [b"".join(after.file_blocks(each)) for each in found.files] == [content("whole.pdf")]
    assert after.connection.execute("SELECT count(*) FROM files").fetchall() == [(1,)]
    after.close()


def test_closing_while_files_are_looked_into_asks_first_and_leaves_nothing_half(start, qtbot, folder):
    window, tab = start()
    form = tab.form
    form._bench._make = partial(Workshop, arguments=ROGUE)
    form.answers.explanation.replace("kept")
    form.attach("", [put_bytes(folder, "slow.pdf", b"SLEEP")])
    qtbot.waitUntil(lambda: bool(form.form_files.pending), timeout=LONG)
    kept(tab)
    window.close()
    settle()
    assert isinstance(window.sheet, LeaveSheet)
    window._leaving = True
    window.close()
    settle()
    _window, tab = start()
    (head,) = session_of(tab).store.heads()
    assert head.files == 0
    assert stored_files(tab) == 0


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(
    data=st.one_of(
        st.binary(max_size=2048),
        st.builds(
            lambda sound, at, byte: sound[: at % len(sound)] + bytes([byte]) + sound[at % len(sound) + 1 :],
            st.sampled_from(tuple(corpus.sound().values())),
            st.integers(0, 2**20),
            st.integers(0, 255),
        ),
    ),
    name=st.text(st.characters(blacklist_characters="/\0", blacklist_categories=["Cs"]), min_size=1, max_size=40),
)
def test_any_bytes_under_any_name_end_with_a_row_or_a_sentence(any_form, qtbot, data, name):
    form = any_form
    form.clear()
    form.attach_content("", name, data)
    taken(qtbot, form)
    if form.form_files.asking:
        form.sheet.close_sheet()
        taken(qtbot, form)
    rows, sentences = form.documents.files.rows, form.documents.refusals
    assert (len(rows), len(sentences)) in {(1, 0), (0, 1)}
    assert len(form.draft.attachments) == len(form.files) == len(rows)


@pytest.fixture
def any_form(start):
    _window, tab = start(keeps=False)
    return tab.form

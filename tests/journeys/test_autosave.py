"""The objection form keeps what is typed by itself, in the encrypted store, and says how that stands."""

import threading
import zipfile
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.models import Tab
from citizen_desktop.drafts.holder import HeldError, Holder
from citizen_desktop.drafts.models import Action
from citizen_desktop.drafts.session import DraftSession
from citizen_desktop.drafts.store import Store
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.i18n import Language
from citizen_desktop.package.verifier import verify
from citizen_desktop.ui import file_copying, package_work
from citizen_desktop.ui.leave_sheet import LeaveSheet
from tests.conftest import SUNDAY, HandClock, settle
from tests.drafts.conftest import KEY
from tests.journeys import papers

# Offscreen there is no window system that popups could ask.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LONG = 60
LARGE = "x" * 20_000
PDF = papers.content("paper.pdf", 700_000)


@pytest.fixture
def start(open_window, tmp_path):
    """Start the application on the one store; give window, tab and session."""
    started = []

    def start_it(language=Language.ENGLISH, *, read_only=False, held=None, **options):
        clock = HandClock(SUNDAY)
        path = tmp_path / "data" / "store.db"
        path.parent.mkdir(exist_ok=True)
        store = Store(path, KEY, clock, create=not read_only, read_only=read_only)
        session = DraftSession(store, clock, held=held)
        application = open_window(clock, language, drafts=session, **options)
        window = application.window
        started.append(window)
        window.show_tab(Tab.OBJECTION)
        settle()
        return window, window.page(Tab.OBJECTION), session

    yield start_it
    for window in started:
        window._leaving = True
        window.close()


def type_into(editor: QWidget, text: str) -> None:
    """Type as an input method does."""
    editor.setFocus()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)
    settle()


def press(qtbot, button: QWidget) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def explain(tab, text: str) -> None:
    type_into(tab.form.answers.explanation.area, text)


def note_of(tab) -> str:
    saved = tab.form.footer.saved
    return strip_controls(saved.words.text()) if saved.isVisible() else ""


def kept(session) -> None:
    assert session.flush()
    settle()


def copied(qtbot, tab) -> None:
    papers.taken(qtbot, tab.form)


def write(folder: Path, name: str, content: bytes = PDF) -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


def close(window) -> None:
    window.close()
    settle()
    assert window.sheet is None
    assert not window.isVisible()


def fill_the_disk(session) -> None:
    session.store.checkpoint()
    session.store.connection.pragma("max_page_count", session.store.connection.pragma("page_count"))


def make_room(session) -> None:
    session.store.connection.pragma("max_page_count", 2**30)


# ---------------------------------------------------------------- kept


def test_what_was_typed_is_there_after_closing_and_opening(start, qtbot):
    window, tab, session = start()
    explain(tab, "My salary is lower since September.")
    press(qtbot, tab.form.applicant.edit)
    type_into(tab.form.sheet.name.line, "Somebody Somewhere")
    press(qtbot, tab.form.sheet.done)
    typed = tab.form.draft
    close(window)
    window, tab, session = start()
    assert tab.form.draft == ObjectionDraft(), "a window opens with an empty form, and nothing comes up unasked"
    assert session.left_open is None
    (head,) = session.store.heads()
    assert head.summary.name == "Somebody Somewhere"
    assert window.drafts.open_draft(head.id)
    settle()
    assert tab.form.draft == typed
    assert tab.form.answers.explanation.text == "My salary is lower since September."
    assert note_of(tab) == "Saved 4:12 PM"
    close(window)


def test_a_change_is_saved_by_itself_and_the_form_says_when(start, qtbot):
    _window, tab, session = start()
    assert note_of(tab) == ""
    explain(tab, "one")
    qtbot.waitUntil(lambda: note_of(tab) == "Saved 4:12 PM")
    (head,) = session.store.heads()
    assert session.store.load(head.id).draft.objection.explanation == "one"
    tab.form._clock.set(SUNDAY.replace(hour=17, minute=5))
    explain(tab, " two")
    qtbot.waitUntil(lambda: note_of(tab) == "Saved 5:05 PM")


def test_an_empty_form_is_no_draft(start):
    window, _tab, session = start()
    store = session.store
    kept(session)
    assert store.heads() == ()
    close(window)
    reader = Store(store.path, KEY, HandClock(SUNDAY))
    assert reader.heads() == ()
    reader.close()


def test_while_the_disk_is_slow_typing_goes_on_and_the_form_says_so(start, qtbot):
    _window, tab, session = start()
    with session.store.exclusive:
        explain(tab, "one")
        assert note_of(tab) == "Saving…"
        explain(tab, " two")
        assert tab.form.draft.objection.explanation == "one two"
    kept(session)
    # The thread that saves tells the window after that.
    qtbot.waitUntil(lambda: note_of(tab) == "Saved 4:12 PM")


def test_the_draft_of_yesterday_says_its_day_and_everything_is_said_in_arabic_too(start, qtbot):
    window, tab, session = start()
    explain(tab, "one")
    kept(session)
    tab.form._clock.set(SUNDAY.replace(day=23))
    tab.form.refresh()
    assert note_of(tab) == "Saved 22 November 2026, 4:12 PM"
    close(window)
    window, tab, session = start(Language.ARABIC)
    (head,) = session.store.heads()
    window.drafts.open_draft(head.id)
    kept(session)
    assert "4:12" in note_of(tab)
    assert not {
        letter for letter in note_of(tab) + tab.form.footer.fresh.text() if letter.isascii() and letter.isalpha()
    }


# ---------------------------------------------------------------- one form, one draft


def test_a_new_draft_leaves_the_old_one_kept_and_neither_gets_the_others_answers(start, qtbot):
    window, tab, session = start()
    assert not tab.form.footer.fresh.isVisible()
    explain(tab, "first")
    kept(session)
    first = tab.form.in_hand.id
    press(qtbot, tab.form.footer.fresh)
    assert tab.form.draft == ObjectionDraft()
    assert note_of(tab) == ""
    assert not tab.form.footer.fresh.isVisible()
    explain(tab, "second")
    kept(session)
    second = tab.form.in_hand.id
    assert first != second
    assert window.drafts.open_draft(first)
    explain(tab, "changed ")
    kept(session)
    load = session.store.load
    assert load(first).draft.objection.explanation == "changed first"
    assert load(second).draft.objection.explanation == "second"


def test_undo_brings_nothing_of_another_draft_back(start):
    window, tab, session = start()
    tab.form._set(tab.form.draft.with_objection(reason="other", explanation="same", portal_words="same"))
    kept(session)
    other = tab.form.in_hand.id
    tab.new_draft()
    tab.form._set(tab.form.draft.with_objection(reason="other"))
    line = tab.form.answers.portal_words.line
    line.insert("sa")
    line.insert("me")
    explain(tab, "sa")
    explain(tab, "me")
    assert line.isUndoAvailable()
    assert tab.form.answers.explanation.area.document().isUndoAvailable()
    # The texts are the same, so that nothing has to be shown anew.
    assert window.drafts.open_draft(other)
    assert tab.form.answers.explanation.text == line.text() == "same"
    assert not line.isUndoAvailable()
    assert not tab.form.answers.explanation.area.document().isUndoAvailable()


def test_a_sheet_of_the_draft_before_says_nothing_into_the_next(start, qtbot):
    window, tab, session = start()
    explain(tab, "first")
    kept(session)
    first = tab.form.in_hand.id
    tab.new_draft()
    press(qtbot, tab.form.applicant.edit)
    sheet = tab.form.sheet
    type_into(sheet.name.line, "Second")
    assert window.drafts.open_draft(first)
    assert tab.form.sheet is None
    sheet.changed.emit(tab.form.draft.applicant.evolve(name="late"))
    kept(session)
    assert tab.form.draft.applicant.name == ""
    assert sorted(head.summary.name for head in session.store.heads()) == ["", "Second"]


def test_a_draft_that_is_deleted_elsewhere_leaves_the_form_and_does_not_come_back(start):
    window, tab, session = start()
    explain(tab, "gone")
    kept(session)
    draft_id = tab.form.in_hand.id
    session.forget([draft_id])
    session.store.delete([draft_id], Action.ERASED)
    settle()
    assert tab.form.draft == ObjectionDraft()
    assert not window.drafts.open_draft(draft_id)
    assert "not there any more" in window.toast.label.text()
    kept(session)
    assert session.store.heads() == ()


# ---------------------------------------------------------------- files


def test_a_file_is_taken_in_and_packed_after_its_source_is_gone(start, full_draft, tmp_path, qtbot, monkeypatch):
    window, tab, session = start()
    tab.form._set(full_draft.evolve(attachments=()))
    sources = {}
    for number, slot in enumerate(("national-id", "income-proof", "bank-statement", "housing-proof")):
        sources[slot] = papers.content(f"{number}.pdf", 700_000)
        tab.form.attach(slot, [write(tmp_path, f"IMG_{number}.pdf", sources[slot])])
    assert not tab.form.footer.package.isEnabled(), "the package would lack what is on its way"
    copied(qtbot, tab)
    for number in range(4):
        (tmp_path / f"IMG_{number}.pdf").unlink()
    kept(session)
    draft = tab.form.draft
    close(window)

    window, tab, session = start()
    (head,) = session.store.heads()
    assert (head.files, head.size) == (4, sum(len(content) for content in sources.values()))
    window.drafts.open_draft(head.id)
    settle()
    assert tab.form.draft == draft
    assert tab.form.completeness.complete
    target = tmp_path / "target"
    target.mkdir()
    monkeypatch.setattr(package_work, "choose_folder", lambda *_: target)
    press(qtbot, tab.form.footer.package)
    qtbot.waitUntil(lambda: tab.package.job is None)
    settle()
    (package,) = target.iterdir()
    assert verify(package).valid
    with zipfile.ZipFile(package) as archive:
        for number, slot in enumerate(sources, 2):
            assert archive.read(f"{package.stem}/data/{number:02}-{slot}.pdf") == sources[slot]
    kept(session)
    assert session.store.head(head.id).packed is not None
    assert session.store.journal()[0].action is Action.PACKED
    assert len(session.store.heads()) == 1
    assert not window.page(Tab.OBJECTION).has_work_in_hand


def test_a_file_that_was_altered_in_the_store_is_not_packed(start, tmp_path, qtbot):
    window, tab, session = start()
    tab.form.attach("other", [write(tmp_path, "a.pdf")])
    copied(qtbot, tab)
    kept(session)
    session.store.connection.execute("UPDATE chunks SET content = zeroblob(length(content)) WHERE number = 1")
    target = tmp_path / "target"
    target.mkdir()
    tab.package.pack(tab.form.draft, tab.form.files, target)
    qtbot.waitUntil(lambda: tab.package.job is None)
    settle()
    assert list(target.iterdir()) == []
    assert "cannot be read" in window.toast.label.text()


def test_the_first_file_makes_a_draft_and_the_same_file_again_is_pointed_out(start, tmp_path, qtbot):
    _window, tab, session = start()
    file = write(tmp_path, "a.pdf")
    tab.form.attach("", [file])
    assert tab.form.documents.copying.isVisible()
    copied(qtbot, tab)
    assert not tab.form.documents.copying.isVisible()
    tab.form.attach("", [file])
    copied(qtbot, tab)
    kept(session)
    (head,) = session.store.heads()
    assert (head.files, len(tab.form.draft.attachments)) == (2, 2)
    assert [row.state for row in tab.form.documents.files.rows] == ["Clear", "Attached twice"]
    tab.form.remove(1)
    tab.form.remove(0)
    kept(session)
    tab.form.form_files.forget_undo()
    kept(session)
    assert session.store.connection.execute("SELECT count(*) FROM chunks").fetchall() == [(0,)]


def test_a_file_that_comes_late_goes_to_its_own_draft(start, tmp_path, qtbot, monkeypatch):
    window, tab, session = start()
    explain(tab, "first")
    kept(session)
    first = tab.form.in_hand.id
    released = threading.Event()
    real = file_copying._copy
    monkeypatch.setattr(file_copying, "_copy", lambda *args: released.wait(LONG) and real(*args))
    tab.form.attach("other", [write(tmp_path, "a.pdf")])
    assert tab.has_work_in_hand
    tab.new_draft()
    explain(tab, "second")
    released.set()
    copied(qtbot, tab)
    kept(session)
    assert tab.form.draft.attachments == ()
    assert session.store.head(first).files == 1
    assert session.store.head(tab.form.in_hand.id).files == 0
    assert window.drafts.open_draft(first)
    assert [file.original_name for file in tab.form.draft.attachments] == ["a.pdf"]


def test_a_stick_that_is_pulled_too_early_is_said(start, tmp_path, qtbot, monkeypatch):
    _window, tab, session = start()
    file = write(tmp_path, "a.pdf")
    real = file_copying._copy
    monkeypatch.setattr(file_copying, "_copy", lambda *args: file.unlink(missing_ok=True) or real(*args))
    tab.form.attach("other", [file])
    copied(qtbot, tab)
    assert "a.pdf is not there any more" in strip_controls(tab.form.documents.refused.accessibleName())
    assert tab.form.draft.attachments == ()
    kept(session)


def test_taking_in_can_be_broken_off_and_the_next_file_comes(start, tmp_path, qtbot, monkeypatch):
    _window, tab, session = start()
    begun, released = threading.Event(), threading.Event()
    real = file_copying._copy

    def slow(control, keeper, coming):
        begun.set()
        assert released.wait(LONG)
        return real(control, keeper, coming)

    monkeypatch.setattr(file_copying, "_copy", slow)
    tab.form.attach("other", [write(tmp_path, "a.pdf"), write(tmp_path, "b.pdf", PDF + b"\n")])
    assert begun.wait(LONG)
    press(qtbot, tab.form.documents.copying.cancel)
    released.set()
    copied(qtbot, tab)
    kept(session)
    assert [file.original_name for file in tab.form.draft.attachments] == ["b.pdf"]
    assert session.store.connection.execute("SELECT count(*) FROM files").fetchall() == [(1,)]
    assert tab.form.footer.package.isEnabled()


def test_the_form_stands_where_it_stood_while_all_is_well(start):
    """The word on saving takes no room while there is nothing to say."""
    _window, tab, _session = start()
    assert tab.pages.mapTo(tab, tab.pages.rect().topLeft()).y() == 0


# ---------------------------------------------------------------- when it can't be kept


def test_a_full_disk_is_said_and_nothing_is_lost_and_saving_goes_on(start, tmp_path, qtbot):
    window, tab, session = start()
    explain(tab, "before ")
    kept(session)
    assert not tab.banner.isVisible()
    fill_the_disk(session)
    explain(tab, LARGE)
    assert not session.flush()
    # The thread that saves tells the window after it has told who waits.
    qtbot.waitUntil(tab.banner.isVisible, timeout=LONG * 1000)
    assert tab.banner.title.text() == "The disk is full: nothing can be saved at the moment"
    assert note_of(tab) == "Not saved yet"
    explain(tab, " after")
    tab.form.attach("other", [write(tmp_path, "a.pdf")])
    copied(qtbot, tab)
    assert "the disk is full" in tab.form.documents.refused.accessibleName()
    window.close()
    settle()
    assert window.isVisible(), "closing now would lose something"
    assert isinstance(window.sheet, LeaveSheet)
    assert "What was saved stays" in window.sheet.subtitle.text()
    window.close_sheet()
    make_room(session)
    qtbot.waitUntil(lambda: not tab.banner.isVisible(), timeout=LONG * 1000)
    assert note_of(tab) == "Saved 4:12 PM"
    (head,) = session.store.heads()
    assert session.store.load(head.id).draft.objection.explanation == f"before {LARGE} after"
    close(window)


def test_who_only_reads_is_told_who_writes(start, qtbot, tmp_path):
    window, tab, session = start()
    explain(tab, "one")
    kept(session)
    close(window)
    holder = Holder(tmp_path / "lock", HandClock(SUNDAY))
    with pytest.raises(HeldError) as held:
        Holder(tmp_path / "lock", HandClock(SUNDAY))
    holder.let_go()
    reception = HeldError(msgspec.structs.replace(held.value.who, user="reception"), 0)
    window, tab, session = start(read_only=True, held=reception)
    assert tab.banner.isVisible()
    assert strip_controls(tab.banner.title.text()) == "These drafts are open elsewhere: reception on this computer"
    (head,) = session.store.heads()
    assert window.drafts.open_draft(head.id)
    assert tab.form.draft.objection.explanation == "one"
    assert not tab.has_work_in_hand
    explain(tab, "two ")
    assert note_of(tab) == "Not saved yet"
    assert tab.has_work_in_hand


def test_without_a_store_nothing_is_kept_and_closing_asks(open_window, tmp_path):
    application = open_window(HandClock(SUNDAY), Language.ENGLISH)
    window = application.window
    window.show_tab(Tab.OBJECTION)
    tab = window.page(Tab.OBJECTION)
    settle()
    explain(tab, "one")
    assert note_of(tab) == ""
    assert tab.banner is None
    assert not tab.form.footer.fresh.isVisible()
    assert not tab.open_draft("0" * 32)
    window.close()
    settle()
    assert isinstance(window.sheet, LeaveSheet)
    assert not list(tmp_path.rglob("*.db*"))
    window._leaving = True


@pytest.mark.parametrize("language", list(Language))
def test_in_a_small_window_the_bar_stays_below_the_form(start, language):
    window, tab, session = start()
    window.header.language_wanted.emit(language)
    window.resize(1024, 640)
    explain(tab, "one")
    kept(session)
    settle()
    footer = tab.form.footer
    assert footer.fresh.isVisible()
    assert footer.isVisible()
    assert footer.height() <= 2 * 72 + 16, "two lines at the most"
    assert footer.mapTo(window, QPoint(0, footer.height())).y() == window.height()
    assert footer.package.visibleRegion().boundingRect() == footer.package.rect()

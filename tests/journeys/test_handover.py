"""A draft is handed over and taken in; the store is backed up and put back: on the screen."""

import errno
import os
from contextlib import closing

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget

from citizen_desktop import i18n, paths
from citizen_desktop.app import make_qt_application
from citizen_desktop.content.passphrase_models import Waits
from citizen_desktop.drafts import handover, handover_keys, placing, way_out
from citizen_desktop.drafts.attempts import Attempts
from citizen_desktop.drafts.centre_keys import centre_key, make_centre_key
from citizen_desktop.drafts.code_seal import SealError, SealTrouble
from citizen_desktop.drafts.handover_words import load_word_list
from citizen_desktop.drafts.keeping import KeyPlace
from citizen_desktop.drafts.keys import Keys
from citizen_desktop.drafts.models import Action, Summary
from citizen_desktop.drafts.placing import replaced
from citizen_desktop.drafts.restore import Preview
from citizen_desktop.drafts.store import Store
from citizen_desktop.forms.draft import Applicant, ObjectionDraft
from citizen_desktop.i18n import Language
from citizen_desktop.package import disk
from citizen_desktop.paths import OwnedFiles
from citizen_desktop.policy import Mode
from citizen_desktop.printing.paper import pdf_bytes
from citizen_desktop.settings import ThemeChoice, load_window_state
from citizen_desktop.ui.backup_sheet import BackupSheet
from citizen_desktop.ui.backup_work import Locked, Seen, StoreInUse
from citizen_desktop.ui.centre_key_sheet import CentreKeySheet
from citizen_desktop.ui.handover_sheet import HandoverSheet, Rules
from citizen_desktop.ui.import_sheet import ImportSheet, Intake
from citizen_desktop.widgets.button import Button
from citizen_desktop.widgets.theme import Theme
from tests.conftest import SUNDAY, HandClock, settle
from tests.journeys.gates import CHEAP, NoKeyring

KEY = bytes(range(32))
OTHER_KEY = KEY[::-1]
NAME = "Somebody Somewhere"


@pytest.fixture(scope="session")
def words():
    return load_word_list(paths.resources() / "content")


@pytest.fixture
def clock():
    return HandClock(SUNDAY)


@pytest.fixture
def files(tmp_path):
    return OwnedFiles.at(tmp_path / "data")


@pytest.fixture
def store(files, clock):
    files.data.mkdir()
    opened = Store(files.store, KEY, clock, create=True)
    yield opened
    opened.close()


@pytest.fixture
def there(tmp_path, clock):
    opened = Store(tmp_path / "there.db", OTHER_KEY, clock, create=True)
    make_centre_key(opened)
    yield opened
    opened.close()


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def quick(monkeypatch):
    """The seconds that a code takes are spent elsewhere (``tests/drafts/test_handover.py``)."""

    def seal(secret, passphrase, _cancelled):
        return passphrase.encode() + b"|" + secret

    def unseal(sealed, passphrase, _cancelled):
        front, _, secret = sealed.partition(b"|")
        if front != passphrase.encode():
            raise SealError(SealTrouble.WRONG_CODE)
        return secret

    monkeypatch.setattr(handover, "seal", seal)
    monkeypatch.setattr(handover_keys, "unseal", unseal)


@pytest.fixture
def pane(qapp, qtbot):
    """A window that sheets lie over."""
    make_qt_application([])
    i18n.use(Language.ENGLISH, paths.translations())
    window = QWidget()
    window.theme = Theme(paths.resources(), ThemeChoice.LIGHT)
    window.resize(1024, 640)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    window.deleteLater()
    settle()
    i18n.use(Language.ARABIC)


def draft(store, name=NAME):
    return store.create(ObjectionDraft(applicant=Applicant(name=name)), Summary(name=name), "AB")


def press(qtbot, button):
    assert button.isVisible(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def done(qtbot, sheet):
    qtbot.waitUntil(lambda: sheet.job is None)
    settle()


def choose(monkeypatch, path):
    """Let the system's dialog give this path."""
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: QFileDialog.DialogCode.Accepted)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _dialog: [str(path)])


def shown(sheet):
    return [label.text() for label in sheet.findChildren(QLabel) if label.isVisible()]


# ---------------------------------------------------------------------- a code


def test_draft_goes_by_stick_and_code_to_another_store(
    pane, qtbot, store, there, stick, words, clock, quick, monkeypatch
):
    draft_id = draft(store)
    sheet = HandoverSheet(pane.theme, pane, store, draft_id, words, clock, Rules(initials="AB"))
    left = []
    sheet.handed_over.connect(left.append)
    assert sheet.ways.cards["words"].hasFocus()
    assert not sheet.unplug.isVisible()
    choose(monkeypatch, stick)
    press(qtbot, sheet.write)
    done(qtbot, sheet)
    assert left == [draft_id]
    assert sheet.unplug.isVisible()
    assert "unplug now" in sheet.unplug.label.text()
    code = sheet.result.code
    assert [label.text().split(". ")[1].strip("\u2066\u2067\u2068\u2069") for label in sheet.code.words] == list(
        code.latin
    )
    typed = "  ".join(code.arabic)
    (path,) = stick.iterdir()
    assert path.name in " ".join(shown(sheet))
    # Leaving asks once, since the code is shown once.
    press(qtbot, sheet.done)
    assert sheet.isVisible()
    assert sheet.back.hasFocus()
    press(qtbot, sheet.back)
    assert sheet.code.isVisible()
    press(qtbot, sheet.done)
    press(qtbot, sheet.close_now)
    assert store.journal()[0].initials == "AB"

    sheet = ImportSheet(pane.theme, pane, there, words, clock, Intake(initials="CD"))
    came = []
    sheet.imported.connect(came.append)
    choose(monkeypatch, path)
    press(qtbot, sheet.choose)
    done(qtbot, sheet)
    assert sheet.code.line.hasFocus()
    sheet.code.line.setText(typed)
    press(qtbot, sheet.open)
    done(qtbot, sheet)
    assert NAME in sheet.facts.text()
    assert "Case \u2068C-0001\u2069 where it comes from" in sheet.facts.text()
    assert there.heads() == ()
    press(qtbot, sheet.take)
    done(qtbot, sheet)
    (head,) = there.heads()
    assert came == [head.id]
    assert (head.summary.name, head.initials) == (NAME, "CD")
    assert there.journal()[0].action is Action.IMPORTED


def test_wrong_code_says_so_and_can_be_typed_anew(pane, qtbot, store, there, stick, words, clock, quick):
    done_with = handover.hand_over(store, draft(store), stick, words.draw())
    sheet = ImportSheet(pane.theme, pane, there, words, clock)
    sheet.look_at(done_with.path)
    done(qtbot, sheet)
    for typed, sentence in (
        ("tiger tiger", "A code has six words."),
        (
            "tiger tiger qqqqqqqq tiger tiger tiger",
            "Word 3 is not one that codes are made of. Compare it with the paper.",
        ),
    ):
        sheet.code.line.setText(typed)
        press(qtbot, sheet.open)
        assert sheet.job is None
        assert sheet.code.helper.label.text() == sentence
        assert sheet.code.line.text() == typed
    sheet.code.line.setText("tiger " * 6)
    press(qtbot, sheet.open)
    done(qtbot, sheet)
    assert sheet.problem.isVisible()
    assert sheet.problem.label.text().startswith("This code does not open the file.")
    assert sheet.code.line.hasFocus()
    sheet.code.line.setText(" ".join(done_with.code.latin))
    press(qtbot, sheet.open)
    done(qtbot, sheet)
    assert not sheet.problem.isVisible()
    assert sheet.take.isVisible()
    assert sheet.code.line.text() == ""


def test_cut_and_altered_files_each_have_their_sentence(pane, qtbot, store, there, stick, words, clock):
    path = handover.hand_over(store, draft(store), stick, centre_key(there)).path
    content = path.read_bytes()
    sheet = ImportSheet(pane.theme, pane, there, words, clock)
    for broken, sentence in (
        (content[:-1], "The file is not whole"),
        (content[:-1] + bytes([content[-1] ^ 1]), "The file is not as it was written"),
        (b"Dear all", "This is no file that this application has written."),
    ):
        path.write_bytes(broken)
        sheet.look_at(path)
        done(qtbot, sheet)
        qtbot.waitUntil(lambda: sheet.job is None)
        settle()
        assert sheet.problem.isVisible()
        assert sheet.problem.label.text().startswith(sentence)
        assert sheet.choose.isVisible()
    assert there.heads() == ()


def test_file_is_dropped_on_the_sheet(pane, qtbot, store, there, stick, words, clock):
    path = handover.hand_over(store, draft(store), stick, centre_key(there)).path
    sheet = ImportSheet(pane.theme, pane, there, words, clock)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    sheet.dropEvent(event)
    # The centre's own key opens it: nothing is asked.
    qtbot.waitUntil(sheet.take.isVisible)
    assert NAME in sheet.facts.text()


# ---------------------------------------------------------------------- a centre's key


def test_centre_gets_a_file_without_a_code(pane, qtbot, store, there, stick, words, clock):
    sheet = CentreKeySheet(pane.theme, pane, there, clock)
    public = sheet.public
    assert public == centre_key(there)
    press(qtbot, sheet.done)
    sheet = HandoverSheet(pane.theme, pane, store, draft(store), words, clock)
    assert not sheet.key.isVisible()
    sheet.ways.cards["centre"].click()
    settle()
    assert sheet.key.isVisible()
    assert not sheet.write.isEnabled()
    sheet.key.line.setFocus()
    qtbot.keyClicks(sheet.key.line, public[:-1])
    assert not sheet.write.isEnabled()
    assert "no public key" in sheet.key.helper.label.text()
    qtbot.keyClicks(sheet.key.line, public[-1])
    assert sheet.write.isEnabled()
    sheet.start(stick)
    done(qtbot, sheet)
    assert sheet.unplug.isVisible()
    assert not sheet.code.isVisible()
    assert not sheet.print.isVisible()
    press(qtbot, sheet.done)
    assert not any(isinstance(each, HandoverSheet) and each.isVisible() for each in pane.children())


def test_key_is_saved_as_a_file(pane, qtbot, there, clock, stick, monkeypatch):
    sheet = CentreKeySheet(pane.theme, pane, there, clock)
    choose(monkeypatch, stick / "key.txt")
    press(qtbot, sheet.save)
    done(qtbot, sheet)
    assert (stick / "key.txt").read_text() == f"{sheet.public}\n"


# ---------------------------------------------------------------------- what goes wrong


def test_full_stick_says_so_and_another_place_can_be_chosen(
    pane, qtbot, store, stick, words, clock, quick, monkeypatch, tmp_path
):
    draft_id = draft(store)
    sheet = HandoverSheet(pane.theme, pane, store, draft_id, words, clock, Rules(state=tmp_path / "state.toml"))

    def refuse(*_arguments):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as full:
        full.setattr(disk, "_write", refuse)
        sheet.start(stick)
        done(qtbot, sheet)
    assert sheet.problem.label.text().startswith("There is no room for the file there.")
    assert not sheet.unplug.isVisible()
    assert sheet.write.isVisible()
    assert load_window_state(tmp_path / "state.toml").unfinished == ()
    sheet.start(stick)
    done(qtbot, sheet)
    assert not sheet.problem.isVisible()
    assert sheet.unplug.isVisible()


def test_folder_that_is_no_stick_is_refused_by_a_sentence(pane, qtbot, store, stick, words, clock, quick, monkeypatch):
    monkeypatch.setattr(way_out, "is_removable", lambda _folder: False)
    sheet = HandoverSheet(pane.theme, pane, store, draft(store), words, clock, Rules(removable_only=True))
    assert any("removable medium only" in text for text in shown(sheet))
    sheet.start(stick)
    done(qtbot, sheet)
    assert sheet.problem.label.text().endswith("This folder lies on none.")
    assert list(stick.iterdir()) == []


def test_escape_breaks_the_work_off_and_leaves_nothing(pane, qtbot, store, stick, words, clock, monkeypatch):
    import threading

    begun, go_on = threading.Event(), threading.Event()

    def seal(_secret, _passphrase, cancelled):
        begun.set()
        go_on.wait(10)
        assert cancelled()
        from citizen_desktop.package.errors import Cancelled

        raise Cancelled

    monkeypatch.setattr(handover, "seal", seal)
    sheet = HandoverSheet(pane.theme, pane, store, draft(store), words, clock)
    sheet.start(stick)
    begun.wait(10)
    assert sheet.job_row.isVisible()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    go_on.set()
    done(qtbot, sheet)
    assert sheet.write.isVisible()
    assert list(stick.iterdir()) == []
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_printed_page_holds_the_words_and_its_square_does_not(
    pane, qtbot, store, stick, words, clock, quick, monkeypatch
):
    import pypdfium2

    from citizen_desktop.printing import handover_page

    sheet = HandoverSheet(pane.theme, pane, store, draft(store), words, clock)
    sheet.start(stick)
    done(qtbot, sheet)
    squares = []
    monkeypatch.setattr(
        handover_page,
        "qr_modules",
        lambda payload, make=handover_page.qr_modules: squares.append(payload) or make(payload),
    )
    code, name = sheet.result.code, sheet.result.path.name
    document = pypdfium2.PdfDocument(pdf_bytes(sheet.paint, "code"))
    assert len(document) == 1
    text = document[0].get_textpage().get_text_range()
    assert all(word in text for word in code.latin)
    assert name in text
    assert NAME not in text
    (square,) = squares
    assert square == f"{name} {sheet.result.fingerprint}"
    assert not any(word in square for word in (*code.latin, *code.arabic))
    # A code that was printed needs no question.
    monkeypatch.setattr("citizen_desktop.ui.print_dialog.print_page", lambda *_: True)
    press(qtbot, sheet.print)
    closed = []
    sheet.closed.connect(lambda: closed.append(True))
    press(qtbot, sheet.done)
    assert closed


# ---------------------------------------------------------------------- backup


PASSPHRASE = "a lamp beside the old harbour"  # noqa: S105


class Computer:
    """A computer with a store, and what keeps its key."""

    def __init__(self, folder, clock, words, *, passphrase="", with_code=True):
        self.files, self.clock, self.words = OwnedFiles.at(folder), clock, words
        self.keys = Keys(self.files, Attempts(None, clock, Waits()), NoKeyring(), CHEAP)
        made = self.keys.make_centre(passphrase, 5, with_code=with_code) if passphrase else self.keys.make_personal()
        self.secret, self.code = made.secret, made.code
        self.store = Store(self.files.store, self.secret.view(), clock, create=True)
        self.reopened = []

    def used(self, mode=Mode.PERSONAL):
        return StoreInUse(
            self.store, self.secret, self.keys, self.words, self.files, mode,
            close=self.store.close, reopen=lambda: self.reopened.append(True),
        )  # fmt: skip

    def sheet(self, pane, mode=Mode.PERSONAL):
        return BackupSheet(pane.theme, pane, self.used(mode), self.clock)

    def names(self):
        """Return who is in the store that the key file of this computer leads to."""
        with self.keys.open_personal() as secret, closing(Store(self.files.store, secret.view(), self.clock)) as store:
            return [head.summary.name for head in store.heads()]


@pytest.fixture
def computer(tmp_path, clock, words):
    """Make computers by name; their stores are closed in the end."""
    made = []

    def make(name, **more):
        made.append(Computer(tmp_path / name, clock, words, **more))
        return made[-1]

    yield make
    for each in made:
        each.store.close()


def back_up(pane, qtbot, used, stick, mode=Mode.PERSONAL):
    """Back a store up by its sheet; return the file, and the words if there are any."""
    sheet = used.sheet(pane, mode)
    sheet.start(stick)
    done(qtbot, sheet)
    path, code = sheet.result.file.path, sheet.result.code
    press(qtbot, sheet.done)
    if code is not None:
        press(qtbot, sheet.close_now)
    return path, code


def type_in(qtbot, sheet, text):
    sheet.passphrase.line.setText(text)
    press(qtbot, sheet.unlock)
    done(qtbot, sheet)


def test_backup_is_made_looked_at_and_put_in_place(pane, qtbot, computer, stick, clock, monkeypatch):
    mine = computer("mine")
    draft(mine.store)
    key_file = mine.files.store_key.read_bytes()
    sheet = mine.sheet(pane)
    choose(monkeypatch, stick)
    press(qtbot, sheet.make)
    done(qtbot, sheet)
    assert "unplug now" in sheet.unplug.label.text()
    assert "1 draft" in sheet.file.text()
    code = sheet.result.code
    assert [label.text().split(". ")[1].strip("\u2066\u2067\u2068\u2069") for label in sheet.code.words] == list(
        code.latin
    )
    # Leaving asks once, since the words are shown once.
    press(qtbot, sheet.done)
    assert sheet.back.hasFocus()
    press(qtbot, sheet.back)
    assert sheet.code.isVisible()
    press(qtbot, sheet.done)
    press(qtbot, sheet.close_now)
    draft(mine.store, "Later")
    sheet = mine.sheet(pane)
    restored = []
    sheet.restored.connect(lambda: restored.append(True))
    (path,) = stick.iterdir()
    choose(monkeypatch, path)
    press(qtbot, sheet.put_back)
    done(qtbot, sheet)
    # The key in use opens it: nothing is asked, and the key file stays.
    assert "1 draft of today is not in it" in sheet.seen.text()
    assert "not overwritten" in sheet.kept.label.text()
    assert sheet.keep.hasFocus()
    press(qtbot, sheet.keep)
    assert len(mine.store.heads()) == 2
    press(qtbot, sheet.put_back)
    done(qtbot, sheet)
    press(qtbot, sheet.put)
    done(qtbot, sheet)
    assert restored == [True]
    assert mine.names() == [NAME]
    assert mine.files.store_key.read_bytes() == key_file
    (aside,) = replaced(mine.files)
    with closing(Store(aside / "store.db", mine.secret.view(), clock)) as before:
        assert len(before.heads()) == 2


def test_backup_of_another_computer_is_opened_by_its_words(pane, qtbot, computer, stick):
    lost, mine = computer("lost"), computer("mine")
    draft(lost.store)
    draft(mine.store, "Mine")
    path, code = back_up(pane, qtbot, lost, stick)
    sheet = mine.sheet(pane)
    restored = []
    sheet.restored.connect(lambda: restored.append(True))
    sheet.look_at(path)
    done(qtbot, sheet)
    assert sheet.passphrase.line.hasFocus()
    assert "six words" in sheet.passphrase.helper.label.text()
    assert not sheet.problem.isVisible()
    for typed, sentence in (("tiger tiger", "A code has six words."), ("tiger " * 5 + "qqqqqqqq", "Word 6 is not one")):
        sheet.passphrase.line.setText(typed)
        press(qtbot, sheet.unlock)
        assert sheet.job is None
        assert sheet.passphrase.helper.label.text().startswith(sentence)
    assert mine.keys.attempts.errors == 0
    type_in(qtbot, sheet, "tiger " * 6)
    assert sheet.problem.label.text().startswith("That does not open this backup.")
    assert sheet.passphrase.line.text() == ""
    assert mine.keys.attempts.errors == 1
    type_in(qtbot, sheet, "  ".join(code.arabic))
    assert "1 draft is not here any more or comes from elsewhere" in sheet.seen.text()
    assert "its own key" in sheet.kept.label.text()
    assert mine.keys.attempts.errors == 0
    press(qtbot, sheet.put)
    done(qtbot, sheet)
    assert restored == [True]
    assert mine.names() == [NAME]
    (aside,) = replaced(mine.files)
    assert (aside / "store.key").exists()


def test_backup_that_is_not_wanted_leaves_nothing(pane, qtbot, computer, stick):
    lost, mine = computer("lost"), computer("mine")
    path, code = back_up(pane, qtbot, lost, stick)
    before = sorted(mine.files.data.rglob("*"))
    sheet = mine.sheet(pane)
    sheet.look_at(path)
    done(qtbot, sheet)
    type_in(qtbot, sheet, code.passphrase)
    assert sheet.put.isVisible()
    sheet.close_sheet()
    assert sorted(mine.files.data.rglob("*")) == before


def test_backup_of_a_centre_is_opened_by_its_passphrase_or_its_code(pane, qtbot, computer, stick):
    centre, mine = computer("centre", passphrase=PASSPHRASE), computer("mine")
    draft(centre.store)
    path, code = back_up(pane, qtbot, centre, stick, Mode.CENTRE)
    assert code is None
    for right in (PASSPHRASE, centre.code):
        sheet = mine.sheet(pane)
        sheet.look_at(path)
        done(qtbot, sheet)
        assert sheet.passphrase.label.text() == "Passphrase or recovery code"
        assert "passphrase or the recovery code" in sheet.passphrase.helper.label.text()
        assert sheet.passphrase.line.echoMode() is QLineEdit.EchoMode.Password
        type_in(qtbot, sheet, "wrong")
        assert not sheet.put.isVisible()
        type_in(qtbot, sheet, right)
        assert sheet.put.isVisible()
        if right != centre.code:
            sheet.close_sheet()
    press(qtbot, sheet.put)
    done(qtbot, sheet)
    with mine.keys.unlock(PASSPHRASE) as secret, closing(Store(mine.files.store, secret.view(), mine.clock)) as store:
        assert [head.summary.name for head in store.heads()] == [NAME]


@pytest.mark.parametrize("with_code", [True, False])
def test_a_recovery_code_is_told_of_where_there_is_one(pane, qtbot, computer, stick, with_code):
    centre = computer("centre", passphrase=PASSPHRASE, with_code=with_code)
    mine = computer("mine", passphrase=PASSPHRASE)
    path, _code = back_up(pane, qtbot, centre, stick, Mode.CENTRE)

    def tells(sheet):
        return any("recovery code" in text.lower() for text in shown(sheet))

    sheet = centre.sheet(pane, Mode.CENTRE)
    settle()
    assert any("The passphrase" in text and "of today" in text for text in shown(sheet))
    assert tells(sheet) is with_code
    sheet.close_sheet()
    # Of the code of a backup its own file tells, and not the computer at which it is opened.
    sheet = mine.sheet(pane, Mode.CENTRE)
    sheet.look_at(path)
    done(qtbot, sheet)
    assert any("of the time at which it was made" in text for text in shown(sheet))
    assert tells(sheet) is with_code
    type_in(qtbot, sheet, PASSPHRASE)
    assert sheet.put.isVisible()


def test_a_shared_computer_takes_no_backup_that_needs_no_passphrase(pane, qtbot, computer, stick):
    centre, mine = computer("centre", passphrase=PASSPHRASE), computer("mine")
    path, _code = back_up(pane, qtbot, mine, stick)
    sheet = centre.sheet(pane, Mode.CENTRE)
    sheet.look_at(path)
    done(qtbot, sheet)
    assert "not put in place on a shared one" in sheet.problem.label.text()
    assert not sheet.passphrase.isVisible()


def test_after_errors_there_is_a_wait_and_a_sentence_that_says_so(pane, qtbot, computer, stick):
    lost, mine = computer("lost"), computer("mine")
    path, code = back_up(pane, qtbot, lost, stick)
    sheet = mine.sheet(pane)
    sheet.look_at(path)
    done(qtbot, sheet)
    for _attempt in range(3):
        type_in(qtbot, sheet, "tiger " * 6)
    type_in(qtbot, sheet, code.passphrase)
    assert sheet.problem.label.text().startswith("Too many wrong attempts.")
    assert not sheet.put.isVisible()


def test_what_was_in_use_comes_back_where_the_backup_cannot_be_put(pane, qtbot, computer, stick, monkeypatch):
    lost, mine = computer("lost"), computer("mine")
    draft(mine.store, "Mine")
    path, code = back_up(pane, qtbot, lost, stick)
    sheet = mine.sheet(pane)
    sheet.look_at(path)
    done(qtbot, sheet)
    type_in(qtbot, sheet, code.passphrase)
    key_file = mine.files.store_key.read_bytes()
    forgotten = []
    monkeypatch.setattr(mine.keys, "forget_adopted", forgotten.append)
    with monkeypatch.context() as full:
        full.setattr(placing.EnvelopeFile, "put", refuse_once(placing.EnvelopeFile.put))
        press(qtbot, sheet.put)
        done(qtbot, sheet)
        qtbot.waitUntil(lambda: bool(forgotten))
    assert sheet.problem.label.text().startswith("There is no room for the file there.")
    assert mine.reopened == [True]
    assert len(forgotten) == 1
    assert mine.files.store_key.read_bytes() == key_file
    assert mine.names() == ["Mine"]


def refuse_once(put):
    refused = []

    def call(*arguments):
        if refused:
            return put(*arguments)
        refused.append(True)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return call


def test_printed_words_of_a_backup_need_no_question(pane, qtbot, computer, stick, monkeypatch):
    import pypdfium2

    sheet = computer("mine").sheet(pane)
    sheet.start(stick)
    done(qtbot, sheet)
    code, name = sheet.result.code, sheet.result.file.path.name
    document = pypdfium2.PdfDocument(pdf_bytes(sheet.paint, "code"))
    text = document[0].get_textpage().get_text_range()
    assert all(word in text for word in code.latin)
    assert name in text
    assert "Words for a backup of the drafts" in text
    monkeypatch.setattr("citizen_desktop.ui.print_dialog.print_page", lambda *_: True)
    press(qtbot, sheet.print)
    closed = []
    sheet.closed.connect(lambda: closed.append(True))
    press(qtbot, sheet.done)
    assert closed


def test_kiosk_refuses(pane, qtbot, computer, stick):
    sheet = computer("mine").sheet(pane, Mode.KIOSK)
    sheet.start(stick)
    done(qtbot, sheet)
    assert sheet.problem.label.text() == "This is not available on a kiosk."
    sheet.look_at(stick / "backup-AAAA.cdb")
    done(qtbot, sheet)
    assert sheet.problem.label.text() == "This is not available on a kiosk."
    assert list(stick.iterdir()) == []


# ---------------------------------------------------------------------- the look of it


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("language", [Language.ARABIC, Language.ENGLISH])
def test_nothing_is_cut_off(pane, qtbot, store, there, computer, stick, words, clock, quick, language, size):
    from PySide6.QtGui import QGuiApplication

    i18n.use(language)
    direction = Qt.LayoutDirection.RightToLeft if language.right_to_left else Qt.LayoutDirection.LeftToRight
    QGuiApplication.setLayoutDirection(direction)
    pane.theme.set_text_size(size)
    make = [
        lambda: HandoverSheet(pane.theme, pane, store, draft(store), words, clock, Rules(removable_only=True)),
        lambda: ImportSheet(pane.theme, pane, there, words, clock),
        lambda: computer("mine").sheet(pane),
        lambda: CentreKeySheet(pane.theme, pane, there, clock),
    ]
    try:
        for each in make:
            sheet = each()
            settle()
            _hold(sheet)
            if isinstance(sheet, HandoverSheet):
                sheet._rules = Rules()
            if isinstance(sheet, HandoverSheet | BackupSheet):
                sheet.start(stick)
                done(qtbot, sheet)
                _hold(sheet)
            if isinstance(sheet, BackupSheet):
                for locked in (
                    Locked(KeyPlace.WORDS),
                    Locked(KeyPlace.PASSPHRASE, has_code=True),
                    Locked(KeyPlace.PASSPHRASE),
                    Locked(KeyPlace.KEYRING),
                ):
                    sheet._ask_for(locked)
                    settle()
                    _hold(sheet)
                preview = Preview(clock.now(), 12, clock.now(), 3, 4, 5, stick / "none", b"")
                sheet._show_seen(Seen(preview, envelope=b"another"))
                settle()
                _hold(sheet)
            sheet.close_sheet()
            settle()
    finally:
        QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)


def _hold(sheet):
    for button in sheet.findChildren(Button):
        if button.isVisible():
            place = QRect(button.mapTo(sheet, QPoint(0, 0)), button.size())
            assert sheet.panel.geometry().contains(place), button.text()
            assert button.width() >= button.sizeHint().width()
            assert button.accessibleName()
    content = sheet._scroller.widget()
    if sheet.panel.height() < sheet.height() - 48:
        assert not sheet._scroller.verticalScrollBar().isVisible()
    assert content.width() <= sheet._scroller.viewport().width()
    for label in sheet.findChildren(QLabel):
        if label.isVisible() and label.text():
            wide = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= wide, label.text()
            if not label.wordWrap():
                assert label.width() >= label.sizeHint().width(), label.text()

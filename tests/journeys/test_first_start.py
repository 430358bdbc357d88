"""The first start: asked once, in plain words; what is chosen holds, and it says where the key is."""

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from citizen_desktop import i18n, paths
from citizen_desktop.drafts.envelope import KeyFileError
from citizen_desktop.drafts.keeping import Keeping, KeyPlace
from citizen_desktop.i18n import Language
from citizen_desktop.policy import Mode, Policy
from citizen_desktop.printing.recovery_page import recovery_pdf
from citizen_desktop.ui.recovery_sheet import RecoverySheet
from tests.conftest import SUNDAY, HandClock, settle
from tests.journeys.gates import GateWindow, NoKeyring

PASSPHRASE = "a lamp beside the old harbour"  # noqa: S105
WEAK = "password123"


@pytest.fixture
def open_gate(qapp, qtbot, tmp_path):
    from citizen_desktop.app import make_qt_application

    make_qt_application([])
    i18n.use(Language.ENGLISH, paths.translations())
    opened = []

    def open_it(size=(1280, 800), clock=None, start=True, **options):
        window = GateWindow(tmp_path / "data", clock or HandClock(SUNDAY), **options)
        opened.append(window)
        window.resize(*size)
        window.show()
        qtbot.waitExposed(window)
        if start:
            window.gate.start()
        settle()
        return window

    yield open_it
    for window in opened:
        window.gate.let_go()
        window.close()
        window.deleteLater()
    settle()
    i18n.use(Language.ARABIC)


def put(field, text):
    """Type as an input method does, since key events with Arabic abort the process."""
    field.line.setFocus()
    field.line.selectAll()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field.line, event)


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def wait_opened(qtbot, window):
    qtbot.waitUntil(lambda: bool(window.heard.opened))
    settle()
    return window.heard.opened[-1]


def test_ones_own_computer_is_chosen_unless_one_chooses_otherwise(open_gate, qtbot):
    window = open_gate()
    first = window.gate.first
    assert window.gate.currentWidget() is first
    assert first.choice is Keeping.PERSONAL
    press(qtbot, first.proceed)
    keeping, secret = wait_opened(qtbot, window)
    assert keeping is Keeping.PERSONAL
    # There is no keyring: it says where the key lies, and who can read it.
    assert window.keys.known().place is KeyPlace.FILE
    (warning,) = window.heard.warned
    assert "file that only your account may read" in warning
    again = open_gate()
    assert again.gate.first is None
    keeping, same = wait_opened(qtbot, again)
    assert (keeping, same.same_as(secret)) == (Keeping.PERSONAL, True)


def test_with_a_keyring_it_says_that(open_gate, qtbot):
    class Keyring(NoKeyring):
        def put(self, _name, _value):
            return True

    window = open_gate(keyring=Keyring())
    press(qtbot, window.gate.first.proceed)
    wait_opened(qtbot, window)
    assert window.heard.said == ["The key is kept in the system's keyring"]
    assert window.heard.warned == []


def test_keeping_nothing_is_asked_once_and_keeps_no_key(open_gate, qtbot):
    window = open_gate()
    qtbot.mouseClick(window.gate.first.cards[Keeping.NOTHING], Qt.MouseButton.LeftButton)
    press(qtbot, window.gate.first.proceed)
    assert wait_opened(qtbot, window) == (Keeping.NOTHING, None)
    again = open_gate()
    assert again.heard.opened == [(Keeping.NOTHING, None)]
    assert not again.files.store.exists()


def choose_centre(window, qtbot):
    qtbot.mouseClick(window.gate.first.cards[Keeping.CENTRE], Qt.MouseButton.LeftButton)
    press(qtbot, window.gate.first.proceed)
    settle()
    return window.gate.sheet


def test_a_shared_computer_gets_a_passphrase_and_a_recovery_code(open_gate, qtbot):
    window = open_gate()
    sheet = choose_centre(window, qtbot)
    # It is said beforehand.
    assert "Nobody keeps a copy" in sheet.beware.label.text()
    put(sheet.new, PASSPHRASE)
    put(sheet.again, PASSPHRASE)
    sheet.minutes.choice.choose(10)
    press(qtbot, sheet.done)
    qtbot.waitUntil(lambda: isinstance(window.gate.sheet, RecoverySheet))
    assert window.heard.opened == []
    code_sheet = window.gate.sheet
    press(qtbot, code_sheet.print)
    (paper,) = window.heard.printed
    code = "-".join(paper.code)
    press(qtbot, code_sheet.kept)
    keeping, secret = wait_opened(qtbot, window)
    assert keeping is Keeping.CENTRE
    assert window.keys.known().auto_lock_minutes == window.gate.auto_lock_minutes == 10
    assert window.keys.unlock(PASSPHRASE).same_as(secret)
    assert window.keys.unlock_with_code(code).same_as(secret)
    # Nothing typed, and no code, stays in a widget.
    settle()
    texts = [line.text() for line in window.findChildren(QLineEdit)]
    assert PASSPHRASE not in texts


def test_the_code_is_not_lost_by_a_slip_of_the_hand(open_gate, qtbot):
    window = open_gate()
    sheet = choose_centre(window, qtbot)
    put(sheet.new, PASSPHRASE)
    put(sheet.again, PASSPHRASE)
    press(qtbot, sheet.done)
    qtbot.waitUntil(lambda: isinstance(window.gate.sheet, RecoverySheet))
    code_sheet = window.gate.sheet
    qtbot.keyClick(code_sheet, Qt.Key.Key_Escape)
    assert code_sheet.isVisible()
    assert code_sheet.lines[0].text()
    press(qtbot, code_sheet.kept)
    wait_opened(qtbot, window)


def test_without_a_code_there_is_none(open_gate, qtbot):
    window = open_gate()
    sheet = choose_centre(window, qtbot)
    press(qtbot, sheet.code.cards.cards[False])
    put(sheet.new, PASSPHRASE)
    put(sheet.again, PASSPHRASE)
    press(qtbot, sheet.done)
    wait_opened(qtbot, window)
    assert window.keys.known().recovery is None
    with pytest.raises(KeyFileError):
        window.keys.unlock_with_code("x")


@pytest.mark.parametrize(
    ("new", "again", "field", "sentence"),
    [
        (WEAK, WEAK, "new", "too easy to guess"),
        ("", "", "new", "too easy to guess"),
        (PASSPHRASE, PASSPHRASE + "s", "again", "not the same"),
        (PASSPHRASE, "", "again", "not the same"),
    ],
)
def test_what_will_not_do_is_said_where_it_is(open_gate, qtbot, new, again, field, sentence):
    window = open_gate()
    sheet = choose_centre(window, qtbot)
    put(sheet.new, new)
    put(sheet.again, again)
    press(qtbot, sheet.done)
    settle()
    assert sentence in getattr(sheet, field).helper.label.text()
    assert getattr(sheet, field).line.hasFocus()
    assert not window.keys.decided


def test_the_strength_is_shown_while_it_is_typed(open_gate, qtbot):
    window = open_gate()
    sheet = choose_centre(window, qtbot)
    shown = []
    for text in ("", WEAK, "a lamp beside the", "a lamp beside the sea wall", PASSPHRASE + " and seven boats"):
        put(sheet.new, text)
        shown.append((sheet.strength.number.text(), sheet.strength.bar.share))
    assert shown == [("", 0), ("Weak", 0.25), ("Fair", 0.5), ("Good", 0.75), ("Strong", 1)]


def test_the_owner_of_a_centre_has_decided(open_gate, qtbot):
    window = open_gate(policy=Policy(mode=Mode.CENTRE, auto_lock_minutes=3))
    assert list(window.gate.first.cards) == [Keeping.CENTRE]
    sheet = window.gate.sheet
    assert not sheet.minutes.isVisible()
    press(qtbot, sheet.code.cards.cards[False])
    put(sheet.new, PASSPHRASE)
    put(sheet.again, PASSPHRASE)
    qtbot.keyClick(sheet.again.line, Qt.Key.Key_Return)
    assert wait_opened(qtbot, window)[0] is Keeping.CENTRE
    assert window.gate.auto_lock_minutes == 3


def test_a_kiosk_is_asked_nothing_and_writes_nothing(open_gate):
    window = open_gate(policy=Policy(mode=Mode.KIOSK))
    assert window.heard.opened == [(Keeping.NOTHING, None)]
    assert not window.files.data.exists()


def test_the_cards_say_what_the_policy_says(open_gate):
    window = open_gate(policy=Policy(auto_lock_minutes=1, retention_days=30))
    assert (
        window.gate.first.cards[Keeping.CENTRE].points[1].text()
        == "It locks after 1 minute, and drafts are erased 30 days after the last change"
    )


def test_a_disk_that_refuses_is_said_and_asks_again(open_gate, qtbot, tmp_path):
    (tmp_path / "data").write_text("a file where a folder should be", encoding="utf-8")
    window = open_gate()
    press(qtbot, window.gate.first.proceed)
    qtbot.waitUntil(lambda: bool(window.heard.failed))
    assert window.heard.opened == []
    assert window.gate.currentWidget() is window.gate.first
    assert window.gate.isEnabled()


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)])
def test_nothing_is_cut(open_gate, size):
    for text_size in (100, 200):
        window = open_gate(size=size, text_size=text_size)
        first = window.gate.first
        bar = first.horizontalScrollBar()
        assert bar.maximum() == 0, text_size
        for card in first.cards.values():
            assert card.height() >= card.layout().totalHeightForWidth(card.width())
        if (text_size, size[1]) == (100, 800):
            assert first.verticalScrollBar().maximum() == 0
        window.close()


def test_the_recovery_page_reads_back(qapp):
    from tests.printing.conftest import bare

    for language in Language:
        with i18n.speaking(language):
            sheet_code = "7K2M-9QXA-B3CD-EF4G-H5JK-MN6P-QR7S-TV8W"
            paper = _paper(sheet_code)
            document = pypdfium2.PdfDocument(recovery_pdf(paper))
            assert len(document) == 1
            texts = document[0].get_textpage()
            text = bare(texts.get_text_bounded())
            texts.close()
            document.close()
            first, second = (bare(line) for line in paper.code)
            assert text.index(first) < text.index(second)
            assert bare(paper.title) in text


def _paper(code):
    from citizen_desktop.ui import recovery_sheet

    sheet = RecoverySheet.__new__(RecoverySheet)
    sheet._code, sheet._now = code, HandClock(SUNDAY).now()
    return recovery_sheet.RecoverySheet.paper(sheet)

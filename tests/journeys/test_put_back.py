"""The real window with its store: what a start finds, what is noted, and a backup of another computer put in place."""

from contextlib import closing

import pytest
from PySide6.QtCore import Qt

from citizen_desktop import i18n, paths
from citizen_desktop.app import Application, Start, make_qt_application
from citizen_desktop.content.models import Tab
from citizen_desktop.content.passphrase_models import Waits
from citizen_desktop.drafts import placing
from citizen_desktop.drafts.attempts import Attempts
from citizen_desktop.drafts.backup import back_up
from citizen_desktop.drafts.handover_words import load_word_list
from citizen_desktop.drafts.keys import Keys
from citizen_desktop.drafts.models import Action, Summary
from citizen_desktop.drafts.restore import prepare
from citizen_desktop.drafts.store import Store
from citizen_desktop.forms.draft import Applicant, ObjectionDraft
from citizen_desktop.i18n import Language
from citizen_desktop.paths import OwnedFiles
from citizen_desktop.policy import Mode, Policy
from tests.conftest import SUNDAY, HandClock, settle
from tests.journeys.gates import CHEAP, NoKeyring

PASSPHRASE = "a lamp beside the old harbour"  # noqa: S105


class Place:
    """A computer: its folder, its key and a store with one draft."""

    def __init__(self, folder, clock, name, passphrase=""):
        self.files, self.clock = OwnedFiles.at(folder), clock
        self.keys = Keys(self.files, Attempts(None, clock, Waits()), NoKeyring(), CHEAP)
        made = self.keys.make_centre(passphrase, 5, with_code=False) if passphrase else self.keys.make_personal()
        self.secret = made.secret
        with self.store() as store:
            self.draft = store.create(ObjectionDraft(applicant=Applicant(name=name)), Summary(name=name))

    def store(self):
        create = not self.files.store.exists()
        return closing(Store(self.files.store, self.secret.view(), self.clock, create=create))


@pytest.fixture
def clock():
    return HandClock(SUNDAY)


@pytest.fixture
def open_place(qapp, qtbot):
    """Open the real window on a computer."""
    opened = []

    def open_it(place, policy=None):
        make_qt_application([])
        start = Start(place.clock, place.files, Language.ENGLISH, "light", speakers={}, keeps=True, keys=place.keys)
        application = Application(start, policy or Policy())
        opened.append(application)
        application.window.resize(1280, 800)
        application.show()
        qtbot.waitExposed(application.window)
        settle()
        return application

    yield open_it
    for application in opened:
        application.window.close()
        application.window.deleteLater()
    settle()
    i18n.use(Language.ARABIC)


def wait_open(qtbot, application):
    desk = application.desk
    qtbot.waitUntil(lambda: desk.session is not None and application.window.drafts.book is not None)
    qtbot.waitUntil(lambda: application.window.drafts.book.ready)
    settle()
    return desk.session


def test_a_case_that_is_opened_is_noted_once_and_with_the_initials(open_place, qtbot, tmp_path, clock):
    place = Place(tmp_path / "centre", clock, "Somebody", PASSPHRASE)
    application = open_place(place, Policy(mode=Mode.CENTRE))
    unlock = application.desk.gate.unlock
    unlock.field.line.setText(PASSPHRASE)
    qtbot.mouseClick(unlock.open, Qt.MouseButton.LeftButton)
    session = wait_open(qtbot, application)
    window = application.window
    window.show_tab(Tab.DRAFTS)
    window.drafts.book.sign_in("AB")
    window.page(Tab.DRAFTS).steps.go_on(place.draft)
    qtbot.waitUntil(lambda: window.page(Tab.OBJECTION).form.in_hand.id == place.draft)
    settle()
    assert session.flush(10)
    opened = [entry for entry in session.store.journal() if entry.action is Action.OPENED]
    assert [(entry.number, entry.initials) for entry in opened] == [(1, "AB")]


class Stop(BaseException):
    """The power fails."""


@pytest.fixture
def backup(tmp_path, clock):
    """A backup of a computer that was lost, and the code that opens it."""
    lost = Place(tmp_path / "lost", clock, "Somebody Lost")
    code = load_word_list(paths.resources() / "content").draw()
    (tmp_path / "stick").mkdir()
    with lost.store() as store:
        envelope = lost.keys.backup_envelope(lost.secret, code)
        made = back_up(store, lost.secret.view(), envelope, lost.files, tmp_path / "stick", clock, Mode.PERSONAL)
    return made.path, code, lost.secret


def test_a_restore_that_was_broken_off_is_put_back_at_the_next_start(
    open_place, qtbot, tmp_path, clock, backup, monkeypatch
):
    path, _code, secret = backup
    place = Place(tmp_path / "mine", clock, "Mine")
    preview = prepare(path, secret.view(), place.files, clock, Mode.PERSONAL)

    def stop(*_arguments):
        raise Stop

    monkeypatch.setattr(placing.EnvelopeFile, "put", stop)
    with pytest.raises(Stop):
        placing.place(preview.part, place.keys.adopt_personal(secret), place.files, clock)
    monkeypatch.undo()
    assert place.keys.restoring
    session = wait_open(qtbot, open_place(place))
    assert [head.summary.name for head in session.store.heads()] == ["Mine"]
    assert not place.keys.restoring


def test_a_backup_of_a_lost_computer_is_put_in_place_and_opened_at_once(open_place, qtbot, tmp_path, clock, backup):
    path, code, _secret = backup
    place = Place(tmp_path / "mine", clock, "Mine")
    application = open_place(place)
    wait_open(qtbot, application)
    sheets = []
    application.desk.sheet_opened.connect(sheets.append)
    application.desk.back_up()
    (sheet,) = sheets
    sheet.look_at(path)
    qtbot.waitUntil(sheet.passphrase.isVisible)
    sheet.passphrase.line.setText(" ".join(code.arabic))
    qtbot.mouseClick(sheet.unlock, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(sheet.put.isVisible)
    qtbot.mouseClick(sheet.put, Qt.MouseButton.LeftButton)
    before = application.desk.session
    qtbot.waitUntil(lambda: application.desk.session not in {before, None})
    session = wait_open(qtbot, application)
    assert [head.summary.name for head in session.store.heads()] == ["Somebody Lost"]
    assert Action.RESTORED in {entry.action for entry in session.store.journal()}

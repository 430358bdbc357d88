"""A package from another machine is checked, and becomes a new draft: in the store, in memory, in a kiosk."""

import json
import shutil
import zipfile

import pytest
from PySide6.QtCore import Qt

from citizen_desktop import i18n, paths
from citizen_desktop.app import Application, Start, make_qt_application
from citizen_desktop.assembly import assemble, assemble_registration
from citizen_desktop.bidi import strip_controls
from citizen_desktop.clock import StoppedClock
from citizen_desktop.content.models import Tab
from citizen_desktop.content.registration_models import StepId
from citizen_desktop.drafts.models import DraftKind
from citizen_desktop.drafts.session import DraftSession
from citizen_desktop.drafts.store import Store
from citizen_desktop.forms.draft import Attachment, LetterEdit
from citizen_desktop.i18n import Language
from citizen_desktop.package.names import PackageKind
from citizen_desktop.package.source import PayloadFile
from citizen_desktop.package.writer import write_package
from citizen_desktop.paths import OwnedFiles
from citizen_desktop.policy import Mode, Policy
from citizen_desktop.ui import package_work, verify_page
from citizen_desktop.ui.replace_sheet import ReplaceSheet
from citizen_desktop.widgets.drops import Handed
from tests.attachments import corpus
from tests.conftest import SUNDAY, HandClock, settle
from tests.drafts.conftest import KEY
from tests.forms.registration_strategies import CONTENT as REGISTRATION
from tests.forms.registration_strategies import whole
from tests.forms.strategies import CONTENT

# Offscreen there is no window system that popups could ask.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CLOCK = StoppedClock(SUNDAY)
FILES = {
    "national-id": ("IMG_2041.jpg", "image/jpeg", corpus.jpeg()),
    "income-proof": ("راتب 2026.pdf", "application/pdf", corpus.text(b"Salary", pages=3)),
    "bank-statement": ("scan.png", "image/png", corpus.png()),
    "housing-proof": ("contract.pdf", "application/pdf", corpus.scan(2)),
}
LONG = 60_000


@pytest.fixture
def english():
    i18n.use(Language.ENGLISH, paths.translations())


@pytest.fixture
def stranger(full_draft):
    """A draft of another machine, with a paragraph of its letter written anew."""
    attachments = tuple(
        # What it says of its files is wrong on purpose: it must not be believed.
        Attachment(slot=slot, original_name=name, media_type=kind, size=len(content), pages=77, doubts=("blurred",))
        for slot, (name, kind, content) in FILES.items()
    )
    edits = (LetterEdit(paragraph="request", text="I ask for another look."),)
    return full_draft.evolve(attachments=attachments, letter=edits)


@pytest.fixture
def package(stranger, tmp_path, qapp, english):
    return pack(stranger, tmp_path, {slot: content for slot, (_name, _kind, content) in FILES.items()})


def pack(draft, tmp_path, contents, folder="stick"):
    places = []
    for number, attachment in enumerate(draft.attachments):
        place = tmp_path / f"source-{number}"
        place.write_bytes(contents[attachment.slot])
        places.append(place)
    (tmp_path / folder).mkdir(exist_ok=True)
    payload = assemble(CONTENT, draft, places, CLOCK)
    return write_package(tmp_path / folder, PackageKind.OBJECTION, payload, clock=CLOCK).path


@pytest.fixture
def open_tab(open_window, tmp_path):
    """Open the real window, with a store or without one."""
    opened = []

    def open_it(*, store=False, **options):
        session = None
        if store:
            (tmp_path / "data").mkdir(exist_ok=True)
            session = DraftSession(Store(tmp_path / "data" / "store.db", KEY, HandClock(SUNDAY), create=True), CLOCK)
        application = open_window(HandClock(SUNDAY), Language.ENGLISH, drafts=session, **options)
        opened.append(application.window)
        application.window.show_tab(Tab.OBJECTION)
        settle()
        return application, application.window.page(Tab.OBJECTION)

    yield open_it
    for window in opened:
        window._leaving = True
        window.close()


def press(qtbot, button):
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def judge(qtbot, tab, path):
    with qtbot.waitSignal(tab.verify.judged, timeout=LONG):
        tab.open_package(path)
    settle()


def take_over(qtbot, tab, *, files=4):
    press(qtbot, tab.verify.edit)
    qtbot.waitUntil(lambda: tab.pages.currentWidget() is tab.form, timeout=LONG)
    wait_for_files(qtbot, tab, files)


def wait_for_files(qtbot, tab, files):
    qtbot.waitUntil(lambda: len(tab.form.draft.attachments) == files and not tab.form.is_copying, timeout=LONG)
    settle()


def bytes_of(tab):
    return [b"".join(file.blocks()) for file in tab.form.files]


def assert_taken_over(tab, stranger):
    draft = tab.form.draft
    assert draft.evolve(attachments=()) == stranger.evolve(attachments=())
    assert [(each.slot, each.original_name) for each in draft.attachments] == [
        (slot, name) for slot, (name, _kind, _content) in FILES.items()
    ]
    assert bytes_of(tab) == [content for _name, _kind, content in FILES.values()]
    assert [each.pages for each in draft.attachments] == [1, 3, 1, 2], "files are looked into, not believed"
    assert all(each.sha256 for each in draft.attachments)
    assert draft.complete is None


def said(application):
    return strip_controls(application.window.toast.label.text()) if application.window.toast.isVisible() else ""


# ---------------------------------------------------------------- where drafts are kept, and where not


@pytest.mark.parametrize("as_folder", [False, True])
def test_a_package_becomes_a_new_draft_of_the_store(open_tab, package, stranger, tmp_path, qtbot, as_folder):
    if as_folder:
        with zipfile.ZipFile(package) as archive:
            archive.extractall(tmp_path / "unpacked")
        package = tmp_path / "unpacked" / package.stem
    application, tab = open_tab(store=True)
    tab.form._set(tab.form.draft.with_applicant(name="Somebody Else"))
    session = tab._drafts
    assert session.flush()
    mine = tab.form.in_hand
    judge(qtbot, tab, package)
    take_over(qtbot, tab)
    assert_taken_over(tab, stranger)
    assert "new draft" in said(application)
    assert tab.form.in_hand is not mine
    assert mine.content[0].applicant.name == "Somebody Else"
    assert session.flush()
    shutil.rmtree(package.parent)
    kept = {head.id: session.store.load(head.id) for head in session.store.heads()}
    assert len(kept) == 2
    found = kept[tab.form.in_hand.id]
    assert found.draft == tab.form.draft
    assert [b"".join(session.store.file_blocks(each)) for each in found.files] == [
        content for _name, _kind, content in FILES.values()
    ]


@pytest.mark.parametrize("mode", [Mode.PERSONAL, Mode.KIOSK])
def test_without_a_store_it_is_the_draft_in_the_form(open_tab, package, stranger, qtbot, mode):
    application, tab = open_tab(policy=Policy(mode=mode))
    judge(qtbot, tab, package)
    take_over(qtbot, tab)
    assert tab.window().focusWidget() is tab.form.applicant.edit, "the button is gone, and the keyboard with it"
    assert_taken_over(tab, stranger)
    assert application.window.sheet is None
    assert tab.has_work_in_hand, "it is kept nowhere yet"


def test_without_a_store_nobody_loses_answers_unasked(open_tab, package, stranger, qtbot):
    application, tab = open_tab()
    mine = tab.form.draft.with_applicant(name="Somebody Else")
    tab.form._set(mine)
    judge(qtbot, tab, package)
    press(qtbot, tab.verify.edit)
    qtbot.waitUntil(lambda: isinstance(application.window.sheet, ReplaceSheet), timeout=LONG)
    press(qtbot, application.window.sheet.back)
    assert tab.form.draft == mine
    assert tab.pages.currentWidget() is tab.verify
    press(qtbot, tab.verify.edit)
    qtbot.waitUntil(lambda: application.window.sheet is not None, timeout=LONG)
    press(qtbot, application.window.sheet.go_on)
    qtbot.waitUntil(lambda: tab.pages.currentWidget() is tab.form, timeout=LONG)
    wait_for_files(qtbot, tab, len(FILES))
    assert_taken_over(tab, stranger)


@pytest.mark.parametrize("language", list(Language))
def test_the_question_whether_to_replace_them_is_not_cut(open_tab, package, qtbot, language):
    application, tab = open_tab()
    application.speak(language)
    tab.form._set(tab.form.draft.with_applicant(name="Somebody Else"))
    judge(qtbot, tab, package)
    press(qtbot, tab.verify.edit)
    qtbot.waitUntil(lambda: isinstance(application.window.sheet, ReplaceSheet), timeout=LONG)
    sheet = application.window.sheet
    assert sheet.back.hasFocus()
    for label in (sheet.title, sheet.words):
        assert label.height() >= label.heightForWidth(label.width())
    for button in (sheet.back, sheet.go_on):
        assert button.visibleRegion().boundingRect() == button.rect()
        assert button.height() >= button.sizeHint().height()


# ---------------------------------------------------------------- a registration


@pytest.fixture
def registration(tmp_path, qapp, english):
    """A registration of another machine, with an answer missing, and its package."""
    attachments = tuple(
        Attachment(slot=slot, original_name=FILES[slot][0], media_type=FILES[slot][1], size=1, pages=77)
        for slot in ("national-id", "bank-statement")
    )
    draft = whole("household").evolve(attachments=attachments).with_bank(iban="")
    places = []
    for attachment in attachments:
        places.append(tmp_path / attachment.slot)
        places[-1].write_bytes(FILES[attachment.slot][2])
    (tmp_path / "stick").mkdir()
    payload = assemble_registration(REGISTRATION, draft, places, CLOCK)
    return draft, write_package(tmp_path / "stick", PackageKind.REGISTRATION, payload, clock=CLOCK).path


@pytest.mark.parametrize("store", [False, True])
def test_a_registration_becomes_a_new_draft_in_its_own_form(open_tab, registration, qtbot, store):
    draft, package = registration
    application, tab = open_tab(store=store)
    window = application.window
    judge(qtbot, tab, package)
    press(qtbot, tab.verify.edit)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.page(Tab.REGISTRATION), timeout=LONG)
    answers = window.page(Tab.REGISTRATION).answers
    qtbot.waitUntil(lambda: len(answers.draft.attachments) == 2 and not answers.files.is_busy, timeout=LONG)
    settle()
    assert answers.draft.evolve(attachments=()) == draft.evolve(attachments=())
    assert [each.pages for each in answers.draft.attachments] == [1, 1], "files are looked into, not believed"
    files = answers.files.kept
    assert [b"".join(file.blocks()) for file in files] == [FILES[slot][2] for slot in ("national-id", "bank-statement")]
    # It is gone on with where something is missing.
    assert window.page(Tab.REGISTRATION).form.walk.current is StepId.BANK
    assert "new draft" in said(application)
    assert tab.form.draft.applicant.name == ""
    if store:
        assert tab._drafts.flush()
        assert [head.summary.kind for head in tab._drafts.store.heads()] == [DraftKind.REGISTRATION]


def test_a_package_that_is_dropped_on_the_registration_is_checked_and_not_attached(open_tab, registration, qtbot):
    _draft, package = registration
    application, tab = open_tab()
    window = application.window
    window.show_tab(Tab.REGISTRATION)
    form = window.page(Tab.REGISTRATION)
    form.form.go_to(StepId.DOCUMENTS)
    with qtbot.waitSignal(tab.verify.judged, timeout=LONG):
        form.form.page.files_handed.emit("", Handed(paths=(package,)))
    settle()
    assert window.pages.currentWidget() is tab
    assert tab.verify.edit.isVisible()
    assert form.answers.draft.attachments == ()


def test_a_registration_takes_no_answers_away_unasked(open_tab, registration, qtbot):
    draft, package = registration
    application, tab = open_tab()
    window = application.window
    answers = window.page(Tab.REGISTRATION).answers
    answers.change(lambda mine: mine.with_applicant(mobile="0500000000"))
    mine = answers.draft
    judge(qtbot, tab, package)
    press(qtbot, tab.verify.edit)
    qtbot.waitUntil(lambda: isinstance(window.sheet, ReplaceSheet), timeout=LONG)
    press(qtbot, window.sheet.back)
    assert answers.draft == mine
    window.show_tab(Tab.OBJECTION)
    press(qtbot, tab.verify.edit)
    qtbot.waitUntil(lambda: isinstance(window.sheet, ReplaceSheet), timeout=LONG)
    press(qtbot, window.sheet.go_on)
    qtbot.waitUntil(lambda: len(answers.draft.attachments) == 2 and not answers.files.is_busy, timeout=LONG)
    assert answers.draft.bank == draft.bank


def test_what_is_made_of_it_again_is_what_it_was(open_tab, package, tmp_path, monkeypatch, qtbot):

    target = tmp_path / "again"
    target.mkdir()
    monkeypatch.setattr(package_work, "choose_folder", lambda *_: target)
    _application, tab = open_tab()
    judge(qtbot, tab, package)
    take_over(qtbot, tab)
    press(qtbot, tab.form.footer.package)
    if tab.form.window().sheets.top is not None:
        press(qtbot, tab.form.window().sheets.top.go_on)
    qtbot.waitUntil(lambda: tab.package.job is None and any(target.iterdir()), timeout=LONG)
    [again] = target.iterdir()
    with zipfile.ZipFile(package) as one, zipfile.ZipFile(again) as other:
        for number, slot in enumerate(("national-id", "income-proof", "bank-statement", "housing-proof"), 2):
            [first] = [name for name in one.namelist() if f"/{number:02}-{slot}." in name]
            [second] = [name for name in other.namelist() if f"/{number:02}-{slot}." in name]
            assert one.read(first) == other.read(second)
        texts = [each.read(f"{path.stem}/data/letter.txt") for each, path in ((one, package), (other, again))]
    assert texts[0] == texts[1]


def test_a_start_with_a_package_offers_it(qapp, package, stranger, tmp_path, qtbot):
    make_qt_application([])
    start = Start(HandClock(SUNDAY), OwnedFiles.at(tmp_path / "data"), Language.ENGLISH, "light", package=package)
    application = Application(start, Policy())
    window = application.window
    try:
        application.show()
        tab = window.page(Tab.OBJECTION)
        qtbot.waitUntil(lambda: tab.verify.examination is not None, timeout=LONG)
        settle()
        take_over(qtbot, tab)
        assert_taken_over(tab, stranger)
    finally:
        window._leaving = True
        window.close()
        window.deleteLater()
        settle()
        i18n.use(Language.ARABIC)


@pytest.mark.parametrize("copied", [False, True])
def test_a_package_that_is_dropped_on_the_form_is_checked_and_not_attached(open_tab, package, stranger, qtbot, copied):
    if copied:
        package = package.rename(package.with_name(f"{package.stem} (1).zip"))
    _application, tab = open_tab()
    with qtbot.waitSignal(tab.verify.judged, timeout=LONG):
        tab.form.documents.files_dropped.emit("", Handed(paths=(package,)))
    settle()
    assert tab.pages.currentWidget() is tab.verify
    assert tab.form.documents.refusals == ()
    take_over(qtbot, tab)
    assert_taken_over(tab, stranger)


def test_a_package_is_found_from_the_form_without_the_command_line(open_tab, package, monkeypatch, qtbot):
    monkeypatch.setattr(verify_page, "choose_file", lambda *_: package)
    _application, tab = open_tab()
    press(qtbot, tab.form.documents.ways)
    press(qtbot, tab.check)
    with qtbot.waitSignal(tab.verify.judged, timeout=LONG):
        press(qtbot, tab.verify.another)
    assert tab.verify.edit.isVisible()


# ---------------------------------------------------------------- what is never opened


def test_a_package_that_is_not_sound_says_what_differs_and_is_not_offered(open_tab, package, qtbot):
    content = package.read_bytes()
    package.write_bytes(content.replace(b"Salary", b"Sa1ary"))
    _application, tab = open_tab()
    judge(qtbot, tab, package)
    assert tab.verify.banner.title.text().startswith("The package is not sound: 1 file altered")
    assert not tab.verify.edit.isVisible()


def test_a_bag_without_a_draft_is_not_offered(open_tab, tmp_path, qtbot):
    package = write_package(tmp_path, PackageKind.OBJECTION, [PayloadFile("a.txt", b"x")], clock=CLOCK).path
    _application, tab = open_tab()
    judge(qtbot, tab, package)
    assert tab.verify.banner.title.text() == "The package is sound"
    assert not tab.verify.edit.isVisible()


def test_a_draft_of_a_newer_program_is_refused_politely(open_tab, tmp_path, qtbot):
    newer = json.dumps({"draft": "objection", "version": 99, "wonder": True}).encode()
    package = write_package(tmp_path, PackageKind.OBJECTION, [PayloadFile("draft.json", newer)], clock=CLOCK).path
    application, tab = open_tab()
    before = tab.form.draft
    judge(qtbot, tab, package)
    press(qtbot, tab.verify.edit)
    qtbot.waitUntil(lambda: bool(said(application)), timeout=LONG)
    assert "made with a newer version of the application" in said(application)
    assert tab.pages.currentWidget() is tab.verify
    assert tab.verify.edit.isEnabled()
    assert tab.form.draft == before


def test_a_draft_of_an_older_program_opens(open_tab, tmp_path, qtbot):
    older = json.dumps({"draft": "objection", "version": 1, "applicant": {"name": "Somebody"}}).encode()
    package = write_package(tmp_path, PackageKind.OBJECTION, [PayloadFile("draft.json", older)], clock=CLOCK).path
    _application, tab = open_tab(store=True)
    judge(qtbot, tab, package)
    take_over(qtbot, tab, files=0)
    assert tab.form.draft.applicant.name == "Somebody"
    assert tab._drafts.flush()
    assert [each.draft.applicant.name for each in map(tab._drafts.store.load, [tab.form.in_hand.id])] == ["Somebody"]


def test_a_package_that_changes_after_the_check_is_not_opened(open_tab, package, qtbot):
    application, tab = open_tab()
    judge(qtbot, tab, package)
    content = package.read_bytes()
    package.write_bytes(content.replace(b"September", b"Septembre"))
    press(qtbot, tab.verify.edit)
    qtbot.waitUntil(lambda: bool(said(application)), timeout=LONG)
    assert said(application) == "The package was changed after it was checked. Check it again."
    assert tab.form.draft.applicant.name == ""


def test_a_file_that_changes_after_the_check_is_named_and_left_out(open_tab, package, qtbot):
    _application, tab = open_tab()
    judge(qtbot, tab, package)
    content = package.read_bytes()
    package.write_bytes(content.replace(b"Salary", b"Sa1ary"))
    take_over(qtbot, tab, files=3)
    [sentence] = tab.form.documents.refusals
    assert strip_controls(sentence).startswith("راتب 2026.pdf was not taken over. The package was changed")
    assert "income-proof" not in [each.slot for each in tab.form.draft.attachments]


def test_a_file_that_cannot_be_opened_is_refused_as_any_other(open_tab, stranger, tmp_path, qapp, english, qtbot):
    contents = {slot: content for slot, (_name, _kind, content) in FILES.items()}
    package = pack(stranger, tmp_path, contents | {"bank-statement": corpus.png()[:2000]})
    _application, tab = open_tab()
    judge(qtbot, tab, package)
    take_over(qtbot, tab, files=3)
    [sentence] = tab.form.documents.refusals
    assert strip_controls(sentence).startswith("scan.png is cut off")


def test_nothing_is_taken_over_while_a_package_is_written(open_tab, package, qtbot, monkeypatch):
    application, tab = open_tab()
    judge(qtbot, tab, package)
    monkeypatch.setattr(tab.package, "job", object())
    press(qtbot, tab.verify.edit)
    qtbot.waitUntil(lambda: "A package is being written" in said(application), timeout=LONG)
    monkeypatch.setattr(tab.package, "job", None)
    assert tab.form.draft.applicant.name == ""


def test_a_window_that_closes_meanwhile_waits_for_nothing(open_tab, package, qtbot):
    application, tab = open_tab(store=True)
    judge(qtbot, tab, package)
    qtbot.mouseClick(tab.verify.edit, Qt.MouseButton.LeftButton)
    application.window._leaving = True
    application.window.close()
    assert not application.window.isVisible()

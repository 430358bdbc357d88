"""Files that are too large for a package are made to fit with one button, looked at, taken over, and taken back."""

import io
import re

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from citizen_desktop.attachments import arrangement
from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.models import Refusal
from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.models import Tab
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.session import DraftSession
from citizen_desktop.drafts.store import Store
from citizen_desktop.i18n import Language
from citizen_desktop.policy import Mode, Policy
from citizen_desktop.ui.fit_sheet import FitSheet
from tests.attachments import corpus
from tests.conftest import SUNDAY, HandClock, settle
from tests.drafts.conftest import KEY
from tests.journeys.waiting import attach_all

# Offscreen there is no window system that popups could ask.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LONG = 120_000
# A megabyte for a file, two for all.
LIMITS = {"size_limit_file_mb": 1, "size_limit_package_mb": 2}


def photo(seed=0):
    """A sheet with the noise of a camera: two megabytes that can be much less."""
    sheet = corpus.page(1_654, 2_339, seed)
    # The same noise each time would be welcome, but it is Pillow's own.
    noise = Image.effect_noise(sheet.size, 24).convert("RGB")
    return corpus.saved(ImageChops.add(sheet, noise, 1, -128), "JPEG", quality=92, dpi=(300, 300))


@pytest.fixture(scope="module")
def photos():
    return photo(1), photo(2)


@pytest.fixture
def sources(tmp_path, photos):
    folder = tmp_path / "sources"
    folder.mkdir()
    contents = {
        "national-id": ("IMG_1.jpg", photos[0]),
        "bank-statement": ("IMG_2.jpg", photos[1]),
        "income-proof": ("salary.pdf", corpus.text(pages=2)),
    }
    for name, content in contents.values():
        (folder / name).write_bytes(content)
    return {slot: folder / name for slot, (name, _content) in contents.items()}


@pytest.fixture
def open_filled(open_window, full_draft, sources, tmp_path, qtbot):
    opened = []

    def open_it(*, store=False, alone=False, mode=Mode.PERSONAL, limits=LIMITS, language=Language.ENGLISH, **options):
        session = None
        if store:
            (tmp_path / "data").mkdir(exist_ok=True)
            clock = HandClock(SUNDAY)
            session = DraftSession(Store(tmp_path / "data" / "store.db", KEY, clock, create=True), clock)
        policy = Policy(mode=mode, **limits)
        application = open_window(HandClock(SUNDAY), language, drafts=session, policy=policy, **options)
        opened.append(application.window)
        application.window.show_tab(Tab.OBJECTION)
        settle()
        tab = application.window.page(Tab.OBJECTION)
        tab.form.load(full_draft.evolve(attachments=()), ())
        chosen = {slot: path for slot, path in sources.items() if not alone or slot != "bank-statement"}
        attach_all(qtbot, tab.form, chosen)
        qtbot.waitUntil(lambda: not tab.form.is_copying, timeout=LONG)
        return application, tab

    yield open_it
    for window in opened:
        window._leaving = True
        window.close()


def press(qtbot, button):
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def notice(tab):
    return tab.form.documents.options.too_large


def fit(qtbot, application, tab):
    """Press the one button and wait for what would come of it."""
    press(qtbot, notice(tab).fit)
    sheet = application.window.sheet
    assert isinstance(sheet, FitSheet)
    qtbot.waitUntil(lambda: sheet.fitting is not None, timeout=LONG)
    settle()
    return sheet


def words(widget):
    return [strip_controls(label.text()) for label in widget.findChildren(QLabel) if label.isVisible()]


def bytes_of(tab):
    return [b"".join(file.blocks()) for file in tab.form.files]


@pytest.mark.parametrize("store", [True, False])
def test_one_button_brings_all_files_under_the_budget(open_filled, sources, qtbot, store):
    application, tab = open_filled(store=store)
    before = tab.form.draft
    assert notice(tab).isVisible()
    assert "2 files are larger than 1 MB." in notice(tab).label.text()
    assert "more than 2 MB" in notice(tab).label.text()
    assert tab.form.completeness.item("package.size") is not None
    sheet = fit(qtbot, application, tab)
    assert tab.form.draft == before, "nothing changes before it was looked at"
    press(qtbot, sheet.use)
    qtbot.waitUntil(lambda: not tab.form.is_copying, timeout=LONG)
    settle()
    draft = tab.form.draft
    assert [each.slot for each in draft.attachments] == [each.slot for each in before.attachments]
    sizes = [each.size for each in draft.attachments]
    assert all(size <= 1_000_000 for size in sizes)
    assert sum(sizes) <= 2_000_000
    assert all(after <= each.size for after, each in zip(sizes, before.attachments, strict=True))
    assert [len(content) for content in bytes_of(tab)] == sizes
    for content in (bytes_of(tab)[0], bytes_of(tab)[1]):
        assert Image.open(io.BytesIO(content)).format == "JPEG"
    assert not notice(tab).isVisible()
    assert application.window.focusWidget() is tab.form.documents.files, "the button is gone, and the keyboard with it"
    assert tab.form.completeness.item("package.size") is None
    # Still legible, and made of the files as they came.
    for attachment, slot in zip(draft.attachments[:2], ("national-id", "bank-statement"), strict=True):
        assert attachment.doubts == ()
        assert attachment.edits.fit
        [source] = attachment.sources
        assert source.size == sources[slot].stat().st_size
    assert draft.attachments[2] == before.attachments[2], "a small file is not touched"


def test_the_sheet_shows_size_and_legibility_before_and_after(open_filled, qtbot):
    application, tab = open_filled(alone=True)
    sheet = fit(qtbot, application, tab)
    said = "\n".join(words(sheet))
    assert "IMG_1.jpg" in said
    assert "salary.pdf" not in said
    for fitted in sheet.fitting.fitted:
        before, after = fitted.made.result.before.legibility, fitted.made.result.after.legibility
        assert f"Sharpness: {before.sharpness}, now {after.sharpness}, required 100" in said
        assert f"Smallest line: {before.line} pixels, now {after.line} pixels, required" in said
        assert after.sharpness >= 100
    assert re.search(r"Size: 2\.\d MB, now ", said)
    assert re.search(r"All files together: 2\.\d MB, now [01](\.\d)? of 2 MB", said)


def test_it_is_taken_back_as_one_step_and_the_originals_are_there(open_filled, photos, qtbot):
    application, tab = open_filled(store=True, alone=True)
    before = tab.form.draft
    press(qtbot, fit(qtbot, application, tab).use)
    qtbot.waitUntil(lambda: not tab.form.is_copying, timeout=LONG)
    session = tab._drafts
    assert session.flush()
    kept = session.store.load(tab.form.in_hand.id)
    stored = [b"".join(session.store.file_blocks(each)) for each in kept.beside]
    assert photos[0] in stored, "originals are kept until the package is confirmed"
    assert strip_controls(tab.form.form_files.undo_words) == "The files were made smaller"
    tab.form.form_files.undo()
    settle()
    assert tab.form.draft == before
    assert bytes_of(tab)[0] == photos[0]
    assert notice(tab).isVisible()


def test_an_original_is_what_it_is_made_of_once_more(open_filled, photos, qtbot):
    """Fitting twice must not lose twice."""
    application, tab = open_filled(limits=LIMITS | {"size_limit_package_mb": 100})
    press(qtbot, fit(qtbot, application, tab).use)
    qtbot.waitUntil(lambda: not tab.form.is_copying, timeout=LONG)
    settle()
    assert not notice(tab).isVisible()
    notice(tab)._budget = type(notice(tab)._budget)(1_000_000, 1_000_000)
    tab.form.fit_work._limits = tab.form.fit_work._limits.__class__(
        **{name: getattr(tab.form.fit_work._limits, name) for name in tab.form.fit_work._limits.__struct_fields__}
        | {"package_mb": 1}
    )
    tab.form.refresh()
    settle()
    assert notice(tab).isVisible()
    sheet = fit(qtbot, application, tab)
    assert sheet.fitting.fitted
    for fitted in sheet.fitting.fitted:
        assert fitted.made.sources[0].content in photos
    assert not sheet.fitting.over


def test_who_only_looks_at_a_file_that_was_made_to_fit_does_not_make_it_larger(open_filled, qtbot):
    application, tab = open_filled(limits={"size_limit_file_mb": 2, "size_limit_package_mb": 2})
    press(qtbot, fit(qtbot, application, tab).use)
    qtbot.waitUntil(lambda: not tab.form.is_copying, timeout=LONG)
    before = tab.form.draft
    assert before.attachments[0].edits.fit
    tab.form.form_files.edit(0)
    qtbot.waitUntil(lambda: tab.form.work.editor is not None, timeout=LONG)
    settle()
    press(qtbot, tab.form.work.editor.footer.accept)
    qtbot.waitUntil(lambda: tab.form.work.editor is None and not tab.form.is_copying, timeout=LONG)
    settle()
    assert tab.form.draft == before


def test_an_edit_of_a_file_that_was_made_to_fit_does_not_take_the_room_of_the_others(open_filled, qtbot):
    application, tab = open_filled(limits={"size_limit_file_mb": 2, "size_limit_package_mb": 2})
    press(qtbot, fit(qtbot, application, tab).use)
    qtbot.waitUntil(lambda: not tab.form.is_copying, timeout=LONG)
    before = tab.form.draft.attachments[0]
    tab.form.form_files.edit(0)
    qtbot.waitUntil(lambda: tab.form.work.editor is not None, timeout=LONG)
    settle()
    editor = tab.form.work.editor
    editor.desk.edit_page(arrangement.turned(editor.desk.edit, 2), "Turn")
    press(qtbot, editor.footer.accept)
    qtbot.waitUntil(lambda: tab.form.work.editor is None and not tab.form.is_copying, timeout=LONG)
    settle()
    after = tab.form.draft.attachments
    assert after[0].sha256 != before.sha256
    assert after[0].edits.pages[0].turns == 2
    assert sum(attachment.size for attachment in after) <= 2_000_000
    assert not notice(tab).isVisible()


def test_who_does_not_want_it_changes_nothing(open_filled, qtbot):
    application, tab = open_filled(alone=True)
    before, files = tab.form.draft, tab.form.files
    press(qtbot, fit(qtbot, application, tab).keep)
    assert application.window.sheet is None
    assert (tab.form.draft, tab.form.files) == (before, files)
    assert notice(tab).isVisible()


def test_it_can_be_cancelled_while_it_is_made(open_filled, monkeypatch, qtbot):
    application, tab = open_filled(alone=True)
    before = tab.form.draft
    begun = []

    def make(*_arguments, check):
        begun.append(1)
        while True:
            check()

    monkeypatch.setattr(tab.form.bench.workshop, "make", make)
    press(qtbot, notice(tab).fit)
    sheet = application.window.sheet
    qtbot.waitUntil(lambda: bool(begun))
    assert "Making the files smaller" in " ".join(words(sheet))
    press(qtbot, sheet.keep)
    qtbot.waitUntil(lambda: application.window.sheet is None)
    assert tab.form.draft == before
    assert notice(tab).fit.isEnabled()
    press(qtbot, notice(tab).fit)
    assert isinstance(application.window.sheet, FitSheet)
    application.window.close_sheet()
    qtbot.waitUntil(lambda: application.window.sheet is None)


def test_what_cannot_be_read_then_is_refused_and_what_to_do_is_said(open_filled, monkeypatch, qtbot):
    application, tab = open_filled(alone=True)

    def make(*_arguments, check):
        check()
        raise RefusedError(Refusal.ILLEGIBLE)

    monkeypatch.setattr(tab.form.bench.workshop, "make", make)
    before = tab.form.draft
    sheet = fit(qtbot, application, tab)
    said = "\n".join(words(sheet))
    assert "IMG_1.jpg can't be made smaller and stay legible. Crop it, scan it in grey, or attach fewer pages." in said
    assert "That is still too much." in said
    assert not sheet.use.isVisible()
    press(qtbot, sheet.keep)
    assert tab.form.draft == before


def test_a_full_disk_leaves_the_files_as_they_were(open_filled, monkeypatch, qtbot):
    application, tab = open_filled(store=True)
    before, files = tab.form.draft, tab.form.files
    sheet = fit(qtbot, application, tab)
    real, calls = tab._drafts.take_in, []

    def take_in(draft, blocks, check):
        calls.append(1)
        if len(calls) == 2:
            raise StoreError(Trouble.FULL)
        return real(draft, blocks, check)

    monkeypatch.setattr(tab._drafts, "take_in", take_in)
    press(qtbot, sheet.use)
    qtbot.waitUntil(lambda: not tab.form.is_copying, timeout=LONG)
    settle()
    assert application.window.toast.isVisible()
    assert "can't be kept at the moment" in application.window.toast.label.text()
    assert (tab.form.draft, tab.form.files) == (before, files)
    assert notice(tab).isVisible()


def test_a_draft_that_fits_has_no_such_button(open_filled, qtbot):
    _application, tab = open_filled(limits={"size_limit_file_mb": 100, "size_limit_package_mb": 100}, alone=True)
    assert not notice(tab).isVisible()


def test_the_limits_are_those_of_the_content_where_nobody_sets_others(open_filled, qtbot):
    _application, tab = open_filled(limits={}, alone=True)
    assert not notice(tab).isVisible()
    tab.form._set(tab.form.draft.evolve(attachments=tuple(
        each.evolve(size=5_000_001) for each in tab.form.draft.attachments
    )))  # fmt: skip
    settle()
    assert "2 files are larger than 4 MB." in notice(tab).label.text()
    assert "more than 10 MB" in notice(tab).label.text()


def test_a_window_that_closes_meanwhile_waits_for_nothing(open_filled, monkeypatch, qtbot):
    application, tab = open_filled(alone=True)
    begun = []

    def make(*_arguments, check):
        begun.append(1)
        while True:
            check()

    monkeypatch.setattr(tab.form.bench.workshop, "make", make)
    press(qtbot, notice(tab).fit)
    qtbot.waitUntil(lambda: bool(begun))
    application.window._leaving = True
    application.window.close()
    assert not application.window.isVisible()


def test_a_switch_of_language_gives_it_up(open_filled, monkeypatch, qtbot):
    application, tab = open_filled(alone=True)
    begun = []

    def make(*_arguments, check):
        begun.append(1)
        while True:
            check()

    monkeypatch.setattr(tab.form.bench.workshop, "make", make)
    press(qtbot, notice(tab).fit)
    qtbot.waitUntil(lambda: bool(begun))
    application.speak(Language.ARABIC)
    settle()
    assert application.window.sheet is None
    assert notice(tab).fit.isEnabled()

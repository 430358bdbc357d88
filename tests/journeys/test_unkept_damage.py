"""What could not be saved is not lost by damage that is noticed meanwhile, nor shown to anybody by it."""

from datetime import timedelta

import pytest

from citizen_desktop.content.models import Tab
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.ui.damage_page import DamagePage
from citizen_desktop.ui.leave_sheet import LeaveSheet
from citizen_desktop.ui.recover_page import RecoverPage
from tests.attachments.making import pdf
from tests.conftest import settle
from tests.journeys import test_drafts_desk
from tests.journeys.test_autosave import press, type_into
from tests.journeys.test_drafts_desk import (
    LONG,
    NAME,
    all_words,
    begin_centre,
    begin_personal,
    form_of,
    heads,
    kept,
    listed,
    texts,
    unlock,
    wait_opened,
    write,
)
from tests.journeys.test_unkept import LARGE, refuse

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

start = test_drafts_desk.start


def copied(qtbot, application):
    """Let a snapshot be taken of what is there."""
    application.clock.pass_time(timedelta(minutes=4))
    care, snapshots = application.desk.store.store_care, application.files.snapshots

    def there():
        # It may just be at something else.
        care.look()
        return list(snapshots.glob("store-*.db")) != []

    qtbot.waitUntil(there, timeout=LONG)


def damaged(qtbot, application):
    """Let it be noticed that a page can't be read, and return what is asked then."""
    application.desk._found.holder.notice_damage()
    application.desk.store.damaged.emit()
    assert application.window.drafts.holds_unsaved
    return asked(qtbot, application, DamagePage)


def asked(qtbot, application, kind):
    pages = application.window.pages
    qtbot.waitUntil(lambda: isinstance(pages.currentWidget(), kind), timeout=LONG)
    return pages.currentWidget()


def begin_anew(qtbot, application, page):
    """Begin with an empty file, and leave the damaged one aside."""
    press(qtbot, page.start_anew)
    pages = application.window.pages
    qtbot.waitUntil(lambda: getattr(pages.currentWidget(), "damage", None) is not None, timeout=LONG)
    pages.currentWidget().later.emit()
    wait_opened(qtbot, application)


def in_memory(qtbot, application):
    """Wait until the forms are shown, with nothing that keeps them."""
    qtbot.waitUntil(lambda: application.window._before is None, timeout=LONG)
    settle()
    assert application.desk.session is None


def test_it_goes_over_into_the_sound_copy(start, qtbot):
    application = begin_personal(qtbot, start)
    window, desk = application.window, application.desk
    write(qtbot, application, "before ")
    copied(qtbot, application)
    refuse(application)
    page = damaged(qtbot, application)
    # It is shown whether the saving thread is slow or fast.
    desk.opened.connect(lambda session, _desk: session.flush())
    page.later.emit()
    asked(qtbot, application, RecoverPage).later.emit()
    wait_opened(qtbot, application)
    assert form_of(application).draft.objection.explanation == "before " + LARGE
    kept(qtbot, application)
    assert texts(application) == ["before " + LARGE]
    assert not window.drafts.holds_unsaved


def test_a_file_that_is_in_the_damaged_file_only_is_missed_aloud(start, qtbot):
    application = begin_personal(qtbot, start)
    window = application.window
    write(qtbot, application, "before ")
    copied(qtbot, application)
    form = form_of(application)
    form.attach_content("national-id", "Scan 1.pdf", pdf())
    qtbot.waitUntil(lambda: len(form.draft.attachments) == 1 and not form.is_copying, timeout=LONG)
    kept(qtbot, application)
    refuse(application)
    damaged(qtbot, application).later.emit()
    asked(qtbot, application, RecoverPage).later.emit()
    wait_opened(qtbot, application)
    assert form_of(application).draft.attachments == ()
    assert "1 attached file is in the damaged file only" in window.toast.label.text()


def test_a_draft_that_is_erased_before_the_forms_are_shown_stays_erased(start, qtbot):
    application = begin_personal(qtbot, start)
    desk = application.desk
    write(qtbot, application, "before ", NAME)
    copied(qtbot, application)
    refuse(application)
    damaged(qtbot, application).later.emit()
    page = asked(qtbot, application, RecoverPage)
    page.deleted.emit(desk._found.store.heads()[0].id)
    wait_opened(qtbot, application)
    assert form_of(application).draft == ObjectionDraft()
    assert desk.session.flush()
    assert heads(application) == ()
    assert not application.window.drafts.holds_unsaved


def test_where_nothing_sound_is_left_it_goes_on_in_memory(start, qtbot):
    application = begin_personal(qtbot, start)
    window = application.window
    write(qtbot, application, "before ")
    refuse(application)
    damaged(qtbot, application).later.emit()
    in_memory(qtbot, application)
    assert form_of(application).draft.objection.explanation == "before " + LARGE
    assert "in memory only" not in window.toast.label.text()
    window.close()
    settle()
    assert isinstance(window.sheet, LeaveSheet)


@pytest.mark.parametrize("anew", [True, False])
def test_of_two_drafts_an_empty_file_takes_both_and_memory_says_what_it_can_not_show(start, qtbot, anew):
    application = begin_personal(qtbot, start)
    window = application.window
    write(qtbot, application, "first ")
    refuse(application)
    press(qtbot, form_of(application).footer.fresh)
    second = "second " * 3000
    type_into(form_of(application).answers.explanation.area, second)
    assert not application.desk.session.flush()
    page = damaged(qtbot, application)
    assert "Begin with an empty file to keep it" in page.note.label.text()
    assert window.focusWidget() is page.start_anew
    if anew:
        begin_anew(qtbot, application, page)
        kept(qtbot, application)
        assert texts(application) == sorted(["first " + LARGE, second])
        assert not window.drafts.holds_unsaved
        return
    press(qtbot, page.not_now)
    in_memory(qtbot, application)
    assert form_of(application).draft.objection.explanation == second
    assert "1 more draft is in memory only" in window.toast.label.text()
    window.close()
    settle()
    assert isinstance(window.sheet, LeaveSheet)


# ---------------------------------------------------------------- in a centre


def test_nobody_goes_on_with_it_who_does_not_know_the_passphrase(start, qtbot):
    application = begin_centre(qtbot, start)
    desk = application.desk
    write(qtbot, application, "before ", NAME)
    copied(qtbot, application)
    refuse(application)
    damaged(qtbot, application)
    desk.lock.lock_now()
    settle()
    assert NAME not in all_words()
    press(qtbot, desk.gate.unlock.keep_nothing)
    assert form_of(application).draft == ObjectionDraft()
    assert NAME not in all_words()
    # It waits for whoever knows it, and closing asks.
    assert application.window.drafts.holds_unsaved


def test_without_a_sound_copy_idle_minutes_lock_too_and_whoever_unlocks_keeps_it(start, qtbot):
    application = begin_centre(qtbot, start)
    desk = application.desk
    write(qtbot, application, "before ", NAME)
    refuse(application)
    damaged(qtbot, application)
    assert application.window.header.lock.isVisible()
    secret = desk._secret
    application.clock.pass_time(timedelta(hours=10))
    desk.lock.look()
    settle()
    assert application.window.pages.currentWidget() is desk.gate
    assert secret.wiped
    assert NAME not in all_words()
    unlock(qtbot, application)
    begin_anew(qtbot, application, asked(qtbot, application, DamagePage))
    kept(qtbot, application)
    assert texts(application) == ["before " + LARGE]


@pytest.mark.parametrize("anew", [True, False])
def test_a_case_that_was_locked_is_not_shown_by_it(start, qtbot, anew):
    application = begin_centre(qtbot, start)
    window = application.window
    write(qtbot, application, "before ", NAME)
    refuse(application)
    window.show_tab(Tab.DRAFTS)
    settle()
    window.drafts.book.sign_in("SA")
    press(qtbot, window.page(Tab.DRAFTS).card.lock)
    listed(qtbot, application)
    assert heads(application)[0].locked
    page = damaged(qtbot, application)
    if anew:
        begin_anew(qtbot, application, page)
        kept(qtbot, application)
        assert [head.locked for head in heads(application)] == [True]
        assert texts(application) == ["before " + LARGE]
        listed(qtbot, application)
        window.show_tab(Tab.DRAFTS)
        settle()
        assert NAME not in all_words()
        return
    page.later.emit()
    in_memory(qtbot, application)
    assert form_of(application).draft == ObjectionDraft()
    assert NAME not in all_words()
    assert window.drafts.holds_unsaved

"""Files that a crash left half written are noted before they are made, and swept at the next start."""

import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citizen_desktop import app, i18n, unfinished
from citizen_desktop.app import Application, Start, make_qt_application
from citizen_desktop.i18n import Language
from citizen_desktop.package.disk import TargetFile, temporary_path
from citizen_desktop.paths import OwnedFiles
from citizen_desktop.policy import Mode, Policy
from citizen_desktop.settings import WindowState, load_window_state, save
from citizen_desktop.ui import jobs
from tests.conftest import SUNDAY, HandClock, settle

NAME = "objection-2026-11-ABCD"


@pytest.fixture
def state(tmp_path) -> Path:
    return OwnedFiles.at(tmp_path / "data").state


@pytest.fixture
def leftover(tmp_path) -> Path:
    folder = tmp_path / "target"
    folder.mkdir()
    path = temporary_path(folder, NAME)
    path.write_bytes(b"half a package")
    return path


def noted(state: Path) -> tuple[str, ...]:
    return load_window_state(state).unfinished


@pytest.fixture
def make_application(qapp, tmp_path):
    """Make the application as a start does, without showing it yet."""
    made = []

    def make(policy: Policy | None = None) -> Application:
        make_qt_application([])
        start = Start(HandClock(SUNDAY), OwnedFiles.at(tmp_path / "data"), Language.ENGLISH, "light")
        made.append(Application(start, policy or Policy()))
        return made[-1]

    yield make
    for application in made:
        application.window.close()
        application.window.deleteLater()
    settle()
    i18n.use(Language.ARABIC)


def show(application: Application, qtbot) -> None:
    with qtbot.waitSignal(application.window.first_painted):
        application.show()
    settle()
    # Sweeping is a job: a disk may be slow.
    qtbot.waitUntil(lambda: not jobs._running)
    settle()


def test_notes_are_kept_one_by_one_and_beside_the_window_s_place(state):
    save(state, WindowState(rtl="aa", ltr="bb"))
    first, second = Path("/a/.objection-2026-11-ABCD.part"), Path("/b/.objection-2026-11-ABCE.part")
    unfinished.note(state, first)
    unfinished.note(state, second)
    assert noted(state) == (str(first), str(second))
    unfinished.strike(state, first)
    assert load_window_state(state) == WindowState(rtl="aa", ltr="bb", unfinished=(str(second),))
    unfinished.strike(state, second)
    assert load_window_state(state) == WindowState(rtl="aa", ltr="bb")


def test_what_was_not_noted_is_struck_without_a_word(state):
    unfinished.strike(state, Path("/a/file"))
    assert not state.exists()


@given(name=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_folder_can_be_noted_and_struck(state, name):
    place = Path("/folder") / name / temporary_path(Path(), NAME).name
    unfinished.note(state, place)
    assert noted(state) == (str(place),)
    unfinished.strike(state, place)
    assert noted(state) == ()


def test_a_folder_whose_name_is_no_text_costs_the_note_at_most(state):
    place = Path("/folder\udcff") / temporary_path(Path(), NAME).name
    unfinished.note(state, place)
    unfinished.strike(state, place)
    assert noted(state) == ()


def test_a_disk_that_refuses_costs_the_note_only(state):
    state.parent.write_bytes(b"no folder")
    unfinished.note(state, Path("/a/file"))
    unfinished.strike(state, Path("/a/file"))
    assert state.parent.read_bytes() == b"no folder"


def test_a_place_on_a_disk_that_was_pulled_stays_noted(state, tmp_path):
    """The writer can remove nothing there: the note is all that leads back to it."""
    place = temporary_path(tmp_path / "stick", NAME)
    with unfinished.noting(state) as remember:
        remember(place)
    assert noted(state) == (str(place),)
    place.parent.mkdir()
    place.write_bytes(b"half a package")
    unfinished.sweep_noted(state)
    assert not place.exists()
    assert noted(state) == ()


def test_what_the_writer_could_not_remove_is_removed_and_struck(state, leftover):
    with unfinished.noting(state) as remember:
        remember(leftover)
        assert noted(state) == (str(leftover),)
    assert not leftover.exists()
    assert noted(state) == ()


def test_half_a_file_of_the_application_s_own_is_swept(make_application, state, qtbot):
    """The process was ended in the middle of writing down where the window stands."""
    save(state, WindowState(rtl="aa"))
    half = state.with_name(".state.toml.abcd_123.part")
    half.write_bytes(b"rt")
    assert unfinished.may_have_left(state)
    show(make_application(), qtbot)
    assert not half.exists()
    assert not unfinished.may_have_left(state)
    assert load_window_state(state).rtl == "aa"


def test_a_leftover_is_swept_after_the_first_paint_of_the_next_start(
    make_application, state, leftover, monkeypatch, qtbot
):
    unfinished.note(state, leftover)
    painted = []
    application = make_application()
    real = app.sweep_noted
    monkeypatch.setattr(app, "sweep_noted", lambda place: painted.append(application.window._painted) or real(place))
    settle()
    assert leftover.exists(), "the first paint does not wait for a disk"
    assert painted == []
    show(application, qtbot)
    assert painted == [True]
    assert not leftover.exists()
    assert noted(state) == ()
    application.window.close()
    assert noted(state) == ()


def test_what_cannot_be_reached_stays_noted_until_it_can(make_application, state, tmp_path, qtbot):
    stick = tmp_path / "stick"
    place = temporary_path(stick, NAME)
    unfinished.note(state, place)
    application = make_application()
    show(application, qtbot)
    assert noted(state) == (str(place),)
    application.window.close()
    assert noted(state) == (str(place),), "remembering the window's place does not cost the note"
    stick.mkdir()
    place.write_bytes(b"half a package")
    show(make_application(), qtbot)
    assert not place.exists()
    assert noted(state) == ()


def test_what_another_window_is_writing_is_left_alone(make_application, state, tmp_path, qtbot):
    place = temporary_path(tmp_path, NAME)
    unfinished.note(state, place)
    file = TargetFile(place)
    try:
        show(make_application(), qtbot)
        assert place.exists()
        assert noted(state) == (str(place),)
    finally:
        file.close()


def test_a_note_never_costs_another_file(make_application, state, tmp_path, qtbot):
    precious = tmp_path / "precious.pdf"
    precious.write_bytes(b"precious")
    unfinished.note(state, precious)
    show(make_application(), qtbot)
    assert precious.read_bytes() == b"precious"
    assert noted(state) == ()


def test_a_kiosk_neither_notes_nor_sweeps(make_application, state, leftover, qtbot):
    unfinished.note(state, leftover)
    before = state.read_bytes()
    show(make_application(Policy(mode=Mode.KIOSK)), qtbot)
    assert leftover.exists()
    assert state.read_bytes() == before


def test_notes_of_two_jobs_do_not_undo_each_other(state):
    places = [[Path(f"/{writer}/{number}") for number in range(20)] for writer in range(2)]
    threads = [
        threading.Thread(target=lambda mine=mine: [unfinished.note(state, path) for path in mine]) for mine in places
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(noted(state)) == {str(path) for mine in places for path in mine}


def test_remembering_the_window_does_not_undo_a_note(make_application, state):
    application = make_application()
    places = [Path(f"/folder/{number}") for number in range(100)]
    thread = threading.Thread(target=lambda: [unfinished.note(state, path) for path in places])
    thread.start()
    while thread.is_alive():
        application._remember_window()
    thread.join()
    assert noted(state) == tuple(map(str, places))

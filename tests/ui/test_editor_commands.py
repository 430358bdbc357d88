"""Everything that is done in the editor can be undone, to the exact value that was there."""

from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.attachments import arrangement
from citizen_desktop.attachments.models import Box
from citizen_desktop.ui.editor_commands import Arrangement, History


def do_something(history: History, data: st.DataObject) -> None:  # noqa: C901  a case for each thing
    """Do one of the things that the editor can do, at random."""
    held = history.arrangement
    edits = held.edits
    row = data.draw(st.integers(0, len(edits.pages) - 1))
    edit = edits.pages[row]
    match data.draw(
        st.sampled_from(("turn", "tilt", "crop", "move", "out", "apart", "join", "fit", "mark", "restore"))
    ):
        case "turn":
            history.do(
                arrangement.with_page(edits, row, arrangement.turned(edit, data.draw(st.integers(-1, 2)))), "turn"
            )
        case "tilt":
            tilt = data.draw(st.integers(-2000, 2000))
            history.do(arrangement.with_page(edits, row, arrangement.tilted(edit, tilt)), "tilt", f"{row} tilt")
        case "crop":
            by = (data.draw(st.integers(-40, 40)), data.draw(st.integers(-40, 40)))
            box = arrangement.stretched(edit.box, data.draw(st.sampled_from(((1, 1), (-1, 0)))), by, (600, 800))
            series = data.draw(st.sampled_from(("", "corner")))
            history.do(arrangement.with_page(edits, row, edit.evolve(box=box)), "crop", series and f"{row} {series}")
        case "move":
            history.do(arrangement.moved(edits, row, data.draw(st.integers(0, len(edits.pages) - 1))), "move")
        case "out" if len(edits.pages) > 1:
            history.do(arrangement.without(edits, (row,)), "out")
        case "apart" if len(edits.pages) > 1:
            gone = (*held.apart, arrangement.only(edits, (row,)))
            history.do(held.evolve(edits=arrangement.without(edits, (row,)), apart=gone), "apart")
        case "join":
            history.do(arrangement.joined(edits, 1, 2, row), "join")
        case "fit":
            history.do(edits.evolve(fit=not edits.fit), "fit")
        case "mark":
            history.do(edits.evolve(mark=data.draw(st.sampled_from(("", "one", "two")))), "mark", "mark")
        case "restore":
            history.do(Arrangement(edits=arrangement.original(3)), "restore")


@given(st.data())
def test_every_step_back_and_forward_restores_what_was_there(qapp, data):
    history = History(arrangement.original(3))
    seen = {0: history.arrangement}
    for _step in range(data.draw(st.integers(1, 12))):
        if data.draw(st.integers(0, 4)) == 0 and history.count:
            history.undo()
            assert history.arrangement == seen[history.count]
        else:
            do_something(history, data)
            seen[history.count] = history.arrangement
    last = history.count
    for count in range(last, 0, -1):
        assert history.arrangement == seen[count]
        history.undo()
    assert history.arrangement == seen[0] == Arrangement(edits=arrangement.original(3))
    assert not history.undoes
    for count in range(1, last + 1):
        history.redo()
        assert history.arrangement == seen[count]


def test_a_step_that_changes_nothing_is_none(qapp):
    history = History(arrangement.original(2))
    history.do(history.edits, "nothing")
    assert history.count == 0


def test_steps_of_a_series_are_one_and_other_steps_are_their_own(qapp):
    history = History(arrangement.original(1))
    edit = history.edits.pages[0]
    for left in (10, 20, 30):
        history.do(arrangement.with_page(history.edits, 0, edit.evolve(box=Box(left=left))), "crop", "left")
    assert history.count == 1
    history.do(arrangement.with_page(history.edits, 0, edit.evolve(box=Box(left=40))), "crop")
    assert history.count == 2
    history.undo()
    assert history.edits.pages[0].box.left == 30
    history.undo()
    assert history.edits == arrangement.original(1)


def test_a_series_that_comes_back_to_where_it_began_is_no_step(qapp):
    history = History(arrangement.original(1))
    edit = history.edits.pages[0]
    for left in (10, 0):
        history.do(arrangement.with_page(history.edits, 0, edit.evolve(box=Box(left=left))), "crop", "left")
    assert history.count == 0
    assert history.arrangement == Arrangement(edits=arrangement.original(1))
    assert not history.undoes

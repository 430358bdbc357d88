"""The page in the middle: cropped by mouse and by keyboard alike, zoomed, and never turned about by a language."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.attachments.models import Box
from citizen_desktop.paths import resources
from citizen_desktop.settings import ThemeChoice
from citizen_desktop.ui.editor_canvas import EditorCanvas
from citizen_desktop.widgets.focus import move_keyboard
from citizen_desktop.widgets.theme import Theme
from tests.conftest import settle
from tests.ui.editor_stand_in import statement

START = Box(left=1000, top=1000, right=9000, bottom=9000)


# Offscreen there is no window system that popups could ask.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def canvas(qtbot):
    """A page of 1000 pixels by 1000, cropped a little, half a pixel of the screen for each."""
    holder = QWidget()
    qtbot.addWidget(holder)
    found = EditorCanvas(Theme(resources(), ThemeChoice.LIGHT))
    QVBoxLayout(holder).addWidget(found)
    holder.resize(900, 700)
    found.show_page((1000, 1000), START, paper=False)
    found.show_picture(statement(300, 300))
    found.set_crops(crops=True)
    holder.show()
    qtbot.waitExposed(holder)
    found.zoom(-1)
    found._set_scale(0.5)
    settle()
    yield found
    holder.close()


def boxes_of(canvas) -> list:
    """What it asks for; taken at once, as the page does."""
    asked = []

    def take(box, series) -> None:
        asked.append((box, series))
        canvas.show_page((1000, 1000), box, paper=False)

    canvas.box_changed.connect(take)
    return asked


def drag(handle, by: QPoint) -> None:
    middle = handle.rect().center()
    start = handle.mapToGlobal(middle)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    for step in (QPoint(1, 1), by):
        # Where the pointer is, whereto the handle has moved meanwhile.
        QTest.mouseMove(handle, handle.mapFromGlobal(start + step))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=handle.mapFromGlobal(start + by))


KEYS = {(-1, 0): Qt.Key.Key_Left, (1, 0): Qt.Key.Key_Right, (0, -1): Qt.Key.Key_Up, (0, 1): Qt.Key.Key_Down}


@pytest.mark.parametrize("number", range(8))
def test_a_handle_that_is_dragged_and_one_that_is_pushed_leave_the_same(canvas, number):
    asked = boxes_of(canvas)
    handle = canvas.handles[number]
    across, down = handle.sides
    # Twenty pixels of the page towards its middle, that is ten of the screen.
    drag(handle, QPoint(-10 * across, -10 * down))
    (dragged, series), *more = asked
    assert series == ""
    assert not more
    canvas.show_page((1000, 1000), START, paper=False)
    asked.clear()
    handle.setFocus()
    for way, key in KEYS.items():
        if (way[0] and way[0] == -across) or (way[1] and way[1] == -down):
            QTest.keyClick(handle, key, Qt.KeyboardModifier.ShiftModifier)
            for _step in range(10):
                QTest.keyClick(handle, key)
    assert asked[-1][0] == dragged != START
    assert {series for _box, series in asked} == {f"{handle.sides}"}


def test_an_arrow_is_a_pixel_and_with_shift_ten(canvas):
    asked = boxes_of(canvas)
    left = next(handle for handle in canvas.handles if handle.sides == (-1, 0))
    QTest.keyClick(left, Qt.Key.Key_Right)
    assert asked[-1][0].left == 1010
    QTest.keyClick(left, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert asked[-1][0].left == 910
    QTest.keyClick(left, Qt.Key.Key_Up)
    assert len(asked) == 2


def test_while_a_handle_is_dragged_nothing_is_asked_for(canvas):
    asked = boxes_of(canvas)
    handle = canvas.handles[0]
    handle.grabbed.emit()
    handle.dragged.emit(QPointF(20, 20))
    assert asked == []
    assert canvas.box == Box(left=1400, top=1400, right=9000, bottom=9000)
    handle.let_go.emit()
    assert len(asked) == 1


def test_what_is_kept_can_be_moved_as_a_whole(canvas):
    asked = boxes_of(canvas)
    view = canvas.viewport()
    place = canvas.mapFromScene(QPointF(500, 500))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(view, place + QPoint(25, -25))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=place + QPoint(25, -25))
    assert [box for box, _series in asked] == [Box(left=1500, top=500, right=9500, bottom=8500)]


def test_handles_stand_on_the_edges_at_every_zoom(canvas):
    for act in (lambda: canvas.zoom(2), canvas.fit, lambda: canvas.zoom(-3)):
        act()
        settle()
        for handle in canvas.handles:
            middle = canvas.mapToScene(handle.geometry().center())
            expected = {-1: 100, 0: 500, 1: 900}
            wanted = QPointF(expected[handle.sides[0]], expected[handle.sides[1]])
            assert (middle - wanted).manhattanLength() <= 4 / canvas.share
        assert canvas.handles[0].width() == 32


def test_the_keyboard_walks_the_handles_clockwise_while_they_are_there(canvas):
    canvas.window().activateWindow()
    canvas.setFocus()
    holder = canvas.parentWidget()
    walked = []
    for _step in range(8):
        move_keyboard(holder, forwards=True)
        walked.append(holder.focusWidget())
    assert walked == list(canvas.handles)
    canvas.set_crops(crops=False)
    move_keyboard(holder, forwards=True)
    assert holder.focusWidget() is canvas


def test_handles_have_names_of_their_own_and_tell_the_size(canvas):
    names = [handle.accessibleName() for handle in canvas.handles]
    assert len(set(names)) == 8
    assert all(names)
    assert "800 × 800" in canvas.handles[0].accessibleDescription()
    assert "800 × 800" in canvas.badge.text()


def test_a_page_in_points_is_told_in_millimetres(canvas):
    canvas.show_page((595, 842), Box(), paper=True)
    assert "210 × 297" in canvas.badge.text()


def test_an_old_picture_stands_until_the_new_one_is_there(canvas):
    before = canvas._page.pixmap().cacheKey()
    canvas.show_page((1000, 2000), Box(), paper=False)
    assert canvas._page.pixmap().cacheKey() == before
    covered = canvas._page.sceneBoundingRect()
    assert (round(covered.width()), round(covered.height())) == (1000, 2000)
    canvas.show_picture(QImage(50, 100, QImage.Format.Format_RGBA8888))
    assert canvas._page.pixmap().cacheKey() != before
    assert round(canvas._page.sceneBoundingRect().height()) == 2000


def test_left_is_left_in_every_language(canvas):
    canvas.parentWidget().setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    settle()
    assert canvas.layoutDirection() is Qt.LayoutDirection.LeftToRight
    left = next(handle for handle in canvas.handles if handle.sides == (-1, 0))
    right = next(handle for handle in canvas.handles if handle.sides == (1, 0))
    assert left.x() < right.x()

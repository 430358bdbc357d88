"""How the journeys through the registration press keys and type."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.models import Tab
from citizen_desktop.content.registration_models import StepId
from tests.conftest import SUNDAY, HandClock, settle


def open_tab(open_window, **options):
    """Open the window at the registration; give window and tab."""
    window = open_window(HandClock(SUNDAY), **options).window
    window.show_tab(Tab.REGISTRATION)
    settle()
    return window, window.page(Tab.REGISTRATION)


class Keys:
    """A person without a mouse.

    Args:
        qtbot: presses keys.
        window: in which they are pressed.
    """

    def __init__(self, qtbot, window) -> None:
        self._qtbot, self._window = qtbot, window
        self.pressed = 0

    @property
    def here(self) -> QWidget:
        found = self._window.focusWidget()
        assert found is not None
        return found

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        self._qtbot.keyClick(self.here, key, modifier)
        self.pressed += 1
        settle()

    def type(self, text: str) -> None:
        """Type letter by letter, in any script, as an input method does."""
        for letter in text:
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QApplication.sendEvent(self.here, event)
            self.pressed += 1
        settle()

    def tab_to(self, target: QWidget, most: int = 40) -> None:
        """Press Tab until the keyboard is there."""
        for _step in range(most):
            if self._window.focusWidget() in {target, target.focusProxy()}:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never came to {target.accessibleName()!r}")

    def go_on(self, form) -> None:
        """Press the way on."""
        self.tab_to(form.card.footer.next)
        self.press(Qt.Key.Key_Return)


def put(editor: QWidget, text: str) -> None:
    """Put a text in at once, as a paste does."""
    editor.setFocus()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)
    settle()


def go_to(form, *steps: StepId) -> None:
    for step in steps:
        form.go_to(step)
        settle()


def words(label) -> str:
    return strip_controls(label.text())


def helper(field) -> str:
    return words(field.helper.label)


def spoken(form) -> list[str]:
    """What a screen reader says of the steps."""
    model = form.steps.stepper.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [strip_controls(str(model.index(row, 0).data(role))) for row in range(model.rowCount())]

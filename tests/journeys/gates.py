"""A window with the gate alone in it: what stands before the pages, without them."""

from dataclasses import dataclass, field

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.content.passphrase_loader import load_passphrase_rules
from citizen_desktop.drafts.attempts import Attempts
from citizen_desktop.drafts.keys import Keys
from citizen_desktop.drafts.wrapping import Cost
from citizen_desktop.paths import OwnedFiles, resources
from citizen_desktop.policy import Policy
from citizen_desktop.settings import ThemeChoice
from citizen_desktop.ui.gate import Gate
from citizen_desktop.ui.header import Header
from citizen_desktop.widgets.theme import Theme

CHEAP = Cost(passes=1, memory=64, lanes=1)
RULES = load_passphrase_rules(resources() / "content")


class NoKeyring:
    def get(self, _name):
        return None

    def put(self, _name, _value):
        return False

    def remove(self, _name):
        pass


@dataclass
class Heard:
    opened: list = field(default_factory=list)
    said: list = field(default_factory=list)
    warned: list = field(default_factory=list)
    failed: list = field(default_factory=list)
    printed: list = field(default_factory=list)


class GateWindow(QWidget):
    """The window."""

    def __init__(self, folder, clock, policy=None, keyring=None, theme=ThemeChoice.LIGHT, text_size=100):
        super().__init__()
        self.files = OwnedFiles.at(folder)
        self.theme = Theme(resources(), theme, text_size)
        self.keys = Keys(self.files, Attempts(self.files.state, clock, RULES.waits), keyring or NoKeyring(), CHEAP)
        self.header = Header(self.theme)
        self.gate = Gate(self.theme, self.keys, RULES, policy or Policy(), clock)
        self.heard = heard = Heard()
        self.gate.opened.connect(lambda keeping, secret: heard.opened.append((keeping, secret)))
        for name in ("said", "warned", "failed"):
            getattr(self.gate, name).connect(getattr(heard, name).append)
        self.gate.print_wanted.connect(heard.printed.append)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.gate, 1)
        self.setMinimumSize(640, 480)

    def paintEvent(self, event):
        QPainter(self).fillRect(event.rect(), self.theme.colour("bg"))

"""The card of a page of the registration: its head, what is to be mended, the page itself, and the bar below it."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.error_summary import ErrorSummary
from citizen_desktop.ui.page_listen_button import PageListenButton
from citizen_desktop.ui.page_stack import PageStack
from citizen_desktop.ui.registration_footer import RegistrationFooter
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.field import HelperLine
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.label import Label, Rule
from citizen_desktop.widgets.scrolling import FittingScroller
from citizen_desktop.widgets.switch import Switch
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.ui.reader import Reader
    from citizen_desktop.ui.registration_page import RegistrationStepPage

_PADDING: Final = 24


class RegistrationCard(Card):
    """The card.

    Args:
        theme: colours and fonts.
        stack: the pages.
        reader: reads aloud, None for no such button.
    """

    def __init__(self, theme: Theme, stack: PageStack, reader: "Reader | None") -> None:
        super().__init__(theme)
        self.stack = stack
        self._lines = 1
        self._shown: RegistrationStepPage | None = None
        self.title = Label(theme, 20, 700)
        self.subtitle = Label(theme, 13, colour="text2", wrap=True)
        self.listen = None if reader is None else PageListenButton(theme, reader)
        self.summary = ErrorSummary(theme)
        self.footer = RegistrationFooter(theme)
        self.head = FlowRow(12)
        self.head.add(self.title)
        words = QVBoxLayout()
        words.setContentsMargins(_PADDING, 20, _PADDING, 16)
        words.setSpacing(0)
        words.addWidget(self.head)
        words.addWidget(self.subtitle)
        self._head_part = QWidget()
        self._head_part.setLayout(words)
        if self.listen is not None:
            self.head.add_at_end(self.listen)
        self.hide_switch = Switch(theme)
        self.head.add_at_end(self.hide_switch)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.summary)
        column.addWidget(stack, 1)
        self.scroller = FittingScroller(theme, inner)
        self.scroller.pad(_PADDING, 16, 16)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addWidget(self._head_part)
        rule = QVBoxLayout()
        rule.setContentsMargins(_PADDING, 0, _PADDING, 0)
        rule.addWidget(Rule(theme))
        outer.addLayout(rule)
        outer.addWidget(self.scroller, 1)
        outer.addWidget(Rule(theme))
        outer.addWidget(self.footer)

    def say_page(self, page: "RegistrationStepPage") -> None:
        """Show a page's head."""
        if page is not self._shown:
            if self._shown is not None:
                for tool in self._shown.tools:
                    tool.hide()
            self._shown = page
            for tool in page.tools:
                if tool not in self.head.parts:
                    self.head.add_at_end(tool)
                tool.show()
        self.hide_switch.setVisible(page.has_numbers)
        self.hide_switch.say(_("Hide my numbers"))
        self.title.setText(page.title())
        self.subtitle.setText(page.subtitle())
        self.subtitle.setVisible(bool(page.subtitle()))
        page.setAccessibleName(page.title())
        if self.listen is not None:
            self.listen.show_text(page.spoken())

    def keep_lines(self, lines: int) -> None:
        """Keep so many lines below every field, where sentences break."""
        self._lines = lines
        for line in self.stack.findChildren(HelperLine):
            line.keep_lines(lines)

    def height_around(self, width: int) -> int:
        """Return the height of all but the page, in a width."""
        layout = self._head_part.layout()
        head = 0 if layout is None else layout.totalHeightForWidth(width)
        return head + self.footer.heightForWidth(width) + 4

"""What can be laid over the window: codes, sources, answers, counts, the question whether to leave."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from citizen_desktop.content.models import Channel, Content, Fact, PortalPath
from citizen_desktop.hours.board import Switchboard
from citizen_desktop.i18n import gettext as _
from citizen_desktop.policy import Mode
from citizen_desktop.search.library import FaqLibrary
from citizen_desktop.ui.explanations import Explanations
from citizen_desktop.ui.sheet_stack import SheetStack
from citizen_desktop.ui.surroundings import Surroundings
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.drafts.receipt import Receipt
    from citizen_desktop.printing.answer_page import AnswerPaper
    from citizen_desktop.printing.consent_page import ConsentPaper
    from citizen_desktop.printing.paper import Paint
    from citizen_desktop.printing.receipt_page import ReceiptPaper
    from citizen_desktop.printing.recovery_page import RecoveryPaper


class WindowSheets(SheetStack):
    """Opens the sheets of a window; each is made when it is wanted, and none for the first paint.

    Args:
        theme: colours and fonts.
        window: what they lie over.
        content: what the programme says.
        library: the questions.
        switchboard: judges the channels.
        surroundings: the time and the counts.
    """

    said = Signal(str)
    failed = Signal(str)
    link_wanted = Signal(object)
    """A ``Link`` leads out of a sheet."""
    question_wanted = Signal(str)
    """A question is to be seen in its own tab."""
    left = Signal()
    """The person leaves, with work in hand."""
    opened = Signal()

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        content: Content,
        library: FaqLibrary,
        switchboard: Switchboard,
        surroundings: Surroundings,
    ) -> None:
        super().__init__(window)
        self._theme, self._window, self._content, self._library = theme, window, content, library
        self.switchboard, self._surroundings = switchboard, surroundings
        self.explanations = Explanations(library)

    def open(self, sheet: Sheet) -> None:
        """Take a sheet that was opened among those of the window."""
        self.lay(sheet)
        self.explanations.offer_on(sheet)
        self.opened.emit()

    def explain(self, address: str) -> None:
        """Answer the question of a link beside what it is about: what lies there, a sheet too, stays as it is."""
        from citizen_desktop.ui.answer_sheet import AnswerSheet  # noqa: PLC0415  not for the first paint

        question = self.explanations.question(address)
        if question is not None:
            sheet = AnswerSheet(self._theme, self._window, self._library.faq(), question)
            sheet.question_wanted.connect(self.question_wanted)
            sheet.link_wanted.connect(self.link_wanted)
            self.open(sheet)

    def show_qr(self, channel: Channel) -> None:
        """Lay a channel's QR code over the window."""
        from citizen_desktop.ui.qr_sheet import QrSheet  # noqa: PLC0415  not for the first paint

        self.make_room()
        board = self.switchboard.at(self._surroundings.clock.now())
        status = next(each for each in board.statuses if each.channel.id == channel.id)
        sheet = QrSheet(self._theme, self._window, channel, status, self.switchboard)
        sheet.copied.connect(self.said)
        sheet.print_wanted.connect(self._print_code)
        self.open(sheet)

    def show_channel_sources(self, channel: Channel) -> None:
        """Lay a channel's sources over the window."""
        self.show_sources(str(channel.name), channel.facts)

    def show_payment_sources(self) -> None:
        """Lay the sources of the payment's pattern over the window."""
        self.show_sources(_("Next payment"), self._content.payment.facts)

    def show_path_sources(self, path: PortalPath) -> None:
        """Lay the sources of a way through the portal over the window."""
        self.show_sources(str(path.title), path.facts)

    def show_sources(self, topic: str, facts: Sequence[Fact]) -> None:
        """Lay the sources of some facts over the window."""
        from citizen_desktop.ui.sources import SourcesSheet  # noqa: PLC0415  not for the first paint

        self.make_room()
        self.open(SourcesSheet(self._theme, self._window, topic, facts, self._content.channels.version))

    def show_counts(self) -> None:
        """Show staff which answers helped."""
        from citizen_desktop.ui.useful_sheet import UsefulSheet  # noqa: PLC0415  not for the first paint

        self.make_room()
        surroundings = self._surroundings
        sheet = UsefulSheet(self._theme, self._window, surroundings.tally, self._library.faq(), surroundings.clock)
        sheet.said.connect(self.said)
        sheet.failed.connect(self.failed)
        self.open(sheet)

    def show_receipt(self, receipt: "Receipt") -> None:
        """Show what was erased, and what can't be promised."""
        from citizen_desktop.ui.receipt_sheet import ReceiptSheet  # noqa: PLC0415  not for the first paint

        self.make_room()
        sheet = ReceiptSheet(self._theme, self._window, receipt, to_sign=self._surroundings.mode is Mode.CENTRE)
        sheet.copied.connect(self.said)
        sheet.print_wanted.connect(self._print_receipt)
        self.open(sheet)

    def _print_receipt(self, paper: "ReceiptPaper") -> None:
        from citizen_desktop.printing.receipt_page import paint_receipt  # noqa: PLC0415  not for the first paint

        self._print(lambda device: paint_receipt(device, paper))

    def ask_to_leave(self, *, kept: bool, question: str | None = None) -> None:
        """Ask whether to leave although there is work in hand.

        Args:
            kept: whether drafts are kept, all but what came last.
            question: where nothing is kept; None for that of an objection.
        """
        from citizen_desktop.ui.leave_sheet import LeaveSheet  # noqa: PLC0415  not for the first paint

        self.close_all()
        sheet = LeaveSheet(self._theme, self._window, kept=kept, question=question)
        sheet.left.connect(self.left)
        self.open(sheet)

    def print_answer(self, paper: "AnswerPaper") -> None:
        """Print an answer."""
        from citizen_desktop.printing.answer_page import paint_answer  # noqa: PLC0415  not for the first paint

        self._print(lambda device: paint_answer(device, paper))

    def print_consent(self, paper: "ConsentPaper") -> None:
        """Print what a person agrees to."""
        from citizen_desktop.printing.consent_page import paint_consent  # noqa: PLC0415  not for the first paint

        self._print(lambda device: paint_consent(device, paper))

    def print_recovery(self, paper: "RecoveryPaper") -> None:
        """Print the recovery code of a store."""
        from citizen_desktop.printing.recovery_page import paint_recovery  # noqa: PLC0415  not for the first paint

        self._print(lambda device: paint_recovery(device, paper))

    def _print_code(self, channel: Channel) -> None:
        from citizen_desktop.printing.qr_code import paint_code  # noqa: PLC0415  not for the first paint

        font = self._theme.font(15, 600)
        self._print(lambda device: paint_code(device, channel, font))

    def _print(self, paint: "Paint") -> None:
        from citizen_desktop.ui.print_dialog import print_page  # noqa: PLC0415  printing loads its own library

        if print_page(self._window, paint) is False:
            self.failed.emit(_("The printer did not take the page. Check that it is on, or choose printing to a file."))

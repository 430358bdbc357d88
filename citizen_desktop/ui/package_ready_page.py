"""The screen that a finished package ends on: what is in it, where it is, and what is left to do."""

from typing import Final

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from citizen_desktop import bidi
from citizen_desktop.formats import file_size
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.package import profile
from citizen_desktop.printing.paper import SetSheet
from citizen_desktop.ui.banner import Banner
from citizen_desktop.ui.footed_page import FootedPage
from citizen_desktop.ui.letter_card import LetterCard
from citizen_desktop.ui.packed_list import PackedList
from citizen_desktop.ui.page import CARD_GAP, COLUMN_GAP, PADDING_X
from citizen_desktop.ui.portal_steps import StepsCard
from citizen_desktop.ui.ready_package import ReadyPackage
from citizen_desktop.widgets.base import Arranged
from citizen_desktop.widgets.beside import set_beside
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card, Notice
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.label import Icon, Label
from citizen_desktop.widgets.theme import Theme

_ASIDE: Final = 320
_FILES: Final = 560


class PackageReadyPage(Arranged, FootedPage):
    """Shows a package that was written.

    Args:
        theme: colours and fonts.
        package: what was written.
        letter: as it is printed; None for a package without one.
    """

    back_wanted = Signal()
    print_wanted = Signal()
    preview_wanted = Signal()
    refused = Signal(str)

    def __init__(self, theme: Theme, package: ReadyPackage, letter: SetSheet | None = None) -> None:
        super().__init__(theme, "lock")
        self.package = package
        self.banner = Banner(theme, 72, 44)
        self.back = Button(theme, icon="arrow-right")
        self.files = FilesCard(theme, package)
        self.letter = LetterCard(theme, package, letter)
        self.steps = StepsCard(theme, package)
        self.open_folder = Button(theme, icon="folder-open", height=44)
        self.print = Button(theme, Kind.PRIMARY, "printer", height=44)
        self.banner.buttons.addWidget(self.back)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(COLUMN_GAP)
        self._halves.addWidget(self.files, 1)
        self._halves.addWidget(self.letter)
        self.column.setSpacing(CARD_GAP)
        self.column.setContentsMargins(PADDING_X, 20, PADDING_X, 11)
        self.column.addWidget(self.banner)
        self.column.addLayout(self._halves, 1)
        self.column.addWidget(self.steps)
        self.foot.row.addWidget(self.open_folder)
        self.foot.row.addWidget(self.print)
        self.back.clicked.connect(self.back_wanted)
        self.print.clicked.connect(self.print_wanted)
        self.letter.preview_wanted.connect(self.preview_wanted)
        self.open_folder.clicked.connect(self._open_folder)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        verified = self.package.verified
        incomplete = self.package.incomplete
        sound = verified and not incomplete
        self.banner.show_state("ok" if sound else "warn", "check" if sound else "alert-triangle")
        self.banner.title.setText(
            _("The draft package is ready, but incomplete") if incomplete else _("The draft package is ready")
        )
        if verified:
            self.banner.pill.show_state("ok", "shield-check", _("Integrity verified"))
        else:
            self.banner.pill.show_state("warn", "alert-triangle", _("Not verified"))
        registration = self.package.is_registration
        lines = [
            _("Nothing was sent to anybody; it is you who types everything into the official portal.")
            if registration
            else _("Nothing was sent to anybody; it is you who files the objection on the official portal.")
        ]
        if incomplete:
            gaps = (
                _("The summary and the label of the package say that something is missing.")
                if registration
                else _("The letter, the contents page and the label of the package say that something is missing.")
            )
            lines.insert(0, gaps)
        self.banner.line.setText(" ".join(lines))
        self.back.say(_("Back to the form"))
        self.foot.note.setText(
            _("The package is an ordinary file that is not encrypted: keep it in a place that you trust.")
        )
        self.open_folder.say(_("Open folder"))
        self.print.say(_("Print the summary") if registration else _("Print the letter"))
        self.letter.setVisible(not registration)
        for part in (self.files, self.letter, self.steps):
            part.retranslate()
        self._arrange()

    def _open_folder(self) -> None:
        """Show the folder in the system's own file manager: a local address, which asks nothing of the network."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.package.path.parent))):
            self.refused.emit(_("The folder could not be opened. The package is still where you had it written."))

    def _arrange(self) -> None:
        """Set the cards side by side where there is room."""
        room = self.viewport().width() - 2 * PADDING_X
        self.banner.fit(room)
        side = self.theme.size(_ASIDE)
        beside = room >= self.theme.size(_FILES) + COLUMN_GAP + side
        set_beside(self._halves, self.letter, side, beside=beside)
        self.files.fit(room - (side + COLUMN_GAP if beside and not self.letter.isHidden() else 0))
        self.steps.fit(room)


class FilesCard(Card):
    """The files of the package.

    Args:
        theme: colours and fonts.
        package: holds them.
    """

    def __init__(self, theme: Theme, package: ReadyPackage) -> None:
        super().__init__(theme)
        self._package = package
        self._name = Label(theme, 17, 700)
        self._counts = Label(theme, 13, colour="text2")
        self._digests = Label(theme, 13, colour="text2")
        self.list = PackedList(theme, package)
        self._remark = Notice(theme, "warn", "alert-triangle")
        self._tag_title = Label(theme, 13, 600)
        self._tag_files = Label(theme, 13, colour="text2", wrap=True, at_end=True)
        head = FlowRow(8)
        for widget in (Icon(theme, "file-zip", 22, "accent"), self._name, self._counts):
            head.add(widget)
        head.add_at_end(self._digests)
        tags = Card(theme, "surface2", "border", radius=8)
        row = QHBoxLayout(tags)
        row.setContentsMargins(11, 5, 11, 5)
        row.setSpacing(8)
        row.addWidget(Icon(theme, "shield-check", 18, "okT"))
        row.addWidget(self._tag_title)
        row.addWidget(self._tag_files, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(21, 12, 21, 9)
        column.setSpacing(5)
        column.addWidget(head)
        column.addWidget(self.list)
        column.addWidget(self._remark)
        column.addWidget(tags)
        column.addStretch(1)

    def fit(self, room: int) -> None:
        """Fit the list to the width that the card will have."""
        self.list.fit(room - 42)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        package = self._package
        self._name.setText(bidi.ltr(package.path.name))
        count = ngettext("{n} file", "{n} files", package.file_count).format(n=package.file_count)
        self._counts.setText(_(" · ").join((count, file_size(package.size))))
        self._digests.setText(_("{algorithm} digests match").format(algorithm=bidi.ltr("SHA-256")))
        self._digests.setVisible(package.verified)
        self._remark.say(str(package.remark))
        self._remark.setVisible(bool(str(package.remark)))
        self._tag_title.setText(_("Verification files"))
        self._tag_files.setText(bidi.ltr(" · ".join(profile.TAG_FILES)))
        self.list.setAccessibleName(_("Files of the package"))
        self.list.rows.retranslate()

"""The tabs of the window: which there are, what they are called, and which one is shown."""

from typing import Final

from citizen_desktop.content.models import Tab
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.widgets.tab_bar import TabBar
from citizen_desktop.widgets.theme import Theme

_ICONS: Final = {
    Tab.CHANNELS: "messages",
    Tab.REGISTRATION: "user-plus",
    Tab.OBJECTION: "gavel",
    Tab.FAQ: "help-circle",
    Tab.DRAFTS: "folder",
}


class SectionTabs(TabBar):
    """The tabs; the drafts have one only where drafts are kept.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._tabs = tuple(tab for tab in Tab if tab is not Tab.DRAFTS)
        for tab in self._tabs:
            self.add(_ICONS[tab])

    @property
    def shown(self) -> Tab:
        """The tab that is in front."""
        return self._tabs[self.currentIndex()]

    def has(self, tab: Tab) -> bool:
        """Whether there is such a tab."""
        return tab in self._tabs

    def bring(self, tab: Tab) -> None:
        """Bring a tab to the front."""
        self.setCurrentIndex(self._tabs.index(tab))

    def add_drafts(self) -> None:
        """Add the tab of the drafts, at the far end of the row; ``name_drafts`` names it."""
        self._tabs = tuple(Tab)
        self.add(_ICONS[Tab.DRAFTS])
        self.set_last_apart()

    def remove_drafts(self) -> None:
        """Take the tab of the drafts away; if it was in front, the first one is."""
        if self.shown is Tab.DRAFTS:
            self.setCurrentIndex(0)
        self._tabs = tuple(tab for tab in Tab if tab is not Tab.DRAFTS)
        self.remove_last()

    def count_drafts(self, count: int) -> None:
        """Show how many drafts there are."""
        self.set_badge(self._tabs.index(Tab.DRAFTS), str(count))

    def name_drafts(self, count: int, *, centre: bool) -> None:
        """Say the name of the drafts' tab, and to a screen reader how many there are.

        Args:
            count: of the drafts.
            centre: whether they are several people's.
        """
        index = self._tabs.index(Tab.DRAFTS)
        name = _("Cases") if centre else _("My drafts")
        spoken = ngettext("{name}: {n} draft", "{name}: {n} drafts", count).format(name=name, n=count)
        self.setTabText(index, name)
        self.setAccessibleTabName(index, spoken)

    def name_sections(self) -> None:
        """Say the names of the other tabs in the language of now."""
        texts = (_("Contact channels"), _("Registration"), _("Objection"), _("FAQ"))
        for index, text in enumerate(texts):
            self.setTabText(index, text)
        self.setAccessibleName(_("Sections"))

"""The page of a step that asks nothing here."""

from typing import TYPE_CHECKING

from citizen_desktop.content.registration_models import StepRow
from citizen_desktop.ui.registration_page import RegistrationStepPage
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.forms.registration import RegistrationDraft
    from citizen_desktop.forms.registration_flow import RegistrationState


class PlainStepPage(RegistrationStepPage):
    """The page.

    Args:
        theme: colours and fonts.
        row: of the step.
    """

    def __init__(self, theme: Theme, row: StepRow) -> None:
        super().__init__(theme)
        self._row = row

    def title(self) -> str:
        """Return what stands above the page."""
        return str(self._row.name)

    def subtitle(self) -> str:
        """Return the line below the title."""
        return str(self._row.introduction)

    def show_draft(self, draft: "RegistrationDraft", state: "RegistrationState", *, marked: bool) -> None:
        """Show nothing."""

    def focus_field(self, field_id: str) -> bool:  # noqa: ARG002  it has none
        """Return that there is no field."""
        return False

    def retranslate(self) -> None:
        """Own no text besides the head's."""

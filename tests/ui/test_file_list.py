"""The list of files: what it draws while it can't be used."""

import pytest

from citizen_desktop.paths import resources
from citizen_desktop.settings import ThemeChoice
from citizen_desktop.widgets.file_list import FileList
from citizen_desktop.widgets.file_row import FileRow, Part
from citizen_desktop.widgets.theme import Theme
from tests.conftest import settle


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_the_buttons_of_a_row_fade_while_the_form_waits(qtbot, choice):
    theme = Theme(resources(), choice)
    files = FileList(theme)
    qtbot.addWidget(files)
    files.resize(900, 60)
    files.show_rows([FileRow("Bank statement", "scan.png", "PNG picture", "1 MB", "Clear", "ok", "check", "photo")])
    files.show()
    files.hovered = (0, Part.REMOVE)

    def contrast():
        settle()
        picture = files.grab(files.place_of(0, Part.REMOVE).toRect()).toImage()
        lights = [picture.pixelColor(x, y).lightness() for x in range(picture.width()) for y in range(picture.height())]
        ground = picture.pixelColor(picture.width() // 2, 2).lightness()
        return max(abs(each - ground) for each in lights)

    active = contrast()
    files.setEnabled(False)
    assert contrast() < active - 30

"""A field for a passphrase: hidden, with the keyboard's language beside its name, since nobody sees what they type."""

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication

from citizen_desktop.bidi import isolate
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import pgettext
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.hidden_field import HiddenField
from citizen_desktop.widgets.label import Icon, Label
from citizen_desktop.widgets.theme import Theme


class PassphraseField(Retranslated, HiddenField):
    """The field; whoever owns it says its name.

    Args:
        theme: colours and fonts.
        lines: so many lines are kept below it.
        keyboard: tell the keyboard's language.
    """

    def __init__(self, theme: Theme, *, lines: int = 1, keyboard: bool = True) -> None:
        super().__init__(theme, lines=lines)
        self._tells = keyboard
        self._keyboard_icon = Icon(theme, "keyboard", 16)
        self.keyboard = Label(theme, 13, colour="text2")
        self.head.setSpacing(4)
        self.head.addWidget(self._keyboard_icon)
        self.head.addWidget(self.keyboard)
        method = QGuiApplication.inputMethod()
        method.localeChanged.connect(self.show_keyboard)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.say_eye(pgettext("passphrase", "Show"), pgettext("passphrase", "Hide"))
        self.show_keyboard()

    def show_keyboard(self) -> None:
        """Tell the keyboard's language, as far as the system tells us."""
        name = keyboard_name(QGuiApplication.inputMethod().locale()) if self._tells else ""
        self.keyboard.setText(_("Keyboard: {language}").format(language=name) if name else "")
        self.keyboard.setVisible(bool(name))
        self._keyboard_icon.setVisible(bool(name))


def keyboard_name(locale: QLocale) -> str:
    """Return the name of a keyboard's language, empty where there is none."""
    match locale.language():
        case QLocale.Language.Arabic:
            return pgettext("keyboard", "Arabic")
        case QLocale.Language.English:
            return pgettext("keyboard", "English")
        case QLocale.Language.C | QLocale.Language.AnyLanguage:
            return ""
        case _:
            return isolate(locale.nativeLanguageName())

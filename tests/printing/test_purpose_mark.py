"""The purpose mark: set in joined letters, and on the screen as it will lie in the file."""

from datetime import date

import pytest
from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from citizen_desktop import i18n
from citizen_desktop.attachments import stamping
from citizen_desktop.i18n import Language
from citizen_desktop.paths import translations
from citizen_desktop.printing import purpose_mark
from citizen_desktop.printing.purpose_mark import mark_place, mark_raster, paint_mark
from citizen_desktop.ui.editor_words import objection_mark, registration_mark, with_day, without_day

WORDS = "نسخة لاعتراض حساب المواطن فقط\n22 نوفمبر 2026"


@pytest.fixture(autouse=True)
def _qt(qapp):
    """Fonts need an application."""


def test_the_screen_shows_it_as_the_file_will():
    assert (purpose_mark.ANGLE, purpose_mark.SHARE, purpose_mark.OPACITY) == (
        stamping.ANGLE,
        stamping._SHARE,
        stamping._OPACITY,
    )


@pytest.mark.parametrize("size", [(600, 800), (800, 600), (2000, 300)])
def test_it_lies_where_it_will_lie(size):
    stamp = mark_raster(WORDS)
    sheet = stamping.stamped(Image.new("RGB", size, "white"), stamp)
    left, top, right, bottom = sheet.convert("L").point(lambda level: 255 - level).getbbox()
    page = QImage(*size, QImage.Format.Format_RGB32)
    page.fill(QColor("white"))
    painter = QPainter(page)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    mark = paint_mark(WORDS)
    painter.drawImage(mark_place(QRectF(0, 0, *size), mark), mark)
    painter.end()
    plain = page.convertToFormat(QImage.Format.Format_RGBA8888)
    shown = Image.frombytes("RGBA", size, bytes(plain.constBits()))
    found = shown.convert("L").point(lambda level: 255 - level).getbbox()
    assert found == pytest.approx((left, top, right, bottom), abs=max(size) * 0.02)


def test_it_is_handed_on_level_and_opaque():
    stamp = mark_raster(WORDS)
    assert len(stamp.pixels) == 4 * stamp.width * stamp.height
    assert stamp.width > 3 * stamp.height
    opacities = stamp.pixels[3::4]
    assert max(opacities) == 255
    # Most of it is nothing: what lies below is not hidden.
    assert sum(1 for opacity in opacities if opacity) < len(opacities) / 3


def test_arabic_letters_are_joined():
    """Apart, they would take more room."""
    joined, apart = mark_raster("حساب"), mark_raster("ح‌س‌ا‌ب")
    assert joined.width < apart.width


def test_words_and_day_are_arabic_in_every_language():
    i18n.use(Language.ENGLISH, translations())
    try:
        mark = with_day(objection_mark(), date(2026, 11, 22))
    finally:
        i18n.use(Language.ARABIC)
    assert mark.endswith("\n22 نوفمبر 2026")
    assert without_day(mark) == mark.splitlines()[0]


def test_a_mark_says_what_the_copy_is_for():
    assert "اعتراض" in objection_mark()
    assert "اعتراض" not in registration_mark()
    assert "تسجيل" in registration_mark()

"""What is warned of, and when the notice comes and goes."""

from datetime import timedelta

import pypdfium2
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop import i18n, paths
from citizen_desktop.clock import in_riyadh
from citizen_desktop.drafts.models import Action, Head, Summary
from citizen_desktop.drafts.receipt import Receipt
from citizen_desktop.i18n import Language
from citizen_desktop.printing.receipt_page import receipt_pdf
from citizen_desktop.settings import ThemeChoice
from citizen_desktop.ui.expiry_notice import ExpiryNotice
from citizen_desktop.ui.receipt_sheet import ReceiptSheet
from citizen_desktop.ui.receipt_words import receipt_paper
from citizen_desktop.widgets.theme import Theme
from tests.conftest import SUNDAY

NOW = in_riyadh(SUNDAY)


@pytest.fixture
def theme(qapp):
    i18n.use(Language.ENGLISH, paths.translations())
    yield Theme(paths.resources(), ThemeChoice.LIGHT, 100)
    i18n.use(Language.ARABIC)


@pytest.fixture
def notice(theme, qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    made = ExpiryNotice(theme, 14)
    QVBoxLayout(page).addWidget(made)
    # The page has to live as long.
    yield made


def heads(*left):
    """Drafts with so many days left, less an hour."""
    changes = [NOW - timedelta(days=14 - days, hours=1) for days in left]
    return [
        Head(id=f"{number:032x}", number=number, summary=Summary(name="Planted"), created=each, changed=each)
        for number, each in enumerate(changes, 1)
    ]


@pytest.mark.parametrize(
    ("left", "words"),
    [
        ((3, 3, 9), "2 drafts will be erased in 3 days"),
        ((1,), "1 draft will be erased tomorrow"),
        ((1, 2, 3), "3 drafts will be erased within 3 days"),
    ],
)
def test_it_says_how_many_and_when(notice, left, words):
    notice.warn(heads(*left), NOW)
    assert not notice.isHidden()
    assert notice.title.text() == words
    assert "Planted" not in notice.title.text() + notice.line.text() + notice.accessibleName()


def test_it_says_today(notice):
    notice.warn(heads(1), NOW + timedelta(hours=22, minutes=30))
    assert notice.title.text() == "1 draft will be erased today"


def test_it_is_not_there_without_a_reason(notice):
    notice.warn(heads(4, 14), NOW)
    assert notice.isHidden()
    notice.warn([], NOW)
    assert notice.isHidden()


def test_read_it_stays_away_until_there_is_another(notice, qtbot):
    notice.warn(heads(3), NOW)
    notice.close_button.click()
    notice.warn(heads(3), NOW)
    assert notice.isHidden()
    notice.warn(heads(3, 2), NOW)
    assert not notice.isHidden()
    with qtbot.waitSignal(notice.drafts_wanted, timeout=1000):
        notice.open.click()


def test_a_clock_that_stands_back_is_said(notice):
    notice.warn(heads(3), NOW - timedelta(days=30))
    assert not notice.isHidden()
    assert "date of this computer" in notice.title.text()


RECEIPT = Receipt(at=NOW, why=Action.EXPIRED, numbers=(1, 2, 3, 7), rewritten=3, destroyed=1)


def test_the_receipt_says_what_was_done_and_what_cannot_be_promised(theme):
    text = receipt_paper(RECEIPT, to_sign=True).text
    assert "4 drafts were erased because their time of keeping was over: 22 November 2026, 4:12 PM." in text
    assert "1–3, 7" in text
    assert "3 snapshots were written anew" in text
    assert "1 snapshot or file kept aside was overwritten" in text
    assert "solid-state disk may keep" in text
    everything = receipt_paper(Receipt(at=NOW, everything=True, destroyed=4, left=1)).text
    assert "whole store was erased with its key" in everything
    assert "1 file could not be removed" in everything


def test_a_thousand_numbers_still_fit(theme):
    numbers = tuple(range(1, 2001, 2))
    words = receipt_paper(Receipt(at=NOW, numbers=numbers)).facts[1]
    assert len(words) < 400
    assert words.rstrip("\u2069").endswith("…")


def test_the_receipt_on_paper_reads_back(theme, tmp_path):
    for language in (Language.ENGLISH, Language.ARABIC):
        i18n.use(language, paths.translations())
        paper = receipt_paper(RECEIPT, to_sign=True)
        document = pypdfium2.PdfDocument(receipt_pdf(paper))
        text = document[0].get_textpage().get_text_range()
        assert "1–3, 7" in text
        if language is Language.ENGLISH:
            flat = " ".join(text.split())
            for sentence in (*paper.facts[2:], *paper.limits):
                assert sentence in flat
        document.close()


def test_the_sheet_copies_prints_and_closes(theme, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 640)
    window.show()
    sheet = ReceiptSheet(theme, window, RECEIPT)
    with qtbot.waitSignal(sheet.copied, timeout=1000):
        sheet.copy.click()
    assert "1–3, 7" in QGuiApplication.clipboard().text()
    with qtbot.waitSignal(sheet.print_wanted, timeout=1000) as asked:
        sheet.print.click()
    assert asked.args == [sheet.paper]
    with qtbot.waitSignal(sheet.closed, timeout=1000):
        sheet.done.click()
    QGuiApplication.clipboard().clear()

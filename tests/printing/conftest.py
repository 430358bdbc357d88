"""Reading a PDF back: with poppler as a person's viewer does, with pdfium as a browser does."""

import shutil
import subprocess
import unicodedata

import pypdfium2
import pytest

from citizen_desktop.bidi import strip_controls


def bare(text):
    """A text as it is compared: letters in their plain form, without white space, marks and direction controls."""
    plain = unicodedata.normalize("NFKC", strip_controls(text))
    kept = (character for character in unicodedata.normalize("NFD", plain) if unicodedata.category(character) != "Mn")
    return "".join("".join(kept).split())


def read_with_pdfium(data):
    document = pypdfium2.PdfDocument(data)
    try:
        texts = []
        for page in document:
            text_page = page.get_textpage()
            texts.append(text_page.get_text_bounded())
            text_page.close()
            page.close()
        return texts
    finally:
        document.close()


def read_with_poppler(data):
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=data, check=True, capture_output=True).stdout.decode().split("\f")[:-1]


@pytest.fixture(params=["pdfium", "poppler"])
def read(request):
    """Return the texts of a PDF's pages."""
    if request.param == "pdfium":
        return read_with_pdfium
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils is not here")
    return read_with_poppler

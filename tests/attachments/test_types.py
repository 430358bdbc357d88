"""What a file is, by its first bytes."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.attachments.foreign import Foreign, foreign
from citizen_desktop.attachments.media_type import extension, media_type
from tests.attachments import corpus


@pytest.mark.parametrize(
    ("head", "found", "ending"),
    [
        (b"%PDF-1.7\n", "application/pdf", "pdf"),
        (b"\r\n  %PDF-1.4", "application/pdf", "pdf"),
        (b"\xff\xd8\xff\xe0", "image/jpeg", "jpg"),
        (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
        (b"\x00\x00\x00\x18ftypheic", "image/heic", "heic"),
        (b"II*\x00", "image/tiff", "tif"),
        (b"MM\x00*", "image/tiff", "tif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp", "webp"),
    ],
)
def test_what_can_be_attached_is_known_by_content(head, found, ending):
    assert media_type(head) == found
    assert extension(found) == ending


def zipped(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", Foreign.EMPTY),
        (zipped("[Content_Types].xml", "word/document.xml"), Foreign.WORD),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), Foreign.EXCEL),
        (zipped("photos/1.jpg"), Foreign.ARCHIVE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Foreign.OFFICE),
        (b"MZ\x90\x00", Foreign.PROGRAM),
        (b"\x7fELF\x02", Foreign.PROGRAM),
        (b"GIF89a", Foreign.PICTURE),
        (corpus.saved(corpus.page(), "TIFF", big_tiff=True), Foreign.PICTURE),
        (b"MM\x00+\x00\x08\x00\x00", Foreign.PICTURE),
        (b"\x00\x00\x00\x18ftypmp42", Foreign.FILM),
        (b"  <!DOCTYPE html>", Foreign.WEB_PAGE),
        ("مرحباً\n".encode(), Foreign.TEXT),
        (b"\x00\x01\x02", Foreign.UNKNOWN),
    ],
)
def test_a_refusal_can_say_what_the_file_is(head, kind):
    assert media_type(head) is None
    assert foreign(head) is kind


@given(st.binary(max_size=64))
def test_any_bytes_are_answered(head):
    found = media_type(head)
    assert found is None or extension(found)
    assert foreign(head) in Foreign

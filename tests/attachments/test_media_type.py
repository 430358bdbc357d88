"""Types by content: what files begin with, never their names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.attachments.media_type import HEAD, extension, media_type


@pytest.mark.parametrize(
    ("head", "expected", "ending"),
    [
        (b"%PDF-1.7\n", "application/pdf", "pdf"),
        (b"\xef\xbb\xbf%PDF-1.4", "application/pdf", "pdf"),
        (b"\n" * (HEAD - 5) + b"%PDF-1.4", "application/pdf", "pdf"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg", "jpg"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "image/png", "png"),
        (b"II*\x00\x08\x00\x00\x00", "image/tiff", "tif"),
        (b"MM\x00*\x00\x00\x00\x08", "image/tiff", "tif"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp", "webp"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "image/heic", "heic"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic", "image/heic", "heic"),
    ],
)
def test_known_types(head, expected, ending):
    assert media_type(head) == expected
    assert extension(expected) == ending


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"MZ\x90\x00",
        b"PK\x03\x04",
        b"GIF89a",
        b"RIFF\x10\x00\x00\x00WAVEfmt ",
        b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00mp41heic",
        b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1avif",
        b"\x00\x00\x00\x18ftyp",
        b"\n" * HEAD + b"%PDF-1.4",
        b"\x89PNG",
    ],
)
def test_anything_else_is_not_known(head):
    assert media_type(head) is None


def test_an_unknown_type_has_an_ending_that_opens_nothing():
    assert extension("") == extension("text/html") == "bin"


@given(st.binary(max_size=64))
def test_any_bytes_are_answered(head):
    found = media_type(head)
    assert found is None or extension(found) != "bin"

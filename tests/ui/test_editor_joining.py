"""Files that are added to the one that is edited."""

import os
import sys

import pytest

from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.foreign import Foreign
from citizen_desktop.attachments.models import Refusal
from citizen_desktop.bidi import strip_controls
from citizen_desktop.i18n import Language, speaking
from citizen_desktop.ui.editor_joining import read_files


class Ready:
    """Work that nobody breaks off."""

    def check(self):
        pass


class Refusing:
    """A decoder to which every file is a Word document."""

    def inspect(self, _content, *, check):
        check()
        raise RefusedError(Refusal.FOREIGN, Foreign.WORD)


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes among files")
def test_a_named_pipe_keeps_nobody_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")
    with speaking(Language.ENGLISH):
        (sentence,) = read_files(Ready(), Refusing(), (tmp_path / "pipe.pdf",))
    assert strip_controls(sentence).startswith("pipe.pdf can't be read")


def test_a_foreign_file_is_called_what_it_is(tmp_path):
    (tmp_path / "w.pdf").write_bytes(b"PK")
    with speaking(Language.ENGLISH):
        (sentence,) = read_files(Ready(), Refusing(), (tmp_path / "w.pdf",))
    assert "Word" in sentence

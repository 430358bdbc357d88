"""How a file is ordered in the editor: small where its text stays legible so."""

import pytest

from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.models import Edits, PageEdit, Refusal
from citizen_desktop.ui.editor_pictures import FileOrder, Kind, make_file

FITTED = Edits((PageEdit(),), fit=True)


class Decoding:
    """Makes what may have so many bytes, and refuses less."""

    def __init__(self, least: int, refusal: Refusal = Refusal.ILLEGIBLE) -> None:
        self.least, self.refusal, self.tried = least, refusal, []

    def make(self, _sources, _edits, _stamp, budget, *, check):
        check()
        self.tried.append(budget)
        if budget < self.least:
            raise RefusedError(self.refusal)
        return budget


@pytest.mark.parametrize(
    ("least", "aim", "edits", "tried"),
    [
        (10, 20, FITTED, [20]),
        (30, 20, FITTED, [20, 40]),
        (10, None, FITTED, [40]),
        (10, 20, FITTED.evolve(fit=False), [40]),
    ],
)
def test_what_it_is_to_have_comes_before_what_it_may_have(least, aim, edits, tried):
    decoding = Decoding(least)
    order = FileOrder(Kind.FILE, edits, (b"",), edits, 40, aim)
    assert make_file(decoding, order, lambda: None) == tried[-1]
    assert decoding.tried == tried


def test_another_refusal_is_not_tried_again():
    decoding = Decoding(30, Refusal.TOO_LONG)
    with pytest.raises(RefusedError):
        make_file(decoding, FileOrder(Kind.FILE, FITTED, (b"",), FITTED, 40, 20), lambda: None)
    assert decoding.tried == [20]

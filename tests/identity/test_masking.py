"""Numbers where others can see the screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.identity.masking import DOT, masked, masked_amount, masked_iban


@pytest.mark.parametrize(
    ("number", "shown"),
    [("1000000008", "10••••••08"), ("٠٥٠ ٠٠٠ ٠٠٠٠", "05••••••00"), ("1234", "••••"), ("12", "••"), ("", "")],
)
def test_two_digits_at_each_end(number, shown):
    assert masked(number) == shown


def test_four_characters_at_each_end_of_an_iban():
    assert masked_iban("SA03 8000 0000 6080 1016 7519") == "SA03 •••• •••• •••• •••• 7519"
    assert masked_iban("SA038000") == "•••• ••••"
    assert masked_amount() == "••••"


@given(st.text("0123456789", max_size=30))
def test_what_is_hidden_is_not_told(number):
    for hidden, shown in ((masked(number), 2), (masked_iban(number).replace(" ", ""), 4)):
        assert len(hidden) == len(number)
        assert hidden.strip(DOT) in {"", number[:shown] + hidden[shown:-shown] + number[-shown:]}
        assert sum(character != DOT for character in hidden) <= 2 * shown
        assert len(number) > 2 * shown or set(hidden) <= {DOT}

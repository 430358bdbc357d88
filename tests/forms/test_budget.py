"""The size of a package, divided among its files."""

from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.forms.budget import Allowance, Budget, next_allowance
from tests.forms.strategies import CONTENT

SIZES = st.lists(st.integers(0, 10_000), max_size=8)


def made(budget, sizes, least):
    """What becomes of files of which each can be made as small as ``least`` says, and no smaller: it stays as it is then."""
    now, settled, order = list(sizes), [], []
    while (allowance := next_allowance(budget, now, settled)) is not None:
        assert allowance.row not in settled
        assert 0 <= allowance.size < now[allowance.row]
        if least[allowance.row] <= allowance.size:
            now[allowance.row] = allowance.size
        order.append(allowance.row)
        settled.append(allowance.row)
    return now, order


def test_the_budget_is_that_of_the_content():
    assert Budget.of(CONTENT.documents.limits) == Budget(4_000_000, 10_000_000)


def test_the_largest_goes_first_and_small_ones_keep_what_they_have():
    budget = Budget(400, 1000)
    assert next_allowance(budget, [100, 900, 300, 500], ()) == Allowance(1, 300)
    assert next_allowance(budget, [100, 300, 300, 500], (1,)) == Allowance(3, 300)
    assert next_allowance(budget, [100, 300, 300, 300], (1, 3)) is None


def test_what_one_leaves_is_for_those_after_it():
    budget = Budget(1000, 1000)
    assert next_allowance(budget, [900, 900], ()) == Allowance(0, 500)
    assert next_allowance(budget, [200, 900], (0,)) == Allowance(1, 800)


def test_what_one_takes_too_much_is_taken_from_those_after_it():
    assert next_allowance(Budget(1000, 1000), [800, 900, 100], (0,)) == Allowance(1, 100)


def test_a_single_file_has_a_limit_of_its_own():
    assert next_allowance(Budget(400, 1000), [500, 100], ()) == Allowance(0, 400)


def test_over():
    budget = Budget(400, 1000)
    assert not budget.over([])
    assert not budget.over([400, 400, 200])
    assert budget.over([401])
    assert budget.over([400, 400, 201])


@given(SIZES, st.integers(1, 5_000), st.integers(1, 12_000))
def test_files_that_can_be_made_as_small_as_one_likes_fit_and_none_grows(sizes, file, package):
    budget = Budget(file, package)
    now, order = made(budget, sizes, [0] * len(sizes))
    assert not budget.over(now)
    assert all(after <= before for before, after in zip(sizes, now, strict=True))
    assert bool(order) is budget.over(sizes)


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)), max_size=8), st.integers(1, 5_000))
def test_it_ends_whatever_can_not_be_made_smaller(pairs, file):
    budget = Budget(file, 2 * file)
    sizes, least = [size for size, _least in pairs], [small for _size, small in pairs]
    now, order = made(budget, sizes, least)
    assert len(order) == len(set(order))
    assert all(after <= before for before, after in zip(sizes, now, strict=True))
    # What is still too large is so since somebody could not be made smaller.
    if budget.over(now):
        assert any(now[row] == sizes[row] for row in order)


@given(SIZES, st.integers(1, 5_000), st.integers(1, 12_000))
def test_nothing_is_made_smaller_than_it_has_to(sizes, file, package):
    now, order = made(Budget(file, package), sizes, [0] * len(sizes))
    for row in order:
        # Even shares: whoever was made smaller has at least what any other has, but for rounding and the limit of a file.
        assert now[row] >= min(max(now), file) - len(sizes)
    assert sum(now) >= min(package, sum(min(size, file) for size in sizes)) - len(sizes)


def test_a_file_that_is_made_anew_keeps_to_what_it_had_or_what_the_package_has_left():
    budget = Budget(file=4, package=10)
    assert budget.aim(size=1, others=9) == 1
    assert budget.aim(size=1, others=12) == 1
    assert budget.aim(size=1, others=7) == 3
    assert budget.aim(size=1, others=6) is None, "any file may have that much"
    assert budget.aim(size=5, others=12) is None

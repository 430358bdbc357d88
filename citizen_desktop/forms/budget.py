"""How the size that a package may have is divided among its files, the largest first.

Small files keep what they have. How far a large one can go down shows only when it is made: text has to stay legible. So it goes
file by file: what one leaves or takes too much counts for those after it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from citizen_desktop.content.document_models import FileLimits
from citizen_desktop.forms.completeness import MEGABYTE


@dataclass(frozen=True)
class Budget:
    """What files may have.

    Args:
        file: each, in bytes.
        package: all together, in bytes.
    """

    file: int
    package: int

    @classmethod
    def of(cls, limits: FileLimits) -> "Budget":
        """Return the budget of the content, or of the owner's policy."""
        return cls(limits.file_mb * MEGABYTE, limits.package_mb * MEGABYTE)

    def over(self, sizes: Sequence[int]) -> bool:
        """Whether a file, or all of them, are too large."""
        return sum(sizes) > self.package or any(size > self.file for size in sizes)

    def aim(self, size: int, others: int) -> int | None:
        """Return what a file that was made to fit is to have when it is made anew; None for what any file may have.

        Else what was gained for the package by making it small would be lost again.

        Args:
            size: that it has, in bytes.
            others: what the rest of the package has, likewise.
        """
        room = max(size, self.package - others)
        return room if room < self.file else None


@dataclass(frozen=True)
class Allowance:
    """What one file is to fit into.

    Args:
        row: of the file.
        size: in bytes, less than it has.
    """

    row: int
    size: int


def next_allowance(budget: Budget, sizes: Sequence[int], settled: Collection[int]) -> Allowance | None:
    """Return which file to make smaller next, None if none has to be.

    Args:
        budget: what there is.
        sizes: of all files, in bytes, as they are now.
        settled: rows of files that were made already, or can't be: they stay as they are.
    """
    left = max(0, budget.package - sum(sizes[row] for row in settled))
    shares = _shares({row: size for row, size in enumerate(sizes) if row not in settled}, budget.file, left)
    too_large = [row for row, share in shares.items() if sizes[row] > share]
    if not too_large:
        return None
    row = max(too_large, key=lambda each: sizes[each])
    # Rounding leaves a few bytes, which nobody else needs.
    others = sum(share for each, share in shares.items() if each != row)
    return Allowance(row, min(sizes[row] - 1, budget.file, max(0, left - others)))


def _shares(sizes: dict[int, int], file: int, package: int) -> dict[int, int]:
    """Divide what there is: who needs less than an even share leaves the rest of it to the others."""
    shares = {}
    left = package
    order = sorted(sizes, key=lambda row: min(sizes[row], file))
    for done, row in enumerate(order):
        shares[row] = min(sizes[row], file, left // (len(order) - done))
        left -= shares[row]
    return shares

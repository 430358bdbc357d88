"""A copy of the shipped content that a test may damage."""

import shutil
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path

import pytest
import tomli_w

SHIPPED = Path(__file__).resolve().parent.parent.parent / "resources" / "content"
FILES = tuple(sorted(path.name for path in SHIPPED.glob("*.toml")))


@cache
def shipped(file: str) -> dict:
    return tomllib.loads((SHIPPED / file).read_text(encoding="utf-8"))


class Copy:
    """The content files in a folder of their own.

    Args:
        folder: where they lie.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def table(self, file: str) -> dict:
        """Return the table of a shipped file, to be changed at will."""
        return deepcopy(shipped(file))

    def write(self, file: str, table: dict) -> None:
        (self.folder / file).write_text(tomli_w.dumps(table), encoding="utf-8")

    def restore(self, file: str) -> None:
        shutil.copyfile(SHIPPED / file, self.folder / file)

    def places(self, file: str) -> list[tuple]:
        """Every place in the file: keys and numbers on the way to a table or a value."""

        def walk(value: object, place: tuple) -> Iterator[tuple]:
            if place:
                yield place
            for key, inside in value.items() if isinstance(value, dict) else enumerate(value):
                if isinstance(inside, dict | list):
                    yield from walk(inside, (*place, key))
                else:
                    yield (*place, key)

        return list(walk(shipped(file), ()))


def at(table: dict, place: tuple):
    for step in place:
        table = table[step]
    return table


@pytest.fixture(scope="session")
def copy(tmp_path_factory) -> Copy:
    """One copy for all: each test puts back what it damages."""
    made = Copy(tmp_path_factory.mktemp("content"))
    for file in FILES:
        made.restore(file)
    return made


@pytest.fixture
def damaged(copy):
    """Change one place of one file, by a function that is given the table around it and the last step; put back after."""
    touched = set()

    def damage(file: str, place: tuple, change) -> Path:
        table = copy.table(file)
        change(at(table, place[:-1]), place[-1])
        copy.write(file, table)
        touched.add(file)
        return copy.folder

    yield damage
    for file in touched:
        copy.restore(file)

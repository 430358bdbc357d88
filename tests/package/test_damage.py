"""Damage done to a package in every way that hypothesis thinks of: all of it is named."""

import hashlib
import shutil
import zipfile
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citizen_desktop.clock import StoppedClock
from citizen_desktop.package.names import PackageKind
from citizen_desktop.package.source import PayloadFile
from citizen_desktop.package.verifier import verify
from citizen_desktop.package.writer import write_package

EXAMPLES = settings(max_examples=250)


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    payload = [
        PayloadFile("00-letter.pdf", hashlib.shake_256(b"1").digest(400)),
        PayloadFile("01-contents.pdf", hashlib.shake_256(b"2").digest(400)),
        PayloadFile("02-national-id.jpg", b"jpeg"),
        PayloadFile("letter.txt", b""),
        PayloadFile("draft.json", b"{}"),
    ]
    clock = StoppedClock(datetime.fromisoformat("2026-11-22T16:12"))
    return write_package(tmp_path_factory.mktemp("package"), PackageKind.OBJECTION, payload, clock=clock).path


@pytest.fixture(scope="module")
def entries(package):
    with zipfile.ZipFile(package) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def judged(package, tmp_path_factory):
    """Says what is wrong with the package made of other bytes, or of other files."""
    path = tmp_path_factory.mktemp("damaged") / package.name

    def judge(content):
        if isinstance(content, dict):
            with zipfile.ZipFile(path, "w") as archive:
                for name, data in content.items():
                    archive.writestr(name, data)
            return verify(path).problems
        path.write_bytes(content)
        return verify(path).problems

    return judge


def test_undamaged(judged, package, entries):
    assert judged(package.read_bytes()) == ()
    assert judged(entries) == ()


@EXAMPLES
@given(place=st.integers(0), bit=st.integers(0, 7))
def test_a_flipped_bit(judged, package, place, bit):
    content = bytearray(package.read_bytes())
    content[place % len(content)] ^= 1 << bit
    assert judged(content)


def test_a_flipped_bit_in_every_other_byte(judged, package):
    """The zip's own records are sealed, so that not even a date in them changes unnoticed."""
    content = package.read_bytes()
    for place in range(0, len(content), 2):
        flipped = bytearray(content)
        flipped[place] ^= 1
        assert judged(flipped), place


@EXAMPLES
@given(start=st.integers(0), length=st.integers(1, 10_000))
def test_a_part_cut_out(judged, package, start, length):
    content = package.read_bytes()
    start %= len(content)
    assert judged(content[:start] + content[start + length :])


@EXAMPLES
@given(place=st.integers(0), new=st.binary(min_size=1, max_size=50))
def test_bytes_put_in(judged, package, place, new):
    content = package.read_bytes()
    place %= len(content) + 1
    assert judged(content[:place] + new + content[place:])


@EXAMPLES
@given(data=st.data())
def test_two_parts_swapped(judged, package, data):
    content = package.read_bytes()
    places = data.draw(st.lists(st.integers(0, len(content)), min_size=3, max_size=3, unique=True).map(sorted))
    first, second, third = places
    swapped = content[:first] + content[second:third] + content[first:second] + content[third:]
    assert judged(swapped) or swapped == content


@pytest.fixture(scope="module")
def path_of(package):
    """The path from the package's folder."""
    return lambda name: name.removeprefix(f"{package.stem}/")


def test_a_file_dropped(judged, entries, path_of):
    for name in entries:
        found = judged({other: data for other, data in entries.items() if other != name})
        assert path_of(name) in {problem.path for problem in found}


@EXAMPLES
@given(data=st.data())
def test_a_file_added_renamed_or_swapped(judged, entries, package, path_of, data):
    name = data.draw(st.sampled_from(sorted(entries)))
    new = data.draw(st.sampled_from(["data/", "", "data/a/"])) + data.draw(
        st.text("abcxyz0123456789-.", min_size=1, max_size=12).filter(lambda text: text.strip("."))
    )
    if f"{package.stem}/{new}" in entries:
        return
    added = judged({**entries, f"{package.stem}/{new}": b"new"})
    assert added
    assert new in {problem.path for problem in added}
    renamed = judged({(f"{package.stem}/{new}" if other == name else other): d for other, d in entries.items()})
    assert path_of(name) in {problem.path for problem in renamed}
    other = data.draw(st.sampled_from(sorted(set(entries) - {name})))
    swapped = judged({**entries, name: entries[other], other: entries[name]})
    assert {path_of(name), path_of(other)} & {problem.path for problem in swapped}


@EXAMPLES
@given(data=st.data())
def test_the_content_of_a_file_changed(judged, entries, path_of, data):
    name = data.draw(st.sampled_from(sorted(entries)))
    new = data.draw(st.binary(max_size=100).filter(lambda new: new != entries[name]))
    found = judged({**entries, name: new})
    if not name.endswith("tagmanifest-sha256.txt"):
        assert path_of(name) in {problem.path for problem in found}
    assert found


@pytest.mark.parametrize("manifest", ["manifest-sha256.txt", "bag-info.txt"])
def test_the_lines_of_a_tag_file_in_another_order(judged, entries, package, manifest):
    name = f"{package.stem}/{manifest}"
    lines = entries[name].splitlines(keepends=True)
    found = judged({**entries, name: b"".join(reversed(lines))})
    assert [(problem.kind, problem.path) for problem in found] == [("altered", manifest)]


def test_another_order_of_the_files_in_the_zip_is_no_damage(judged, entries):
    assert judged(dict(reversed(entries.items()))) == ()


def test_a_damaged_folder(package, entries, tmp_path):
    folder = tmp_path / "unpacked"
    for name in entries:
        shutil.rmtree(folder, ignore_errors=True)
        with zipfile.ZipFile(package) as archive:
            archive.extractall(folder)
        bag = folder / package.stem
        assert verify(bag).valid
        (folder / name).write_bytes(entries[name] + b"x")
        assert verify(bag).problems

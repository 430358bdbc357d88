"""Zips that are not what they say: bombs, links, names, damage. Each is judged without being unpacked."""

import stat
import struct
import tracemalloc
import warnings
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citizen_desktop.package.verifier import verify


@pytest.fixture
def right(tmp_path, bags):
    """The bytes of a zip that is right."""
    return bags.as_zip(tmp_path, bags.bag(), zipfile.ZIP_STORED).read_bytes()


@pytest.fixture
def judged(tmp_path, bags):
    """Says what is wrong with the bytes of a zip."""

    def judge(data):
        path = tmp_path / "bag.zip"
        path.write_bytes(data)
        return bags.problems(path)

    return judge


def with_entry(tmp_path, bags, name, data, compression=zipfile.ZIP_STORED, **attributes):
    """A bag with one more entry in its zip, that no manifest lists."""
    path = bags.as_zip(tmp_path, bags.bag())
    info = zipfile.ZipInfo("x")
    info.filename = name
    info.compress_type = compression
    for attribute, value in attributes.items():
        setattr(info, attribute, value)
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(info, data)
    return path


@pytest.mark.parametrize("data", [b"", b"PK", b"hello", bytes(100), b"PK\5\6" + bytes(17), b"PK\3\4" + bytes(200)])
def test_no_zip(judged, data):
    assert judged(data) == {("structure", "")}


def test_an_empty_zip(judged):
    assert ("structure", "bagit.txt") in judged(b"PK\5\6" + bytes(18))


def test_every_truncation_is_noticed(judged, right):
    for length in range(0, len(right), 13):
        assert judged(right[:length])


def test_bytes_around_the_zip(judged, right):
    assert judged(right + b"x") == {("structure", "")}
    assert judged(b"x" + right) == {("structure", "")}


@pytest.mark.parametrize(
    ("name", "kind", "path"),
    [
        ("../evil", "unsafe-path", "../evil"),
        ("bag/../../evil", "unsafe-path", "bag/../../evil"),
        ("/etc/evil", "unsafe-path", "/etc/evil"),
        ("C:/evil", "unsafe-path", "C:/evil"),
        ("c:evil", "unsafe-path", "c:evil"),
        ("//server/share/evil", "unsafe-path", "//server/share/evil"),
        ("\\\\server\\evil", "unsafe-path", "\\\\server\\evil"),
        ("bag\\data\\evil", "unsafe-path", "bag\\data\\evil"),
        ("bag/data//evil", "unsafe-path", "bag/data//evil"),
        ("bag/./evil", "unsafe-path", "bag/./evil"),
        ("bag/data/CON", "unsafe-path", "bag/data/CON"),
        ("bag/data/aux.txt/", "unsafe-path", "bag/data/aux.txt"),
        ("", "unsafe-path", ""),
        ("other/file", "structure", "other/file"),
        ("file", "structure", "file"),
        ("__MACOSX/bag/._data", "structure", "__MACOSX/bag/._data"),
        ("bag/data/more", "unexpected", "data/more"),
        ("bag/data/LETTER.txt", "collision", "data/LETTER.txt"),
        ("bag/Data/x", "collision", "Data"),
        ("bag/data/letter.txt", "collision", "data/letter.txt"),
        ("bag/bagit.txt", "collision", "bagit.txt"),
        ("bag/data/letter.txt/x", "collision", "data/letter.txt"),
        ("other/bagit.txt", "structure", "other/bagit.txt"),
    ],
)
def test_a_name_in_the_zip(tmp_path, bags, name, kind, path):
    assert (kind, path) in bags.problems(with_entry(tmp_path, bags, name, b"" if name.endswith("/") else b"x"))


def test_a_null_character_in_a_name(judged, right):
    assert ("unsafe-path", "bag/data/letter\0txt") in judged(right.replace(b"letter.txt", b"letter\0txt"))


def test_a_name_that_is_no_text(tmp_path, bags, judged):
    data = bags.as_zip(tmp_path, bags.bag({"data/éé": b"1"})).read_bytes()
    assert ("structure", "bag/data/\\xff\\xff\\xff\\xff") in judged(data.replace("éé".encode(), b"\xff" * 4))


def test_a_bag_without_a_folder_of_its_own(tmp_path, bags):
    assert bags.problems(bags.as_zip(tmp_path, bags.bag(), folder="")) == {("structure", "")}


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_what_is_no_file(tmp_path, bags, kind):
    path = with_entry(tmp_path, bags, "bag/data/it", b"/etc/passwd", external_attr=(kind | 0o777) << 16)
    expected = "link" if kind == stat.S_IFLNK else "structure"
    assert (expected, "data/it") in bags.problems(path)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unknown_compression(tmp_path, bags, method):
    assert ("structure", "data/it") in bags.problems(with_entry(tmp_path, bags, "bag/data/it", b"x" * 99, method))


def central(data, name):
    """Where the central record and the local header of an entry are."""
    record = data.index(b"PK\1\2", data.rindex(b"PK\3\4"))
    while data[record + 46 : record + 46 + len(name)] != name:
        record = data.index(b"PK\1\2", record + 4)
    return record, struct.unpack_from("<L", data, record + 42)[0]


LETTER = b"bag/data/letter.txt"


def changed(data, record_offset, local_offset, form, value):
    """The zip with a field changed in both places."""
    data = bytearray(data)
    record, local = central(bytes(data), LETTER)
    struct.pack_into(form, data, record + record_offset, value)
    if local_offset is not None:
        struct.pack_into(form, data, local + local_offset, value)
    return bytes(data)


def test_fields_that_lie(judged, right):
    assert judged(changed(right, 8, 6, "<H", 1)) == {("structure", "data/letter.txt")}
    assert judged(changed(right, 10, 8, "<H", 99)) == {("structure", "data/letter.txt")}
    assert judged(changed(right, 16, 14, "<L", 1)) == {("altered", "data/letter.txt")}
    assert judged(changed(right, 16, None, "<L", 1)) == {("structure", "data/letter.txt")}
    assert judged(changed(right, 24, 22, "<L", 7)) == {("bomb", "data/letter.txt")}
    assert judged(changed(right, 20, 18, "<L", 1 << 30)) >= {("bomb", "data/letter.txt")}
    assert judged(changed(right, 42, None, "<L", 0)) >= {("structure", "data/letter.txt")}
    assert judged(changed(right, 42, None, "<L", 0xFFFFFFF0)) >= {("structure", "data/letter.txt")}


def test_counts_that_lie(judged, right):
    end = len(right) - 22
    for offset, value in ((8, 3), (10, 3), (4, 1), (6, 1)):
        data = bytearray(right)
        struct.pack_into("<H", data, end + offset, value)
        assert judged(bytes(data)) >= {("structure", "")}
    for offset in (12, 16):
        data = bytearray(right)
        struct.pack_into("<L", data, end + offset, 0xFFFFFFFF)
        assert judged(bytes(data)) == {("structure", "")}


def test_a_bomb_by_its_ratio(tmp_path, bags):
    files = bags.bag({"data/zeros": bytes(50_000_000)})
    path = bags.as_zip(tmp_path, files)
    assert path.stat().st_size < 100_000
    assert bags.problems(path) == {("bomb", "data/zeros")}
    assert verify(bags.as_zip(tmp_path, files, zipfile.ZIP_STORED)).valid


def test_a_bomb_of_many_parts(tmp_path, bags):
    files = bags.bag({f"data/{number}": bytes(9_000_000) for number in range(12)})
    assert {kind for kind, _ in bags.problems(bags.as_zip(tmp_path, files))} == {"bomb"}


def test_a_small_file_that_packs_well_is_no_bomb(tmp_path, bags):
    assert verify(bags.as_zip(tmp_path, bags.bag({"data/zeros": bytes(5_000_000)}))).valid


def test_content_larger_than_its_size_says(tmp_path, bags, judged):
    content = bytes(range(256)) * 100
    data = bytearray(bags.as_zip(tmp_path, bags.bag({"data/letter.txt": content})).read_bytes())
    assert judged(changed(data, 24, 22, "<L", 5000)) == {("bomb", "data/letter.txt"), ("tag", "bag-info.txt")}
    assert judged(changed(data, 24, 22, "<L", 50_000)) >= {("altered", "data/letter.txt")}


def test_entries_that_share_their_bytes(judged, right):
    """A bomb whose entries all point at the same content, and one whose entries quote the next one's header."""
    data = bytearray(right)
    record, _ = central(right, LETTER)
    _, other = central(right, b"bag/data/empty")
    struct.pack_into("<L", data, record + 42, other)
    assert {path for kind, path in judged(bytes(data)) if kind in ("bomb", "structure")} >= {"data/letter.txt"}

    inner = b"PK\3\4" + struct.pack("<5H3L2H", 20, 0, 0, 0, 33, zlib.crc32(b"x"), 1, 1, 1, 0) + b"b" + b"x"
    outer = b"PK\3\4" + struct.pack("<5H3L2H", 20, 0, 0, 0, 33, zlib.crc32(inner), len(inner), len(inner), 1, 0) + b"a"
    body = outer + inner
    directory = b""
    for name, content, offset in ((b"a", inner, 0), (b"b", b"x", len(outer))):
        fields = (20, 20, 0, 0, 0, 33, zlib.crc32(content), len(content), len(content), 1, 0, 0, 0, 0, 0, offset)
        directory += b"PK\1\2" + struct.pack("<6H3L5H2L", *fields) + name
    end = b"PK\5\6" + struct.pack("<4H2LH", 0, 0, 2, 2, len(directory), len(body), 0)
    assert {path for kind, path in judged(body + directory + end) if kind == "bomb"} == {"a", "b"}


def test_damaged_compression(tmp_path, bags, judged):
    content = bytes(range(256)) * 100
    data = bytearray(bags.as_zip(tmp_path, bags.bag({"data/letter.txt": content})).read_bytes())
    _, local = central(bytes(data), LETTER)
    start = local + 30 + len(LETTER)
    data[start : start + 40] = b"\xff" * 40
    assert ("altered", "data/letter.txt") in judged(bytes(data))


def test_a_bomb_costs_no_memory(tmp_path, bags):
    files = bags.bag({"data/zeros": bytes(100_000_000)})
    path = bags.as_zip(tmp_path, files)
    huge = changed_size(path.read_bytes())
    path.write_bytes(huge)
    del files
    tracemalloc.start()
    assert ("bomb", "data/zeros") in bags.problems(path)
    assert tracemalloc.get_traced_memory()[1] < 8_000_000
    tracemalloc.stop()


def changed_size(data):
    """The same zip, its bomb hiding behind a size that looks harmless."""
    data = bytearray(data)
    record, local = central(bytes(data), b"bag/data/zeros")
    struct.pack_into("<L", data, record + 24, 9_000_000)
    struct.pack_into("<L", data, local + 22, 9_000_000)
    return bytes(data)


@settings(max_examples=150)
@given(data=st.binary(max_size=400), end=st.booleans())
def test_any_bytes_are_judged(tmp_path_factory, data, end):
    path = tmp_path_factory.getbasetemp() / "any.zip"
    path.write_bytes(data + (b"PK\5\6" + bytes(18) if end else b""))
    assert not verify(path).valid


@settings(max_examples=300)
@given(data=st.data())
def test_a_zip_with_any_bytes_in_it_is_judged(tmp_path_factory, bags, data):
    path = bags.as_zip(tmp_path_factory.mktemp("any"), bags.bag())
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        new = data.draw(st.binary(min_size=1, max_size=8))
        content[place : place + data.draw(st.sampled_from([0, len(new)]))] = new
    path.write_bytes(content)
    verify(path)


@settings(max_examples=200)
@given(
    name=st.sampled_from(["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "fetch.txt"]),
    text=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
)
def test_any_tag_file_is_judged(tmp_path_factory, bags, name, text):
    files = bags.bag() | {name: text}
    folder = tmp_path_factory.mktemp("any")
    verify(bags.as_zip(folder, files, zipfile.ZIP_STORED))
    verify(bags.as_folder(folder, files))


def test_deep_paths_cost_no_more_than_their_length(tmp_path, bags):
    path = bags.as_zip(tmp_path, bags.bag())
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(5):
            archive.writestr(f"bag/data/{number}/" + "a/" * 30_000 + "x", b"")
    tracemalloc.start()
    assert {kind for kind, _ in bags.problems(path)} == {"unexpected", "tag"}
    assert tracemalloc.get_traced_memory()[1] < 120 * path.stat().st_size
    tracemalloc.stop()


def test_a_manifest_of_nothing_fills_no_memory(tmp_path, bags, monkeypatch):
    monkeypatch.setattr("citizen_desktop.package.rules.MOST", 50)
    files = bags.bag(tags=False)
    files["manifest-sha256.txt"] += b"".join(b"%064d  data/%d\n" % (number, number) for number in range(1000))
    found = verify(bags.as_folder(tmp_path, files)).problems
    assert len(found) == 50
    assert {problem.kind for problem in found} == {"missing", "structure"}
    files["manifest-sha256.txt"] = b"nothing\n" * 1000
    found = verify(bags.as_folder(tmp_path, files)).problems
    assert len(found) == 51
    assert "more problems" in found[-1].detail

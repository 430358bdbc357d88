"""One bag for each rule that can be broken: every fault is named, and no other."""

import os
import socket

import pytest

from citizen_desktop.package.verifier import verify

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"data/letter.txt": None}, ("missing", "data/letter.txt")),
        ({"data/more.txt": b""}, ("unexpected", "data/more.txt")),
        ({"data/letter.txt": b"hellO\n"}, ("altered", "data/letter.txt")),
        ({"data/empty": b"x"}, ("altered", "data/empty")),
        ({"bag-info.txt": b"Payload-Oxum: 2310.3\n"}, ("altered", "bag-info.txt")),
        ({"bag-info.txt": None}, ("missing", "bag-info.txt")),
        ({"bagit.txt": None}, ("structure", "bagit.txt")),
        ({"manifest-sha256.txt": None}, ("structure", "")),
        ({"manifest-sha256.txt": b""}, ("unexpected", "data/letter.txt")),
    ],
)
@pytest.mark.parametrize("make", ["as_folder", "as_zip"])
def test_damage(tmp_path, bags, change, expected, make):
    files = {path: data for path, data in (bags.bag() | change).items() if data is not None}
    assert expected in bags.problems(getattr(bags, make)(tmp_path, files))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"BagIt-Version: 1.0\n",
        b"Tag-File-Character-Encoding: UTF-8\n",
        b"Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n",
        BAGIT + b"More: x\n",
        BAGIT + b"\n",
        BAGIT + BAGIT,
        b"\xef\xbb\xbf" + BAGIT,
        BAGIT.replace(b": 1", b":1"),
        BAGIT.replace(b": 1", b":  1"),
        BAGIT.replace(b": 1", b" : 1"),
        BAGIT.replace(b": 1", b":\t1"),
        BAGIT.replace(b"1.0\n", b"1.0 \n"),
        b" " + BAGIT,
        BAGIT.replace(b"1.0", b"one"),
        BAGIT.replace(b"1.0", b"0.92"),
        BAGIT.replace(b"1.0", b"2.0"),
        BAGIT.replace(b"UTF-8", b"rot13"),
        BAGIT.replace(b"UTF-8", b"utf-7"),
        BAGIT.replace(b"UTF-8", b"nothing"),
        BAGIT.decode().encode("utf-16"),
    ],
)
def test_declaration(tmp_path, bags, text):
    files = bags.tag_manifests(bags.bag() | {"bagit.txt": text})
    assert bags.problems(bags.as_folder(tmp_path, files)) == {("tag", "bagit.txt")}


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r", b""])
def test_declarations_that_are_right(tmp_path, bags, end):
    text = BAGIT.removesuffix(b"\n") + end
    files = bags.tag_manifests(bags.bag() | {"bagit.txt": text})
    assert verify(bags.as_folder(tmp_path, files)).valid


SUM = "9" * 64


@pytest.mark.parametrize(
    ("line", "kind", "path"),
    [
        ("nothing", "manifest", "manifest-sha256.txt"),
        (f"{SUM[1:]}  data/letter.txt", "manifest", "manifest-sha256.txt"),
        (f"{SUM[1:]}x  data/letter.txt", "manifest", "manifest-sha256.txt"),
        (f"{SUM[2:]}٣٣  data/letter.txt", "manifest", "manifest-sha256.txt"),
        ("{same}  data/letter.txt", "manifest", "data/letter.txt"),
        (f"{SUM}  data/letter.txt", "manifest", "data/letter.txt"),
        ("{same}  ./data/letter.txt", "manifest", "data/letter.txt"),
        (f"{SUM}  bag-info.txt", "manifest", "bag-info.txt"),
        (f"{SUM}  elsewhere/file", "manifest", "elsewhere/file"),
        (f"{SUM}  data/absent", "missing", "data/absent"),
        (f"{SUM}  data/folder", "missing", "data/folder"),
        (f"{SUM}  ../outside", "unsafe-path", "../outside"),
        (f"{SUM}  data/../../outside", "unsafe-path", "data/../../outside"),
        (f"{SUM}  data/..", "unsafe-path", "data/.."),
        (f"{SUM}  /etc/passwd", "unsafe-path", "/etc/passwd"),
        (f"{SUM}  ~/.bashrc", "unsafe-path", "~/.bashrc"),
        (f"{SUM}  C:/file", "unsafe-path", "C:/file"),
        (f"{SUM}  c:file", "unsafe-path", "c:file"),
        (f"{SUM}  \\\\server\\share", "unsafe-path", "\\\\server\\share"),
        (f"{SUM}  //server/share", "unsafe-path", "//server/share"),
        (f"{SUM}  data\\letter.txt", "unsafe-path", "data\\letter.txt"),
        (f"{SUM}  data\\..\\..\\x", "unsafe-path", "data\\..\\..\\x"),
        (f"{SUM}  data/a\0b", "unsafe-path", "data/a\0b"),
        (f"{SUM}  data/CON", "unsafe-path", "data/CON"),
        (f"{SUM}  data/nul.txt", "unsafe-path", "data/nul.txt"),
        (f"{SUM}  data/Com1.tar.gz/x", "unsafe-path", "data/Com1.tar.gz/x"),
        (f"{SUM}  data/" + "x" * 70_000, "manifest", "manifest-sha256.txt"),
    ],
)
def test_a_line_of_a_manifest(tmp_path, bags, line, kind, path):
    files = bags.bag(tags=False)
    line = line.replace("{same}", bags.digest("sha256", b"hello\n"))
    files["manifest-sha256.txt"] += line.encode()
    found = bags.problems(bags.as_folder(tmp_path, files))
    # A line that names a file once more is a fault of its own.
    assert found - {("manifest", "data/letter.txt")} == {(kind, path)} - {("manifest", "data/letter.txt")}
    assert (kind, path) in found


def test_listed_twice_the_same_is_a_warning_before_1_0(tmp_path, bags):
    files = bags.bag(tags=False, version="0.97")
    files["manifest-sha256.txt"] *= 2
    assert verify(bags.as_folder(tmp_path, files)).valid
    files["manifest-sha256.txt"] += f"{SUM}  data/empty\n".encode()
    assert bags.problems(bags.as_folder(tmp_path, files)) == {("manifest", "data/empty")}


@pytest.mark.parametrize(
    ("line", "kind", "path"),
    [
        (f"{SUM}  data/letter.txt", "manifest", "data/letter.txt"),
        (f"{SUM}  tagmanifest-sha256.txt", "manifest", "tagmanifest-sha256.txt"),
        (f"{SUM}  absent.txt", "missing", "absent.txt"),
        (f"{SUM}  bagit.txt", "manifest", "bagit.txt"),
    ],
)
def test_a_line_of_a_tag_manifest(tmp_path, bags, line, kind, path):
    files = bags.bag()
    files["tagmanifest-sha256.txt"] += line.encode()
    assert bags.problems(bags.as_folder(tmp_path, files)) == {(kind, path)}


def test_a_tag_manifest_lists_every_payload_manifest_since_1_0(tmp_path, bags):
    for version, expected in (("1.0", {("manifest", "manifest-md5.txt")}), ("0.97", set())):
        files = bags.bag(version=version)
        files["manifest-md5.txt"] = bags.manifest(bags.PAYLOAD, "md5")
        assert bags.problems(bags.as_folder(tmp_path, files)) == expected


def test_every_file_is_in_every_manifest_since_1_0(tmp_path, bags):
    files = bags.bag(algorithms=("md5", "sha256"), tags=False)
    files["manifest-md5.txt"] = bags.manifest({"data/empty": b""}, "md5")
    expected = {("manifest", "data/letter.txt"), ("manifest", "data/folder/picture.jpg")}
    assert bags.problems(bags.as_folder(tmp_path, files)) == expected


def test_a_manifest_whose_checksums_cannot_be_computed(tmp_path, bags):
    files = bags.bag(tags=False) | {"manifest-whirlpool.txt": bags.manifest(bags.PAYLOAD)}
    assert bags.problems(bags.as_folder(tmp_path, files)) == {("manifest", "manifest-whirlpool.txt")}


def test_text_that_is_not_in_its_encoding(tmp_path, bags):
    files = bags.bag(tags=False)
    files["manifest-sha256.txt"] += SUM.encode() + b"  data/\xff"
    assert bags.problems(bags.as_folder(tmp_path, files)) == {("manifest", "manifest-sha256.txt")}
    files = bags.bag(tags=False) | {"bag-info.txt": b"A: \xff"}
    assert bags.problems(bags.as_folder(tmp_path, files)) == {("tag", "bag-info.txt")}
    files = bags.bag(tags=False) | {"fetch.txt": b"\xff"}
    assert bags.problems(bags.as_folder(tmp_path, files)) == {("fetch", "fetch.txt")}


@pytest.mark.parametrize("text", ["1", "x.y", "1.2.3", "-1.3", "2311.3", "2310", "٢٣١٠.٣", ""])
def test_payload_oxum(tmp_path, bags, text):
    files = bags.bag(tags=False) | {"bag-info.txt": f"Payload-Oxum: {text}\n".encode()}
    size = sum(map(len, bags.PAYLOAD.values()))
    assert text != f"{size}.3"
    assert bags.problems(bags.as_folder(tmp_path, files)) == {("tag", "bag-info.txt")}


@pytest.mark.parametrize("text", [b"no colon\n", b": value\n", b" folded first\n"])
def test_bag_info(tmp_path, bags, text):
    files = bags.bag(tags=False) | {"bag-info.txt": text}
    assert bags.problems(bags.as_folder(tmp_path, files)) == {("tag", "bag-info.txt")}


@pytest.mark.parametrize(
    ("line", "kind", "path"),
    [
        ("https://example.org/x 5 data/absent", "fetch", "data/absent"),
        ("https://example.org/x - data/absent", "fetch", "data/absent"),
        ("nonsense", "fetch", "fetch.txt"),
        ("https://example.org/x many data/empty", "fetch", "fetch.txt"),
        ("example.org 1 data/empty", "fetch", "fetch.txt"),
        ("https://example.org/x 5 bagit.txt", "fetch", "bagit.txt"),
        ("https://example.org/x 5 ../out", "unsafe-path", "../out"),
        ("file:///etc/passwd 5 /etc/passwd", "unsafe-path", "/etc/passwd"),
    ],
)
def test_fetch(tmp_path, bags, line, kind, path):
    files = bags.bag(tags=False) | {"fetch.txt": line.encode()}
    files["manifest-sha256.txt"] += f"{SUM}  data/absent\n".encode() if path == "data/absent" else b""
    assert bags.problems(bags.as_folder(tmp_path, files)) == {(kind, path)}


def test_folders_and_payloads_that_are_not_there(tmp_path, bags):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert bags.problems(empty) == {("structure", "bagit.txt"), ("structure", "data"), ("structure", "")}


@pytest.mark.parametrize(
    "names",
    [
        ("data/a.txt", "data/A.TXT"),
        ("data/folder/a", "data/Folder/b"),
        ("data/\u00e9", "data/e\u0301"),
        ("data/\u0130", "data/i\u0307"),
        ("data/STRASSE", "data/straße"),
        ("data/a", "data/a."),
        ("data/a", "data/a "),
    ],
)
@pytest.mark.parametrize("make", ["as_folder", "as_zip"])
def test_names_that_are_the_same_somewhere(tmp_path, bags, names, make):
    path = getattr(bags, make)(tmp_path, bags.bag(dict.fromkeys(names, b"1")))
    assert {kind for kind, _ in bags.problems(path)} == {"collision"}


@pytest.mark.parametrize(
    "name", ["data/CON", "data/nul.txt", "data/lpt9.a.b", "data/a\\b", "data/com¹", "data/AUX/x", "data/con .txt"]
)
@pytest.mark.parametrize("make", ["as_folder", "as_zip"])
def test_names_that_are_a_danger_somewhere(tmp_path, bags, name, make):
    path = getattr(bags, make)(tmp_path, bags.bag({name: b"1"}))
    assert {kind for kind, _ in bags.problems(path)} == {"unsafe-path"}


@pytest.mark.parametrize("target", ["/etc/passwd", "../../secret", "nowhere", "link"])
def test_links_that_lead_out_are_not_followed(tmp_path, bags, target):
    (tmp_path / "secret").write_bytes(b"hello\n")
    folder = bags.as_folder(tmp_path, bags.bag(bags.PAYLOAD | {"data/link": b"hello\n"}))
    (folder / "data" / "link").unlink()
    (folder / "data" / "link").symlink_to(target)
    assert bags.problems(folder) == {("link", "data/link")}


def test_links_to_folders_are_not_followed(tmp_path, bags):
    folder = bags.as_folder(tmp_path, bags.bag())
    (folder / "data" / "up").symlink_to("..")
    (folder / "data" / "out").symlink_to(tmp_path)
    assert {(kind, path) for kind, path in bags.problems(folder) if kind == "link"} == {
        ("link", "data/up"),
        ("link", "data/out"),
    }


def test_what_is_no_file_is_not_opened(tmp_path, bags, monkeypatch):
    folder = bags.as_folder(tmp_path, bags.bag())
    os.mkfifo(folder / "data" / "pipe")
    monkeypatch.chdir(folder / "data")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
        found = bags.problems(folder)
    assert ("structure", "data/pipe") in found
    assert ("structure", "data/socket") in found


def test_a_name_that_is_no_text(tmp_path, bags):
    folder = bags.as_folder(tmp_path, bags.bag())
    (folder / "data" / os.fsdecode(b"\xff")).write_bytes(b"")
    assert ("structure", "data/\\xff") in bags.problems(folder)

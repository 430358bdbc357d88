"""Bags that are right, by our own hand and by the reference implementation's."""

import zipfile

import bagit
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citizen_desktop.package.errors import Cancelled, NotJudgedError
from citizen_desktop.package.verifier import verify

ALGORITHMS = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"]


@pytest.mark.parametrize("algorithm", [*ALGORITHMS, "sha3_256", "blake2b"])
def test_what_the_reference_makes_is_valid(tmp_path, bags, algorithm):
    folder = tmp_path / "bag"
    (folder / "inside").mkdir(parents=True)
    (folder / "inside" / "a file.txt").write_bytes(b"a" * 3_000_000)
    (folder / "ملف.txt").write_bytes(b"")
    bagit.make_bag(str(folder), {"Contact-Name": "someone"}, checksums=[algorithm])
    verdict = verify(folder)
    assert (verdict.valid, verdict.version, verdict.files, verdict.size) == (True, "0.97", 2, 3_000_000)
    (folder / "data" / "inside" / "a file.txt").write_bytes(b"a" * 2_999_999 + b"b")
    assert not bags.reference_says(folder)
    assert bags.problems(folder) == {("altered", "data/inside/a file.txt")}


def test_every_algorithm_at_once(tmp_path, bags):
    folder = bags.as_folder(tmp_path, bags.bag(algorithms=ALGORITHMS))
    assert bags.reference_says(folder)
    assert verify(folder).valid


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("version", ["0.93", "0.94", "0.95", "0.96", "0.97", "1.0"])
@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "UTF-16BE", "UTF-16LE", "ISO-8859-1", "us-ascii"])
def test_versions_and_encodings(tmp_path, bags, version, encoding, compression):
    files = bags.bag(version=version, encoding=encoding)
    for path in (bags.as_folder(tmp_path, files), bags.as_zip(tmp_path, files, compression)):
        verdict = verify(path)
        assert (verdict.problems, verdict.warnings, verdict.version) == ((), (), version)


def test_names_in_the_encoding_of_the_tag_files(tmp_path, bags):
    files = bags.bag({"data/é ü.txt": b"1"}, encoding="ISO-8859-1")
    assert verify(bags.as_folder(tmp_path, files)).valid
    assert verify(bags.as_zip(tmp_path, files)).valid


def test_utf_16_without_a_byte_order_mark(tmp_path, bags):
    files = bags.bag(version="0.97", encoding="UTF-16BE")
    files["bagit.txt"] = files["bagit.txt"].replace(b"UTF-16BE", b"UTF-16")
    assert verify(bags.as_folder(tmp_path, bags.tag_manifests(files, encoding="UTF-16BE"))).valid


@pytest.mark.parametrize(
    ("version", "name", "written"),
    [
        ("1.0", "data/a\nb", "data/a%0Ab"),
        ("1.0", "data/a\rb", "data/a%0db"),
        ("1.0", "data/100%", "data/100%25"),
        ("1.0", "data/%0A", "data/%250A"),
        ("0.97", "data/a\nb", "data/a%0Ab"),
        ("0.97", "data/100%25", "data/100%25"),
    ],
)
def test_percent_encoded_names(tmp_path, bags, version, name, written):
    files = bags.bag({name: b"1"}, version=version, tags=False)
    files["manifest-sha256.txt"] = bags.manifest({written: b"1"})
    verdict = verify(bags.as_folder(tmp_path, files))
    assert verdict.valid
    # Windows could not store a line end in a name.
    assert {str(warning.kind) for warning in verdict.warnings} <= {"unsafe-path"}


def test_a_name_that_a_bag_of_1_0_should_have_encoded_is_found_with_a_warning(tmp_path, bags):
    files = bags.bag({"data/100%25": b"1"}, tags=False)
    verdict = verify(bags.as_folder(tmp_path, files))
    assert verdict.valid
    assert [str(warning.path) for warning in verdict.warnings] == ["data/100%25"]


@pytest.mark.parametrize("gap", [" ", "  ", "\t", " \t ", " *", "  *"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("case", [str.lower, str.upper])
def test_lines_as_other_programs_write_them(tmp_path, bags, gap, end, case):
    files = bags.bag(tags=False)
    rows = (f"{case(bags.digest('sha256', data))}{gap}{path}" for path, data in bags.PAYLOAD.items())
    files["manifest-sha256.txt"] = end.join(rows).encode()
    for path in (bags.as_folder(tmp_path, files), bags.as_zip(tmp_path, files)):
        verdict = verify(path)
        assert (verdict.problems, verdict.warnings) == ((), ())


def test_paths_as_md5sum_writes_them_are_understood_with_a_warning(tmp_path, bags):
    files = bags.bag(tags=False)
    files["manifest-sha256.txt"] = bags.manifest({f"./{path}": data for path, data in bags.PAYLOAD.items()})
    folder = bags.as_folder(tmp_path, files)
    assert bags.reference_says(folder)
    assert verify(folder).valid
    assert len(verify(folder).warnings) == 3


def test_a_name_in_another_unicode_form_is_found_with_a_warning(tmp_path, bags):
    files = bags.bag({"data/e\u0301.txt": b"1"}, tags=False)
    files["manifest-sha256.txt"] = bags.manifest({"data/\u00e9.txt": b"1"})
    folder = bags.as_folder(tmp_path, files)
    assert bags.reference_says(folder)
    verdict = verify(folder)
    assert verdict.valid
    assert len(verdict.warnings) == 1


def test_a_bag_in_a_bag(tmp_path, bags):
    inner = {f"data/bag/{path}": data for path, data in bags.bag().items()}
    assert verify(bags.as_folder(tmp_path, bags.bag(inner))).valid


def test_older_versions_may_list_a_file_in_one_manifest_only(tmp_path, bags):
    files = bags.bag(version="0.97", algorithms=("md5", "sha256"), tags=False)
    files["manifest-md5.txt"] = bags.manifest({"data/empty": b""}, "md5")
    assert verify(bags.as_folder(tmp_path, files)).valid


def test_a_fetched_file_that_is_there_is_no_problem(tmp_path, bags):
    files = bags.bag() | {"fetch.txt": b"https://example.org/letter 6 data/letter.txt\n"}
    assert verify(bags.as_folder(tmp_path, bags.tag_manifests(files))).valid


def test_folded_lines_and_repeated_labels_in_bag_info(tmp_path, bags):
    files = bags.bag(info="Source: one\n  two\n\tthree\nSource: again\n")
    assert verify(bags.as_folder(tmp_path, files)).valid


def test_a_zip_that_was_streamed(tmp_path, bags):
    """Sizes follow the content there (data descriptors)."""

    class Pipe:
        def __init__(self, stream):
            self.write, self.flush = stream.write, stream.flush

    path = tmp_path / "bag.zip"
    with path.open("wb") as stream, zipfile.ZipFile(Pipe(stream), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in bags.bag().items():
            archive.writestr(f"bag/{name}", data)
    verdict = verify(path)
    assert (verdict.problems, verdict.warnings) == ((), ())


def test_a_zip_with_folders_and_wide_records(tmp_path, bags):
    path = tmp_path / "bag.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.mkdir("bag")
        archive.mkdir("bag/data")
        for name, data in bags.bag({}).items():
            with archive.open(f"bag/{name}", "w", force_zip64=True) as stream:
                stream.write(data)
    verdict = verify(path)
    assert (verdict.problems, verdict.warnings) == ((), ())


def test_a_zip_of_another_name_is_a_warning(tmp_path, bags):
    path = bags.as_zip(tmp_path, bags.bag(), folder="other/")
    assert verify(path).valid
    assert len(verify(path).warnings) == 1


def test_a_link_to_a_file_inside_is_followed_with_a_warning(tmp_path, bags):
    folder = bags.as_folder(tmp_path, bags.bag(bags.PAYLOAD | {"data/link": b"hello\n"}))
    (folder / "data" / "link").unlink()
    (folder / "data" / "link").symlink_to("letter.txt")
    verdict = verify(folder)
    assert verdict.valid
    assert [warning.path for warning in verdict.warnings] == ["data/link"]


@pytest.mark.parametrize("make", ["as_folder", "as_zip"])
def test_progress_ends_at_the_whole_and_work_can_be_broken_off(tmp_path, bags, make):
    path = getattr(bags, make)(tmp_path, bags.bag({"data/large": bytes(5_000_000)}))
    steps = []
    assert verify(path, progress=lambda done, total: steps.append((done, total))).valid
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1] > 5_000_000
    with pytest.raises(Cancelled):
        verify(path, cancelled=lambda: True)


def test_what_cannot_be_judged(tmp_path, bags):
    with pytest.raises(NotJudgedError, match="no such file"):
        verify(tmp_path / "absent")
    with pytest.raises(NotJudgedError):
        verify(tmp_path / "a\0b")
    with pytest.raises(NotJudgedError, match="neither"):
        verify(tmp_path.__class__("/dev/null"))


def test_a_file_that_cannot_be_read_is_not_judged(tmp_path, bags, monkeypatch):
    folder = bags.as_folder(tmp_path, bags.bag())
    real = bagit.os.open

    def refuse(path, *arguments, **more):
        if str(path).endswith("letter.txt"):
            raise PermissionError(13, "")
        return real(path, *arguments, **more)

    monkeypatch.setattr("os.open", refuse)
    with pytest.raises(NotJudgedError, match="permission"):
        verify(folder)


@settings(max_examples=200)
@given(data=st.data())
def test_what_the_reference_refuses_is_refused(tmp_path_factory, bags, data):
    """The reverse does not hold: it knows less of RFC 8493."""
    algorithms = data.draw(st.sampled_from([("sha256",), ("md5", "sha512")]))
    version = data.draw(st.sampled_from(["0.93", "0.97", "1.0"]))
    encoding = data.draw(st.sampled_from(["UTF-8", "ISO-8859-1"]))
    files = bags.bag(version=version, algorithms=algorithms, encoding=encoding, tags=data.draw(st.booleans()))
    files["fetch.txt"] = b"https://example.org/letter 6 data/letter.txt\n"
    for _ in range(data.draw(st.integers(1, 2))):
        path = data.draw(st.sampled_from(sorted(files)))
        change = data.draw(st.sampled_from(["drop", "add", "cut", "insert", "flip", "swap", "line"]))
        if change == "drop":
            del files[path]
        elif change == "add":
            files[data.draw(st.sampled_from(["data/new", "new", "data/x/new"]))] = b"new"
        elif change == "line":
            line = data.draw(st.sampled_from(files[path].splitlines(keepends=True) or [b""]))
            files[path] += line.replace(*data.draw(st.sampled_from([(b"", b""), (b"data/", b"../"), (b" ", b"  ")])))
        else:
            start, stop = sorted(data.draw(st.tuples(*[st.integers(0, len(files[path]))] * 2)))
            middle = {
                "cut": b"",
                "insert": data.draw(st.binary(max_size=4)) + files[path][start:stop],
                "flip": files[path][start:stop].swapcase(),
                "swap": files[path][start:stop][::-1],
            }[change]
            files[path] = files[path][:start] + middle + files[path][stop:]
    folder = bags.as_folder(tmp_path_factory.mktemp("any"), files)
    if bags.reference_says(folder) is False:
        assert verify(folder).problems

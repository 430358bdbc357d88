"""Bags made by the tests, as folders and as zips, right and wrong."""

import hashlib
import itertools
import zipfile
from types import SimpleNamespace

import bagit
import pytest

from citizen_desktop import i18n
from citizen_desktop.i18n import Language
from citizen_desktop.package.verifier import verify

PAYLOAD = {"data/letter.txt": b"hello\n", "data/folder/picture.jpg": bytes(range(256)) * 9, "data/empty": b""}
_numbers = itertools.count()


def digest(algorithm, data):
    return hashlib.new(algorithm, data).hexdigest()


def manifest(files, algorithm="sha256", encoding="utf-8"):
    return "".join(f"{digest(algorithm, data)}  {path}\n" for path, data in files.items()).encode(encoding)


def tag_manifests(files, algorithms=("sha256",), encoding="utf-8"):
    """The bag with its tag manifests made anew."""
    tags = {p: d for p, d in files.items() if not p.startswith(("data/", "tagmanifest-"))}
    return {**files, **{f"tagmanifest-{a}.txt": manifest(tags, a, encoding) for a in algorithms}}


def bag(payload=PAYLOAD, *, version="1.0", algorithms=("sha256",), encoding="UTF-8", info="", tags=True):
    """A bag that is right: its files by path."""
    codec = encoding.lower()
    oxum = f"{sum(map(len, payload.values()))}.{len(payload)}"
    files = {"bagit.txt": f"BagIt-Version: {version}\nTag-File-Character-Encoding: {encoding}\n".encode()}
    name = "package-info.txt" if version < "0.96" else "bag-info.txt"
    files[name] = f"Payload-Oxum: {oxum}\nContact-Name: someone\n{info}".encode(codec)
    for algorithm in algorithms:
        files[f"manifest-{algorithm}.txt"] = manifest(payload, algorithm, codec)
    files.update(payload)
    return tag_manifests(files, algorithms, codec) if tags else files


def as_folder(tmp_path, files):
    root = tmp_path / f"bag-{next(_numbers)}"
    (root / "data").mkdir(parents=True)
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def as_zip(tmp_path, files, compression=zipfile.ZIP_DEFLATED, folder="bag/"):
    path = tmp_path / f"n{next(_numbers)}" / "bag.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(f"{folder}{name}", data)
    return path


def problems(path):
    """The kinds and paths of what is wrong."""
    return {(str(problem.kind), problem.path) for problem in verify(path).problems}


def reference_says(folder):
    """Whether the reference implementation finds a bag valid; nothing where it falls over."""
    try:
        return bagit.Bag(str(folder)).validate()
    except bagit.BagError:
        return False
    except Exception:  # noqa: BLE001  whatever it is, it is no verdict
        return None


@pytest.fixture(scope="session")
def bags():
    names = (digest, manifest, tag_manifests, bag, as_folder, as_zip, problems, reference_says)
    return SimpleNamespace(PAYLOAD=PAYLOAD, **{function.__name__: function for function in names})


@pytest.fixture(autouse=True)
def _english():
    i18n.use(Language.ENGLISH)
    yield
    i18n.use(Language.ARABIC)

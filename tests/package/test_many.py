"""A bag of 100,000 files, in bounded memory."""

import hashlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
COUNT = 100_000
# Peak memory beyond what the interpreter and the modules take, in MB, and whether all is well.
MEASURE = """
import json, resource, sys
from pathlib import Path
from citizen_desktop.package.verifier import verify
verify(Path(sys.argv[2]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
verdict = verify(Path(sys.argv[1]))
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([verdict.valid, verdict.files, (after - before) / 1024]))
"""


def measure(path, small):
    command = [sys.executable, "-c", MEASURE, str(path), str(small)]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)


def test_a_hundred_thousand_files_in_a_zip(tmp_path, bags):
    rows = []
    path = tmp_path / "bag.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bag/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        for number in range(COUNT):
            name, data = f"data/folder-{number // 1000:03}/a-file-of-number-{number:06}.txt", b"%d" % number
            archive.writestr(f"bag/{name}", data)
            rows.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
        archive.writestr("bag/manifest-sha256.txt", "".join(rows))
    valid, files, memory = measure(path, bags.as_zip(tmp_path, bags.bag()))
    assert (valid, files) == (True, COUNT)
    assert memory < 100

"""``citizen-desktop channels`` as a technician's script calls it: a process of its own, its output, its exit status."""

import json
import os
import shutil
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from citizen_desktop.cli import main

ROOT = Path(__file__).resolve().parent.parent
SUNDAY = "2026-11-22T16:12"
NOWHERE = str(ROOT / "tests" / "no-such-folder")
OPEN_AND_CLOSED = "2026-11-27T12:00"
ONLY_POSIX = pytest.mark.skipif(os.name != "posix", reason="descriptors and locales of POSIX")


def environment(**changes: str) -> dict[str, str]:
    """This environment without what a test is about: locale, encoding, time zone, policy, settings."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LC_", "LANG", "PYTHON", "CITIZEN_DESKTOP")) and name != "TZ"
    }
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "PYTHONSAFEPATH": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "XDG_CONFIG_DIRS": NOWHERE,
        "XDG_DATA_HOME": NOWHERE,
    } | changes


def run(*arguments, program=("-m", "citizen_desktop"), env=None, **options):
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    command = [sys.executable, *program, *arguments]
    return subprocess.run(command, env=env or environment(), timeout=60, check=False, **options)


def channels(*arguments, env=None):
    """The document that the command prints when all is well."""
    done = run("channels", "--json", *arguments, env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    return json.loads(done.stdout.decode("utf-8"))


@pytest.fixture(scope="module")
def on_sunday():
    return channels("--at", SUNDAY)


# ── The document ────────────────────────────────────────────────────────────
def row(name, state, changes_at=None, next_state=None, usual_hours=None):
    return {
        "id": name,
        "state": state,
        "changes_at": changes_at,
        "next_state": next_state,
        "usual_hours": usual_hours,
    }


PHONE_HOURS, X_HOURS = "Su-Th 08:00-22:00", "Su-Th 00:00-24:00; Fr,Sa 13:00-23:00"
ALWAYS = [
    row("portal", "open", usual_hours="24/7"),
    row("voice", "open", usual_hours="24/7"),
    row("whatsapp", "not_official"),
]


@pytest.mark.parametrize(
    ("at", "phone", "x"),
    [
        (
            "2026-11-22T16:12:00+03:00",
            ("open", "2026-11-22T21:00:00+03:00", "closes_soon"),
            ("open", "2026-11-26T23:00:00+03:00", "closes_soon"),
        ),
        (
            "2026-11-22T21:00:00+03:00",
            ("closes_soon", "2026-11-22T22:00:00+03:00", "closed"),
            ("open", "2026-11-26T23:00:00+03:00", "closes_soon"),
        ),
        (
            "2026-11-27T12:00:00+03:00",
            ("closed", "2026-11-29T08:00:00+03:00", "open"),
            ("closed", "2026-11-27T13:00:00+03:00", "open"),
        ),
        (
            "2027-02-07T23:30:00+03:00",
            ("closed", "2027-02-08T00:00:00+03:00", "unverified"),
            ("open", "2027-02-08T00:00:00+03:00", "unverified"),
        ),
        (
            "2027-02-08T10:00:00+03:00",
            ("unverified", "2027-03-14T00:00:00+03:00", "closed"),
            ("unverified", "2027-03-14T00:00:00+03:00", "open"),
        ),
        ("2100-01-03T10:00:00+03:00", ("unverified", None, None), ("unverified", None, None)),
    ],
)
def test_the_document_is_the_one_of_the_contract(at, phone, x):
    document = channels("--at", at)
    assert document.keys() == {"at", "channels"}
    assert document["at"] == at
    expected = [row("phone", *phone, PHONE_HOURS), row("x", *x, X_HOURS), *ALWAYS]
    assert sorted(document["channels"], key=lambda r: r["id"]) == sorted(expected, key=lambda r: r["id"])


@pytest.mark.parametrize(
    ("given", "at"),
    [
        ("2026-11-22T16:12", "2026-11-22T16:12:00+03:00"),
        ("2026-11-22T16:12:59", "2026-11-22T16:12:59+03:00"),
        ("2026-11-22 16:12", "2026-11-22T16:12:00+03:00"),
        ("2026-11-22", "2026-11-22T00:00:00+03:00"),
        ("2026-11-22T13:12:00Z", "2026-11-22T16:12:00+03:00"),
        ("2026-11-22T13:12:00+00:00", "2026-11-22T16:12:00+03:00"),
        ("2026-11-22T22:30:00-05:00", "2026-11-23T06:30:00+03:00"),
        ("2026-11-22T21:59:59.999999+03:00", "2026-11-22T21:59:59+03:00"),
    ],
)
def test_a_time_of_any_offset_is_shown_in_riyadh(given, at):
    assert channels("--at", given)["at"] == at


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "nonsense"])
def test_the_zone_of_the_computer_is_no_matter(zone, on_sunday):
    env = environment(TZ=zone)
    assert channels("--at", SUNDAY, env=env) == on_sunday
    assert channels(env=env)["at"].endswith("+03:00")


def test_without_a_time_it_is_now():
    before = time.time()
    at = datetime.fromisoformat(channels()["at"])
    assert int(before) <= at.timestamp() <= time.time()
    assert at.utcoffset() == timedelta(hours=3)


def test_the_place_of_the_options_is_no_matter():
    first = run("--at", SUNDAY, "--lang", "en", "channels").stdout
    assert run("channels", "--lang", "en", "--at", SUNDAY).stdout == first
    assert run("--at", "2026-01-01", "channels", "--lang", "en", "--at", SUNDAY).stdout == first
    assert b"Sunday 22 November 2026" in first


def test_the_document_is_the_same_in_both_languages(on_sunday):
    assert channels("--at", SUNDAY, "--lang", "en") == channels("--at", SUNDAY, "--lang", "ar") == on_sunday


def test_one_document_and_nothing_else_is_printed():
    text = run("channels", "--json", "--at", SUNDAY).stdout.decode()
    _, end = json.JSONDecoder().raw_decode(text)
    assert text[end:].replace("\r\n", "\n") == "\n"


# ── For a person ────────────────────────────────────────────────────────────
def test_in_english():
    lines = run("channels", "--at", SUNDAY, "--lang", "en").stdout.decode().splitlines()
    assert lines[0] == "Sunday 22 November 2026 · 4:12 PM · Riyadh time · 12 Jumada II 1448 AH"
    assert lines[1] == "Toll-free phone · \u206619912\u2069 · Open now · Closes in 5 h 48 min"
    assert lines[-1] == "WhatsApp · No number officially announced"
    assert len(lines) == 6


@pytest.fixture(scope="module")
def in_arabic():
    return run("channels", "--at", SUNDAY).stdout


def test_arabic_is_spoken_unless_another_language_is_named(in_arabic):
    text = in_arabic.decode()
    assert run("channels", "--at", SUNDAY, "--lang", "ar").stdout == in_arabic
    assert "الأحد 22 نوفمبر 2026 · 4:12 م بتوقيت الرياض · 12 جمادى الآخرة 1448 هـ" in text
    assert "الهاتف المجاني · \u206619912\u2069 · مفتوح الآن" in text
    assert len(text.splitlines()) == 6


def test_a_day_that_has_no_hijri_date_says_so():
    first = run("channels", "--at", "9999-12-31T23:59:59", "--lang", "en").stdout.decode().splitlines()[0]
    assert first.startswith("Friday 31 December 9999 · 11:59 PM")
    assert "no Hijri date" in first


@pytest.mark.parametrize(
    "changes",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LANG": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1256:strict"},
    ],
    ids=lambda changes: " ".join(map("=".join, changes.items())),
)
def test_the_output_is_utf_8_always(changes, in_arabic):
    done = run("channels", "--at", SUNDAY, env=environment(**changes))
    assert (done.returncode, done.stdout, done.stderr) == (0, in_arabic, b"")


@ONLY_POSIX
def test_messages_are_utf_8_too(application):
    application.damage("channels.toml", 'hours = "Su-Th 08:00-22:00"', 'hours = "Su-Th"\nx = 1')
    env = environment(PYTHONPATH=str(application.folder), LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert "في محتوى التطبيق خطأ" in run("channels", env=env).stderr.decode("utf-8")


# ── What the owner of the machine decided ───────────────────────────────────
@pytest.fixture
def policy(tmp_path):
    """Name a policy file; give the environment that does."""

    def write(text):
        path = tmp_path / "policy.toml"
        path.write_text(text, encoding="utf-8")
        return environment(CITIZEN_DESKTOP_POLICY=str(path))

    return write


def test_the_owners_language_is_spoken_unless_another_one_is_named(policy, in_arabic):
    env = policy('language = "en"')
    assert run("channels", "--at", SUNDAY, env=env).stdout == run("channels", "--at", SUNDAY, "--lang", "en").stdout
    assert run("channels", "--at", SUNDAY, "--lang", "ar", env=env).stdout == in_arabic


def test_the_persons_own_language_is_spoken_unless_the_owner_or_the_call_names_one(policy, tmp_path, in_arabic):
    (tmp_path / "settings.toml").write_text('language = "en"\n', encoding="utf-8")
    own = ["--data-dir", str(tmp_path), "channels", "--at", SUNDAY]
    in_english = run("channels", "--at", SUNDAY, "--lang", "en").stdout
    assert run(*own).stdout == in_english != in_arabic
    assert run(*own, env=policy('language = "ar"')).stdout == in_arabic
    assert run(*own, "--lang", "ar").stdout == in_arabic


def test_settings_that_make_no_sense_are_no_matter(tmp_path, in_arabic):
    (tmp_path / "settings.toml").write_bytes(b"\xff")
    done = run("--data-dir", str(tmp_path), "channels", "--at", SUNDAY)
    assert (done.returncode, done.stdout, done.stderr) == (0, in_arabic, b"")
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize(
    ("text", "named"),
    [("languages = 1", "languages"), ('idle_seconds = "5"', "idle_seconds"), ("mode = ", "policy.toml")],
)
def test_a_policy_that_is_not_understood_is_a_refusal_that_names_it(policy, text, named):
    done = run("channels", "--json", env=policy(text))
    assert (done.returncode, done.stdout) == (2, b"")
    assert named in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_named_policy_that_is_not_there_is_a_refusal(tmp_path):
    done = run("channels", env=environment(CITIZEN_DESKTOP_POLICY=str(tmp_path / "none.toml")))
    assert (done.returncode, done.stdout) == (2, b"")
    assert "none.toml" in done.stderr.decode()


# ── Exit status 2: it could not be judged ───────────────────────────────────
@pytest.mark.parametrize(
    "arguments",
    [
        ["channels", "--at", "yesterday"],
        ["channels", "--at", ""],
        ["channels", "--at", "2026-11-31"],
        ["channels", "--at", "2026-11-22T25:00"],
        ["channels", "--at", "1899-12-31T23:59:59"],
        ["channels", "--at", "10000-01-01"],
        ["channels", "--at", "0001-01-01T00:00+14:00"],
        ["channels", "--at", "9999-12-31T23:00-12:00"],
        ["channels", "--at"],
        ["channels", "--lang", "fr"],
        ["channels", "--lang", "AR"],
        ["channels", "--yaml"],
        ["channels", "phone"],
        ["chanels"],
        ["--theme", "blue", "channels"],
        ["--no-such-option"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_refused_on_standard_error(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "error" in told.err


def test_a_wrong_time_is_named():
    done = run("channels", "--json", "--at", "half past eight")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"'half past eight'" in done.stderr
    assert b"Traceback" not in done.stderr


@ONLY_POSIX
@pytest.mark.parametrize("arguments", [[b"\xff"], [b"--at", b"\xff"], [b"--lang", b"\xff"]])
@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_an_argument_that_is_no_text_is_a_wrong_call_like_any_other(arguments, locale):
    done = run("channels", *arguments, env=environment(LC_ALL=locale))
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    done.stderr.decode("utf-8")


@ONLY_POSIX
@pytest.mark.parametrize("arguments", [["channels"], ["channels", "--json"], ["--help"]], ids=" ".join)
def test_a_reader_that_has_gone_away_is_no_crash(arguments):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = run(*arguments, stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (2, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_a_full_disk_is_said_in_a_line():
    with Path("/dev/full").open("wb") as full:
        done = run("channels", "--json", stdout=full)
    assert done.returncode == 2
    assert done.stderr.startswith(b"citizen-desktop: ")
    assert done.stderr.count(b"\n") == 1


@ONLY_POSIX
def test_without_any_output_at_all_it_still_ends_by_its_status():
    program = "import os, sys; os.close(1); os.close(2); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    words = ["-m", "citizen_desktop", "channels", "--json"]
    assert run(*words, program=("-c", program)).returncode == 0
    assert run(*words, "--at", "nonsense", program=("-c", program)).returncode == 2


# ── Exit status 1: the content is judged and not right ──────────────────────
class Application:
    """A copy of what the command needs, and of nothing that draws."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "resources" / "content"
        drawing = shutil.ignore_patterns(
            "ui", "widgets", "printing", "app.py", "tour.py", "__pycache__", "fonts", "theme"
        )
        shutil.copytree(ROOT / "citizen_desktop", folder / "citizen_desktop", ignore=drawing)
        shutil.copytree(ROOT / "translations", folder / "translations")
        shutil.copytree(ROOT / "resources", folder / "resources", ignore=drawing)

    def damage(self, file: str, old: str, new: str) -> None:
        path = self.content / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def run(self, *arguments):
        return run("channels", *arguments, env=environment(PYTHONPATH=str(self.folder)))


@pytest.fixture
def application(tmp_path):
    return Application(tmp_path / "application")


def test_the_copy_works_without_the_parts_that_draw(application):
    done = application.run("--json", "--at", SUNDAY)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == channels("--at", SUNDAY)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        (
            'hours = "Su-Th 08:00-22:00"',
            'hours = "Su-Th 08:00-"',
            'channels.toml, row channels[1] "phone", field hours',
        ),
        ("staffed = true", "stafed = true", 'channels.toml, row channels[1] "phone"'),
        ("version = 1", "version = ", "channels.toml"),
    ],
    ids=["hours", "key", "syntax"],
)
@pytest.mark.parametrize("kind", ["--json", "--lang=en"])
def test_content_that_is_not_right_is_named(application, old, new, named, kind):
    application.damage("channels.toml", old, new)
    done = application.run(kind)
    assert (done.returncode, done.stdout) == (1, b"")
    message = done.stderr.decode()
    assert message.startswith("citizen-desktop: ")
    assert named in message
    assert "Traceback" not in message


def test_content_that_is_not_there_can_not_be_judged(application):
    (application.content / "channels.toml").unlink()
    done = application.run("--json")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "channels.toml" in done.stderr.decode()


def test_other_content_is_no_matter_to_the_channels(application):
    (application.content / "faq.toml").write_bytes(b"\xff")
    assert application.run("--json").returncode == 0


def test_a_channel_more_is_a_row_more(application):
    path = application.content / "channels.toml"
    new = path.read_text(encoding="utf-8").partition("\n[[channels]]")[2].partition("\n[[channels]]")[0]
    new = new.replace('id = "phone"', 'id = "fax"').replace("Su-Th 08:00-22:00", "Fr 10:00-14:00")
    path.write_text(f"{path.read_text(encoding='utf-8')}\n[[channels]]{new}", encoding="utf-8")
    document = json.loads(application.run("--json", "--at", OPEN_AND_CLOSED).stdout)
    assert document["channels"][-1] == row("fax", "open", "2026-11-27T13:00:00+03:00", "closes_soon", "Fr 10:00-14:00")


# ── What it leaves alone ────────────────────────────────────────────────────
WATCHED = """
import os, sys
seen = []
def watch(event, arguments):
    if event == "open":
        path, mode, flags = arguments
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            seen.append((event, path))
    elif event.startswith(("socket.", "subprocess.", "os.exec", "os.system", "os.posix_spawn", "os.mkdir", "os.rename",
                           "os.remove", "urllib.", "http.", "winreg.", "webbrowser.")):
        seen.append((event, arguments))
sys.addaudithook(watch)
from citizen_desktop.cli import main
status = main(sys.argv[1:])
loaded = [name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))]
print(repr((status, seen, loaded)), file=sys.stderr)
"""


@pytest.mark.parametrize("kind", ["--json", "--lang=ar"])
def test_no_qt_is_loaded_no_file_written_and_no_connection_opened(kind):
    done = run("channels", kind, "--at", SUNDAY, program=("-c", WATCHED))
    assert done.stdout
    assert done.stderr.decode().strip() == "(0, [], [])"


def test_the_watch_sees_what_it_watches_for(tmp_path):
    """Or else the test above could not fail."""
    spoilt = WATCHED.replace(
        "status = main",
        f"import socket; socket.socket().close(); open({str(tmp_path / 'file')!r}, 'w').close()\n"
        "import PySide6\nstatus = main",
    )
    report = run("channels", "--json", program=("-c", spoilt)).stderr.decode()
    for expected in ("socket.__new__", "'open'", "PySide6"):
        assert expected in report

"""The tour draws every screen, each differently in each language and theme."""

import hashlib
import subprocess
import sys

from PySide6.QtGui import QImage


def test_the_tour_draws_every_screen_in_both_languages_and_themes(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "citizen_desktop", "tour", "--out", str(tmp_path / "pictures")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    pictures = sorted((tmp_path / "pictures").glob("*.png"))
    assert [str(picture) for picture in pictures] == sorted(done.stdout.split())
    screens = {picture.name.split(".")[0] for picture in pictures}
    assert {
        "channels",
        "channels-unverified",
        "qr-sheet",
        "source-sheet",
        "registration",
        "objection",
        "faq",
    } <= screens
    assert len(pictures) == 4 * len(screens)
    assert len({hashlib.sha256(picture.read_bytes()).digest() for picture in pictures}) == len(pictures)
    for picture in pictures:
        image = QImage(str(picture))
        assert (image.width(), image.height()) == (1280, 800)


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "citizen_desktop", "--lang", "en", "tour", "--out", str(tmp_path / "file" / "pictures")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "can't be made" in done.stderr
    assert "Traceback" not in done.stderr

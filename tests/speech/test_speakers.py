"""Who is asked, in what order, and what a speaker is told."""

import base64

import pytest

from citizen_desktop.speech.speakers import Speaker, look_for_speakers
from tests.speech.test_voices import ESPEAK_NG, SAPI, SAY, SPD_VOICES

LANGUAGES = ("ar", "en")


def walk(platform, programs, answers):
    """Run a search on a system that has some programs; give who speaks, and what was asked."""
    search = look_for_speakers(platform, lambda name: name if name in programs else None, r"C:\Windows", LANGUAGES)
    asked, output = [], None
    try:
        command = next(search)
        while True:
            asked.append((command.program, *command.arguments))
            output = next((text for key, text in answers.items() if key in " ".join(asked[-1])), None)
            command = search.send(output)
    except StopIteration as found:
        return found.value, asked


SPD = {"spd-say -O": "OUTPUT MODULES\nespeak-ng\nrhvoice\n", "-o espeak-ng -L": SPD_VOICES}
RHVOICE = f"{'NAME':>25}{'LANGUAGE':>25}{'VARIANT':>25}\n{'Alan':>25}{'en':>25}{'none':>25}\n"


def test_espeak_by_itself_is_preferred_to_the_same_through_the_dispatcher():
    found, asked = walk("linux", {"spd-say", "espeak-ng"}, SPD | {"--voices": ESPEAK_NG})
    assert {language: speaker.speak.arguments for language, speaker in found.items()} == {
        "ar": ("-v", "sem/ar", "--stdin"),
        "en": ("-v", "gmw/en", "--stdin"),
    }
    assert ("spd-say", "-o", "rhvoice", "-L") in asked


def test_a_synthesiser_that_was_set_up_is_preferred_to_espeak():
    found, _asked = walk("linux", {"spd-say", "espeak-ng"}, SPD | {"-o rhvoice": RHVOICE, "--voices": ESPEAK_NG})
    assert found["en"].speak.arguments == ("-o", "rhvoice", "-l", "en", "-w", "-e")
    assert found["ar"].speak.program == "espeak-ng"


def test_the_dispatcher_serves_where_there_is_nothing_else_and_is_hushed():
    found, _asked = walk("linux", {"spd-say"}, SPD)
    assert found["ar"].speak.arguments == ("-o", "espeak-ng", "-l", "ar", "-w", "-e")
    assert found["ar"].hush is not None
    assert found["ar"].hush.arguments == ("-S",)
    assert found["ar"].echoes


def test_a_dispatcher_without_a_voice_of_the_language_does_not_count():
    found, _asked = walk("linux", {"spd-say"}, {"-O": "OUTPUT MODULES\nrhvoice\n", "-o rhvoice": RHVOICE})
    assert set(found) == {"en"}


def test_the_older_espeak_is_asked_for_what_the_newer_one_lacks():
    found, asked = walk("linux", {"espeak"}, {"--voices": ESPEAK_NG})
    assert found["ar"].speak.program == "espeak"
    assert asked == [("espeak", "--voices")]
    _found, asked = walk("linux", {"espeak", "espeak-ng"}, {"--voices": ESPEAK_NG})
    assert asked == [("espeak-ng", "--voices")]


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin", "freebsd14"])
def test_a_system_that_has_none_asks_nothing_and_nobody_speaks(platform):
    assert walk(platform, set(), {}) == ({}, [])


@pytest.mark.parametrize(
    ("platform", "program"), [("linux", "spd-say"), ("linux", "espeak-ng"), ("darwin", "/usr/bin/say")]
)
def test_a_program_that_fails_speaks_nothing(platform, program):
    assert walk(platform, {program}, {})[0] == {}


def test_windows_speaks_without_a_text_or_a_name_on_the_command_line():
    path = r"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe"
    found, asked = walk("win32", {path}, {"GetInstalledVoices": SAPI})
    assert set(found) == {"ar", "en"}
    speak = found["ar"].speak
    assert {"-NoProfile", "-NonInteractive"} <= set(speak.arguments)
    assert "Naayf" not in " ".join(speak.arguments)
    # A quotation mark would be one more thing to get right on a command line of Windows.
    assert not any('"' in argument for argument in (*asked[0], *speak.arguments))
    lines = found["ar"].input_for("\u0646\u0639\u0645").split()
    assert [base64.b64decode(line).decode() for line in lines] == ["Microsoft Naayf", "\u0646\u0639\u0645"]


def test_macos_reads_from_standard_input():
    found, _asked = walk("darwin", {"/usr/bin/say"}, {"?": SAY})
    assert found["ar"].speak.arguments == ("-v", "Majed", "-f", "-")


def test_a_text_goes_to_standard_input_as_utf_8():
    found, _asked = walk("linux", {"espeak-ng"}, {"--voices": ESPEAK_NG})
    speaker: Speaker = found["ar"]
    assert speaker.input_for("\u0646\u0639\u0645") == "\u0646\u0639\u0645\n".encode()

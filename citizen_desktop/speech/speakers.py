"""Which program of this system speaks which language, and with what command.

The search is a walk that yields the commands to run and is handed what they print, so that the one who runs them decides how:
the window does it without waiting, a test does it without any program.

What the programs do where there is no sound (tried with espeak-ng 1.51 and speech-dispatcher 0.11): ``espeak-ng`` complains on
standard error, says nothing, and ends at once with 0; ``spd-say --wait`` never ends; PowerShell and ``say`` end with a failure.
Hence a speaker that ends too soon, or takes too long, has failed as well.
"""

import base64
import ntpath
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from citizen_desktop.speech.voices import (
    Voice,
    first_voice,
    parse_espeak,
    parse_sapi,
    parse_say,
    parse_spd_modules,
    parse_spd_voices,
)

_ESPEAKS: Final = ("espeak-ng", "espeak")
_SAY: Final = "/usr/bin/say"
# Host and script would read standard input at the same time: the host hands it on as $input. It decodes it by the code page of
# a console that is not there, so what goes through is ASCII: UTF-8 in Base64.
_POWERSHELL: Final = (
    "-NoLogo",
    "-NoProfile",
    "-NonInteractive",
    "-InputFormat",
    "Text",
    "-OutputFormat",
    "Text",
    "-Command",
)
_SAPI: Final = (
    "$ErrorActionPreference = 'Stop'; Add-Type -AssemblyName System.Speech; "
    "$speaker = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
)
_SAPI_LIST: Final = (
    "[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false; "
    + _SAPI
    + "foreach ($voice in $speaker.GetInstalledVoices()) { if ($voice.Enabled) { "
    "[Console]::Out.WriteLine($voice.VoiceInfo.Culture.Name + [char]9 + $voice.VoiceInfo.Name) } }"
)
_SAPI_SPEAK: Final = (
    "$words = @($input | ForEach-Object { "
    "[System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String([string]$_)) }); "
    + _SAPI
    + "$speaker.SetOutputToDefaultAudioDevice(); $speaker.SelectVoice($words[0]); $speaker.Speak($words[1])"
)

Find = Callable[[str], str | None]
"""Returns where a program lies, None where it does not."""


@dataclass(frozen=True)
class Command:
    """A program and its arguments; no shell is ever between.

    Args:
        program: its path.
        arguments: one by one.
    """

    program: str
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class Speaker:
    """What speaks one language.

    Args:
        speak: reads the text from standard input and ends when it has been spoken.
        voice: goes before the text where the program reads that from standard input too; empty where it does not.
        hush: silences what goes on speaking when the program is ended; None where ending it is enough.
        echoes: whether it writes each line to standard output before it speaks it.
    """

    speak: Command
    voice: str = ""
    hush: Command | None = None
    echoes: bool = False

    def input_for(self, text: str) -> bytes:
        """Return what goes to standard input.

        Args:
            text: cleaned, a sentence on each line.
        """
        if not self.voice:
            return f"{text}\n".encode()
        return b"".join(base64.b64encode(words.encode()) + b"\r\n" for words in (self.voice, text))


Speakers = Mapping[str, Speaker]
"""Who speaks, by the language."""

Search = Generator[Command, str | None, dict[str, Speaker]]
"""Yields commands, is sent what each prints (None if it failed), returns who speaks."""


def look_for_speakers(platform: str, find: Find, system_root: str, languages: Sequence[str]) -> Search:
    """Look for what speaks these languages here.

    Args:
        platform: as ``sys.platform`` names it.
        find: finds a program by its name.
        system_root: folder of Windows; it matters only there.
        languages: such as ``ar``.
    """
    if platform == "win32":
        return (yield from _look_on_windows(find, system_root, languages))
    if platform == "darwin":
        return (yield from _look_on_macos(find, languages))
    return (yield from _look_elsewhere(find, languages))


def _look_on_windows(find: Find, system_root: str, languages: Sequence[str]) -> Search:
    # Not by its bare name: Windows would look for that in the folder one stands in first.
    path = find(ntpath.join(system_root, "System32", "WindowsPowerShell", "v1.0", "powershell.exe"))
    if path is None:
        return {}
    voices = parse_sapi((yield Command(path, (*_POWERSHELL, _SAPI_LIST))) or "")
    speak = Command(path, (*_POWERSHELL, _SAPI_SPEAK))
    return _each(languages, voices, lambda voice, _language: Speaker(speak, voice.name))


def _look_on_macos(find: Find, languages: Sequence[str]) -> Search:
    path = find(_SAY)
    if path is None:
        return {}
    voices = parse_say((yield Command(path, ("-v", "?"))) or "")
    return _each(languages, voices, lambda voice, _language: Speaker(Command(path, ("-v", voice.name, "-f", "-"))))


def _look_elsewhere(find: Find, languages: Sequence[str]) -> Search:
    """Prefer a synthesiser that somebody has set up for the desktop, then eSpeak by itself, then eSpeak through the dispatcher.

    eSpeak by itself sounds the same and is easier to silence.
    """
    own: dict[str, Speaker] = {}
    last: dict[str, Speaker] = {}
    path = find("spd-say")
    if path is not None:
        for module in parse_spd_modules((yield Command(path, ("-O",))) or ""):
            voices = parse_spd_voices((yield Command(path, ("-o", module, "-L"))) or "")
            place = last if module.startswith("espeak") else own
            for language, speaker in _each(languages, voices, partial(_spd, path, module)).items():
                place.setdefault(language, speaker)
    espeak: dict[str, Speaker] = {}
    for name in _ESPEAKS:
        path = find(name) if len(espeak) < len(languages) else None
        if path is not None:
            voices = parse_espeak((yield Command(path, ("--voices",))) or "")
            espeak = {**_each(languages, voices, partial(_espeak, path)), **espeak}
    return {**last, **espeak, **own}


def _spd(path: str, module: str, _voice: Voice, language: str) -> Speaker:
    # In pipe mode: an argument would go through a format string, in which a per cent sign means something.
    speak = Command(path, ("-o", module, "-l", language, "-w", "-e"))
    return Speaker(speak, hush=Command(path, ("-S",)), echoes=True)


def _espeak(path: str, voice: Voice, _language: str) -> Speaker:
    return Speaker(Command(path, ("-v", voice.name, "--stdin")))


def _each(
    languages: Sequence[str], voices: Sequence[Voice], make: Callable[[Voice, str], Speaker]
) -> dict[str, Speaker]:
    found = {language: first_voice(voices, language) for language in languages}
    return {language: make(voice, language) for language, voice in found.items() if voice is not None}

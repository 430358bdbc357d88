"""The lists that real programs print: espeak-ng 1.51, espeak 1.48, speech-dispatcher 0.11.4, Windows' voices, and say of macOS."""

import pytest

from citizen_desktop.speech.voices import (
    Voice,
    first_voice,
    parse_espeak,
    parse_sapi,
    parse_say,
    parse_spd_modules,
    parse_spd_voices,
)

ESPEAK_NG = """\
Pty Language       Age/Gender VoiceName          File                 Other Languages
 1  ar              --/M      arabic-mbrola-1    mb/mb-ar1            
 2  ar              --/M      arabic-mbrola-2    mb/mb-ar2            
 5  ar              --/M      Arabic             sem/ar               
 5  cmn             --/M      Chinese_(Mandarin,_latin_as_English) sit/cmn              (zh-cmn 5)(zh 5)
 5  en-029          --/M      English_(Caribbean) gmw/en-029           (en 10)
 2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
 5  variant         --/M      Storm              !v/Storm             (en-us 5)
"""  # noqa: W291  as it is printed
ESPEAK = """\
Pty Language Age/Gender VoiceName          File          Other Languages
 5  af             M  afrikaans            other/af      
 2  en-gb          M  english              en            (en-uk 2)(en 2)
"""  # noqa: W291
SPD_MODULES = "OUTPUT MODULES\nespeak-ng\nrhvoice\ndummy\n"
SPD_VOICES = "".join(
    f"{name:>25}{language:>25}{variant:>25}\n"
    for name, language, variant in (
        ("NAME", "LANGUAGE", "VARIANT"),
        ("Arabic", "ar", "none"),
        ("Arabic+Half-LifeAnnouncementSystem", "ar", "Half-LifeAnnouncementSystem"),
        ("Bishnupriya Manipuri", "bpy", "none"),
        ("English (Great Britain)", "en-gb", "none"),
        ("Anna", "de", ""),
    )
)
SAPI = "\ufeffen-US\tMicrosoft Zira Desktop\r\nar-SA\tMicrosoft Naayf\r\nar-EG\tMicrosoft Hoda\r\n"
SAY = """\
Albert              en_US    # Hello! My name is Albert.
Eddy (English (UK)) en_GB    # Hello! My name is Eddy.
Majed               ar_001   # \u0645\u0631\u062d\u0628\u064b\u0627! \u0627\u0633\u0645\u064a \u0645\u0627\u062c\u062f.
"""


def test_the_list_of_espeak_ng_without_the_voices_that_need_other_data():
    voices = parse_espeak(ESPEAK_NG)
    assert first_voice(voices, "ar") == Voice("sem/ar", "ar")
    assert first_voice(voices, "en") == Voice("gmw/en", "en-gb")
    assert all(voice.language != "variant" for voice in voices)


def test_the_list_of_espeak():
    assert parse_espeak(ESPEAK) == (Voice("en", "en-gb"), Voice("other/af", "af"))
    assert first_voice(parse_espeak(ESPEAK), "ar") is None


def test_the_modules_of_the_dispatcher_without_the_one_that_cannot_speak():
    assert parse_spd_modules(SPD_MODULES) == ("espeak-ng", "rhvoice")
    assert parse_spd_modules("Output modules not found.\n") == ()


def test_the_voices_of_the_dispatcher_with_columns_that_run_over():
    assert parse_spd_voices(SPD_VOICES) == (
        Voice("Arabic", "ar"),
        Voice("Bishnupriya Manipuri", "bpy"),
        Voice("English (Great Britain)", "en-gb"),
        Voice("Anna", "de"),
    )


def test_the_voices_of_windows_by_their_culture():
    assert first_voice(parse_sapi(SAPI), "ar") == Voice("Microsoft Naayf", "ar-SA")
    assert first_voice(parse_sapi(SAPI), "en") == Voice("Microsoft Zira Desktop", "en-US")


def test_the_voices_of_macos_with_brackets_in_their_names():
    assert parse_say(SAY) == (
        Voice("Albert", "en_US"),
        Voice("Eddy (English (UK))", "en_GB"),
        Voice("Majed", "ar_001"),
    )


@pytest.mark.parametrize("parse", [parse_espeak, parse_spd_modules, parse_spd_voices, parse_sapi, parse_say])
@pytest.mark.parametrize("output", ["", "\n", "command not found", "a b\tc d\n" * 3, "\x00\ufffd\n 5 \n"])
def test_nonsense_has_no_voice_and_raises_nothing(parse, output):
    for found in parse(output):
        assert not isinstance(found, Voice) or not found.speaks("ar")


def test_a_language_is_no_beginning_of_another_one():
    assert not Voice("x", "arn").speaks("ar")
    assert Voice("x", "AR-sa").speaks("ar")

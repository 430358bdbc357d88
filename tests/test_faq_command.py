"""``citizen-desktop faq`` as other programs call it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from citizen_desktop.cli import main

ROOT = Path(__file__).resolve().parent.parent
WAYS = {"exact", "folded", "stem", "synonym", "typo", "layout"}


def answers(capsys, *arguments):
    assert main(["faq", "--json", *arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out)


@pytest.mark.parametrize(
    ("query", "found", "why"),
    [
        ("هل للبرنامج رقم واتساب؟", "whatsapp", "exact"),
        ("متى الدفعه القادمه", "payment-date", "folded"),
        ("ljn hg]tum hgrh]lm", "payment-date", "layout"),
        ("watsapp", "whatsapp", "typo"),
    ],
)
def test_the_best_answer_comes_first_and_says_why(capsys, query, found, why):
    rows = answers(capsys, query)
    assert (rows[0]["id"], rows[0]["why"]) == (found, why)
    assert all(set(row) == {"id", "question", "score", "why"} for row in rows)
    assert all(row["why"] in WAYS and 0 < row["score"] <= 1 for row in rows)
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)


def test_nothing_found_is_an_empty_list_and_no_mistake(capsys):
    assert answers(capsys, "وصفة كبسة دجاج") == []


def test_the_question_is_in_the_language_asked_for(capsys):
    assert answers(capsys, "واتساب", "--lang", "en")[0]["question"] == "Does the programme have a WhatsApp number?"
    assert answers(capsys, "whatsapp", "--lang", "ar")[0]["question"] == "هل للبرنامج رقم واتساب؟"


def test_no_more_than_the_limit(capsys):
    assert len(answers(capsys, "اعتراض", "--limit", "2")) == 2
    assert len(answers(capsys, "اعتراض", "--limit", "30")) > 9


@pytest.mark.parametrize("limit", ["0", "-1", "x", "١", "1.5"])
def test_a_limit_that_is_none_is_a_wrong_call(limit, capsys):
    with pytest.raises(SystemExit) as left:
        main(["faq", "x", "--limit", limit])
    assert left.value.code == 2
    assert "--limit" in capsys.readouterr().err


def test_words_need_no_quotes(capsys):
    assert answers(capsys, "متى", "الدفعة", "القادمة") == answers(capsys, "متى الدفعة القادمة")


def test_people_read_questions_and_the_answer_to_the_first(capsys):
    assert main(["faq", "whatsapp", "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "whatsapp · Does the programme have a WhatsApp number?"
    assert any("share your data with such a number" in line for line in lines)
    assert not any("citizen-desktop:" in line or "**" in line for line in lines)


def test_people_who_find_nothing_are_told_whom_to_ask(capsys):
    assert main(["faq", "weather tomorrow", "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Nothing found. Try other words, or ask here:"
    assert "·" in lines[1]


def test_the_command_loads_no_qt():
    code = (
        "import sys; from citizen_desktop.cli import main; main(['faq', 'iban', '--json']); "
        "sys.exit(any(name.startswith(('PySide6', 'shiboken6')) for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, check=False)
    assert done.returncode == 0
    assert json.loads(done.stdout)[0]["id"] == "iban-rules"

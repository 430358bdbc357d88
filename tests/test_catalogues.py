"""The catalogues of messages: collected from the sources, carried over, compiled by the right plural rule, checked."""

import gettext
import importlib.util
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ARABIC_RULE = "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;"

SOURCE = """
print(_("Hello {name}"), pgettext("month", "May"), ngettext("{count} reply", "{count} replies", 2))
print(npgettext("wait", "{n} day", "{n} days", 2), N_("Later"))
"""
FORMS = ["لا ردود", "رد واحد", "ردّان", "{count} ردود", "{count} ردًّا", "{count} رد"]


@pytest.fixture
def catalogues(tmp_path):
    """The script in a small checkout of its own, with its catalogues made from one source file."""
    (tmp_path / "translations").mkdir()
    (tmp_path / "citizen_desktop").mkdir()
    (tmp_path / "citizen_desktop" / "page.py").write_text(SOURCE, encoding="utf-8")
    shutil.copy(ROOT / "translations" / "catalogues.py", tmp_path / "translations")
    spec = importlib.util.spec_from_file_location(
        "catalogues_of_a_small_checkout", tmp_path / "translations/catalogues.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    update(module)
    return module


def update(catalogues):
    for path, text in list(catalogues.fresh_files()):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def edit(catalogues, old, new):
    """Change the Arabic catalogue as a translator would."""
    path = catalogues.source("ar")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def translate(catalogues, replies=FORMS):
    """Translate everything."""
    forms = "\n".join(f'msgstr[{number}] "{text}"' for number, text in enumerate(replies))
    empty = "\n".join(f'msgstr[{number}] ""' for number in range(6))
    edit(catalogues, f'msgid_plural "{{count}} replies"\n{empty}', f'msgid_plural "{{count}} replies"\n{forms}')
    days = "\n".join(f'msgstr[{number}] "{{n}} يوم"' for number in range(6))
    edit(catalogues, f'msgid_plural "{{n}} days"\n{empty}', f'msgid_plural "{{n}} days"\n{days}')
    for message, translation in {"Hello {name}": "مرحبًا {name}", "May": "مايو", "Later": "لاحقًا"}.items():
        edit(catalogues, f'msgid "{message}"\nmsgstr ""', f'msgid "{message}"\nmsgstr "{translation}"')


def arabic(catalogues, tmp_path):
    with catalogues.compile_catalogues(tmp_path / "compiled")["ar"].open("rb") as stream:
        return gettext.GNUTranslations(stream)


def test_every_kind_of_message_is_collected(catalogues):
    text = catalogues.TEMPLATE.read_text(encoding="utf-8")
    for expected in ('msgid "Hello {name}"', 'msgctxt "month"\nmsgid "May"', 'msgid "Later"'):
        assert expected in text
    assert 'msgctxt "wait"\nmsgid "{n} day"\nmsgid_plural "{n} days"' in text


def test_a_complete_catalogue_has_no_problem(catalogues):
    translate(catalogues)
    assert list(catalogues.problems()) == []


def test_english_speaks_for_itself(catalogues):
    assert 'msgid "Later"\nmsgstr "Later"' in catalogues.source("en").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("number", "form"),
    [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3), (11, 4), (99, 4), (100, 5), (102, 5), (103, 3), (111, 4)],
)
def test_arabic_numbers_take_the_form_that_cldr_says(catalogues, tmp_path, number, form):
    translate(catalogues)
    assert arabic(catalogues, tmp_path).ngettext("{count} reply", "{count} replies", number) == FORMS[form]


def test_the_plural_rule_stands_as_written_in_both_files(catalogues, tmp_path):
    assert f'"Plural-Forms: {ARABIC_RULE}\\n"' in catalogues.source("ar").read_text(encoding="utf-8")
    assert arabic(catalogues, tmp_path).info()["plural-forms"] == ARABIC_RULE


def test_a_plural_rule_that_an_editor_changed_is_noticed_and_put_right(catalogues, tmp_path):
    translate(catalogues)
    edit(catalogues, "n%100>=11 ? 4 : 5;", "n%100>=0 && n%100<=2 ? 4 : 5;")
    assert arabic(catalogues, tmp_path).info()["plural-forms"] == ARABIC_RULE
    assert "out of date" in "".join(catalogues.problems())
    update(catalogues)
    assert list(catalogues.problems()) == []
    assert ARABIC_RULE in catalogues.source("ar").read_text(encoding="utf-8")


def test_what_is_compiled_does_not_depend_on_the_day(catalogues, tmp_path):
    assert arabic(catalogues, tmp_path).info()["pot-creation-date"].startswith("1970-01-01")


def test_moving_lines_about_changes_no_file(catalogues):
    translate(catalogues)
    page = catalogues.FOLDER.parent / "citizen_desktop" / "page.py"
    page.write_text("\n\n\n" + SOURCE, encoding="utf-8")
    assert list(catalogues.problems()) == []


def test_an_update_keeps_translations_and_drops_what_nothing_says(catalogues):
    translate(catalogues)
    page = catalogues.FOLDER.parent / "citizen_desktop" / "page.py"
    page.write_text(SOURCE.replace('N_("Later")', '_("Something entirely different")'), encoding="utf-8")
    assert len([problem for problem in catalogues.problems() if "out of date" in problem]) == 3
    update(catalogues)
    assert list(catalogues.problems()) == ["ar: 'Something entirely different' is not translated"]
    assert "لاحقًا" not in catalogues.source("ar").read_text(encoding="utf-8")


def test_a_message_that_changed_a_little_keeps_its_translation_as_a_guess(catalogues):
    translate(catalogues)
    page = catalogues.FOLDER.parent / "citizen_desktop" / "page.py"
    page.write_text(SOURCE.replace("Hello {name}", "Hello, {name}"), encoding="utf-8")
    update(catalogues)
    assert list(catalogues.problems()) == ["ar: 'Hello, {name}' is marked fuzzy: its translation is a guess"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("مرحبًا {name}", "", "'Hello {name}' is not translated"),
        ("مرحبًا {name}", "مرحبًا", "has the placeholders ['name']"),
        ("مرحبًا {name}", "مرحبًا {nom}", "has the placeholders ['name']"),
        ("مرحبًا {name}", "مرحبًا {name", "is no format string"),
        ("{count} ردود", "ردود", "has the placeholders ['count']"),
        ("رد واحد", "رد {n}", "has the placeholders ['count']"),
        ("{count} ردًّا", "", "is not translated (form 4)"),
    ],
)
def test_a_faulty_translation_is_a_problem(catalogues, old, new, problem):
    translate(catalogues)
    edit(catalogues, old, new)
    found = list(catalogues.problems())
    assert len(found) == 1
    assert found[0].startswith("ar: ")
    assert problem in found[0]

"""Choices survive a start; one that was edited into nonsense costs itself and nothing else."""

import errno
import os
import tomllib
from pathlib import Path

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citizen_desktop.i18n import Language
from citizen_desktop.settings import (
    TEXT_SIZES,
    Settings,
    ThemeChoice,
    WindowState,
    load_settings,
    load_window_state,
    save,
)

IN_ONE_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
GOOD = {"language": "en", "theme": "dark", "text_size": 150}
records = st.builds(
    Settings, language=st.sampled_from(Language), theme=st.sampled_from(ThemeChoice), text_size=st.sampled_from(TEXT_SIZES)
)  # fmt: skip
anything = st.one_of(
    st.booleans(), st.integers(-(2**62), 2**62), st.floats(allow_nan=False), st.text(), st.dates(), st.times(),
    st.lists(st.integers(0, 9), max_size=2), st.dictionaries(st.sampled_from("ab"), st.integers(0, 9), max_size=1),
    st.sampled_from([100, 125, 100.0, "100", "AR", "ar", "dark", "Light"]),
)  # fmt: skip


@pytest.fixture
def path(tmp_path):
    return tmp_path / "settings.toml"


def written(path, table):
    path.write_text(tomli_w.dumps(table), encoding="utf-8")
    return path


@given(record=records)
@IN_ONE_FOLDER
def test_what_is_saved_is_loaded(path, record):
    save(path, record)
    assert load_settings(path) == (record, ())


def test_what_is_saved_is_toml_that_a_person_can_edit(path):
    save(path, Settings(language=Language.ENGLISH))
    assert tomllib.loads(path.read_text(encoding="utf-8")) == {
        "language": "en",
        "theme": "system",
        "text_size": 100,
        "single_pdf": False,
    }


def test_the_first_start_has_no_file_and_no_complaint(path):
    assert load_settings(path) == (Settings(), ())
    assert Settings() == Settings(language=Language.ARABIC, theme=ThemeChoice.SYSTEM, text_size=100)


@pytest.mark.parametrize("name", list(GOOD))
def test_a_choice_that_is_not_in_the_file_is_the_default_without_complaint(path, name):
    table = {key: value for key, value in GOOD.items() if key != name}
    found, refused = load_settings(written(path, table))
    assert refused == ()
    assert getattr(found, name) == getattr(Settings(), name)


@pytest.mark.parametrize("name", list(GOOD))
@given(data=st.data())
@IN_ONE_FOLDER
def test_a_value_that_makes_no_sense_costs_that_choice_alone(path, name, data):
    allowed = {"language": ["ar", "en"], "theme": ["light", "dark", "system"], "text_size": list(TEXT_SIZES)}[name]
    value = data.draw(anything)
    found, refused = load_settings(written(path, GOOD | {name: value}))
    sensible = any(type(value) is type(choice) and value == choice for choice in allowed)
    assert refused == (() if sensible else (name,))
    assert getattr(found, name) == (value if sensible else getattr(Settings(), name))
    for other in GOOD.keys() - {name}:
        assert getattr(found, other) == GOOD[other]


def test_all_that_is_refused_is_named(path):
    found, refused = load_settings(written(path, {"language": 1, "theme": "pink", "text_size": 99}))
    assert found == Settings()
    assert set(refused) == {"language", "theme", "text_size"}


def test_a_choice_of_a_later_version_is_no_matter(path):
    found, refused = load_settings(written(path, GOOD | {"colour_of_next_year": 1}))
    assert refused == ()
    assert found == Settings(language=Language.ENGLISH, theme=ThemeChoice.DARK, text_size=150)


@pytest.mark.parametrize(
    "data",
    [
        b"language = ",
        b"\xff\xfe\x00",
        b"language",
        b"x = " + b"[" * 5000,
        b"x = " + b"9" * 5000,
        b"[language]\n[language]",
    ],
    ids=["cut", "no text", "word", "deep", "long", "twice"],
)
def test_a_file_that_is_no_toml_is_named_as_a_whole(path, data):
    path.write_bytes(data)
    assert load_settings(path) == (Settings(), ("settings.toml",))
    assert load_window_state(path) == WindowState()


def test_a_file_that_can_not_be_read_is_named_as_a_whole(path):
    path.mkdir()
    assert load_settings(path) == (Settings(), ("settings.toml",))
    assert load_window_state(path) == WindowState()


@given(data=st.binary(max_size=60))
@IN_ONE_FOLDER
def test_whatever_the_file_holds_the_start_goes_on(path, data):
    path.write_bytes(data)
    found, refused = load_settings(path)
    assert found == Settings() or refused != ("settings.toml",)
    load_window_state(path)


def test_a_byte_order_mark_is_no_fault(path):
    path.write_bytes(b"\xef\xbb\xbf" + tomli_w.dumps(GOOD).encode())
    assert load_settings(path)[1] == ()
    assert load_settings(path)[0].text_size == 150


@pytest.mark.parametrize("size", [0, -100, 99, 101])
def test_no_other_text_size_can_be_made(size):
    with pytest.raises(ValueError, match=str(size)):
        Settings(text_size=size)


# ── The window's place ──────────────────────────────────────────────────────
@given(rtl=st.text("0123456789abcdef"), ltr=st.text("0123456789abcdef"))
@IN_ONE_FOLDER
def test_each_direction_keeps_its_own_place(path, rtl, ltr):
    save(path, WindowState(rtl=rtl, ltr=ltr))
    assert load_window_state(path) == WindowState(rtl=rtl, ltr=ltr)


@pytest.mark.parametrize("table", [{"rtl": 1}, {"ltr": ["a"]}, {"rtl": {}}])
def test_a_place_that_makes_no_sense_is_no_place(path, table):
    assert load_window_state(written(path, table)) == WindowState()


# ── A disk that refuses ─────────────────────────────────────────────────────
@pytest.mark.parametrize("failing", [(os, "fsync"), (Path, "replace")], ids=lambda f: f[1])
def test_a_choice_that_can_not_be_stored_leaves_the_old_one(path, monkeypatch, failing):
    def refuse(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    save(path, Settings(theme=ThemeChoice.DARK))
    monkeypatch.setattr(*failing, refuse)
    with pytest.raises(OSError, match="No space left"):
        save(path, Settings(theme=ThemeChoice.LIGHT))
    monkeypatch.undo()
    assert load_settings(path) == (Settings(theme=ThemeChoice.DARK), ())
    assert list(path.parent.iterdir()) == [path]

"""What the owner of the machine decided is kept to the letter, or the application does not start and says why."""

import msgspec
import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citizen_desktop import policy
from citizen_desktop.errors import UserError
from citizen_desktop.policy import ENVIRONMENT_VARIABLE, Mode, Policy, load_policy

KEY = "0123456789abcdef" * 4
EVERY_KEY = {
    "mode": "centre",
    "language": "en",
    "theme": "light",
    "idle_seconds": 90,
    "warning_seconds": 20,
    "retention_days": 30,
    "auto_lock_minutes": 5,
    "size_limit_file_mb": 10,
    "size_limit_package_mb": 50,
    "content_keys": [KEY],
    "staff_pin_hash": "$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA",
    "export_removable_only": True,
}
NUMBERS = [name for name, value in EVERY_KEY.items() if type(value) is int]


@pytest.fixture
def named(tmp_path, monkeypatch):
    """Name a file with this text as the policy."""
    path = tmp_path / "rules" / "policy.toml"
    path.parent.mkdir()
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(path))

    def write(content):
        if isinstance(content, dict):
            content = tomli_w.dumps(content).encode()
        path.write_bytes(content)
        return path

    write.path = path
    return write


@pytest.fixture
def site(tmp_path, monkeypatch):
    """The place of the site's policy; nothing lies there yet."""
    path = tmp_path / "site" / "policy.toml"
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)
    monkeypatch.setattr(policy, "site_policy", lambda: path)
    return path


def plain(found):
    """The policy as a file would say it."""
    return msgspec.json.decode(msgspec.json.encode(found))


def refusal():
    with pytest.raises(UserError) as caught:
        load_policy()
    return caught.value.message


def test_the_variable_is_the_one_of_the_contract():
    assert ENVIRONMENT_VARIABLE == "CITIZEN_DESKTOP_POLICY"


def test_every_key_of_the_contract_is_understood(named):
    named(EVERY_KEY)
    found = plain(load_policy())
    assert {name: found[name] for name in EVERY_KEY} == EVERY_KEY


@pytest.mark.parametrize("name", list(EVERY_KEY))
def test_a_key_may_stand_alone(named, name):
    named({name: EVERY_KEY[name]})
    assert plain(load_policy()) == plain(Policy()) | {name: EVERY_KEY[name]}


def test_an_empty_policy_restricts_nothing(named):
    named(b"")
    assert load_policy() == Policy()


@pytest.mark.parametrize("name", ["languages", "Mode", "idle-seconds", "retention", "x"])
def test_an_unknown_key_is_named(named, name):
    path = named(EVERY_KEY | {name: 1})
    assert f"`{name}`" in refusal()
    assert str(path) in refusal()


@pytest.mark.parametrize("name", list(EVERY_KEY))
@pytest.mark.parametrize("value", [2.5, {"a": 1}, [1]], ids=["fraction", "table", "list"])
def test_a_value_of_the_wrong_type_is_named(named, name, value):
    path = named(EVERY_KEY | {name: value})
    assert name in refusal()
    assert str(path) in refusal()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("mode", "Kiosk"),
        ("mode", ""),
        ("language", "fr"),
        ("theme", "blue"),
        *((name, value) for name in NUMBERS for value in (0, -1, 10**9, "5", True)),
        ("content_keys", [KEY.upper()]),
        ("content_keys", [KEY[:-1]]),
        ("content_keys", [KEY + "0"]),
        ("content_keys", KEY),
        ("export_removable_only", 1),
        ("export_removable_only", "yes"),
        ("staff_pin_hash", 1234),
    ],
)
def test_a_value_out_of_range_is_named(named, name, value):
    named(EVERY_KEY | {name: value})
    assert name in refusal()


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("idle_seconds", 1, 86_400),
        ("warning_seconds", 1, 86_400),
        ("retention_days", 1, 3_650),
        ("auto_lock_minutes", 1, 1_440),
        ("size_limit_file_mb", 1, 100_000),
        ("size_limit_package_mb", 1, 100_000),
    ],
)
def test_the_ends_of_a_range_belong_to_it(named, name, least, most):
    for value in (least, most):
        named({name: value})
        assert getattr(load_policy(), name) == value
    for value in (least - 1, most + 1):
        named({name: value})
        assert name in refusal()


def test_a_named_file_that_is_not_there_is_named(named):
    assert str(named.path) in refusal()


@pytest.mark.parametrize(
    "data",
    [
        b"mode = ",
        b"mode = 'kiosk'\nmode = 'kiosk'",
        b"\xff\xfe",
        b"x = " + b"[" * 5000,
        b"idle_seconds = " + b"9" * 5000,
    ],
    ids=["cut", "twice", "no text", "deep", "long"],
)
def test_a_file_that_is_no_toml_is_named(named, data):
    assert str(named(data)) in refusal()


def test_a_file_that_can_not_be_read_is_named(named):
    named.path.mkdir()
    assert str(named.path) in refusal()


@given(data=st.one_of(st.binary(max_size=50), st.text("mode='kos\n[]\"1._", max_size=30).map(str.encode)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_is_understood_or_refused(named, data):
    named(data)
    try:
        assert isinstance(load_policy(), Policy)
    except UserError as error:
        assert str(named.path) in error.message  # noqa: PT017  either outcome is right


def test_a_byte_order_mark_is_no_fault(named):
    named(b"\xef\xbb\xbfmode = 'kiosk'\n")
    assert load_policy().mode is Mode.KIOSK


def test_without_any_policy_the_person_is_free(site):
    assert load_policy() == Policy()


def test_the_site_has_its_policy(site):
    site.parent.mkdir()
    site.write_text('mode = "kiosk"\n', encoding="utf-8")
    assert load_policy().mode is Mode.KIOSK
    site.write_text('mode = "kisk"\n', encoding="utf-8")
    assert str(site) in refusal()


def test_the_named_file_stands_in_place_of_the_sites(site, named, monkeypatch):
    site.parent.mkdir()
    site.write_text('mode = "kiosk"\nlanguage = "en"\n', encoding="utf-8")
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(named({"mode": "centre"})))
    assert load_policy() == Policy(mode=Mode.CENTRE)


def test_an_empty_name_names_no_file(site, monkeypatch):
    site.parent.mkdir()
    site.write_text('mode = "kiosk"\n', encoding="utf-8")
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, "")
    assert load_policy().mode is Mode.KIOSK


@pytest.mark.parametrize(("mode", "remembers"), [("personal", True), ("centre", True), ("kiosk", False)])
def test_a_kiosk_remembers_nothing(named, mode, remembers):
    named({"mode": mode})
    assert load_policy().remembers is remembers

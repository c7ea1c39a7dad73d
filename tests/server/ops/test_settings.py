"""Settings: what may be set, what may not go together, and what the start says."""

import pytest

from agora_server.ops import settings
from agora_server.ops.settings import SettingsError

SECRET = "0123456789abcdef0123456789abcdef"
CITY = {"profile": "city", "secret": SECRET, "public_url": "https://agora.example.kr"}

IDENTITY = {
    "identity_address": "https://identity.example.kr/authorize",
    "identity_issuer": "https://identity.example.kr",
    "identity_audience": "agora",
    "identity_key": "no.pem",
}


@pytest.fixture(autouse=True)
def alone(tmp_path, monkeypatch):
    """No file and no variable of the machine speaks into a test."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AGORA_CONFIG", raising=False)


def problems(**given):
    """Return the lines of a refused start."""
    with pytest.raises(SettingsError) as refused:
        settings.load(given)
    return refused.value.lines


def test_the_default_is_a_demo_on_the_loopback():
    """Without a word, the server is a demo that only this machine can reach."""
    chosen = settings.load()

    assert (chosen.profile, chosen.loopback_only, chosen.cookie) == ("demo", True, "agora_session")


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(tmp_path, monkeypatch):
    """The nearer word counts."""
    (tmp_path / "agora.toml").write_text('host = "0.0.0.0"\nport = 1\nsession_days = 7\n')
    monkeypatch.setenv("AGORA_PORT", "2")
    monkeypatch.setenv("AGORA_SESSION_DAYS", "8")
    chosen = settings.load({"session_days": 9})

    assert (chosen.host, chosen.port, chosen.session_days) == ("0.0.0.0", 2, 9)  # noqa: S104 - read, not bound


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"port": 70_000}, "port"),
        ({"port": "many"}, "port"),
        ({"profile": "village"}, "profile"),
        ({"public_url": "agora.example.kr"}, "public_url"),
        ({"public_url": "https://agora.example.kr/square"}, "public_url"),
        ({"public_url": "https://agora.example.kr#square"}, "public_url"),
        ({"public_url": "https://[agora"}, "public_url"),
        ({"public_url": "https://agora.example.kr:99999"}, "public_url"),
        ({"public_url": ""}, "public_url"),
        ({"public_url": "https://u:p@agora.example.kr"}, "public_url"),
        ({"public_url": "https://agora.example.kr\n"}, "public_url"),
        ({"public_url": "https://agora example.kr"}, "public_url"),
        ({"data": ""}, "data"),
        ({"host": ".."}, "host"),
        ({"host": "a" * 250}, "host"),
        ({"secret": "\udcff\udcfe"}, "secret"),
        ({"redis": "127.0.0.1:6379"}, "redis"),
        (IDENTITY | {"identity_address": "https://[identity"}, "identity_address"),
        ({"trusted_proxy": "proxy"}, "trusted_proxy"),
        ({"tls_cert": "cert.pem"}, "tls_key"),
        ({"tls_cert": "no.pem", "tls_key": "no.pem"}, "tls_cert"),
        ({"identity_issuer": "https://identity.example.kr"}, "identity_address"),
        (IDENTITY | {"identity_address": "http://identity.example.kr"}, "identity_address"),
        (IDENTITY | {"identity_key": None}, "identity_key"),
        ({"colour": "green"}, "colour"),
    ],
)
def test_what_does_not_hold_is_named(given, word):
    """A wrong setting is refused with its name, in Korean."""
    lines = problems(**given)

    assert any(word in line for line in lines)
    assert any("가" <= sign <= "힣" for sign in lines[0])


def test_a_broken_file_is_named(tmp_path):
    """A file that is no TOML is refused in words."""
    (tmp_path / "agora.toml").write_text("port = = 1")

    assert "설정 파일" in problems()[0]


@pytest.mark.parametrize("there", [False, True], ids=["nothing", "a folder"])
def test_a_named_file_that_is_none_is_refused(tmp_path, monkeypatch, there):
    """Whoever names a file of settings does not start by the defaults because of a slip."""
    if there:
        (tmp_path / "other.toml").mkdir()
    monkeypatch.setenv("AGORA_CONFIG", str(tmp_path / "other.toml"))

    assert str(tmp_path / "other.toml") in problems()[0]


def test_a_slip_in_the_name_of_a_variable_is_said(monkeypatch):
    """A variable that is named like ours and is none is told at the start, and ours are not."""
    monkeypatch.setenv("AGORA_TRUSTED_PROXI", "127.0.0.1")
    monkeypatch.setenv("AGORA_SESSION_DAYS", "8")
    text = "\n".join(settings.start_text(settings.load()))

    assert "AGORA_TRUSTED_PROXI" in text
    assert "AGORA_SESSION_DAYS" not in text


@pytest.mark.parametrize(
    "change",
    [
        {"secret": None},
        {"secret": "changeme"},
        {"secret": "a" * 40},
        {"public_url": "http://agora.example.kr"},
        {"public_url": None, "host": "0.0.0.0"},  # noqa: S104 - refused, not bound
        {"demo": True},
    ],
)
def test_a_city_does_not_start_with_what_suits_a_demo(change):
    """Weak secrets, plain http and bots are refused by the city profile."""
    assert settings.load(CITY).cookie == "__Host-agora_session"
    assert problems(**CITY | change)


def test_the_start_says_what_will_not_work_without_https():
    """Open to others over plain http, the start names the microphone and the way out."""
    text = "\n".join(settings.start_text(settings.load({"host": "0.0.0.0"})))  # noqa: S104 - words only

    assert "마이크" in text
    assert "--tls-cert" in text
    assert "마이크" not in "\n".join(settings.start_text(settings.load()))


def test_a_folder_that_leads_to_itself_is_named(tmp_path):
    """A link in a circle is told in words."""
    (tmp_path / "round").symlink_to(tmp_path / "round")

    assert "data" in problems(data=tmp_path / "round")[0]


def test_https_is_known_in_capitals():
    """An address is the same however its scheme is written."""
    assert settings.load({"public_url": "HTTPS://Agora.Example.kr/"}).cookie == "__Host-agora_session"


def test_a_secret_is_not_shown():
    """Printing the settings does not print the secret."""
    assert SECRET not in repr(settings.load(CITY))

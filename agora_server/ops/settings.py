"""
Settings of an installation: typed, from ``AGORA_*`` variables and a TOML file, checked once at the start.

Order of precedence: command line, environment, TOML file (``AGORA_CONFIG``, else ``agora.toml`` beside the start),
defaults. Knows: what may be set and what may not go together. Does not know: what is made of it.
"""

import os
from collections.abc import Mapping
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from agora_server.core.origin import origin_of

PREFIX = "AGORA_"
CONFIG = "AGORA_CONFIG"
BESIDE = frozenset({CONFIG, "AGORA_STAFF_PASSWORD", "AGORA_CHROMIUM"})
"""Variables of ours that are no settings."""
DEFAULT_PORT = 8080
SECRET_LEAST = 32
"""Characters of a secret given by hand: 32 of hexadecimal are 128 bit."""
WEAK_SECRETS = frozenset({"secret", "changeme", "change-me", "password", "agora", "default"})


class InstallationProfile(StrEnum):
    """What kind of installation this is."""

    DEMO = "demo"
    CITY = "city"


class SettingsError(Exception):
    """The settings do not hold; ``lines`` say in Korean what is wrong and what to write instead."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class Settings(BaseSettings):
    """Everything that may be set. Use ``load``; it words errors in Korean.

    Attributes:
        host: address to listen on; the loopback unless told.
        port: 0 takes any free one.
        data: the data folder; it has one owner at a time.
        profile: ``city`` refuses what only suits a demonstration.
        demo: whether bots make the square alive.
        public_url: the address that citizens open.
        tls_cert: certificate chain, PEM.
        tls_key: its private key, PEM.
        trusted_proxy: address of the proxy whose forwarded headers are believed.
        database: SQLAlchemy URL; ``None`` is a SQLite file in the data folder.
        redis: URL of Redis or Valkey; ``None`` is the bus inside the process.
        secret: signs utterances; ``None`` makes one in the data folder (demo only).
        session_days: life of a guest's session without a visit.
        staff_hours: life of a staff session.
        notice_contact: where citizens ask about their data.
        identity_address: page of the provider of identities; with the three below, or none of them.
        identity_issuer: how the provider names itself (``iss``).
        identity_audience: how it names us (``aud``).
        identity_key: its public key, PEM.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    host: str = Field(default="127.0.0.1", min_length=1, max_length=255)
    port: int = Field(default=DEFAULT_PORT, ge=0, le=65_535)
    data: Path = Path("data")
    profile: InstallationProfile = InstallationProfile.DEMO
    demo: bool = False
    public_url: str | None = None
    tls_cert: Path | None = None
    tls_key: Path | None = None
    trusted_proxy: str | None = None
    database: str | None = None
    redis: str | None = None
    secret: SecretStr | None = None
    session_days: int = Field(default=30, ge=1, le=365)
    staff_hours: int = Field(default=12, ge=1, le=24)
    notice_contact: str = Field(default="", max_length=200)
    identity_address: str | None = None
    identity_issuer: str | None = None
    identity_audience: str | None = None
    identity_key: Path | None = None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read the command line first, then the environment, then the TOML file."""
        del dotenv_settings, file_secret_settings
        named = os.environ.get(CONFIG)
        if named is not None and not Path(named).is_file():  # the library passes over a file that is not there
            raise FileNotFoundError(None, None, named)
        toml = TomlConfigSettingsSource(settings_cls, Path(named or "agora.toml"))
        return (init_settings, env_settings, toml)

    @property
    def loopback_only(self) -> bool:
        """Whether only this machine can reach the server."""
        return is_loopback(self.host)

    @property
    def https(self) -> bool:
        """Whether citizens reach the server over https."""
        return self.tls_cert is not None or (self.public_url or "").lower().startswith("https://")

    @property
    def cookie(self) -> str:
        """Name of the session cookie; the prefix makes browsers insist on Secure and the whole host."""
        return "__Host-agora_session" if self.https else "agora_session"

    @property
    def database_url(self) -> str:
        """URL of the database, the SQLite file where none is set."""
        return self.database or f"sqlite+aiosqlite:///{self.data.resolve() / 'agora.sqlite3'}"


def is_loopback(host: str) -> bool:
    """Tell whether an address to listen on is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def load(given: Mapping[str, Any] | None = None) -> Settings:
    """Return checked settings.

    Args:
        given: what the command line said; only what was said.

    Raises:
        SettingsError: with lines in Korean.
    """
    try:
        settings = Settings(**dict(given or {}))
    except FileNotFoundError as error:
        raise SettingsError([f"설정 파일이 없습니다: {error.filename}"]) from None
    except ValidationError as error:
        raise SettingsError([_word(row["loc"], row["type"]) for row in error.errors()]) from None
    except ValueError as error:  # the TOML file does not parse
        raise SettingsError([f"설정 파일을 읽을 수 없습니다: {error}"]) from None
    if problems := list(_problems(settings)):
        raise SettingsError(problems)
    return settings


_REASONS = {
    "extra_forbidden": "모르는 설정입니다. 이름을 확인해 주세요.",
    "int_parsing": "숫자로 적어 주세요.",
    "bool_parsing": "true나 false로 적어 주세요.",
    "greater_than_equal": "너무 작은 값입니다.",
    "less_than_equal": "너무 큰 값입니다.",
    "enum": "demo와 city 가운데 하나를 적어 주세요.",
}


def _word(location: tuple[int | str, ...], kind: str) -> str:
    name = ".".join(map(str, location)) or "설정"
    return f"{name}: {_REASONS.get(kind, '값이 맞지 않습니다. 문서의 설정표를 보아 주세요.')}"


def _problems(settings: Settings) -> list[str]:
    """Return what cannot be, and what does not go together."""
    found = [*_folder_problems(settings), *_text_problems(settings)]
    if settings.redis is not None and urlsplit(settings.redis).scheme not in {"redis", "rediss", "unix"}:
        found.append("redis: redis://127.0.0.1:6379/0 처럼 적어 주세요.")
    found += [*_address_problems(settings), *_tls_problems(settings), *_city_problems(settings)]
    return [*found, *_identity_problems(settings)]


def _folder_problems(settings: Settings) -> list[str]:
    if settings.data == Path():
        return ["data: 자료 폴더의 이름을 적어 주세요."]
    try:
        settings.data.resolve()
    except (OSError, RuntimeError):
        return [f"data: 링크가 저를 가리켜 폴더를 찾을 수 없습니다: {settings.data}"]
    return []


def _text_problems(settings: Settings) -> list[str]:
    """Return what no name or key can be: a host that no resolver takes, bytes that are no text."""
    found = []
    try:
        settings.host.encode("idna")
    except UnicodeError:
        found.append("host: 듣는 주소를 127.0.0.1이나 0.0.0.0처럼 적어 주세요.")
    try:
        (settings.secret.get_secret_value() if settings.secret else "").encode()
    except UnicodeError:
        found.append("secret: 글자로 읽을 수 없는 값입니다.")
    return found


def _address_problems(settings: Settings) -> list[str]:
    found = []
    if settings.public_url is not None and not _is_public(settings.public_url):
        found.append("public_url: https://agora.example.kr 처럼 주소만 적어 주세요. 뒤에 경로를 붙이지 않습니다.")
    if settings.trusted_proxy is not None:
        try:
            ip_address(settings.trusted_proxy)
        except ValueError:
            found.append("trusted_proxy: 프록시의 IP 주소 하나를 적어 주세요.")
    return found


def _is_public(url: str) -> bool:
    """Tell whether citizens can open an address, and nothing stands behind its host and port."""
    try:
        origin_of(url)
    except ValueError:
        return False
    parts = urlsplit(url)
    plain = url.isprintable() and " " not in url and "@" not in parts.netloc
    bare = parts.path in {"", "/"} and not (parts.query or parts.fragment)
    return plain and bare and parts.scheme in {"http", "https"}


def _tls_problems(settings: Settings) -> list[str]:
    if (settings.tls_cert is None) != (settings.tls_key is None):
        return ["tls_cert와 tls_key는 함께 적어 주세요."]
    pairs = (("tls_cert", settings.tls_cert), ("tls_key", settings.tls_key))
    return [f"{name}: 파일이 없습니다: {path}" for name, path in pairs if path is not None and not path.is_file()]


def _identity_problems(settings: Settings) -> list[str]:
    """Return what is wrong with the provider of identities."""
    given = (settings.identity_address, settings.identity_issuer, settings.identity_audience, settings.identity_key)
    if not any(given):
        return []
    if settings.identity_key is None or not all(given):
        return ["identity_address, identity_issuer, identity_audience, identity_key는 넷을 함께 적어 주세요."]
    found = []
    try:
        https = origin_of(settings.identity_address or "").startswith("https:")
    except ValueError:
        https = False
    if not https:
        found.append("identity_address: https로 시작하는 본인확인 기관의 주소를 적어 주세요.")
    return found


def _city_problems(settings: Settings) -> list[str]:
    """Return what the city profile refuses."""
    if settings.profile is not InstallationProfile.CITY:
        return []
    found = []
    secret = settings.secret.get_secret_value() if settings.secret else ""
    if len(secret) < SECRET_LEAST or secret.lower() in WEAK_SECRETS or len(set(secret)) < 8:
        found.append(
            f"secret: city 프로필에서는 {SECRET_LEAST}자 이상의 무작위 비밀값이 필요합니다. "
            "AGORA_SECRET 환경 변수에 적어 주세요. 만드는 법: "
            'python3 -c "import secrets; print(secrets.token_hex(32))"'
        )
    public_host = urlsplit(settings.public_url).hostname if settings.public_url else settings.host
    if not settings.https and not is_loopback(public_host or ""):
        found.append(
            "city 프로필은 https로만 엽니다. tls_cert와 tls_key, 또는 https로 시작하는 public_url을 적어 주세요."
        )
    if settings.demo:
        found.append("demo: city 프로필에서는 가상 시민을 켤 수 없습니다.")
    return found


def _unknown(environ: Mapping[str, str]) -> list[str]:
    """Return variables that are named like ours and are none: a slip in a name would go unseen."""
    known = {PREFIX + name.upper() for name in Settings.model_fields} | BESIDE
    return sorted(name for name in environ if name.upper().startswith(PREFIX) and name.upper() not in known)


def start_text(settings: Settings) -> list[str]:
    """Return what the start says in Korean: what will not work without https, and who can reach the server."""
    lines = [f"모르는 환경 변수가 있어 쓰지 않습니다: {name}" for name in _unknown(os.environ)]
    if settings.loopback_only:
        lines.append("이 컴퓨터에서만 열립니다. 다른 기기에서 열려면 --host 0.0.0.0 을 붙여 주세요.")
    if settings.https:
        return lines
    if settings.loopback_only and settings.public_url is None:
        lines.append("https가 아니어도 이 컴퓨터(localhost)에서는 모든 기능을 쓸 수 있습니다.")
        return lines
    return [
        *lines,
        "https가 아닙니다. 다른 기기에서는 아래 기능을 쓸 수 없습니다.",
        "  · 마이크로 말하기와 목소리 듣기(WebCodecs)",
        "  · 안전한 로그인 쿠키: 같은 망의 다른 사람이 엿볼 수 있으니 시험에만 쓰세요.",
        "고치는 법: --tls-cert 와 --tls-key, 또는 https 프록시와 --public-url https://… 을 적어 주세요.",
    ]

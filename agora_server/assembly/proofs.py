"""
The parts for proofs: one-time codes, identity checks, slips and the venue's code, put together.

The server makes them beside those for people. It gives the forums what it has checked; it knows no rule of theirs.
"""

from dataclasses import dataclass
from pathlib import Path

from agora_server.api.codes import CodesApi
from agora_server.api.identity import IdentityApi, Provider
from agora_server.api.venue import OnsiteForums, VenueApi
from agora_server.core.clock import Clock
from agora_server.core.seals import Seals
from agora_server.http.call import Route, RouteTable
from agora_server.identity.assertions import Assertions, PublicKey, TokenAssertions, read_key
from agora_server.identity.mock import MockProvider
from agora_server.identity.visits import Visits
from agora_server.ops.settings import InstallationProfile, Settings, SettingsError
from agora_server.people.citizens import Citizens
from agora_server.people.codes import Codes
from agora_server.people.sessions import Sessions
from agora_server.people.venue import Venue
from agora_server.store import Store


@dataclass(frozen=True, slots=True)
class ProofParts:
    """Everything by which somebody becomes more than a guest, as tables of routes."""

    apis: tuple[RouteTable, ...]

    def routes(self) -> list[Route]:
        """Return all routes of these parts."""
        return [route for api in self.apis for route in api.routes()]


def build_proofs(
    store: Store,
    sessions: Sessions,
    clock: Clock,
    settings: Settings,
    *,
    seals: Seals,
    citizens: Citizens,
    forums: OnsiteForums,
    public_url: str,
) -> ProofParts:
    """Put together by what somebody becomes more than a guest.

    Args:
        store: where it is kept.
        sessions: renews cookies.
        clock: milliseconds UTC.
        settings: which provider of identities there is.
        seals: of this installation.
        citizens: who is one.
        forums: where checked commands go.
        public_url: the address that citizens see, without a trailing slash.
    """
    mock, provider, assertions = _provider(settings)
    visits = None
    if assertions is not None:
        visits = Visits(store, sessions, citizens, clock, seals=seals, assertions=assertions)
    codes = Codes(store, citizens, seals, clock)
    return ProofParts(
        (
            CodesApi(codes, citizens, sessions, public_url=public_url),
            IdentityApi(visits, sessions, clock, provider=provider, mock=mock, public_url=public_url),
            VenueApi(Venue(seals), citizens, forums, clock, public_url=public_url),
        )
    )


def _provider(settings: Settings) -> tuple[MockProvider | None, Provider | None, Assertions | None]:
    """Return the provider of the settings; without one the mock in a demonstration, and none in a city."""
    address, issuer, audience = settings.identity_address, settings.identity_issuer, settings.identity_audience
    if address and issuer and audience and settings.identity_key:
        return None, Provider(address, audience), TokenAssertions(issuer, audience, _key(settings.identity_key))
    if settings.profile is InstallationProfile.CITY:
        return None, None, None
    mock = MockProvider()
    return mock, None, mock.assertions


def _key(path: Path) -> PublicKey:
    """Return the provider's public key.

    Raises:
        SettingsError: if the file cannot be read or holds no such key.
    """
    try:
        return read_key(path)
    except (OSError, ValueError):
        words = "identity_key: 본인확인 기관의 공개키(Ed25519나 P-256, PEM)를 읽을 수 없습니다. 파일을 확인해 주세요."
        raise SettingsError([words]) from None

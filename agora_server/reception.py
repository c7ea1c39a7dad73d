"""
The reception: one-time codes, identity checks, slips and the venue's code, put together.

``app.py`` makes it beside the office. It gives the forums what it has checked; it knows no rule of theirs.
"""

from collections.abc import Callable

from agora_server.api_codes import CodesApi
from agora_server.api_identity import IdentityApi, Provider
from agora_server.api_venue import Forums, VenueApi
from agora_server.call import Route
from agora_server.citizens import Citizens
from agora_server.clock import Clock
from agora_server.codes import Codes
from agora_server.identity.assertions import Assertions, TokenAssertions, read_key
from agora_server.identity.mock import MockProvider
from agora_server.identity.visits import Visits
from agora_server.seals import Seals
from agora_server.sessions import Sessions
from agora_server.settings import Profile, Settings
from agora_server.store import Store
from agora_server.venue import Venue


class Reception:
    """Everything by which somebody becomes more than a guest.

    Args:
        store: where it is kept.
        sessions: renews cookies.
        clock: milliseconds UTC.
        settings: which provider of identities there is.
        seals: of this installation.
        citizens: who is one.
        forums: where checked commands go.
        public_url: tells the address that citizens see, without a trailing slash.
    """

    def __init__(
        self,
        store: Store,
        sessions: Sessions,
        clock: Clock,
        settings: Settings,
        *,
        seals: Seals,
        citizens: Citizens,
        forums: Forums,
        public_url: Callable[[], str],
    ) -> None:
        mock, provider, assertions = _provider(settings)
        visits = None
        if assertions is not None:
            visits = Visits(store, sessions, citizens, clock, seals=seals, assertions=assertions)
        codes = Codes(store, citizens, seals, clock)
        self._apis = (
            CodesApi(store, codes, citizens, sessions, public_url=public_url),
            IdentityApi(visits, sessions, clock, provider=provider, mock=mock, public_url=public_url),
            VenueApi(Venue(seals), citizens, forums, clock, public_url=public_url),
        )

    def routes(self) -> list[Route]:
        """Return all routes of the reception."""
        return [route for api in self._apis for route in api.routes()]


def _provider(settings: Settings) -> tuple[MockProvider | None, Provider | None, Assertions | None]:
    """Return the provider of the settings; without one the mock in a demonstration, and none in a city."""
    address, issuer, audience = settings.identity_address, settings.identity_issuer, settings.identity_audience
    if address and issuer and audience and settings.identity_key:
        return None, Provider(address, audience), TokenAssertions(issuer, audience, read_key(settings.identity_key))
    if settings.profile is Profile.CITY:
        return None, None, None
    mock = MockProvider()
    return mock, None, mock.assertions

"""Routes of identity checks: the mock in a demonstration, a provider by settings, nothing in a city without one."""

from urllib.parse import parse_qs, urlsplit

import pytest

from agora_server.api.identity import Provider
from agora_server.ops.settings import InstallationProfile
from rooms.base.errors import Refusal
from tests.server.installation import installed


@pytest.fixture
async def installation(tmp_path):
    """An installation of a demonstration."""
    async with installed(tmp_path) as opened:
        yield opened


async def test_a_demonstration_shows_how_it_will_be(installation):
    """Ask, be somebody made up, come back a citizen."""
    kim, _ = await installation.guest()
    asked = (await kim.call("POST", "/api/identity/begin")).body
    request = {"person": "가상 시민 1", "nonce": asked.nonce}
    token = (await kim.call("POST", "/api/identity/mock", request)).body.token
    done = (await kim.call("POST", "/api/identity/confirm", {"token": token, "nonce": asked.nonce})).body

    assert (await kim.call("GET", "/api/identity")).body.kind == "mock"
    assert (asked.address, done.known) == ("", False)
    assert (await kim.call("GET", "/api/door")).body.me.role == "citizen"


async def test_a_city_never_has_the_mock(tmp_path):
    """Its route does not exist there; without a provider there is no check at all."""
    async with installed(tmp_path, InstallationProfile.CITY) as installation:
        kim, _ = await installation.guest()

        assert (await kim.call("GET", "/api/identity")).body.kind == "none"
        assert ("POST", "/api/identity/mock") not in kim._routes
        for path, body in (("begin", None), ("confirm", {"token": "a.b.c", "nonce": "n"})):
            with pytest.raises(Refusal, match="no_identity"):
                await kim.call("POST", f"/api/identity/{path}", body)


def test_a_provider_is_asked_with_the_nonce_and_answers_behind_the_hash():
    """What it signed reaches no log on its way back."""
    asked = urlsplit(Provider("https://identity.example.kr/authorize", "agora").ask("n1", "https://a.kr/identity"))
    query = parse_qs(asked.query)

    assert asked.netloc == "identity.example.kr"
    assert (query["nonce"], query["client_id"], query["response_mode"]) == (["n1"], ["agora"], ["fragment"])
    assert query["redirect_uri"] == ["https://a.kr/identity"]

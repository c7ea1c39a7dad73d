"""Routes about the square itself."""

import aiohttp
import pytest

from agora_server.ops.heartbeat import RED_S


@pytest.fixture
async def http(server):
    """A browser without cookies."""
    async with aiohttp.ClientSession(server.address) as session:
        yield session


async def test_a_running_node_is_alive_and_ready(http):
    """Both checks answer 200."""
    async with http.get("/healthz") as answer:
        assert await answer.json() == {"alive": True}
    async with http.get("/readyz") as answer:
        body = await answer.json()
    assert body["ready"]
    assert body["checks"]
    assert all(body["checks"].values())


async def test_the_metrics_are_those_of_the_contract(http):
    """Loop lag, participants, frames, bytes, drops, resumes and refusals are there."""
    async with http.get("/metrics") as answer:
        text = await answer.text()

    for name in ("loop_lag", "participants", "frames", "bytes", "drops", "resumes", "refusals"):
        assert f"agora_{name}" in text


async def test_the_limits_are_published(http):
    """Sizes and rates that a client must keep are a contract."""
    async with http.get("/api/limits") as answer:
        limits = await answer.json()

    assert limits["frame_bytes"] == 16_384
    assert limits["command_bytes"] == 4_096
    assert limits["rates"]["chat"] == {"burst": 5, "every_ms": 1_000}


async def test_openapi_names_every_route(http):
    """The document is made from the tables that answer."""
    async with http.get("/api/openapi.json") as answer:
        document = await answer.json()

    assert document["openapi"].startswith("3.1")
    assert {"/api/door", "/api/ticket", "/api/limits", "/healthz", "/api/me"} <= set(document["paths"])


async def test_a_place_has_a_code_that_leads_there(http):
    """The picture of an existing place, and 404 for another."""
    async with http.get("/api/places/suro-tomb/qr.svg") as answer:
        assert answer.headers["Content-Type"].startswith("image/svg+xml")
        assert (await answer.read()).startswith(b"<svg")
    async with http.get("/api/places/nowhere/qr.svg") as answer:
        assert answer.status == 404


async def test_a_node_without_ticks_is_not_alive(server, http):
    """Health and readiness turn red when ticks stop, and green again with the next one."""
    server.ticker.stop()
    server.heart._at -= RED_S
    async with http.get("/healthz") as answer:
        assert (answer.status, await answer.json()) == (503, {"alive": False})
    async with http.get("/readyz") as answer:
        assert answer.status == 503
        assert not (await answer.json())["checks"]["tick"]

    server.heart.beat()
    async with http.get("/healthz") as answer:
        assert answer.status == 200

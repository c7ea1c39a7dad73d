"""HTTP: pages, headers, refusals. Over a running server."""

import gzip
import json

import aiohttp
import pytest

from agora_server.people.privacy import NOTICE_VERSION
from agora_server.resources import world
from agora_server.store import StoreBusyError
from rooms.base.errors import Refusal, Why


@pytest.fixture
async def http(server):
    """A browser without cookies; paths are relative."""
    async with aiohttp.ClientSession(server.address, auto_decompress=False) as session:
        yield session


async def test_every_client_page_is_the_page(http):
    """A link to a place or to the staff's page opens the client."""
    for path in ("/", "/p/suro-tomb", "/staff", "/privacy"):
        async with http.get(path) as answer:
            assert answer.status == 200
            assert b"<!doctype html>" in await answer.read()


@pytest.mark.parametrize(("path", "title"), [("/hall/f1", "hall"), ("/hall/f1/", "hall"), ("/hall/f1/desk", "agora")])
async def test_the_light_page_of_a_hall_is_a_document_of_its_own(http, path, title):
    """An old phone gets nothing of the square with it; desk and screen are pages of the square's document."""
    assert f"<title>{title}</title>" in await (await http.get(path)).text()


@pytest.mark.parametrize("path", ["/verify", "/verify/", "/verify.html", "/assets/record_worker-A1_b-.js"])
async def test_the_page_that_checks_a_record_can_send_it_nowhere(http, path):
    """The page and its worker may open no line to anybody, us included; every other page may open one to us."""
    answer, other = await http.get(path), await http.get("/assets/main-A1.js")

    assert answer.status == other.status == 200
    assert path.startswith("/assets") or "<title>verify</title>" in await answer.text()
    assert "connect-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "connect-src 'self'" in other.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/assets/none.js", "/favicon.ico", "/.env", "/api/none", "/../pyproject.toml"])
async def test_a_file_that_is_not_there_is_not_the_page(http, path):
    """A missing file is 404, so that a mistake shows."""
    async with http.get(path) as answer:
        assert answer.status == 404


async def test_every_answer_carries_the_security_headers(http):
    """Pages, API and errors alike, and no name of the server."""
    for path in ("/", "/api/door", "/api/none"):
        async with http.get(path) as answer:
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert "'unsafe-" not in answer.headers["Content-Security-Policy"]  # WebAssembly alone may be compiled
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "Server" not in answer.headers


async def test_the_world_is_sent_small_and_once(http):
    """Compressed, and 304 for who has it."""
    async with http.get("/world.json", headers={"Accept-Encoding": "gzip"}) as answer:
        body, etag = await answer.read(), answer.headers["ETag"]
    assert gzip.decompress(body) == world.world_bytes()

    async with http.get("/world.json", headers={"If-None-Match": etag}) as answer:
        assert answer.status == 304


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example"])
async def test_a_foreign_page_changes_nothing(http, origin):
    """A POST needs our very Origin."""
    headers = {"Origin": origin} if origin else {}
    async with http.post("/api/door", json={}, headers=headers) as answer:
        assert answer.status == 403
        assert json.loads(await answer.read())["code"] == "foreign_origin"


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"nickname": 5}', b'{"nobody": 1}', b"\xff", b"[" * 5_000, b'{"nickname":"\\ud800"}']
)
async def test_a_body_that_does_not_fit_is_malformed(http, server, body):
    """Bad JSON gets a typed answer."""
    async with http.post("/api/door", data=body, headers={"Origin": server.address}) as answer:
        assert answer.status == 400
        assert json.loads(await answer.read())["code"] == "malformed"


async def test_a_body_over_the_bound_is_refused(http, server):
    """64 KiB are enough for everything we take."""
    async with http.post("/api/door", data=b" " * 70_000, headers={"Origin": server.address}) as answer:
        assert answer.status == 413


async def test_what_needs_a_session_says_so(http, server):
    """A ticket is not for strangers."""
    async with http.post("/api/ticket", json={}, headers={"Origin": server.address}) as answer:
        assert answer.status == 401
        assert json.loads(await answer.read())["code"] == "sign_in_first"


async def test_the_cookie_is_out_of_reach_of_scripts(http, server):
    """HttpOnly, SameSite, whole path; no domain."""
    async with http.post("/api/door", json={}, headers={"Origin": server.address}) as answer:
        cookie = answer.headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Domain" not in cookie


async def test_a_fault_inside_shows_nothing(http, server, monkeypatch):
    """What went wrong is ours to know: the answer is 500 without a trace."""

    async def broken(_: str):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(server.sessions, "find", broken)
    async with http.get("/api/door", cookies={"agora_session": "x" * 43}) as answer:
        assert answer.status == 500
        assert json.loads(await answer.read()) == {"code": "internal", "facts": {}}


@pytest.mark.parametrize("fault", [OSError("disk I/O error"), StoreBusyError(), Refusal(Why.INTERNAL)], ids=repr)
async def test_a_store_that_fails_is_a_fault_of_ours(http, server, monkeypatch, fault):
    """The door cannot write who comes in: 500 and ``internal``, never a refusal of the citizen's."""

    async def failing(_):
        raise fault

    monkeypatch.setattr(server.store, "write", failing)
    body = {"nickname": "김하늘", "notice": NOTICE_VERSION, "of_age": True}
    async with http.post("/api/door", json=body, headers={"Origin": server.address}) as answer:
        assert answer.status == 500
        assert json.loads(await answer.read()) == {"code": "internal", "facts": {}}

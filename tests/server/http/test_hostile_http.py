"""HTTP as attackers speak it, over a running server: never a 5xx, never a word about the inside, never a wait."""

import asyncio
import contextlib
import json
import string

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agora_server.http import reading, web
from tests.server.conftest import running

SECURITY = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy")
METHODS = ["PUT", "PATCH", "TRACE", "CONNECT", "PROPFIND", "OPTIONS", "HEAD", "POST", "DELETE"]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=80) | st.floats(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


def by_schema(schema, parts):
    """Return a strategy of values that fit a JSON schema now and then, or nearly."""
    if "$ref" in schema:
        return st.deferred(lambda: by_schema(parts[schema["$ref"].rsplit("/", 1)[-1]], parts))
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return st.one_of([by_schema(one, parts) for one in schema[key]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"]) | VALUES
    match schema.get("type"):
        case "object":
            fields = {name: by_schema(one, parts) | VALUES for name, one in schema.get("properties", {}).items()}
            return st.fixed_dictionaries({}, optional=fields)
        case "array":
            return st.lists(VALUES, max_size=8)
        case "string":
            return st.text(max_size=min(600, schema.get("maxLength", 60) + 2))
        case "integer":
            return st.integers()
        case "boolean":
            return st.booleans()
    return VALUES


async def raw(server, data, seconds=5):
    """Send bytes and return all that comes back until the line closes or nothing comes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(data)
    await writer.drain()
    answer = b""
    with contextlib.suppress(TimeoutError, ConnectionError):
        async with asyncio.timeout(seconds):
            while piece := await reader.read(65_536):
                answer += piece
                head, _, body = answer.partition(b"\r\n\r\n")
                length = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
                if body is not None and length and len(body) >= int(length[0].split(b":")[1]):
                    break
    writer.close()
    return answer


@pytest.mark.parametrize("signed_in", [False, True], ids=["nobody", "guest"])
async def test_no_body_makes_a_route_fail(server, citizens, signed_in):
    """Every route of the published document, with bodies that nearly fit it: a typed answer, never 5xx."""
    guest = await citizens("김하늘", connect=False)
    http = guest.http if signed_in else aiohttp.ClientSession()
    async with http.get(f"{server.address}/api/openapi.json") as answer:
        document = await answer.json()
    parts = document.get("components", {}).get("schemas", {})
    trials = []

    @settings(max_examples=25, database=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(st.data())
    def draw(data):
        for path, item in document["paths"].items():
            for method, operation in item.items():
                wanted = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
                if path in {"/api/me", "/api/staff/sign-out"} and method != "get":
                    continue
                part = data.draw(st.text(string.printable, min_size=1, max_size=20))
                body = None if wanted is None else data.draw(by_schema(wanted, parts) | VALUES)
                trials.append((method, path.replace("{id}", part.replace("/", "")), body))

    draw()
    bad = []
    for method, path, body in trials[:600]:
        url = f"{server.address}{path}"
        async with http.request(method, url, data=json.dumps(body), headers={"Origin": server.address}) as answer:
            text = await answer.read()
            if (answer.status >= 500 and answer.status != 503) or b"Traceback" in text:
                bad.append((method, path, body, answer.status))
            assert all(name in answer.headers for name in SECURITY)
    if not signed_in:
        await http.close()

    assert bad == []


@pytest.mark.parametrize(
    "method", ["PUT", "PATCH", "TRACE", "CONNECT", "PROPFIND", "OPTIONS", "HEAD", "POST", "DELETE"]
)
@pytest.mark.parametrize("path", ["/", "/api/door", "/api/me", "/world.json", "/api/staff/accounts", "/ws", "/metrics"])
async def test_confused_methods_are_refused(server, method, path):
    """A method that a route does not know changes nothing and tells nothing."""
    answer = await raw(server, f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode(), 3)

    status = int(answer.split(b" ", 2)[1])
    assert status < 500
    assert status in {200, 304, 400, 401, 403, 404, 405, 501}
    assert status == 200 if (method, path) in {("HEAD", "/"), ("HEAD", "/world.json")} else status != 304
    assert b"Access-Control-Allow" not in answer


HOSTILE = {
    "a huge header": b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
    "very many headers": b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
    "a huge path": b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "two lengths": b"POST /api/door HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 9\r\n\r\n{}",
    "length and chunks": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n",
    "a bad chunk": b"POST /api/door HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
    "a negative length": b"POST /api/door HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "noughts": b"\x00" * 200 + b"\r\n\r\n",
    "TLS on plain": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 64,
    "a folded header": b"GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n",
    "a bare CR": b"GET / HTTP/1.1\rHost: x\r\r",
    "a ticket in what is no HTTP": b"GET /ws?ticket=CANARY HTTP/9.9\r\nHost: x\r\nCookie: agora_session=CANARY\r\n\r\n",
    "a null in the path": b"GET /%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "bad UTF-8 in the path": b"GET /%ff%fe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "bad UTF-8 in the query": b"GET /api/staff/flags?before=%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "a bad cookie": b"GET / HTTP/1.1\r\nHost: x\r\nCookie: agora_session=\xff\xfe; =;;\r\nConnection: close\r\n\r\n",
    "an absolute address": b"GET http://evil.example/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "an unknown version": b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
async def test_broken_requests_get_a_short_no(server, data, capfd):
    """Requests that break the grammar are answered with a 4xx or closed, and not repeated in answer or log."""
    answer = await raw(server, data, 2)

    if answer:
        assert int(answer.split(b" ", 2)[1]) < 500
        assert b"Traceback" not in answer
        assert b"aiohttp" not in answer.lower()
        assert b"CANARY" not in answer
    assert "CANARY" not in "".join(capfd.readouterr())
    async with aiohttp.ClientSession() as http, http.get(f"{server.address}/healthz") as alive:
        assert alive.status == 200


TRAVERSALS = (
    *("/../secret", "/%2e%2e/secret", "/..%2fsecret", "/%2e%2e%2fsecret", "/assets/../../secret", "//secret"),
    *("/assets/%2e%2e/%2e%2e/agora.sqlite3", "/agora.sqlite3", "/lock", "/.git/config", "/..\\secret"),
)


@pytest.mark.parametrize("path", TRAVERSALS)
async def test_no_path_leads_to_the_data(server, path):
    """The data folder is not among the files, by whatever path."""
    secret = (server.settings.data / "secret").read_bytes()

    answer = await raw(server, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode(), 3)

    assert secret not in answer
    assert b"SQLite format" not in answer
    assert b"<!doctype html>" in answer or b" 404 " in answer.split(b"\r\n")[0] or b" 400 " in answer.split(b"\r\n")[0]


async def test_a_range_is_the_whole_or_a_part_but_no_failure(server):
    """Ranges are not served; the whole is."""
    async with aiohttp.ClientSession() as http:
        for wanted in ("bytes=0-1", "bytes=5-1", "bytes=-1", "bytes=99999999-", "lines=1-2", "bytes=0-1," * 500):
            async with http.get(f"{server.address}/world.json", headers={"Range": wanted}) as answer:
                assert answer.status in {200, 206, 400, 416}


async def test_personal_answers_are_never_cached(citizens, server):
    """What the API says stays in no cache between us and the citizen; the file of one's own data neither."""
    kim = await citizens("김하늘", connect=False)
    for path in ("/api/door", "/api/me", "/api/me/export"):
        async with kim.http.get(server.address + path) as answer:
            assert answer.headers["Cache-Control"] == "no-store"


async def test_half_requests_keep_nobody_out(citizens):
    """200 lines that never end their request, or their body: a citizen comes in all the same."""
    first = await citizens("첫째", connect=False)
    port = int(first.address.rsplit(":", 1)[1])
    lines = []
    for n in range(200):
        head = (
            b"GET / HTTP/1.1\r\nHost: x\r\n"
            if n % 2
            else b"POST /api/door HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{"
        )
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(head)
        lines.append(writer)
    async with asyncio.timeout(8):
        kim = await citizens("김하늘")
    for writer in lines:
        writer.close()

    assert kim.slot >= 0


async def test_a_body_that_never_ends_is_cut(server, monkeypatch):
    """Whoever sends a body drop by drop is answered 408 and loses the line."""
    monkeypatch.setattr(reading, "BODY_S", 0.2)
    origin = server.address.encode()
    head = (
        b"POST /api/door HTTP/1.1\r\nHost: "
        + origin[7:]
        + b"\r\nOrigin: "
        + origin
        + b"\r\nContent-Length: 99\r\n\r\n{"
    )

    answer = await raw(server, head, 5)

    assert answer.startswith(b"HTTP/1.1 408")


async def test_a_head_that_never_ends_is_cut(tmp_path, one_page, monkeypatch):
    """A request that never comes whole loses its line."""
    del one_page

    monkeypatch.setattr(web, "KEEPALIVE_S", 0.3)
    async with running(tmp_path) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        async with asyncio.timeout(8):
            while await reader.read(100):
                pass
        writer.close()

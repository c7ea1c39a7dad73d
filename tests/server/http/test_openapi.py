"""The OpenAPI document tells exactly what the tables and types hold."""

import json
from http import HTTPStatus
from types import SimpleNamespace
from typing import Annotated

import aiohttp
import msgspec
import pytest
from aiohttp.test_utils import TestServer
from openapi_spec_validator import OpenAPIV31SpecValidator

from agora_server.core.problems import Problem
from agora_server.http import openapi, web
from agora_server.http.call import JSON, Answer, Route
from rooms.base.errors import Refusal
from tests import http_types
from tests.server.contract import contract_of, watched
from tests.server.installation import installed


@pytest.fixture
async def routes(tmp_path):
    """All routes of door and office."""
    async with installed(tmp_path) as installation:
        yield [*installation.door.routes(), *installation.people_parts.routes()]


async def test_every_route_is_in_the_document(routes):
    """Each row is a path and a method, with a sentence and a name of its own."""
    document = openapi.document(routes, "0.1", cookie="sid")
    listed = {(path, method) for path, row in document["paths"].items() for method in row}
    names = [operation["operationId"] for row in document["paths"].values() for operation in row.values()]

    assert listed == {(route.path, route.method.lower()) for route in routes}
    assert len(names) == len(set(names))


async def test_the_document_holds_the_route_that_answers_it(tmp_path):
    """A registry tells of every table that was registered, also of one that was made with its own document."""
    async with installed(tmp_path) as installation:
        registry = openapi.RouteRegistry("0.1", "sid")
        registry.register(installation.door, installation.people_parts)
        own = [Route("GET", "/own", registry.document, "The document")]
        registry.register(SimpleNamespace(routes=lambda: own))

        first = registry.document()

        assert first == openapi.document(registry.routes, "0.1", cookie="sid")
        assert "/own" in first["paths"]
        assert registry.document() is first


async def test_every_reference_leads_somewhere(routes):
    """No schema is named that is not there; bounds of the types are in it."""
    document = openapi.document(routes, "0.1", cookie="sid")
    text = json.dumps(document)
    named = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}

    assert named <= set(document["components"]["schemas"])
    assert document["components"]["schemas"]["SignIn"]["properties"]["code"]["maxLength"] == 6


async def test_roles_and_parts_of_the_path_are_told(routes):
    """Who may call, and what stands in the path, is in the document."""
    judge = openapi.document(routes, "0.1", cookie="sid")["paths"]["/api/staff/flags/{id}"]["post"]

    assert judge["x-roles"] == ["admin", "clerk", "moderator", "officer"]
    assert [one["name"] for one in judge["parameters"]] == ["id"]


async def test_the_cookie_has_its_true_name(routes):
    """The name of the session cookie is the installation's."""
    assert openapi.document(routes, "0.1", cookie="sid")["components"]["securitySchemes"]["session"]["name"] == "sid"


async def test_queries_are_told_by_their_types(routes):
    """A field of a query has the bounds of its type, and what may be left out is not required."""
    flags = openapi.document(routes, "0.1", cookie="sid")["paths"]["/api/staff/flags"]["get"]["parameters"]

    assert [(one["name"], one["in"], one["required"]) for one in flags] == [
        ("state", "query", False),
        ("before", "query", False),
    ]
    assert flags[0]["schema"]["enum"] == ["judged", "waiting"]


async def test_the_document_is_openapi(server):
    """Whoever reads OpenAPI 3.1 can read the document of a whole server."""
    async with aiohttp.ClientSession() as http, http.get(f"{server.address}/api/openapi.json") as answer:
        document = await answer.json()

    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []


async def test_the_committed_document_is_what_a_server_answers(server):
    """The client's types of HTTP are made of the document of this very server; if not, run the command."""
    async with aiohttp.ClientSession() as http, http.get(f"{server.address}/api/openapi.json") as answer:
        document = await answer.json()

    assert http_types.DOCUMENT.read_text(encoding="utf-8") == http_types.text_of(document), http_types.COMMAND


async def test_the_document_is_made_once(server, monkeypatch):
    """A server makes its document the first time that somebody asks."""
    made = []
    honest = openapi.document
    monkeypatch.setattr(openapi, "document", lambda *given, **named: made.append(1) or honest(*given, **named))
    async with aiohttp.ClientSession() as http:
        for _ in range(3):
            async with http.get(f"{server.address}/api/openapi.json") as answer:
                assert answer.status == 200

    assert made == [1]


async def answering(_):
    """Answer nothing: it is not asked."""


def route(**fields):
    """Return a route that takes an id and says that it may be out of reach."""
    return Route("GET", "/api/x/{id}", answering, "x", refuses=(Problem.UNKNOWN_FLAG,), **fields)


class Line(msgspec.Struct):
    """A line."""

    at: int


class Page(msgspec.Struct):
    """Where one begins."""

    first: Annotated[int, msgspec.Meta(ge=0)]


def test_two_types_of_one_name_stay_two():
    """A struct that is called like another one is not taken for it."""
    other = msgspec.defstruct("Line", [("words", str)], module="elsewhere")
    routes = [route(answer=Line), Route("GET", "/api/y", answering, "y", answer=other)]
    contract = contract_of(routes)

    assert contract.answer("GET", "/api/x/{id}", 200, JSON, b'{"at": 1}') == []
    assert contract.answer("GET", "/api/y", 200, JSON, b'{"words": ""}') == []
    assert contract.answer("GET", "/api/y", 200, JSON, b'{"at": 1}') != []


@pytest.mark.parametrize(
    ("status", "media", "body"),
    [
        (200, JSON, b'{"at": "now"}'),
        (200, "text/plain", b""),
        (201, JSON, b'{"at": 1}'),
        (404, JSON, b'{"code": "unknown_ban", "facts": {}}'),
        (404, JSON, b'{"code": "unknown_flag"}'),
        (409, JSON, b'{"code": "stale", "facts": {}}'),
    ],
)
def test_an_answer_that_is_not_promised_is_found(status, media, body):
    """Another shape, kind of file, status or code than the document has is named; what it has is not."""
    contract = contract_of([route(answer=Line)])

    assert len(contract.answer("GET", "/api/x/{id}", status, media, body)) == 1
    assert contract.answer("GET", "/api/x/{id}", 200, JSON, b'{"at": 1}') == []
    assert contract.answer("GET", "/api/x/{id}", 404, JSON, b'{"code": "unknown_flag", "facts": {}}') == []


@pytest.mark.parametrize(
    ("part", "query"), [("a" * 65, {"first": "1"}), ("a", {}), ("a", {"first": "-1"}), ("a", {"first": "x"})]
)
def test_a_call_that_is_not_asked_for_is_found(part, query):
    """An id or a query that the document does not allow is named; one that it allows is not."""
    contract = contract_of([route(query=Page)])

    assert len(contract.address("GET", "/api/x/{id}", {"id": part}, query)) == 1
    assert contract.address("GET", "/api/x/{id}", {"id": "a"}, {"first": "1"}) == []


async def strange(_):
    """Refuse with what no route of these tests says that it refuses."""
    raise Refusal(Problem.UNKNOWN_BAN)


def answers(body, status=200):
    """Return a handler of one answer."""

    async def handler(_):
        return Answer(body, status)

    return handler


async def anything(*_):
    """Take any body, as a careless reader would."""


PLANTED = {
    "a shape": (Route("GET", "/api/x", answers({"at": "now"}), "x", answer=Line), "$.at: 'now' is not of type"),
    "a status": (Route("GET", "/api/x", answers(Line(1), 202), "x", answer=Line), "status 202 is not in the document"),
    "a kind of file": (Route("GET", "/api/x", answers({}), "x", media="application/pdf"), f"{JSON} is not in"),
    "a refusal": (Route("GET", "/api/x", strange, "x", answer=Line), "status 404 is not in the document"),
    "a code": (Route("GET", "/api/x", strange, "x", refuses=(Problem.UNKNOWN_FLAG,)), "$.code: 'unknown_ban' is not"),
    "a query": (Route("GET", "/api/x", answers({}), "x", query=Page), "first is missing"),
    "a body": (Route("POST", "/api/x", answers({}), "x", body=Line), "$: 'at' is a required property"),
}
"""Routes that do not keep their own word, and what must be said of a call with an empty object."""


@pytest.mark.parametrize(("planted", "words"), PLANTED.values(), ids=PLANTED)
async def test_a_server_that_breaks_its_word_is_found(monkeypatch, planted, words):
    """Whatever a server takes or answers against its document is written down, over real HTTP."""
    monkeypatch.setattr(web, "body_of", anything)
    monkeypatch.setattr(web, "query_of", lambda *_: None)
    settings, found = web.WebSettings("sid", 1, secure=False, public=None, loopback_only=True, trusted_proxy=None), []
    side = watched(found)(settings, [planted], {}, anything, anything)
    async with TestServer(side.app) as port, aiohttp.ClientSession(headers={"Origin": str(port.make_url(""))}) as http:
        await http.request(planted.method, port.make_url("/api/x"), json={})

    (one,) = found
    assert one.startswith(f"{planted.method} /api/x ")
    assert words in one


async def test_every_server_of_a_test_is_watched(server, broken_contract, monkeypatch):
    """A running server of these tests is held to its document without being asked to."""
    monkeypatch.setattr(server.sessions, "find", strange)
    async with aiohttp.ClientSession() as http, http.get(f"{server.address}/api/door") as answer:
        assert answer.status == 404
    (found,) = broken_contract
    broken_contract.clear()

    assert found.startswith("GET /api/door 404: status 404 is not in the document")


@pytest.mark.parametrize(
    ("method", "path", "code"), [("GET", "/api/none", "http_404"), ("PUT", "/api/door", "http_405")]
)
async def test_http_itself_refuses_as_the_document_says(server, method, path, code):
    """Where there is no route, the refusal has the shape of any other, and its code stands in the document."""
    async with aiohttp.ClientSession(server.address) as http:
        async with http.request(method, path) as answer:
            refusal = await answer.json()
        async with http.get("/api/openapi.json") as answer:
            schema = (await answer.json())["components"]["schemas"]["RefusalBody"]

    assert refusal == {"code": code, "facts": {}}
    assert code in schema["properties"]["code"]["enum"]


def test_a_status_is_good_or_bad():
    """A route cannot answer and refuse with one status: nobody could read it."""
    with pytest.raises(AssertionError):
        openapi.document([route(statuses=(HTTPStatus.NOT_FOUND,))], "0.1", cookie="sid")


@pytest.mark.parametrize("media", ["application/pdf", "text/calendar; charset=utf-8"])
def test_a_file_is_no_json(media):
    """What is answered as another kind of file stands under its type."""
    made = openapi.document([route(media=media)], "0.1", cookie="sid")["paths"]["/api/x/{id}"]["get"]

    assert list(made["responses"]["200"]["content"]) == [media.partition(";")[0]]

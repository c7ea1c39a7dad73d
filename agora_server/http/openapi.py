"""
``/api/openapi.json``: OpenAPI 3.1 from the very tables and types that answer, so the document is the validator.

Pure.
"""

import functools
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

import msgspec

from agora_server.http.call import JSON, PathPart, RefusalBody, Route, RouteTable
from agora_server.http.statuses import status_of

_PART = re.compile(r"{(\w+)}")
REFUSAL = "#/components/schemas/RefusalBody"
Schema = dict[str, Any]


class RouteRegistry:
    """All routes of a server, and the document of them: one of the routes answers the document that it stands in.

    Args:
        version: of the program.
        cookie: the name of the session cookie.
    """

    def __init__(self, version: str, cookie: str) -> None:
        self._version = version
        self._cookie = cookie
        self.routes: list[Route] = []

    def register(self, *tables: RouteTable) -> None:
        """Take the rows of tables; all of them before the document is asked for."""
        for table in tables:
            self.routes += table.routes()

    def document(self) -> dict[str, Any]:
        """Return the document, which is made once."""
        return self._document

    @functools.cached_property
    def _document(self) -> dict[str, Any]:
        return document(self.routes, self._version, cookie=self._cookie)


def document(routes: Iterable[Route], version: str, *, cookie: str) -> dict[str, Any]:
    """Return the document of tables of routes; ``cookie`` is the name of the session's."""
    rows = sorted(routes, key=lambda route: (route.path, route.method))
    queries = list(dict.fromkeys(row.query for row in rows if row.query is not None))
    bodies = list(dict.fromkeys(kind for row in rows for kind in (row.body, row.answer) if kind is not None))
    types = [*queries, *bodies, RefusalBody]
    schemas, components = msgspec.json.schema_components(types, ref_template="#/components/schemas/{name}")
    of = dict(zip(types, schemas, strict=True))
    asked = {kind: components.pop(of[kind]["$ref"].rpartition("/")[2]) for kind in queries}
    paths: dict[str, dict[str, Any]] = {}
    for row in rows:
        paths.setdefault(row.path, {})[row.method.lower()] = _operation(row, of, asked)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Metaverse Agora Gimhae", "version": version, "license": {"name": "Apache-2.0"}},
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": cookie}},
        },
    }


def _operation(row: Route, of: Mapping[Any, Schema], asked: Mapping[Any, Schema]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": row.summary,
        "operationId": _name(row),
        "responses": {str(status.value): _answer(row, of) for status in row.statuses} | _refusals(row),
    }
    if parameters := [*_parts(row), *_query(asked.get(row.query, {}))]:
        operation["parameters"] = parameters
    if row.body is not None:
        operation["requestBody"] = {"required": True, "content": {JSON: {"schema": of[row.body]}}}
    if row.needs:
        operation["security"] = [{"session": []}]
        operation["x-roles"] = sorted(role.value for role in row.needs)
    return operation


def _parts(row: Route) -> list[dict[str, Any]]:
    schema = msgspec.json.schema(PathPart)
    return [{"name": part, "in": "path", "required": True, "schema": schema} for part in _PART.findall(row.path)]


def _query(schema: Schema) -> list[dict[str, Any]]:
    """Return the parameters of a struct of a query, field by field."""
    required = schema.get("required", ())
    return [
        {"name": name, "in": "query", "required": name in required, "schema": field}
        for name, field in schema.get("properties", {}).items()
    ]


def _answer(row: Route, of: Mapping[Any, Schema]) -> dict[str, Any]:
    """Return a good answer: by its type, or as a file of its media type."""
    media = row.media.partition(";")[0]
    schema = of[row.answer] if row.answer is not None else {"type": "object"} if media == JSON else {"type": "string"}
    return {"description": row.summary, "content": {media: {"schema": schema}}}


def _refusals(row: Route) -> dict[str, Any]:
    """Return the refusals of a route by their status, each with its codes; the client's catalogue words them."""
    by_status: dict[int, list[StrEnum]] = {}
    for code in sorted(row.refusals):
        by_status.setdefault(status_of(code), []).append(code)
    taken = by_status.keys() & set(row.statuses)
    assert not taken, f"{row.method} {row.path}: {taken} is good and bad"
    return {str(int(status)): _refusal(codes) for status, codes in sorted(by_status.items())}


def _refusal(codes: list[StrEnum]) -> dict[str, Any]:
    schema = {"$ref": REFUSAL, "properties": {"code": {"enum": [code.value for code in codes]}}}
    return {"description": " | ".join(codes), "content": {JSON: {"schema": schema}}}


def _name(row: Route) -> str:
    words = re.sub(r"\W+", "_", row.path.removeprefix("/api")).strip("_")
    return f"{row.method.lower()}_{words}"

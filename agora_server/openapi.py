"""
``/api/openapi.json``: OpenAPI 3.1 from the very tables and types that answer, so the document is the validator.

Pure.
"""

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from agora_server.call import Route, TroubleBody

_PART = re.compile(r"{(\w+)}")
TROUBLES = {
    "400": "The body does not fit its type",
    "401": "Sign in first",
    "403": "This role may not",
    "409": "The rules say no; ``code`` says why",
    "429": "Too often; ``facts.seconds`` says when",
}
"""What any route may answer; the codes are worded by the client's catalogue."""


def document(routes: Iterable[Route], version: str) -> dict[str, Any]:
    """Return the document of tables of routes."""
    rows = sorted(routes, key=lambda route: (route.path, route.method))
    types = list(dict.fromkeys([kind for row in rows for kind in (row.body, row.answer) if kind is not None]))
    schemas, components = msgspec.json.schema_components(
        [*types, TroubleBody], ref_template="#/components/schemas/{name}"
    )
    of = dict(zip(types, schemas, strict=False))
    paths: dict[str, dict[str, Any]] = {}
    for row in rows:
        paths.setdefault(row.path, {})[row.method.lower()] = _operation(row, of)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Metaverse Agora Gimhae", "version": version, "license": {"name": "Apache-2.0"}},
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": "agora_session"}},
        },
    }


def _operation(row: Route, of: dict[Any, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": row.summary,
        "operationId": _name(row),
        "responses": {"200": _answer(row, of)} | {status: _trouble(words) for status, words in TROUBLES.items()},
    }
    if parts := _PART.findall(row.path):
        operation["parameters"] = [
            {"name": part, "in": "path", "required": True, "schema": {"type": "string"}} for part in parts
        ]
    if row.body is not None:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": of[row.body]}}}
    if row.needs:
        operation["security"] = [{"session": []}]
        operation["x-roles"] = sorted(role.value for role in row.needs)
    return operation


def _answer(row: Route, of: dict[Any, Any]) -> dict[str, Any]:
    if row.answer is None:
        return {"description": row.summary}
    return {"description": row.summary, "content": {"application/json": {"schema": of[row.answer]}}}


def _trouble(words: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/TroubleBody"}
    return {"description": words, "content": {"application/json": {"schema": schema}}}


def _name(row: Route) -> str:
    words = re.sub(r"\W+", "_", row.path.removeprefix("/api")).strip("_")
    return f"{row.method.lower()}_{words}"

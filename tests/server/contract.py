"""Holds what a server takes and answers to the OpenAPI document of the very routes that answer."""

import dataclasses
import functools
import json
from http import HTTPStatus

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from agora_server.http import openapi
from agora_server.http.call import JSON
from agora_server.http.web import Web

NAME = "urn:agora"
REFUSAL = ("components", "schemas", "RefusalBody")


class Contract:
    """A document, as a judge; every method returns what is wrong, one line each.

    Attributes:
        document: of tables of routes.
    """

    def __init__(self, document):
        self.document = document
        resource = Resource(contents=document, specification=DRAFT202012)
        self._registry = Registry().with_resource(NAME, resource)
        self._validator = functools.cache(self._make_validator)

    def operation(self, method, path):
        """Return what the document says of a method of a path, or ``None``."""
        return self.document["paths"].get(path, {}).get(method.lower())

    def answer(self, method, path, status, media, body):
        """Judge an answer: its status, its kind of file, its shape."""
        status = str(int(status))
        told = self.operation(method, path)["responses"].get(status)
        if told is None:
            return [f"status {status} is not in the document: {body[:200]!r}"]
        if media not in told["content"]:
            return [f"{media} is not in the document"]
        value = json.loads(body) if media == JSON else body.decode("latin-1")
        return self._wrong(value, *_place(method, path), "responses", status, "content", media, "schema")

    def refusal(self, media, body):
        """Judge an answer to what is no route: it is a refusal like any other."""
        return self._wrong(json.loads(body), *REFUSAL) if media == JSON else [f"{media} is no refusal"]

    def address(self, method, path, parts, query):
        """Judge the parts of a path and the fields of a query, as texts."""
        wrong = []
        for number, told in enumerate(self.operation(method, path).get("parameters", [])):
            given, name = (parts if told["in"] == "path" else query), told["name"]
            if name in given:
                value = _typed(given[name], told["schema"])
                wrong += self._wrong(value, *_place(method, path), "parameters", str(number), "schema")
            elif told["required"]:
                wrong.append(f"{name} is missing")
        return wrong

    def body(self, method, path, body):
        """Judge the body of a call."""
        return self._wrong(json.loads(body), *_place(method, path), "requestBody", "content", JSON, "schema")

    def _make_validator(self, *pointer):
        place = "/".join(part.replace("~", "~0").replace("/", "~1") for part in pointer)
        return Draft202012Validator(
            {"$ref": f"{NAME}#/{place}"}, registry=self._registry, format_checker=FormatChecker()
        )

    def _wrong(self, value, *pointer):
        return [f"{error.json_path}: {error.message[:200]}" for error in self._validator(*pointer).iter_errors(value)]


def _place(method, path):
    return "paths", path, method.lower()


def _typed(text, schema):
    """Return a text of an address as the number that its schema asks for, or as it is."""
    kinds = {one.get("type") for one in (schema, *schema.get("anyOf", ()))}
    return int(text) if "integer" in kinds and text.removeprefix("-").isdecimal() else text


def contract_of(routes):
    """Return the contract of tables of routes; it is made once for all servers of the same tables."""
    return _contract(tuple(dataclasses.replace(route, handler=None) for route in routes))


@functools.cache
def _contract(rows):
    return Contract(openapi.document(rows, "0", cookie="agora_session"))


def watched(found):
    """Return a ``Web`` that writes down in ``found`` whatever it takes or answers against its own document."""

    class WatchedWeb(Web):
        def __init__(self, settings, routes, *rest, **named):
            routes = list(routes)
            super().__init__(settings, routes, *rest, **named)
            self.contract = contract_of(routes)

        async def _headers(self, request, response):
            await super()._headers(request, response)
            method, resource = request.method, request.match_info.route.resource
            path = resource.canonical if resource is not None else request.path
            operation = self.contract.operation(method, path)
            answered = (response.content_type, bytes(response.body or b""))
            if operation is not None:
                wrong = self.contract.answer(method, path, response.status, *answered)
            else:
                wrong = self.contract.refusal(*answered) if request.path.startswith("/api/") else []
            if operation is not None and response.status == HTTPStatus.OK:
                wrong += self.contract.address(method, path, request.match_info, request.query)
                # A body that no route asks for is not waited for.
                wrong += self.contract.body(method, path, await request.read()) if "requestBody" in operation else []
            found.extend(f"{method} {path} {response.status}: {one}" for one in wrong)

    return WatchedWeb

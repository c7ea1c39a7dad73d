"""The OpenAPI document tells exactly what the tables and types hold."""

import json

import pytest

from agora_server import openapi
from tests.server.house import installation


@pytest.fixture
async def routes(tmp_path):
    """All routes of door and office."""
    async with installation(tmp_path) as house:
        yield [*house.door.routes(), *house.office.routes()]


async def test_every_route_is_in_the_document(routes):
    """Each row is a path and a method, with a sentence and a name of its own."""
    document = openapi.document(routes, "0.1")
    listed = {(path, method) for path, row in document["paths"].items() for method in row}
    names = [operation["operationId"] for row in document["paths"].values() for operation in row.values()]

    assert listed == {(route.path, route.method.lower()) for route in routes}
    assert len(names) == len(set(names))


async def test_every_reference_leads_somewhere(routes):
    """No schema is named that is not there; bounds of the types are in it."""
    document = openapi.document(routes, "0.1")
    text = json.dumps(document)
    named = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}

    assert named <= set(document["components"]["schemas"])
    assert document["components"]["schemas"]["SignIn"]["properties"]["code"]["maxLength"] == 6


async def test_roles_and_parts_of_the_path_are_told(routes):
    """Who may call, and what stands in the path, is in the document."""
    judge = openapi.document(routes, "0.1")["paths"]["/api/staff/flags/{id}"]["post"]

    assert judge["x-roles"] == ["admin", "clerk", "moderator", "officer"]
    assert [one["name"] for one in judge["parameters"]] == ["id"]

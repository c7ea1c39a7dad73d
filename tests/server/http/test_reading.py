"""What is refused before a handler is asked."""

from types import SimpleNamespace

import msgspec
import pytest
from aiohttp import web

from agora_server.http.call import Route
from agora_server.http.reading import check_role, path_of, query_of
from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role


async def handler(_):
    """Answer nothing: it is not asked."""


class Before(msgspec.Struct):
    """A query."""

    before: int | None = None


ROUTE = Route("GET", "/x", handler, "x", query=Before)


@pytest.mark.parametrize("part", ["a" * 65, "a b", "가", "..", "a%00"])
def test_what_is_no_id_is_not_looked_up(part):
    """A part of a path that is no id of ours is not found: nothing is kept for it."""
    with pytest.raises(web.HTTPNotFound):
        path_of(SimpleNamespace(match_info={"id": part}))


def test_an_id_passes():
    """An id as we make them reaches the handler."""
    assert path_of(SimpleNamespace(match_info={"id": "aB-_09"})) == {"id": "aB-_09"}


def test_a_field_of_the_query_that_does_not_match_is_named():
    """The refusal says which field it was."""
    with pytest.raises(Refusal) as no:
        query_of(SimpleNamespace(query={"before": "soon"}), ROUTE)

    assert no.value.why is Why.MALFORMED
    assert "$.before" in str(no.value.facts["detail"])


def test_fields_that_the_route_does_not_know_are_not_looked_at():
    """What was not asked for does not reach the handler."""
    assert query_of(SimpleNamespace(query={"before": "5", "utm": "x"}), ROUTE) == Before(5)
    assert query_of(SimpleNamespace(query={}), ROUTE) == Before()


def test_who_has_no_session_signs_in_first():
    """A route for roles asks for a session; one for everybody does not."""
    with pytest.raises(Refusal):
        check_role(Route("GET", "/x", handler, "x", needs=frozenset({Role.ADMIN})), None)
    check_role(ROUTE, None)

"""The list of forums."""

from unittest.mock import Mock

from agora_server import api_forums


async def test_as_long_as_none_can_be_made_there_are_none():
    """The door asks everybody's question, without a session."""
    (route,) = api_forums.routes()

    answer = await route.handler(Mock())

    assert answer.body.forums == []
    assert not route.needs

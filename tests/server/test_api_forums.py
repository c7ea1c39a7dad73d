"""The list of forums."""

from agora_server import api_forums


async def test_there_are_no_forums_yet():
    """The route answers a list, which is empty as long as none can be made."""
    (route,) = api_forums.routes()
    answer = await route.handler(None)

    assert (route.method, route.path) == ("GET", "/api/forums")
    assert answer.body.forums == []

"""The forum that an address names, for every table of routes below ``/api/forums/{id}``."""

from agora_server.core.problems import Problem
from agora_server.forum.host import ForumHost
from agora_server.forum.live import LiveForum
from agora_server.http.call import Call
from rooms.base.errors import Refusal, Why

NO_FORUM = (Problem.UNKNOWN_FORUM, Why.UNREADABLE)
"""What such a route may be refused for."""


async def named_forum(forums: ForumHost, call: Call) -> LiveForum:
    """Return the forum of the ``id`` in a call's path.

    Raises:
        Refusal: 404 ``unknown_forum``, 503 ``unreadable``.
    """
    try:
        return await forums.forum(call.path["id"])
    except Refusal as refusal:
        if refusal.why is Why.NO_SUCH:
            raise Refusal(Problem.UNKNOWN_FORUM) from None
        raise

"""
Setting a practice forum up.

A moderator tries the moderator view with the rules and the agenda of a forum to come.
"""

import msgspec

from agora_server.api.named_forum import NO_FORUM, named_forum
from agora_server.api.roles import ANY_STAFF
from agora_server.forum.host import ForumHost
from agora_server.forum.practice import Practice
from agora_server.forum.setup import ForumMade, forum_id
from agora_server.http.call import Answer, Call, Route
from agora_server.people.citizens import Citizens
from rooms.base.errors import Why
from rooms.base.ids import ShortId
from rooms.forum.model.permissions import MODERATORS


class PracticeRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Practise a forum."""

    act: ShortId
    """Made by the page: sent again after a lost connection, it is the same practice."""


class PracticeApi:
    """The handler of this table.

    Args:
        practice: sets practices up.
        forums: what is practised.
        citizens: who may: moderators of the forum or of the installation, whose role holds in the practice as well.
    """

    def __init__(self, practice: Practice, forums: ForumHost, citizens: Citizens) -> None:
        self._practice = practice
        self._forums = forums
        self._citizens = citizens

    def routes(self) -> list[Route]:
        """Return the table."""
        return [
            Route(
                "POST",
                "/api/forums/{id}/practice",
                self.begin,
                "Practise a forum among made-up people",
                body=PracticeRequest,
                answer=ForumMade,
                needs=ANY_STAFF,
                refuses=(*NO_FORUM, Why.FULL),
            )
        ]

    async def begin(self, call: Call) -> Answer:
        """Answer the practice; it runs already.

        Raises:
            Refusal: 403 ``not_allowed``, 404 ``unknown_forum``, 503 ``unreadable``.
            Refusal: ``full``.
        """
        request: PracticeRequest = call.body
        identity = await self._citizens.need(call.identity, call.path["id"], MODERATORS)
        live = await named_forum(self._forums, call)
        live = await self._forums.forum(live.durable.practice_of or live.id)  # of a practice there is no practice
        forum = forum_id(identity.participant, f"practice:{live.id}:{request.act}")
        await self._practice.begin(forum, live.durable)
        return Answer(ForumMade(forum))

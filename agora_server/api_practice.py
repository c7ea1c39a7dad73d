"""Setting a practice forum up: a moderator tries the desk with the rules and the agenda of a forum to come."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from msgspec import Meta

from agora_server.api_forums import ForumMade, forum_id
from agora_server.api_staff import ANY_STAFF
from agora_server.call import Answer, Call, Route, Trouble
from agora_server.citizens import Citizens
from agora_server.forum_host import ForumHost
from agora_server.practice import Practice
from rooms.errors import Refusal
from rooms.forum.forum import MODERATORS


class PracticeWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Practise a forum."""

    act: Annotated[str, Meta(min_length=1, max_length=32, pattern="^[0-9A-Za-z_-]+$")]
    """Made by the page: sent again after a lost line, it is the same practice."""


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
                body=PracticeWish,
                answer=ForumMade,
                needs=ANY_STAFF,
            )
        ]

    async def begin(self, call: Call) -> Answer:
        """Answer the practice; it runs already.

        Raises:
            Trouble: 403 ``not_allowed``, 404 ``unknown_forum``.
            Refusal: ``full``.
        """
        wish: PracticeWish = call.body
        identity = await self._citizens.need(call, call.path["id"], MODERATORS)
        try:
            live = await self._forums.forum(call.path["id"])
            live = await self._forums.forum(live.durable.practice_of or live.id)  # of a practice there is no practice
        except Refusal:
            raise Trouble(HTTPStatus.NOT_FOUND, "unknown_forum") from None
        forum = forum_id(identity.participant, f"practice:{live.id}:{wish.act}")
        await self._practice.begin(forum, live.durable)
        return Answer(ForumMade(forum))

"""The way into a forum for phones: the QR code and the address of its light page, which check nobody in."""

from collections.abc import Callable
from http import HTTPStatus

import msgspec

from agora_server.api_codes import pictures
from agora_server.call import Answer, Call, Route, Trouble
from agora_server.forum_host import ForumHost
from rooms.errors import Refusal

HELD_S = 3_600
"""How long a browser may show a code without asking again: it changes only with the installation's address."""


class WayIn(msgspec.Struct, frozen=True):
    """The way in: anybody may have it, and who comes by it is online until the clerk or the venue's code says more."""

    picture: str
    """The QR code of ``address`` as a data address."""
    address: str
    """The light page of the forum."""


class JoinApi:
    """The handler of this table.

    Args:
        forums: which forums there are.
        public_url: tells the address that citizens see, without a trailing slash.
    """

    def __init__(self, forums: ForumHost, *, public_url: Callable[[], str]) -> None:
        self._forums = forums
        self._public_url = public_url

    def routes(self) -> list[Route]:
        """Return the table."""
        return [Route("GET", "/api/forums/{id}/join", self.show, "The way into a forum for phones", answer=WayIn)]

    async def show(self, call: Call) -> Answer:
        """Answer the way into a forum.

        Raises:
            Trouble: 404 ``unknown_forum``.
        """
        try:
            live = await self._forums.forum(call.path["id"])
        except Refusal:
            raise Trouble(HTTPStatus.NOT_FOUND, "unknown_forum") from None
        address = f"{self._public_url()}/hall/{live.id}"
        (drawn,) = await pictures([address])
        return Answer(WayIn(drawn, address), headers={"Cache-Control": f"public, max-age={HELD_S}"})

"""The way into a forum for phones: the QR code and the address of its light page, which check nobody in."""

import msgspec

from agora_server.api.named_forum import NO_FORUM, named_forum
from agora_server.core.qr import pictures
from agora_server.forum.host import ForumHost
from agora_server.http.call import Answer, Call, Route

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
        public_url: the address that citizens see, without a trailing slash.
    """

    def __init__(self, forums: ForumHost, *, public_url: str) -> None:
        self._forums = forums
        self._public_url = public_url

    def routes(self) -> list[Route]:
        """Return the table."""
        return [
            Route(
                "GET",
                "/api/forums/{id}/join",
                self.show,
                "The way into a forum for phones",
                answer=WayIn,
                refuses=NO_FORUM,
            )
        ]

    async def show(self, call: Call) -> Answer:
        """Answer the way into a forum.

        Raises:
            Refusal: 404 ``unknown_forum``, 503 ``unreadable``.
        """
        live = await named_forum(self._forums, call)
        address = f"{self._public_url}/hall/{live.id}"
        (drawn,) = await pictures([address])
        return Answer(WayIn(drawn, address), headers={"Cache-Control": f"public, max-age={HELD_S}"})

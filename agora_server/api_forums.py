"""The list of forums: what is on, and when."""

import msgspec

from agora_server.call import Answer, Call, Route


class ForumLine(msgspec.Struct, frozen=True):
    """One forum as the door shows it."""

    id: str
    title: str
    state: str
    """``planned``, ``open`` or ``closed``."""
    opens: int
    """Milliseconds UTC."""
    hall: str
    """The place whose hall it is held in."""


class Forums(msgspec.Struct, frozen=True):
    """All forums that are planned or open, by opening time."""

    forums: list[ForumLine]


def routes() -> list[Route]:
    """Return the table."""
    return [Route("GET", "/api/forums", list_forums, "Forums that are planned or open", answer=Forums)]


async def list_forums(_: Call) -> Answer:
    """Answer the forums of this installation; as long as none can be made, there are none."""
    return Answer(Forums([]))

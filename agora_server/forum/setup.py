"""Setting up a forum: the id that an act of an officer makes."""

import base64
import hashlib

import msgspec


class ForumMade(msgspec.Struct, frozen=True):
    """The forum."""

    forum: str


def forum_id(participant: str, act: str) -> str:
    """Return the id of the forum that an officer sets up by an act: the same act sent again is the same forum."""
    digest = hashlib.sha256(f"agora.forum.1\n{participant}\n{act}".encode()).digest()
    return base64.urlsafe_b64encode(digest[:12]).decode()

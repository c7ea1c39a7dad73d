"""
Who follows whom. The follower's own client walks; the rule here holds the permission and ends it.

A person follows one other at most. Knows: pairs. Does not know: positions, blocks, settings.
"""


class Follows:
    """Pairs of follower and followed."""

    def __init__(self) -> None:
        self._leader: dict[str, str] = {}
        self._followers: dict[str, set[str]] = {}

    def start(self, follower: str, leader: str) -> None:
        """Follow somebody; whom one followed before is let go."""
        self.stop(follower)
        self._leader[follower] = leader
        self._followers.setdefault(leader, set()).add(follower)

    def stop(self, follower: str) -> str | None:
        """Follow nobody; return who was followed."""
        leader = self._leader.pop(follower, None)
        if leader is not None:
            followers = self._followers[leader]
            followers.discard(follower)
            if not followers:
                del self._followers[leader]
        return leader

    def leader(self, follower: str) -> str | None:
        """Return who is followed."""
        return self._leader.get(follower)

    def followers(self, leader: str) -> list[str]:
        """Return who follows somebody, sorted, so that what follows from it has one order."""
        return sorted(self._followers.get(leader, ()))

"""
The table of attached tabs: who is reachable through which socket.

A newer socket of a tab takes the older one's row; what the older one does later finds that the row is not its
own and changes nothing (the fence against late clean-ups).
"""

from collections.abc import Iterator
from itertools import chain

from agora_server.link import Link


class Links:
    """Links by participant and tab."""

    def __init__(self) -> None:
        self._tabs: dict[str, dict[str, Link]] = {}
        self._count = 0

    def attach(self, link: Link) -> None:
        """Take a link in; an older one of the same tab must have been detached."""
        tabs = self._tabs.setdefault(link.participant, {})
        assert link.tab not in tabs, "the older socket of a tab goes first"
        tabs[link.tab] = link
        link.attached = True
        self._count += 1

    def detach(self, link: Link) -> bool:
        """Take a link out; tell whether it was the one of its tab."""
        link.attached = False
        tabs = self._tabs.get(link.participant, {})
        if tabs.get(link.tab) is not link:
            return False
        del tabs[link.tab]
        if not tabs:
            del self._tabs[link.participant]
        self._count -= 1
        return True

    def of(self, participant: str, tab: str) -> Link | None:
        """Return the link of a tab."""
        return self._tabs.get(participant, {}).get(tab)

    def of_participant(self, participant: str) -> list[Link]:
        """Return all tabs of a participant."""
        return list(self._tabs.get(participant, {}).values())

    def of_sessions(self, sessions: set[str]) -> list[Link]:
        """Return the links whose session is one of these."""
        return [link for link in self if link.session in sessions]

    def sessions(self) -> set[str]:
        """Return the sessions on which links hang; a screen has none."""
        return {link.session for link in self if not link.screen}

    def __iter__(self) -> Iterator[Link]:
        return chain.from_iterable(tabs.values() for tabs in self._tabs.values())

    def __len__(self) -> int:
        return self._count

"""
The table of attached tabs: who is reachable through which socket.

A newer socket of a tab takes the older one's row; what the older one does later finds that the row is not its
own and changes nothing (the fence against late clean-ups).
"""

from collections.abc import Iterator
from itertools import chain

from agora_server.transport.client_session import ClientSession


class ClientSessions:
    """Links by participant and tab."""

    def __init__(self) -> None:
        self._tabs: dict[str, dict[str, ClientSession]] = {}
        self._count = 0

    def attach(self, client: ClientSession) -> None:
        """Take a client session in; an older one of the same tab must have been detached."""
        tabs = self._tabs.setdefault(client.participant, {})
        assert client.tab not in tabs, "the older socket of a tab goes first"
        tabs[client.tab] = client
        client.attached = True
        self._count += 1

    def detach(self, client: ClientSession) -> bool:
        """Take a client session out; tell whether it was the one of its tab."""
        client.attached = False
        tabs = self._tabs.get(client.participant, {})
        if tabs.get(client.tab) is not client:
            return False
        del tabs[client.tab]
        if not tabs:
            del self._tabs[client.participant]
        self._count -= 1
        return True

    def of(self, participant: str, tab: str) -> ClientSession | None:
        """Return the client session of a tab."""
        return self._tabs.get(participant, {}).get(tab)

    def of_participant(self, participant: str) -> list[ClientSession]:
        """Return all tabs of a participant."""
        return list(self._tabs.get(participant, {}).values())

    def of_sessions(self, sessions: set[str]) -> list[ClientSession]:
        """Return the client sessions whose session is one of these."""
        return [client for client in self if client.session in sessions]

    def sessions(self) -> set[str]:
        """Return the sessions on which client sessions hang; a screen has none."""
        return {client.session for client in self if not client.screen}

    def __iter__(self) -> Iterator[ClientSession]:
        return chain.from_iterable(tabs.values() for tabs in self._tabs.values())

    def __len__(self) -> int:
        return self._count

"""
What the nodes of an installation tell each other: hints that go out, and what a hint of another node does here.

A hint is never the truth; it says what to read anew in the store. What is done here and told there lies side by side.
"""

from dataclasses import dataclass

import structlog

from agora_server.assembly.forums import ForumParts
from agora_server.bus.interface import Bus, Hint
from agora_server.bus.memory import MemoryBus
from agora_server.bus.redis import RedisBus
from agora_server.core.clock import Clock
from agora_server.core.faults import Faults, Hook
from agora_server.forum.voices import Voices
from agora_server.ops.settings import Settings, SettingsError
from agora_server.people.session_watch import SessionWatch
from agora_server.square.host import Host
from agora_server.transport.close_codes import Code
from agora_server.transport.tickets import Tickets

log = structlog.get_logger()


def build_bus(settings: Settings) -> Bus:
    """Return the bus between the nodes of an installation; of a single node, one that leads nowhere.

    Raises:
        SettingsError: if the address of Redis is none.
    """
    try:
        return RedisBus(settings.redis) if settings.redis else MemoryBus()
    except ValueError as error:
        raise SettingsError([f"redis: 주소가 맞지 않습니다: {error}"]) from None


@dataclass(frozen=True, slots=True)
class Departures:
    """Ends what hangs on sessions and on people who are gone, here and on every node."""

    host: Host
    tickets: Tickets
    bus: Bus

    def end_sessions(self, sessions: set[str]) -> None:
        """Sessions ended somewhere: their tickets and sockets here end with them."""
        self.tickets.drop(sessions)
        self.host.dismiss_sessions(sessions, Code.SESSION_ENDED)

    def revoked(self, sessions: set[str]) -> None:
        """Sessions ended here: their tickets and sockets end with them, on every node."""
        self.end_sessions(sessions)
        self.bus.publish("revoked", sorted(sessions))

    def erased(self, participant: str) -> None:
        """Somebody was erased here: their avatar and their words in memory go too, on every node."""
        self.host.forget(participant)
        self.bus.publish("erased", [participant])


@dataclass(frozen=True, slots=True)
class HintReceiver:
    """Does here what was done on another node."""

    departures: Departures
    watch: SessionWatch
    voices: Voices
    forum_parts: ForumParts
    clock: Clock
    faults: Faults

    def on_hint(self, hint: Hint) -> None:
        """Take a hint; what fails in it is noted."""
        self.faults.run(Hook.HINT, self._received, hint)

    def on_gap(self, node: str) -> None:
        """Hints of a node were missed; what fails in catching up is noted."""
        self.faults.run(Hook.HINT, self._missed, node)

    def _missed(self, node: str) -> None:
        """Catch up: what the hints told of sessions and forums stands in the store."""
        log.warning("bus_gap", node=node)
        self.watch.wake()
        self.forum_parts.on_remote_gap()

    def _received(self, hint: Hint) -> None:
        match hint.topic:
            case "revoked":
                self.departures.end_sessions(set(hint.ids))
            case "erased":
                for participant in hint.ids:
                    self.departures.host.forget(participant)
                    self.forum_parts.people.forget(participant)
            case "forum":
                self.forum_parts.on_remote_change(hint.ids)
            case "voice":
                self.voices.passed(hint.ids, self.clock())
            case "forum_erased":
                self.forum_parts.on_remote_erasures(hint.ids)
            case _:
                log.warning("bus_unknown", topic=hint.topic)

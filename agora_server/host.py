"""
Owns the square: one loop, one tick, and what the square asks of the world.

    moves taken → rules → effects performed → frames packed → fan-out

Everything here is synchronous; between two awaits of the server the square is always whole.
Knows: the order of a tick, who gets which effect. Does not know: rules, bytes of WebSocket, HTTP.
"""

from collections.abc import Callable, Iterable
from typing import assert_never

import structlog
from msgspec.structs import replace

from agora_server import wire
from agora_server.acts import ActMemory
from agora_server.clock import Clock
from agora_server.endings import Endings
from agora_server.fanout import Client
from agora_server.farewell import TABLE, Code
from agora_server.inboxes import Inboxes, NewId
from agora_server.link import NOBODY, Link
from agora_server.links import Links
from rooms.crowd import Crowd
from rooms.effects import Deliver, Dismiss, Effect, Keep, Reply, Tell
from rooms.messages import ClientMessage, Goodbye, StreamPosition
from rooms.square import Square

log = structlog.get_logger()

HERE_EVERY_MS = 2_000
"""How often everybody is told how many are in the square, and gets the counts beyond the view."""
HERE_FRESH_MS = 250
"""Counts this young are told to newcomers as well: hundreds a second come in when a house reconnects."""
JITTER_LEAST_MS = 300
JITTER_PER_SECOND = 400
"""Reconnects a second that a node takes without harm: the window grows with the house."""
CODES = {row.name: code for code, row in TABLE.items()}


class Host:
    """The square and its links.

    Attributes:
        ticked_at: when the last tick was done, milliseconds.

    Args:
        keep: takes facts for the store; must not block.
        new_id: makes random ids.
    """

    def __init__(
        self,
        square: Square,
        crowd: Crowd,
        clock: Clock,
        keep: Callable[[Keep], None],
        new_id: NewId,
    ) -> None:
        self.square = square
        self.crowd = crowd
        self.clock = clock
        self.links = Links()
        self.acts = ActMemory()
        self.inboxes = Inboxes(new_id)
        self.endings = Endings()
        self._keep = keep
        self._new_id = new_id
        self.ticked_at = clock()
        self._here_at = 0
        self._counted, self._counted_at = b"", -HERE_FRESH_MS
        self._veiled: set[str] = set()

    # ---- a tab comes ----

    def enter(self, link: Link, now: int) -> int:
        """Let a tab attend; return the participant's slot.

        Raises:
            Refusal: ``full``.
        """
        self.square.arrive(link.arrival, link.tab, now)
        self.inboxes.ring(link.participant)
        self.perform()
        return self.square.slot(link.participant)

    def resume(self, participant: str, positions: Iterable[StreamPosition], now: int) -> tuple[bool, list[bytes]]:
        """Return whether the inbox goes on, and the payloads that bring a client up to date."""
        return self.inboxes.resume(participant, positions, now, lambda: self.square.snapshot(participant))

    def lose(self, link: Link) -> None:
        """A tab's line is lost; nothing happens if a newer socket has taken its place."""
        if self.links.detach(link):
            self.square.lose(link.participant, link.tab, self.clock())
            self.perform()

    # ---- something is done ----

    def receive(self, link: Link, message: ClientMessage, now: int) -> None:
        """Carry out a command.

        Raises:
            Refusal: what the square says.
        """
        try:
            self.square.receive(link.participant, link.tab, message, now, self._new_id())
        finally:
            self.perform()

    def step(self) -> None:
        """Do everything of one tick up to the frames."""
        now = self.clock()
        self.square.steered(self.crowd.take(now), now)
        self.square.tick(now)
        self.perform()
        self._veil()
        self.crowd.tick()

    def _veil(self) -> None:
        """Tell links whom a block keeps from them."""
        veils = self.square.with_blocks()
        for participant in veils.keys() | self._veiled:
            for link in self.links.of_participant(participant):
                link.unseen = veils.get(participant, NOBODY)
        self._veiled = set(veils)

    def beat(self) -> None:
        """Do a tick; whatever goes wrong in it, the next one comes."""
        try:
            self.step()
            self.ticked_at = self.clock()
        except Exception:
            log.exception("tick_failed")

    def shared(self) -> list[bytes]:
        """Return the payloads that all get this tick: how many are at places, how many beyond the view."""
        now = self.clock()
        if now - self._here_at < HERE_EVERY_MS:
            return []
        self._here_at = now
        return [self.here(now), self.crowd.density()]

    @property
    def jitter_ms(self) -> int:
        """The window over which clients spread a reconnect."""
        return max(JITTER_LEAST_MS, len(self.links) * 1000 // JITTER_PER_SECOND)

    def here(self, now: int) -> bytes:
        """Return the payload that tells how many are where; the same for all, counted anew when it is old."""
        if now - self._counted_at >= HERE_FRESH_MS:
            here = replace(self.square.here(now), jitter_ms=self.jitter_ms)
            self._counted, self._counted_at = wire.encode(here), now
        return self._counted

    # ---- effects ----

    def perform(self) -> None:
        """Do what the square asked for, in order, and forget who is gone for good."""
        for effect in self.square.effects():
            self._perform(effect)
        for participant in self.square.gone():
            self.inboxes.forget(participant)
            self.acts.forget(participant)

    def _perform(self, effect: Effect) -> None:
        match effect:
            case Deliver(to=to, item=item):
                for participant, payload in self.inboxes.append(to, item, self.clock()):
                    self._post(participant, payload)
            case Reply(participant=participant, tab=tab, message=message):
                if (link := self.links.of(participant, tab)) is not None:
                    link.post(wire.encode(message))
            case Tell(participant=participant, message=message):
                self._post(participant, wire.encode(message))
            case Dismiss(participant=participant, farewell=name, facts=facts):
                self._dismiss(participant, CODES[name], facts)
            case Keep():
                self._keep(effect)
            case _:
                assert_never(effect)

    def _post(self, participant: str, payload: bytes) -> None:
        for link in self.links.of_participant(participant):
            link.post(payload)

    def dismiss_sessions(self, sessions: set[str], code: Code) -> None:
        """End the sockets of sessions that ended."""
        for session in sessions:
            self.endings.note(session, code)
        for link in self.links.of_sessions(sessions):
            dismiss(link, code, {})

    def forget(self, participant: str) -> None:
        """Somebody was erased: sockets, avatar and words in memory go at once."""
        self._dismiss(participant, Code.SESSION_ENDED, {})
        self.square.forget(participant, self.clock())
        self.perform()

    def _dismiss(self, participant: str, code: Code, facts: dict[str, str | int]) -> None:
        """End all sockets of a participant, those between ticket and hello included."""
        self.endings.note(participant, code, facts)
        for link in self.links.of_participant(participant):
            dismiss(link, code, facts)


def dismiss(link: Link, code: Code, facts: dict[str, str | int]) -> None:
    """Say everything that is still to be said, then why, and close."""
    row = TABLE[code]
    link.flush()
    link.connection.send(wire.encode(Goodbye(code, row.after_ms, facts)))
    link.connection.farewell(code, row.name)


def too_slow(client: Client) -> None:
    """End a link whose outbox passed its bound; its resume loses nothing."""
    assert isinstance(client, Link), "only links are attached"
    dismiss(client, Code.TOO_SLOW, {})

"""
Owns the square: one loop, one tick, and what the square asks of the world.

    moves taken → rules → effects performed → frames packed → fan-out

Everything here is synchronous; between two awaits of the server the square is always whole.
Knows: the order of a tick, who gets which effect. Does not know: rules, bytes of WebSocket, HTTP.
"""

from collections.abc import Callable, Iterable
from typing import assert_never

from msgspec.structs import replace

from agora_server.core.clock import Clock
from agora_server.core.faults import Faults, Hook
from agora_server.square.fanout import FanOutClient
from agora_server.square.inboxes import Inboxes, NewId
from agora_server.square.memory import WordMemory
from agora_server.transport import wire
from agora_server.transport.client_session import NOBODY, ClientSession
from agora_server.transport.client_sessions import ClientSessions
from agora_server.transport.close_codes import TABLE, Code
from agora_server.transport.endings import Endings
from agora_server.transport.idempotency import RequestMemory
from rooms.crowd.crowd import Crowd
from rooms.square.effects import Deliver, Dismiss, Effect, Reply, TellTabs, WriteFact
from rooms.square.moderation import Measure
from rooms.square.square import Square
from rooms.wire.messages import ClientMessage, Closing, StreamPosition

HERE_EVERY_MS = 2_000
"""How often everybody is told how many are in the square, and gets the counts beyond the view."""
HERE_FRESH_MS = 250
"""Counts this young are told to newcomers as well: hundreds a second come in when an installation reconnects."""
JITTER_LEAST_MS = 300
JITTER_PER_SECOND = 400
"""Reconnects a second that a node takes without harm: the window grows with the installation."""
CODES = {row.name: code for code, row in TABLE.items()}


class NotPerformedError(Exception):
    """Something that came of a command failed, and was logged."""


class Host:
    """The square and its client sessions.

    Attributes:
        memory: what is held of words, which rides in ticks.

    Args:
        keep: takes facts for the store; must not block.
        new_id: makes random ids.
        faults: where faults are counted.
    """

    def __init__(
        self,
        square: Square,
        crowd: Crowd,
        clock: Clock,
        keep: Callable[[WriteFact], None],
        new_id: NewId,
        *,
        faults: Faults | None = None,
    ) -> None:
        self.square = square
        self.crowd = crowd
        self.clock = clock
        self.clients = ClientSessions()
        self.acts = RequestMemory()
        self.inboxes = Inboxes(new_id)
        self.endings = Endings()
        self._faults = faults or Faults()
        self._keep = keep
        self._new_id = new_id
        self.memory = WordMemory((self.square.sweep, self.inboxes.sweep, self.acts.sweep))
        self._here_at = 0  # when the count of those here was sent last, ms
        self._counted, self._counted_at = b"", -HERE_FRESH_MS
        # participants whose tabs had a block filter at the last step: theirs may have to go
        self._filtered: set[str] = set()

    def attached(self) -> list[ClientSession]:
        """Return the client sessions for whom a tick writes."""
        return list(self.clients)

    # ---- a tab comes ----

    def enter(self, client: ClientSession, now: int) -> int:
        """Let a tab attend; return the participant's slot.

        Raises:
            Refusal: ``full``.
        """
        self.square.arrive(client.arrival, client.tab, now)
        self.inboxes.ring(client.participant)
        self.perform()
        return self.square.slot(client.participant)

    def resume(self, participant: str, positions: Iterable[StreamPosition], now: int) -> tuple[bool, list[bytes]]:
        """Return whether the inbox goes on, and the payloads that bring a client up to date."""
        return self.inboxes.resume(participant, positions, now, lambda: self.square.snapshot(participant))

    def lose(self, client: ClientSession) -> None:
        """A tab's line is lost; nothing happens if a newer socket has taken its place."""
        if self.clients.detach(client):
            self.square.lose(client.participant, client.tab, self.clock())
            self.perform()

    # ---- something is done ----

    def receive(self, client: ClientSession, message: ClientMessage, now: int) -> None:
        """Carry out a command.

        Raises:
            Refusal: what the square says.
            NotPerformedError: if something that came of it failed: it must not be told as done.
        """
        whole = True
        try:
            self.square.receive(client.participant, client.tab, message, now, self._new_id())
        finally:
            whole = self.perform()
        if not whole:
            raise NotPerformedError

    def enforce(self, measure: Measure) -> None:
        """Carry out what staff decided and the store has."""
        self.square.enforce(measure, self.clock())
        self.perform()

    def step(self) -> None:
        """Do everything of one tick up to the frames; a part that fails stops none of the others.

        Raises:
            ExceptionGroup: of what failed, after all was tried.
        """
        errors: list[Exception] = []
        for part in (self._move, self._rule, self.perform, self._filter_blocked, self.crowd.tick):
            try:
                part()
            except Exception as error:  # noqa: BLE001 - raised below; five a tick
                errors.append(error)
        if errors:
            raise ExceptionGroup("parts of the square's step", errors)

    def _move(self) -> None:
        now = self.clock()
        self.square.steered(self.crowd.take_moves(now), now)

    def _rule(self) -> None:
        self.square.tick(self.clock())

    def _filter_blocked(self) -> None:
        """Tell client sessions whom a block keeps from them."""
        block_filters = self.square.with_blocks()
        for participant in block_filters.keys() | self._filtered:
            for client in self.clients.of_participant(participant):
                client.blocked_slots = block_filters.get(participant, NOBODY)
        self._filtered = set(block_filters)

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
        return max(JITTER_LEAST_MS, len(self.clients) * 1000 // JITTER_PER_SECOND)

    def here(self, now: int) -> bytes:
        """Return the payload that tells how many are where; the same for all, counted anew when it is old."""
        if now - self._counted_at >= HERE_FRESH_MS:
            here = replace(self.square.here(now), jitter_ms=self.jitter_ms)
            self._counted, self._counted_at = wire.encode(here), now
        return self._counted

    # ---- effects ----

    def perform(self) -> bool:
        """Do what the square asked for, in order, and forget who is gone for good; tell whether all of it could be."""
        whole = True
        for effect in self.square.effects():
            try:
                self._perform(effect)
            except Exception:  # noqa: BLE001 - noted, with its trace
                self._faults.note(Hook.EFFECT, effect=type(effect).__name__)
                whole = False
        for participant in self.square.gone():
            self.inboxes.forget(participant)
            self.acts.forget(participant)
        return whole

    def _perform(self, effect: Effect) -> None:
        match effect:
            case Deliver(to=to, item=item):
                for participant, payload in self.inboxes.append(to, item, self.clock()):
                    self._post(participant, payload)
            case Reply(participant=participant, tab=tab, message=message):
                if (client := self.clients.of(participant, tab)) is not None:
                    client.post(wire.encode(message))
            case TellTabs(participant=participant, message=message):
                self._post(participant, wire.encode(message))
            case Dismiss(participant=participant, close_with=name, facts=facts):
                self._dismiss(participant, CODES[name], facts)
            case WriteFact():
                self._keep(effect)
            case _:
                assert_never(effect)

    def _post(self, participant: str, payload: bytes) -> None:
        for client in self.clients.of_participant(participant):
            client.post(payload)

    def dismiss_sessions(self, sessions: set[str], code: Code) -> None:
        """End the sockets of sessions that ended."""
        for session in sessions:
            self.endings.note(session, code)
        for client in self.clients.of_sessions(sessions):
            dismiss(client, code, {})

    def forget(self, participant: str) -> None:
        """Somebody was erased: sockets, avatar and words in memory go at once."""
        self._dismiss(participant, Code.SESSION_ENDED, {})
        self.square.forget(participant, self.clock())
        self.perform()

    def _dismiss(self, participant: str, code: Code, facts: dict[str, str | int]) -> None:
        """End all sockets of a participant, those between ticket and hello included."""
        self.endings.note(participant, code, facts)
        for client in self.clients.of_participant(participant):
            dismiss(client, code, facts)


def dismiss(client: ClientSession, code: Code, facts: dict[str, str | int]) -> None:
    """Say everything that is still to be said, then why, and close."""
    row = TABLE[code]
    client.flush()
    client.connection.send(wire.encode(Closing(code, row.after_ms, facts)))
    client.connection.close_with(code, row.name)


def too_slow(client: FanOutClient) -> None:
    """End a client session whose outbox passed its bound; its resume loses nothing."""
    assert isinstance(client, ClientSession), "only links are attached"
    dismiss(client, Code.TOO_SLOW, {})


def in_trouble(client: FanOutClient) -> None:
    """End a client session that a fault of ours kept from its messages; its resume loses nothing."""
    assert isinstance(client, ClientSession), "only links are attached"
    dismiss(client, Code.NODE_TROUBLE, {})

"""
Lets the voice follow the floor: whenever a forum went on, the gate is told whose voice is open now.

A forum knows its people by ids of its own; who sits behind one may have to be read from the store. Until that is
known nobody is heard, and what is known too late counts no more.
Knows: forums as far as their state. Does not know: rules, sound, sockets.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

import structlog

from agora_server.core.clock import Clock
from agora_server.forum.voice_gate import HALL
from agora_server.forum.voices import Voices
from rooms.forum.floor.voice import OfHall, OfPerson, active_speaker
from rooms.forum.model.state import ForumState
from rooms.forum.model.terms import Phase

log = structlog.get_logger()


class VoicedForum(Protocol):
    """What is asked of a forum."""

    id: str

    @property
    def durable(self) -> ForumState:
        """Its state, as far as it is on the disk."""


class ForumVoice:
    """Tells the gate of one node.

    Args:
        voices: whose gate and audio buffers follow.
        participant: returns who somebody of a forum is in the square; ``None`` for who has no line.
        clock: milliseconds UTC.
    """

    def __init__(self, voices: Voices, participant: Callable[[str, str], Awaitable[str | None]], clock: Clock) -> None:
        self._voices = voices
        self._participant = participant
        self._clock = clock
        self._asking: set[asyncio.Task[None]] = set()

    def follow(self, live: VoicedForum) -> None:
        """A forum went on: open, hand over or close its voice."""
        state = live.durable
        if state.phase is Phase.CLOSED:
            self._voices.forget(live.id)
            return
        match active_speaker(state):
            case OfPerson(person=person):
                task = asyncio.create_task(self._open(live, person), name="voice of the floor")
                self._asking.add(task)
                task.add_done_callback(self._done)
            case OfHall():
                self._set(live, HALL)
            case None:
                self._set(live, None)

    async def _open(self, live: VoicedForum, person: str) -> None:
        """Give the voice to somebody who speaks from afar, if they still do once it is known who they are."""
        participant = await self._participant(live.id, person)
        if active_speaker(live.durable) == OfPerson(person):
            self._set(live, participant)

    def _set(self, live: VoicedForum, speaker: str | None) -> None:
        self._voices.gate.set(live.id, speaker, self._clock())

    def _done(self, task: "asyncio.Task[None]") -> None:
        self._asking.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("voice_unknown", error=repr(error))

    async def close(self) -> None:
        """Wait for what is still asked."""
        await asyncio.gather(*self._asking, return_exceptions=True)

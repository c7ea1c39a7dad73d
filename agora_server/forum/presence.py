"""
Who attends a forum with a connection just now, so that the journal knows who is present.

Away is written when the last line that attends is gone, within a second; back, when one attends again. A connection
that flaps writes one pair in some seconds: the second loss waits. Who is in the hall in person stays present without a
line, and who never attended (a big screen) is never written. Knows: connections by forum. Does not know: rules,
sockets.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable

import structlog

from agora_server.aggregate.live import Committed
from agora_server.core.clock import Clock
from agora_server.core.tasks import Tasks
from agora_server.forum.live import LiveForum
from agora_server.store import StoreBusyError
from rooms.base.errors import Refusal
from rooms.forum.model import commands as c
from rooms.forum.model.terms import Channel, Phase

log = structlog.get_logger()

AWAY_MS = 700
"""How long a lost connection may come back before it is told: a reload takes less, and the promise is one second."""
PAIR_MS = 3_000
"""At most one pair of away and back in this time goes to the journal for one person."""
START_MS = 30_000
"""After a start, how long those who were present have to come back: two windows of jitter of a full installation."""
AT_ONCE = 48
"""People set away in one act after a start: an append takes 64 events."""

Act = Callable[[str, c.Command, str], Awaitable[Committed]]


class ForumPresence:
    """Lines by forum and person.

    Args:
        clock: milliseconds UTC.
        act: gives a forum a command.
        new_id: makes ids of acts.
        held: returns a forum that is in memory.
    """

    def __init__(
        self, clock: Clock, act: Act, new_id: Callable[[], str], held: Callable[[str], LiveForum | None]
    ) -> None:
        self._clock = clock
        self._act = act
        self._new_id = new_id
        self._held = held
        self._lines: dict[tuple[str, str], set[Hashable]] = {}
        self._back_at: dict[tuple[str, str], int] = {}
        self._seen: dict[str, object] = {}
        self._leaving: dict[tuple[str, str], asyncio.TimerHandle] = {}
        self._tasks = Tasks("forum presence")

    def came(self, forum: str, person: str, line: Hashable) -> None:
        """A connection attends for a person; who was away is back by the act of attending."""
        key = (forum, person)
        self._lines.setdefault(key, set()).add(line)
        if (handle := self._leaving.pop(key, None)) is not None:
            handle.cancel()
        elif len(self._lines[key]) == 1:
            self._back_at[key] = self._clock()

    def went(self, forum: str, person: str, line: Hashable, *, left: bool = False) -> None:
        """A connection attends no more, ``left`` if it said so; without another one the person is away in a moment."""
        key = (forum, person)
        lines = self._lines.get(key, set())
        lines.discard(line)
        if lines or key not in self._lines:
            return
        del self._lines[key]
        wait = max(AWAY_MS, self._back_at.pop(key, 0) + PAIR_MS - self._clock())
        self._leaving[key] = asyncio.get_running_loop().call_later(wait / 1_000, lambda: self._away(key, left=left))

    def attends(self, forum: str, person: str) -> bool:
        """Tell whether a person attends with a connection."""
        return (forum, person) in self._lines

    def _away(self, key: tuple[str, str], *, left: bool) -> None:
        self._leaving.pop(key, None)
        self._tasks.start_task(self.set_away(*key, left=left))

    async def set_away(self, forum: str, person: str, *, left: bool = False) -> None:
        """Write that somebody is away, unless they are back, or in the hall in person."""
        live = self._held(forum)
        if live is None or self.attends(forum, person) or not _goes(live, person):
            return
        command = c.SetPresence(by=c.TIMER, person=person, present=False, left=left)
        try:
            await self._act(forum, command, f"{person}:away:{self._new_id()}")
        except (Refusal, StoreBusyError) as error:
            log.warning("presence_not_written", forum=forum, why=str(error))
        except Exception:
            log.exception("presence_not_written", forum=forum)

    def follow(self, live: LiveForum) -> None:
        """Another node may have seen somebody's line go who has come back to this one: say that they are here."""
        people = live.durable.roll.people
        if self._seen.get(live.id) is people:
            return
        self._seen[live.id] = people
        for person, known in people.items():
            if not known.present and not known.removed and self.attends(live.id, person):
                self._tasks.start_task(self._set_back(live, person))

    async def _set_back(self, live: LiveForum, person: str) -> None:
        if self.attends(live.id, person):
            command = c.SetPresence(by=c.TIMER, person=person, present=True)
            await live.act(command, f"{person}:back:{self._new_id()}")

    async def after_start(self, live: LiveForum) -> None:
        """Set everybody away who was present before a start and has not come back."""
        roll = live.durable.roll
        phones = {to: phone for phone, to in roll.aliases.items()}
        gone = [one for one in roll.people if _goes(live, one) and not self._line_of(live.id, one, phones)]
        for start in range(0, len(gone), AT_ONCE):
            commands = [c.SetPresence(by=c.TIMER, person=one, present=False) for one in gone[start : start + AT_ONCE]]
            await live.act_all(commands, f"start:{self._new_id()}")

    def _line_of(self, forum: str, person: str, phones: dict[str, str]) -> bool:
        return self.attends(forum, person) or self.attends(forum, phones.get(person, person))

    async def close(self) -> None:
        """Write nothing more; what is under way comes to its end."""
        for handle in self._leaving.values():
            handle.cancel()
        self._leaving.clear()
        await self._tasks.close()


def _goes(live: LiveForum, person: str) -> bool:
    """Tell whether somebody is present by a connection alone: there is something to write when it is gone."""
    state = live.durable
    known = state.roll.people.get(state.roll.aliases.get(person, person))
    present = known is not None and known.present and known.channel is Channel.ONLINE
    return present and state.phase is not Phase.CLOSED

"""
The streams ``forum:<id>``: who looks at which view, and what they are told.

Theory of operation: a change makes a forum due; at the tick the next version is made, at most ten a second and so that
a phone of 256 kbit/s follows. Shared parts are packed and framed once a view; the own part is made for those alone
whom the change concerns. Writing to a thousand is done in slices; who comes in between gets the whole of the version
that is being told, so nobody's chain breaks. The queue of a full installation is put in order in a thread.

Knows: connections, views, versions. Does not know: rules, how somebody may look.
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from agora_server.core.clock import Clock
from agora_server.core.faults import Faults, Hook
from agora_server.core.tasks import Tasks
from agora_server.forum.affected import EVERYBODY, affected
from agora_server.forum.live import LiveForum
from agora_server.forum.views import COUNTS_MS, ForumViews, prepare
from agora_server.transport import wire
from agora_server.transport.client_session import ClientSession
from agora_server.transport.connection import frame
from rooms.forum.model.state import ForumState
from rooms.forum.model.terms import Channel, Phase, Signal
from rooms.forum.views.view_parts import ForumView
from rooms.forum.views.views import Shared
from rooms.wire.messages import StreamPosition

EVERY_MS = 100
"""A version at most this often: it rides in a tick."""
BYTES_PER_S = 16_000
"""Shared bytes a second to one phone: half of a line of 256 kbit/s."""
SLICE_S = 0.004
"""Seconds of writing before the loop reads again."""
HANDFUL = 16
"""Listeners written to between two looks at the clock."""
LONG_QUEUE = 60
"""Requests from which the order is computed in a thread: 300 take 26 ms."""

AGAIN_MS = 1_000
"""After a version that could not be made, the next try."""
NEVER = 2**53

NameOf = Callable[[str, str], str]
"""Tells the name of a member of staff: of a forum, by the id there."""


def stream_name(forum: str) -> str:
    """Return the name of a forum's stream."""
    return f"forum:{forum}"


@dataclass(slots=True)
class ForumSubscriber:
    """One tab that looks at a forum; ``person`` is empty for who only looks, ``mine`` what was told of them last."""

    client: ClientSession
    view: ForumView
    person: str = ""
    mine: bytes = b""


@dataclass(slots=True)
class Stream:
    """One forum's stream on this node.

    Attributes:
        due: the forum went on.
        busy: a version is being made or told.
        anew: texts were erased: everybody gets the whole anew.
        next_at: not before this is the next version made.
        later_at: when counts that were held back, or signals that fade, are told.
    """

    live: LiveForum
    epoch: str
    views: ForumViews
    listeners: dict[ClientSession, ForumSubscriber] = field(default_factory=dict)
    due: bool = False
    busy: bool = False
    anew: bool = False
    next_at: int = 0
    later_at: int = NEVER

    def epoch_of(self, view: ForumView) -> str:
        """Return the epoch of a view: positions of one say nothing of another."""
        return f"{self.epoch}-{view.value[0]}"


class ForumStreams:
    """The streams of all forums of this node.

    Args:
        clock: milliseconds UTC.
        new_id: makes epochs.
        name_of: tells names of staff.
        timer: seconds, for the slices.
        faults: where faults are counted.
    """

    def __init__(
        self,
        clock: Clock,
        new_id: Callable[[], str],
        name_of: NameOf,
        timer: Callable[[], float] = time.perf_counter,
        *,
        faults: Faults | None = None,
    ) -> None:
        self._clock = clock
        self._new_id = new_id
        self._name_of = name_of
        self._timer = timer
        self._faults = faults or Faults()
        self._streams: dict[str, Stream] = {}  # by forum, from the first tab that looks at it
        self._tasks = Tasks("forum streams")

    # ---- who looks ----

    def attach(
        self, client: ClientSession, live: LiveForum, view: ForumView, person: str, position: StreamPosition | None
    ) -> bool:
        """Let a tab look at a view from now on, from where it was if that is known; tell whether it was."""
        stream = self._stream(live)
        if stream.due and not stream.listeners:  # else it comes with the next tick, once for all who arrive
            self._advance(stream, live.durable, prepare(live.durable, self._clock(), live.texts.by_row))
        now = self._clock()
        listener = stream.listeners[client] = ForumSubscriber(client, view, person)
        listener.mine = stream.views.mine(person, now) if person else b""
        own = [listener.mine] if listener.mine else []
        name, seq, epoch = stream_name(live.id), stream.views.seq, stream.epoch_of(view)
        if position is not None and position.epoch == epoch:
            missed = stream.views.since(view, position.seq, now)
            if missed is not None:
                client.post(wire.forum_changed_frame(name, position.seq, seq, [*missed, *own]))
                return True
        parts = [*stream.views.whole(view, now), *own]
        client.post(wire.forum_reset_frame(name, epoch, seq, view.value, parts))
        return False

    def detach(self, client: ClientSession, forum: str) -> bool:
        """Let a tab look no more; tell whether it did."""
        stream = self._streams.get(forum)
        if stream is None or stream.listeners.pop(client, None) is None:
            return False
        if not stream.listeners and stream.live.durable.phase is Phase.CLOSED:
            del self._streams[forum]  # nothing more comes of it; who looks again starts anew
        return True

    def of(self, client: ClientSession, forum: str) -> ForumSubscriber | None:
        """Return how a tab looks at a forum."""
        stream = self._streams.get(forum)
        return None if stream is None else stream.listeners.get(client)

    def _stream(self, live: LiveForum) -> Stream:
        stream = self._streams.get(live.id)
        if stream is None or stream.live is not live:
            views = ForumViews(live, self._clock(), lambda person: self._name_of(live.id, person))
            stream = self._streams[live.id] = Stream(live, self._new_id(), views)
        return stream

    def __len__(self) -> int:
        return sum(len(stream.listeners) for stream in self._streams.values())

    # ---- what happens ----

    def changed(self, live: LiveForum) -> None:
        """A forum went on: tell it with one of the next ticks."""
        if (stream := self._streams.get(live.id)) is not None:
            stream.due = True

    def erased(self, live: LiveForum) -> None:
        """Texts were erased: everybody starts anew without them, also who is away just now."""
        if (stream := self._streams.get(live.id)) is not None:
            stream.due = stream.anew = True

    def show(self, forum: str, signal: Signal, person: str, channel: Channel) -> None:
        """Count a signal."""
        if (stream := self._streams.get(forum)) is not None:
            stream.views.signals.show(signal, person, channel, self._clock())
            stream.due = True

    def tick(self, now: int) -> None:
        """Begin the next version of every forum that is due."""
        for stream in list(self._streams.values()):
            due = now >= stream.next_at if stream.due else now >= stream.later_at
            if due and not stream.busy and stream.listeners:
                self._try(stream, now)

    def _try(self, stream: Stream, now: int) -> None:
        """Begin a version; what goes wrong in one forum stops neither the others nor the square's tick."""
        try:
            self._begin(stream, now)
        except Exception:  # noqa: BLE001 - noted, with its trace
            self._failed(stream, now)

    def _failed(self, stream: Stream, now: int) -> None:
        """Note the exception that is being handled; the version is made again in a moment."""
        self._faults.note(Hook.FORUM_VIEW, forum=stream.live.id)
        stream.busy, stream.due, stream.next_at = False, True, now + AGAIN_MS

    def _begin(self, stream: Stream, now: int) -> None:
        live = stream.live
        if len(live.durable.floor.waiting) > LONG_QUEUE:
            stream.busy = True
            self._tasks.start_task(self._begin_apart(stream, now))
        else:
            self._advance(stream, live.durable, prepare(live.durable, now, live.texts.by_row))

    async def _begin_apart(self, stream: Stream, now: int) -> None:
        """Put a long queue in order in a thread: the state is frozen, and the texts are copied."""
        live = stream.live
        state, texts = live.durable, dict(live.texts.by_row)
        try:
            self._advance(stream, state, await asyncio.to_thread(prepare, state, now, texts))
        except Exception:  # noqa: BLE001 - noted, with its trace
            self._failed(stream, now)

    def _advance(self, stream: Stream, state: ForumState, shared: Shared) -> None:
        """Make the next version and begin to tell it."""
        live, views, now = stream.live, stream.views, self._clock()
        before, then, after = views.state, views.shared, views.seq
        stream.due, views.behind = live.durable is not state, False
        views.take_state(state, shared)
        if stream.anew:
            self._start_anew(stream, now)
            return
        concerned = affected(before, views.state, then, shared)
        shared_frames: dict[ForumView, tuple[list[bytes], bytes]] = {}
        for view in {one.view for one in stream.listeners.values()}:
            parts = views.changes(view, now)
            framed = frame(wire.forum_changed_frame(stream_name(live.id), after, views.seq, parts))
            shared_frames[view] = (parts, framed)
        stream.later_at = now + COUNTS_MS if views.behind or views.signals else NEVER
        size = max((len(framed) for _, framed in shared_frames.values()), default=0)
        stream.next_at = now + max(EVERY_MS, size * 1_000 // BYTES_PER_S)
        stream.busy = True
        telling = self._tell(stream, concerned, shared_frames, after, now)
        self._slice(stream, telling)

    def _start_anew(self, stream: Stream, now: int) -> None:
        live, listeners = stream.live, stream.listeners
        views = ForumViews(live, now, lambda person: self._name_of(live.id, person))
        self._streams[live.id] = fresh = Stream(live, self._new_id(), views)
        fresh.views.signals = stream.views.signals
        for one in listeners.values():
            try:
                self.attach(one.client, live, one.view, one.person, None)
            except Exception:  # noqa: BLE001 - noted, with its trace
                self._break(fresh, one)

    def _break(self, stream: Stream, one: ForumSubscriber) -> None:
        """Cut the line of who could not be told: it comes back and is told from where it was."""
        self._faults.note(Hook.FORUM_VIEW, forum=stream.live.id)
        one.client.connection.abort()

    def _tell(
        self,
        stream: Stream,
        concerned: set[str] | None,
        shared_frames: dict[ForumView, tuple[list[bytes], bytes]],
        after: int,
        now: int,
    ) -> Iterator[None]:
        """Tell a version to all who look as it begins; rests after each handful."""
        name, seq = stream_name(stream.live.id), stream.views.seq
        unchanged = after == seq
        for number, one in enumerate(list(stream.listeners.values())):
            if stream.listeners.get(one.client) is not one:
                continue
            try:
                parts, framed = shared_frames[one.view]
                own = self._mine(stream, one, concerned, now)
                if own:
                    one.client.outbox.put(frame(wire.forum_changed_frame(name, after, seq, [*parts, *own])))
                elif parts or not unchanged:
                    one.client.outbox.put(framed)
            except Exception:  # noqa: BLE001 - noted, with its trace
                self._break(stream, one)
            if number % HANDFUL == HANDFUL - 1:
                yield

    def _mine(self, stream: Stream, one: ForumSubscriber, concerned: set[str] | None, now: int) -> Sequence[bytes]:
        """Return the own part if it changed."""
        if not one.person:
            return ()
        person = stream.views.state.roll.aliases.get(one.person, one.person)
        if concerned is not EVERYBODY and person not in concerned:
            return ()
        mine = stream.views.mine(one.person, now)
        if mine == one.mine:
            return ()
        one.mine = mine
        return (mine,) if mine else ()

    def _slice(self, stream: Stream, telling: Iterator[None]) -> None:
        """Write for some milliseconds, then let the loop breathe."""
        late = self._timer() + SLICE_S
        try:
            for _ in telling:
                if self._timer() >= late:
                    asyncio.get_running_loop().call_soon(self._slice, stream, telling)
                    return
        except Exception:  # noqa: BLE001 - noted, with its trace
            self._faults.note(Hook.FORUM_VIEW, forum=stream.live.id)
        stream.busy = False

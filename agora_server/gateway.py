"""
The door of the square for sockets: hello, resume, commands, loss.

Theory of operation: a socket is admitted for the participant that its ticket named. Its first message is
``hello``; between computing what it missed and attaching it to the streams there is no await, so nothing can
slip between. A newer socket of the same tab replaces the older one, and the late end of the older finds in the
table that it is no longer the one: it touches nothing.

Knows: tabs, the order of a resume, act ids, rates. Does not know: rules of the square, frames of WebSocket.
"""

import asyncio
from collections.abc import Iterator

import structlog

from agora_server import farewell, typescript, wire
from agora_server.connection import Connection
from agora_server.farewell import Code
from agora_server.forum_door import ForumDoor, Wish
from agora_server.host import Host, dismiss
from agora_server.link import Link
from agora_server.metrics import Metrics
from agora_server.overload import Ladder
from agora_server.voices import Voices
from rooms.errors import Refusal, Why
from rooms.frames import KIND_VOICE
from rooms.geometry import heading_unit, quantise
from rooms.messages import (
    Attend,
    CarryHall,
    ChangeView,
    ClientMessage,
    Done,
    GiveOrder,
    Goodbye,
    Hello,
    LeaveForum,
    Listen,
    Refused,
    Role,
    ShowSignal,
    Sync,
    Synced,
    View,
    Welcome,
)
from rooms.square import Arrival

log = structlog.get_logger()

VOICE = bytes([KIND_VOICE])
CROWD = 500
"""Sockets from which newcomers may be shown the list first: below, a slow tick is the machine's trouble, and a list
would not help it."""
HELLO_SECONDS = 5.0
"""Seconds from the upgrade to ``hello``; a browser sends it in the same round trip."""


class Gateway:
    """Every socket, from its admission to its end."""

    def __init__(self, host: Host, ladder: Ladder, metrics: Metrics, voices: Voices, halls: ForumDoor) -> None:
        self._host = host
        self._voices = voices
        self._halls = halls
        self._ladder = ladder
        self._metrics = metrics
        self._waiting: dict[Connection, asyncio.TimerHandle] = {}
        self._digest = typescript.digest()
        self._all_closed = asyncio.Event()

    # ---- the life of a socket ----

    def admit(
        self, connection: Connection, arrival: Arrival, session: str, mark: int | None = None, *, screen: bool = False
    ) -> None:
        """Take a fresh socket whose ticket was good; it has five seconds to say hello.

        ``mark`` is what had ended when its arrival was read from the store; by default, what has ended now.
        """
        ended = self.mark() if mark is None else mark
        connection.session = Link(connection, arrival, session, mark=ended, screen=screen, hidden=screen)
        loop = asyncio.get_running_loop()
        self._waiting[connection] = loop.call_later(HELLO_SECONDS, self.dismiss, connection, Code.HELLO_LATE)

    def mark(self) -> int:
        """Return the mark to take before an arrival is read from the store."""
        return self._host.endings.mark()

    def dismiss(self, connection: Connection, code: Code, **facts: str | int) -> None:
        """Say why, and close."""
        row = farewell.TABLE[code]
        connection.send(wire.encode(Goodbye(code, row.after_ms, facts)))
        connection.farewell(code, row.name)

    def on_message(self, connection: Connection, payload: bytes) -> None:
        """Take one whole frame that is not a move."""
        link: Link | None = connection.session
        if link is None:
            return
        now = self._host.clock()
        if payload[:1] == VOICE:
            self._take_voice(link, payload, now)
            return
        if payload[:1] != b"\x00":
            self._metrics.refused(Why.MALFORMED.value)
            link.post(wire.encode(Refused("", Why.MALFORMED.value, {"detail": "unknown kind"})))
            return
        try:
            message = wire.decode(payload)
        except wire.Malformed as refusal:
            self._refuse(link, refusal.act, refusal)
            return
        try:
            self._take(link, message, now)
        except Exception:  # a fault of ours: this line starts anew, the others go on
            log.exception("message_failed", kind=type(message).__name__)
            self.dismiss(connection, Code.NODE_TROUBLE)

    def _take(self, link: Link, message: ClientMessage, now: int) -> None:
        if link.attached:
            self._command(link, message, now)
        elif isinstance(message, Hello):
            self._hello(link, message, now)
        else:
            self.dismiss(link.connection, Code.ABUSE)

    def on_lost(self, connection: Connection, code: int | None) -> None:
        """Forget a socket; the participant is away when it was the last of theirs."""
        del code
        if (timer := self._waiting.pop(connection, None)) is not None:
            timer.cancel()
        link: Link | None = connection.session
        connection.session = None
        if link is not None:
            self._voices.lose(link)
            self._halls.lose(link)
            self._host.lose(link)
        if len(self._host.links) + self.waiting == 0:
            self._all_closed.set()

    # ---- hello ----

    def _hello(self, link: Link, hello: Hello, now: int) -> None:
        """Attach a tab: welcome, what was missed, then everything from here on."""
        if (timer := self._waiting.pop(link.connection, None)) is not None:
            timer.cancel()
        if hello.digest != self._digest:
            self.dismiss(link.connection, Code.RELOAD)
            return
        ended = self._host.endings.since(link.mark, link.participant, link.session)
        if ended is not None and ended[0] is not Code.LEFT:
            self.dismiss(link.connection, ended[0], **ended[1])
            return
        link.tab, link.view = hello.tab, hello.view
        link.positions = {one.stream: one for one in hello.positions}
        older = self._host.links.of(link.participant, hello.tab)
        if older is not None:
            self._host.links.detach(older)
            self._halls.lose(older)
            self._voices.lose(older)
            dismiss(older, Code.REPLACED, {})
        if link.screen:
            link.post(wire.encode(self._welcome(link, now)))
            self._host.links.attach(link)
            return
        try:
            link.connection.slot = link.slot = self._host.enter(link, now)
        except Refusal as refusal:
            # the square names a limit where one person has too many tabs, and none where the house is full
            self.dismiss(link.connection, Code.FULL if refusal.facts else Code.BUSY)
            return
        resumed, payloads = self._host.resume(link.participant, hello.positions, now)
        self._metrics.resumes.labels("resumed" if resumed else "reset").inc()
        for payload in (wire.encode(self._welcome(link, now)), *payloads, self._host.here(now)):
            link.post(payload)
        self._host.links.attach(link)

    def _welcome(self, link: Link, now: int) -> Welcome:
        x, y, heading = (0.0, 0.0, 0.0) if link.screen else self._host.crowd.pose(link.slot)
        return Welcome(
            participant=link.participant,
            slot=max(link.slot, 0),
            x=quantise(x),
            y=quantise(y),
            heading=heading_unit(heading),
            now=now,
            tick_hz=round(1000 / self._ladder.period_ms),
            jitter_ms=self._host.jitter_ms,
            view=View.LIST if self._ladder.newcomers_by_list and len(self._host.links) >= CROWD else link.view,
        )

    # ---- commands ----

    def _command(self, link: Link, message: ClientMessage, now: int) -> None:
        """Carry out one command, once, within the rates."""
        if link.screen and not isinstance(message, Sync | Attend | LeaveForum | Listen | Hello):
            if isinstance(message, ChangeView):  # a screen is always seen, and never gets the crowd
                return
            self._refuse(link, getattr(message, "act", ""), Refusal(Why.NOT_ALLOWED, needs=Role.GUEST.value))
            return
        match message:
            case Sync(sent=sent):
                link.post(wire.encode(Synced(sent, now)))
                return
            case ChangeView(view=view, hidden=hidden):
                link.view, link.hidden = view, hidden
                return
            case Listen():
                self._listen(link, message, now)
                return
            case Attend() | LeaveForum() | GiveOrder() | ShowSignal() | CarryHall():
                self._hall_wish(link, message, now)
                return
            case Hello():
                self.dismiss(link.connection, Code.ABUSE)
                return
        act: str = getattr(message, "act", "")
        known = self._host.acts.outcome(link.participant, act, now) if act else None
        if known is not None:
            link.post(wire.encode(known))
            return
        try:
            link.rates.check(message, now)
            self._host.receive(link, message, now)
        except Refusal as refusal:
            outcome = self._refuse(link, act or getattr(message, "ask", ""), refusal)
            if act and refusal.why is not Why.TOO_FAST and link.participant in self._host.square:
                self._host.acts.remember(link.participant, act, outcome, now)
            return
        if act:
            done = Done(act)
            if link.participant in self._host.square:  # who just left is remembered by nobody
                self._host.acts.remember(link.participant, act, done, now)
            link.post(wire.encode(done))

    def _listen(self, link: Link, wish: Listen, now: int) -> None:
        """Change what a line hears; not remembered as an act: it ends with the line."""
        try:
            link.rates.check(wish, now)
            self._voices.listen(link, wish)
        except Refusal as refusal:
            self._refuse(link, wish.act, refusal)
            return
        link.post(wire.encode(Done(wish.act)))

    def _hall_wish(self, link: Link, wish: Wish, now: int) -> None:
        """Have the halls' door fulfil a wish. An order is remembered as an act; all else ends with the line."""
        order = isinstance(wish, GiveOrder)
        known = self._host.acts.outcome(link.participant, wish.act, now) if order else None
        if known is not None:
            link.post(wire.encode(known))
            return

        def answer(refusal: Refusal | None) -> None:
            if refusal is not None:
                self._refuse(link, wish.act, refusal)
                return
            done = Done(wish.act)
            if order and link.participant in self._host.square:
                self._host.acts.remember(link.participant, wish.act, done, self._host.clock())
            link.post(wire.encode(done))

        try:
            link.rates.check(wish, now)
            self._halls.take(link, wish, answer)
        except Refusal as refusal:
            answer(refusal)

    def _take_voice(self, link: Link, payload: bytes, now: int) -> None:
        """Take a frame of the floor's voice; without a hello there is none."""
        if not link.attached:
            self.dismiss(link.connection, Code.ABUSE)
            return
        try:
            self._voices.take(link, payload, now)
        except Refusal as refusal:
            self._refuse(link, "", refusal)

    def _refuse(self, link: Link, act: str, refusal: Refusal) -> Refused:
        self._metrics.refused(refusal.why.value)
        refused = Refused(act, refusal.why.value, refusal.facts)
        link.post(wire.encode(refused))
        return refused

    # ---- the end ----

    def farewell_all(self, code: Code) -> int:
        """Say goodbye to everybody; tell to how many."""
        everyone = [link.connection for link in self._everyone()]
        for connection in everyone:
            self.dismiss(connection, code)
        return len(everyone)

    def _everyone(self) -> Iterator[Link]:
        yield from list(self._host.links)
        yield from [connection.session for connection in list(self._waiting)]

    async def closed(self, seconds: float) -> bool:
        """Wait until every socket is closed; tell whether all were in time."""
        self._all_closed.clear()
        if len(self._host.links) + self.waiting == 0:
            return True
        try:
            await asyncio.wait_for(self._all_closed.wait(), seconds)
        except TimeoutError:
            return False
        return True

    @property
    def waiting(self) -> int:
        """Sockets that have not said hello yet."""
        return len(self._waiting)

"""
The door of the square for sockets: hello, resume, commands, loss.

Theory of operation: a socket is admitted for the participant that its ticket named. Its first message is
``hello``; between computing what it missed and attaching it to the streams there is no await, so nothing can
slip between. A newer socket of the same tab replaces the older one, and the late end of the older finds in the
table that it is no longer the one: it touches nothing.

Knows: tabs, the order of a resume, act ids, rates. Does not know: rules of the square, frames of WebSocket.
"""

import asyncio
from collections.abc import Callable, Iterator
from typing import TypeVar

import structlog

from agora_server.core.metrics import Metrics
from agora_server.forum.commands import ForumRequest, ForumRequests
from agora_server.forum.voices import Voices
from agora_server.square.host import Host, dismiss
from agora_server.square.overload import Ladder
from agora_server.square.staff_acts import StaffAct, StaffActs
from agora_server.transport import close_codes, emit_typescript, wire
from agora_server.transport.client_session import ClientSession
from agora_server.transport.close_codes import Code
from agora_server.transport.connection import Connection
from agora_server.transport.traffic import Traffic
from rooms.base.errors import Refusal, Why
from rooms.base.frames import KIND_VOICE
from rooms.base.geometry import heading_unit, quantise
from rooms.square.square import Arrival
from rooms.wire.messages import (
    Attend,
    Ban,
    CarryVenueAudio,
    ChangeView,
    ClientMessage,
    Closing,
    Done,
    GiveCommand,
    Hello,
    LeaveForum,
    Lift,
    Listen,
    MoveOut,
    Mute,
    Refused,
    Role,
    ShowSignal,
    Sync,
    Synced,
    View,
    Welcome,
)

log = structlog.get_logger()

AnyWish = TypeVar("AnyWish", bound=ForumRequest | StaffAct)

VOICE = bytes([KIND_VOICE])
STANDARD = frozenset({1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1010, 1011})
"""Close codes of RFC 6455 that sockets end with."""
NO_CLOSE = "1006"
"""What RFC 6455 calls a line that was lost without a close."""
CROWD = 500
"""Sockets from which newcomers may be shown the list first: below, a slow tick is the machine's trouble, and a list
would not help it."""
HELLO_SECONDS = 5.0
"""Seconds from the upgrade to ``hello``; a browser sends it in the same round trip."""


class Gateway:
    """Every socket, from its admission to its end.

    Attributes:
        traffic: bytes of all of them.
    """

    def __init__(
        self,
        host: Host,
        ladder: Ladder,
        metrics: Metrics,
        voices: Voices,
        forum_requests: ForumRequests,
        *,
        staff: StaffActs,
    ) -> None:
        self.traffic = Traffic()
        self._host = host
        self._voices = voices
        self._forum_requests = forum_requests
        self._staff = staff
        self._ladder = ladder
        self._metrics = metrics
        # sockets before their hello, each with the timer that ends it
        self._waiting: dict[Connection, asyncio.TimerHandle] = {}
        self._digest = emit_typescript.digest()  # of this process's protocol: a client with another one must reload
        self._all_closed = asyncio.Event()  # set whenever no socket is left: what the end of the server waits for

    # ---- the life of a socket ----

    def admit(
        self,
        connection: Connection,
        arrival: Arrival,
        session: str,
        version: int | None = None,
        *,
        screen: bool = False,
    ) -> None:
        """Take a fresh socket whose ticket was good; it has five seconds to say hello.

        ``version`` is what had ended when its arrival was read from the store; by default, what has ended now.
        """
        ended = self.version() if version is None else version
        connection.session = ClientSession(connection, arrival, session, version=ended, screen=screen, hidden=screen)
        loop = asyncio.get_running_loop()
        self._waiting[connection] = loop.call_later(HELLO_SECONDS, self.dismiss, connection, Code.HELLO_LATE)

    def version(self) -> int:
        """Return the mark to take before an arrival is read from the store."""
        return self._host.endings.version()

    def dismiss(self, connection: Connection, code: Code, **facts: str | int) -> None:
        """Say why, and close."""
        row = close_codes.TABLE[code]
        connection.send(wire.encode(Closing(code, row.after_ms, facts)))
        connection.close_with(code, row.name)

    def on_message(self, connection: Connection, payload: bytes) -> None:
        """Take one whole frame that is not a move."""
        client: ClientSession | None = connection.session
        if client is None:
            return
        now = self._host.clock()
        if payload[:1] == VOICE:
            self._take_voice(client, payload, now)
            return
        if payload[:1] != b"\x00":
            self._metrics.refused(Why.MALFORMED.value)
            client.post(wire.encode(Refused("", Why.MALFORMED.value, {"detail": "unknown kind"})))
            return
        try:
            message = wire.decode(payload)
        except wire.Malformed as refusal:
            self._refuse(client, refusal.request_id, refusal)
            return
        try:
            self._take(client, message, now)
        except Exception:  # a fault of ours: this line starts anew, the others go on
            log.exception("message_failed", kind=type(message).__name__)
            if request_id := _id_of(message):  # answered, so that the client does not send the same again for ever
                self._refuse(client, request_id, Refusal(Why.INTERNAL))
                client.flush()
            self.dismiss(connection, Code.NODE_TROUBLE)

    def _take(self, client: ClientSession, message: ClientMessage, now: int) -> None:
        if client.attached:
            self._command(client, message, now)
        elif isinstance(message, Hello):
            self._hello(client, message, now)
        else:
            self.dismiss(client.connection, Code.ABUSE)

    def on_lost(self, connection: Connection, code: int | None) -> None:
        """Forget a socket; the participant is away when it was the last of theirs."""
        self._metrics.closed(_label(code))
        if (timer := self._waiting.pop(connection, None)) is not None:
            timer.cancel()
        client: ClientSession | None = connection.session
        connection.session = None
        if client is not None:
            self._voices.lose(client)
            self._forum_requests.lose(client)
            self._host.lose(client)
        if len(self._host.clients) + self.waiting == 0:
            self._all_closed.set()

    # ---- hello ----

    def _hello(self, client: ClientSession, hello: Hello, now: int) -> None:
        """Attach a tab: welcome, what was missed, then everything from here on."""
        if (timer := self._waiting.pop(client.connection, None)) is not None:
            timer.cancel()
        if hello.digest != self._digest:
            self.dismiss(client.connection, Code.RELOAD)
            return
        ended = self._host.endings.since(client.version, client.participant, client.session)
        if ended is not None and ended[0] is not Code.LEFT:
            self.dismiss(client.connection, ended[0], **ended[1])
            return
        client.tab, client.view = hello.tab, hello.view
        client.positions = {one.stream: one for one in hello.positions}
        older = self._host.clients.of(client.participant, hello.tab)
        if older is not None:
            self._host.clients.detach(older)
            self._forum_requests.lose(older)
            self._voices.lose(older)
            dismiss(older, Code.REPLACED, {})
        if client.screen:
            client.post(wire.encode(self._welcome(client, now)))
            self._host.clients.attach(client)
            return
        try:
            client.connection.slot = client.slot = self._host.enter(client, now)
        except Refusal as refusal:
            # the square names a limit where one person has too many tabs, and none where the installation is full
            self.dismiss(client.connection, Code.FULL if refusal.facts else Code.BUSY)
            return
        resumed, payloads = self._host.resume(client.participant, hello.positions, now)
        self._metrics.resumes.labels("resumed" if resumed else "reset").inc()
        for payload in (wire.encode(self._welcome(client, now)), *payloads, self._host.here(now)):
            client.post(payload)
        self._host.clients.attach(client)

    def _welcome(self, client: ClientSession, now: int) -> Welcome:
        x, y, heading = (0.0, 0.0, 0.0) if client.screen else self._host.crowd.pose(client.slot)
        return Welcome(
            participant=client.participant,
            slot=max(client.slot, 0),
            x=quantise(x),
            y=quantise(y),
            heading=heading_unit(heading),
            now=now,
            tick_hz=round(1000 / self._ladder.period_ms),
            jitter_ms=self._host.jitter_ms,
            view=View.LIST if self._ladder.newcomers_by_list and len(self._host.clients) >= CROWD else client.view,
        )

    # ---- commands ----

    def _command(self, client: ClientSession, message: ClientMessage, now: int) -> None:
        """Carry out one command, once, within the rates."""
        if client.screen and not isinstance(message, Sync | Attend | LeaveForum | Listen | Hello):
            if isinstance(message, ChangeView):  # a screen is always seen, and never gets the crowd
                return
            self._refuse(client, _id_of(message), Refusal(Why.NOT_ALLOWED, needs=Role.GUEST.value))
            return
        match message:
            case Sync(sent=sent):
                client.post(wire.encode(Synced(sent, now)))
                return
            case ChangeView(view=view, hidden=hidden):
                client.view, client.hidden = view, hidden
                return
            case Listen():
                self._listen(client, message, now)
                return
            case Attend() | LeaveForum() | GiveCommand() | ShowSignal() | CarryVenueAudio():
                self._begin(
                    client, message, now, self._forum_requests.begin, remembered=isinstance(message, GiveCommand)
                )
                return
            case Mute() | MoveOut() | Ban() | Lift():
                self._begin(client, message, now, self._staff.perform, remembered=True)
                return
            case Hello():
                self.dismiss(client.connection, Code.ABUSE)
                return
        request_id: str = getattr(message, "request_id", "")
        known = self._host.acts.outcome(client.participant, request_id, now) if request_id else None
        if known is not None:
            client.post(wire.encode(known))
            return
        try:
            client.rates.check(message, now)
            self._host.receive(client, message, now)
        except Refusal as refusal:
            outcome = self._refuse(client, _id_of(message), refusal)
            if request_id and refusal.why is not Why.TOO_FAST and client.participant in self._host.square:
                self._host.acts.remember(client.participant, request_id, outcome, now)
            return
        if request_id:
            done = Done(request_id)
            if client.participant in self._host.square:  # who just left is remembered by nobody
                self._host.acts.remember(client.participant, request_id, done, now)
            client.post(wire.encode(done))

    def _listen(self, client: ClientSession, request: Listen, now: int) -> None:
        """Change what a line hears; not remembered as an act: it ends with the line."""
        try:
            client.rates.check(request, now)
            self._voices.listen(client, request)
        except Refusal as refusal:
            self._refuse(client, request.request_id, refusal)
            return
        client.post(wire.encode(Done(request.request_id)))

    def _begin(
        self,
        client: ClientSession,
        request: AnyWish,
        now: int,
        take: Callable[[ClientSession, AnyWish, Callable[[Refusal | None], None]], None],
        *,
        remembered: bool,
    ) -> None:
        """Begin what waits for the disk. What is remembered is an act; all else ends with the line."""
        known = self._host.acts.outcome(client.participant, request.request_id, now) if remembered else None
        if known is not None:
            client.post(wire.encode(known))
            return

        def answer(refusal: Refusal | None) -> None:
            if refusal is not None:
                self._refuse(client, request.request_id, refusal)
                return
            done = Done(request.request_id)
            if remembered and client.participant in self._host.square:
                self._host.acts.remember(client.participant, request.request_id, done, self._host.clock())
            client.post(wire.encode(done))

        try:
            client.rates.check(request, now)
            take(client, request, answer)
        except Refusal as refusal:
            answer(refusal)

    def _take_voice(self, client: ClientSession, payload: bytes, now: int) -> None:
        """Take a frame of the floor's voice; without a hello there is none."""
        if not client.attached:
            self.dismiss(client.connection, Code.ABUSE)
            return
        try:
            self._voices.take_frame(client, payload, now)
        except Refusal as refusal:
            self._refuse(client, "", refusal)

    def _refuse(self, client: ClientSession, request_id: str, refusal: Refusal) -> Refused:
        self._metrics.refused(refusal.why.value)
        refused = Refused(request_id, refusal.why.value, refusal.facts)
        client.post(wire.encode(refused))
        return refused

    # ---- the end ----

    def close_all(self, code: Code) -> int:
        """Close everybody's connection; tell to how many."""
        everyone = [client.connection for client in self._everyone()]
        for connection in everyone:
            self.dismiss(connection, code)
        return len(everyone)

    def _everyone(self) -> Iterator[ClientSession]:
        yield from list(self._host.clients)
        yield from [connection.session for connection in list(self._waiting)]

    async def closed(self, seconds: float) -> bool:
        """Wait until acts of staff are kept and every socket is closed; tell whether all were in time."""
        await self._staff.close()
        self._all_closed.clear()
        if len(self._host.clients) + self.waiting == 0:
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


def _label(code: int | None) -> str:
    """Return a close code as a label: peers may send any number, and each would be a figure of its own."""
    if code is None:
        return NO_CLOSE
    return str(code) if code in close_codes.TABLE or code in STANDARD else "other"


def _id_of(message: ClientMessage) -> str:
    """Return the id of an act or a question; empty for a message that has none and gets no answer."""
    request_id: str = getattr(message, "request_id", "") or getattr(message, "ask", "")
    return request_id

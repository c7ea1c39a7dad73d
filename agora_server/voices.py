"""
Voices: takes what the floor's speakers send, and hands it to all who listen with the tick's write.

    frame of a speaker → gate: who may be heard → mouth: how much of it → lane of the forum → the tick's fan-out
                                                                       ↘ the other nodes' lanes

Nothing of a voice is kept beyond the lane's second, and nothing is recorded. A voice dies alone: whatever becomes
of it, captions, queue and votes go on.

Knows: lines, lanes, the gate. Does not know: forums, sound, when a tick is due.
"""

import base64
import secrets
from collections import Counter
from collections.abc import Callable

from agora_server.connection import frame
from agora_server.link import Link
from agora_server.voice_gate import VoiceGate
from agora_server.voice_lane import Lane
from rooms.errors import Refusal, Why
from rooms.messages import CarryHall, Listen
from rooms.voice import DOWN, OLD_MS, Fate, pack_down, read_up

TELL_EVERY_MS = 1_000
"""How often a line is told that it is not heard: ten frames a second need not be answered one by one."""


class Voices:
    """The voices of all forums of this node.

    Attributes:
        gate: for the host of the forums.
        counts: frames by what became of them, since the start.

    Args:
        pass_on: hands what was taken to the other nodes: the forum and the frame, as texts; must not block.
    """

    def __init__(self, pass_on: Callable[[list[str]], None] = lambda _: None) -> None:
        self.gate = VoiceGate(first=secrets.randbelow(2**16))
        self._pass_on = pass_on
        self.counts: Counter[str] = Counter({fate.value: 0 for fate in Fate})
        self._lanes: dict[str, Lane] = {}
        self._speaking: dict[str, Link] = {}
        self._told: dict[Link, int] = {}

    # ---- who listens ----

    def listen(self, link: Link, wish: Listen) -> None:
        """Let a line hear a forum from now on, or nothing any more; a line hears one forum.

        Raises:
            Refusal: ``no_such`` forum.
        """
        if not wish.on:
            link.lane = None
            return
        self._must_be(wish.forum)
        lane = self._lanes.setdefault(wish.forum, Lane())
        link.lane, link.lane_at = lane, lane.head

    def carry(self, link: Link, wish: CarryHall) -> None:
        """Let a line of staff carry the sound of a forum's real hall, or put it down.

        Raises:
            Refusal: ``no_such`` forum.
        """
        self._must_be(wish.forum)
        if wish.on:
            self.gate.carry(wish.forum, link)
        else:
            self.gate.put_down(link)

    def _must_be(self, forum: str) -> None:
        if forum not in self.gate:
            raise Refusal(Why.NO_SUCH, what="forum", id=forum)

    def lose(self, link: Link) -> None:
        """A line is lost: another one of the same speaker may go on."""
        self.gate.put_down(link)
        self._told.pop(link, None)
        for forum in [forum for forum, speaking in self._speaking.items() if speaking is link]:
            del self._speaking[forum]

    def forget(self, forum: str) -> None:
        """A forum is over; who still listens hears nothing."""
        self.gate.forget(forum)
        self._lanes.pop(forum, None)
        self._speaking.pop(forum, None)

    # ---- what is said ----

    def take(self, link: Link, payload: bytes, now: int) -> None:
        """Take a frame of a line.

        Raises:
            Refusal: ``malformed``; ``no_floor``, at most once a second, for what is said without the floor.
        """
        up = read_up(payload)
        turn = self.gate.turn_of(link.participant, link)
        if turn is None or not turn.taken_from(link, now):
            self._unheard(link, now)
            return
        fate = turn.mouth.judge(up, now)
        self.counts[fate.value] += 1
        if fate is Fate.TAKEN:
            down = pack_down(turn.number, now, up)
            self._pass_on([turn.forum, base64.b64encode(down).decode()])
            if (lane := self._lanes.get(turn.forum)) is not None:
                lane.put(frame(down))
                self._speaking[turn.forum] = link

    def passed(self, told: list[str], now: int) -> None:
        """Take what another node passed on; a bus that stood still passes on what nobody wants to hear any more."""
        forum, packed = told
        down = base64.b64decode(packed)
        behind = (now - DOWN.unpack_from(down)[4]) % 2**32
        if (lane := self._lanes.get(forum)) is not None and not OLD_MS < behind < 2**31:
            lane.put(frame(down))

    def _unheard(self, link: Link, now: int) -> None:
        """Count a frame without the floor, and say so now and then."""
        late = self.gate.just_closed(link.participant, link, now)
        self.counts[(Fate.LATE if late else Fate.NO_FLOOR).value] += 1
        if late or now - self._told.get(link, -TELL_EVERY_MS) < TELL_EVERY_MS:
            return
        self._told[link] = now
        raise Refusal(Why.NO_FLOOR)

    # ---- the tick ----

    def tick(self, now: int) -> None:
        """Close the lanes for this tick's fan-out; nobody hears oneself."""
        for forum, lane in self._lanes.items():
            speaking = self._speaking.pop(forum, None) if lane.tick(now) else None
            if speaking is not None and speaking.lane is lane:
                speaking.lane_at = lane.head

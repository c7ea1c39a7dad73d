"""
Voices: takes what the floor's speakers send, and hands it to all who listen with the tick's write.

    frame of a speaker → gate: who may be heard → filter: how much of it → audio buffer of the forum → the tick's
    fan-out
                                                                       ↘ the other nodes' audio buffers

Nothing of a voice is kept beyond the audio buffer's second, and nothing is recorded. A voice dies alone: whatever
becomes of it, captions, queue and votes go on.

Knows: connections, audio buffers, the gate. Does not know: forums, sound, when a tick is due.
"""

import base64
import secrets
from collections import Counter
from collections.abc import Callable

from agora_server.core.faults import Faults, Hook
from agora_server.forum.voice_gate import VoiceGate
from agora_server.transport.audio_buffer import AudioBuffer
from agora_server.transport.client_session import ClientSession
from agora_server.transport.connection import frame
from rooms.base.errors import Refusal, Why
from rooms.wire.messages import CarryVenueAudio, Listen
from rooms.wire.voice import DOWN, OLD_MS, Fate, pack_down, read_up

TELL_EVERY_MS = 1_000
"""How often a connection is told that it is not heard: ten frames a second need not be answered one by one."""


class Voices:
    """The voices of all forums of this node.

    Attributes:
        gate: for the host of the forums.
        counts: frames by what became of them, since the start.

    Args:
        pass_on: hands what was taken to the other nodes: the forum and the frame, as texts; must not block.
        faults: where faults are counted.
    """

    def __init__(self, pass_on: Callable[[list[str]], None] = lambda _: None, faults: Faults | None = None) -> None:
        self._faults = faults or Faults()
        self.gate = VoiceGate(first=secrets.randbelow(2**16))
        self._pass_on = pass_on
        self.counts: Counter[str] = Counter({fate.value: 0 for fate in Fate})
        self._audio: dict[str, AudioBuffer] = {}
        self._speaking: dict[str, ClientSession] = {}
        self._warned_at: dict[ClientSession, int] = {}

    # ---- who listens ----

    def listen(self, client: ClientSession, request: Listen) -> None:
        """Let a connection hear a forum from now on, or nothing any more; a connection hears one forum.

        Raises:
            Refusal: ``no_such`` forum.
        """
        if not request.on:
            client.audio = None
            return
        self._must_be(request.forum)
        audio = self._audio.setdefault(request.forum, AudioBuffer())
        client.audio, client.audio_at = audio, audio.head

    def carry_venue_audio(self, client: ClientSession, request: CarryVenueAudio) -> None:
        """Let a connection of staff carry the sound of a forum's real hall, or put it down.

        Raises:
            Refusal: ``no_such`` forum.
        """
        self._must_be(request.forum)
        if request.on:
            self.gate.carry_venue_audio(request.forum, client)
        else:
            self.gate.put_down(client)

    def _must_be(self, forum: str) -> None:
        if forum not in self.gate:
            raise Refusal(Why.NO_SUCH, what="forum", id=forum)

    def lose(self, client: ClientSession) -> None:
        """A connection is lost: another one of the same speaker may go on."""
        self.gate.put_down(client)
        self._warned_at.pop(client, None)
        for forum in [forum for forum, speaking in self._speaking.items() if speaking is client]:
            del self._speaking[forum]

    def forget(self, forum: str) -> None:
        """A forum is over; who still listens hears nothing."""
        self.gate.forget(forum)
        self._audio.pop(forum, None)
        self._speaking.pop(forum, None)

    # ---- what is said ----

    def take_frame(self, client: ClientSession, payload: bytes, now: int) -> None:
        """Take a frame of a connection.

        Raises:
            Refusal: ``malformed``; ``no_floor``, at most once a second, for what is said without the floor.
        """
        up = read_up(payload)
        turn = self.gate.turn_of(client.participant, client)
        if turn is None or not turn.taken_from(client, now):
            self._unheard(client, now)
            return
        fate = turn.voice_filter.judge(up, now)
        self.counts[fate.value] += 1
        if fate is Fate.TAKEN:
            down = pack_down(turn.number, now, up)
            self._pass_on([turn.forum, base64.b64encode(down).decode()])
            if (audio := self._audio.get(turn.forum)) is not None:
                audio.put(frame(down))
                self._speaking[turn.forum] = client

    def passed(self, passed_on: list[str], now: int) -> None:
        """Take what another node passed on; a bus that stood still passes on what nobody wants to hear any more."""
        forum, packed = passed_on
        down = base64.b64decode(packed)
        behind = (now - DOWN.unpack_from(down)[4]) % 2**32
        if (audio := self._audio.get(forum)) is not None and not OLD_MS < behind < 2**31:
            audio.put(frame(down))

    def _unheard(self, client: ClientSession, now: int) -> None:
        """Count a frame without the floor, and say so now and then."""
        late = self.gate.just_closed(client.participant, client, now)
        self.counts[(Fate.LATE if late else Fate.NO_FLOOR).value] += 1
        if late or now - self._warned_at.get(client, -TELL_EVERY_MS) < TELL_EVERY_MS:
            return
        self._warned_at[client] = now
        raise Refusal(Why.NO_FLOOR)

    # ---- the tick ----

    def tick(self, now: int) -> None:
        """Close the audio buffers for this tick's fan-out; nobody hears oneself.

        An audio buffer that fails is silent alone.
        """
        for forum, audio in self._audio.items():
            self._faults.run(Hook.VOICE, self._close, forum, audio, now)

    def _close(self, forum: str, audio: AudioBuffer, now: int) -> None:
        speaking = self._speaking.pop(forum, None) if audio.tick(now) else None
        if speaking is not None and speaking.audio is audio:
            speaking.audio_at = audio.head

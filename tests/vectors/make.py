"""
Writes the golden vectors: of the wire, ``messages.json`` and ``frames.json``, and of the record, ``records.json``.

They are replayed by Python and TypeScript. A vector of the wire is the bytes of a frame in hex and what they mean; one
of the record is a file as text, or in hex where it is none, and the verdict and row. ``python -m tests.vectors.make``
writes the files; a test compares them, so a change of the wire shows up as a diff of this folder.
"""

import json
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from agora_server.transport import wire
from rooms.base import frames
from rooms.base.frames import EmoteBits, Gait, Presence
from rooms.base.roles import Role
from rooms.forum.model.client_commands import AnyClientCommand
from rooms.forum.model.countdown import Countdown
from rooms.forum.model.rules import Details, Rules
from rooms.forum.model.terms import Channel, Kind, Phase, Signal, Stance
from rooms.forum.views import view_parts
from rooms.forum.views.view_parts import ForumView
from rooms.wire import messages, voice
from rooms.wire.messages import Emote, Look, Person, Posture, Reach, Stranger, StreamPosition, View
from tests.server import record_vectors as record_vectors_of

FOLDER = Path(__file__).parent
NOW = 1_795_000_000_123
"""Milliseconds that need more than 32 bits."""
MAC = "q83vEjRWeJA"

LOOK = Look(3, 1, 14, 5, 6, 4, messages.Aid.WHEELCHAIR)
ME = messages.Me(
    "p1", 65_535, "김해 가야", Role.GUEST, LOOK, Posture.SIT, True, True, False, "p2", NOW, "station-bonghwang"
)
UTTERED = messages.Uttered(
    "u1", "p2", "수로 👑", Role.CITIZEN, Reach.SAY, None, "안녕하세요 👨‍👩‍👧 <b>", NOW, 0, 65_535, 12, "", MAC
)
NOTICED = messages.Noticed("moved_out", {"reason": "막말", "seconds": 300}, NOW)
FLAG = messages.FlagRaised("f1", "words", Stranger("p3", "하늘"), "글", NOW)
PERSON = Person(7, "p2", "수로", Role.MODERATOR, LOOK, True, "city-hall")

HEAD = view_parts.HeadPart(
    "도서관 여는 시간", "hall-1", Phase.OPEN, NOW, NOW, 0, "", Rules(), Details(panel=("이수로",))
)
CLOCK = Countdown(180_000, 0, NOW + 180_000)
SPEAKER = view_parts.Speaker("n1", "p1", "가야", Kind.NORMAL, Stance.CON, Channel.ONSITE, 17, True, NOW, CLOCK)
FLOOR = view_parts.FloorPart(SPEAKER, None, True, False, (Kind.NORMAL,), True)


def order(**fields: Any) -> Any:
    """Return an order as the wire brings it."""
    return msgspec.convert(fields, AnyClientCommand)


CLIENT: tuple[messages.ClientMessage, ...] = (
    messages.Hello("0123456789ab", "tab-1", View.MAP, [StreamPosition("inbox:p1", "e1", 2**40)]),
    messages.Leave("a1"),
    messages.Say("a2", Reach.WHISPER, "p2", "한국어와 emoji 🙂"),
    messages.CountHearers("q1", Reach.SAY),
    messages.Goto("a3", "forum-square"),
    messages.Ride("a4", "station-bonghwang"),
    messages.Pose("a5", Posture.SIT),
    messages.RaiseHand("a6", True),
    messages.Gesture("a7", Emote.CLAP),
    messages.Change("a8", None, LOOK, False, None),
    messages.Follow("a9", None),
    messages.ChangeView(View.LIST, True),
    messages.Who([0, 127, 128, 255, 256, 65_535]),
    messages.AskRoster("q2", "가", 40),
    messages.Block("b1", "p2"),
    messages.Unblock("b2", "p2"),
    messages.Report("r1", "p2", "욕설", [messages.Proof("u1", "p2", Reach.SAY, NOW, "글", MAC)]),
    messages.Mute("s1", "p2", 600, "소란"),
    messages.MoveOut("s2", "p2", "소란"),
    messages.Ban("s3", "p2", 31_536_000, "소란"),
    messages.Lift("s4", "p2", "풀어 줌"),
    messages.Listen("l1", "f1", True),
    messages.CarryVenueAudio("l2", "f1", False),
    messages.Sync(NOW),
    messages.Attend("h1", "f_1", ForumView.PARTICIPANT, "가야", "jangyu"),
    messages.LeaveForum("h2", "f_1"),
    messages.GiveCommand("h3", "f_1", order(order="ask_floor", stance="con", note="버스")),
    messages.GiveCommand("h4", "f_1", order(order="cast", ballot="b1", choice={"yes": 1}, tracker="0f" * 16)),
    messages.GiveCommand("h5", "f_1", order(order="open_forum")),
    messages.ShowSignal("h6", "f_1", Signal.CANT_HEAR),
)

SERVER: tuple[messages.ServerMessage, ...] = (
    messages.Welcome("p1", 65_535, 32_768, 0, 255, NOW, 10, 5_000, View.SPACE),
    messages.Event("inbox:p1", 0, 1, UTTERED),
    messages.Event("inbox:p1", 1, 3, NOTICED),
    messages.Event("inbox:p1", 3, 4, messages.Became(ME)),
    messages.Event("inbox:p1", 4, 5, messages.BlockSet(Stranger("p3", "하늘"))),
    messages.Event("inbox:p1", 5, 6, messages.BlockGone("p3")),
    messages.Event("inbox:p1", 6, 2**40, FLAG),
    messages.Resumed("inbox:p1", "e1", 4),
    messages.Reset("inbox:p1", "e2", 9, messages.Snapshot(ME, [Stranger("p3", "하늘")], [UTTERED], [NOTICED], [FLAG])),
    messages.ForumReset("forum:f_1", "e3", 2**40, ForumView.PARTICIPANT, [HEAD, FLOOR]),
    messages.ForumUpdated("forum:f_1", 7, 9, [view_parts.PresentPart(12, 4), view_parts.BallotPart(None)]),
    messages.Done("a1"),
    messages.Refused("a2", "too_far", {"metres": 31, "limit": 12}),
    messages.Hearers("q1", 0),
    messages.People([PERSON], [9, 65_535]),
    messages.Roster("q2", 1_000_000, 40, [PERSON]),
    messages.Placed(1, 2, 3, "corrected"),
    messages.Here(132, {"forum-square": 120, "city-hall": 12}, 330),
    messages.Synced(NOW, NOW + 12),
    messages.Closing(4_000, 1_000, {}),
)

MOVES = ((0, 0, 0, 0, Gait.STAND), (1, 1, 2, 64, Gait.WALK), (255, 65_535, 32_768, 255, Gait.RUN))
RECORDS = (
    (0, 0, 0, 0, frames.pack_state(Gait.STAND, Presence.HERE, EmoteBits.NONE, hand=False)),
    (300, 32_767, 40_000, 64, frames.pack_state(Gait.WALK, Presence.IDLE, EmoteBits.WAVE, hand=True)),
    (65_535, 65_535, 65_535, 255, frames.pack_state(Gait.GONE, Presence.AWAY, EmoteBits.NOD, hand=False)),
)
VOICES = (
    (1, 0, 0, [b"a"]),
    (65_535, 65_535, 2**32 - 1, [bytes([n]) * (n + 1) for n in range(voice.MAX_PACKETS)]),
    (300, 256, 2**31, [bytes(range(voice.MAX_PACKET_BYTES))]),
)
CELLS = ((0, 1), (300, 132), (65_535, 65_535))


def message_vectors() -> list[dict[str, Any]]:
    """Return one vector for every message, both directions."""
    return [
        {"from": origin, "hex": wire.encode(message).hex(), "value": msgspec.to_builtins(message)}
        for origin, group in (("client", CLIENT), ("server", SERVER))
        for message in group
    ]


def frame_vectors() -> dict[str, Any]:
    """Return vectors of the fixed-size frames."""
    crowd = frames.CROWD_HEADER.pack(frames.KIND_CROWD, 1, 65_535) + np.array(list(RECORDS), frames.RECORD).tobytes()
    density = frames.CROWD_HEADER.pack(frames.KIND_DENSITY, 32, 7) + np.array(CELLS, "<u2").tobytes()
    return {
        "moves": [{"hex": frames.pack_move(*move).hex(), "value": [int(part) for part in move]} for move in MOVES],
        "crowd": {"hex": crowd.hex(), "tick": 65_535, "records": [list(map(int, record)) for record in RECORDS]},
        "voice": [_voice(*utterance) for utterance in VOICES],
        "density": {"hex": density.hex(), "cell_m": 32, "cells": [list(cell) for cell in CELLS]},
    }


def _voice(turn: int, seq: int, at: int, packets: list[bytes]) -> dict[str, Any]:
    """Return a vector of one voice in both directions; the stamp is the server's time in this one."""
    up = voice.pack_up(seq, at, packets)
    return {
        "up": up.hex(),
        "down": voice.pack_down(turn, at, voice.read_up(up)).hex(),
        "value": {"turn": turn, "seq": seq, "at": at, "packets": [packet.hex() for packet in packets]},
    }


def record_vectors() -> list[dict[str, Any]]:
    """Return the vectors of the record's format."""
    return [
        {
            "name": one.name,
            **_file(one.raw),
            **({"key": one.key} if one.key else {}),
            "verdict": one.verdict,
            "row": one.row,
        }
        for one in record_vectors_of.vectors()
    ]


def _file(raw: bytes) -> dict[str, str]:
    try:
        return {"text": raw.decode()}
    except UnicodeDecodeError:
        return {"hex": raw.hex()}


def render(vectors: Any) -> str:
    """Return the text of a file of vectors."""
    return json.dumps(vectors, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write the files."""
    (FOLDER / "messages.json").write_text(render(message_vectors()), encoding="utf-8")
    (FOLDER / "records.json").write_text(render(record_vectors()), encoding="utf-8")
    (FOLDER / "frames.json").write_text(render(frame_vectors()), encoding="utf-8")


if __name__ == "__main__":
    main()

"""
What a bot in a forum does next, from what its face shows: ask, speak when it has the floor, want questions, vote.

Pure but for its random numbers. Parts come as the wire brings them: dictionaries. Knows: the light face and the desk
of a clerk. Does not know: sockets.
"""

import random
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from rooms.forum.model import client_commands
from rooms.forum.model.client_commands import ClientCommand

Parts = Mapping[str, Mapping[str, Any]]

SENTENCES = 2
"""Sentences of a speech: the demonstration's watchers see several speakers a minute."""
ASKS, QUESTIONS, WANTS, CALLS = 0.10, 0.02, 0.15, 0.01
"""Chances at each thought (about one in three seconds): a queue of a handful among forty bots."""
WAITING_WANTED = 10
"""With so many in the queue nobody else asks for the floor: people see that their turn would not come."""
SHOWN_WANTED = 8
"""With so many questions on the list nobody asks another one."""
SLIPS = 200
"""Numbers from which slips of bots begin, so that a real clerk's first slips stay free."""
MAKE: Mapping[str, Any] = {order.__name__: order for order in client_commands.CLIENT_COMMANDS}
"""Orders by name: their classes are derived, so that mypy knows none of their fields."""


@cache
def statements() -> Mapping[str, list[str]]:
    """Return what bots say, by kind."""
    return tomllib.loads(Path(__file__).with_name("statements.toml").read_text(encoding="utf-8"))


@dataclass
class Memory:
    """What one bot remembers of a forum beside its parts.

    Attributes:
        said: sentences of the present speech; ``speech``: which one that is.
        voted: ballots it gave a vote for.
    """

    said: int = 0
    speech: int = 0
    camp: str = "none"
    voted: set[str] = field(default_factory=set)


def next_order(parts: Parts, memory: Memory, rng: random.Random) -> ClientCommand | None:
    """Return what a citizen does now; ``None``: listen."""
    mine, floor = parts.get("mine"), parts.get("floor")
    if mine is None or floor is None or parts["head"]["phase"] != "open":
        return None
    if mine["speaking"]:
        return _speak(floor, memory, rng)
    if (ballot := mine["ballot"]) is not None and ballot["may"] and ballot["id"] not in memory.voted:
        return _vote(parts, ballot["id"], memory, rng)
    eager = parts["queue"]["waiting"] < WAITING_WANTED and rng.random() < ASKS
    if floor["open"] and not mine["entry"] and eager:
        return _ask(parts, memory, rng)
    return _question(parts, mine, rng)


def _speak(floor: Mapping[str, Any], memory: Memory, rng: random.Random) -> ClientCommand:
    """Say one sentence after the other, then give the floor back."""
    speaker = floor["speaker"]
    if memory.speech != speaker["started_at"]:
        memory.speech, memory.said = speaker["started_at"], 0
    memory.said += 1
    if memory.said > SENTENCES:
        order: ClientCommand = MAKE["YieldFloor"]()
        return order
    kind = speaker["stance"] if speaker["stance"] in {"pro", "con"} else "plain"
    said: ClientCommand = MAKE["Speak"](text=rng.choice(statements()[kind]))
    return said


def _ask(parts: Parts, memory: Memory, rng: random.Random) -> ClientCommand:
    """Ask for the floor; in a debate for the camp one is of."""
    if memory.camp == "none":
        memory.camp = rng.choice(("pro", "con"))
    order: ClientCommand = MAKE["AskFloor"](stance=memory.camp if with_stances(parts) else "none")
    return order


def with_stances(parts: Parts) -> bool:
    """Tell whether one asks for a camp: in a debate of a forum with camps."""
    agenda = parts["agenda"]
    running = next((one for one in agenda["items"] if one["id"] == agenda["running"]), None)
    return bool(parts["head"]["rules"]["camps"]) and running is not None and running["kind"] == "debate"


def _vote(parts: Parts, id_: str, memory: Memory, rng: random.Random) -> ClientCommand | None:
    """Vote once; the tracker is the voter's own secret, so not of the random numbers."""
    ballot = parts["ballot"]["ballot"]
    if ballot is None or ballot["id"] != id_:
        return None
    memory.voted.add(id_)
    terms = ballot["terms"]
    options = rng.sample([one["id"] for one in terms["options"]], k=max(1, terms["least"]))
    tracker = secrets.token_hex(16) if terms["secrecy"] == "hidden" else ""
    order: ClientCommand = MAKE["Cast"](ballot=id_, choice=dict.fromkeys(options, 1), tracker=tracker)
    return order


def _question(parts: Parts, mine: Mapping[str, Any], rng: random.Random) -> ClientCommand | None:
    """Want a question that is not one's own, or ask one."""
    shown = [one for one in parts["questions"]["questions"] if one["state"] in {"shown", "taken"}]
    foreign = [one["id"] for one in shown if one["id"] not in {*mine["asked"], *mine["wanted"]}]
    order: ClientCommand | None = None
    if foreign and rng.random() < WANTS:
        order = MAKE["VoteQuestion"](question=rng.choice(foreign), wanted=True)
    elif len(shown) < SHOWN_WANTED and not mine["questions"] and rng.random() < QUESTIONS:
        order = MAKE["AskQuestion"](text=rng.choice(statements()["questions"]))
    return order


def signal(parts: Parts, rng: random.Random) -> str:
    """Return what a listener shows, mostly nothing."""
    speaking = parts.get("floor", {}).get("speaker") is not None
    if not speaking or rng.random() >= CALLS:
        return ""
    return rng.choices(("applause", "slower", "cant_hear"), (8, 1, 1))[0]


def clerk_order(parts: Parts, people: int, rng: random.Random) -> ClientCommand | None:
    """Return what a clerk does for people on site: check them in, ask for one, write down what one says."""
    onsite, floor = parts.get("onsite"), parts.get("floor")
    if onsite is None or floor is None or parts["head"]["phase"] != "open":
        return None
    taken = {one["slip"] for one in onsite["people"]}
    free = next((slip for slip in range(SLIPS, SLIPS + people) if slip not in taken), None)
    order: ClientCommand | None = None
    if free is not None:
        order = MAKE["CheckIn"](slip=free, level="named", district=rng.choice(statements()["districts"]))
    elif (speaker := floor["speaker"]) is not None and speaker["channel"] == "onsite":
        order = _write_down(parts, speaker, rng)
    elif floor["open"]:
        order = _ask_for(parts, rng)
    return order


def _write_down(parts: Parts, speaker: Mapping[str, Any], rng: random.Random) -> ClientCommand | None:
    """Caption one sentence of a speech on site."""
    lines = parts["lines"]["lines"]
    if lines and lines[-1]["person"] == speaker["person"]:
        return None
    order: ClientCommand = MAKE["Caption"](text=rng.choice(statements()["captions"]))
    return order


def _ask_for(parts: Parts, rng: random.Random) -> ClientCommand | None:
    """Ask for somebody with a slip of ours, one at a time."""
    waiting = {one["person"] for one in parts["queue"]["rows"]}
    ours = [one["person"] for one in parts["onsite"]["people"] if one["slip"] >= SLIPS]
    if waiting & set(ours) or not ours or rng.random() > 0.3:
        return None
    stance = rng.choice(("pro", "con")) if with_stances(parts) else "none"
    order: ClientCommand = MAKE["AskFloor"](person=rng.choice(ours), stance=stance)
    return order

"""What a forum says of itself to its host: the seam of ``rooms/forum/`` and ``agora_server/aggregate/``."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec

import rooms
from agora_server.store.batch import JournalClosedError, JournalError, TrackerTakenError
from rooms.base import chain
from rooms.base.errors import Refusal, Why
from rooms.forum import forum as rules
from rooms.forum.model import journalled
from rooms.forum.model.commands import Command
from rooms.forum.model.events import ForumEvent
from rooms.forum.model.state import ForumState
from rooms.forum.model.terms import Phase

SOURCE = Path(next(iter(rooms.__path__)))
"""All of the rules: the forum leans on texts, tallies and roles that lie beside it."""


class ForumRules:
    """The rules of forums, and how their rows are folded into a ``ForumState``; a snapshot is its JSON.

    Attributes:
        version: the digest of the rules' source: a snapshot that other rules made is not used.

    Args:
        source: the folder of the rules, with all that lies below it.
    """

    kind = "forum"

    def __init__(self, source: Path = SOURCE) -> None:
        digest = hashlib.sha256()
        for path in sorted(source.rglob("*.py")):
            digest.update(f"{path.relative_to(source)}\n".encode() + path.read_bytes())
        self.version = digest.hexdigest()[:32]

    def owns(self, stream: str) -> bool:
        """Tell whether a stream is a forum: those of other kinds bear their kind and a colon before their id."""
        return ":" not in stream

    def fresh(self, stream: str) -> ForumState:
        """Return the state before the first row."""
        return rules.start(stream)

    def begun(self, state: ForumState) -> bool:
        """Tell whether a forum was set up."""
        return state.phase is not None

    def ended(self, state: ForumState) -> bool:
        """Tell whether a forum is closed."""
        return state.phase is Phase.CLOSED

    def decide(self, state: ForumState, command: Command, now: int) -> list[ForumEvent] | Refusal:
        """Return what a command makes happen, or why not."""
        return rules.decide(state, command, now)

    def after(self, state: ForumState, event: ForumEvent) -> ForumState:
        """Return the state after an event."""
        return rules.evolve(state, event)

    def apply(self, state: ForumState, row: chain.Row) -> tuple[ForumState, ForumEvent]:
        """Return the state after a row, and its event; ``Unknown`` where it cannot be read."""
        return rules.evolve_kept(state, journalled.from_row(row))

    def evolve(self, state: ForumState, row: chain.Row) -> ForumState:
        """Return the state after a row."""
        return self.apply(state, row)[0]

    def to_row(self, event: ForumEvent) -> chain.JournalEvent:
        """Return an event as the journal takes it."""
        return journalled.to_journal(event)

    def due(self, state: ForumState) -> Sequence[rules.Due]:
        """Return what comes due by itself, the earliest first."""
        return rules.due(state)

    def refusal(self, error: JournalError) -> Refusal | None:
        """Return that the forum has ended, or that a vote's tracker is another's."""
        if isinstance(error, JournalClosedError):
            return Refusal(Why.FORUM_CLOSED)
        return Refusal(Why.TRACKER_INVALID) if isinstance(error, TrackerTakenError) else None

    def dump(self, state: ForumState) -> bytes:
        """Return a state as bytes."""
        return msgspec.json.encode(state)

    def load(self, data: bytes) -> ForumState:
        """Return the state of such bytes."""
        return msgspec.json.decode(data, type=ForumState)


RULES = ForumRules()
"""The one object: its version is computed once."""

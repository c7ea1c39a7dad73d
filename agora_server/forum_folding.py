"""How the state of a forum is made of the journal's rows, and kept: the seam of ``rooms/forum/`` and ``journal.py``."""

import hashlib
from pathlib import Path

import msgspec

import rooms.forum
from rooms.chain import Row
from rooms.forum import forum as rules
from rooms.forum import journalled
from rooms.forum.state import State


class ForumFolding:
    """Folds rows into a ``State``; a snapshot is its JSON.

    Attributes:
        version: the digest of the rules' source: a snapshot that other rules made is not used.
    """

    def __init__(self) -> None:
        digest = hashlib.sha256()
        for path in sorted(Path(next(iter(rooms.forum.__path__))).glob("*.py")):
            digest.update(path.read_bytes())
        self.version = digest.hexdigest()[:32]

    def fresh(self, forum: str) -> State:
        """Return the state before the first row."""
        return rules.start(forum)

    def evolve(self, state: State, row: Row) -> State:
        """Return the state after a row."""
        return rules.evolve(state, journalled.from_row(row))

    def dump(self, state: State) -> bytes:
        """Return a state as bytes."""
        return msgspec.json.encode(state)

    def load(self, data: bytes) -> State:
        """Return the state of such bytes."""
        return msgspec.json.decode(data, type=State)


FOLDING = ForumFolding()
"""The one folding: its version is computed once."""

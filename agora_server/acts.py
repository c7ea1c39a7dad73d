"""
Remembers what became of acts, so that a client may send one again after a lost line.

Pure: takes `now`. An act is known by its participant and the id that the client made for it.
"""

from collections import OrderedDict

from rooms.messages import Done, Refused

KEEP_MS = 120_000
"""As long as a resume is possible; later the client starts anew and sends nothing twice."""
KEEP_ACTS = 256
"""Acts a participant: 120 a minute are allowed, so 120 s of them fit."""

Outcome = Done | Refused


class ActMemory:
    """Outcomes by participant and act, bounded in number and in time."""

    def __init__(self) -> None:
        self._acts: dict[str, OrderedDict[str, tuple[int, Outcome]]] = {}

    def outcome(self, participant: str, act: str, now: int) -> Outcome | None:
        """Return what became of an act, or ``None`` if it is new."""
        acts = self._acts.get(participant)
        found = acts.get(act) if acts is not None else None
        return found[1] if found is not None and now - found[0] < KEEP_MS else None

    def remember(self, participant: str, act: str, outcome: Outcome, now: int) -> None:
        """Keep the outcome of an act; the oldest over the bound goes."""
        acts = self._acts.setdefault(participant, OrderedDict())
        acts[act] = (now, outcome)
        if len(acts) > KEEP_ACTS:
            acts.popitem(last=False)

    def forget(self, participant: str) -> None:
        """Drop all of a participant who is gone."""
        self._acts.pop(participant, None)

    def __len__(self) -> int:
        return len(self._acts)

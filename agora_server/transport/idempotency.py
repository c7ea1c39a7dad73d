"""
Remembers what became of acts, so that a client may send one again after a lost connection.

Pure: takes `now`. An act is known by its participant and the id that the client made for it.
"""

from collections import OrderedDict

from rooms.wire.messages import Done, Refused

KEEP_MS = 120_000
"""As long as a resume is possible; later the client starts anew and sends nothing twice."""
KEEP_ACTS = 256
"""Acts a participant: 120 a minute are allowed, so 120 s of them fit."""

Outcome = Done | Refused


class RequestMemory:
    """Outcomes by participant and act, bounded in number and in time."""

    def __init__(self) -> None:
        self._acts: dict[str, OrderedDict[str, tuple[int, Outcome]]] = {}

    def outcome(self, participant: str, request_id: str, now: int) -> Outcome | None:
        """Return what became of an act, or ``None`` if it is new."""
        acts = self._acts.get(participant)
        found = acts.get(request_id) if acts is not None else None
        return found[1] if found is not None and now - found[0] < KEEP_MS else None

    def remember(self, participant: str, request_id: str, outcome: Outcome, now: int) -> None:
        """Keep the outcome of an act; the oldest over the bound goes."""
        acts = self._acts.setdefault(participant, OrderedDict())
        acts[request_id] = (now, outcome)
        acts.move_to_end(request_id)
        if len(acts) > KEEP_ACTS:
            acts.popitem(last=False)

    def sweep(self, now: int) -> None:
        """Let go of what is too old to be asked for again."""
        for participant, acts in list(self._acts.items()):
            while acts and now - next(iter(acts.values()))[0] >= KEEP_MS:
                acts.popitem(last=False)
            if not acts:
                del self._acts[participant]

    def forget(self, participant: str) -> None:
        """Drop all of a participant who is gone."""
        self._acts.pop(participant, None)

    def __len__(self) -> int:
        return len(self._acts)

"""
What the views of one forum show, version by version: parts packed once, and since which version each is as it is.

A version is told to all who look; its number is the journal's row it knows. Parts that only count (how many are here,
how many have voted, the record's head) are told once a second at most. Knows: parts and versions. Does not know: lines.
"""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from msgspec.structs import replace

from agora_server.forum.live import LiveForum
from agora_server.forum.signals import ForumSignals
from agora_server.transport import wire
from rooms.forum.model.state import ForumState
from rooms.forum.views import acts, views
from rooms.forum.views.view_parts import (
    ActsPart,
    AnyPart,
    BallotPart,
    ForumView,
    MinePart,
    PresentPart,
    RecordPart,
    SignalsPart,
)
from rooms.forum.views.views import Shared

VERSIONS = 1_200
"""Versions that one can go on from: two minutes of ten a second, as long as a line is waited for."""
COUNTS_MS = 1_000
"""How often mere counts are told: a figure that runs is not read faster, and a thousand phones get it."""


COUNTS = (PresentPart, RecordPart, SignalsPart, BallotPart)
"""Parts that may be told later than the version that changed them: who comes back gets them in any case."""

WAIT_STEP_MS = 10_000
"""Steps of the expected wait: it is an estimate in minutes, and the queue is not told anew because a second went by."""

NameOf = Callable[[str], str]


@dataclass(slots=True)
class SentPart:
    """A part as it was told last: its bytes, in which version it became so, and when that was."""

    part: AnyPart
    packed: bytes
    seq: int
    at: int


class ForumViews:
    """The versions of one forum.

    Attributes:
        seq: the version that was told last.
        state, shared: what it was made of.
        behind: whether a count was held back: it is due a little later.

    Args:
        name_of: tells the name of a member of staff, by the id in this forum; empty if it is not known.
    """

    def __init__(self, live: LiveForum, now: int, name_of: NameOf) -> None:
        self._live = live
        self._name_of = name_of
        self.signals = ForumSignals()
        self.behind = False
        self._views: dict[ForumView, dict[str, SentPart]] = {}
        self._versions: dict[ForumView, deque[int]] = {}
        self.state = live.durable
        self.seq = self.state.seq
        self._hash, self._at = live.tail.hash, live.tail.at
        self.texts = live.texts.by_row
        self.shared = prepare(self.state, now, self.texts)

    def take_state(self, state: ForumState, shared: Shared) -> None:
        """Stand on a newer state, prepared beforehand: the next ``changes`` tell it."""
        self.state, self.shared, self.seq = state, shared, state.seq
        self._hash, self._at = self._live.tail.hash, self._live.tail.at
        self.texts = self._live.texts.by_row

    def changes(self, view: ForumView, now: int) -> list[bytes]:
        """Return the parts of a view that changed with this version, packed."""
        sent = self._views.setdefault(view, {})
        changed: list[bytes] = []
        for part in self._parts(view, now):
            tag = str(type(part).__struct_config__.tag)
            before = sent.get(tag)
            if before is not None and before.part == part:
                continue
            if before is not None and now - before.at < COUNTS_MS and _only_counts(before.part, part):
                self.behind = True
                continue
            sent[tag] = one = SentPart(part, wire.pack(part), self.seq, now)
            changed.append(one.packed)
        versions = self._versions.setdefault(view, deque(maxlen=VERSIONS))
        if not versions or versions[-1] != self.seq:
            versions.append(self.seq)
        return changed

    def whole(self, view: ForumView, now: int) -> list[bytes]:
        """Return all parts of a view, packed."""
        self._look(view, now)
        return [one.packed for one in self._views[view].values()]

    def since(self, view: ForumView, seq: int, now: int) -> list[bytes] | None:
        """Return the parts that changed since a version, packed; ``None`` where that is not known."""
        self._look(view, now)
        if seq not in self._versions[view]:
            return None
        sent = self._views[view].values()
        return [one.packed for one in sent if one.seq > seq or isinstance(one.part, COUNTS)]

    def _look(self, view: ForumView, now: int) -> None:
        """Bring a view that nobody looked at to the version that others were told."""
        if self._versions.get(view, (None,))[-1] != self.seq:
            self.changes(view, now)

    def mine(self, person: str, now: int) -> bytes:
        """Return somebody's own part, packed; empty for who does not attend."""
        part: MinePart | None = views.mine(self.state, self.shared, person, self.texts, now)
        return b"" if part is None else wire.pack(part)

    def _parts(self, view: ForumView, now: int) -> Iterable[AnyPart]:
        yield from views.parts(self.state, view, self.texts, self.shared)
        yield self.signals.part(now, self.state.helped)
        if view is ForumView.DISPLAY:
            yield RecordPart(self.seq, self._hash, self._at)
        if view is ForumView.MODERATOR:
            yield self._acts()

    def _acts(self) -> ActsPart:
        found = (acts.act_of(self.state, row, event, self.texts) for row, event in self._live.acts if row <= self.seq)
        return ActsPart(tuple(replace(one, who=self._name_of(one.who)) for one in found if one is not None))


def prepare(state: ForumState, now: int, texts: views.Texts) -> Shared:
    """Return what all views share, with expected waits that move in steps."""
    return views.prepare(state, now - now % WAIT_STEP_MS, texts)


def _only_counts(before: AnyPart, after: AnyPart) -> bool:
    """Tell whether a part differs by a number only that need not be told at once."""
    if isinstance(after, PresentPart | RecordPart | SignalsPart):
        return True
    if isinstance(before, BallotPart) and isinstance(after, BallotPart) and before.ballot and after.ballot:
        return replace(before.ballot, voted=0) == replace(after.ballot, voted=0)
    return False

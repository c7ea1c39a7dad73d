"""
Who is in the square, as a state machine: here, idle, away, gone.

A participant is one person with one avatar, however many tabs attend. Knows: tabs, stages, delays.
Does not know: sockets, positions, names.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from rooms.base.errors import Refusal, Why

KEEP_AVATAR_MS = 120_000
"""How long an away participant's avatar and inbox are kept: the window of a resume."""
IDLE_AFTER_MS = 180_000
"""Without a move or an act for three minutes one counts as idle: long enough to read a page of an agenda."""
MAX_TABS = 8
"""Tabs of one participant: a phone, a computer and a venue's screen, with room for forgotten ones."""


class PresenceStage(StrEnum):
    """How present a participant is."""

    HERE = "here"
    IDLE = "idle"  # attends, but did nothing for a while
    AWAY = "away"  # no tab left; neither heard nor counted present
    GONE = "gone"  # not in the square


class PresenceSignal(StrEnum):
    """What can happen to a participant's presence."""

    ATTEND = "attend"  # a tab came (back)
    ACT = "act"  # moved, spoke, did anything
    REST = "rest"  # did nothing for IDLE_AFTER_MS
    LOSE = "lose"  # the last tab was lost
    EXPIRE = "expire"  # away for KEEP_AVATAR_MS
    LEAVE = "leave"  # the act `leave`, or a ban


TRANSITIONS: dict[PresenceStage, dict[PresenceSignal, PresenceStage]] = {
    PresenceStage.GONE: {PresenceSignal.ATTEND: PresenceStage.HERE},
    PresenceStage.HERE: {
        PresenceSignal.ATTEND: PresenceStage.HERE,
        PresenceSignal.ACT: PresenceStage.HERE,
        PresenceSignal.REST: PresenceStage.IDLE,
        PresenceSignal.LOSE: PresenceStage.AWAY,
        PresenceSignal.LEAVE: PresenceStage.GONE,
    },
    PresenceStage.IDLE: {
        PresenceSignal.ATTEND: PresenceStage.HERE,
        PresenceSignal.ACT: PresenceStage.HERE,
        PresenceSignal.LOSE: PresenceStage.AWAY,
        PresenceSignal.LEAVE: PresenceStage.GONE,
    },
    PresenceStage.AWAY: {
        PresenceSignal.ATTEND: PresenceStage.HERE,
        PresenceSignal.EXPIRE: PresenceStage.GONE,
        PresenceSignal.LEAVE: PresenceStage.GONE,
    },
}


def step(stage: PresenceStage, signal: PresenceSignal) -> PresenceStage:
    """Return the stage that follows; a pair that is not in the table is our fault (``AssertionError``)."""
    following = TRANSITIONS[stage].get(signal)
    assert following is not None, f"{signal} cannot happen to who is {stage}"
    return following


@dataclass(slots=True)
class AttachedTabs:
    """The tabs of a participant and the stage that follows from them.

    Attributes:
        tabs: ids of the tabs that attend now, in the order they came.
        since: when the stage began, milliseconds.
    """

    stage: PresenceStage = PresenceStage.GONE
    tabs: list[str] = field(default_factory=list)
    since: int = 0

    def _signal(self, signal: PresenceSignal, now: int) -> bool:
        following = step(self.stage, signal)
        changed = following != self.stage
        if changed:
            self.stage, self.since = following, now
        return changed

    @property
    def present(self) -> bool:
        """Whether one is heard and counted: here or idle."""
        return self.stage in (PresenceStage.HERE, PresenceStage.IDLE)

    def attend(self, tab: str, now: int) -> None:
        """
        Let a tab attend.

        Raises:
            Refusal: ``full`` where ``MAX_TABS`` attend already.
        """
        if tab not in self.tabs:
            if len(self.tabs) >= MAX_TABS:
                raise Refusal(Why.FULL, limit=MAX_TABS)
            self.tabs.append(tab)
        self._signal(PresenceSignal.ATTEND, now)

    def lose(self, tab: str, now: int) -> bool:
        """A tab is lost, by whatever cause; tell whether that was the last one, so that one is away now."""
        if tab not in self.tabs:
            return False
        self.tabs.remove(tab)
        return not self.tabs and self._signal(PresenceSignal.LOSE, now)

    def act(self, now: int) -> bool:
        """Something was done; tell whether one was idle before."""
        return self._signal(PresenceSignal.ACT, now)

    def rest(self, now: int) -> bool:
        """Nothing was done for a while; tell whether one is idle now."""
        return self.stage is PresenceStage.HERE and self._signal(PresenceSignal.REST, now)

    def expire(self, now: int) -> bool:
        """Tell whether one is gone now, after having been away for ``KEEP_AVATAR_MS``."""
        return (
            self.stage is PresenceStage.AWAY
            and now - self.since >= KEEP_AVATAR_MS
            and self._signal(PresenceSignal.EXPIRE, now)
        )

    def leave(self, now: int) -> None:
        """Leave: the only act that makes one gone at once."""
        self.tabs.clear()
        if self.stage is not PresenceStage.GONE:
            self._signal(PresenceSignal.LEAVE, now)

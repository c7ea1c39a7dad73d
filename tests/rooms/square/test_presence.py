"""Presence: tabs, away, gone, idle."""

import itertools

import pytest

from rooms.base.errors import Refusal
from rooms.base.frames import Presence
from rooms.square.presence import (
    IDLE_AFTER_MS,
    KEEP_AVATAR_MS,
    MAX_TABS,
    TRANSITIONS,
    AttachedTabs,
    PresenceSignal,
    PresenceStage,
    step,
)
from rooms.wire.messages import Goto, Leave, RaiseHand
from tests.scene import OPEN_GROUND, Scene, refused


@pytest.mark.parametrize(("stage", "signal"), list(itertools.product(PresenceStage, PresenceSignal)))
def test_every_pair_is_decided(stage, signal):
    """[PR2] A pair of stage and signal leads to a stage of the table, or is our own fault; nothing else happens."""
    if signal in TRANSITIONS[stage]:
        assert step(stage, signal) in PresenceStage
    else:
        with pytest.raises(AssertionError):
            step(stage, signal)


def test_every_stage_can_be_reached_and_left():
    """[PR2] No stage of the table is out of reach, and each leads somewhere else."""
    reached = {to for row in TRANSITIONS.values() for to in row.values()}

    assert reached == set(PresenceStage)
    assert all(set(row.values()) - {stage} for stage, row in TRANSITIONS.items())


def test_tabs_share_one_avatar():
    """[PR1] A second tab of a participant attends with the same avatar."""
    scene = Scene()
    scene.come("a", tab="phone")
    slot = scene.square.slot("a")
    scene.come("a", tab="desk")

    assert scene.square.slot("a") == slot
    assert len(scene.crowd.avatars) == 1
    assert scene.square.here(scene.now).total == 1


def test_too_many_tabs_are_refused():
    """[PR10] The ninth tab is refused, the eight stay; a tab that comes again is not a further one."""
    attendance = AttachedTabs()
    for n in range(MAX_TABS):
        attendance.attend(f"t{n}", 0)
    attendance.attend("t0", 0)

    with pytest.raises(Refusal) as refusal:
        attendance.attend("one more", 0)
    assert refusal.value.facts == {"limit": MAX_TABS}
    assert len(attendance.tabs) == MAX_TABS


def test_losing_one_of_two_tabs_changes_nothing():
    """[PR3] As long as a tab is left, one is here."""
    scene = Scene()
    scene.come("a", tab="phone")
    scene.come("a", tab="desk")
    scene.lose("a", "phone")

    assert scene.square.here(scene.now).total == 1
    assert scene.avatar("a").presence is Presence.HERE


def test_losing_the_last_tab_is_away_at_once():
    """[PR3] [PR7] Without a tab one is away in the same instant, and others see it."""
    scene = Scene()
    scene.come("a")
    scene.lose("a")

    assert scene.avatar("a").presence is Presence.AWAY
    assert "a" in scene.square


def test_losing_a_tab_that_was_never_there_changes_nothing():
    """[PR3] A late clean-up of an unknown tab, or of somebody gone, touches nobody."""
    scene = Scene()
    scene.come("a")
    scene.lose("a", "another")
    scene.lose("nobody")

    assert scene.avatar("a").presence is Presence.HERE


def test_losing_twice_does_not_prolong():
    """[PR4] A second loss of the same tab does not move the moment at which one is gone."""
    scene = Scene()
    scene.come("a")
    scene.lose("a")
    scene.wait(KEEP_AVATAR_MS - 1)
    scene.lose("a")
    scene.wait(1)

    assert "a" not in scene.square


@pytest.mark.parametrize("ms", [0, 1, 1_000, 30_000, 110_000, KEEP_AVATAR_MS - 1])
def test_back_in_time_keeps_the_avatar(ms):
    """[PR4] Back before 120 s are over, one stands where one stood, in the same slot."""
    scene = Scene()
    scene.come("a", at=OPEN_GROUND)
    slot = scene.square.slot("a")
    scene.lose("a")
    scene.wait(ms)
    scene.come("a", tab="new", place="museum")

    assert scene.square.slot("a") == slot
    assert scene.where("a") == OPEN_GROUND
    assert scene.avatar("a").presence is Presence.HERE


@pytest.mark.parametrize("ms", [KEEP_AVATAR_MS, KEEP_AVATAR_MS + 1, 10 * KEEP_AVATAR_MS])
def test_after_that_one_is_gone(ms):
    """[PR4] After 120 s away one is gone."""
    scene = Scene()
    scene.come("a")
    scene.lose("a")
    scene.wait(ms)

    assert "a" not in scene.square
    assert scene.crowd.avatars == {}


def test_away_twice_counts_from_the_second_time():
    """[PR4] Whoever came back has the full 120 s again."""
    scene = Scene()
    scene.come("a")
    scene.lose("a")
    scene.wait(100_000)
    scene.come("a")
    scene.lose("a")
    scene.wait(100_000)
    assert "a" in scene.square
    scene.wait(20_000)

    assert "a" not in scene.square


def test_away_is_not_counted():
    """[PR5] The away are in no count and in no list."""
    scene = Scene()
    scene.come("a")
    scene.come("b")
    scene.lose("b")
    here = scene.square.here(scene.now)

    assert here.total == 1
    assert here.places == {"forum-square": 1}


def test_only_leave_leaves():
    """[PR3] The act `leave` ends it at once, however many tabs attend, and says goodbye to all of them."""
    scene = Scene()
    scene.come("a", tab="phone")
    scene.come("a", tab="desk")
    scene.do("a", Leave("x"), tab="desk")

    assert scene.dismissed() == [("a", "left")]
    assert "a" not in scene.square


def test_gone_can_come_again():
    """[PR4] Whoever left comes back as somebody new: another slot, at the Forum Square."""
    scene = Scene()
    scene.come("a", at=OPEN_GROUND)
    slot = scene.square.slot("a")
    scene.do("a", Leave("x"))
    scene.come("a")

    assert scene.square.slot("a") != slot
    assert scene.where("a") != OPEN_GROUND


def test_one_lands_where_the_link_says():
    """[PR1] A link's place is where one lands; an unknown one means the Forum Square."""
    scene = Scene()
    scene.come("a", place="museum")
    scene.come("b", place="atlantis")

    assert scene.square.here(scene.now).places == {"museum": 1, "forum-square": 1}


def test_rest_is_seen_as_idle():
    """[PR6] [PR7] After three minutes of nothing one is idle, still counted."""
    scene = Scene()
    scene.come("a")
    scene.wait(IDLE_AFTER_MS - 1)
    assert scene.avatar("a").presence is Presence.HERE
    scene.wait(1)

    assert scene.avatar("a").presence is Presence.IDLE
    assert scene.square.here(scene.now).total == 1


def test_an_act_ends_idleness():
    """[PR6] Any act shows that one is here again."""
    scene = Scene()
    scene.come("a")
    scene.wait(IDLE_AFTER_MS)
    scene.do("a", RaiseHand("x", up=True))

    assert scene.avatar("a").presence is Presence.HERE


def test_a_move_ends_idleness():
    """[PR6] A move does as well, at the next tick."""
    scene = Scene()
    scene.come("a")
    scene.wait(IDLE_AFTER_MS)
    scene.crowd.walk(scene.square.slot("a"), *OPEN_GROUND, scene.now + 50)
    scene.wait(100)

    assert scene.avatar("a").presence is Presence.HERE


def test_moving_all_the_time_is_never_idle():
    """[PR6] Three minutes count from the last move, not from the arrival."""
    scene = Scene()
    scene.come("a")
    for _ in range(10):
        scene.wait(60_000)
        scene.crowd.walk(scene.square.slot("a"), *OPEN_GROUND, scene.now)
        assert scene.avatar("a").presence is Presence.HERE
    scene.wait(IDLE_AFTER_MS)

    assert scene.avatar("a").presence is Presence.IDLE


def test_idleness_comes_again():
    """[PR6] Who was active again becomes idle again three minutes later."""
    scene = Scene()
    scene.come("a")
    scene.wait(IDLE_AFTER_MS)
    scene.do("a", RaiseHand("x", up=True))
    scene.wait(IDLE_AFTER_MS)

    assert scene.avatar("a").presence is Presence.IDLE


def test_idle_people_are_looked_at_in_rotation():
    """[PR6] However many are idle, who moves is seen within a bounded number of ticks."""
    scene = Scene()
    for n in range(600):
        scene.square.arrive(_arrival(f"p{n}"), "t", scene.now)
    for _ in range(3):
        scene.square.tick(scene.now + IDLE_AFTER_MS)
    scene.crowd.walk(scene.square.slot("p599"), 1, 1, scene.now + IDLE_AFTER_MS + 1)
    for n in range(3):
        scene.square.tick(scene.now + IDLE_AFTER_MS + 100 * (n + 1))

    assert scene.avatar("p599").presence is Presence.HERE
    assert scene.avatar("p0").presence is Presence.IDLE


def _arrival(pid):
    from rooms.square.square import Arrival
    from rooms.wire.messages import Role

    return Arrival(pid, pid, Role.GUEST)


def test_many_lapses_take_several_ticks():
    """[PR4] Where hundreds are gone at once, each tick lets a bounded number go, and none is forgotten."""
    scene = Scene()
    for n in range(450):
        scene.square.arrive(_arrival(f"p{n}"), "t", scene.now)
        scene.square.lose(f"p{n}", "t", scene.now)
    left = []
    for _ in range(3):
        scene.square.tick(scene.now + KEEP_AVATAR_MS)
        left.append(len(scene.square))

    assert left == [250, 50, 0]


def test_gone_leaves_nothing_behind():
    """[PR8] Hundreds of comings and goings leave the square's tables as empty as they were."""
    scene = Scene()
    for n in range(300):
        scene.square.arrive(_arrival(f"p{n}"), "t", scene.now)
        scene.square.lose(f"p{n}", "t", scene.now)
        scene.now += 4_000
        scene.square.tick(scene.now)
    for n in range(10):
        scene.square.tick(scene.now + n * IDLE_AFTER_MS)
    scene.square.effects()
    state = scene.square._state

    tables = (state.people, state.by_slot, state.riders, state.sitters, state.idlers, state.expiries, state.effects)
    assert [len(table) for table in tables] == [0] * len(tables)
    assert len(state.roster) == 0
    assert state.names._owners == {}
    assert len(scene.square.gone()) == 300
    assert scene.square.gone() == []


def test_time_never_runs_backwards():
    """[PR9] A clock that steps back makes no event older than the one before."""
    scene = Scene()
    scene.come("a", at=OPEN_GROUND)
    scene.say("a", "하나")
    scene.now -= 60_000
    scene.square.receive("a", "t", Goto("x", "museum"), scene.now, "i")
    scene.square.effects()
    scene.say("a", "둘")
    first, second = scene.square.snapshot("a").log

    assert first.at == second.at


def test_who_is_not_here_can_do_nothing():
    """[PR3] A command of somebody who is not in the square is refused."""
    assert refused(Scene().do, "ghost", Leave("x")) == ("unknown_person", {})

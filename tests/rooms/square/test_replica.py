"""Old snapshot + items = fresh snapshot, whatever people do."""

import typing

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from rooms.base.errors import Refusal
from rooms.square import chat, moderation, replica
from rooms.square import state as square_state
from rooms.square.words import WordList
from rooms.wire import messages
from rooms.wire.messages import (
    Block,
    Change,
    Emote,
    Follow,
    Gesture,
    Goto,
    Leave,
    Lift,
    MoveOut,
    Mute,
    Pose,
    Posture,
    RaiseHand,
    Reach,
    Report,
    Ride,
    Role,
    Say,
    Unblock,
)
from tests.scene import Scene

PEOPLE = ("a", "b", "c", "m")
WHO = st.sampled_from(PEOPLE)
WORDS = WordList('[[words]]\ncategory = "x"\nmatch = "word"\nforms = ["나쁜말"]')


class Town(RuleBasedStateMachine):
    """Four people, one of them a moderator, do what they like; ``Scene`` compares after every step."""

    def __init__(self):
        super().__init__()
        self.scene = Scene(words=WORDS)

    def _try(self, who, command):
        if who not in self.scene.square:
            return
        try:
            self.scene.do(who, command)
        except Refusal:
            self.scene._perform()

    @rule(who=WHO, tab=st.sampled_from(["t", "u"]), near=st.booleans())
    def come(self, who, tab, near):
        """Somebody arrives, or a tab attends."""
        at = (602.0, 102.0) if near and who not in self.scene.square else None
        self.scene.come(who, tab=tab, at=at, role=Role.MODERATOR if who == "m" else Role.GUEST)

    @rule(who=WHO, tab=st.sampled_from(["t", "u"]))
    def lose(self, who, tab):
        """A line is cut."""
        self.scene.lose(who, tab)

    @rule(ms=st.sampled_from([100, 3_000, 60_000, 121_000, 200_000]))
    def wait(self, ms):
        """Time passes."""
        self.scene.wait(ms)

    @rule(who=WHO, to=WHO, reach=st.sampled_from(Reach), text=st.sampled_from(["안녕", "나쁜말", "", "가" * 501]))
    def say(self, who, to, reach, text):
        """Somebody speaks."""
        self._try(who, Say("x", reach, to, text))

    @rule(who=WHO, whom=WHO, command=st.sampled_from([Block, Unblock, Follow]))
    def relate(self, who, whom, command):
        """Somebody blocks, unblocks or follows."""
        self._try(who, command("x", whom))

    @rule(
        who=WHO,
        command=st.sampled_from(
            [
                Pose("x", Posture.SIT),
                Pose("x", Posture.STAND),
                RaiseHand("x", up=True),
                RaiseHand("x", up=False),
                Gesture("x", Emote.WAVE),
                Goto("x", "station-west"),
                Goto("x", "forum-square"),
                Ride("x", "station-mid"),
                Change("x", name="민들레"),
                Change("x", followable=False),
                Change("x", followable=True, quiet=True),
                Change("x", quiet=False),
                Follow("x", None),
                Leave("x"),
            ]
        ),
    )
    def act(self, who, command):
        """Somebody does something."""
        self._try(who, command)

    @rule(who=WHO, whom=WHO, kind=st.sampled_from(["mute", "move", "lift", "report"]))
    def judge(self, who, whom, kind):
        """Somebody moderates or reports."""
        commands = {
            "mute": Mute("x", whom, 30, "이유"),
            "move": MoveOut("x", whom, "이유"),
            "lift": Lift("x", whom, "이유"),
            "report": Report("x", whom, "이유"),
        }
        self._try(who, commands[kind])

    @precondition(lambda self: self.scene.replicas)
    @rule(data=st.data())
    def walk(self, data):
        """Somebody walks."""
        who = data.draw(st.sampled_from(sorted(self.scene.replicas)))
        self.scene.crowd.walk(self.scene.square.slot(who), 601.0, 101.0, self.scene.now)

    @invariant()
    def nothing_is_amiss(self):
        """[ST5] Every replica equals the snapshot; avatars and people are one to one."""
        self.scene.check()
        square = self.scene.square
        assert {square.slot(pid) for pid in self.scene.replicas} == set(self.scene.crowd.avatars)
        assert len(self.scene.replicas) == len(square)


Town.TestCase.settings = settings(max_examples=25, stateful_step_count=30, suppress_health_check=list(HealthCheck))


class TestOldSnapshotAndItemsIsFreshSnapshot(Town.TestCase):
    """[ST5] Whatever people do, a client that folds its items knows what a fresh snapshot says."""


def test_bounds_agree():
    """[ST5] The replica's bounds are those that the square keeps."""
    assert replica.LOG_LIMIT == chat.LOG_LIMIT
    assert replica.LOG_MS == chat.KEEP_MS
    assert replica.NOTICE_LIMIT == square_state.NOTICE_LIMIT
    assert replica.FLAG_LIMIT == moderation.FLAG_LIMIT


@pytest.mark.parametrize("kind", typing.get_args(messages.Item), ids=lambda kind: kind.__name__)
def test_every_item_can_be_folded(kind):
    """[ST5] No kind of item is forgotten by the replica, and folding changes no snapshot in place."""
    scene = Scene()
    scene.come("a")
    me, person = scene.me("a"), messages.Stranger("b", "나")
    items = {
        messages.Uttered: messages.Uttered("u", "b", "나", Role.GUEST, Reach.SAY, None, "글", 5, 0, 0, 1, "", ""),
        messages.Noticed: messages.Noticed("x", {}, 5),
        messages.Became: messages.Became(
            messages.Me(*(True if f == "hand" else getattr(me, f) for f in me.__struct_fields__))
        ),
        messages.BlockSet: messages.BlockSet(person),
        messages.BlockGone: messages.BlockGone("b"),
        messages.FlagRaised: messages.FlagRaised("f", "words", person, "글", 5),
    }
    before = messages.Snapshot(me, [person] if kind is messages.BlockGone else [], [], [], [])
    copy = messages.Snapshot(me, list(before.blocks), [], [], [])
    after = replica.folded(before, [items[kind]])

    assert after != before
    assert before == copy

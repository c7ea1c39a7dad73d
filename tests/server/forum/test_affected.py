"""Whose own part a change concerns: nobody who is concerned is left out."""

import random

import pytest

from agora_server.forum.affected import EVERYBODY, affected
from rooms.base.errors import Refusal
from rooms.forum import forum
from rooms.forum.model import commands as c
from rooms.forum.model.terms import Kind, QuestionState, Secrecy, Stance
from rooms.forum.views import views
from tests.rooms.forum.kit import CLERK, MODERATOR, Hall, a_ballot, citizen
from tests.server.journals import drawn

PEOPLE = [f"p{n}" for n in range(12)]


def acts(hall, rng):
    """Return something that somebody may try, drawn."""
    who, other = rng.choice(PEOPLE), rng.choice(PEOPLE)
    floor, state = hall.version, hall.state
    entry = rng.choice([*state.floor.waiting, "none"])
    question = rng.choice([*state.questions, "none"])
    ballot = state.ballots.get("b1")
    return rng.choice(
        [
            c.AskFloor(by=citizen(who), entry=f"e{hall.now}", stance=rng.choice([Stance.PRO, Stance.CON])),
            c.AskFloor(by=citizen(who), entry=f"e{hall.now}", kind=Kind.POINT_OF_ORDER),
            c.WithdrawFloor(by=citizen(who), entry=entry),
            c.CallPerson(by=MODERATOR, entry=entry, saw=floor, reason="이유"),
            c.MoveEntry(by=MODERATOR, entry=entry, place=2, saw=floor, reason="이유"),
            c.StopSpeech(by=MODERATOR, saw=floor),
            c.ExtendSpeech(by=MODERATOR, seconds=30, saw=floor),
            c.PauseSpeech(by=MODERATOR, saw=floor),
            c.UndoCall(by=MODERATOR, saw=floor),
            c.SetPresence(by=c.TIMER, person=who, present=rng.random() < 0.5),
            c.AskQuestion(by=citizen(who), question=f"q{hall.now}", text="질문"),
            c.VoteQuestion(by=citizen(other), question=question, wanted=rng.random() < 0.7),
            c.MoveQuestion(by=MODERATOR, question=question, to=QuestionState.SHOWN, saw=0),
            c.Cast(by=citizen(who), ballot="b1", choice={"yes": 1}, tracker=drawn(hall.now).tracker),
            c.StartBallot(by=MODERATOR, ballot="b1", saw=ballot.revision.version if ballot else 0),
            c.MutePerson(by=MODERATOR, person=who, minutes=5, reason="이유"),
            c.UnmutePerson(by=MODERATOR, person=rng.choice([*state.mutes, "none"])),
            c.Remove(by=MODERATOR, person=who, reason="이유"),
            c.LinkSlip(by=citizen(f"phone{hall.now}"), slip=7),
            c.PauseForum(by=MODERATOR, reason="잠시"),
            c.ResumeForum(by=MODERATOR),
        ]
    )


@pytest.mark.parametrize("seed", range(12))
def test_nobody_who_is_concerned_is_left_out(seed):
    """Over drawn sequences, whoever is not named has the same own part before and after."""
    rng, hall = random.Random(seed), Hall().opened(people=PEOPLE)
    hall.slip("s7", 7)
    hall.do(c.CreateBallot(by=MODERATOR, ballot="b1", terms=a_ballot(secrecy=Secrecy.HIDDEN)))
    named = everybody = 0
    for _ in range(150):
        hall.now += rng.choice([1, 500, 20_000])
        before, then = hall.state, views.prepare(hall.state, hall.now, {})
        if isinstance(hall.tries(acts(hall, rng)), Refusal):
            continue
        after, now = hall.state, views.prepare(hall.state, hall.now, {})
        concerned = affected(before, after, then, now)
        named, everybody = named + (concerned is not EVERYBODY), everybody + (concerned is EVERYBODY)
        for one in [] if concerned is EVERYBODY else set(after.roll.people) - concerned:
            assert mine(before, then, one, hall.now) == mine(after, now, one, hall.now), one

    assert named > everybody


def mine(state, shared, person, now):
    """Return somebody's own part."""
    return views.mine(state, shared, person, {}, now)


def test_a_mute_concerns_who_is_muted():
    """Also somebody who neither waits nor speaks is told, and told when it is lifted."""
    hall = Hall().opened(people=PEOPLE)
    for command in (
        c.MutePerson(by=MODERATOR, person="p3", minutes=0, reason="소란"),
        c.UnmutePerson(by=MODERATOR, person="p3"),
    ):
        before, then = hall.state, views.prepare(hall.state, hall.now, {})
        hall.do(command)
        assert affected(before, hall.state, then, views.prepare(hall.state, hall.now, {})) == {"p3"}


def test_a_vote_concerns_its_voter_alone():
    """In a burst of votes a thousand phones are not computed for each."""
    hall = Hall().opened(people=PEOPLE)
    hall.ballot()
    before, then = hall.state, views.prepare(hall.state, hall.now, {})
    hall.cast("p3")

    assert affected(before, hall.state, then, views.prepare(hall.state, hall.now, {})) == {"p3"}


def test_a_paper_concerns_everybody():
    """What changes the ballot itself is everybody's."""
    hall = Hall().opened(people=PEOPLE)
    hall.slip("s1", 1)
    hall.ballot()
    before, then = hall.state, views.prepare(hall.state, hall.now, {})
    hall.do(c.IssuePaper(by=CLERK, ballot="b1", person="s1"))

    assert affected(before, hall.state, then, views.prepare(hall.state, hall.now, {})) is EVERYBODY
    assert forum.due(hall.state)

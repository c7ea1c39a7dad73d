"""Ballots: states, casting, papers, results."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rooms.base import tally
from rooms.base.errors import Why
from rooms.forum import forum
from rooms.forum.ballot.guard import candidate_word
from rooms.forum.ballot.result import quorum_needed, share_per_mille
from rooms.forum.ballot.state import TRANSITIONS, BallotSignal
from rooms.forum.model import commands as c
from rooms.forum.model import journalled
from rooms.forum.model.state import Option
from rooms.forum.model.terms import BallotState, Base, Level, Majority, Method, Outcome, QuorumOf, Secrecy
from tests.rooms.forum.kit import MODERATOR, OFFICER, SECOND, Hall, a_ballot, citizen, rows

OPTIONS = tuple(Option(id_, id_.upper()) for id_ in "abcd")
TRACKER = "0123456789abcdef" * 2


def tracker(number):
    """Return a tracker that a voter drew."""
    return f"{number:032x}"


def test_a_ballot_from_beginning_to_end():
    """[BA1] Created, started, finished, counted, published; each act at its time only."""
    hall = Hall().opened(people="abc")
    hall.do(c.CreateBallot(by=MODERATOR, ballot="b1", terms=a_ballot()))
    assert hall.no(c.Cast(by=citizen("a"), ballot="b1", choice={"yes": 1})).facts["state"] == "created"
    hall.do(c.StartBallot(by=MODERATOR, ballot="b1", saw=1))
    for who, choice in (("a", "yes"), ("b", "yes"), ("c", "no")):
        hall.cast(who, choice)
    assert hall.no(c.PublishBallot(by=OFFICER, ballot="b1", saw=2)).why is Why.NOT_NOW
    hall.finish()
    assert hall.no(c.Cast(by=citizen("a"), ballot="b1", choice={"yes": 1})).facts["state"] == "finished"
    result = hall.result()
    hall.do(c.PublishBallot(by=OFFICER, ballot="b1", saw=hall.state.ballots["b1"].revision.version))

    assert hall.state.ballots["b1"].state is BallotState.PUBLISHED
    assert (result.outcome, result.tally, result.base) == (Outcome.ADOPTED, {"no": 1, "yes": 2}, 3)
    assert tally.verify(rows(hall)) is None


@pytest.mark.parametrize("state", BallotState)
@pytest.mark.parametrize("signal", BallotSignal)
def test_ballots_move_by_their_table(state, signal):
    """[BA1] No step leads back, and votes are taken in one state only."""
    following = TRANSITIONS[state].get(signal)

    assert following is None or list(BallotState).index(following) >= list(BallotState).index(state)
    assert signal is not BallotSignal.CAST or (following is not None) is (state is BallotState.STARTED)


CASTS = st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["yes", "no", "abstain"])), max_size=40)


@settings(max_examples=60)
@given(CASTS, st.booleans())
def test_the_tally_is_of_distinct_voters(casts, hidden):
    """[BA2] However often people press: the tally is of distinct voters, the last named or the first hidden choice."""
    hall = Hall().opened(people=[f"p{n}" for n in range(10)])
    hall.ballot(secrecy=Secrecy.HIDDEN if hidden else Secrecy.NAMED)
    urn, choices = [], {}
    for number, (who, choice) in enumerate(casts):
        drawn = tracker(number) if hidden else ""
        command = c.Cast(by=citizen(f"p{who}"), ballot="b1", choice={choice: 1}, tracker=drawn)
        before = hall.state
        events = hall.tries(command)
        if isinstance(events, list):
            urn += [vote for _, vote in forum.ballot_box(before, command, events)]
            choices[who] = choice
        else:
            assert (hidden, events.why) == (True, Why.VOTED_ALREADY)
    hall.finish()
    result = hall.result(votes=urn)

    assert sum(result.tally.values()) == result.online == len({who for who, _ in casts})
    assert result.tally == tally.count({choice: 1} for choice in choices.values())
    assert tally.verify(rows(hall)) is None


def test_a_hidden_choice_is_nowhere_before_the_count():
    """[BA3] A hidden cast leaves voter without choice in the journal, and choice without voter in the ballot box.

    Final.
    """
    hall = Hall().opened(people="a")
    hall.ballot(secrecy=Secrecy.HIDDEN)
    command = c.Cast(by=citizen("a"), ballot="b1", choice={"yes": 1}, tracker=TRACKER)
    before = hall.state
    (event,) = hall.do(command)

    assert journalled.to_journal(event).data == {"ballot": "b1"}
    assert forum.ballot_box(before, command, [event]) == [("b1", tally.Vote(TRACKER, {"yes": 1}))]
    assert hall.state.ballots["b1"].choices == {}
    assert hall.no(command).why is Why.VOTED_ALREADY


@pytest.mark.parametrize("drawn", ["", "zz", TRACKER[:-1], TRACKER.upper()])
def test_a_hidden_vote_needs_a_tracker(drawn):
    """[BA3] The voter of a hidden ballot draws a tracker; a named one has none."""
    hall = Hall().opened(people="a")
    hall.ballot(secrecy=Secrecy.HIDDEN)

    assert hall.no(c.Cast(by=citizen("a"), ballot="b1", choice={"yes": 1}, tracker=drawn)).why is Why.TRACKER_INVALID


def test_the_roll_is_frozen():
    """[BA4] The roll is frozen when a ballot starts, whoever comes or goes; ``late`` lets newcomers vote."""
    hall = Hall().opened(people="ab")
    hall.ballot()
    hall.away("a")
    hall.come("late")
    assert hall.no(c.Cast(by=citizen("late"), ballot="b1", choice={"yes": 1})).why is Why.NOT_ENTITLED
    hall.away("a", present=True)
    hall.cast("a")
    assert len(hall.state.ballots["b1"].entitled) == 2
    hall.finish()
    hall.result()

    hall.ballot("b2", late=True)
    hall.come("later")
    hall.cast("later", id_="b2")
    assert len(hall.state.ballots["b2"].entitled) == 4


def test_voting_needs_its_level():
    """[BA5] By default a checked citizen votes; a refusal names the level."""
    hall = Hall().opened(people="a")
    hall.come("g", Level.NAMED)
    hall.ballot()

    refused = hall.no(c.Cast(by=citizen("g"), ballot="b1", choice={"yes": 1}))

    assert (refused.why, refused.facts) == (Why.LEVEL_NEEDED, {"needs": "citizen", "has": "named"})
    assert hall.no(c.Cast(by=citizen("nobody"), ballot="b1", choice={"yes": 1})).why is Why.ATTEND_FIRST


def test_no_vote_after_the_end():
    """[BA6] After its time no vote is taken, even before the timer fired; the least time holds; more can be given."""
    hall = Hall().opened(people="ab")
    hall.ballot(open_s=120)
    refused = hall.no(c.FinishBallot(by=MODERATOR, ballot="b1", saw=2))
    assert (refused.why, refused.facts) == (Why.TOO_EARLY, {"seconds": 60})
    hall.do(c.ExtendBallot(by=MODERATOR, ballot="b1", seconds=60, saw=2))
    hall.now += 179_999
    hall.cast("a")
    hall.now += 1
    assert hall.no(c.Cast(by=citizen("b"), ballot="b1", choice={"yes": 1})).why is Why.NOT_NOW
    hall.wait(0)

    assert hall.state.ballots["b1"].state is BallotState.FINISHED


def test_when_all_have_voted_the_end_may_come_early():
    """[BA6] Nobody is waited for when all the entitled have voted."""
    hall = Hall().opened(people="a")
    hall.ballot()
    hall.cast("a")
    hall.do(c.FinishBallot(by=MODERATOR, ballot="b1", saw=2))

    assert hall.state.ballots["b1"].finished_at


@pytest.mark.parametrize(
    ("terms", "choice", "rule"),
    [
        ({}, {"maybe": 1}, "option"),
        ({}, {}, "least"),
        ({}, {"yes": 1, "no": 1}, "most"),
        ({}, {"yes": 2}, "points"),
        ({}, {"yes": 0}, "points"),
        ({"method": Method.MULTIPLE, "options": OPTIONS, "most": 2}, {"a": 1, "b": 1, "c": 1}, "most"),
        ({"method": Method.SCORE, "options": OPTIONS, "most": 4, "top": 5}, {"a": 6}, "points"),
    ],
)
def test_choices_are_checked(terms, choice, rule):
    """[BA7] A choice that does not fit is refused with the rule it breaks."""
    hall = Hall().opened(people="a")
    hall.ballot(**terms)

    assert hall.no(c.Cast(by=citizen("a"), ballot="b1", choice=choice)).facts["rule"] == rule


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        ({"options": OPTIONS[:1], "method": Method.SINGLE}, Why.OUT_OF_RANGE),
        ({"options": (*OPTIONS, OPTIONS[0]), "method": Method.SINGLE}, Why.CHOICE_INVALID),
        ({"options": OPTIONS}, Why.CHOICE_INVALID),
        ({"options": OPTIONS, "method": Method.SINGLE, "base": Base.YES_NO}, Why.CHOICE_INVALID),
        ({"options": OPTIONS, "method": Method.SINGLE, "most": 2}, Why.OUT_OF_RANGE),
        ({"quorum_per_mille": 1_001}, Why.OUT_OF_RANGE),
        ({"question": " "}, Why.EMPTY_TEXT),
        ({"question": "시장 후보로 누가 좋습니까?"}, Why.CANDIDATE_QUESTION),
        ({"top": 3}, Why.OUT_OF_RANGE),
        ({"min_open_s": 200, "open_s": 100}, Why.OUT_OF_RANGE),
    ],
)
def test_terms_are_checked(terms, why):
    """[BA8] Terms that cannot be held are refused before anybody sees the ballot."""
    assert Hall().no(c.CreateBallot(by=MODERATOR, ballot="b1", terms=a_ballot(**terms))).why is why


@pytest.mark.parametrize(
    "text",
    [
        *(
            "지지하는 정당은 어디입니까?",
            "김해시장 후보 가운데 누구",
            "예비후보 적합도",
            "1번 후보",
            "국민의힘",
            "더불어민주당을",
        ),
        *(
            "지지율 조사",
            "다음 선거에 출마할 사람",
            "공천에 찬성",
            "당선되어야 할 분",
            "Which candidate?",
            "시의원 후보",
            "어느 후보를 지지합니까",
        ),
    ],
)
def test_the_guard_finds_candidates(text):
    """[BA9] Questions on candidates and parties are refused, with the words that say so."""
    assert candidate_word("물음", text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "도서관 후보지 세 곳",
            "후보지 1번",
            "정당한 보상",
            "정당성",
            "설계 공모 당선작",
            "시장 상인회",
            "동상시장 주차장",
        ),
        *("노선 후보안 가운데", "버스 노선", "시의원 의정비 공개", "의장", "정당하다고 생각합니까", "1번 후보지"),
    ],
)
def test_the_guard_lets_sites_pass(text):
    """[BA9] Candidate sites, just causes and winning designs pass."""
    assert candidate_word(text) == ""


# ---- results -------------------------------------------------------------------------------------


def outcome(votes, **terms):
    """Return the result of votes by option, of ten entitled who are all present."""
    hall = Hall().opened(people=[f"p{n}" for n in range(10)])
    hall.ballot(**terms)
    people = iter(range(10))
    for option, number in votes.items():
        for _ in range(number):
            hall.cast(f"p{next(people)}", option)
    hall.finish()
    return hall.result()


@pytest.mark.parametrize(
    ("votes", "terms", "expected"),
    [
        ({"yes": 3, "no": 2}, {}, Outcome.ADOPTED),
        ({"yes": 3, "no": 2, "abstain": 1}, {}, Outcome.REJECTED),
        ({"yes": 3, "no": 2, "abstain": 1}, {"base": Base.YES_NO}, Outcome.ADOPTED),
        ({"yes": 5, "no": 4}, {"base": Base.ENTITLED}, Outcome.REJECTED),
        ({"yes": 2, "no": 2}, {}, Outcome.TIE),
        ({"yes": 4, "no": 2}, {"majority": Majority.TWO_THIRDS}, Outcome.ADOPTED),
        ({"yes": 3, "no": 2}, {"majority": Majority.TWO_THIRDS}, Outcome.REJECTED),
        ({"yes": 4}, {"quorum_of": QuorumOf.PRESENT}, Outcome.NO_QUORUM),
        ({"yes": 5}, {"quorum_of": QuorumOf.ENTITLED}, Outcome.ADOPTED),
        ({}, {}, Outcome.NO_VOTES),
        ({"a": 3, "b": 2}, {"method": Method.SINGLE, "options": OPTIONS}, Outcome.ADOPTED),
        ({"a": 2, "b": 2, "c": 1}, {"method": Method.SINGLE, "options": OPTIONS}, Outcome.TIE),
        ({"a": 2, "b": 1, "c": 1}, {"method": Method.SINGLE, "options": OPTIONS}, Outcome.REJECTED),
        ({"a": 2}, {"method": Method.MULTIPLE, "options": OPTIONS, "most": 2}, Outcome.COUNTED),
    ],
)
def test_outcomes(votes, terms, expected):
    """[BA14] Base, majority, quorum and tie decide by whole numbers."""
    assert outcome(votes, **terms).outcome is expected


def test_a_unanimous_result_is_named():
    """[BA15] A unanimous result says what everybody chose, and is named as such."""
    assert outcome({"yes": 3}).unanimous
    assert not outcome({"yes": 3, "no": 1}).unanimous


def test_numbers():
    """[BA14] Quorums are rounded up, shares half up."""
    assert quorum_needed(a_ballot(quorum_of=QuorumOf.PRESENT), 10, 7) == 4
    assert [share_per_mille(1, 3), share_per_mille(2, 3), share_per_mille(0, 0)] == [333, 667, 0]


def test_one_ballot_at_a_time():
    """[BA16] One ballot is open at a time; a prepared one can be dropped; a stale press is refused."""
    hall = Hall().opened(people="a")
    hall.ballot()
    hall.do(c.CreateBallot(by=MODERATOR, ballot="b2", terms=a_ballot()))
    assert hall.no(c.StartBallot(by=MODERATOR, ballot="b2", saw=1)).why is Why.BALLOT_RUNS
    assert hall.no(c.DropBallot(by=MODERATOR, ballot="b1", saw=2)).why is Why.NOT_NOW
    assert hall.no(c.DropBallot(by=SECOND, ballot="b2", saw=0)).why is Why.STALE
    assert hall.no(c.CloseForum(by=OFFICER)).why is Why.BALLOT_RUNS
    hall.do(c.DropBallot(by=MODERATOR, ballot="b2", saw=1))
    assert set(hall.state.ballots) == {"b1"}


def test_a_vote_never_makes_a_press_stale():
    """[BA16] What citizens do changes no version that staff must have seen; a pause of the forum stops no vote."""
    hall = Hall().opened(people="ab")
    hall.ballot()
    hall.do(c.PauseForum(by=MODERATOR, reason="소란"))
    hall.cast("a")
    hall.cast("b")

    assert hall.state.ballots["b1"].revision.version == 2

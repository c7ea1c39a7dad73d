"""
What the made-up moderator of the demonstration does besides the debate: questions, a ballot, and round again.

    debate → questions taken up and answered → ballot, counted, published → the debate is taken up again

Reads the state and gives at most one act at a time, so a restart goes on where it was. Pure: time is an argument.
Knows: rules. Does not know: the journal, clocks that ring, who speaks in the debate (``forum.py``).
"""

from rooms.forum.ballot.ballot import MAX_BALLOTS
from rooms.forum.model import commands as c
from rooms.forum.model.state import Ballot, ForumState, Item, Terms
from rooms.forum.model.terms import BallotState, ItemKind, Phase, QuestionState

DEBATE_S, QUESTIONS_S, TALK_S = 240, 60, 20
"""Who watches for seven minutes sees everything once."""
TAKEN_S, COUNTED_S, PUBLISHED_S = 12, 6, 20
"""How long a question stands on the stage, a count at the desk, a result on every face."""
ANSWERS = (
    "막차를 늦추는 데 드는 돈은 자료 셋째 쪽에 있습니다. 한 해 단위로 적어 두었습니다.",
    "환승하는 버스 시간은 버스 회사와 함께 맞추어 보겠습니다.",
    "두 달 동안 시험 운행을 하고 그 결과를 시민께 알려 드리겠습니다.",
)
"""What the made-up official says, in turn."""
QUESTION = "막차를 30분 늦추는 데 찬성하십니까?"


def next_act(state: ForumState, now: int, *, moderator: c.By, officer: c.By, terms: Terms) -> c.Command | None:
    """Return the next act; ``None``: wait, or let the debate go on."""
    if state.phase is not Phase.OPEN:
        return None
    item = next((one for one in state.agenda.items if one.id == state.agenda.running), None)
    if item is None:
        debate = next((one.id for one in state.agenda.items if one.kind is ItemKind.DEBATE), None)
        saw = state.agenda.revision.version
        return c.StartItem(by=moderator, item=debate, saw=saw) if debate else None
    match item.kind:
        case ItemKind.DEBATE:
            return _debate(state, item, now, moderator)
        case ItemKind.QUESTIONS:
            return _questions(state, item, now, moderator)
        case ItemKind.BALLOT:
            return _ballot(state, item, now, staff=(moderator, officer), terms=terms)
    return _over(state, item, moderator) if _since(now, item.started_at) > TALK_S else None


def _since(now: int, then: int) -> float:
    return (now - then) / 1_000


def _over(state: ForumState, item: Item, by: c.By) -> c.Command:
    """Go to the item behind; the last one is finished, and the debate is taken up again."""
    items, saw = state.agenda.items, state.agenda.revision.version
    if item.id == items[-1].id:
        return c.FinishItem(by=by, item=item.id, saw=saw)
    behind = items[[one.id for one in items].index(item.id) + 1]
    return c.StartItem(by=by, item=behind.id, saw=saw)


def _debate(state: ForumState, item: Item, now: int, by: c.By) -> c.Command | None:
    if not state.floor.open:
        return c.SetQueue(by=by, open=True)
    over = state.floor.speech is None and _since(now, item.started_at) > DEBATE_S
    return _over(state, item, by) if over else None


def _questions(state: ForumState, item: Item, now: int, by: c.By) -> c.Command | None:
    for one in state.questions.values():
        saw = one.revision.version
        if one.state is QuestionState.ASKED:
            return c.MoveQuestion(by=by, question=one.id, to=QuestionState.SHOWN, saw=saw)
        if one.state is QuestionState.TAKEN:
            answer = ANSWERS[one.row % len(ANSWERS)]
            answered = _since(now, one.revision.at) > TAKEN_S
            to = QuestionState.ANSWERED
            return c.MoveQuestion(by=by, question=one.id, to=to, saw=saw, answer=answer) if answered else None
    shown = [one for one in state.questions.values() if one.state is QuestionState.SHOWN]
    if _since(now, item.started_at) > QUESTIONS_S:
        return _over(state, item, by)
    if shown and _since(now, item.started_at) > QUESTIONS_S / 4:
        best = max(shown, key=lambda one: (len(one.votes), -one.row))
        return c.MoveQuestion(by=by, question=best.id, to=QuestionState.TAKEN, saw=best.revision.version)
    return None


def _ballot(state: ForumState, item: Item, now: int, *, staff: tuple[c.By, c.By], terms: Terms) -> c.Command | None:
    by, officer = staff
    prepared = next((one for one in state.ballots.values() if one.state is BallotState.CREATED), None)
    if prepared is not None:
        return c.StartBallot(by=by, ballot=prepared.id, saw=prepared.revision.version)
    ours: list[Ballot] = [one for one in state.ballots.values() if one.started_at >= item.started_at]
    if not ours:
        number = len(state.ballots) + 1
        full = number > MAX_BALLOTS
        return _over(state, item, by) if full else c.CreateBallot(by=by, ballot=f"ballot{number}", terms=terms)
    one, waited = ours[-1], _since(now, ours[-1].revision.at)
    if one.state is BallotState.FINISHED and one.result is not None and waited > COUNTED_S:
        return c.PublishBallot(by=officer, ballot=one.id, saw=one.revision.version)
    if one.state is BallotState.PUBLISHED and waited > PUBLISHED_S:
        return _over(state, item, by)
    return None

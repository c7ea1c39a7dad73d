"""Words a ballot in the minutes: what was asked, what it came to, how each figure was computed."""

from agora_server.minutes.paper import Bar, Mark, Section, Sentence, Vote
from agora_server.minutes.wording import clock
from rooms.forum.ballot_result import share_per_mille
from rooms.forum.minutes_parts import BallotMinutes, Minutes
from rooms.forum.state import Result, Terms
from rooms.forum.terms import Base, Majority, Method, Outcome, QuorumOf, Secrecy

NO_ELECTION = "법으로 정한 선거가 아닙니다. 결과는 시에 의견으로 전합니다."
_SECRECY = {Secrecy.NAMED: "기명", Secrecy.HIDDEN: "무기명"}
_METHODS = {
    Method.YES_NO: "찬성·반대·기권",
    Method.SINGLE: "하나 고르기",
    Method.MULTIPLE: "여럿 고르기",
    Method.SCORE: "점수 주기",
}
_BASES = {
    Base.YES_NO: "찬성과 반대 {n}표 (기권 빼고)",
    Base.VALID: "유효하게 투표한 {n}명 (기권 포함)",
    Base.CAST: "투표한 {n}명 (무효 포함)",
    Base.PRESENT: "끝날 때 있던 {n}명",
    Base.ENTITLED: "투표할 수 있던 {n}명",
}
_TONES = {"yes": Mark.PRO, "no": Mark.CON}


def votes(made: Minutes) -> list[Section]:
    """Return a section a ballot that was started."""
    started = [ballot for ballot in made.ballots if ballot.started_at]
    return [_section(made, ballot) for ballot in started]


def _section(made: Minutes, ballot: BallotMinutes) -> Section:
    times = f"{clock(ballot.started_at)}에 열고"
    times += f" {clock(ballot.finished_at)}에 닫음" if ballot.finished_at else " 아직 닫지 않음"
    aside = f"{_SECRECY[ballot.terms.secrecy]} · {times}"
    if ballot.result is None or not (ballot.published or made.closed_at):
        why = "결과를 아직 공개하지 않았습니다." if ballot.finished_at else "투표가 아직 열려 있습니다."
        return Section("표결", (Sentence(f"{ballot.terms.question} {why}"),), aside)
    vote = Vote(
        ballot.terms.question,
        _verdict(ballot.terms, ballot.result),
        _bars(ballot.terms, ballot.result),
        _line(ballot.terms, ballot.result),
        tuple(_facts(ballot, ballot.result)),
    )
    notes = [NO_ELECTION]
    if not ballot.published:
        notes.append("결과를 화면에 띄우지 않고 토론회를 끝냈습니다.")
    return Section("표결", (vote, Sentence(" ".join(notes))), aside)


def _label(terms: Terms, option: str) -> str:
    return next((one.label for one in terms.options if one.id == option), option)


def _verdict(terms: Terms, result: Result) -> str:
    voted = result.online + result.papers
    match result.outcome:
        case Outcome.NO_VOTES:
            words = "아무도 투표하지 않았습니다."
        case Outcome.NO_QUORUM:
            words = f"정족수를 채우지 못했습니다. {result.quorum:,}명이 필요한데 {voted:,}명이 투표했습니다."
        case Outcome.TIE:
            words = "표가 같아 정하지 못했습니다."
        case Outcome.COUNTED:
            words = "점수와 표를 세었습니다. 채택을 정하는 표결이 아닙니다."
        case Outcome.ADOPTED if terms.method is Method.YES_NO:
            words = "찬성으로 정해졌습니다."
        case Outcome.ADOPTED:
            words = f"‘{_label(terms, result.winner)}’이(가) 정해졌습니다."
        case _:
            words = "필요한 표를 얻은 의견이 없어 채택하지 않았습니다."
    return f"{words} 모두 같은 것을 골랐으므로 각자의 선택을 알 수 있습니다." if result.unanimous else words


def _bars(terms: Terms, result: Result) -> tuple[Bar, ...]:
    scores = terms.method is Method.SCORE
    scale = max(result.tally.values(), default=0) if scores else result.base
    unit = "점" if scores else "표"
    bars = []
    for option in terms.options:
        points = result.tally.get(option.id, 0)
        counts = terms.base is not Base.YES_NO or option.id in _TONES or terms.method is not Method.YES_NO
        share = min(share_per_mille(points, scale), 1_000) if counts else 0
        text = f"{share // 10}.{share % 10}%" if counts and not scores else ""
        tone = _TONES.get(option.id) if terms.method is Method.YES_NO else None
        bars.append(Bar(option.label, f"{points:,}{unit}", text, share, tone))
    return tuple(bars)


def _line(terms: Terms, result: Result) -> int:
    """Return where the majority stands on the bars, per mille; 0 where there is none."""
    if terms.method not in {Method.YES_NO, Method.SINGLE} or not result.base:
        return 0
    return {Majority.SIMPLE: 500, Majority.TWO_THIRDS: 667}.get(terms.majority, 0)


def _facts(ballot: BallotMinutes, result: Result) -> list[tuple[str, str]]:
    terms = ballot.terms
    facts = [
        ("투표할 수 있던 사람", f"{result.entitled:,}명, 끝날 때 있던 사람 {result.present:,}명"),
        ("정족수", _quorum(terms, result)),
        ("비율의 기준", _BASES[terms.base].format(n=f"{result.base:,}")),
        ("투표한 길", _ways(result)),
        ("방식", f"{_SECRECY[terms.secrecy]}, {_METHODS[terms.method]}"),
    ]
    sum_ = _sum(terms, result)
    if sum_:
        facts.append(("계산", sum_))
    if ballot.disputed:
        facts.append(("종이를 다시 센 횟수", f"{ballot.disputed}번 (두 사람이 센 수가 달라서)"))
    return facts


def _quorum(terms: Terms, result: Result) -> str:
    if terms.quorum_of is QuorumOf.NOBODY:
        return "정하지 않음"
    of = "끝날 때 있던 사람" if terms.quorum_of is QuorumOf.PRESENT else "투표할 수 있던 사람"
    share = f"{terms.quorum_per_mille / 10:g}%"
    met = "채움" if result.online + result.papers >= result.quorum else "채우지 못함"
    return f"{result.quorum:,}명 이상 ({of}의 {share}), {met}"


def _ways(result: Result) -> str:
    words = f"온라인 {result.online:,}명 · 종이 {result.papers:,}장"
    return f"{words} (무효 {result.invalid:,}장)" if result.invalid else words


def _sum(terms: Terms, result: Result) -> str:
    """Return the division and the votes that it took, in figures."""
    if terms.method in {Method.MULTIPLE, Method.SCORE} or not result.base:
        return ""
    leader = (
        "yes" if terms.method is Method.YES_NO else max(result.tally, key=lambda one: result.tally[one], default="")
    )
    points, base = result.tally.get(leader, 0), result.base
    share = share_per_mille(points, base)
    words = f"{_label(terms, leader)} {points:,} ÷ {base:,} = {share // 10}.{share % 10}%"
    match terms.majority:
        case Majority.SIMPLE:
            return f"{words}, 과반은 {base // 2 + 1:,}표부터"
        case Majority.TWO_THIRDS:
            return f"{words}, 3분의 2는 {-(-2 * base // 3):,}표부터"
        case _:
            return f"{words}, 가장 많은 표로 정함"

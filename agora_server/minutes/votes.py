"""Words a ballot in the minutes: what was asked, what it came to, how each figure was computed."""

from agora_server.minutes.paper import Bar, CellMark, Section, Sentence, VoteBlock
from agora_server.minutes.wording import clock
from rooms.forum.ballot.result import figures_of
from rooms.forum.minutes.parts import BallotMinutes, Minutes
from rooms.forum.model.state import Result, Terms
from rooms.forum.model.terms import Base, Majority, Method, Outcome, QuorumOf, Secrecy

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
_MAJORITIES = {Majority.SIMPLE: "과반은", Majority.TWO_THIRDS: "3분의 2는"}
_TONES = {"yes": CellMark.PRO, "no": CellMark.CON}


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
    vote = VoteBlock(
        ballot.terms.question,
        _verdict(ballot.terms, ballot.result),
        _bars(ballot.terms, ballot.result),
        figures_of(ballot.terms, ballot.result).line or 0,
        tuple(_facts(ballot, ballot.result)),
    )
    notes = [NO_ELECTION]
    if not ballot.published:
        notes.append("결과를 화면에 띄우지 않고 토론회를 끝냈습니다.")
    return Section("표결", (vote, Sentence(" ".join(notes))), aside)


def _label(terms: Terms, option: str) -> str:
    return next((one.label for one in terms.options if one.id == option), option)


def _verdict(terms: Terms, result: Result) -> str:
    voted = figures_of(terms, result).voted
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
    unit = "점" if terms.method is Method.SCORE else "표"
    bars = []
    for option in figures_of(terms, result).options:
        share = "" if option.share is None else _percent(option.share)
        tone = _TONES.get(option.option) if terms.method is Method.YES_NO else None
        bars.append(Bar(_label(terms, option.option), f"{option.votes:,}{unit}", share, option.bar, tone))
    return tuple(bars)


def _percent(per_mille: int) -> str:
    return f"{per_mille // 10}.{per_mille % 10}%"


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
    met = "채움" if figures_of(terms, result).quorum_met else "채우지 못함"
    return f"{result.quorum:,}명 이상 ({of}의 {share}), {met}"


def _ways(result: Result) -> str:
    words = f"온라인 {result.online:,}명 · 종이 {result.papers:,}장"
    return f"{words} (무효 {result.invalid:,}장)" if result.invalid else words


def _sum(terms: Terms, result: Result) -> str:
    """Return the division and the votes that it took, in figures."""
    figures = figures_of(terms, result)
    found = figures.division
    if found is None:
        return ""
    words = f"{_label(terms, found.option)} {found.votes:,} ÷ {result.base:,} = {_percent(found.share)}"
    if figures.needed is None:
        return f"{words}, 가장 많은 표로 정함"
    return f"{words}, {_MAJORITIES[terms.majority]} {figures.needed:,}표부터"

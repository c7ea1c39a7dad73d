"""Reports, and what staff do about them. A composing module."""

from collections.abc import Callable

from rooms.base import text
from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role
from rooms.square import chat, moderation
from rooms.square.effects import Dismiss
from rooms.square.moderation import Known, Measure, MeasureKind
from rooms.square.state import FORUM_SQUARE, JUDGED_MS, Expiry, Participant, SquareState
from rooms.square.talk import raise_flag
from rooms.wire.messages import Ban, FlagRaised, Lift, MoveOut, Mute, NoticeCode, Report


def report(state: SquareState, who: Participant, _tab: str, command: Report, new_id: str) -> None:
    """Report a person to the moderators; every proof must be an utterance of that person."""
    if command.person == who.id:
        raise Refusal(Why.NOT_YOURSELF)
    for proof in command.proofs:
        if proof.speaker != command.person or not chat.proven(state.secret, proof):
            raise Refusal(Why.PROOF_INVALID)
    if not command.proofs:
        state.person(command.person)
    reason = text.checked(command.reason)
    about = state.stranger(command.person)
    said = [{"utterance": p.utterance, "reach": p.reach.value, "at": p.at, "text": p.text} for p in command.proofs]
    state.keep_fact(
        "report",
        who.id,
        flag=new_id,
        person=about.participant,
        name=about.name,
        reason=reason,
        proofs=said,
        at=state.now,
    )
    raise_flag(state, FlagRaised(new_id, "report", about, reason, state.now))
    state.notice(who, NoticeCode.REPORT_RECEIVED, flag=new_id)


def decide(state: SquareState, who: Participant, command: Mute | MoveOut | Ban | Lift, known: Known | None) -> Measure:
    """
    Return what an act of staff comes to; nothing is changed before the store has it.

    ``known`` is what the store knows of the person, ``None`` if nothing.

    Raises:
        Refusal: ``not_allowed``, ``not_yourself``; ``unknown_person`` for who is nowhere, and for who would have to be
            here; ``already`` for who is away and banned.
    """
    target = state.people.get(command.person)
    roles = [one.role for one in (target, known) if one is not None]
    for role in roles or [Role.GUEST]:
        moderation.check_may_act(who.role, role, oneself=who.id == command.person)
    if target is None and (known is None or isinstance(command, MoveOut)):
        raise Refusal(Why.UNKNOWN_PERSON)
    match command:
        case Mute():
            kind, until = MeasureKind.MUTE, moderation.mute_until(state.now, command.seconds)
        case MoveOut():
            kind, until = MeasureKind.MOVE_OUT, state.now
        case Ban():
            if target is None and known is not None and known.banned_until > state.now:
                raise Refusal(Why.ALREADY, by=known.banned_by)
            kind, until = MeasureKind.BAN, state.now + command.seconds * 1000
        case Lift():
            kind, until = MeasureKind.LIFT, state.now
    return Measure(kind, command.person, who.id, text.normalise(command.reason), state.now, until)


def enforce(state: SquareState, measure: Measure) -> None:
    """Carry out what was decided and kept. Who left meanwhile, or is away, meets it on coming back."""
    if measure.kind is MeasureKind.BAN:  # also for who is between door and square
        seconds = (measure.until - measure.at) // 1000
        state.effects.append(Dismiss(measure.participant, "banned", {"seconds": seconds, "reason": measure.reason}))
    target = state.people.get(measure.participant)
    if target is not None:
        _ENFORCE[measure.kind](state, target, measure)
    elif measure.kind in {MeasureKind.MUTE, MeasureKind.LIFT}:
        state.judged = {one: old for one, old in state.judged.items() if state.now - old.at < JUDGED_MS}
        state.judged[measure.participant] = measure


def meet(state: SquareState, person: Participant) -> None:
    """Let a mute or a lift hold for who enters and was read from the store before it was kept."""
    judged = state.judged.pop(person.id, None)
    if judged is not None and state.now - judged.at < JUDGED_MS:
        muted = judged.kind is MeasureKind.MUTE
        person.muted_until, person.mute_reason = (judged.until, judged.reason) if muted else (0, "")


def _mute(state: SquareState, target: Participant, measure: Measure) -> None:
    target.muted_until, target.mute_reason = measure.until, measure.reason
    state.expire_at(measure.until, target, Expiry.MUTE)
    state.became(target)
    state.notice(target, NoticeCode.MUTED, seconds=(measure.until - measure.at) // 1000, reason=measure.reason)


def _move_out(state: SquareState, target: Participant, measure: Measure) -> None:
    get_off(state, target)
    state.stop_following(target)
    state.put(target, FORUM_SQUARE, "moved_out")
    state.notice(target, NoticeCode.MOVED_OUT, reason=measure.reason)


def _ban(state: SquareState, target: Participant, _: Measure) -> None:
    remove(state, target)


def _lift(state: SquareState, target: Participant, measure: Measure) -> None:
    if target.muted_until:
        target.muted_until, target.mute_reason = 0, ""
        state.became(target)
        state.notice(target, NoticeCode.LIFTED, reason=measure.reason)


_ENFORCE: dict[MeasureKind, Callable[[SquareState, Participant, Measure], None]] = {
    MeasureKind.MUTE: _mute,
    MeasureKind.MOVE_OUT: _move_out,
    MeasureKind.BAN: _ban,
    MeasureKind.LIFT: _lift,
}


def get_off(state: SquareState, person: Participant) -> None:
    """Take somebody off a train, wherever it is."""
    if state.riders.pop(person.id, None) is not None:
        person.ride = None
        state.became(person)


def remove(state: SquareState, person: Participant) -> None:
    """Take somebody out of the square for good: the avatar, the name, the inbox and the follows."""
    state.follows.stop(person.id)
    state.lose_followers(person)
    person.attendance.leave(state.now)
    state.crowd.leave(person.slot, state.now)
    state.roster.drop(person.id)
    state.names.release(person.name)
    state.part(person)
    state.blocks.forget(person.id)
    for table in (state.riders, state.sitters, state.idlers, state.people):
        table.pop(person.id, None)
    del state.by_slot[person.slot]
    state.gone.append(person.id)

"""Reports, and what staff do about them. A composing module."""

from rooms import chat, moderation, text
from rooms.effects import Dismiss
from rooms.errors import Refusal, Why
from rooms.messages import Ban, FlagRaised, Lift, MoveOut, Mute, Report, Role
from rooms.square_state import FORUM_SQUARE, Lapse, Participant, State
from rooms.square_talk import raise_flag


def report(state: State, who: Participant, _tab: str, command: Report, new_id: str) -> None:
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
    state.keep(
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
    state.notice(who, "report_received", flag=new_id)


def act_of_staff(state: State, by: str, role: Role, command: Mute | MoveOut | Ban | Lift) -> None:
    """
    Do to a person what staff decided, over the socket or over HTTP.

    Raises:
        Refusal: ``not_allowed``, ``not_yourself``; ``unknown_person`` where the person must be here for it.
    """
    target = state.people.get(command.person)
    moderation.check_may_act(role, target.role if target is not None else Role.GUEST, oneself=by == command.person)
    reason = text.normalise(command.reason)
    match command:
        case Mute():
            _mute(state, by, command, target, reason)
        case MoveOut():
            _move_out(state, by, state.person(command.person), reason)
        case Ban():
            _ban(state, by, command, target, reason)
        case Lift():
            _lift(state, by, command.person, target, reason)


def staff_act(state: State, who: Participant, _tab: str, command: Mute | MoveOut | Ban | Lift, _new_id: str) -> None:
    """Do to a person what staff decided."""
    act_of_staff(state, who.id, who.role, command)


def _mute(state: State, by: str, command: Mute, target: Participant | None, reason: str) -> None:
    until = moderation.mute_until(state.now, command.seconds)
    state.keep("mute", command.person, by=by, until=until, reason=reason, at=state.now)
    if target is None:
        return
    target.muted_until, target.mute_reason = until, reason
    state.lapse_at(until, target, Lapse.MUTE)
    state.became(target)
    state.notice(target, "muted", seconds=(until - state.now) // 1000, reason=reason)


def _move_out(state: State, by: str, target: Participant, reason: str) -> None:
    state.keep("move_out", target.id, by=by, reason=reason, at=state.now)
    get_off(state, target)
    state.stop_following(target)
    state.put(target, FORUM_SQUARE, "moved_out")
    state.notice(target, "moved_out", reason=reason)


def _ban(state: State, by: str, command: Ban, target: Participant | None, reason: str) -> None:
    until = state.now + command.seconds * 1000
    state.keep("ban", command.person, by=by, until=until, reason=reason, at=state.now)
    if target is not None:
        state.effects.append(Dismiss(target.id, "banned", {"seconds": command.seconds, "reason": reason}))
        remove(state, target)


def _lift(state: State, by: str, person: str, target: Participant | None, reason: str) -> None:
    state.keep("lift", person, by=by, reason=reason, at=state.now)
    if target is not None and target.muted_until:
        target.muted_until, target.mute_reason = 0, ""
        state.became(target)
        state.notice(target, "lifted", reason=reason)


def get_off(state: State, person: Participant) -> None:
    """Take somebody off a train, wherever it is."""
    if state.riders.pop(person.id, None) is not None:
        person.ride = None
        state.became(person)


def remove(state: State, person: Participant) -> None:
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

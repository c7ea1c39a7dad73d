"""Reading what was kept never refuses."""

import functools

import msgspec
import pytest

from rooms.base.text import normalise
from rooms.forum import forum
from rooms.forum.minutes.minutes import minutes, told
from rooms.forum.model import commands as c
from rooms.forum.model import events as e
from rooms.forum.model import journalled
from rooms.forum.model.terms import Stance, Words
from rooms.forum.views import acts, views
from rooms.forum.views.view_parts import ForumView
from tests.rooms.forum.kit import OFFICER, Hall, citizen, rows
from tests.server import evenings

GROWS = "\ufb2c" * 1_334
"""A text that the wire takes and that is three times as long once it is normalised."""


@functools.cache
def evening():
    """Return the rows of an evening, and its last moment."""
    hall = evenings.evening(speeches=4)
    return tuple(rows(hall)), hall.now


KINDS = sorted({row.kind for row in evening()[0]})


def seen(kept, now):
    """Fold rows, look at the forum by every face at every step; return state, events, minutes."""
    state, taken = forum.start("f1"), []
    for row in kept:
        state, event = forum.evolve_kept(state, journalled.from_row(row))
        taken.append(event)
        forum.due(state)
        shared = views.prepare(state, now, {})
        for face in ForumView:
            list(views.parts(state, face, {}, shared))
        for person in state.roll.people:
            views.mine(state, shared, person, {}, now)
        acts.act_of(state, row.seq, event, {})
    made = minutes("f1", (journalled.from_row(row) for row in kept))
    told(made)
    return state, taken, made


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("broken", ["kind", "field"])
def test_a_row_that_cannot_be_read_stops_nothing(kind, broken):
    """[JO25] Whichever row it is, the numbers go on, every face and the minutes are made, and both say which row."""
    kept, now = list(evening()[0]), evening()[1]
    at = next(number for number, row in enumerate(kept) if row.kind == kind)
    odd = {"kind": "of_next_year"} if broken == "kind" else {"data": {name: [[]] for name in kept[at].data}}
    kept[at] = msgspec.structs.replace(kept[at], **odd)
    state, taken, made = seen(kept, now)

    assert state.seq == len(kept) == made.events
    if isinstance(journalled.from_row(kept[at]), e.Unknown):
        act = acts.act_of(state, at + 1, taken[at], {})
        assert (act.did, act.about) == ("unreadable", kept[at].kind)
        assert made.unknown[0].row == at + 1
        assert made.unknown[0].because.value == broken
    else:
        assert kind in {"forum_opened", "closed"}, "an event without fields has none to break"


def test_the_rest_of_the_evening_is_as_it_was():
    """[JO25] A row of an unknown kind among the others changes the numbers of rows and nothing else of the forum."""
    hall = Hall().opened(people="ab")
    hall.ask("a", Stance.CON)
    kept = rows(hall)
    odd = msgspec.structs.replace(kept[-1], kind="of_next_year")
    with_it, _ = forum.evolve_kept(hall.state, journalled.from_row(odd))

    assert with_it == msgspec.structs.replace(hall.state, seq=hall.state.seq + 1)


def test_a_text_that_grew_is_read():
    """[JO25] Bounds are asked of commands: question, title and announcement come back however long."""
    text = normalise(GROWS)
    hall = Hall()
    hall.do(c.ChangeForum(by=OFFICER, title=text, hall="h", opens_at=1, rules=hall.state.rules, saw=1))
    hall.opened(people="a")
    hall.do(c.AskQuestion(by=citizen("a"), question="q1", text=text))
    hall.do(c.Announce(by=OFFICER, text=text))
    kept = rows(hall)
    asked = next(row for row in kept if row.kind == "question_asked")
    plain = [journalled.from_row(row) for row in kept]

    msgspec.convert(GROWS, Words)
    assert len(text) == 3 * len(GROWS) > 4_000
    assert journalled.from_row(asked, {"text": text}).text == text
    assert not any(isinstance(event, e.Unknown) for event in plain)
    assert forum.fold(forum.start("f1"), plain).title == text


def test_a_field_that_a_newer_program_added_is_passed_over():
    """[JO25] Also within the rules of a forum, which take no unknown field from a page."""
    (created, *_) = rows(Hall())
    newer = {**created.data, "colour": 1, "rules": {**created.data["rules"], "silence_s": 9}}

    assert journalled.from_row(msgspec.structs.replace(created, data=newer)) == journalled.from_row(created)

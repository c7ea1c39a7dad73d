"""What is announced: changed as one act, and called off."""

from hypothesis import given
from hypothesis import strategies as st

from rooms.base.errors import Why
from rooms.forum import forum
from rooms.forum.minutes.minutes import minutes
from rooms.forum.model import commands as c
from rooms.forum.model.rules import Details, RequestedItem, Rules
from rooms.forum.model.terms import ItemKind, Level, Phase
from rooms.forum.views import views
from rooms.forum.views.acts import act_of
from rooms.forum.views.view_parts import ForumView, HeadPart
from tests.rooms.forum.kit import MODERATOR, OFFICER, Hall, citizen

ITEMS = st.lists(
    st.tuples(st.sampled_from("abcde"), st.integers(1, 3), st.sampled_from([ItemKind.TALK, ItemKind.SPEECHES])),
    unique_by=lambda item: item[0],
    max_size=5,
)


def wishes(items):
    """Return an agenda as it is wished for."""
    return tuple(RequestedItem(id=id_, title=f"안건 {id_}", kind=kind, minutes=minutes) for id_, minutes, kind in items)


def change(state, **changes):
    """Return a change of what is announced by who saw what stands; what is not named stays."""
    same = {name: getattr(state, name) for name in ("title", "hall", "opens_at", "rules", "details")}
    seen = {"saw": state.revision.version, "saw_agenda": state.agenda.revision.version}
    return c.ChangeForum(by=OFFICER, **{**same, **seen, **changes})


def shape(agenda):
    """Return what an officer planned of an agenda."""
    return [(item.id, item.title, item.kind, item.minutes, item.speech_s) for item in agenda]


@given(ITEMS, ITEMS)
def test_an_agenda_becomes_the_one_that_is_wished_for(before, after):
    """[FO9] Whatever stands, one act makes it what is wished for, in its order; again, nothing happens."""
    hall = Hall()
    hall.do(change(hall.state, agenda=wishes(before)))
    assert shape(hall.state.agenda.items) == shape(wishes(before))
    hall.do(change(hall.state, agenda=wishes(after)))

    assert shape(hall.state.agenda.items) == shape(wishes(after))
    assert hall.do(change(hall.state, agenda=wishes(after))) == []


def test_only_what_differs_happens():
    """[FO9] One item that moves is one event; without an agenda in it, a change leaves the agenda."""
    hall = Hall()
    hall.do(change(hall.state, agenda=wishes([("a", 1, "talk"), ("b", 2, "talk"), ("c", 3, "talk")])))
    moved = hall.do(change(hall.state, agenda=wishes([("c", 3, "talk"), ("a", 1, "talk"), ("b", 2, "talk")])))
    titled = hall.do(change(hall.state, title="새 이름"))

    assert [(type(event).__name__, event.item) for event in moved] == [("ItemMoved", "c")]
    assert [type(event).__name__ for event in titled] == ["ForumChanged"]
    assert len(hall.state.agenda.items) == 3


def test_who_saw_less_is_told_who_was_faster():
    """[FO9] Agenda and announcement each have their version; an item twice, and too many, are refused."""
    hall = Hall()
    late = change(hall.state, title="늦은 이름", agenda=())
    hall.do(c.AddItem(by=MODERATOR, item="i1", title="여는 말", kind=ItemKind.TALK, minutes=5))
    stale = hall.no(late)
    twice = hall.no(change(hall.state, agenda=wishes([("a", 1, "talk"), ("a", 1, "talk")])))
    many = tuple(RequestedItem(id=f"i{n}", title="t", kind=ItemKind.TALK, minutes=1) for n in range(101))

    assert (stale.why, stale.facts["by"], stale.facts["did"]) == (Why.STALE, "mod", "item_added")
    assert twice.why is Why.ALREADY
    assert hall.no(change(hall.state, agenda=many)).why is Why.FULL
    hall.do(c.OpenForum(by=MODERATOR))
    assert hall.no(change(hall.state, title="늦음")).why is Why.NOT_NOW


def test_a_forum_is_called_off_with_a_reason():
    """[FO10] Officers alone, on what they saw, until it opens; faces and minutes say why, and it is closed."""
    hall = Hall()
    hall.do(c.ComeOnline(by=citizen("a"), level=Level.CITIZEN))
    saw = hall.state.revision.version
    assert hall.no(c.CancelForum(by=MODERATOR, reason="태풍", saw=saw)).facts == {"needs": "officer"}
    assert hall.no(c.CancelForum(by=OFFICER, reason=" ", saw=saw)).why is Why.REASON_NEEDED
    assert hall.no(c.CancelForum(by=OFFICER, reason="태풍", saw=saw - 1)).why is Why.STALE
    cancelled, closed = hall.do(c.CancelForum(by=OFFICER, reason=" 태풍으로 취소합니다 ", saw=saw))

    assert (hall.state.phase, hall.state.cancelled) == (Phase.CLOSED, "태풍으로 취소합니다")
    assert closed.__struct_config__.tag == "closed"
    for face in ForumView:
        shared = views.prepare(hall.state, hall.now, {})
        (head,) = [one for one in views.parts(hall.state, face, {}, shared) if isinstance(one, HeadPart)]
        assert (head.cancelled, head.phase) == ("태풍으로 취소합니다", Phase.CLOSED)
    assert minutes("f1", hall.events).cancelled == "태풍으로 취소합니다"
    assert act_of(hall.state, 3, cancelled, {}).about == "태풍으로 취소합니다"
    assert hall.no(c.OpenForum(by=MODERATOR)).why is Why.FORUM_CLOSED


def test_what_has_begun_is_not_called_off():
    """[FO10] A forum that opened is closed by hand: it took place."""
    hall = Hall()
    hall.do(c.OpenForum(by=MODERATOR))
    assert hall.no(c.CancelForum(by=OFFICER, reason="태풍", saw=hall.state.revision.version)).why is Why.NOT_NOW


def test_a_practice_stays_one():
    """[FO8] A change of what is announced makes no forum of a practice, and no practice of a forum."""
    real = Hall()
    practice = forum.fold(
        forum.start("p1"),
        forum.decide(
            forum.start("p1"),
            c.CreateForum(
                by=OFFICER,
                title="연습",
                hall="h",
                opens_at=1,
                rules=Rules(),
                details=Details(practice=True),
                practice_of="f1",
            ),
            1,
        ),
    )
    for state, request in ((real.state, Details(practice=True)), (practice, Details())):
        change = c.ChangeForum(by=OFFICER, title="새", hall="h", opens_at=5, rules=Rules(), details=request, saw=1)
        changed = forum.fold(state, forum.decide(state, change, 2))
        assert changed.title == "새"
        assert (changed.details.practice, changed.practice_of) == (state.details.practice, state.practice_of)

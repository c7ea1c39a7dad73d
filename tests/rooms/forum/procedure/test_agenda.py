"""The agenda."""

from rooms.base.errors import Why
from rooms.forum.model import commands as c
from rooms.forum.model.terms import ItemKind, ItemState
from rooms.forum.procedure.agenda import MAX_ITEMS
from tests.rooms.forum.kit import MINUTE, MODERATOR, Hall, citizen


def planned():
    """Return a forum with three items."""
    hall = Hall()
    for item in "abc":
        hall.do(c.AddItem(by=MODERATOR, item=item, title=item, kind=ItemKind.TALK, minutes=5))
    return hall


def ids(hall):
    """Return the items in order."""
    return "".join(item.id for item in hall.state.agenda.items)


def version(hall):
    """Return what a desk sees of the agenda."""
    return hall.state.agenda.revision.version


def test_items_are_added_moved_changed_removed():
    """[AG1] Items that wait are added, changed, moved and removed."""
    hall = planned()
    hall.do(c.AddItem(by=MODERATOR, item="d", title="d", kind=ItemKind.BREAK, minutes=5, place=1))
    hall.do(c.MoveItem(by=MODERATOR, item="c", place=0, saw=version(hall)))
    hall.do(c.RemoveItem(by=MODERATOR, item="a", saw=version(hall)))
    hall.do(c.ChangeItem(by=MODERATOR, item="b", title="새 이름", kind=ItemKind.BALLOT, minutes=9, saw=version(hall)))

    assert ids(hall) == "cdb"
    assert (hall.state.agenda.items[2].title, hall.state.agenda.items[2].minutes) == ("새 이름", 9)


def test_one_item_runs():
    """[AG2] One item runs at a time; beginning another finishes it; what is over can be taken up again."""
    hall = planned()
    hall.do(c.OpenForum(by=MODERATOR))
    hall.do(c.NextItem(by=MODERATOR, saw=version(hall)))
    hall.do(c.StartItem(by=MODERATOR, item="c", saw=version(hall)))
    states = [item.state for item in hall.state.agenda.items]
    hall.do(c.StartItem(by=MODERATOR, item="a", saw=version(hall)))

    assert states == [ItemState.FINISHED, ItemState.WAITING, ItemState.RUNNING]
    assert hall.state.agenda.running == "a"


def test_next_goes_through_to_the_end():
    """[AG3] Next finishes what runs and begins the item behind; after the last one nothing runs."""
    hall = planned()
    hall.do(c.OpenForum(by=MODERATOR))
    seen = []
    for _ in range(4):
        hall.do(c.NextItem(by=MODERATOR, saw=version(hall)))
        seen.append(hall.state.agenda.running)

    assert seen == ["a", "b", "c", ""]
    assert hall.no(c.NextItem(by=MODERATOR, saw=version(hall))).why is Why.NO_SUCH


def test_an_item_has_a_clock():
    """[AG4] The running item has a countdown, which can be extended and stands while the forum is paused."""
    hall = planned()
    hall.do(c.OpenForum(by=MODERATOR))
    hall.do(c.NextItem(by=MODERATOR, saw=version(hall)))
    hall.wait(60)
    hall.do(c.ExtendItem(by=MODERATOR, item="a", seconds=60, saw=version(hall)))
    hall.do(c.PauseForum(by=MODERATOR, reason="소란"))
    hall.wait(300)
    hall.do(c.ResumeForum(by=MODERATOR))

    assert hall.state.agenda.clock.left(hall.now) == 5 * MINUTE


def test_refusals():
    """[AG5] Stale, unknown, too many, out of bounds, not yet open: each is refused with its reason."""
    hall = planned()
    assert hall.no(c.NextItem(by=MODERATOR, saw=version(hall))).why is Why.FORUM_NOT_OPEN
    assert hall.no(c.MoveItem(by=MODERATOR, item="a", place=2, saw=0)).why is Why.STALE
    assert hall.no(c.RemoveItem(by=MODERATOR, item="x", saw=version(hall))).why is Why.NO_SUCH
    assert hall.no(c.MoveItem(by=MODERATOR, item="a", place=3, saw=version(hall))).why is Why.OUT_OF_RANGE
    add = c.AddItem(by=MODERATOR, item="a", title="a", kind=ItemKind.TALK, minutes=5)
    assert hall.no(add).why is Why.ALREADY
    for number in range(MAX_ITEMS - 3):
        hall.do(c.AddItem(by=MODERATOR, item=f"n{number}", title="n", kind=ItemKind.TALK, minutes=5))
    assert hall.no(c.AddItem(by=MODERATOR, item="z", title="z", kind=ItemKind.TALK, minutes=5)).why is Why.FULL
    assert hall.no(c.NextItem(by=citizen("a"), saw=version(hall))).why is Why.NOT_ALLOWED


def test_a_running_item_is_not_changed():
    """[AG6] What runs or is over is neither changed nor removed."""
    hall = planned()
    hall.do(c.OpenForum(by=MODERATOR))
    hall.do(c.NextItem(by=MODERATOR, saw=version(hall)))

    assert hall.no(c.RemoveItem(by=MODERATOR, item="a", saw=version(hall))).facts["state"] == "running"


def test_an_item_of_speeches_opens_the_queue():
    """[AG9] A talk leaves the queue as it is; a debate opens it, as the rules keep it; it can be closed again."""
    hall = Hall(present_only=True)
    for item, kind in (("a", ItemKind.TALK), ("b", ItemKind.DEBATE)):
        hall.do(c.AddItem(by=MODERATOR, item=item, title=item, kind=kind, minutes=5))
    hall.do(c.OpenForum(by=MODERATOR))
    hall.do(c.StartItem(by=MODERATOR, item="a", saw=version(hall)))
    assert not hall.state.floor.open
    hall.do(c.NextItem(by=MODERATOR, saw=version(hall)))
    assert (hall.state.floor.open, hall.state.floor.present_only) == (True, True)
    hall.do(c.SetQueue(by=MODERATOR, open=False))

    assert not hall.state.floor.open

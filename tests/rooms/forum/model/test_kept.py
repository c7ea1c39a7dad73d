"""Values are read without their bounds, and only then refused when they are of another kind."""

import msgspec
import pytest

from rooms.forum.model import events as e
from rooms.forum.model.kept import read
from rooms.forum.model.rules import Details, Rules
from rooms.forum.model.state import ForumState, Terms
from tests.rooms.forum.kit import Hall, a_ballot


def plain(value):
    """Return a value as JSON brings it."""
    return msgspec.json.decode(msgspec.json.encode(value))


def test_bounds_are_not_asked():
    """[JO25] Lengths, sizes, patterns and fields that are new: each refused by a page's reader, each read here."""
    long = plain(Details(about="가" * 9_000, panel=("나" * 999,), live="x"))
    odd = {**plain(Rules(speech_s=1)), "newer": True}
    terms = plain(a_ballot(question="다" * 999))
    for value, type_ in ((long, Details), (odd, Rules), (terms, Terms)):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(value, type_)

    assert read(long, Details) == Details(about="가" * 9_000, panel=("나" * 999,), live="x")
    assert read(odd, Rules) == Rules(speech_s=1)
    assert read(terms, Terms) == a_ballot(question="다" * 999)


def test_structs_within_an_event_are_read():
    """Structs in structs, options in a list: the long way gives what was written, and refuses another struct."""
    long = "라" * 999
    created = e.BallotCreated(at=1, ballot="b", terms=a_ballot(question=long))
    counted = {
        "kind": "ballot_counted",
        "at": 1,
        "ballot": "b",
        "hidden": True,
        "votes": [["a", {"yes": 1}]],
        "paper": {},
        "tally": {"yes": 1},
        "result": plain(Hall().state),
    }

    assert read(plain(created), e.BallotCreated) == created
    with pytest.raises(msgspec.ValidationError):
        read(counted, e.BallotCounted)


@pytest.mark.parametrize(
    "change", [{"speech_s": "3"}, {"camps": 1}, {"order": "camp"}, {"levels": []}, {"kinds": ["x"]}]
)
def test_another_kind_is_refused(change):
    """A text for a number, a number for a truth, a name that an enumeration does not have, a list for a struct."""
    with pytest.raises(msgspec.ValidationError):
        read({**plain(Rules()), **change}, Rules)


def test_what_is_missing_is_refused_unless_it_has_a_default():
    """A state without its forum is none; one with nothing else is a fresh one."""
    assert read({"forum": "f1", "title": "x"}, ForumState).title == "x"
    with pytest.raises(msgspec.ValidationError):
        read({"title": "x"}, ForumState)

"""What damage is told as: of the forum, and not of the moment."""

import pytest

from agora_server.journal.journal import JournalBrokenError
from agora_server.minutes.reading import reading
from agora_server.store import StoreBusyError
from rooms.base.errors import Refusal, Why


@pytest.mark.parametrize("damage", [JournalBrokenError("hash"), ValueError("no JSON"), TypeError(), KeyError("at")])
def test_damage_is_unreadable(damage):
    """Whatever a damaged row comes to is one refusal, which names the forum."""
    with pytest.raises(Refusal) as no, reading("f1"):
        raise damage

    assert (no.value.why, no.value.facts) == (Why.UNREADABLE, {"what": "forum", "id": "f1"})


@pytest.mark.parametrize("other", [StoreBusyError(), OSError("disk"), Refusal(Why.NOT_ALLOWED, needs="officer")])
def test_what_may_pass_is_told_as_what_it_is(other):
    """A store that is busy is not a record that is damaged."""
    with pytest.raises(type(other)), reading("f1"):
        raise other

"""What nodes tell each other, over the parts of the composition alone."""

from types import SimpleNamespace
from unittest.mock import Mock

import pytest

from agora_server.assembly.hints import Departures, HintReceiver, build_bus
from agora_server.bus.interface import Hint
from agora_server.bus.memory import MemoryBus
from agora_server.bus.redis import RedisBus
from agora_server.core.faults import Faults, Hook
from agora_server.ops.settings import Settings, SettingsError
from agora_server.transport.close_codes import Code


@pytest.fixture
def departures():
    """Ends what is gone, over parts that remember what they were told."""
    return Departures(Mock(), Mock(), Mock())


@pytest.fixture
def receiver(departures):
    """Takes hints, at a time that stands still."""
    return HintReceiver(departures, Mock(), Mock(), Mock(), lambda: 7, Faults())


def test_sessions_that_end_here_end_on_every_node(departures):
    """Tickets and sockets end here, and the other nodes are told; of what ended elsewhere nobody is told again."""
    departures.end_sessions({"s1"})
    departures.bus.publish.assert_not_called()
    departures.revoked({"s2", "s1"})

    departures.tickets.drop.assert_called_with({"s1", "s2"})
    departures.host.dismiss_sessions.assert_called_with({"s1", "s2"}, Code.SESSION_ENDED)
    departures.bus.publish.assert_called_once_with("revoked", ["s1", "s2"])


def test_who_is_erased_here_is_forgotten_on_every_node(departures):
    """The square forgets, and the other nodes are told."""
    departures.erased("p1")

    departures.host.forget.assert_called_once_with("p1")
    departures.bus.publish.assert_called_once_with("erased", ["p1"])


@pytest.mark.parametrize(
    ("topic", "done"),
    [
        ("revoked", lambda to: to.departures.tickets.drop.call_args.args == ({"a"},)),
        ("erased", lambda to: to.forum_parts.people.forget.call_args.args == ("a",)),
        ("forum", lambda to: to.forum_parts.on_remote_change.call_args.args == (["a"],)),
        ("voice", lambda to: to.voices.passed.call_args.args == (["a"], 7)),
        ("forum_erased", lambda to: to.forum_parts.on_remote_erasures.call_args.args == (["a"],)),
    ],
)
def test_a_hint_does_here_what_was_done_there(receiver, topic, done):
    """Each topic reaches the part that it concerns, and that part alone knows what to do."""
    receiver.on_hint(Hint("other", "e1", 1, topic, ["a"]))

    assert done(receiver)
    assert not receiver.faults.counts[Hook.HINT]


def test_a_hint_that_fails_is_noted_and_an_unknown_one_is_left(receiver):
    """What a hint raises stays with it; a topic of a newer node is none of ours."""
    receiver.voices.passed.side_effect = RuntimeError
    receiver.on_hint(Hint("other", "e1", 1, "voice", ["a"]))
    receiver.on_hint(Hint("other", "e1", 2, "of-tomorrow", ["a"]))

    assert receiver.faults.counts[Hook.HINT] == 1


def test_after_a_gap_the_store_is_asked(receiver):
    """Sessions and forums are read anew."""
    receiver.on_gap("other")

    receiver.watch.wake.assert_called_once_with()
    receiver.forum_parts.on_remote_gap.assert_called_once_with()


def test_a_single_node_has_a_bus_that_leads_nowhere(tmp_path):
    """Several nodes meet at the Redis of the settings."""
    assert isinstance(build_bus(Settings(data=tmp_path)), MemoryBus)
    assert isinstance(build_bus(SimpleNamespace(redis="redis://127.0.0.1:1")), RedisBus)
    with pytest.raises(SettingsError, match="redis"):
        build_bus(SimpleNamespace(redis="redis://127.0.0.1:port"))

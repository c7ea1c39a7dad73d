"""Signals: counted for a while, each person once a kind; calls for help until they are done."""

from agora_server.forum.signals import HELP_MS, SHOWN_MS, ForumSignals
from rooms.forum.model.state import Revision
from rooms.forum.model.terms import Channel, Signal
from rooms.forum.views.view_parts import HelpView, SignalCount


def test_a_person_counts_once_by_where_they_are():
    """Clapping twice is one; the room and the line are counted apart."""
    signals = ForumSignals()
    for person, channel in (("a", Channel.ONLINE), ("a", Channel.ONLINE), ("b", Channel.ONSITE)):
        signals.show(Signal.APPLAUSE, person, channel, 1)
    signals.show(Signal.SLOWER, "a", Channel.ONLINE, 1)

    assert signals.part(2, {}).counts == (SignalCount(Signal.APPLAUSE, 1, 1), SignalCount(Signal.SLOWER, 1, 0))


def test_signals_fade():
    """After half a minute nothing is left of applause, after two of a call that nobody took care of."""
    signals = ForumSignals()
    signals.show(Signal.APPLAUSE, "a", Channel.ONLINE, 1)
    signals.show(Signal.CANT_HEAR, "a", Channel.ONLINE, 1)

    assert len(signals.part(SHOWN_MS, {}).counts) == 2
    assert signals.part(SHOWN_MS + 1, {}).counts == (SignalCount(Signal.CANT_HEAR, 1, 0),)
    assert not signals.part(HELP_MS + 1, {}).counts
    assert not signals


def test_what_is_done_counts_no_more():
    """[SI5] Calls up to then are gone for everybody and said to be done; a later one counts, another kind stays."""
    signals = ForumSignals()
    for person in "ab":
        signals.show(Signal.CANT_HEAR, person, Channel.ONSITE, 10)
    signals.show(Signal.SLOWER, "a", Channel.ONLINE, 10)
    helped = {Signal.CANT_HEAR: Revision(1, "mod", "help_done", 20)}

    part = signals.part(21, helped)
    assert part.counts == (SignalCount(Signal.SLOWER, 1, 0),)
    assert part.helped == (HelpView(Signal.CANT_HEAR, 20, 1),)
    signals.show(Signal.CANT_HEAR, "a", Channel.ONSITE, 22)
    assert signals.part(23, helped).counts[0] == SignalCount(Signal.CANT_HEAR, 0, 1)

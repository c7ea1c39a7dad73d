"""Handing over to a second device: each step once, by whom it may, within two minutes."""

from agora_server.people import handover
from agora_server.people.handover import LIFE_MS, Handovers, HandoverState

NOW = 1_800_000_000_000


def test_a_token_is_claimed_once():
    """Who photographs the code comes second, or shows other digits."""
    held = Handovers()
    made, token = held.begin("s1", "a1", "/staff", NOW)
    claimed, ticket = held.claim(token, "Pad", NOW)

    assert claimed is made
    assert (made.state, len(made.digits), made.device) == (HandoverState.CLAIMED, 2, "Pad")
    assert held.claim(token, "Thief", NOW) is None
    assert held.of_ticket(ticket, NOW) is made
    assert held.of_ticket(token, NOW) is None


def test_only_the_first_device_sees_and_confirms():
    """Another session of the same account is another device."""
    held = Handovers()
    made, token = held.begin("s1", "a1", "/staff", NOW)

    assert held.of(made.id, "s1", NOW) is made
    assert held.of(made.id, "s2", NOW) is None
    assert not held.confirm(made)
    held.claim(token, "", NOW)
    assert held.confirm(made)
    assert not held.confirm(made)


def test_it_lapses_after_two_minutes_whatever_its_state():
    """A forgotten code opens nothing."""
    held = Handovers()
    made, token = held.begin("s1", "a1", "/staff", NOW)
    late = NOW + LIFE_MS
    assert held.claim(token, "", late) is None
    _, ticket = held.claim(token, "", late - 1)

    assert held.of(made.id, "s1", late) is None
    assert held.of_ticket(ticket, late) is None


def test_a_new_one_ends_the_old_one_of_the_same_device():
    """Pressing twice leaves one code that works."""
    held = Handovers()
    _, old = held.begin("s1", "a1", "/staff", NOW)
    held.begin("s1", "a1", "/staff", NOW)

    assert held.claim(old, "", NOW) is None


def test_what_is_done_is_gone_and_what_is_held_is_bounded(monkeypatch):
    """The oldest make room."""
    monkeypatch.setattr(handover, "HELD", 3)
    held = Handovers()
    tokens = [held.begin(f"s{n}", "a1", "/staff", NOW)[1] for n in range(5)]
    kept = [held.claim(token, "", NOW) is not None for token in tokens]
    made, _ = held.begin("s9", "a1", "/staff", NOW)
    held.end(made)
    held.end(made)

    assert kept == [False, False, True, True, True]
    assert held.of(made.id, "s9", NOW) is None

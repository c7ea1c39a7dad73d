"""Tickets: once, for 30 seconds, for one session, and never too many."""

import pytest

from agora_server.transport import tickets
from agora_server.transport.tickets import Pass, Tickets, TicketsOutError
from rooms.base.roles import Role


def a_pass(made=0, session="s"):
    """Return what a ticket stands for."""
    return Pass(session, "p", "이름", Role.GUEST, "l", True, None, made)


def test_a_ticket_is_good_once_and_for_thirty_seconds():
    """A ticket is gone after its use, and 30 s after it was made."""
    desk = Tickets()
    desk.issue("a", a_pass())
    desk.issue("b", a_pass())

    assert desk.redeem("a", 29_999) is not None
    assert desk.redeem("a", 29_999) is None
    assert desk.redeem("b", 30_000) is None


def test_a_ninth_tab_takes_the_oldest_ones_place():
    """A session holds eight unused tickets."""
    desk = Tickets()
    for n in range(9):
        desk.issue(f"{n}", a_pass())

    assert desk.redeem("0", 1) is None
    assert desk.redeem("8", 1) is not None


def test_a_session_asks_thirty_times_a_minute():
    """Who asks too often is told when to come back; another session is not."""
    desk = Tickets()
    for n in range(tickets.PER_MINUTE.burst):
        desk.issue(f"{n}", a_pass(n))
    with pytest.raises(TicketsOutError) as refused:
        desk.issue("x", a_pass(30))
    desk.issue("y", a_pass(30, "other"))
    desk.issue("z", a_pass(60_001))

    assert refused.value.seconds == 2


def test_the_house_holds_a_bounded_number_and_forgets_the_expired(monkeypatch):
    """A full desk refuses; 30 s later it is empty again, in every table."""
    monkeypatch.setattr(tickets, "IN_ALL", 100)
    desk = Tickets()
    for n in range(100):
        desk.issue(f"{n}", a_pass(0, f"s{n}"))
    with pytest.raises(TicketsOutError):
        desk.issue("x", a_pass(1, "sx"))
    desk.issue("y", a_pass(60_002, "sy"))

    assert (len(desk), len(desk._of), len(desk._rates)) == (1, 1, 1)


def test_tickets_of_an_ended_session_are_void():
    """Whose session ended does not come in by a ticket made before."""
    desk = Tickets()
    desk.issue("a", a_pass())
    desk.drop({"s"})

    assert desk.redeem("a", 1) is None

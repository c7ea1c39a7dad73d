"""Locks grow, end, and are bounded in number."""

from agora_server.people import lockout
from agora_server.people.lockout import Guesses, Tries, lock_until


def test_locks_double_up_to_a_quarter_of_an_hour():
    """From the fifth failure on, a minute, two, four ... fifteen at most."""
    waits = [lock_until(failures, 0) // 1000 for failures in (4, 5, 6, 7, 8, 9, 50)]

    assert waits == [0, 60, 120, 240, 480, 900, 900]


def test_a_login_that_does_not_exist_locks_in_the_same_way():
    """Five failures of a stranger lock the login for a minute."""
    tries = Tries()
    for _ in range(5):
        tries.stranger_failed("nobody", 0)

    assert tries.stranger_locked_until("nobody") == lock_until(5, 0)


def test_an_address_has_thirty_tries_a_minute():
    """Thirty at once, then one each two seconds: per address, and another one is not held up."""
    tries = Tries()
    waits = [tries.seconds_to_wait("a", 0) for _ in range(31)]

    assert waits == [0] * 30 + [2]
    assert tries.seconds_to_wait("b", 0) == 0
    assert [tries.seconds_to_wait("a", 60_000) for _ in range(31)] == [0] * 30 + [2]


def test_what_is_remembered_is_bounded(monkeypatch):
    """A flood of logins and addresses does not grow the memory."""
    monkeypatch.setattr(lockout, "KNOWN", 10)
    tries = Tries()
    for n in range(100):
        tries.stranger_failed(f"{n}", 0)
        tries.seconds_to_wait(f"{n}", 0)

    assert (len(tries._strangers), len(tries._addresses)) == (10, 10)


def test_wrong_codes_lock_their_session_and_a_right_one_forgets_them():
    """From the fifth wrong code on a session waits, whatever address it comes from."""
    guesses = Guesses()
    for _ in range(5):
        guesses.wrong("s", "a", 0)

    assert guesses.seconds_to_wait("s", "b", 0) == 60
    assert guesses.seconds_to_wait("other", "a", 0) == 0
    guesses.right("s")
    assert guesses.seconds_to_wait("s", "b", 0) == 0


def test_an_address_waits_only_where_a_whole_hall_would_not_err_so_often():
    """Many sessions of one address share a bound; a minute later it is free again, and one more sooner."""
    guesses = Guesses()
    for n in range(lockout.WRONG_PER_ADDRESS.burst):
        assert guesses.seconds_to_wait(f"s{n}", "a", 0) == 0
        guesses.wrong(f"s{n}", "a", 0)

    assert guesses.seconds_to_wait("fresh", "a", 0) == 1
    assert guesses.seconds_to_wait("fresh", "b", 0) == 0
    assert guesses.seconds_to_wait("fresh", "a", 60_000) == 0


def test_wrong_codes_do_not_grow_the_memory(monkeypatch):
    """A flood of sessions and addresses is bounded."""
    monkeypatch.setattr(lockout, "KNOWN", 10)
    guesses = Guesses()
    for n in range(100):
        guesses.wrong(f"s{n}", f"a{n}", 0)

    assert (len(guesses._sessions), len(guesses._addresses)) == (10, 10)

"""The overload ladder."""

from agora_server.square.overload import CALM_TICKS, LONG_TICKS, Ladder


def climb(ladder, took, ticks):
    """Let so many ticks take so long."""
    for _ in range(ticks):
        ladder.step(took)


def test_the_rungs_come_in_order():
    """Ticks that do not fit slow down from 10 to 5 to 3.3 a second; then newcomers get the list."""
    ladder = Ladder()
    seen = []
    for _ in range(5):
        seen.append((ladder.period_ms, ladder.newcomers_by_list))
        climb(ladder, 1_000, LONG_TICKS)

    assert seen == [(100, False), (200, False), (300, False), (300, True), (300, True)]


def test_a_hiccup_is_not_overload():
    """One tick less than it takes, then a good one: nothing changes."""
    ladder = Ladder()
    for _ in range(20):
        climb(ladder, 1_000, LONG_TICKS - 1)
        climb(ladder, 90, 1)

    assert ladder.rung == 0


def test_calm_leads_back():
    """Thirty calm ticks bring one rung back; a tick that fits only the slow period does not count."""
    ladder = Ladder()
    climb(ladder, 1_000, LONG_TICKS * 3)
    assert ladder.rung == 3
    climb(ladder, 180, CALM_TICKS * 3)
    assert ladder.rung == 3
    climb(ladder, 100, CALM_TICKS)
    assert ladder.rung == 2
    climb(ladder, 100, CALM_TICKS)
    assert ladder.rung == 1
    climb(ladder, 90, CALM_TICKS)
    assert ladder.rung == 1
    climb(ladder, 50, CALM_TICKS * 2)
    assert ladder.rung == 0

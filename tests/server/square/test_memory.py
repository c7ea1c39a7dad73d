"""Holders of words are swept in turn."""

from agora_server.square.memory import EVERY_MS, WordMemory


def test_each_holder_is_swept_in_turn():
    """One holder a period, the first one again after the last; between two periods none."""
    swept = []
    memory = WordMemory([lambda now: swept.append(("a", now)), lambda now: swept.append(("b", now))])
    for now in (EVERY_MS, EVERY_MS + 1, 2 * EVERY_MS, 3 * EVERY_MS):
        memory.tick(now)

    assert swept == [("a", EVERY_MS), ("b", 2 * EVERY_MS), ("a", 3 * EVERY_MS)]


def test_a_holder_that_fails_does_not_keep_the_next_one_waiting():
    """The turn was taken before it failed."""

    def fails(_):
        raise RuntimeError

    swept = []
    memory = WordMemory([fails, swept.append])
    try:
        memory.tick(EVERY_MS)
    except RuntimeError:
        memory.tick(2 * EVERY_MS)

    assert swept == [2 * EVERY_MS]

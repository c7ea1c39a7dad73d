"""Whole towns, from pinned seeds: no gap, nothing twice, no ghost, no words where they may not be heard."""

import pytest

from tests.simulation.town import Town

PINNED_SEEDS = (1, 2, 3, 533_396, 20_261_123)
"""Seeds that stay: among them those that once found something."""


@pytest.mark.parametrize("seed", PINNED_SEEDS)
def test_a_town(seed):
    """[ST5] [ST2] [HE9] [PR8] [BL1] Over hundreds of acts every promise holds after each of them."""
    town = Town(seed, people=9)
    for _ in range(400):
        town.step()
        town.check()

    assert town.tally["said"] > 20
    assert town.tally["resumed"] > 3
    assert town.tally["reset"] > 9


def test_the_same_seed_is_the_same_town():
    """[PR9] A seed tells the whole story: the rules hold no randomness and no clock of their own."""
    towns = [Town(7, people=5), Town(7, people=5)]
    for town in towns:
        for _ in range(200):
            town.step()

    assert towns[0].tally == towns[1].tally
    assert [client.known for client in towns[0].clients.values()] == [c.known for c in towns[1].clients.values()]


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 140))
def test_many_towns(seed):
    """[ST5] [ST2] [PR8] Larger towns, of more seeds."""
    town = Town(seed, people=25)
    for _ in range(1_500):
        town.step()
        town.check()

    assert town.tally["said"] > 50

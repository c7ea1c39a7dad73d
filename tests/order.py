"""
The order of the tests, drawn anew for every run: a test that leans on an earlier one fails sooner or later, here.

Files are shuffled, and the tests within each, so that what a file shares is still made once. The seed stands at the end
of the run; ``--order SEED`` draws the same order again.
"""

import random
from collections.abc import Iterable
from typing import Any

import pytest

HIGHEST = 10_000
"""Seeds are small enough to be typed again."""


def new_seed() -> int:
    """Return a seed that nobody chose."""
    return random.SystemRandom().randrange(1, HIGHEST)


def shuffled(items: Iterable[pytest.Item], seed: int) -> list[pytest.Item]:
    """Return the tests in the order of a seed; the same seed and tests give the same order on every machine."""
    rng = random.Random(seed)
    files: dict[object, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    groups = list(files.values())
    rng.shuffle(groups)
    for group in groups:
        rng.shuffle(group)
    return [item for group in groups for item in group]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch of the seed."""
    parser.addoption("--order", type=int, metavar="SEED", help="run the tests in the order of this seed")


def pytest_configure(config: pytest.Config) -> None:
    """Draw the seed; a worker takes that of who started it, for all must agree."""
    given = getattr(config, "workerinput", {"order": config.option.order})["order"]
    config.option.order = given or new_seed()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of pytest-xdist the seed."""
    node.workerinput["order"] = node.config.option.order


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say how to get this order again."""
    terminalreporter.write_line(f"order: --order {config.option.order}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the tests in order."""
    items[:] = shuffled(items, config.option.order)

"""The rules of ``rooms/SPEC.md`` and its sister pages, and the tests that cite them, each way."""

import collections
import re

import pytest

from tests import source

SPEC = "\n".join(page.read_text("utf-8") for page in sorted((source.ROOT / "rooms").rglob("*.md")))
RULES = re.findall(r"^- \*\*([A-Z]{2}\d+)\*\*", SPEC, re.MULTILINE)
FAMILIES = {rule[:2] for rule in RULES}
ELSEWHERE = {"AR"}
"""Families of rules that stand with their tests: those of the project itself."""


def citations():
    """Return the files that cite each rule."""
    cited = collections.defaultdict(set)
    files = [*source.python_files("tests"), *source.typescript_files()]
    for file in files:
        for rule in re.findall(r"\[([A-Z]{2}\d+)\]", file.read_text("utf-8")):
            cited[rule].add(source.name_of(file))
    return cited


CITED = citations()


def test_rules_are_numbered_without_gaps():
    """Each family counts from one, each number once."""
    assert len(RULES) == len(set(RULES))
    for family in FAMILIES:
        numbers = [int(rule[2:]) for rule in RULES if rule.startswith(family)]
        assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_tested(rule):
    """A rule that no test cites is a wish."""
    assert CITED[rule] - {"tests/test_spec.py"}


@pytest.mark.parametrize("rule", sorted(CITED))
def test_every_citation_is_a_rule(rule):
    """A citation names a rule that stands in the specification, or in a family of its own."""
    assert rule in RULES or rule[:2] in ELSEWHERE

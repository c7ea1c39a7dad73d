"""The locked requirements."""

import re

import pytest

from tests import locks


@pytest.mark.parametrize("name", ["runtime", "dev", "node"])
def test_a_lock_meets_what_is_declared(name):
    """Every requirement of pyproject.toml is met by the lock; if not, run ``./agora lock``."""
    assert locks.unmet(name) == []


@pytest.mark.parametrize("name", ["runtime", "dev", "node"])
def test_a_lock_names_hashes_and_no_registry(name):
    """Every package is held by a hash, and no address of a registry is recorded."""
    text = (locks.FOLDER / f"{name}.txt").read_text(encoding="utf-8")

    packages = re.split(r"\n(?=[a-z])", text)

    assert all("--hash=sha256:" in package for package in packages)
    assert "://" not in text


def test_tests_run_what_is_shipped():
    """The test environment holds every package of the server in the very version that is shipped."""
    dev = locks.pins("dev")

    assert {name: dev[name] for name in locks.pins("runtime")} == locks.pins("runtime")

"""Tests that can fail: each checks something, and says so in a way that is found."""

import ast
import textwrap

import pytest

from tests import source

CHECKS = {"raises", "fail", "timeout", "wait_for"}
"""Calls that fail a test by themselves: what does not come in time is missing."""


def called(node):
    """Return the names that a function calls, without what stands before the dot."""
    calls = (one.func for one in ast.walk(node) if isinstance(one, ast.Call))
    return {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}


def asserts(node):
    """Tell whether a function itself asserts something that may be false."""
    found = [one.test for one in ast.walk(node) if isinstance(one, ast.Assert)]
    return any(not is_constant(test) for test in found) or any(
        name in CHECKS or name.startswith("assert_") for name in called(node)
    )


def is_constant(test):
    """Tell whether an assertion holds by its shape: a constant, a tuple, ``... or True``, a thing equal to itself."""
    if isinstance(test, ast.Constant | ast.Tuple):
        return True
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
        return any(is_constant(value) for value in test.values)
    if isinstance(test, ast.Compare):
        return len(test.comparators) == 1 and ast.dump(test.left) == ast.dump(test.comparators[0])
    return False


def functions(tree):
    """Return every function of a module, methods and nested ones as well."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def checking(defined, known=frozenset()):
    """Return the names of functions that assert, or call one that does, however far down; ``known`` ones do."""
    calls = [(one.name, called(one)) for one in defined]
    found = {*known, *(one.name for one in defined if asserts(one))}
    while more := {name for name, names in calls if names & found} - found:
        found |= more
    return found


def idle(tree, known=frozenset()):
    """Return the names of tests that check nothing, and of those with an assertion that cannot be false."""
    defined = functions(tree)
    found = checking(defined, known)
    tests = [one for one in defined if one.name.startswith("test_")]
    hollow = [one for test in tests for one in ast.walk(test) if isinstance(one, ast.Assert) and is_constant(one.test)]
    return sorted({one.name for one in tests if one.name not in found} | {f"line {one.lineno}" for one in hollow})


FILES = source.python_files("tests")


@pytest.fixture(scope="module")
def helpers():
    """The names of the helpers of all tests that check something."""
    shared = [source.tree(file) for file in FILES if not file.name.startswith("test_")]
    return frozenset(checking([one for tree in shared for one in functions(tree)]))


@pytest.mark.parametrize("file", [file for file in FILES if file.name.startswith("test_")], ids=source.name_of)
def test_every_test_checks_something(file, helpers):
    """A test without an assertion, by itself or by a helper, proves nothing whatever its name says."""
    assert idle(source.tree(file), helpers) == []


@pytest.mark.parametrize(
    "body",
    ["work()", "assert True", "assert x or True", "assert (x, 'words')", "assert digest() == digest()", "print(x)"],
)
def test_a_test_that_cannot_fail_is_found(body):
    """Planted tests of each kind are named."""
    assert idle(ast.parse(f"def test_planted():\n    {body}"))


@pytest.mark.parametrize(
    "body",
    [
        "assert x",
        "with pytest.raises(ValueError): work()",
        "double.assert_called_once()",
        "check(x)",
        "assert x == y or z",
    ],
)
def test_a_test_that_can_fail_is_not(body):
    """Assertions, expected errors, doubles that were called, and helpers that assert are checks."""
    module = f"""
        def check(x):
            deeper(x)
        def deeper(x):
            assert x
        def test_honest():
            {body}
    """

    assert idle(ast.parse(textwrap.dedent(module))) == []

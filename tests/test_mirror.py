"""Files and tests: who looks for the test of a file finds it by its name."""

import functools

import pytest

from tests import source

UNTESTED = {
    "rooms/base/errors.py": "names; worded and compared by the catalogue's test",
    "rooms/square/effects.py": "values; every test of the square asserts them",
    "rooms/square/ports.py": "protocols, checked by mypy",
    "agora_server/__main__.py": "options of a command line; run by the package and browser tests",
    "agora_server/aggregate/rules.py": "protocols, checked by mypy",
    "agora_server/api/refusals.py": "sets of codes; whatever a route refuses is held to them",
    "agora_server/http/call.py": "values, checked by every test of a route",
}
"""Files without a test file of their own, each with the reason."""
ELSEWHERE = {
    "tests/server/contract.py": "a judge of calls and answers by the OpenAPI document",
    "tests/server/installation.py": "fakes for the tests of routes",
    "tests/server/forum_actor.py": "a process that hosts a forum until it is killed",
    "tests/server/forums.py": "a host of forums, and what people do in a forum",
    "tests/server/hall_kit.py": "tabs that attend a forum over real lines",
    "tests/server/petitions.py": "the smallest aggregate that is no forum, and a host of such",
    "tests/server/journals.py": "a journal with seeded dice and a small state",
    "tests/server/records.py": "records of a small forum, whole and broken",
    "tests/server/forgetting_server.py": "a process with a clock by hand whose objects are searched for words",
    "tests/server/verify/mutants.py": "changed and forged records, drawn by seed",
    "tests/server/record_vectors.py": "files of every verdict, for the readers of records",
    "tests/server/evenings.py": "a whole evening of a forum, for minutes and records",
    "tests/server/appender.py": "a process that appends until it is killed",
}
"""Files of the mirrored folders that are helpers, each with its purpose."""
FOLDERS = {"rooms": "rooms", "agora_server": "server"}
TESTED_BY_RUNNING = ("agora_server/bench/", "agora_server/store/migrations/", "agora_server/bots/")
"""Programs: bench and bots are run by the load tests, migrations by the store's contract suite."""


def mirror_of(file):
    """Return the path at which the test of a file stands."""
    package, *folders, name = file.relative_to(source.ROOT).parts
    return source.ROOT.joinpath("tests", FOLDERS[package], *folders, f"test_{name}")


def is_covered(file):
    """Tell whether a test file bears the name of the file, or of the feature or folder it is a part of."""
    wanted = mirror_of(file)
    stem = file.stem.lstrip("_")
    candidates = [wanted, wanted.with_name(f"test_{stem.partition('_')[0]}.py")]
    folder = wanted.parent
    if folder.parent != source.ROOT / "tests":
        candidates += folder.parent.glob(f"test_{folder.name}*.py")
    return any(candidate.exists() for candidate in candidates) or any(folder.glob(f"test_{stem}_*.py"))


def module_name(file):
    """Return the dotted name of a module."""
    return ".".join(file.relative_to(source.ROOT).with_suffix("").parts)


@functools.cache
def names_of_tests(folder):
    """Return everything that the tests of a folder import."""
    return frozenset().union(*(source.imports(file) for file in source.python_files(f"tests/{folder}")))


def imported(file):
    """Return what the tests of a file's package import."""
    return names_of_tests(FOLDERS[file.relative_to(source.ROOT).parts[0]])


def modules():
    """Return the modules that a test must mirror."""
    files = source.python_files(*source.PACKAGES)
    return [
        file
        for file in files
        if file.name != "__init__.py"
        and source.name_of(file) not in UNTESTED
        and not source.name_of(file).startswith(TESTED_BY_RUNNING)
    ]


@pytest.mark.parametrize("file", modules(), ids=source.name_of)
def test_every_module_has_its_test(file):
    """[AR14] ``rooms/x.py`` has ``tests/rooms/test_x.py``, or a test of the mirrored folder that imports it."""
    covered = is_covered(file) or module_name(file) in imported(file)

    assert covered, f"missing: {source.name_of(mirror_of(file))}"


def test_exceptions_exist():
    """[AR15] A file that is excused from a test of its own, or is a helper, exists."""
    gone = [name for name in (*UNTESTED, *ELSEWHERE) if not (source.ROOT / name).exists()]

    assert gone == []


@pytest.mark.parametrize("name", sorted(UNTESTED))
def test_exceptions_are_needed(name):
    """[AR15] A file that has got its test is taken off the lists."""
    file = source.ROOT / name

    assert not mirror_of(file).exists(), f"take {name} off the list: {source.name_of(mirror_of(file))} is there"

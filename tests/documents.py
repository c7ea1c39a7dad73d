"""
The generated parts of docs/: tables and diagrams that are read from the code, so that they cannot drift.

A part stands between ``<!-- generated: name -->`` and ``<!-- end -->``. ``python -m tests.documents --write``
writes them anew; ``test_documents.py`` compares.
"""

import ast
import inspect
import re
import sys
import typing
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from agora_server.people import privacy
from agora_server.transport import close_codes, rate_limits
from rooms.base import errors, frames
from rooms.forum.model.client_commands import CLIENT_COMMANDS
from rooms.forum.views import view_parts
from rooms.wire import messages, voice
from tests import source, structure

PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
KINDS = msgspec.inspect
COMMAND = ".venv/bin/python -m tests.documents --write"
"""What brings the pages up to date; named by the test that finds them behind."""


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table of Markdown."""
    lines = [list(head), ["---"] * len(list(head)), *(list(row) for row in rows)]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def first_line(thing: object) -> str:
    """Return the first line of a docstring."""
    return (inspect.getdoc(thing) or "").partition("\n")[0]


# ---- the protocol ----------------------------------------------------------------------------------


def described(kind: msgspec.inspect.Type) -> str:
    """Return a type with its bounds, in words short enough for a table."""
    match kind:
        case KINDS.StructType(cls=cls):
            return cls.__name__
        case KINDS.EnumType(cls=cls):
            return " / ".join(str(member.value) for member in cls)
        case KINDS.StrType(max_length=length):
            return "text" if length is None else f"text ≤ {length}"
        case KINDS.IntType(ge=low, le=high):
            return "number" if high is None else f"{low}…{_big(high)}"
        case KINDS.BoolType():
            return "yes/no"
        case KINDS.NoneType():
            return "nothing"
        case KINDS.Metadata(type=inner):
            return described(inner)
        case KINDS.ListType(item_type=item, max_length=length) | KINDS.VarTupleType(item_type=item, max_length=length):
            return f"list of {described(item)}" + ("" if length is None else f", ≤ {length}")
        case KINDS.DictType(key_type=key, value_type=value):
            return f"{described(key)} → {described(value)}"
        case KINDS.UnionType(types=types):
            return " or ".join(described(one) for one in types)
        case _:
            raise TypeError(kind)


def _big(number: int) -> str:
    return {2**53 - 1: "2⁵³−1"}.get(number, f"{number:,}")


def fields(cls: type) -> str:
    """Return the fields of a message in their order on the wire."""
    kind = KINDS.type_info(cls)
    assert isinstance(kind, KINDS.StructType)
    return "<br>".join(f"`{field.name}` {described(field.type)}" for field in kind.fields) or "none"


def message_rows(kinds: Iterable[type[msgspec.Struct]]) -> str:
    """Return the table of messages."""
    rows = ([f"`{kind.__struct_config__.tag}`", first_line(kind), fields(kind)] for kind in kinds)
    return table(["type", "what", "fields in order"], rows)


def client_messages() -> str:
    """Return the messages that a client sends."""
    return message_rows(typing.get_args(messages.ClientMessage))


def server_messages() -> str:
    """Return the messages that the server sends."""
    return message_rows(typing.get_args(messages.ServerMessage))


def items() -> str:
    """Return the items that a stream carries."""
    return message_rows(typing.get_args(messages.Item))


def orders() -> str:
    """Return the orders: maps with the field ``order``."""
    rows = ([f"`{kind.__struct_config__.tag}`", first_line(kind), fields(kind)] for kind in CLIENT_COMMANDS)
    return table(["order", "what", "fields by name"], rows)


def face_parts() -> str:
    """Return the parts of faces: maps with the field ``part``."""
    kinds = typing.get_args(view_parts.AnyPart)
    rows = ([f"`{kind.__struct_config__.tag}`", first_line(kind), fields(kind)] for kind in kinds)
    return table(["part", "what", "fields by name"], rows)


def face_values() -> str:
    """Return what the parts of faces are made of."""
    kinds = [
        kind
        for kind in vars(view_parts).values()
        if isinstance(kind, type)
        and issubclass(kind, msgspec.Struct)
        and kind.__struct_config__.tag is None
        and kind not in (msgspec.Struct, view_parts.Part)
    ]
    return table(
        ["value", "what", "fields by name"], ([kind.__name__, first_line(kind), fields(kind)] for kind in kinds)
    )


def values() -> str:
    """Return the parts that messages are made of."""
    kinds = [
        kind
        for kind in vars(messages).values()
        if isinstance(kind, type)
        and issubclass(kind, msgspec.Struct)
        and kind.__struct_config__.tag is None
        and kind is not msgspec.Struct
        and not kind.__name__.startswith("_")
    ]
    return table(
        ["part", "what", "fields in order"], ([kind.__name__, first_line(kind), fields(kind)] for kind in kinds)
    )


def refusals() -> str:
    """Return every refusal with the remark beside it in the source."""
    text = Path(inspect.getfile(errors)).read_text(encoding="utf-8")
    remarks = dict(re.findall(r'^    [A-Z_]+ = "(\w+)"(?:  # (.*))?$', text, re.MULTILINE))
    return table(["code", "when, and which facts"], ([f"`{why.value}`", remarks[why.value]] for why in errors.Why))


def goodbyes() -> str:
    """Return the table of close codes."""
    rows = (
        [str(int(row.code)), row.name, "yes" if row.come_back else "no", f"{row.after_ms} ms", row.issued]
        for row in close_codes.TABLE.values()
    )
    return table(["code", "name", "come back", "after", "when the server says it"], rows)


def rates() -> str:
    """Return the published rates."""
    rows = ([name, str(row["burst"]), f"{row['every_ms']} ms"] for name, row in rate_limits.published().items())
    return table(["what", "at once", "then one each"], rows)


def layouts() -> str:
    """Return the layouts of the fixed-size frames, as their module describes them."""
    pages = "\n\n".join(inspect.cleandoc(module.__doc__ or "") for module in (frames, voice))
    return f"```text\n{pages}\n```\n"


# ---- the architecture ------------------------------------------------------------------------------


def summary(file: Path) -> str:
    """Return the first line of a module's docstring."""
    text = (ast.get_docstring(source.tree(file)) or "").strip()
    return text.partition("\n")[0]


def modules(folder: str) -> str:
    """Return the modules of a package and what each is for."""
    files = [
        file for file in source.python_files(folder) if file.name != "__init__.py" and "migrations" not in file.parts
    ]
    return table(["file", "what it is"], ([f"`{source.name_of(file)}`", summary(file)] for file in files))


def rules_modules() -> str:
    """Return the modules of the rules."""
    return modules("rooms")


def server_modules() -> str:
    """Return the modules of the server."""
    return modules("agora_server")


def packages_graph(top: str) -> str:
    """Return which package knows which, as a diagram; what everybody knows is left out."""
    sources = {source.name_of(file): file.read_text("utf-8") for file in source.python_files(top)}
    apart = {structure.FOUNDATION, *structure.SERVER_APART}
    known = {(own, other) for _, own, other in structure.arrows(sources, top) if not {own, other} & apart}
    everywhere = {"base", "core"}
    lines = [f"  {_node(own)} --> {_node(other)}" for own, other in sorted(known) if other not in everywhere]
    return "```mermaid\nflowchart BT\n" + "\n".join(lines) + "\n```\n"


def _node(package: str) -> str:
    return f'{package.replace("/", "_")}["{package}"]'


def rules_graph() -> str:
    """Return which package of the rules knows which."""
    return packages_graph("rooms")


def server_graph() -> str:
    """Return which package of the server knows which."""
    return packages_graph("agora_server")


# ---- privacy ---------------------------------------------------------------------------------------


def retention() -> str:
    """Return how long what is kept, in both languages, and the legal ground."""

    def long(row: privacy.Retention) -> str:
        if not row.days:
            return "저장하지 않음 · never stored"
        ko, en = (
            (f"{row.days // 365}년", f"{row.days // 365} years")
            if row.days >= 730
            else (f"{row.days}일", f"{row.days} days")
        )
        return f"{row.since[0]} {ko} · {en} {row.since[1]}"

    rows = ((" · ".join(row.what), long(row), " · ".join(row.why), " · ".join(row.basis)) for row in privacy.TABLE)
    return table(("무엇 · what", "얼마나 · how long", "왜 · why", "근거 · legal ground"), rows)


PARTS: dict[str, Callable[[], str]] = {
    part.__name__: part
    for part in (
        *(orders, face_parts, face_values),
        *(client_messages, server_messages, items, values, refusals, goodbyes, rates, layouts),
        *(rules_modules, server_modules, rules_graph, server_graph, retention),
    )
}


def documents() -> list[Path]:
    """Return the pages that hold generated parts."""
    pages = sorted((source.ROOT / "docs").rglob("*.md"))
    return [page for page in pages if PART.search(page.read_text(encoding="utf-8"))]


def renewed(text: str) -> str:
    """Return a page with its generated parts written anew."""
    return PART.sub(lambda found: found[1] + PARTS[found[2]]() + found[3], text)


def main() -> None:
    """Write every page anew."""
    for page in documents():
        page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python -m tests.documents --write")
    main()

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

from agora_server import farewell, limits
from rooms import errors, frames, messages, voice
from rooms.forum import faces
from rooms.forum.orders import ORDERS
from tests import source

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
    rows = ([f"`{kind.__struct_config__.tag}`", first_line(kind), fields(kind)] for kind in ORDERS)
    return table(["order", "what", "fields by name"], rows)


def face_parts() -> str:
    """Return the parts of faces: maps with the field ``part``."""
    kinds = typing.get_args(faces.AnyPart)
    rows = ([f"`{kind.__struct_config__.tag}`", first_line(kind), fields(kind)] for kind in kinds)
    return table(["part", "what", "fields by name"], rows)


def face_values() -> str:
    """Return what the parts of faces are made of."""
    kinds = [
        kind
        for kind in vars(faces).values()
        if isinstance(kind, type)
        and issubclass(kind, msgspec.Struct)
        and kind.__struct_config__.tag is None
        and kind not in (msgspec.Struct, faces.Part)
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
    """Return the table of goodbyes."""
    rows = (
        [str(int(row.code)), row.name, "yes" if row.come_back else "no", f"{row.after_ms} ms", row.issued]
        for row in farewell.TABLE.values()
    )
    return table(["code", "name", "come back", "after", "when the server says it"], rows)


def rates() -> str:
    """Return the published rates."""
    rows = ([name, str(row["burst"]), f"{row['every_ms']} ms"] for name, row in limits.published().items())
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


def rules_graph() -> str:
    """Return which module of the rules knows which, as a diagram."""
    lines = ["flowchart BT"]
    for file in source.python_files("rooms"):
        known = {name.split(".")[1] for name in source.imports(file) if name.startswith("rooms.")}
        lines += [f"  {file.stem} --> {name}" for name in sorted(known - {file.stem, "messages", "errors"})]
    return "```mermaid\n" + "\n".join(lines) + "\n```\n"


PARTS: dict[str, Callable[[], str]] = {
    part.__name__: part
    for part in (
        *(orders, face_parts, face_values),
        *(client_messages, server_messages, items, values, refusals, goodbyes, rates, layouts),
        *(rules_modules, server_modules, rules_graph),
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

"""The source of the project as data, for the tests of its structure."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("rooms", "agora_server")
TYPESCRIPT = ROOT / "web_client" / "src"


def python_files(*folders: str) -> list[Path]:
    """Return the Python files under the folders, in a fixed order."""
    return sorted(
        file for folder in folders for file in (ROOT / folder).rglob("*.py") if "node_modules" not in file.parts
    )


def typescript_files() -> list[Path]:
    """Return the client's own TypeScript, tests included, without the generated file."""
    files = [*TYPESCRIPT.rglob("*.ts"), *TYPESCRIPT.rglob("*.tsx")]
    return sorted(file for file in files if file.name != "messages.ts")


def name_of(file: Path) -> str:
    """Return a file's path inside the project, for test ids and messages."""
    return file.relative_to(ROOT).as_posix()


def tree(file: Path) -> ast.Module:
    """Return the parsed file."""
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def imports(file: Path) -> set[str]:
    """Return the full names that a file imports: ``a.b`` of ``import a.b``, also ``a.b.c`` of ``from a.b import c``."""
    found: set[str] = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def libraries(file: Path, *, handed: frozenset[str] = frozenset()) -> set[str]:
    """Return the third-party packages that a file imports, for more than the names in ``handed``."""
    modules = {name.rpartition(".")[0] for name in handed & imports(file)}
    tops = {name.partition(".")[0] for name in imports(file) - handed - modules}
    return tops - set(sys.stdlib_module_names) - {*PACKAGES, "tests", "__future__"}


def unit(file: Path) -> str:
    """Return the module or sub-package of ``agora_server`` that a file belongs to."""
    return file.relative_to(ROOT / "agora_server").parts[0].removesuffix(".py")


def functions(file: Path) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    """Yield every function with its lines of code, docstring apart."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node, (node.end_lineno or node.lineno) - _first_line(node) + 1


def _first_line(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
    return body[0].lineno


def typescript_imports(file: Path) -> set[str]:
    """Return the module names that a TypeScript file imports, statically or lazily."""
    text = file.read_text(encoding="utf-8")
    return set(re.findall(r"""(?:from\s+|import\s*\(\s*|^import\s+)["']([^"']+)["']""", text, re.MULTILINE))

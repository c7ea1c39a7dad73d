"""The source of the project as data, for the tests of its structure."""

import ast
import functools
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("rooms", "agora_server")
TYPESCRIPT = ROOT / "web_client" / "src"
WRITTEN = (TYPESCRIPT / "protocol" / "messages.ts", TYPESCRIPT / "protocol" / "http.ts")
"""Files that programs write: tables, of any length."""


def python_files(*folders: str) -> list[Path]:
    """Return the Python files under the folders, in a fixed order."""
    return sorted(
        file for folder in folders for file in (ROOT / folder).rglob("*.py") if "node_modules" not in file.parts
    )


def typescript_files() -> list[Path]:
    """Return the client's own TypeScript, tests included, without what programs write."""
    files = [*TYPESCRIPT.rglob("*.ts"), *TYPESCRIPT.rglob("*.tsx")]
    return sorted(file for file in files if file not in WRITTEN)


def every_file() -> list[Path]:
    """Return every file that git keeps, or would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [ROOT / line for line in listed.stdout.splitlines()]


def name_of(file: Path) -> str:
    """Return a file's path inside the project, for test ids and messages."""
    return file.relative_to(ROOT).as_posix()


@functools.cache
def tree(file: Path) -> ast.Module:
    """Return the parsed file; parsed once, for hundreds of tests ask."""
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


def typescript_targets(file: Path) -> set[Path]:
    """Return the client's own TypeScript files that a file imports, statically, lazily or for types alone."""
    found: set[Path] = set()
    for name in typescript_imports(file):
        if not name.startswith("."):
            continue
        path = Path(os.path.normpath(file.parent / name.partition("?")[0]))
        found.update(
            one
            for one in (path, path.with_name(f"{path.name}.ts"), path.with_name(f"{path.name}.tsx"))
            if one.is_file()
        )
    return {path for path in found if path.suffix in {".ts", ".tsx"}}

"""
The built client, read once at the start and kept in memory with its gzip and its ETag.

The whole client is a few megabytes, most of it font slices that are compressed already; keeping it in memory
means that no file is opened while citizens wait.
"""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

CLIENT = Path(__file__).parents[1] / "client"
_COMPRESSED = frozenset({".woff2", ".png", ".jpg", ".webp", ".gz"})
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("application/manifest+json", ".webmanifest")


class ClientMissing(Exception):
    """The client has not been built."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent.

    Attributes:
        body: the bytes.
        gzipped: the same, compressed; ``None`` where that does not make them smaller.
        etag: a strong validator, quoted.
        forever: whether the name carries a hash, so the browser may keep it for a year.
    """

    body: bytes
    gzipped: bytes | None
    content_type: str
    etag: str
    forever: bool


def asset(body: bytes, content_type: str, *, forever: bool = False, compress: bool = True) -> Asset:
    """Return bytes as an asset."""
    packed = gzip.compress(body, 9, mtime=0) if compress else None
    if packed is not None and len(packed) >= len(body):
        packed = None
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    return Asset(body, packed, content_type, etag, forever)


def load(folder: Path = CLIENT) -> dict[str, Asset]:
    """Return the assets of the built client by URL path.

    Raises:
        ClientMissing: if there is no ``index.html``.
    """
    if not (folder / "index.html").is_file():
        raise ClientMissing(str(folder))
    return {
        f"/{path.relative_to(folder).as_posix()}": _read(path, folder)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".vite" not in path.parts
    }


def _read(path: Path, folder: Path) -> Asset:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if kind.startswith("text/") or kind in {"application/javascript", "application/json"}:
        kind += "; charset=utf-8"
    return asset(
        path.read_bytes(),
        kind,
        forever=path.relative_to(folder).parts[0] == "assets",
        compress=path.suffix not in _COMPRESSED,
    )

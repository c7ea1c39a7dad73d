"""
Whose pages may talk to us: the exact-Origin rule against cross-site requests and sockets.

With ``--public-url`` there is one origin. Without it, the origin must be the very host that was asked, and while
the server listens on the loopback only, that host must be a loopback name: else a page of a foreign name that
resolves to 127.0.0.1 would pass (DNS rebinding).
"""

import re
from urllib.parse import urlsplit

OWN_PORT = {"http": 80, "https": 443}
"""The port that a browser leaves out of an origin."""
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})


def origin_of(url: str) -> str:
    """Return scheme, host and port of a URL as a browser writes them in ``Origin``: names of other scripts in punycode.

    Raises:
        ValueError: if the URL has no host that could be one, or no port that could be.
    """
    parts = urlsplit(url)
    name, port = parts.hostname or "", parts.port
    host = f"[{name}]" if ":" in name else name.encode("idna").decode()
    if not HOST.fullmatch(host):
        raise ValueError("no host")
    return f"{parts.scheme}://{host}" + (f":{port}" if port not in {None, OWN_PORT.get(parts.scheme)} else "")


def is_own(origin: str | None, *, scheme: str, host: str, public: str | None, loopback_only: bool) -> bool:
    """Tell whether a request's ``Origin`` is ours.

    Args:
        origin: the header, or ``None`` (a browser sends it with every POST and every socket).
        scheme: ``http`` or ``https``, as the citizen's browser sees us.
        host: the ``Host`` header.
        public: the origin of ``--public-url``, if one is set.
        loopback_only: whether the server listens on the loopback only.
    """
    if origin is None or origin == "null":
        return False
    if public is not None and origin.lower() == public:
        return True
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    if loopback_only and name.lower() not in LOOPBACK_NAMES:
        return False
    return public is None and origin.lower() == f"{scheme}://{host}".lower()

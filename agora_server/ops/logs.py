"""
Logs: one JSON object a line on standard error. No message bodies, no names, no cookies, no tickets, no queries.

Control characters are escaped by JSON, so a line of ours is one line whatever somebody sends.
"""

import json
import logging
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

NEVER = frozenset(
    {"text", "body", "message", "cookie", "token", "ticket", "password", "code", "secret", "query", "name"}
)
"""Fields that no line may carry: what people say, who they are, what lets one in."""
MOST = 500
"""Characters of a field: an error's words, never a payload."""

Fields = MutableMapping[str, Any]


def configure(stream: TextIO | None = None) -> None:
    """Send structlog and the standard library's warnings through one form."""
    target = stream or sys.stderr
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            guard,
            structlog.processors.JSONRenderer(serializer=_line),
        ],
        logger_factory=structlog.PrintLoggerFactory(target),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=False,
    )
    handler = _ThroughStructlog()
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def guard(_: Any, __: str, fields: Fields) -> Fields:
    """Take out what no line may carry, and shorten what is long."""
    for key in list(fields):
        if key in NEVER:
            fields[key] = "(left out)"
        elif key != "exception" and isinstance(fields[key], str) and len(fields[key]) > MOST:
            fields[key] = fields[key][:MOST] + "…"
    return fields


def _line(fields: Fields, **_: Any) -> str:
    return json.dumps(fields, ensure_ascii=True, default=str)


class _ThroughStructlog(logging.Handler):
    """Hands records of libraries on; their words may hold what a peer sent, so they are shortened and escaped."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        log = structlog.get_logger(record.name)
        fields = {"said": record.getMessage()}
        log.log(record.levelno, "library", exc_info=record.exc_info, logger=record.name, **fields)

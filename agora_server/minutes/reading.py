"""Reading what a forum left, which may be damaged: then it is told as that, and not as a fault that may pass."""

import contextlib
from collections.abc import Iterator

import structlog

from agora_server.journal.journal import DAMAGED
from rooms.base.errors import Refusal, Why

log = structlog.get_logger()


@contextlib.contextmanager
def reading(forum: str) -> Iterator[None]:
    """Turn what damage comes to into a refusal; the trace is logged.

    Raises:
        Refusal: ``unreadable``.
    """
    try:
        yield
    except DAMAGED as error:
        log.exception("record_unreadable", forum=forum)
        raise Refusal(Why.UNREADABLE, what="forum", id=forum) from error

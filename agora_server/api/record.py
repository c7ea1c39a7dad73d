"""Routes of a forum's record: minutes as files, the record to verify, and their publication by an officer."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from agora_server.api.named_forum import NO_FORUM, named_forum
from agora_server.core.problems import Problem
from agora_server.forum.host import ForumHost
from agora_server.forum.live import LiveForum
from agora_server.http.call import Answer, Call, Route
from agora_server.minutes.exports import CSV, HTML, JSON, PDF, RECORD, Exports, Want
from agora_server.minutes.publishing import Publication, Publishing, Speakers
from agora_server.verify import standalone
from rooms.base.errors import Why
from rooms.base.ids import Id
from rooms.base.roles import Role

TYPES = {
    HTML: "text/html; charset=utf-8",
    PDF: "application/pdf",
    CSV: "text/csv; charset=utf-8",
    JSON: "application/json; charset=utf-8",
    RECORD: "application/json; charset=utf-8",
}
VERIFIER = Path(standalone.__file__)
"""The program that verifies a record on its own."""
PROGRAM = VERIFIER.read_bytes()
SHOWN = {HTML, PDF}
"""What a browser shows; the others it keeps."""
Named = Annotated[list[Id], Meta(max_length=300)]


class EditionQuery(msgspec.Struct, frozen=True):
    """Minutes to look at: as they are, or in large print."""

    edition: Literal["normal", "large"] = "normal"


class PublishRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Publish with the names of those who agreed, or withdraw with a reason."""

    named: Named = []
    withdraw: bool = False
    reason: Annotated[str, Meta(max_length=200)] = ""


class RecordApi:
    """The handlers of this table.

    Args:
        forums: which forums there are.
        exports: makes the files.
        publishing: who may read, and what was published.
    """

    def __init__(self, forums: ForumHost, exports: Exports, publishing: Publishing) -> None:
        self._forums = forums
        self._exports = exports
        self._publishing = publishing

    def routes(self) -> list[Route]:
        """Return the table."""
        base = "/api/forums/{id}"
        session = frozenset(Role)
        unread = (*NO_FORUM, Problem.NOT_PUBLISHED, Problem.EXPORTS_BUSY)
        files = [
            Route(
                "GET",
                f"{base}/minutes.{kind}",
                self._file(kind),
                f"The minutes as {kind.upper()}",
                query=EditionQuery if kind in SHOWN else None,
                refuses=unread,
                media=TYPES[kind],
            )
            for kind in (HTML, PDF, CSV, JSON)
        ]
        return [
            *files,
            Route(
                "GET",
                f"{base}/record.json",
                self._file(RECORD),
                "The record that anyone can verify",
                refuses=unread,
                media=TYPES[RECORD],
            ),
            Route(
                "GET",
                f"{base}/publication",
                self.publication,
                "Whether the minutes are out",
                answer=Publication,
                refuses=NO_FORUM,
            ),
            Route(
                "POST",
                f"{base}/publication",
                self.publish,
                "Publish the minutes, or withdraw them",
                body=PublishRequest,
                answer=Publication,
                needs=session,
                refuses=(*NO_FORUM, Problem.FORUM_GOES_ON, Why.NOT_ALLOWED, Why.REASON_NEEDED, Why.NO_SUCH),
            ),
            Route(
                "GET",
                "/api/verify.py",
                self.verifier,
                "The program that verifies a record without the server",
                media="text/x-python; charset=utf-8",
            ),
            Route(
                "GET",
                f"{base}/speakers",
                self.speakers,
                "Who could be named",
                answer=Speakers,
                needs=session,
                refuses=(*NO_FORUM, Why.NOT_ALLOWED),
            ),
        ]

    # ---- reading ----

    def _file(self, kind: str) -> Callable[[Call], Awaitable[Answer]]:
        async def handler(call: Call) -> Answer:
            """Answer a file.

            Raises:
                Refusal: 404 ``unknown_forum``, 503 ``unreadable``, 403 ``not_published``, 503 ``exports_busy``.
            """
            live = await self._forum(call)
            terms = await self._publishing.terms(call.identity, live.id)
            large = call.query is not None and call.query.edition == "large"
            made = await self._exports.file(live.id, Want(kind, large), terms)
            name = f"record-{live.id}.json" if kind == RECORD else f"minutes-{live.id}.{kind}"
            headers = {
                "Content-Disposition": f'{"inline" if kind in SHOWN else "attachment"}; filename="{name}"',
                "Cache-Control": "no-store",  # what is erased tomorrow must be gone from here tomorrow
            }
            if made.policy:
                headers["Content-Security-Policy"] = made.policy
            return Answer(made.body, headers=headers)

        return handler

    async def verifier(self, _: Call) -> Answer:
        """Answer the standalone program; whoever does not trust this server takes it from elsewhere."""
        headers = {"Content-Disposition": f'attachment; filename="{VERIFIER.name}"'}
        return Answer(PROGRAM, headers=headers)

    async def publication(self, call: Call) -> Answer:
        """Answer how far the minutes are.

        Raises:
            Refusal: 404 ``unknown_forum``, 503 ``unreadable``.
        """
        return Answer(await self._publishing.publication(call.identity, await self._forum(call)))

    async def speakers(self, call: Call) -> Answer:
        """Answer who spoke and gave a name; noted in the access log.

        Raises:
            Refusal: 403 ``not_allowed``, 404 ``unknown_forum``, 503 ``unreadable``.
        """
        return Answer(await self._publishing.speakers(call.identity, call.peer, await self._forum(call)))

    # ---- publishing ----

    async def publish(self, call: Call) -> Answer:
        """Publish or withdraw; both stay known, with who did it.

        Raises:
            Refusal: 403 ``not_allowed``, 404 ``unknown_forum``, 503 ``unreadable``, 409 ``forum_goes_on``.
            Refusal: ``reason_needed`` for a withdrawal, ``no_such`` for somebody who did not speak.
        """
        request: PublishRequest = call.body
        live = await self._forum(call)
        made = await self._publishing.publish(
            call.identity, live, named=request.named, withdraw=request.withdraw, reason=request.reason
        )
        return Answer(made)

    async def _forum(self, call: Call) -> LiveForum:
        return await named_forum(self._forums, call)

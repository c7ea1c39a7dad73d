"""Routes of a forum's record: minutes as files, the record to verify, and their publication by an officer."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from agora_server.access_log import AccessLog
from agora_server.call import Answer, Call, Route, Trouble
from agora_server.citizens import Citizens
from agora_server.clock import Clock
from agora_server.forum_host import ForumHost
from agora_server.forum_live import LiveForum
from agora_server.minutes import wording
from agora_server.minutes.exports import CSV, HTML, JSON, PDF, RECORD, Exports, Want
from agora_server.minutes.gather import Terms
from agora_server.sessions import new_id
from agora_server.staff import STAFF_ROLES
from agora_server.store import Store, publications
from agora_server.store.publications import PublicationRow
from agora_server.verify import standalone
from rooms.errors import Refusal, Why
from rooms.forum.forum import OFFICERS
from rooms.forum.terms import Id, Phase
from rooms.messages import Role

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


class Publication(msgspec.Struct, frozen=True):
    """How far a forum's minutes are.

    Attributes:
        state: of the forum.
        published: milliseconds UTC; 0: not published.
        may_read: whether the caller may read the files now; staff of the forum read the draft.
        may_publish: whether the caller may publish.
        rows, hash: how many rows the record has, and the chain's value.
        key: the public key that signs.
    """

    title: str
    state: Phase
    published: int
    may_read: bool
    may_publish: bool
    rows: int
    hash: str
    key: str


class Speaker(msgspec.Struct, frozen=True):
    """Somebody whose name could be given out: the name, and how they are called without it."""

    person: str
    number: str
    name: str
    named: bool


class Speakers(msgspec.Struct, frozen=True):
    """Who spoke and gave a name."""

    speakers: list[Speaker]


class PublishWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Publish with the names of those who agreed, or withdraw with a reason."""

    named: Named = []
    withdraw: bool = False
    reason: Annotated[str, Meta(max_length=200)] = ""


class RecordApi:
    """The handlers of this table.

    Args:
        store: keeps publications.
        forums: which forums there are.
        exports: makes the files.
        clock: milliseconds UTC.
        citizens: who may.
        access: notes who saw names.
    """

    def __init__(
        self, store: Store, forums: ForumHost, exports: Exports, clock: Clock, *, citizens: Citizens, access: AccessLog
    ) -> None:
        self._store = store
        self._forums = forums
        self._exports = exports
        self._citizens = citizens
        self._access = access
        self._clock = clock

    def routes(self) -> list[Route]:
        """Return the table."""
        base = "/api/forums/{id}"
        session = frozenset(Role)
        files = [
            Route("GET", f"{base}/minutes.{kind}", self._file(kind), f"The minutes as {kind.upper()}")
            for kind in (HTML, PDF, CSV, JSON)
        ]
        return [
            *files,
            Route("GET", f"{base}/record.json", self._file(RECORD), "The record that anyone can verify"),
            Route("GET", f"{base}/publication", self.publication, "Whether the minutes are out", answer=Publication),
            Route(
                "POST",
                f"{base}/publication",
                self.publish,
                "Publish the minutes, or withdraw them",
                body=PublishWish,
                answer=Publication,
                needs=session,
            ),
            Route("GET", "/api/verify.py", self.verifier, "The program that verifies a record without the server"),
            Route("GET", f"{base}/speakers", self.speakers, "Who could be named", answer=Speakers, needs=session),
        ]

    # ---- reading ----

    def _file(self, kind: str) -> Callable[[Call], Awaitable[Answer]]:
        async def handler(call: Call) -> Answer:
            """Answer a file.

            Raises:
                Trouble: 404 ``unknown_forum``, 403 ``not_published``, 503 ``exports_busy``.
            """
            live = await self._forum(call)
            terms = await self._terms(call, live.id)
            large = call.query.get("edition") == "large" and kind in SHOWN
            made = await self._exports.file(live.id, Want(kind, large), terms)
            name = f"record-{live.id}.json" if kind == RECORD else f"minutes-{live.id}.{kind}"
            headers = {
                "Content-Disposition": f'{"inline" if kind in SHOWN else "attachment"}; filename="{name}"',
                "Cache-Control": "no-store",  # what is erased tomorrow must be gone from here tomorrow
            }
            if made.policy:
                headers["Content-Security-Policy"] = made.policy
            return Answer(made.body, content_type=TYPES[kind], headers=headers)

        return handler

    async def verifier(self, _: Call) -> Answer:
        """Answer the standalone program; whoever does not trust this server takes it from elsewhere."""
        headers = {"Content-Disposition": f'attachment; filename="{VERIFIER.name}"'}
        return Answer(PROGRAM, content_type="text/x-python; charset=utf-8", headers=headers)

    async def publication(self, call: Call) -> Answer:
        """Answer how far the minutes are.

        Raises:
            Trouble: 404 ``unknown_forum``.
        """
        return Answer(await self._publication(call, await self._forum(call)))

    async def speakers(self, call: Call) -> Answer:
        """Answer who spoke and gave a name; noted in the access log.

        Raises:
            Trouble: 403 ``not_allowed``, 404 ``unknown_forum``.
        """
        live = await self._forum(call)
        await self._citizens.need(call, live.id, OFFICERS)
        last = await self._last(live.id)
        folder = await self._exports.folder(live.id, Terms())
        spoke = dict.fromkeys(speech.person for speech in folder.made.speeches)
        openings = await self._forums.journal.openings(live.id, None, ["name"])
        names = {(one.seq, one.field): one.text for one in openings}
        found = [
            Speaker(person, wording.number_of(one), names[place], last is not None and person in last.named)
            for person, one in folder.made.people.items()
            if person in spoke and (place := (one.name.row, one.name.field)) in names
        ]
        await self._access.note(call, "minutes_names", [one.person for one in found])
        return Answer(Speakers(found))

    # ---- publishing ----

    async def publish(self, call: Call) -> Answer:
        """Publish or withdraw; both stay known, with who did it.

        Raises:
            Trouble: 403 ``not_allowed``, 404 ``unknown_forum``, 409 ``forum_goes_on``.
            Refusal: ``reason_needed`` for a withdrawal, ``no_such`` for somebody who did not speak.
        """
        wish: PublishWish = call.body
        live = await self._forum(call)
        identity = await self._citizens.need(call, live.id, OFFICERS)
        if live.durable.phase is not Phase.CLOSED:
            raise Trouble(HTTPStatus.CONFLICT, "forum_goes_on")
        if wish.withdraw and not wish.reason.strip():
            raise Refusal(Why.REASON_NEEDED)
        if not wish.withdraw:
            await self._check_named(live.id, wish.named)
        last = await self._last(live.id)
        row = PublicationRow(
            new_id(),
            live.id,
            max(self._clock(), last.at + 1 if last else 0),
            identity.account or identity.participant,
            () if wish.withdraw else tuple(sorted(set(wish.named))),
            wish.reason.strip() if wish.withdraw else None,
        )
        await self._store.write(lambda c: publications.add(c, row))
        return Answer(await self._publication(call, live))

    async def _check_named(self, forum: str, named: list[str]) -> None:
        if not named:
            return
        people = (await self._exports.folder(forum, Terms())).made.people
        for person in named:
            if person not in people:
                raise Refusal(Why.NO_SUCH, what="person", id=person)

    # ---- who may ----

    async def _publication(self, call: Call, live: LiveForum) -> Publication:
        last = await self._last(live.id)
        published = last.at if last is not None and last.reason is None else 0
        role = await self._role(call, live.id)
        tail = await self._forums.journal.tail(live.id)
        return Publication(
            title=live.durable.title,
            state=live.durable.phase or Phase.PLANNED,
            published=published,
            may_read=bool(published) or role in STAFF_ROLES,
            may_publish=role in OFFICERS and live.durable.phase is Phase.CLOSED,
            rows=tail.seq,
            hash=tail.hash,
            key=self._forums.journal.signer.key,
        )

    async def _terms(self, call: Call, forum: str) -> Terms:
        """Return on which terms the caller reads: as published, or for staff of the forum the draft."""
        last = await self._last(forum)
        if last is not None and last.reason is None:
            return Terms(frozenset(last.named), last.at)
        if await self._role(call, forum) not in STAFF_ROLES:
            raise Trouble(HTTPStatus.FORBIDDEN, "not_published")
        return Terms()

    async def _role(self, call: Call, forum: str) -> Role:
        if call.identity is None:
            return Role.GUEST
        return (await self._citizens.standing(call.identity.participant, forum)).role

    async def _last(self, forum: str) -> PublicationRow | None:
        return await self._store.read(lambda c: publications.last(c, forum))

    async def _forum(self, call: Call) -> LiveForum:
        try:
            return await self._forums.forum(call.path["id"])
        except Refusal:
            raise Trouble(HTTPStatus.NOT_FOUND, "unknown_forum") from None

"""Publishing the minutes of a forum: with whose names, withdrawn with a reason; who may read what."""

import msgspec

from agora_server.core.clock import Clock
from agora_server.core.identity import Identity
from agora_server.core.ids import new_id
from agora_server.core.problems import Problem
from agora_server.forum.host import ForumHost
from agora_server.forum.live import LiveForum
from agora_server.minutes import wording
from agora_server.minutes.exports import Exports
from agora_server.minutes.gather import MinutesTerms
from agora_server.minutes.reading import reading
from agora_server.people.access_log import AccessLog
from agora_server.people.citizens import Citizens
from agora_server.people.staff import STAFF_ROLES
from agora_server.store import Store, publications
from agora_server.store.publications import PublicationRow
from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role
from rooms.forum.model.permissions import OFFICERS
from rooms.forum.model.terms import Phase


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


class NamedSpeaker(msgspec.Struct, frozen=True):
    """Somebody whose name could be given out: the name, and how they are called without it."""

    person: str
    number: str
    name: str
    named: bool


class Speakers(msgspec.Struct, frozen=True):
    """Who spoke and gave a name."""

    speakers: list[NamedSpeaker]


class Publishing:
    """Keeps what was published, and tells who may read.

    Args:
        store: keeps publications.
        forums: which forums there are.
        exports: makes the minutes.
        clock: milliseconds UTC.
        citizens: who has which role in a forum.
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

    async def publication(self, viewer: Identity | None, live: LiveForum) -> Publication:
        """Return how far the minutes are, for this viewer."""
        last = await self._last(live.id)
        published = last.at if last is not None and last.reason is None else 0
        role = await self._role(viewer, live.id)
        with reading(live.id):
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

    async def terms(self, viewer: Identity | None, forum: str) -> MinutesTerms:
        """Return on which terms somebody reads: as published, or for staff of the forum the draft.

        Raises:
            Refusal: ``not_published``.
        """
        last = await self._last(forum)
        if last is not None and last.reason is None:
            return MinutesTerms(frozenset(last.named), last.at)
        if await self._role(viewer, forum) not in STAFF_ROLES:
            raise Refusal(Problem.NOT_PUBLISHED)
        return MinutesTerms()

    async def speakers(self, viewer: Identity | None, peer: str, live: LiveForum) -> Speakers:
        """Return who spoke and gave a name; noted in the access log first.

        Raises:
            Refusal: ``not_allowed``.
        """
        await self._citizens.need(viewer, live.id, OFFICERS)
        last = await self._last(live.id)
        folder = await self._exports.folder(live.id, MinutesTerms())
        spoke = dict.fromkeys(speech.person for speech in folder.made.speeches)
        with reading(live.id):
            openings = await self._forums.journal.openings(live.id, None, ["name"])
        names = {(one.seq, one.field): one.text for one in openings}
        found = [
            NamedSpeaker(person, wording.number_of(one), names[place], last is not None and person in last.named)
            for person, one in folder.made.people.items()
            if person in spoke and (place := (one.name.row, one.name.field)) in names
        ]
        await self._access.note(viewer, peer, "minutes_names", [one.person for one in found])
        return Speakers(found)

    async def publish(
        self, viewer: Identity | None, live: LiveForum, *, named: list[str], withdraw: bool, reason: str
    ) -> Publication:
        """Publish or withdraw; both stay known, with who did it.

        Raises:
            Refusal: ``not_allowed``, ``forum_goes_on``; ``reason_needed`` for a withdrawal; ``no_such`` for somebody
                who did not speak.
        """
        identity = await self._citizens.need(viewer, live.id, OFFICERS)
        if live.durable.phase is not Phase.CLOSED:
            raise Refusal(Problem.FORUM_GOES_ON)
        if withdraw and not reason.strip():
            raise Refusal(Why.REASON_NEEDED)
        if not withdraw:
            await self._check_named(live.id, named)
        last = await self._last(live.id)
        row = PublicationRow(
            new_id(),
            live.id,
            max(self._clock(), last.at + 1 if last else 0),
            identity.account or identity.participant,
            () if withdraw else tuple(sorted(set(named))),
            reason.strip() if withdraw else None,
        )
        await self._store.write(lambda c: publications.add(c, row))
        return await self.publication(viewer, live)

    async def _check_named(self, forum: str, named: list[str]) -> None:
        if not named:
            return
        people = (await self._exports.folder(forum, MinutesTerms())).made.people
        for person in named:
            if person not in people:
                raise Refusal(Why.NO_SUCH, what="person", id=person)

    async def _role(self, viewer: Identity | None, forum: str) -> Role:
        if viewer is None:
            return Role.GUEST
        return (await self._citizens.standing(viewer.participant, forum)).role

    async def _last(self, forum: str) -> PublicationRow | None:
        with reading(forum):
            return await self._store.read(lambda c: publications.last(c, forum))

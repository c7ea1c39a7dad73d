"""
Puts the halls together: the journal, the forums over it, who is who, who looks, whose voice is open.

First what hosts forums (``build_hosting``), which knows nobody; then, once it is known who is a citizen, what people do
with them (``build_forums``).
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from agora_server.api.feeds import FeedsApi
from agora_server.api.forums import ForumsApi
from agora_server.api.join import JoinApi
from agora_server.api.practice import PracticeApi
from agora_server.api.record import RecordApi
from agora_server.api.roll import RollApi
from agora_server.api.screens import ScreensApi
from agora_server.assembly.runtime import Runtime
from agora_server.assembly.square import SquareParts
from agora_server.assembly.storage import Storage
from agora_server.bus.interface import Bus
from agora_server.core.faults import Faults, Hook
from agora_server.core.ids import new_id
from agora_server.core.tasks import Tasks
from agora_server.forum.chat_limits import ForumChatRestrictions
from agora_server.forum.commands import ForumRequests
from agora_server.forum.host import ForumHost
from agora_server.forum.people import ForumPeople
from agora_server.forum.practice import Practice
from agora_server.forum.presence import START_MS, ForumPresence
from agora_server.forum.proven import Proven
from agora_server.forum.streams import ForumStreams
from agora_server.forum.voice_follow import ForumVoice
from agora_server.forum.voices import Voices
from agora_server.http.call import Route, RouteTable
from agora_server.journal.heads import open_signer
from agora_server.journal.journal import Journal
from agora_server.minutes.exports import Exports
from agora_server.minutes.publishing import Publishing
from agora_server.people.access_log import AccessLog
from agora_server.people.citizens import Citizens
from agora_server.transport import emit_typescript
from rooms.forum.model.terms import Phase
from rooms.world.world import Place

PLAIN_ORIGIN = re.compile(r"https://[a-z0-9.-]{1,253}(:[0-9]{1,5})?")
"""What may stand in a policy: no sign that ends a directive."""


@dataclass(frozen=True, slots=True)
class ForumHints:
    """Tells the other nodes what becomes of forums here."""

    bus: Bus

    def changed(self, forum: str) -> None:
        """A forum went on."""
        self.bus.publish("forum", [forum])

    def erased(self, forum: str) -> None:
        """A forum lost texts."""
        self.bus.publish("forum_erased", [forum])

    def voice(self, frame: list[str]) -> None:
        """Pass a frame of a forum's voice on."""
        self.bus.publish("voice", frame)


@dataclass(frozen=True, slots=True)
class ForumHosting:
    """What hosts forums; it knows nobody's standing.

    Attributes:
        journal: the truth.
        people: who somebody is in each forum.
        forums: gives commands; for bots and the demonstration as well.
        voices: whose voice is open.
    """

    journal: Journal
    people: ForumPeople
    forums: ForumHost
    voices: Voices

    def frames(self, forum: str) -> list[str]:
        """Return the origins of a forum's live streams, plain hosts alone: they stand in a policy of the page."""
        head = self.forums.heads.get(forum)
        return [] if head is None else sorted({one for one in head.frames if PLAIN_ORIGIN.fullmatch(one)})

    def going_on(self) -> list[str]:
        """Return the forums that are not over."""
        return [head.id for head in self.forums.heads.values() if head.phase is not Phase.CLOSED]

    async def participant_of(self, forum: str, person: str) -> str | None:
        """Return who somebody of a forum is in the square: for a slip, the phone that was linked to it."""
        aliases = (await self.forums.forum(forum)).durable.roll.aliases
        phone = next((one for one, to in aliases.items() if to == person), person)
        return await self.people.participant(forum, phone)


def build_hosting(runtime: Runtime, storage: Storage, bus: Bus) -> ForumHosting:
    """Put together what hosts forums, and have the other nodes told of what becomes of them."""
    hints = ForumHints(bus)
    journal = Journal(storage.store, open_signer(storage.folder.path))
    people = ForumPeople(storage.store, journal, runtime.clock, new_id)
    forums = ForumHost(journal, runtime.clock, hints.changed, runtime.faults)
    journal.erased.append(hints.erased)
    return ForumHosting(journal, people, forums, Voices(hints.voice, runtime.faults))


@dataclass(frozen=True, slots=True)
class ForumParts:
    """Everything about forums.

    Attributes:
        hosting: what hosts them.
        streams: who looks at which view.
        presence: who is there.
        door: for lines.
        voice: opens and closes the voices.
        proven: for what was checked outside: slips, the venue's code, citizens.
        practice: forums to try the desk in.
        exports: makes files of minutes.
        apis: the tables of routes.
        tasks: what runs beside everything else.
        faults: where faults of those who follow a forum are counted.
        alone: whether no other node serves the same forums: then who is not here is away.
    """

    hosting: ForumHosting
    streams: ForumStreams
    presence: ForumPresence
    door: ForumRequests
    voice: ForumVoice
    proven: Proven
    practice: Practice
    exports: Exports
    apis: tuple[RouteTable, ...]
    tasks: Tasks
    faults: Faults
    alone: bool

    @property
    def journal(self) -> Journal:
        """The truth."""
        return self.hosting.journal

    @property
    def people(self) -> ForumPeople:
        """Who somebody is in each forum."""
        return self.hosting.people

    @property
    def forums(self) -> ForumHost:
        """Gives commands."""
        return self.hosting.forums

    @property
    def voices(self) -> Voices:
        """Whose voice is open."""
        return self.hosting.voices

    def routes(self) -> list[Route]:
        """Return all routes of the halls."""
        return [route for api in self.apis for route in api.routes()]

    async def open(self) -> None:
        """Open the forums; some time later, whoever was here before and did not come back is away."""
        await self.forums.open()
        if self.alone:
            await self.practice.resume()
            self.tasks.later(START_MS / 1_000, self._settle)

    async def _settle(self) -> None:
        for forum in list(self.forums.heads):
            if (live := self.forums.held(forum)) is None:
                continue
            try:
                await self.presence.after_start(live)
            except Exception:  # noqa: BLE001 - noted, with its trace; the other forums go on
                self.faults.note(Hook.FORUM_CHANGE, forum=forum)

    def on_remote_change(self, forums: list[str]) -> None:
        """Other nodes went on with forums."""
        for forum in forums:
            self.tasks.start_task(self.forums.on_remote_change(forum))

    def on_remote_erasures(self, forums: list[str]) -> None:
        """Other nodes erased texts of forums."""
        for forum in forums:
            self.forums.reread(forum)

    def on_remote_gap(self) -> None:
        """Hints of other nodes were missed."""
        self.tasks.start_task(self.forums.on_remote_gap())

    async def close(self) -> None:
        """Take nothing more, wait for what is under way, keep snapshots, close the journal."""
        await self.tasks.close()
        await self.practice.close()
        await self.door.close()
        await self.presence.close()
        await self.voice.close()
        await self.exports.close()
        await self.forums.close()
        await self.journal.close()


def build_forums(
    runtime: Runtime,
    storage: Storage,
    square: SquareParts,
    hosting: ForumHosting,
    citizens: Citizens,
    *,
    public_url: str,
) -> ForumParts:
    """Put together what people do with forums."""
    clock, forums, people = runtime.clock, hosting.forums, hosting.people
    alone = runtime.settings.redis is None
    streams = ForumStreams(clock, new_id, people.held_name, faults=runtime.faults)
    presence = ForumPresence(clock, forums.act, new_id, forums.held)
    door = ForumRequests(forums, people, citizens, streams, presence, voices=hosting.voices, new_id=new_id)
    voice = ForumVoice(hosting.voices, hosting.participant_of, clock)
    proven = Proven(forums, people, citizens, forums=hosting.going_on, new_id=new_id)
    practice = Practice(forums, clock)
    exports = Exports(
        hosting.journal,
        clock,
        hall=functools.partial(place_name, square.world.places),
        address=functools.partial(record_address, public_url),
    )
    chat = ForumChatRestrictions(square.world.zones, square.host.square.chat_restriction)
    forums.watch(streams.changed)
    forums.watch(voice.follow)
    forums.watch(chat.follow)
    if not alone:
        forums.watch(presence.follow)
    forums.on_erased(streams.erased)
    citizens.on_citizen(door.became_citizen)
    citizens.on_citizen(proven.citizen)
    return ForumParts(
        hosting,
        streams,
        presence,
        door,
        voice,
        proven,
        practice,
        exports,
        _tables(
            runtime, storage, square, hosting, citizens=citizens, practice=practice, exports=exports, url=public_url
        ),
        Tasks("halls"),
        runtime.faults,
        alone,
    )


def _tables(
    runtime: Runtime,
    storage: Storage,
    square: SquareParts,
    hosting: ForumHosting,
    *,
    citizens: Citizens,
    practice: Practice,
    exports: Exports,
    url: str,
) -> tuple[RouteTable, ...]:
    """Return the tables of routes of the halls."""
    clock, forums, world = runtime.clock, hosting.forums, square.world
    access = AccessLog(storage.store, clock)
    publishing = Publishing(storage.store, forums, exports, clock, citizens=citizens, access=access)
    return (
        ForumsApi(forums, hosting.people, citizens, places=set(world.halls), data=storage.folder.path),
        PracticeApi(practice, forums, citizens),
        JoinApi(forums, public_url=url),
        RollApi(forums, citizens, access, clock),
        ScreensApi(forums, runtime.tickets, clock, emit_typescript.digest),
        RecordApi(forums, exports, publishing),
        FeedsApi(forums, place=functools.partial(place_name, world.places), public_url=url),
    )


def place_name(places: Mapping[str, Place], place: str) -> str:
    """Return the Korean name of a place; of one that the city does not know any more, its id."""
    found = places.get(place)
    return found.name["ko"] if found else place


def record_address(public_url: str, forum: str) -> str:
    """Return where the record of a forum can be read."""
    return f"{public_url}/hall/{forum}/record"

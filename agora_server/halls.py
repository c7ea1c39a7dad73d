"""
Puts the halls together: the journal, the forums over it, who is who, who looks, whose voice is open.

As ``office.py`` does for people and ``reception.py`` for proofs: the composition root knows this one part.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import structlog

from agora_server import typescript
from agora_server.access_log import AccessLog
from agora_server.api_feeds import FeedsApi
from agora_server.api_forums import ForumsApi
from agora_server.api_join import JoinApi
from agora_server.api_practice import PracticeApi
from agora_server.api_record import RecordApi
from agora_server.api_roll import RollApi
from agora_server.api_screens import ScreensApi
from agora_server.call import Route
from agora_server.citizens import Citizens
from agora_server.clock import Clock
from agora_server.forum_door import ForumDoor
from agora_server.forum_host import ForumHost
from agora_server.forum_hush import ForumHush
from agora_server.forum_people import ForumPeople
from agora_server.forum_presence import START_MS, ForumPresence
from agora_server.forum_streams import ForumStreams
from agora_server.forum_voice import ForumVoice
from agora_server.heads import open_signer
from agora_server.journal import Journal
from agora_server.minutes.exports import Exports
from agora_server.practice import Practice
from agora_server.proven import Proven
from agora_server.store import Store
from agora_server.tasks import Tasks
from agora_server.tickets import Tickets
from agora_server.voices import Voices
from rooms.forum.terms import Phase
from rooms.hush import Hush
from rooms.world import Place, World

log = structlog.get_logger()


PLAIN_ORIGIN = re.compile(r"https://[a-z0-9.-]{1,253}(:[0-9]{1,5})?")
"""What may stand in a policy: no sign that ends a directive."""


class Halls:
    """Everything about forums.

    Attributes:
        forums: gives commands; for bots and the demonstration as well.
        door: for lines.
        proven: for what was checked outside: slips, the venue's code, citizens.

    Args:
        store: where journals are kept.
        folder: the data folder, with the key that signs.
        clock: milliseconds UTC.
        citizens: role and level in a forum.
        voices: whose voice is open.
        tickets: for big screens.
        new_id: makes random ids.
        world: of the square, with the halls in it.
        hush: sets how freely people talk in a zone of the square.
        public_url: tells the address that citizens see, without a trailing slash.
        alone: whether no other node serves the same forums: then who is not here is away.
        publish: sends a hint to other nodes.
    """

    def __init__(
        self,
        store: Store,
        folder: Path,
        clock: Clock,
        *,
        citizens: Citizens,
        voices: Voices,
        tickets: Tickets,
        new_id: Callable[[], str],
        world: World,
        hush: Callable[[str, Hush], None],
        public_url: Callable[[], str],
        alone: bool,
        publish: Callable[[str, list[str]], None],
    ) -> None:
        self.journal = Journal(store, open_signer(folder))
        self.people = ForumPeople(store, self.journal, clock, new_id)
        self.forums = ForumHost(self.journal, clock, lambda forum: publish("forum", [forum]))
        self.streams = ForumStreams(clock, new_id, self.people.held_name)
        self.presence = ForumPresence(clock, self.forums.act, new_id, self.forums.held)
        self.door = ForumDoor(
            self.forums, self.people, citizens, self.streams, self.presence, voices=voices, new_id=new_id
        )
        self.voice = ForumVoice(voices, self._participant_of, clock)
        self._practice = Practice(self.forums, clock)
        self._exports = Exports(
            self.journal,
            clock,
            hall=lambda place: place_name(world.places, place),
            address=lambda forum: f"{public_url()}/hall/{forum}/record",
        )
        access = AccessLog(store, clock)
        self._apis = (
            ForumsApi(self.forums, self.people, citizens, places=set(world.halls), data=folder),
            PracticeApi(self._practice, self.forums, citizens),
            JoinApi(self.forums, public_url=public_url),
            RollApi(self.forums, citizens, access, clock),
            ScreensApi(self.forums, tickets, clock, typescript.digest),
            RecordApi(store, self.forums, self._exports, clock, citizens=citizens, access=access),
            FeedsApi(self.forums, place=lambda place: place_name(world.places, place), public_url=public_url),
        )
        self._alone = alone
        self._tasks = Tasks("halls")
        self.forums.watch(self.streams.changed)
        self.forums.watch(self.voice.follow)
        self.forums.watch(ForumHush(world.zones, hush).follow)
        self.forums.on_erased(self.streams.erased)
        self.journal.erased.append(lambda forum: publish("forum_erased", [forum]))
        if not alone:
            self.forums.watch(self.presence.heed)
        self.proven = Proven(self.forums, self.people, citizens, forums=self._going_on, new_id=new_id)
        citizens.know_practices(self.forums.practised)
        citizens.on_citizen(self.door.became_citizen)
        citizens.on_citizen(self.proven.citizen)

    def frames(self, forum: str) -> list[str]:
        """Return the origins of a forum's live streams, plain hosts alone: they stand in a policy of the page."""
        head = self.forums.heads.get(forum)
        return [] if head is None else sorted({one for one in head.frames if PLAIN_ORIGIN.fullmatch(one)})

    def _going_on(self) -> list[str]:
        """Return the forums that are not over."""
        return [head.id for head in self.forums.heads.values() if head.phase is not Phase.CLOSED]

    def routes(self) -> list[Route]:
        """Return all routes of the halls."""
        return [route for api in self._apis for route in api.routes()]

    async def open(self) -> None:
        """Open the forums; some time later, whoever was here before and did not come back is away."""
        await self.forums.open()
        if self._alone:
            await self._practice.resume()
            self._tasks.later(START_MS / 1_000, self._settle)

    async def _settle(self) -> None:
        for forum in list(self.forums.heads):
            if (live := self.forums.held(forum)) is not None:
                await self.presence.after_start(live)

    async def _participant_of(self, forum: str, person: str) -> str | None:
        """Return who somebody of a forum is in the square: for a slip, the phone that was linked to it."""
        aliases = (await self.forums.forum(forum)).durable.roll.aliases
        phone = next((one for one, to in aliases.items() if to == person), person)
        return await self.people.participant(forum, phone)

    def tick(self, now: int) -> None:
        """Tell what changed; it rides in this tick."""
        self.streams.tick(now)

    def heed(self, forums: list[str]) -> None:
        """Other nodes went on with forums."""
        for forum in forums:
            self._tasks.start(self.forums.heed(forum))

    def heed_erasures(self, forums: list[str]) -> None:
        """Other nodes erased texts of forums."""
        for forum in forums:
            self.forums.reread(forum)

    def heed_all(self) -> None:
        """Hints of other nodes were missed."""
        self._tasks.start(self.forums.heed_all())

    async def close(self) -> None:
        """Take nothing more, wait for what is under way, keep snapshots, close the journal."""
        await self._tasks.close()
        await self._practice.close()
        await self.door.close()
        await self.presence.close()
        await self.voice.close()
        await self._exports.close()
        await self.forums.close()
        await self.journal.close()


def place_name(places: Mapping[str, Place], place: str) -> str:
    """Return the Korean name of a place; of one that the city does not know any more, its id."""
    found = places.get(place)
    return found.name["ko"] if found else place

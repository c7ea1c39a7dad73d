"""
Who a participant of the square is in each forum: one random id a forum, so that no two journals tell of one person.

The tie is a row that can be deleted; the journal itself never holds a participant of the square. Knows: ids. Does not
know: names, rules.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable

from agora_server.core.clock import Clock
from agora_server.journal.journal import Journal
from agora_server.store import IntegrityError, Store, participants
from agora_server.store import forum_people as queries
from agora_server.store.forum_people import ForumPerson
from rooms.base.errors import Fact, Refusal

HELD = 50_000
"""Ties kept in memory: those of the fullest installation in several forums; some 10 MB. The rest is read when asked
for."""
NAMES = 5_000
"""Names kept in memory, the last that attended: staff are a handful a forum."""
RACES = 4
"""Times that an id is drawn against another node that does the same."""
ON_REQUEST = "본인 요청"
"""Why personal fields are erased, as the record shows it."""


class ForumPeople:
    """The ties, read through a bounded memory.

    Args:
        store: where they are kept.
        journal: whose personal fields an erasure deletes.
        clock: milliseconds UTC.
        new_id: makes random ids.
    """

    def __init__(self, store: Store, journal: Journal, clock: Clock, new_id: Callable[[], str]) -> None:
        self._store = store
        self._journal = journal
        self._clock = clock
        self._new_id = new_id
        self._persons: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._participants: dict[tuple[str, str], str] = {}
        self._names: OrderedDict[tuple[str, str], str] = OrderedDict()

    async def person(self, forum: str, participant: str) -> str:
        """Return a participant's id in a forum; the first time one is drawn."""
        known = await self.known(forum, participant)
        if known is not None:
            return known
        row = ForumPerson(forum, participant, self._new_id())
        for _ in range(RACES):
            try:
                person = await self._store.write(lambda c: queries.add(c, row, self._clock()))
            except IntegrityError:
                continue
            return self._hold(forum, participant, person)
        raise IntegrityError("forum_people", None, RuntimeError("others were faster"))

    async def known(self, forum: str, participant: str) -> str | None:
        """Return a participant's id in a forum, or ``None`` where they never came."""
        held = self.held(forum, participant)
        if held is not None:
            return held
        person = await self._store.read(lambda c: queries.person_of(c, forum, participant))
        return None if person is None else self._hold(forum, participant, person)

    def held(self, forum: str, participant: str) -> str | None:
        """Return an id that is in memory, without waiting."""
        return self._persons.get((forum, participant))

    async def participant(self, forum: str, person: str) -> str | None:
        """Return who somebody of a forum is in the square; ``None`` for who has a slip alone, or was erased."""
        held = self._participants.get((forum, person))
        if held is not None:
            return held
        participant = await self._store.read(lambda c: queries.participant_of(c, forum, person))
        if participant is not None:
            self._hold(forum, participant, person)
        return participant

    def call(self, forum: str, person: str, name: str) -> None:
        """Note how somebody is called who works in a forum, so that others read a name where the journal has an id."""
        self._names[forum, person] = name
        if len(self._names) > NAMES:
            self._names.popitem(last=False)

    def held_name(self, forum: str, person: str) -> str:
        """Return a name that is in memory; empty if none is."""
        return self._names.get((forum, person), "")

    async def learn(self, forum: str, persons: Iterable[str]) -> None:
        """Read the names of people that are not in memory: what staff did before a start is shown with who did it."""
        for person in persons:
            if not self.held_name(forum, person) and (name := await self.name(forum, person)):
                self.call(forum, person, name)

    async def name(self, forum: str, person: str) -> str:
        """Return how somebody of a forum is called in the square; empty for who was erased or has a slip alone."""
        if not (name := self.held_name(forum, person)):
            participant = await self.participant(forum, person)
            if participant is not None:
                row = await self._store.read(lambda c: participants.get(c, participant))
                name = "" if row is None else row.name
        return name

    async def worded(self, forum: str, refusal: Refusal) -> Refusal:
        """Return a refusal that names people instead of ids: whoever reads it knows who was faster."""
        by = refusal.facts.get("by")
        if not isinstance(by, str) or not by:
            return refusal
        facts: dict[str, Fact] = {**refusal.facts, "by": await self.name(forum, by)}
        return Refusal(refusal.why, **facts)

    def _hold(self, forum: str, participant: str, person: str) -> str:
        self._persons[forum, participant] = person
        self._participants[forum, person] = participant
        if len(self._persons) > HELD:
            (old_forum, _), old = self._persons.popitem(last=False)
            self._participants.pop((old_forum, old), None)
        return person

    # ---- what belongs to a participant ----

    async def erase(self, participant: str) -> None:
        """Erase what the journals hold of a participant, then cut the ties."""
        for tie in await self._store.read(lambda c: queries.of_participant(c, participant)):
            await self._erase(tie)
        await self._store.write(lambda c: queries.cut(c, participant))
        self.forget(participant)

    async def _erase(self, tie: ForumPerson) -> None:
        for subject in await self._store.read(lambda c: queries.subjects(c, tie)):
            await self._journal.erase(tie.forum, subject, now=self._clock(), reason=ON_REQUEST)

    def forget(self, participant: str) -> None:
        """Let go of a participant whose ties were cut, on whatever node."""
        for key in [key for key in self._persons if key[1] == participant]:
            known = (key[0], self._persons.pop(key))
            self._participants.pop(known, None)
            self._names.pop(known, None)

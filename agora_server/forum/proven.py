"""
Gives forums what was checked outside of them: a slip, the venue's code, a citizen's proof.

The forum knows a participant by an id of its own and by the standing that their proofs give. Knows: how the two come
together. Does not know: codes, signatures, rules.
"""

import contextlib
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Protocol

from agora_server.people.citizens import Citizens
from rooms.base.errors import Refusal, Why
from rooms.forum.model.commands import By, ComeOnline, Command, RaiseLevel


class Hosting(Protocol):
    """The forums of this node."""

    async def act(self, forum: str, command: Command, act: str) -> Any:
        """Give a forum a command. Raises: Refusal."""


class Persons(Protocol):
    """Who a participant is in each forum."""

    async def person(self, forum: str, participant: str) -> str:
        """Return the id in a forum; the first time one is drawn."""

    async def known(self, forum: str, participant: str) -> str | None:
        """Return the id in a forum, or ``None`` where they never came."""


class Proven:
    """Gives commands for participants of the square.

    Args:
        host: where forums are.
        persons: who somebody is in them.
        citizens: what they are worth there.
        forums: ids of the forums that go on.
        new_id: makes random ids.
    """

    def __init__(
        self,
        host: Hosting,
        persons: Persons,
        citizens: Citizens,
        *,
        forums: Callable[[], Iterable[str]],
        new_id: Callable[[], str],
    ) -> None:
        self._host = host
        self._persons = persons
        self._citizens = citizens
        self._forums = forums
        self._new_id = new_id

    async def act(self, forum: str, participant: str, command: Callable[[By], Command]) -> None:
        """Give a command of somebody; who does not attend yet is put on the roll first.

        Raises:
            Refusal: what the forum says.
        """
        by = await self._by(forum, participant)
        try:
            await self._give(forum, command(by))
        except Refusal as refusal:
            if refusal.why is not Why.ATTEND_FIRST:
                raise
            standing = await self._citizens.standing(participant, forum)
            await self._give(forum, ComeOnline(by=by, level=standing.level, name=standing.name))
            await self._give(forum, command(by))

    async def citizen(self, participant: str, forum: str | None) -> None:
        """Raise somebody's level where they attend already: in one forum, or in all."""
        for one in [forum] if forum is not None else list(self._forums()):
            if await self._persons.known(one, participant) is None:
                continue
            by = await self._by(one, participant)
            level = (await self._citizens.standing(participant, one)).level
            with contextlib.suppress(Refusal):  # not there, or over: they get it when they attend
                await self._give(one, RaiseLevel(by=by, level=level))

    async def _by(self, forum: str, participant: str) -> By:
        role = (await self._citizens.standing(participant, forum)).role
        return By(await self._persons.person(forum, participant), role)

    def _give(self, forum: str, command: Command) -> Awaitable[Any]:
        return self._host.act(forum, command, f"{command.by.who}:{self._new_id()}")

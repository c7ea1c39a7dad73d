"""The log of staff's access to personal data: who, when, whose, what for, from where; written before it is shown."""

from collections.abc import Iterable

from agora_server.core.clock import Clock
from agora_server.core.identity import Identity
from agora_server.core.ids import new_id
from agora_server.core.problems import Problem
from agora_server.store import Connection, Store, access, accounts
from agora_server.store.access import AccessRow
from rooms.base.errors import Refusal

COMMAND_LINE = "admin"
"""Stands for the account where somebody with the data folder in hand asked."""
MANY = 500
"""People named one by one in one access; a larger one is logged as one row with its count."""


class AccessLog:
    """Writes the log.

    Args:
        store: where it is kept.
        clock: milliseconds UTC.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def note(self, identity: Identity | None, peer: str, task: str, whose: Iterable[str]) -> None:
        """Log that the caller sees data of people.

        Raises:
            Refusal: ``sign_in_first`` where the caller is no staff.
        """
        account, login = await self._account(identity)
        await self._write(account, login, task, peer[:64], whose)

    async def _account(self, identity: Identity | None) -> tuple[str, str]:
        """Return the account of the caller, and its login."""
        if identity is None or identity.account is None:
            raise Refusal(Problem.SIGN_IN_FIRST)
        account = identity.account
        row = await self._store.read(lambda connection: accounts.get(connection, account))
        return account, "" if row is None else row.login

    async def note_list(self, identity: Identity | None, peer: str, task: str, count: int) -> None:
        """Log that the caller reads a list that goes on by itself: one row with its count.

        Raises:
            Refusal: ``sign_in_first`` where the caller is no staff.
        """
        account, login = await self._account(identity)
        row = AccessRow(new_id(), self._clock(), account, login, None, task, peer[:64], count)
        await self._store.write(lambda connection: access.add(connection, row))

    async def note_command(self, task: str, whose: Iterable[str]) -> None:
        """Log an access from the command line."""
        await self._write(COMMAND_LINE, COMMAND_LINE, task, "local", whose)

    async def _write(self, account: str, login: str, task: str, source: str, whose: Iterable[str]) -> None:
        people = list(dict.fromkeys(whose))
        now = self._clock()
        if not people or len(people) > MANY:
            rows = [AccessRow(new_id(), now, account, login, None, task, source, len(people))]
        else:
            rows = [AccessRow(new_id(), now, account, login, person, task, source, 1) for person in people]

        async def change(connection: Connection) -> None:
            for row in rows:
                await access.add(connection, row)

        await self._store.write(change)

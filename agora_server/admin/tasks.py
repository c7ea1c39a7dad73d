"""What administration can do, as functions of a name and plain arguments; the answers are plain data."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from agora_server.core.clock import Clock
from agora_server.people.access_log import COMMAND_LINE, AccessLog
from agora_server.people.retention import Sweeper
from agora_server.people.staff import Staff
from agora_server.store import Store, accounts, erasure, measures
from rooms.base.errors import Refusal
from rooms.base.roles import Role

Task = Callable[..., Awaitable[Any]]


class AdminProblem(StrEnum):
    """Why a task of administration is not done; ``assembly/admin_cli.py`` words each code."""

    UNKNOWN_TASK = "unknown_task"
    WRONG_ARGUMENTS = "wrong_arguments"
    UNKNOWN_ROLE = "unknown_role"
    UNKNOWN_ACCOUNT = "unknown_account"
    UNKNOWN_BAN = "unknown_ban"
    UNKNOWN_PERSON = "unknown_person"
    SEVERAL_PEOPLE = "several_people"
    BACKUP_EXISTS = "backup_exists"
    USE_PG_DUMP = "use_pg_dump"


class AdminTasks:
    """The tasks of administration.

    Args:
        store: where everything is kept.
        staff: invites and accounts.
        sweeper: retention.
        access: notes exports and erasures.
        clock: milliseconds UTC.
        erase: erases a participant everywhere.
        backups: folder of backups.
        public_url: the address that citizens see.
    """

    def __init__(
        self,
        store: Store,
        staff: Staff,
        sweeper: Sweeper,
        access: AccessLog,
        clock: Clock,
        *,
        erase: Callable[[str], Awaitable[None]],
        backups: Path,
        public_url: str,
    ) -> None:
        self._store = store
        self._staff = staff
        self._sweeper = sweeper
        self._access = access
        self._clock = clock
        self._erase = erase
        self._backups = backups
        self._public_url = public_url

    async def run(self, name: str, arguments: dict[str, str]) -> dict[str, Any]:
        """Do a task; return ``{"ok": answer}`` or ``{"error": code}``. Unknown tasks and arguments are errors too."""
        task = self._table().get(name)
        if task is None:
            return {"error": AdminProblem.UNKNOWN_TASK.value}
        try:
            return {"ok": await task(**arguments)}
        except Refusal as error:
            return {"error": error.why.value}
        except TypeError:
            return {"error": AdminProblem.WRONG_ARGUMENTS.value}

    def _table(self) -> dict[str, Task]:
        return {
            "invite": self._invite,
            "accounts": self._accounts,
            "revoke": self._revoke,
            "bans": self._bans,
            "lift": self._lift,
            "export": self._export,
            "erase": self._erase_person,
            "retention": self._sweeper.sweep,
            "backup": self._backup,
        }

    async def _invite(self, role: str, forum: str = "") -> str:
        if role not in set(Role):
            raise Refusal(AdminProblem.UNKNOWN_ROLE)
        token = await self._staff.invite(Role(role), forum or None, COMMAND_LINE)
        return self._staff.invite_address(self._public_url, token)

    async def _accounts(self) -> list[dict[str, Any]]:
        rows = await self._store.read(accounts.every)
        await self._access.note_command("accounts", [row.participant for row in rows])
        shown = ("login", "name", "role", "forum", "created", "revoked")
        return [{name: getattr(row, name) for name in shown} | {"totp": row.totp_secret is not None} for row in rows]

    async def _revoke(self, login: str) -> int:
        row = await self._store.read(lambda c: accounts.by_login(c, login.casefold()))
        if row is None:
            raise Refusal(AdminProblem.UNKNOWN_ACCOUNT)
        return len(await self._staff.revoke(row.id))

    async def _bans(self) -> list[dict[str, Any]]:
        now = self._clock()
        rows = await self._store.read(lambda c: measures.bans(c, now))
        await self._access.note_command("bans", [row.participant for row in rows])
        shown = ("id", "participant", "name", "reason", "at", "until")
        return [{name: getattr(row, name) for name in shown} for row in rows]

    async def _lift(self, ban: str, reason: str) -> str:
        now = self._clock()
        row = await self._store.write(lambda c: measures.lift_one(c, ban, by=COMMAND_LINE, reason=reason, now=now))
        if row is None:
            raise Refusal(AdminProblem.UNKNOWN_BAN)
        return row.participant

    async def _person(self, person: str) -> str:
        """Return the one participant of an id or a name."""
        found = await self._store.read(lambda c: erasure.find_people(c, person))
        if not found:
            raise Refusal(AdminProblem.UNKNOWN_PERSON)
        if len(found) > 1:
            raise Refusal(AdminProblem.SEVERAL_PEOPLE)
        return found[0][0]

    async def _export(self, person: str) -> dict[str, Any]:
        participant = await self._person(person)
        await self._access.note_command("export", [participant])
        return await self._store.read(lambda c: erasure.export(c, participant))

    async def _erase_person(self, person: str) -> str:
        participant = await self._person(person)
        await self._access.note_command("erase", [participant])
        await self._erase(participant)
        return participant

    async def _backup(self) -> str:
        self._backups.mkdir(mode=0o700, exist_ok=True)
        stamp = datetime.fromtimestamp(self._clock() / 1000, UTC).strftime("%Y%m%dT%H%M%SZ")
        path = self._backups / f"agora-{stamp}.sqlite3"
        if path.exists():
            raise Refusal(AdminProblem.BACKUP_EXISTS)
        try:
            await self._store.backup(path)
        except NotImplementedError:
            raise Refusal(AdminProblem.USE_PG_DUMP) from None
        path.chmod(0o600)
        return str(path)

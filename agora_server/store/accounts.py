"""Queries about staff: accounts and the invites that make them."""

from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from agora_server.store.tables import accounts, invites
from rooms.base.roles import Role


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One staff account as kept. ``forum`` is ``None`` for the whole installation."""

    id: str
    login: str
    name: str
    role: Role
    forum: str | None
    password: str
    totp_secret: str | None
    totp_step: int
    participant: str
    failures: int
    locked_until: int
    created: int
    revoked: int | None = None


@dataclass(frozen=True, slots=True)
class InviteRow:
    """One invite as kept; its token is kept hashed."""

    id: str
    token_hash: str
    role: Role
    forum: str | None
    made_by: str
    created: int
    expires: int
    used: int | None = None
    used_by: str | None = None


async def add(connection: AsyncConnection, row: AccountRow) -> None:
    """Keep a new account."""
    values = {name: getattr(row, name) for name in AccountRow.__slots__} | {"role": row.role.value}
    await connection.execute(insert(accounts).values(**values))


async def by_login(connection: AsyncConnection, login: str) -> AccountRow | None:
    """Return the account of a login, revoked or not."""
    found = (await connection.execute(select(accounts).where(accounts.c.login == login))).one_or_none()
    return None if found is None else _account(dict(found._mapping))  # noqa: SLF001 - SQLAlchemy's public name


async def get(connection: AsyncConnection, account: str) -> AccountRow | None:
    """Return an account, or ``None``."""
    found = (await connection.execute(select(accounts).where(accounts.c.id == account))).one_or_none()
    return None if found is None else _account(dict(found._mapping))  # noqa: SLF001 - SQLAlchemy's public name


async def of_participant(connection: AsyncConnection, participant: str) -> AccountRow | None:
    """Return the account whose avatar a participant is, unless it was revoked."""
    fits = (accounts.c.participant == participant, accounts.c.revoked.is_(None))
    found = (await connection.execute(select(accounts).where(*fits))).one_or_none()
    return None if found is None else _account(dict(found._mapping))  # noqa: SLF001 - SQLAlchemy's public name


async def every(connection: AsyncConnection) -> list[AccountRow]:
    """Return all accounts, oldest first: some dozens."""
    found = await connection.execute(select(accounts).order_by(accounts.c.created))
    return [_account(dict(row._mapping)) for row in found]  # noqa: SLF001 - SQLAlchemy's public name


async def failed(connection: AsyncConnection, account: str, failures: int, locked_until: int) -> None:
    """Note a failed sign-in."""
    values = {"failures": failures, "locked_until": locked_until}
    await connection.execute(update(accounts).where(accounts.c.id == account).values(**values))


async def signed_in(connection: AsyncConnection, account: str, totp_step: int) -> bool:
    """Note a sign-in; ``False`` where another one used the same code in between."""
    fits = (accounts.c.id == account, accounts.c.revoked.is_(None), accounts.c.totp_step <= totp_step)
    found = await connection.execute(
        update(accounts).where(*fits).values(failures=0, locked_until=0, totp_step=totp_step)
    )
    return bool(found.rowcount)


async def set_totp(connection: AsyncConnection, account: str, secret: str | None, step: int) -> None:
    """Set or take away the secret of the second device."""
    await connection.execute(
        update(accounts).where(accounts.c.id == account).values(totp_secret=secret, totp_step=step)
    )


async def revoke(connection: AsyncConnection, account: str, now: int) -> bool:
    """End an account; tell whether there was one to end."""
    fits = (accounts.c.id == account, accounts.c.revoked.is_(None))
    found = await connection.execute(update(accounts).where(*fits).values(revoked=now, password="", totp_secret=None))
    return bool(found.rowcount)


# ---- invites ----


async def invite(connection: AsyncConnection, row: InviteRow) -> None:
    """Keep a new invite."""
    values = {name: getattr(row, name) for name in InviteRow.__slots__} | {"role": row.role.value}
    await connection.execute(insert(invites).values(**values))


async def open_invite(connection: AsyncConnection, token_hash: str, now: int) -> InviteRow | None:
    """Return an invite that can still be accepted."""
    fits = (invites.c.token_hash == token_hash, invites.c.used.is_(None), invites.c.expires > now)
    found = (await connection.execute(select(invites).where(*fits))).one_or_none()
    return None if found is None else _invite(dict(found._mapping))  # noqa: SLF001 - SQLAlchemy's public name


async def use_invite(connection: AsyncConnection, identifier: str, account: str, now: int) -> bool:
    """Use an invite up; ``False`` where somebody was faster."""
    fits = (invites.c.id == identifier, invites.c.used.is_(None))
    found = await connection.execute(update(invites).where(*fits).values(used=now, used_by=account))
    return bool(found.rowcount)


async def invites_open(connection: AsyncConnection, now: int) -> list[InviteRow]:
    """Return the invites that can still be accepted, newest first."""
    query = select(invites).where(invites.c.used.is_(None), invites.c.expires > now)
    found = await connection.execute(query.order_by(invites.c.created.desc()))
    return [_invite(dict(row._mapping)) for row in found]  # noqa: SLF001 - SQLAlchemy's public name


def _account(values: dict[str, object]) -> AccountRow:
    return AccountRow(**values | {"role": Role(values["role"])})  # type: ignore[arg-type]


def _invite(values: dict[str, object]) -> InviteRow:
    return InviteRow(**values | {"role": Role(values["role"])})  # type: ignore[arg-type]

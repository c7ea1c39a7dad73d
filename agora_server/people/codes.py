"""
One-time codes that make citizens: handed out on paper after a look at an identity card, or sent by post.

A code is 58 bit of random numbers in three groups of four, of letters that cannot be taken for others. It is kept as a
keyed
hash: neither the data folder nor a backup gives one away. It works once; the same person's second try of it is the
first one's answer, come late. What is wrong, used, expired or revoked gets one and the same answer.
"""

import secrets
import unicodedata
from dataclasses import dataclass

import msgspec

from agora_server.core.clock import Clock
from agora_server.core.ids import new_id
from agora_server.core.problems import Problem
from agora_server.core.seals import Seals
from agora_server.people.citizens import Citizens
from agora_server.people.lockout import Guesses
from agora_server.people.sessions import DAY_MS
from agora_server.store import Connection, Store, codes
from agora_server.store.codes import BatchRow
from agora_server.store.sessions import FoundSession
from rooms.base.errors import Refusal, Why

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without 0 O, 1 I L and U: read from paper and typed by thumb."""
GROUPS, GROUP = 3, 4
CODES_A_BATCH = 500
"""A hall, or the post of one district; a page of 500 QR codes is what a browser prints without trouble."""
OPEN_BATCHES = 100
"""Batches that hold at once: 50,000 codes, a tenth of the city; more are forgotten ones."""


class BatchLine(msgspec.Struct, frozen=True):
    """A batch: how many codes it has, how many were used."""

    batch: str
    name: str
    forum: str | None
    created: int
    expires: int
    revoked: int | None
    codes: int
    used: int


@dataclass(frozen=True, slots=True)
class Made:
    """A new batch with its codes in clear: this once, to print."""

    batch: BatchRow
    codes: list[str]


@dataclass(frozen=True, slots=True)
class Redeemed:
    """For which forum somebody is a citizen now (``None``: for all), and their new cookie."""

    forum: str | None
    cookie: str


def draw() -> str:
    """Return a new code in groups: ``K7QM-2F9X-RWTD``."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def plain(typed: str) -> str:
    """Return a code as it is hashed: without the signs between groups, in capitals, however it was typed."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", typed).upper() if sign.isalnum())


class Codes:
    """Batches of codes, and their redemption.

    Args:
        store: where they are kept.
        citizens: what a code is worth.
        seals: hashes codes.
        clock: milliseconds UTC.
    """

    def __init__(self, store: Store, citizens: Citizens, seals: Seals, clock: Clock) -> None:
        self._store = store
        self._citizens = citizens
        self._seals = seals
        self._clock = clock
        self._guesses = Guesses()

    def _hash(self, code: str) -> str:
        return self._seals.digest("code", plain(code))

    async def make(self, name: str, forum: str | None, *, count: int, days: int, made_by: str) -> Made:
        """Make a batch.

        Raises:
            Refusal: ``full`` where too many batches hold.
        """
        now = self._clock()
        batch = BatchRow(new_id(), name, forum, made_by, now, now + days * DAY_MS)
        drawn = list(dict.fromkeys(draw() for _ in range(count)))

        async def change(connection: Connection) -> None:
            if await codes.open_batches(connection, now) >= OPEN_BATCHES:
                raise Refusal(Why.FULL, limit=OPEN_BATCHES)
            await codes.add(connection, batch, map(self._hash, drawn))

        await self._store.write(change)
        return Made(batch, drawn)

    async def batches(self, forum: str | None) -> list[BatchLine]:
        """Return the batches of a forum, or all."""
        found = await self._store.read(lambda connection: codes.batches(connection, forum))
        rows = ((one.row, one.codes, one.used) for one in found)
        return [
            BatchLine(row.id, row.name, row.forum, row.created, row.expires, row.revoked, count, used)
            for row, count, used in rows
        ]

    async def batch(self, batch: str) -> BatchRow | None:
        """Return a batch, or ``None`` where there is none of that id."""
        return await self._store.read(lambda connection: codes.batch(connection, batch))

    async def revoke(self, batch: str) -> None:
        """End a batch: codes that were not used are worth nothing any more; who used one stays a citizen.

        Raises:
            Refusal: 404 ``unknown_batch``.
        """
        now = self._clock()
        if not await self._store.write(lambda c: codes.revoke(c, batch, now)):
            raise Refusal(Problem.UNKNOWN_BATCH)

    async def redeem(self, code: str, found: FoundSession, peer: str) -> Redeemed:
        """Make the person of a session a citizen by a code.

        Raises:
            Refusal: 409 ``code_for_citizens`` for staff, 429 ``too_many_codes`` with seconds, 403 ``code_invalid``.
        """
        row, now = found.row, self._clock()
        if row.account is not None:
            raise Refusal(Problem.CODE_FOR_CITIZENS)
        if seconds := self._guesses.seconds_to_wait(row.id, peer, now):
            raise Refusal(Problem.TOO_MANY_CODES, seconds=seconds)
        done = await self._store.write(lambda c: self._use(c, self._hash(code), found))
        if done is None:
            self._guesses.wrong(row.id, peer, now)
            raise Refusal(Problem.CODE_INVALID)
        self._guesses.right(row.id)
        await self._citizens.announce_standing(row.participant, done.forum)
        return done

    async def _use(self, connection: Connection, code_hash: str, found: FoundSession) -> Redeemed | None:
        """Use a code up; ``None`` where it is worth nothing to this person."""
        now, me = self._clock(), found.row.participant
        known = await codes.find(connection, code_hash, now)
        if known is None:
            return None
        again = known.used_by == me
        if not again and not await codes.use(connection, code_hash, me, now):
            return None
        forum = known.batch.forum
        return Redeemed(forum, await self._citizens.admit(connection, found, forum, "code"))

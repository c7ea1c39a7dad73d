"""
From a session to a citizen by an assertion: asked for with a nonce of this session, taken once, one person one citizen.

Of who somebody is, a keyed hash of the provider's pseudonym is kept and nothing else. The same person in another
browser becomes the participant that they are already. Who erased their data leaves the hash behind for a week, without
a participant: else one could vote, erase oneself, and vote again.
"""

import secrets
from collections import OrderedDict
from dataclasses import dataclass

import structlog

from agora_server.core.clock import Clock
from agora_server.core.problems import Problem
from agora_server.core.seals import Seals
from agora_server.identity.assertions import Assertions, NotVouchedError, Verified
from agora_server.people.citizens import Citizens
from agora_server.people.lockout import Guesses
from agora_server.people.privacy import DAY_MS, row
from agora_server.people.sessions import Bearer, Sessions
from agora_server.store import Connection, Store, citizens
from agora_server.store import sessions as session_rows
from agora_server.store.citizens import IdentityRow
from agora_server.store.sessions import FoundSession
from rooms.base.errors import Refusal
from rooms.base.roles import Role
from rooms.forum.model.terms import Level

log = structlog.get_logger()

NONCE_MS = 900_000
"""Time for finding the phone and typing a number at the provider."""
TAKEN_KEPT = 10_000
"""Assertions remembered until they expire by themselves: a busy quarter of an hour."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The new cookie, and whether the browser became somebody who was here before."""

    cookie: str
    known: bool


class Visits:
    """Asks for assertions and takes them.

    Args:
        store: where hashes are kept.
        sessions: renews cookies.
        citizens_: what an assertion is worth.
        clock: milliseconds UTC.
        seals: makes nonces and hashes pseudonyms.
        assertions: checks what was signed.
    """

    def __init__(
        self,
        store: Store,
        sessions: Sessions,
        citizens_: Citizens,
        clock: Clock,
        *,
        seals: Seals,
        assertions: Assertions,
    ) -> None:
        self._store = store
        self._sessions = sessions
        self._citizens = citizens_
        self._seals = seals
        self._assertions = assertions
        self._clock = clock
        self._guesses = Guesses()
        self._taken: OrderedDict[str, int] = OrderedDict()

    def begin(self, session: str) -> str:
        """Return the nonce with which this session asks for an assertion."""
        now, drawn = self._clock(), secrets.token_hex(4)
        return f"{now}.{drawn}.{self._seals.seal('nonce', session, now, drawn)}"

    def _asked(self, nonce: str, session: str, now: int) -> bool:
        """Tell whether this session asked with a nonce, not long ago."""
        parts = nonce.split(".")
        if len(parts) != 3 or not (parts[0].isascii() and parts[0].isdigit()):
            return False
        at, drawn, seal = int(parts[0]), parts[1], parts[2]
        return now - NONCE_MS < at <= now and self._seals.fits(seal, "nonce", session, at, drawn)

    async def confirm(self, token: str, nonce: str, found: FoundSession, peer: str) -> Confirmed:
        """Make the person of a session the citizen whom a provider vouches for.

        Raises:
            Refusal: 409 ``code_for_citizens`` for staff, ``identity_other``, ``identity_rests``; 403
                ``identity_invalid``, ``not_of_gimhae``; 429 ``too_many_codes``.
        """
        now, session = self._clock(), found.row.id
        if found.row.account is not None:
            raise Refusal(Problem.CODE_FOR_CITIZENS)
        if seconds := self._guesses.seconds_to_wait(session, peer, now):
            raise Refusal(Problem.TOO_MANY_CODES, seconds=seconds)
        verified = self._vouched(token, nonce, session, now)
        if verified is None:
            self._guesses.wrong(session, peer, now)
            raise Refusal(Problem.IDENTITY_INVALID)
        if verified.level is not Level.CITIZEN:
            raise Refusal(Problem.NOT_OF_GIMHAE)
        digest = self._seals.digest("pseudonym", verified.pseudonym)
        participant, done = await self._store.write(lambda c: self._settle(c, digest, found))
        if done.known:
            self._sessions.announce({found.row.id})
        await self._citizens.announce_standing(participant, None)
        return done

    def _vouched(self, token: str, nonce: str, session: str, now: int) -> Verified | None:
        """Return whom a token vouches for in answer to this session, the first time it is shown."""
        if not self._asked(nonce, session, now):
            return None
        try:
            verified = self._assertions.check(token, nonce, now)
        except NotVouchedError as error:
            log.info("assertion_refused", why=error.why)
            return None
        return verified if self._take(verified.id, verified.ends, now) else None

    def _take(self, assertion: str, ends: int, now: int) -> bool:
        """Remember an assertion until it expires; ``False`` where it was taken before."""
        while self._taken and (next(iter(self._taken.values())) <= now or len(self._taken) >= TAKEN_KEPT):
            self._taken.popitem(last=False)
        if assertion in self._taken:
            return False
        self._taken[assertion] = ends
        return True

    async def _settle(self, connection: Connection, digest: str, found: FoundSession) -> tuple[str, Confirmed]:
        """Return whom a pseudonym and a session come out as."""
        me, now = found.row.participant, self._clock()
        known = await citizens.identity(connection, digest)
        if known is None:
            if await citizens.has_identity(connection, me):
                raise Refusal(Problem.IDENTITY_OTHER)
            await citizens.identify(connection, digest, me, now)
        elif known.participant is None:
            raise Refusal(Problem.IDENTITY_RESTS, days=_days_left(known, now))
        elif known.participant != me:
            return known.participant, await self._become(connection, known.participant, found)
        return me, Confirmed(await self._citizens.admit(connection, found, None, "identity"), known=False)

    async def _become(self, connection: Connection, participant: str, found: FoundSession) -> Confirmed:
        """Make the browser the participant that this person is already; its own session ends."""
        await citizens.admit(connection, participant, None, "identity", self._clock())
        await session_rows.end(connection, session=found.row.id)
        bearer = Bearer(participant, Role.CITIZEN, None, found.row.lineage)
        return Confirmed(await self._sessions.start_session(connection, bearer), known=True)


def _days_left(known: IdentityRow, now: int) -> int:
    """Return in how many days a person who erased their data can come anew."""
    return max(1, -(-((known.erased or now) + row("identities").days * DAY_MS - now) // DAY_MS))

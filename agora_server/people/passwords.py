"""
Passwords of staff: argon2id off the event loop. The only importer of argon2.

Parameters are OWASP's low-memory choice (t=2, m=19 MiB, p=1); a hash takes some 50 ms of a core.
"""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST = 10
"""Characters of a password; a sentence is better than signs."""
MOST = 200
"""Characters: argon2 reads all of them."""
AT_ONCE = 2
"""Hashes at once: 38 MiB, and never more than the cores."""

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_turns = asyncio.Semaphore(AT_ONCE)
_NOBODY = _hasher.hash("nobody has this password")


async def hashed(password: str) -> str:
    """Return the hash to keep."""
    async with _turns:
        return await asyncio.to_thread(_hasher.hash, password)


async def verified(kept: str | None, password: str) -> bool:
    """Tell whether a password fits; an account that does not exist (``None``) takes the same time."""
    async with _turns:
        fits = await asyncio.to_thread(_verify, kept or _NOBODY, password)
    return fits and kept is not None


def _verify(kept: str, password: str) -> bool:
    try:
        return _hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False

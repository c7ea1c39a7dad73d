"""Passwords of staff: kept as argon2id with the parameters we chose, verified off the loop."""

import asyncio

from agora_server.people import passwords


async def test_a_password_fits_its_hash_alone():
    """The right one fits; a wrong one and an account that is not there do not."""
    kept = await passwords.hashed("구지봉에 거북이 산다")

    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert await passwords.verified(kept, "구지봉에 거북이 산다")
    assert not await passwords.verified(kept, "wrong")
    assert not await passwords.verified(None, "nobody has this password")
    assert not await passwords.verified("", "x")


async def test_the_loop_turns_while_a_password_is_hashed():
    """Other work goes on during a hash."""
    turns = 0
    task = asyncio.create_task(passwords.hashed("구지봉에 거북이 산다"))
    while not task.done():
        turns += 1
        await asyncio.sleep(0)

    assert turns > 10

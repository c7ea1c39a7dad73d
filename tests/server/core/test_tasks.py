"""Tasks that nobody waits for."""

import asyncio

from agora_server.core.tasks import Tasks


async def test_the_end_waits_for_what_runs_and_drops_what_is_later():
    """What runs comes to its end, also when it fails; what would begin later does not."""
    done, tasks = [], Tasks("test")

    async def work(name):
        await asyncio.sleep(0)
        done.append(name)
        if name == "fails":
            raise RuntimeError(name)

    tasks.start_task(work("runs"))
    tasks.start_task(work("fails"))
    tasks.later(60, lambda: work("later"))
    await tasks.close()

    assert done == ["runs", "fails"]


async def test_later_comes():
    """What is put off begins by itself."""
    begun, tasks = asyncio.Event(), Tasks("test")

    async def work():
        begun.set()

    tasks.later(0, work)
    async with asyncio.timeout(10):
        await begun.wait()
    await tasks.close()

"""
What a forum costs and how fast it answers: a hall of a thousand on the light page, then a vote of two thousand.

First a thousand listen: the floor changes once a second, then a ballot opens for all at once. Then as many again come,
and all vote within ten seconds, a third of them over lines that break or by acts that are sent twice.
Knows: the words of ``measured_hall.py``. Does not know: rules. The marks stand in ``report.py``.
"""

import asyncio
import itertools
import random
import secrets
import time
from collections.abc import Sequence
from typing import Any

from agora_server.bench.hall_tab import HallTab
from agora_server.bench.people import DoorLine
from agora_server.bench.runner import Bed, ServerProcess, cpu_seconds
from rooms.forum.model import client_commands

LISTENERS = 1_000
VOTERS = 2_000
VOTE_S = 7.5
"""Votes begin within this time, so that the last answers come within ten seconds."""
DROPS, RETRIES = 0.15, 0.15
"""Shares of votes whose line breaks after the sending, and that are sent twice: 30 % together."""
TURNS = 10
WINDOW_S = 10.0
AT_ONCE = 64
CAST: Any = next(order for order in client_commands.CLIENT_COMMANDS if order.__name__ == "Cast")


def hall(bed: Bed, listeners: int = LISTENERS, voters: int = VOTERS, seconds: float = VOTE_S) -> dict[str, Any]:
    """Return how a server carries a forum of so many."""
    server = bed.server(max(listeners, voters))
    try:
        return asyncio.run(_hall(bed, server, listeners, voters, seconds))
    finally:
        server.stop()


async def _hall(bed: Bed, server: ServerProcess, listeners: int, voters: int, seconds: float) -> dict[str, Any]:
    forum = (await _ask(server, "hall"))["forum"]
    tabs = [HallTab(server.port, cookie, forum) for cookie in bed.cookies[: max(listeners, voters)]]
    await join_all(tabs[:listeners], server)
    floor = await _floor(server, tabs[:listeners])
    opened = await _opened(server, tabs[:listeners])
    await _ask(server, "count")
    await join_all(tabs[listeners:voters], server)
    votes = await _votes(server, tabs[:voters], seconds)
    for tab in tabs:
        tab.cut()
    return {"listeners": listeners, "voters": voters, **floor, **opened, **votes}


async def _ask(server: ServerProcess, word: str) -> dict[str, Any]:
    """Have the installation do something while the tabs are read."""
    return await asyncio.to_thread(server.ask, word)


async def join_all(tabs: Sequence[HallTab], server: ServerProcess) -> None:
    """Let all attend the forum, so many at a time."""
    waiting = iter(tabs)

    async def worker() -> None:
        line = DoorLine(server.port)
        for tab in waiting:
            await tab.join(line)
        line.close()

    await asyncio.gather(*[worker() for _ in range(AT_ONCE)])


async def _floor(server: ServerProcess, tabs: Sequence[HallTab]) -> dict[str, Any]:
    """Measure the server's processor time with a silent floor, and with one that changes once a second."""
    await asyncio.sleep(2)  # whoever came last is told of by now
    silent = await _percent(server, 0)
    received = sum(tab.received for tab in tabs)
    changing = await _percent(server, TURNS)
    received = sum(tab.received for tab in tabs) - received
    return {
        "silent_percent": silent,
        "changing_percent": changing,
        "points": round(changing - silent, 1),
        "told_a_turn": round(received / max(1, TURNS) / max(1, len(tabs)), 2),
    }


async def _percent(server: ServerProcess, turns: int) -> float:
    before, start = cpu_seconds(server.pid), time.monotonic()
    for turn in range(turns):
        await _ask(server, "turn")
        await asyncio.sleep(max(0.0, start + (turn + 1) * WINDOW_S / turns - time.monotonic()))
    await asyncio.sleep(max(0.0, start + WINDOW_S - time.monotonic()))
    return round((cpu_seconds(server.pid) - before) / (time.monotonic() - start) * 100, 1)


async def _opened(server: ServerProcess, tabs: Sequence[HallTab]) -> dict[str, Any]:
    """Open a ballot; return how late its opening is seen, and how many lines that cost."""
    before = sum(tab.inside for tab in tabs)
    ballot = await _ask(server, "ballot")
    for _ in range(100):
        if all(ballot["ballot"] in tab.opened for tab in tabs):
            break
        await asyncio.sleep(0.1)
    ways = sorted(tab.opened[ballot["ballot"]] - ballot["at"] for tab in tabs if ballot["ballot"] in tab.opened)
    return {
        "saw_it_open": len(ways),
        "open_p50_ms": _share(ways, 0.5),
        "open_p99_ms": _share(ways, 0.99),
        "dropped_by_opening": before - sum(tab.inside for tab in tabs),
    }


async def _votes(server: ServerProcess, tabs: Sequence[HallTab], seconds: float) -> dict[str, Any]:
    """Let all vote; return how fast that was acknowledged and whether the count is of distinct voters."""
    ballot = (await _ask(server, "ballot"))["ballot"]
    rng, ways = random.Random(4), []  # noqa: S311 - luck, not secrets
    doors = [DoorLine(server.port) for _ in range(AT_ONCE)]
    free, lines = {id(line): asyncio.Lock() for line in doors}, itertools.cycle(doors)
    chosen = {"yes": 0, "no": 0}

    async def vote(tab: HallTab, wait: float, line: DoorLine, luck: float) -> None:
        option = "yes" if luck * 1_000 % 2 < 1 else "no"
        order = CAST(ballot=ballot, choice={option: 1}, tracker=secrets.token_hex(16))
        await asyncio.sleep(wait)
        if luck < DROPS:
            async with free[id(line)]:
                ways.append(await tab.order(order, line, cut=True))
        else:
            ways.append(await tab.order(order, line, twice=luck < DROPS + RETRIES))
        chosen[option] += 1

    start = time.monotonic()
    acts = [vote(tab, rng.uniform(0, seconds), next(lines), rng.random()) for tab in tabs]
    failed = [one for one in await asyncio.gather(*acts, return_exceptions=True) if isinstance(one, BaseException)]
    took = time.monotonic() - start
    for line in doors:
        line.close()
    counted = await _ask(server, "count")
    ways.sort()
    return {
        "acknowledged": len(ways),
        "not_acknowledged": len(failed),
        "counted": sum(counted["tally"].values()),
        "exact": counted["voted"] == len(ways) and counted["tally"] == {k: v for k, v in chosen.items() if v},
        "vote_seconds": round(took, 2),
        "acks_per_s": round(len(ways) / took),
        "vote_p50_ms": _share(ways, 0.5),
        "vote_p99_ms": _share(ways, 0.99),
        "rows": counted["rows"],
    }


def _share(ordered: Sequence[float], share: float) -> float:
    """Return the value below which a share lies; -1 of none."""
    return round(ordered[min(int(len(ordered) * share), len(ordered) - 1)], 1) if ordered else -1.0

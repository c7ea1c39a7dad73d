"""Many bots for a while, with progress and a report: what ``./agora bots`` runs."""

import asyncio
import json
import random
import sys
from collections.abc import Callable
from contextlib import suppress

from agora_server.bots.citizen import Citizen, DoorClosedError
from agora_server.bots.tally import Tally
from agora_server.bots.walking import Walker
from agora_server.resources.world import load_world

PROGRESS_S = 2.0


def run_bots(
    count: int,
    *,
    seconds: float,
    walk: bool = True,
    chat: bool = False,
    url: str = "http://127.0.0.1:8000",
    as_json: bool = False,
) -> int:
    """Run bots and print a report; return 0 when the mark is met, 1 when it is missed, 2 when nobody got in.

    Args:
        count: how many.
        seconds: for how long after the last one came in; 0 is until the process ends.
        walk: whether they walk.
        chat: whether they talk.
        url: the server.
        as_json: whether the last line is one JSON object.
    """
    import uvloop  # noqa: PLC0415 - not everywhere

    return uvloop.run(_run(count, seconds, walk=walk, chat=chat, url=url, as_json=as_json))


async def _run(count: int, seconds: float, *, walk: bool, chat: bool, url: str, as_json: bool) -> int:
    tally = Tally()
    say = _progress()
    lives = [asyncio.create_task(citizen.live()) for citizen in _citizens(count, url, tally, walk=walk, chat=chat)]
    try:
        await _watch(lives, tally, seconds, say)
        report = tally.report(count)
    except DoorClosedError as error:
        print(f"문이 닫혀 있습니다 · the door is closed: {error}", file=sys.stderr)  # noqa: T201
        return 2
    except OSError as error:
        print(f"서버에 닿지 않습니다 · no server there: {url} ({error})", file=sys.stderr)  # noqa: T201
        return 2
    finally:
        for life in lives:
            life.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await asyncio.gather(*lives, return_exceptions=True)
    text = "통과 · passed" if report["passed"] else "기준에 못 미침 · missed"
    print(json.dumps(report) if as_json else f"{report}\n{text}", flush=True)  # noqa: T201
    return 0 if report["passed"] else 1


def _citizens(count: int, url: str, tally: Tally, *, walk: bool, chat: bool) -> list[Citizen]:
    """Return bots that know the world and its places."""
    world = load_world()
    goals = [(place.x, place.y) for place in world.places.values()]
    legs = [Walker(world, goals, random.Random(i)) for i in range(count)]  # noqa: S311
    return [Citizen(i, url, legs[i], tally, walks=walk, talks=chat) for i in range(count)]


async def _watch(lives: list[asyncio.Task[None]], tally: Tally, seconds: float, say: Callable[[Tally], None]) -> None:
    """Report progress until the time is over; a bot that could not come in ends it all."""
    loop = asyncio.get_running_loop()
    end = None
    while end is None or seconds == 0 or loop.time() < end:
        left = PROGRESS_S if end is None or seconds == 0 else min(PROGRESS_S, end - loop.time())
        done, _ = await asyncio.wait(lives, timeout=max(0.05, left if end else 0.1), return_when="FIRST_EXCEPTION")
        for life in done:
            life.result()
        if end is None and tally.inside >= len(lives):
            end = loop.time() + seconds
            fresh = Tally(inside=tally.inside)
            tally.delays.clear()
            tally.delivered = tally.bytes_in = 0
            tally.started = fresh.started
        say(tally)


def _progress() -> Callable[[Tally], None]:
    """Return how progress is shown: on standard error, so that the last line of output stays the report."""
    shown = [0.0]

    def show(tally: Tally) -> None:
        now = asyncio.get_running_loop().time()
        if now - shown[0] >= PROGRESS_S:
            shown[0] = now
            print(f"들어온 봇 {tally.inside} · 전달 {tally.delivered} · 끊김 {tally.lost}", file=sys.stderr)  # noqa: T201

    return show

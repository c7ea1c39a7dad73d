"""Many bots in a forum for a while, with progress and a report: what ``./agora bots N --forum ID`` runs."""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from typing import Any

from agora_server.bots import hall_mind
from agora_server.bots.attendee import Attendee, Where
from agora_server.bots.citizen import name_of
from agora_server.bots.door import BotSession, DoorClosedError
from agora_server.bots.hall_tally import HallTally
from rooms.forum.views.view_parts import ForumView

THINK_S = (2.0, 5.0)
"""Between two thoughts of a bot: people look, then press."""
CLERK_S = (3.0, 6.0)
PROGRESS_S = 2.0
LOOK_S = 5.0
"""Between two looks for a forum that is on, where none is named."""
ON = "open"
"""Instead of an id: the forum that is on, one after the other."""
CITIZENS = 3
"""With staff's login one bot in three becomes a citizen by a code."""
SLIPS_SHARE, SLIPS_MOST = 10, 30
"""With staff's login there is one person on site for ten bots, thirty at most: what one clerk keeps up with."""
PASSWORD = "AGORA_STAFF_PASSWORD"  # noqa: S105 - the name of a variable


def run_attendees(
    count: int,
    *,
    forum: str,
    seconds: float,
    url: str,
    drops: float = 0.0,
    staff: str = "",
    as_json: bool = False,
) -> int:
    """Run bots in a forum and print a report; return 0 when the mark is met, 1 when missed, 2 when nobody got in.

    Args:
        count: how many.
        forum: its id, or ``open`` for whatever forum is on.
        seconds: for how long after the last one attends; 0 is until the process ends.
        url: the server.
        drops: per cent of orders after which the connection is cut.
        staff: login of a moderator, clerk or officer, who makes codes and checks people in; the password is read
            from ``AGORA_STAFF_PASSWORD``.
        as_json: whether the last line is one JSON object.
    """
    import uvloop  # noqa: PLC0415 - not everywhere

    fleet = HallFleet(count, forum, url, drops=drops / 100, staff=staff)
    return uvloop.run(fleet.run(seconds, as_json=as_json))


class HallFleet:
    """The bots of one call of the command.

    Attributes:
        tally: what they count together.
    """

    def __init__(self, count: int, forum: str, url: str, *, drops: float = 0.0, staff: str = "") -> None:
        self.tally = HallTally()
        self._count, self._forum, self._url, self._drops, self._staff = count, forum, url, drops, staff

    async def run(self, seconds: float, *, as_json: bool) -> int:
        """Run; return the exit status."""
        lives: list[asyncio.Task[None]] = []
        try:
            lives = [asyncio.create_task(life) for life in await self._lives()]
            await self._watch(lives, seconds)
        except DoorClosedError as error:
            print(f"문이 닫혀 있습니다 · the door is closed: {error}", file=sys.stderr)  # noqa: T201
            return 2
        except OSError as error:
            print(f"서버에 닿지 않습니다 · no server there: {self._url} ({error})", file=sys.stderr)  # noqa: T201
            return 2
        finally:
            for life in lives:
                life.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.gather(*lives, return_exceptions=True)
        report = self.tally.report(self._count, self._forum)
        text = "통과 · passed" if report["passed"] else "기준에 못 미침 · missed"
        print(json.dumps(report) if as_json else f"{report}\n{text}", flush=True)  # noqa: T201
        return 0 if report["passed"] else 1

    async def _lives(self) -> Sequence[Coroutine[Any, Any, None]]:
        """Return what runs: a clerk where staff is named, and the citizens."""
        codes: list[str] = []
        lives: list[Coroutine[Any, Any, None]] = []
        if self._staff:
            door = BotSession(self._url)
            body = {"login": self._staff, "password": os.environ.get(PASSWORD, "")}
            await asyncio.to_thread(door.ask, "POST", "/api/staff/sign-in", body)
            codes = await self._codes(door, self._count // CITIZENS)
            lives.append(self._clerk(door, min(self._count // SLIPS_SHARE, SLIPS_MOST)))
        return [*lives, *(self._citizen(number, codes) for number in range(self._count))]

    async def _codes(self, door: BotSession, count: int) -> list[str]:
        """Return one-time codes for the forum, made by staff as for the door of a real hall."""
        if not count:
            return []
        request = {"name": "가상 시민", "count": count, "days": 1, "forum": await self._where(door)()}
        made = await asyncio.to_thread(door.ask, "POST", "/api/codes", request)
        return [slip["code"] for slip in made["slips"]]

    def _where(self, door: BotSession) -> Where:
        """Return what tells the forum: the named one, or the first one that is on."""

        async def find() -> str:
            while self._forum == ON:
                listed = (await asyncio.to_thread(door.ask, "GET", "/api/forums", None))["forums"]
                if on := [one["id"] for one in listed if one["state"] == "open"]:
                    return str(on[0])
                await asyncio.sleep(LOOK_S)
            return self._forum

        return find

    # ---- lives ----

    async def _citizen(self, number: int, codes: list[str]) -> None:
        door = BotSession(self._url)
        await asyncio.to_thread(door.enter, name_of(number))
        if codes:
            await asyncio.to_thread(door.ask, "POST", "/api/codes/redeem", {"code": codes.pop()})
            self.tally.citizens += 1
        where = self._where(door)
        districts = hall_mind.statements()["districts"]
        bot = Attendee(
            door, where, self.tally, number=number, drops=self._drops, district=districts[number % len(districts)]
        )
        memory = hall_mind.Memory()
        try:
            while True:
                await bot.come()
                order = hall_mind.next_order(bot.parts, memory, bot.rng)
                if order is not None:
                    await bot.order(order)
                elif signal := hall_mind.signal(bot.parts, bot.rng):
                    await bot.show(signal)
                await asyncio.sleep(bot.rng.uniform(*THINK_S))
        finally:
            await bot.leave()

    async def _clerk(self, door: BotSession, people: int) -> None:
        bot = Attendee(door, self._where(door), self.tally, number=-1, view=ForumView.MODERATOR)
        self.tally.inside -= 1  # no citizen
        try:
            while True:
                await bot.come()
                order = hall_mind.clerk_order(bot.parts, people, bot.rng)
                if order is not None and not await bot.order(order):
                    self.tally.onsite = self.tally.done["CheckIn"]
                fast = self.tally.onsite < people
                await asyncio.sleep(0.2 if fast else bot.rng.uniform(*CLERK_S))
        finally:
            await bot.leave()

    async def _watch(self, lives: list[asyncio.Task[None]], seconds: float) -> None:
        """Report progress until the time is over; a bot that cannot attend ends it all."""
        loop = asyncio.get_running_loop()
        say, end = _progress(), None
        while end is None or seconds == 0 or loop.time() < end:
            left = PROGRESS_S if end is None or seconds == 0 else min(PROGRESS_S, end - loop.time())
            done, _ = await asyncio.wait(lives, timeout=max(0.05, left if end else 0.1), return_when="FIRST_EXCEPTION")
            for life in done:
                life.result()
            if end is None and self.tally.inside >= self._count:
                end = loop.time() + seconds
            say(self.tally)


def _progress() -> Callable[[HallTally], None]:
    """Return how progress is shown: on standard error, so that the last line of output stays the report."""
    shown = [0.0]

    def show(tally: HallTally) -> None:
        now = asyncio.get_running_loop().time()
        if now - shown[0] >= PROGRESS_S:
            shown[0] = now
            acts = sum(tally.done.values())
            print(  # noqa: T201
                f"참석한 봇 {tally.inside} · 받아들여진 일 {acts} · 거절 {sum(tally.refused.values())} · "
                f"일부러 끊음 {tally.cut} · 끊김 {tally.lost} · 다시 보냄 {tally.again}",
                file=sys.stderr,
            )

    return show

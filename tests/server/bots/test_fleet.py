"""Bots on a running server of this process: they come in, walk, talk, are measured, and come back."""

import asyncio
import json

from agora_server.bots import fleet
from agora_server.bots.citizen import GIVE_UP_S, Citizen, name_of
from agora_server.bots.tally import Tally
from rooms.square.nickname import NAME_LIMIT
from tests.server.conftest import one_page, server

__all__ = ["one_page", "server"]


async def test_a_fleet_reports_as_promised(server, capsys):
    """The last line is one JSON object with the figures of the contract; every bot came in and none was lost."""
    await fleet._run(3, 0.5, walk=True, chat=True, url=server.address, as_json=True)

    report = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert list(report) == [
        "participants", "p50_ms", "p99_ms", "delivered_per_s", "bytes_per_client_s",
        "refused", "lost", "resumed", "passed",
    ]  # fmt: skip
    assert (report["participants"], report["refused"], report["lost"]) == (3, 0, 0)


async def test_without_a_server_the_status_is_two(capsys):
    """Nobody listens: the fleet says so and ends."""
    assert await fleet._run(1, 0.1, walk=False, chat=False, url="http://127.0.0.1:9", as_json=False) == 2
    assert "no server there" in capsys.readouterr().err


async def test_a_bot_whose_line_is_cut_resumes(server):
    """A lost connection is taken up where it was: nothing is reset."""
    tally = Tally()
    (bot,) = fleet._citizens(1, server.address, tally, walk=True, chat=False)
    life = asyncio.create_task(bot.live())
    await _until(lambda: tally.inside == 1 and len(server.host.clients) == 1)
    next(iter(server.host.clients)).connection.abort()
    await _until(lambda: tally.resumed == 1)
    life.cancel()

    assert tally.lost == 1


def test_a_name_says_that_nobody_is_behind_it():
    """The name of every bot begins with 가상이웃, is its own, and is not too long."""
    names = [name_of(number) for number in range(10_000)]

    assert all(name.startswith("가상이웃 ") for name in names)
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= NAME_LIMIT


async def test_bots_do_not_outlive_their_server(server, monkeypatch):
    """Where no byte came for a minute the bot ends instead of dialling for ever."""
    monkeypatch.setattr("agora_server.bots.citizen.GIVE_UP_S", GIVE_UP_S * 0)
    (bot,) = fleet._citizens(1, server.address, Tally(), walk=False, chat=False)
    life = asyncio.create_task(Citizen.live(bot))
    await _until(lambda: len(server.host.clients) == 1)
    next(iter(server.host.clients)).connection.abort()
    done, _ = await asyncio.wait([life], timeout=10)

    assert isinstance(done.pop().exception(), OSError)


async def _until(true) -> None:
    async with asyncio.timeout(15):
        while not true():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.02)

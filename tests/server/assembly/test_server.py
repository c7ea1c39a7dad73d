"""The composition root: start and end."""

import aiohttp
import pytest

from agora_server.core.faults import Hook
from agora_server.ops.data_folder import DataFolder, FolderTakenError
from agora_server.ops.heartbeat import RED_S
from rooms.square.chat import Log
from rooms.wire.messages import Reach, Say
from tests.server.conftest import running
from tests.server.sockets import until


async def test_a_second_server_does_not_take_the_folder(server):
    """One data folder has one owner; the running one goes on."""
    with pytest.raises(FolderTakenError):
        async with running(server.settings.data):
            pass
    assert server.port


async def test_everything_is_given_back_at_the_end(tmp_path, one_page):
    """After the end another server can take folder and port."""
    del one_page
    async with running(tmp_path) as first:
        port = first.port
    async with running(tmp_path, host="127.0.0.1") as second:
        assert second.port
    assert port
    with DataFolder(tmp_path):
        assert not (tmp_path / "admin.sock").exists()


PARTS = {
    "moves": (lambda server: (server.host.crowd, "take_moves"), Hook.SQUARE, False),
    "rules": (lambda server: (server.host.square, "tick"), Hook.SQUARE, False),
    "blocks": (lambda server: (server.host.square, "with_blocks"), Hook.SQUARE, False),
    "crowd": (lambda server: (server.host.crowd, "tick"), Hook.SQUARE, False),
    "voices": (lambda server: (server.voices, "tick"), Hook.VOICE, True),
    "forums": (lambda server: (server.forum_parts.streams, "tick"), Hook.FORUM_VIEW, True),
    "memory": (lambda _: (Log, "trim"), Hook.MEMORY, True),
    "counts": (lambda server: (server.crowd, "density"), Hook.SHARED, True),
    "frames": (lambda server: (server.crowd, "frame_for"), Hook.FANOUT, True),
    "ladder": (lambda server: (server.ladder, "step"), Hook.LADDER, True),
}
"""What may fail in a tick: where it stands, the hook that it counts for, and whether ticks without it are ticks."""


@pytest.mark.parametrize("times", [1, 1_000_000], ids=["once", "always"])
@pytest.mark.parametrize("part", PARTS)
async def test_whatever_fails_in_a_tick_people_hear_each_other(server, citizens, monkeypatch, part, times):
    """Each part fails once or always: words get through and ticks go on; health is red where the square stands."""
    where, hook, healthy = PARTS[part]
    owner, name = where(server)
    real, left = getattr(owner, name), [times]

    def fails(*given):
        left[0] -= 1
        if left[0] >= 0:
            raise RuntimeError
        return real(*given)

    kim, lee = await citizens("김하늘"), await citizens("이서준")
    server.host._here_at = 0  # counts are due at once
    monkeypatch.setattr(owner, name, fails)
    await until(lambda: left[0] < times)
    before = server.ticker.ticks
    await kim.send(Say("a", Reach.SAY, None, "들리나요"))
    await lee.until("event", item="uttered")
    await until(lambda: server.ticker.ticks > before + 3)
    await until(lambda: server.faults.counts[hook])

    server.heart._at -= RED_S
    beats = server.heart.beats
    await until(lambda: server.ticker.ticks > before + 6)
    assert (server.heart.beats > beats) is (healthy or times == 1)
    async with aiohttp.ClientSession() as http, http.get(f"{server.address}/healthz") as answer:
        assert answer.status == (200 if healthy or times == 1 else 503)

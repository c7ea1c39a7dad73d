"""The figures of a running server: every name moves, and the operations page names each."""

import re
import time
from unittest.mock import Mock

import pytest

from agora_server.core.faults import Hook
from agora_server.core.metrics import Metrics
from agora_server.forum.host import ForumHost
from agora_server.square.overload import LONG_TICKS
from rooms.forum.model import commands as c
from rooms.square.effects import WriteFact
from rooms.wire.messages import Goto, Role
from rooms.wire.voice import pack_up
from tests import source
from tests.server.hall_kit import HallKit
from tests.server.sockets import until

PAGE = (source.ROOT / "docs" / "operations.md").read_text("utf-8")
NAMED = re.compile(r"^\| `(agora_[a-z_]+)(?:\{(\w+)\})?` \|", re.MULTILINE)
UNIT = ("_total", "_count")


def figures(server):
    """Return every figure by name and labels: of counters the total, of histograms the count."""
    samples = [sample for family in server.metrics.registry.collect() for sample in family.samples]
    kept = (one for one in samples if not one.name.endswith(("_bucket", "_sum", "_created")))
    return {(one.name, *one.labels.items()): one.value for one in kept}


def names_of(metrics):
    """Return the names of all figures as they are asked for in Prometheus."""
    suffix = {"counter": "_total"}
    return {family.name + suffix.get(family.type, "") for family in metrics.registry.collect()}


class Watched:
    """What moved since the start of the watch, whatever it went back to."""

    def __init__(self, server):
        self._server = server
        self._first = figures(server)
        self.moved = set()

    def look(self):
        """Note what stands elsewhere than in the beginning."""
        now = figures(self._server)
        self.moved |= {key for key, value in now.items() if value != self._first.get(key, 0)}

    @property
    def names(self):
        """The names that moved, as the page has them."""
        return {key[0].removesuffix("_count") for key in self.moved}


async def drive_the_square(server, kit):
    """Let people come, walk, be refused, wait at the door and go; let a tick be late and one hook fail."""
    kim = await kit.citizen("김하늘")
    await kim.send(Goto("g1", "nowhere"))
    await kim.until("refused", "g1")
    await kim.socket.send(pack_up(0, 0, [b"x" * 60]))
    await kim.until("refused", "")
    async with kim.http.get(f"{server.address}/api/none") as answer:
        assert answer.status == 404
    silent = kit.visitor()
    silent.say_hello = lambda *_: until(lambda: True)
    await silent.enter("이서준")
    await silent.connect()
    server.voices._audio["broken"] = Mock(tick=Mock(side_effect=RuntimeError))
    time.sleep(0.1)  # noqa: ASYNC251 - holding the loop is the point
    await until(lambda: server.faults.counts[Hook.VOICE] and server.ticker.missed)
    del server.voices._audio["broken"]
    return kim


async def drive_a_forum(server, kit):
    """Open a forum and attend it; another host of it is faster once."""
    officer, lee = await kit.staff(), await kit.citizen("박나래")
    forum = await kit.opened(officer)
    await lee.attend(forum)
    other = ForumHost(server.forum_parts.journal, server.clock)
    await other.forum(forum)
    by = c.By("officer", Role.OFFICER)
    await other.act(forum, c.SetQueue(by=by, open=False), "officer:1")
    await server.forum_parts.forums.act(forum, c.SetQueue(by=by, open=False), "officer:2")
    await server.forum_parts.forums.act(forum, c.SetQueue(by=by, open=True), "officer:3")
    await other.close()


@pytest.fixture
async def watched(server):
    """The figures of a server that was driven through everything that it counts."""
    watched, kit = Watched(server), HallKit(server)
    kim = await drive_the_square(server, kit)
    watched.look()
    await drive_a_forum(server, kit)
    watched.look()
    for _ in range(LONG_TICKS):
        server.ladder.step(1_000_000)
    server.fact_writer.write_fact(WriteFact("nonsense", "nobody", {}))
    await server.fact_writer.flush()
    watched.look()
    await kim.socket.close()
    await until(lambda: figures(server).get(("agora_closes_total", ("code", "1000"))))
    watched.look()
    yield watched
    await kit.close()


async def test_every_figure_moves(server, watched):
    """Whatever the metrics show has moved after a drive through the server: none of them stands still for good."""
    assert watched.names == names_of(server.metrics)
    for key in (
        ("agora_bytes_total", ("direction", "in")),
        ("agora_bytes_total", ("direction", "out")),
        ("agora_tick_errors_total", ("hook", "voice")),
        ("agora_http_refusals_total", ("code", "http_404")),
        ("agora_refusals_total", ("kind", "unknown_place")),
        ("agora_voice_frames_total", ("fate", "no_floor")),
        ("agora_drops_total", ("kind", "tick")),
        ("agora_resumes_total", ("outcome", "reset")),
    ):
        assert key in watched.moved


async def test_a_planted_figure_that_never_moves_is_found(server, watched):
    """The test above fails for a counter that nobody counts: with a label, which shows nothing, or without one."""
    server.metrics._counter("agora_planted", "Stands still", "kind")

    assert names_of(server.metrics) - watched.names == {"agora_planted_total"}


async def test_the_operations_page_names_every_figure(server):
    """The table of the page is that of the code, with the label of each."""
    labelled = {
        family.name + ("_total" if family.type == "counter" else ""): label
        for family in server.metrics.registry.collect()
        for label in [_label(server.metrics, family)]
    }

    assert dict(NAMED.findall(PAGE)) == labelled


def _label(metrics: Metrics, family):
    """Return the label by which a family is told apart."""
    collector = metrics.registry._names_to_collectors.get(family.name)
    given = getattr(collector, "_labelnames", ()) or tuple(
        name for sample in family.samples for name in sample.labels if name != "le"
    )
    return given[0] if given else ""

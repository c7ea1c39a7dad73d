"""
The walks: by which files a move and an order go, measured while a server carries them.

A walk is a chain of calls: the files that stand on the stack when a message has got where it goes. Where it waits (for
a tick, for the disk) a new leg begins, with what takes it up there. What a file asks on the way and has answered is
no step of the walk. ``core`` and the rules' ``base`` and ``wire``, which everything stands on, do not count.
"""

import itertools
import re
import sys
from typing import NamedTuple

import pytest

from rooms.base.frames import Gait, pack_move
from rooms.base.geometry import quantise
from rooms.wire.messages import GiveCommand
from tests import source, structure
from tests.server.hall_kit import ORDERS, HallKit
from tests.server.sockets import until

MOST_OF_A_MOVE = 5
MOST_OF_AN_ORDER = 14
MOST_ASKED = {"move": 1, "order": 31}
"""Files that are asked on the way, for an order until all are told of it. These figures may only shrink."""
UNCOUNTED = ("agora_server/core/", "rooms/base/", "rooms/wire/")
TOPS = ("agora_server/", "rooms/")
PAGE = (source.ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
STEP = re.compile(r"^\d+\. `([\w./]+)`", re.MULTILINE)


class End(NamedTuple):
    """Where a leg ends: a function, and a file that must stand on the stack, so that it is ours."""

    function: str
    by: str


MOVE = (End("Connection.data_received", "transport/connection.py"), End("Moves._to_correct", "square/ticker.py"))
DOWN = (
    End("ForumRequests.begin", "transport/connection.py"),
    End("Live.act_all", "forum/commands.py"),
    End("Journal._put", "aggregate/live.py"),
    End("Store._put", "journal/journal.py"),
    End("add", "store/batch.py"),
)
OUT = (
    End("ForumStreams.changed", "aggregate/live.py"),
    End("Outbox.put", "forum/streams.py"),
    End("Connection.write_framed", "square/fanout.py"),
)


OF_A_MOVE = frozenset({"Connection.data_received", "Host._move"})
OF_AN_ORDER = frozenset(
    {
        *("Connection.data_received", "ForumRequests._fulfil", "Live._act", "Journal._write", "Batch.carry_out"),
        *("Live._settle", "ForumStreams.tick"),
    }
)
"""The functions with which legs begin: what is called below them is entered for the sake of what walks."""


class Walk:
    """Takes down, while it is watched, how each of its legs was gone the first time.

    Attributes:
        legs: by where they end, the files of each, from where it began.
        entered: every file that was entered for the sake of what walks, asked ones among them.
    """

    def __init__(self, roots, *ends):
        self.legs = {}
        self.entered = set()
        self._roots = roots
        self._left = list(ends)

    def __enter__(self):
        sys.setprofile(self._called)
        return self

    def __exit__(self, *_):
        sys.setprofile(None)

    @property
    def is_over(self):
        """Whether every leg was gone."""
        return not self._left

    def _called(self, frame, event, _):
        if event != "call" or not self._left:
            return
        stack = list(_stack(frame))
        files = [file for file, _ in stack]
        if self._roots & {function for _, function in stack}:
            self.entered.add(files[0])
        if stack and stack[0][1] == self._left[0].function and any(one.endswith(self._left[0].by) for one in files):
            self.legs[self._left.pop(0)] = files[::-1]

    def asked(self):
        """Return the files that were asked on the way and are no step of it."""
        walked = {file for files in self.legs.values() for file in files}
        return sorted(file for file in self.entered - walked if not file.startswith(UNCOUNTED))

    def files(self, *ends):
        """Return the files of legs in the order of their first entrance."""
        return list(dict.fromkeys(file for end in ends for file in self.legs[end] if not file.startswith(UNCOUNTED)))


def _stack(frame):
    """Yield file and function of the project's frames on a stack, the innermost first."""
    root = f"{source.ROOT}/"
    while frame is not None:
        name = frame.f_code.co_filename.removeprefix(root)
        if name.startswith(TOPS):
            yield name, frame.f_code.co_qualname
        frame = frame.f_back


def packages(files):
    """Return the packages that a walk goes by, one entry each time that it comes into another one."""
    return [name for name, _ in itertools.groupby(map(structure.package, files))]


def told(heading):
    """Return the files that the page lists under a heading."""
    return STEP.findall(PAGE.partition(f"\n### {heading}\n")[2].partition("\n#")[0])


@pytest.fixture
async def move(server, citizens):
    """The walk of a move."""
    kim = await citizens("김하늘")
    x, y, _ = server.crowd.pose(kim.slot)
    with Walk(OF_A_MOVE, *MOVE) as walk:
        await kim.socket.send(pack_move(1, quantise(x), quantise(y), 0, Gait.WALK))
        await until(lambda: walk.is_over)
    return walk


@pytest.fixture
async def order(server):
    """The walk of an order that a moderator gives and another tab is told of."""
    kit = HallKit(server)
    officer, lee = await kit.staff(), await kit.citizen("박나래")
    forum = await kit.opened(officer)
    await lee.attend(forum)
    with Walk(OF_AN_ORDER, *DOWN, *OUT) as walk:
        await officer.send(GiveCommand("walk", forum, ORDERS["SetQueue"](open=False)))
        await until(lambda: walk.is_over)
    yield walk
    await kit.close()


def test_a_move_goes_by_few_files(move):
    """From the socket to the crowd's arrays a move enters at most five files, and each package once."""
    files = move.files(*MOVE)

    assert files == told("The walk of a move")
    assert len(files) <= MOST_OF_A_MOVE
    assert len(packages(files)) == len(set(packages(files)))


def test_an_order_goes_by_few_files(order):
    """From the socket to the disk and out again to all who look an order enters at most fourteen files."""
    files = order.files(*DOWN, *OUT)

    assert files == told("The walk of an order")
    assert len(files) <= MOST_OF_AN_ORDER


def test_an_order_enters_each_package_once(order):
    """On its way down no package is entered anew; nor is one on a leg of the way out."""
    for walked in (packages(order.files(*DOWN)), *(packages(order.files(leg)) for leg in OUT)):
        assert len(walked) == len(set(walked)), walked


def test_what_is_asked_on_the_way_does_not_grow(move, order):
    """Files that are asked and answer are no steps, but they are read, too: the page tells how many they are."""
    asked = {"move": len(move.asked()), "order": len(order.asked())}

    assert asked["move"] <= MOST_ASKED["move"]
    assert asked["order"] <= MOST_ASKED["order"]
    assert all(f"asks {most} more" in PAGE for most in MOST_ASKED.values())


def test_a_planted_detour_is_found(order):
    """A package that is come by twice is named twice."""
    detour = [*order.files(*DOWN), "agora_server/forum/live.py"]

    assert packages(detour).count("forum") == 2

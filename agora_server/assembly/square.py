"""Puts the square together: the world, its crowd, its host, and the fan-out; and the ticks that drive them."""

from dataclasses import dataclass

from agora_server.assembly.runtime import Runtime
from agora_server.assembly.storage import Storage
from agora_server.core.faults import Faults, Hook
from agora_server.core.ids import new_id
from agora_server.forum.streams import ForumStreams
from agora_server.forum.voices import Voices
from agora_server.resources import world as world_file
from agora_server.resources.words import load_words
from agora_server.square.fanout import FanOut
from agora_server.square.host import Host, in_trouble, too_slow
from agora_server.square.ticker import Ticker
from rooms.crowd.crowd import Crowd
from rooms.square.square import Square, WritingProfile
from rooms.world.world import World

CAPACITY = 16_384
"""Rows of the crowd: more than one core carries, so the overload ladder decides first."""
FULL_AT = 12_000
"""Participants beyond whom a ticket is refused for the moment; the rest rows hold slots that rest."""


@dataclass(frozen=True, slots=True)
class SquareParts:
    """The square.

    Attributes:
        world: where it lies.
        crowd: everybody's position.
        host: the rules and who is connected.
        fanout: writes to everybody.
    """

    world: World
    crowd: Crowd
    host: Host
    fanout: FanOut

    def is_full(self) -> bool:
        """Tell whether nobody more is let in for the moment."""
        return len(self.host.square) >= FULL_AT


def build_square(runtime: Runtime, storage: Storage) -> SquareParts:
    """Put the square together; what it wants kept goes to the store."""
    world, faults = world_file.load_world(), runtime.faults
    crowd = Crowd(world, CAPACITY)
    square = Square(
        world,
        crowd,
        secret=storage.secret,
        profile=WritingProfile(runtime.settings.profile.value),
        words=load_words(),
        fault=FaultOfPerson(faults).note,
    )
    host = Host(square, crowd, runtime.clock, storage.fact_writer.write_fact, new_id, faults=faults)
    return SquareParts(world, crowd, host, FanOut(crowd, too_slow, broken=in_trouble, faults=faults))


@dataclass(frozen=True, slots=True)
class FaultOfPerson:
    """Counts what fails for one person of the square: the rules know no counters."""

    faults: Faults

    def note(self, _: Exception) -> None:
        """Count the exception that is being handled."""
        self.faults.note(Hook.PERSON)


def build_ticker(runtime: Runtime, square: SquareParts, voices: Voices, streams: ForumStreams) -> Ticker:
    """Return the ticker of the square; voices and forums ride in its ticks."""
    return Ticker(
        square.fanout,
        runtime.ladder,
        square.host.step,
        square.host.attached,
        square.host.shared,
        riders=((Hook.VOICE, voices), (Hook.MEMORY, square.host.memory), (Hook.FORUM_VIEW, streams)),
        clock=runtime.clock,
        faults=runtime.faults,
        heart=runtime.heart,
        observe=runtime.metrics.ticks.observe,
    )

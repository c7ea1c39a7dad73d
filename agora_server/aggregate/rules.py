"""
What an aggregate must say of itself to be hosted: how commands become events, events rows, and rows a state.

Knows: nothing of any aggregate. Each kind (a forum, say) gives one object of these methods, pure and without clocks.
"""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from agora_server.journal.journal import Folding
from agora_server.store.batch import JournalError
from rooms.base import chain
from rooms.base.errors import Refusal

S = TypeVar("S")
C = TypeVar("C")
E = TypeVar("E")
C_co = TypeVar("C_co", covariant=True)


class Timed(Protocol[C_co]):
    """A command that time gives: at ``at`` (milliseconds UTC), under an act that is the same on every node."""

    @property
    def at(self) -> int:
        """When it is due."""

    @property
    def act(self) -> str:
        """The idempotency key: made of the thing and its deadline."""

    @property
    def command(self) -> C_co:
        """What is to be decided then."""


class AggregateRules(Folding[S], Protocol[S, C, E]):
    """The rules of one kind of aggregate, over its states, commands and events.

    Attributes:
        kind: what a refusal calls one of them.
        version: changes whenever old snapshots must not be used.
    """

    kind: str

    def owns(self, stream: str) -> bool:
        """Tell by its id whether a stream of the journal is of this kind."""

    def begun(self, state: S) -> bool:
        """Tell whether a state is that of something set up."""

    def ended(self, state: S) -> bool:
        """Tell whether nothing can follow."""

    def decide(self, state: S, command: C, now: int) -> Sequence[E] | Refusal:
        """Return what a command makes happen (nothing, if all is so already), or why not."""

    def after(self, state: S, event: E) -> S:
        """Return the state after an event that was decided here."""

    def apply(self, state: S, row: chain.Row) -> tuple[S, E]:
        """Return the state after a row that was kept, and its event; what cannot be read is an event too."""

    def to_row(self, event: E) -> chain.JournalEvent:
        """Return an event as the journal takes it, with its personal fields apart."""

    def due(self, state: S) -> Sequence[Timed[C]]:
        """Return what comes due by itself, the earliest first."""

    def refusal(self, error: JournalError) -> Refusal | None:
        """Return the words for what the journal did not keep; None where it is no fault of the command."""

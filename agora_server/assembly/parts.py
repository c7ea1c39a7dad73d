"""All parts of a server, made in the order of their need: each by a function of those before it."""

from dataclasses import dataclass

from agora_server.assembly.forums import ForumParts, build_forums, build_hosting
from agora_server.assembly.hints import Departures, HintReceiver
from agora_server.assembly.people import Membership, PeopleParts, build_membership, build_people
from agora_server.assembly.proofs import ProofParts, build_proofs
from agora_server.assembly.runtime import Runtime
from agora_server.assembly.square import SquareParts, build_square, build_ticker
from agora_server.assembly.storage import Storage
from agora_server.assembly.telemetry import Telemetry
from agora_server.bus.interface import Bus
from agora_server.core.ids import new_id
from agora_server.core.seals import Seals
from agora_server.gateway.gateway import Gateway
from agora_server.people.session_watch import SessionWatch
from agora_server.square.staff_acts import StaffActs
from agora_server.square.ticker import Ticker


@dataclass(frozen=True, slots=True)
class Parts:
    """What a server is made of, in the order in which it is made.

    Attributes:
        square: the square and its links.
        membership: who comes, and what they are.
        forum_parts: the halls.
        people_parts: staff, own data, retention, administration.
        proof_parts: by what somebody becomes more than a guest.
        gateway: takes sockets.
        ticker: drives the square.
        telemetry: the figures.
        watch: ends the sockets of sessions that are no more.
        hints: does here what was done on another node.
    """

    square: SquareParts
    membership: Membership
    forum_parts: ForumParts
    people_parts: PeopleParts
    proof_parts: ProofParts
    gateway: Gateway
    ticker: Ticker
    telemetry: Telemetry
    watch: SessionWatch
    hints: HintReceiver


def build_parts(runtime: Runtime, storage: Storage, bus: Bus, public_url: str) -> Parts:
    """Put a server together; nothing runs yet, but the bus knows whom to tell."""
    settings, clock, store = runtime.settings, runtime.clock, storage.store
    square = build_square(runtime, storage)
    departures = Departures(square.host, runtime.tickets, bus)
    hosting = build_hosting(runtime, storage, bus)
    membership = build_membership(
        store, settings, clock, on_revoked=departures.revoked, practised=hosting.forums.practised
    )
    sessions, citizens = membership.sessions, membership.citizens
    forum_parts = build_forums(runtime, storage, square, hosting, citizens, public_url=public_url)
    people_parts = build_people(
        store,
        sessions,
        storage.fact_writer,
        clock,
        storage.folder,
        public_url=public_url,
        on_erased=departures.erased,
        in_forums=hosting.people.erase,
    )
    proof_parts = build_proofs(
        store,
        sessions,
        clock,
        settings,
        seals=Seals(storage.secret),
        citizens=citizens,
        forums=forum_parts.proven,
        public_url=public_url,
    )
    gateway = Gateway(
        square.host,
        runtime.ladder,
        runtime.metrics,
        hosting.voices,
        forum_parts.door,
        staff=StaffActs(store, square.host, new_id),
    )
    ticker = build_ticker(runtime, square, hosting.voices, forum_parts.streams)
    telemetry = Telemetry(runtime, square, ticker, gateway, storage.fact_writer, forum_parts)
    runtime.metrics.watch(telemetry.figures)
    watch = SessionWatch(store, clock, square.host.clients.sessions, departures.end_sessions)
    hints = HintReceiver(departures, watch, hosting.voices, forum_parts, clock, runtime.faults)
    bus.subscribe(hints.on_hint, hints.on_gap)
    return Parts(square, membership, forum_parts, people_parts, proof_parts, gateway, ticker, telemetry, watch, hints)

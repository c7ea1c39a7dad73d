"""Routes of the hall in Gimhae: slips to print and to link, and the venue's code that makes a phone on-site."""

from collections.abc import Callable
from typing import Annotated, Protocol

import msgspec
from msgspec import Meta

from agora_server.api.refusals import NO_STAFF, RULES
from agora_server.api.roles import ANY_STAFF, ANYBODY
from agora_server.core.clock import Clock
from agora_server.core.identity import Identity
from agora_server.core.problems import Problem
from agora_server.core.qr import picture, pictures
from agora_server.core.seals import SEAL_LENGTH
from agora_server.http.call import Answer, Call, Route
from agora_server.people.citizens import Citizens
from agora_server.people.lockout import Guesses
from agora_server.people.venue import Venue
from rooms.base.errors import Refusal
from rooms.forum.model.commands import By, Command, ConfirmOnsite, LinkSlip
from rooms.forum.model.permissions import CLERKS
from rooms.forum.procedure.roll import MAX_SLIP

SLIPS_A_SHEET = 500
"""Slips in one answer: 42 pages; a larger hall is printed in parts."""
Bound = Annotated[int, Meta(ge=0, le=999_999)]
Seal = Annotated[str, Meta(max_length=SEAL_LENGTH)]


class OnsiteForums(Protocol):
    """The forums of this installation, as these routes need them."""

    async def act(self, forum: str, participant: str, command: Callable[[By], Command]) -> None:
        """Let somebody attend if they do not, and give a command of theirs. Raises: Refusal."""


class SlipsQuery(msgspec.Struct, frozen=True):
    """From which number to which."""

    first: Bound = msgspec.field(name="from", default=0)
    last: Bound = msgspec.field(name="to", default=0)


class SlipLine(msgspec.Struct, frozen=True):
    """One slip to print."""

    number: int
    picture: str


class SlipSheet(msgspec.Struct, frozen=True):
    """Slips of one forum: the same ones whenever they are printed."""

    forum: str
    slips: list[SlipLine]


class SlipRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Link this phone to a slip; the seal is in its QR code."""

    number: Annotated[int, Meta(ge=1, le=MAX_SLIP)]
    seal: Seal


class OnsiteRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Be on-site by the code that the venue shows now."""

    code: Seal


class Arrived(msgspec.Struct, frozen=True):
    """The forum to go to."""

    forum: str


class ScreenKey(msgspec.Struct, frozen=True):
    """The address for the venue's machine; who has it can show the code, so it is opened there and not sent round."""

    address: str
    until: int


class VenueRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ask for the code to show; the key stands in the screen's address, staff need none."""

    key: Annotated[str, Meta(max_length=48)] = ""


class VenueCode(msgspec.Struct, frozen=True):
    """The code to show until ``until`` on the server's clock, which says ``now``."""

    picture: str
    address: str
    """Where one goes who cannot scan: the participant view, which makes nobody on-site."""
    now: int
    until: int


class VenueApi:
    """The handlers of this table.

    Args:
        venue: seals of the hall.
        citizens: who may print and show.
        forums: where commands go.
        clock: milliseconds UTC.
        public_url: the address that citizens see, without a trailing slash.
    """

    def __init__(
        self, venue: Venue, citizens: Citizens, forums: OnsiteForums, clock: Clock, *, public_url: str
    ) -> None:
        self._venue = venue
        self._citizens = citizens
        self._forums = forums
        self._clock = clock
        self._public_url = public_url
        self._guesses = Guesses()

    def routes(self) -> list[Route]:
        """Return the table."""
        base = "/api/forums/{id}"
        return [
            Route(
                "GET",
                f"{base}/slips",
                self.slips,
                "Slips to print",
                answer=SlipSheet,
                needs=ANY_STAFF,
                query=SlipsQuery,
                refuses=(Problem.SLIPS_RANGE,),
            ),
            Route(
                "POST",
                f"{base}/slips/link",
                self.link,
                "Link a phone to a slip",
                body=SlipRequest,
                answer=Arrived,
                needs=ANYBODY,
                refuses=(*RULES, Problem.SLIP_INVALID, Problem.TOO_MANY_CODES, Problem.UNKNOWN_FORUM),
            ),
            Route(
                "POST",
                f"{base}/venue/onsite",
                self.onsite,
                "Be on-site by the venue's code",
                body=OnsiteRequest,
                answer=Arrived,
                needs=ANYBODY,
                refuses=(*RULES, Problem.VENUE_CODE_INVALID, Problem.TOO_MANY_CODES, Problem.UNKNOWN_FORUM),
            ),
            Route("POST", f"{base}/venue/screen", self.screen, "The venue's screen", answer=ScreenKey, needs=ANY_STAFF),
            Route(
                "POST",
                f"{base}/venue/code",
                self.code,
                "The code to show now",
                body=VenueRequest,
                answer=VenueCode,
                refuses=NO_STAFF,
            ),
        ]

    # ---- slips ----

    async def slips(self, call: Call) -> Answer:
        """Answer the slips from ``?from=`` to ``?to=``, to print.

        Raises:
            Refusal: 400 ``slips_range``, 403 ``not_allowed``.
        """
        forum = call.path["id"]
        await self._citizens.need(call.identity, forum, CLERKS)
        query: SlipsQuery = call.query
        first, last = query.first, query.last
        if not 1 <= first <= last <= MAX_SLIP or last - first >= SLIPS_A_SHEET:
            raise Refusal(Problem.SLIPS_RANGE, most=SLIPS_A_SHEET)
        numbers = range(first, last + 1)
        page = f"{self._public_url}/slip#{forum}"
        drawn = await pictures([f"{page}/{number}/{self._venue.slip(forum, number)}" for number in numbers])
        return Answer(SlipSheet(forum, [SlipLine(*pair) for pair in zip(numbers, drawn, strict=True)]))

    async def link(self, call: Call) -> Answer:
        """Make the caller's phone the person of a slip.

        Raises:
            Refusal: 403 ``slip_invalid``, 429 ``too_many_codes``.
            Refusal: what the roll says.
        """
        request: SlipRequest = call.body
        forum = call.path["id"]
        number = request.number
        who = self._proven(call, Problem.SLIP_INVALID, lambda _: self._venue.is_slip(request.seal, forum, number))
        await self._forums.act(forum, who.participant, lambda by: LinkSlip(by=by, slip=number))
        return Answer(Arrived(forum))

    # ---- the venue ----

    async def onsite(self, call: Call) -> Answer:
        """Make the caller on-site.

        Raises:
            Refusal: 403 ``venue_code_invalid``, 429 ``too_many_codes``.
            Refusal: what the roll says.
        """
        request: OnsiteRequest = call.body
        forum = call.path["id"]
        who = self._proven(call, Problem.VENUE_CODE_INVALID, lambda now: self._venue.takes(request.code, forum, now))
        await self._forums.act(forum, who.participant, lambda by: ConfirmOnsite(by=by))
        return Answer(Arrived(forum))

    def _proven(self, call: Call, problem: Problem, holds: Callable[[int], bool]) -> Identity:
        """Return the caller, if what they bring holds; guesses are bounded."""
        who = call.identity
        assert who is not None, "the adapter lets nobody in without a session"
        now = self._clock()
        if seconds := self._guesses.seconds_to_wait(who.session, call.peer, now):
            raise Refusal(Problem.TOO_MANY_CODES, seconds=seconds)
        if not holds(now):
            self._guesses.wrong(who.session, call.peer, now)
            raise Refusal(problem)
        self._guesses.right(who.session)
        return who

    # ---- the screen ----

    async def screen(self, call: Call) -> Answer:
        """Answer the address that lets a machine of the venue show the code for a day.

        Raises:
            Refusal: 403 ``not_allowed``.
        """
        forum, now = call.path["id"], self._clock()
        await self._citizens.need(call.identity, forum, CLERKS)
        key = self._venue.screen_key(forum, now)
        until = int(key.partition(".")[0])
        return Answer(ScreenKey(f"{self._public_url}/hall/{forum}/screen#venue={key}", until))

    async def code(self, call: Call) -> Answer:
        """Answer the code of this half minute to a screen of the venue or to staff.

        Raises:
            Refusal: 401 or 403 ``not_allowed`` for anybody else: who sees the code is in the hall.
        """
        request: VenueRequest = call.body
        forum, now = call.path["id"], self._clock()
        if not self._venue.opens_screen(request.key, forum, now):
            await self._citizens.need(call.identity, forum, CLERKS)
        base = self._public_url
        address = f"{base}/on#{forum}/{self._venue.code(forum, now)}"
        return Answer(VenueCode(picture(address), f"{base}/hall/{forum}", now, self._venue.until(now)))

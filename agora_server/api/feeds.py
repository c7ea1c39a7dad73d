"""Routes of the calendar that phones and news readers subscribe to: forums as iCalendar and Atom."""

from collections.abc import Callable
from urllib.parse import urlsplit

from agora_server.api.atom import feed
from agora_server.api.icalendar import Occasion, calendar
from agora_server.forum.host import ForumHost, ForumSummary
from agora_server.http.call import Answer, Call, Route
from rooms.forum.model.state import ForumState
from rooms.forum.model.terms import Phase

NAME = "김해 열린 시민토론 광장"
LISTED = 100
"""Forums in a feed, the last by opening time: a year of two a week; a reader keeps the older ones."""
OVER = 1_000_000
"""The version of a forum that is over: behind every change that staff made before."""
FRESH = "public, max-age=600"
"""Readers ask every hour; a proxy may answer for ten minutes."""
DATED = range(253_370_764_800_000)
"""Times that a calendar can write in any zone, milliseconds UTC: to the end of 9998. What was kept may hold others."""


class FeedsApi:
    """The handlers of this table.

    Args:
        forums: which forums there are.
        place: name of a place that holds forums.
        public_url: the address that citizens see, without a trailing slash.
    """

    def __init__(self, forums: ForumHost, *, place: Callable[[str], str], public_url: str) -> None:
        self._forums = forums
        self._place = place
        self._public_url = public_url

    def routes(self) -> list[Route]:
        """Return the table."""
        return [
            Route(
                "GET",
                "/api/forums.ics",
                self.ics,
                "The calendar of forums (iCalendar)",
                media="text/calendar; charset=utf-8",
            ),
            Route(
                "GET",
                "/api/forums.atom",
                self.atom,
                "News of forums (Atom)",
                media="application/atom+xml; charset=utf-8",
            ),
        ]

    async def ics(self, _: Call) -> Answer:
        """Answer the calendar."""
        body = calendar(self._occasions(), name=NAME, domain=self._domain())
        return Answer(body, headers={"Cache-Control": FRESH})

    async def atom(self, _: Call) -> Answer:
        """Answer the feed."""
        address = self._public_url
        body = feed(self._occasions(), name=NAME, address=address, domain=self._domain())
        return Answer(body, headers={"Cache-Control": FRESH})

    def _domain(self) -> str:
        return urlsplit(self._public_url).hostname or "localhost"

    def _occasions(self) -> list[Occasion]:
        """Return the forums, by opening time, without broken ones and those whose times no calendar knows."""
        heads = [head for head in self._forums.announced if not head.broken][-LISTED:]
        found = []
        for head in heads:
            held = self._forums.held(head.id)
            if head.phase is Phase.CLOSED:
                found.append(self._past(head))
            elif held is not None:
                found.append(self._coming(held.durable))
        return [one for one in found if all(at in DATED for at in (one.begins_at, one.ends_at, one.changed_at))]

    def _coming(self, state: ForumState) -> Occasion:
        minutes = sum(item.minutes for item in state.agenda.items)
        return Occasion(
            id=state.forum,
            title=state.title,
            about=state.details.about,
            place=self._place(state.hall),
            begins_at=state.opens_at,
            ends_at=state.opens_at + minutes * 60_000,
            changed_at=state.revision.at,
            version=state.revision.version,
            address=f"{self._public_url}/hall/{state.forum}",
        )

    def _past(self, head: ForumSummary) -> Occasion:
        """
        A forum that is over leads to its record, one that was called off to its page, which says why.

        Most are not in memory, so what it was about is left out.
        """
        return Occasion(
            id=head.id,
            title=head.title,
            about=head.cancelled,
            place=self._place(head.hall),
            begins_at=head.opens_at,
            ends_at=head.closed_at,
            changed_at=head.closed_at,
            version=OVER,
            address=f"{self._public_url}/hall/{head.id}{'' if head.cancelled else '/record'}",
            over=True,
            cancelled=bool(head.cancelled),
        )

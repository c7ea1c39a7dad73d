"""Routes about the square itself: health, limits, the world, QR codes of places."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import msgspec

from agora_server.core import qr
from agora_server.http.call import Answer, Call, Route
from rooms.base.errors import Refusal, Why
from rooms.world.world import World

UP_OR_DOWN = (HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE)


class Health(msgspec.Struct, frozen=True):
    """Whether this node lives."""

    alive: bool


class Readiness(msgspec.Struct, frozen=True):
    """Whether this node may be sent citizens, check by check."""

    ready: bool
    checks: dict[str, bool]


@dataclass(frozen=True, slots=True)
class SquareApi:
    """The handlers of this table.

    Attributes:
        world: the virtual Gimhae.
        public_url: the address that citizens see, without a trailing slash.
        alive: tells whether ticks go on.
        checks: names of readiness checks and how to ask each.
        limits: the published contract of sizes and rates.
        metrics: the Prometheus text.
        openapi: the document of all routes.
    """

    world: World
    public_url: str
    alive: Callable[[], bool]
    checks: Mapping[str, Callable[[], Awaitable[bool]]]
    limits: Callable[[], dict[str, Any]]
    metrics: Callable[[], bytes]
    openapi: Callable[[], dict[str, Any]]

    def routes(self) -> list[Route]:
        """Return the table."""
        return [
            Route(
                "GET",
                "/healthz",
                self.health,
                "Whether this node lives",
                answer=Health,
                statuses=UP_OR_DOWN,
            ),
            Route(
                "GET",
                "/readyz",
                self.ready,
                "Whether this node may be sent citizens",
                answer=Readiness,
                statuses=UP_OR_DOWN,
            ),
            Route(
                "GET",
                "/metrics",
                self.show_metrics,
                "Prometheus metrics",
                media="text/plain; version=0.0.4; charset=utf-8",
            ),
            Route("GET", "/api/limits", self.show_limits, "Sizes and rates: the contract", answer=dict[str, Any]),
            Route("GET", "/api/openapi.json", self.show_openapi, "This document", answer=dict[str, Any]),
            Route(
                "GET",
                "/api/places/{id}/qr.svg",
                self.place_qr,
                "QR code of a place's link",
                refuses=(Why.UNKNOWN_PLACE,),
                media="image/svg+xml",
            ),
        ]

    async def health(self, _: Call) -> Answer:
        """Answer 200 while the loop turns and ticks go on, else 503: time to start this node anew."""
        alive = self.alive()
        return Answer(Health(alive), HTTPStatus.OK if alive else HTTPStatus.SERVICE_UNAVAILABLE)

    async def ready(self, _: Call) -> Answer:
        """Answer 200 when every check holds, else 503."""
        checks = {name: await check() for name, check in self.checks.items()}
        ready = all(checks.values())
        return Answer(Readiness(ready, checks), HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE)

    async def show_metrics(self, _: Call) -> Answer:
        """Answer the metrics as text."""
        return Answer(self.metrics())

    async def show_limits(self, _: Call) -> Answer:
        """Answer the published limits."""
        return Answer(self.limits())

    async def show_openapi(self, _: Call) -> Answer:
        """Answer the OpenAPI document."""
        return Answer(self.openapi())

    async def place_qr(self, call: Call) -> Answer:
        """Answer an SVG that leads to the place.

        Raises:
            Refusal: 404 for an unknown place.
        """
        place = self.world.places.get(call.path["id"])
        if place is None:
            raise Refusal(Why.UNKNOWN_PLACE)
        svg = qr.svg(f"{self.public_url}/p/{place.id}")
        return Answer(svg, headers={"Cache-Control": "public, max-age=3600"})

"""
The bus over Redis or Valkey: publish and subscribe on one channel. The only importer of redis.

Redis drops what is published while a subscriber's connection is cut, and says nothing; so every hint carries our
number, and every second a canary makes the round through the server. Every call has a time-out.
"""

import asyncio
import contextlib
import secrets
import time
from collections import deque
from collections.abc import Awaitable, Callable

import msgspec
import redis.asyncio as redis
import structlog
from redis.asyncio.connection import parse_url
from redis.exceptions import RedisError

from agora_server.bus.interface import HINT_BYTES, OUTBOX, Gaps, Hint, OnGap, OnHint

log = structlog.get_logger()

CHANNEL = "agora.hints"
CANARY = "canary"
CALL_S = 2.0
"""Seconds a call may take: a healthy one takes a millisecond."""
CANARY_S = 1.0
STALE_S = 3.5
"""Seconds without a canary before the node says that it is cut off: three missed, well within five seconds."""
SAY_S = 60.0
"""Seconds between two lines about an outage: it is retried four times a second."""
RETRY_S = 0.5


class RedisBus:
    """One node's end.

    Args:
        url: of Redis or Valkey.
        clock: monotonic seconds.

    Raises:
        ValueError: if the URL is none of Redis.
    """

    def __init__(self, url: str, clock: Callable[[], float] = time.monotonic) -> None:
        parse_url(url)  # a wrong one would end both ways in silence
        self._url = url
        self._clock = clock
        self._node = secrets.token_hex(8)
        self._epoch = secrets.token_hex(8)
        self._seq = 0
        self._out: deque[bytes] = deque(maxlen=OUTBOX)
        self._wake = asyncio.Event()
        self._sent = asyncio.Event()
        self._sent.set()
        self._on_hint: OnHint | None = None
        self._on_gap: OnGap | None = None
        self._gaps = Gaps()
        self._decoder = msgspec.msgpack.Decoder(Hint)
        self._canary_at = float("-inf")
        self._tasks: list[asyncio.Task[None]] = []

    def publish(self, topic: str, ids: list[str]) -> None:
        """Put a hint in the outbox; over its bound the oldest is given up and shows as a gap elsewhere."""
        self._seq += 1
        self._out.append(msgspec.msgpack.encode(Hint(self._node, self._epoch, self._seq, topic, list(ids))))
        self._sent.clear()
        self._wake.set()

    def subscribe(self, on_hint: OnHint, on_gap: OnGap) -> None:
        """Be told of the hints of other nodes."""
        self._on_hint, self._on_gap = on_hint, on_gap

    async def open(self) -> None:
        """Start sending and listening; both go on trying by themselves."""
        self._tasks = [
            asyncio.create_task(self._forever(self._send), name="bus-send"),
            asyncio.create_task(self._forever(self._listen), name="bus-listen"),
            asyncio.create_task(self._canaries(), name="bus-canary"),
        ]

    async def close(self) -> None:
        """Give what waits a second, then stop."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                await self._sent.wait()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []

    async def ready(self) -> bool:
        """Tell whether a canary came round within the last seconds."""
        return self._clock() - self._canary_at < STALE_S

    # ---- both ways ----

    def _client(self) -> redis.Redis:
        return redis.Redis.from_url(
            self._url, socket_timeout=CALL_S, socket_connect_timeout=CALL_S, max_connections=2, retry_on_timeout=False
        )

    async def _forever(self, work: Callable[[redis.Redis], Awaitable[None]]) -> None:
        """Do something over a connection, and again over a new one after it broke; said once a minute at most."""
        quiet_until = 0.0
        while True:
            client = self._client()
            try:
                await work(client)
            except (RedisError, OSError, TimeoutError) as error:
                if self._clock() >= quiet_until:
                    quiet_until = self._clock() + SAY_S
                    log.warning("bus_cut", error=type(error).__name__)
            finally:
                with contextlib.suppress(RedisError, OSError, TimeoutError):
                    await client.aclose()
            await asyncio.sleep(RETRY_S)

    async def _send(self, client: redis.Redis) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._out:
                payload = self._out[0]
                async with asyncio.timeout(CALL_S):
                    await client.publish(CHANNEL, payload)
                if self._out and self._out[0] is payload:
                    self._out.popleft()
            self._sent.set()

    async def _canaries(self) -> None:
        while True:
            self.publish(CANARY, [])
            await asyncio.sleep(CANARY_S)

    async def _listen(self, client: redis.Redis) -> None:
        self._wake.set()
        since = self._clock()
        async with client.pubsub(ignore_subscribe_messages=True) as pubsub:
            async with asyncio.timeout(CALL_S):
                await pubsub.subscribe(CHANNEL)
            while True:
                async with asyncio.timeout(STALE_S):
                    message = await pubsub.get_message(timeout=CALL_S)
                if message is not None:
                    self._take(message["data"])
                elif self._clock() - max(since, self._canary_at) > 2 * STALE_S:
                    raise TimeoutError

    def _take(self, payload: bytes) -> None:
        if len(payload) > HINT_BYTES:
            return
        try:
            hint = self._decoder.decode(payload)
        except msgspec.MsgspecError:
            log.warning("bus_hint_malformed")
            return
        if hint.node == self._node:
            self._canary_at = self._clock()
            return
        if self._gaps.missed(hint) and self._on_gap is not None:
            self._on_gap(hint.node)
        if hint.topic != CANARY and self._on_hint is not None:
            self._on_hint(hint)

"""The bus inside one process: the default, and what tests of several nodes in one loop stand on."""

import asyncio
import secrets

from agora_server.bus.interface import Gaps, Hint, OnGap, OnHint


class Exchange:
    """What the nodes of one process share."""

    def __init__(self) -> None:
        self.nodes: list[MemoryBus] = []


class MemoryBus:
    """One node's end.

    Args:
        exchange: shared by all nodes of the process; alone without one.
    """

    def __init__(self, exchange: Exchange | None = None) -> None:
        self._exchange = exchange or Exchange()
        self._node = secrets.token_hex(8)
        self._epoch = secrets.token_hex(8)
        self._seq = 0
        self._on_hint: OnHint | None = None
        self._on_gap: OnGap | None = None
        self._gaps = Gaps()
        self._open = False

    def publish(self, topic: str, ids: list[str]) -> None:
        """Hand a hint to the other nodes at the loop's next turn."""
        if not self._open:
            return
        self._seq += 1
        hint = Hint(self._node, self._epoch, self._seq, topic, list(ids))
        loop = asyncio.get_running_loop()
        for node in self._exchange.nodes:
            if node is not self:
                loop.call_soon(node.take_hint, hint)

    def subscribe(self, on_hint: OnHint, on_gap: OnGap) -> None:
        """Be told of the hints of other nodes."""
        self._on_hint, self._on_gap = on_hint, on_gap

    def take_hint(self, hint: Hint) -> None:
        """Take a hint of another node."""
        if not self._open:
            return
        if self._gaps.missed(hint) and self._on_gap is not None:
            self._on_gap(hint.node)
        if self._on_hint is not None:
            self._on_hint(hint)

    async def open(self) -> None:
        """Join the exchange."""
        self._open = True
        self._exchange.nodes.append(self)

    async def close(self) -> None:
        """Leave the exchange."""
        self._open = False
        if self in self._exchange.nodes:
            self._exchange.nodes.remove(self)

    async def ready(self) -> bool:
        """Tell whether this end is open."""
        return self._open

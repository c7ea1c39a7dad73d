"""How many bytes went over sockets: one count for all connections of an owner. Pure."""

from dataclasses import dataclass


@dataclass(slots=True)
class Traffic:
    """Bytes since the start, control frames included."""

    received: int = 0
    sent: int = 0

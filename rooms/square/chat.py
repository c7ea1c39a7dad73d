"""
Utterances: what the server vouches for, and how long a log remembers.

An utterance is resolved once, when it is said. Its MAC lets a listener prove later, from the own log, that the
server delivered exactly these words of this speaker. Knows: texts and keys. Does not know: who hears.
"""

import hmac
from collections import deque

from rooms.wire.messages import Proof, Uttered

KEEP_MS = 120_000
"""Utterances in the open square are kept for a resume and no longer."""
LOG_LIMIT = 100
"""Utterances in a snapshot: what one can scroll back through after a reset."""
MAC_BYTES = 16
"""128 bits of HMAC-SHA256: far beyond guessing at 120 reports a day."""


def _field(value: bytes) -> bytes:
    return len(value).to_bytes(4, "big") + value


def mac(secret: bytes, *, utterance: str, speaker: str, reach: str, at: int, text: str) -> str:
    """Return the MAC of an utterance, hexadecimal: HMAC-SHA256 (RFC 2104) over length-prefixed fields, 16 bytes."""
    fields = (utterance, speaker, reach, str(at), text)
    message = b"".join(_field(part.encode("utf-8", "surrogatepass")) for part in fields)
    return hmac.digest(secret, message, "sha256")[:MAC_BYTES].hex()


def proven(secret: bytes, proof: Proof) -> bool:
    """Tell whether a proof is an utterance that the server delivered; compares in constant time."""
    expected = mac(
        secret,
        utterance=proof.utterance,
        speaker=proof.speaker,
        reach=proof.reach,
        at=proof.at,
        text=proof.text,
    )
    return hmac.compare_digest(expected.encode(), proof.mac.encode("utf-8", "surrogatepass"))


class Log:
    """What one participant heard and said lately, oldest first, bounded in number and time."""

    __slots__ = ("_entries",)

    def __init__(self) -> None:
        self._entries: deque[Uttered] = deque(maxlen=LOG_LIMIT)

    def add(self, entry: Uttered) -> None:
        """Append an utterance."""
        self._entries.append(entry)

    def trim(self, now: int) -> None:
        """Let go of what is older than ``KEEP_MS``."""
        while self._entries and self._entries[0].at <= now - KEEP_MS:
            self._entries.popleft()

    def since(self, now: int) -> list[Uttered]:
        """Return what is younger than ``KEEP_MS``, and let go of the rest."""
        self.trim(now)
        return list(self._entries)

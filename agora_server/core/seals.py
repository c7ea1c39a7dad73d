"""
Seals of this installation: one secret, and a key for each purpose, so that a seal of one purpose is none of another.

A seal proves that we wrote something (a slip, the venue's code of this half minute) without keeping it; a digest keeps
something that must not be readable (a code, a pseudonym). Pure.
"""

import base64
import hashlib
import hmac

SEAL_BYTES = 10
"""80 bit: 16 letters, short enough for a QR code that is read at 3 m; guesses over the network are bounded besides."""
SEAL_LENGTH = 16


class Seals:
    """Makes and checks seals.

    Args:
        secret: of the installation.
    """

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def key(self, purpose: str) -> bytes:
        """Return the 32 bytes of a purpose, the same at every start."""
        return hmac.digest(self._secret, purpose.encode(), "sha256")

    def digest(self, purpose: str, *parts: str | int) -> str:
        """Return 64 hexadecimal digits under which something is kept; nobody finds it back without the secret."""
        return self._hash(purpose, parts).hex()

    def seal(self, purpose: str, *parts: str | int) -> str:
        """Return the 16 letters that prove these parts to be ours."""
        return base64.b32encode(self._hash(purpose, parts)[:SEAL_BYTES]).decode()

    def fits(self, seal: str, purpose: str, *parts: str | int) -> bool:
        """Tell whether a seal is that of these parts, in the same time for right and wrong ones."""
        return hmac.compare_digest(seal.upper().encode(), self.seal(purpose, *parts).encode())

    def _hash(self, purpose: str, parts: tuple[str | int, ...]) -> bytes:
        """Hash each part with its length before it, so that no two lists of parts are the same bytes."""
        body = b"".join(len(part).to_bytes(4) + part for part in (str(one).encode() for one in parts))
        return hmac.digest(self.key(purpose), body, hashlib.sha256)

"""
A provider that is none (모의 본인확인): signs for whoever asks, to show in a demonstration how it will be.

Its key is made at the start and kept nowhere, its issuer is ``mock``, and the profile of a city never makes one.
"""

import base64

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from agora_server.identity.assertions import TokenAssertions

ISSUER = "mock"
AUDIENCE = "agora"
LIFE_S = 300
"""A token of a demonstration is shown at once."""


class MockProvider:
    """Signs tokens for people that the caller makes up."""

    def __init__(self) -> None:
        self._key = Ed25519PrivateKey.generate()

    @property
    def assertions(self) -> TokenAssertions:
        """What checks its tokens."""
        return TokenAssertions(ISSUER, AUDIENCE, self._key.public_key())

    def sign(self, subject: str, nonce: str, now: int) -> str:
        """Return a token for a made-up person."""
        issued = now // 1000
        head = {"alg": "EdDSA", "typ": "JWT"}
        claims = {"iss": ISSUER, "sub": subject, "aud": AUDIENCE, "iat": issued, "exp": issued + LIFE_S, "nonce": nonce}
        data = ".".join(_letters(msgspec.json.encode(part)) for part in (head, claims))
        return f"{data}.{_letters(self._key.sign(data.encode()))}"


def _letters(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

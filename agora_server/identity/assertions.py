"""
Signed assertions of an identity provider: a JSON Web Token in, who it vouches for out.

Takes two algorithms (EdDSA, ES256), one key, one issuer, one audience. What the token says of itself decides nothing:
its ``alg`` must be that of the key; ``kid``, ``jku`` and ``x5c`` are not read. Pure: takes ``now``.
"""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Protocol, TypeVar

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from msgspec import Meta

from rooms.forum.model.terms import Level

LONGEST = 4_096
"""Characters of a token: three times what providers send."""
SKEW_MS = 60_000
"""By how much the provider's clock may differ from ours."""
LIFE_MS = 600_000
"""How old an assertion may be, whatever end it names."""
T = TypeVar("T")
PublicKey = Ed25519PublicKey | EllipticCurvePublicKey


class NotVouchedError(Exception):
    """An assertion that is not taken; ``why`` goes to the log, never to the caller."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Verified:
    """Whom a provider vouches for.

    Attributes:
        pseudonym: the same person's at every visit, with the issuer before it; tells nobody's name.
        level: ``citizen``, or ``named`` for somebody who is known and no citizen of Gimhae.
        id: of the assertion, to be taken once.
        ends: until when it could be shown again, ms.
    """

    pseudonym: str
    level: Level
    id: str
    ends: int


class Assertions(Protocol):
    """Checks what a provider signed."""

    def check(self, token: str, nonce: str, now: int) -> Verified:
        """Return whom a token vouches for. Raises: NotVouchedError."""


class _Header(msgspec.Struct):
    alg: str
    typ: str = "JWT"
    crit: list[str] = []


class _Claims(msgspec.Struct):
    """What is read of a token; times are seconds."""

    iss: str
    sub: Annotated[str, Meta(min_length=1, max_length=256)]
    aud: str | list[str]
    exp: int
    iat: int
    nonce: str
    jti: Annotated[str, Meta(max_length=256)] = ""
    nbf: int = 0
    level: Level = Level.CITIZEN


class TokenAssertions:
    """Checks JSON Web Tokens.

    Args:
        issuer: who signs.
        audience: who we are to them.
        key: theirs.
    """

    def __init__(self, issuer: str, audience: str, key: PublicKey) -> None:
        self._issuer = issuer
        self._audience = audience
        self._key = key

    def check(self, token: str, nonce: str, now: int) -> Verified:
        """Return whom a token vouches for.

        Raises:
            NotVouchedError: if anything of it does not hold.
        """
        if len(token) > LONGEST or token.count(".") != 2:
            raise NotVouchedError("shape")
        head, body, signature = token.split(".")
        header = _read(head, _Header)
        verify, alg = _verifier(self._key)
        if header.alg != alg or header.crit or header.typ.upper() not in {"JWT", "AT+JWT"}:
            raise NotVouchedError("header")
        try:
            verify(_bytes(signature), f"{head}.{body}".encode("ascii"))
        except (InvalidSignature, UnicodeEncodeError):
            raise NotVouchedError("signature") from None
        return self._read_claims(_read(body, _Claims), nonce, now)

    def _read_claims(self, claims: _Claims, nonce: str, now: int) -> Verified:
        audiences = [claims.aud] if isinstance(claims.aud, str) else claims.aud
        issued, ends = claims.iat * 1000, min(claims.exp * 1000, claims.iat * 1000 + LIFE_MS)
        holds = {
            "issuer": claims.iss == self._issuer,
            "audience": self._audience in audiences,
            "nonce": claims.nonce == nonce,
            "early": max(issued, claims.nbf * 1000) <= now + SKEW_MS,
            "late": now < ends + SKEW_MS,
        }
        for why, well in holds.items():
            if not well:
                raise NotVouchedError(why)
        pseudonym = f"{claims.iss}\n{claims.sub}"
        return Verified(pseudonym, claims.level, claims.jti or claims.nonce, ends + SKEW_MS)


def read_key(path: Path) -> PublicKey:
    """Return the public key of a PEM file.

    Raises:
        ValueError: if it is none of ours.
        OSError: if it cannot be read.
    """
    key = serialization.load_pem_public_key(path.read_bytes())
    if isinstance(key, Ed25519PublicKey) or (
        isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1)
    ):
        return key
    raise ValueError("neither Ed25519 nor P-256")


def _verifier(key: PublicKey) -> tuple[Callable[[bytes, bytes], None], str]:
    """Return how a key verifies, and the only ``alg`` that goes with it."""
    if isinstance(key, Ed25519PublicKey):
        return key.verify, "EdDSA"

    def verify(signature: bytes, data: bytes) -> None:
        if len(signature) != 64:
            raise InvalidSignature
        pair = (int.from_bytes(signature[:32]), int.from_bytes(signature[32:]))
        key.verify(encode_dss_signature(*pair), data, ECDSA(hashes.SHA256()))

    return verify, "ES256"


def _bytes(part: str) -> bytes:
    """Decode base64url without padding, strictly."""
    if "=" in part:
        raise NotVouchedError("encoding")
    try:
        found = base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise NotVouchedError("encoding") from None
    return found


def _read(part: str, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(_bytes(part), type=kind)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise NotVouchedError("body") from None

"""Tokens as a provider signs them, and as somebody else would."""

import base64

import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

ISSUER, AUDIENCE = "https://identity.example.kr", "agora-gimhae"
ED, OTHER = ed25519.Ed25519PrivateKey.generate(), ed25519.Ed25519PrivateKey.generate()
P256 = ec.generate_private_key(ec.SECP256R1())


def letters(data):
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def claims_at(now, **changed):
    """Return good claims of a moment in ms, with some changed; ``None`` leaves one out."""
    seconds = now // 1000
    claims = {
        "iss": ISSUER, "sub": "pairwise-1", "aud": AUDIENCE, "iat": seconds, "exp": seconds + 300, "nonce": "n1",
        "jti": "j1",
    } | changed  # fmt: skip
    return {key: value for key, value in claims.items() if value is not None}


def sign_es256(data, key=P256):
    """Return the 64 bytes of a signature."""
    r, s = decode_dss_signature(key.sign(data, ec.ECDSA(hashes.SHA256())))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def token_of(claims, *, head=None, sign=ED.sign):
    """Return a token."""
    header = {"alg": "EdDSA", "typ": "JWT"} | (head or {})
    data = f"{letters(msgspec.json.encode(header))}.{letters(msgspec.json.encode(claims))}"
    return f"{data}.{letters(sign(data.encode()))}"

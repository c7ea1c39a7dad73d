"""Random ids, and how a secret token is kept. Not pure: ids come from the system's randomness."""

import base64
import hashlib
import secrets


def new_id() -> str:
    """Return a random id of 128 bit as 26 letters and digits, which no shell and no spreadsheet misreads.

    With a suffix it still fits the 32 characters that an epoch has on the wire.
    """
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()


def hash_token(token: str) -> str:
    """Return how a cookie or an invite is kept."""
    return hashlib.sha256(token.encode()).hexdigest()

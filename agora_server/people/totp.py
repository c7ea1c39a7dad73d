"""
One-time codes of a second device (RFC 6238). The only importer of pyotp.

Pure but for the secret's random numbers.
"""

import pyotp

STEP_S = 30
"""Seconds of one code, as every authenticator app assumes."""
DRIFT = 1
"""Steps before and after that also pass: clocks of phones differ by seconds."""


def new_secret() -> str:
    """Return a secret of 160 bit in base32."""
    return pyotp.random_base32()


def address(secret: str, login: str) -> str:
    """Return the ``otpauth:`` address that an app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name="Agora Gimhae")


def matched_step(secret: str, code: str, now: int, after: int) -> int | None:
    """Return the time step whose code this is; ``None`` if it is none, or one not after the last one used.

    Args:
        secret: base32.
        code: six digits.
        now: milliseconds UTC.
        after: the last step used: a code that was overheard does not work a second time.
    """
    current = now // 1000 // STEP_S
    one = pyotp.TOTP(secret)
    for step in range(current - DRIFT, current + DRIFT + 1):
        if step > after and pyotp.utils.strings_equal(one.generate_otp(step), code):
            return step
    return None

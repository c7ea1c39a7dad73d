"""One-time codes, against the vectors of RFC 6238."""

import base64

import pytest

from agora_server.people import totp

SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("seconds", "code"), [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")]
)
def test_the_vectors_of_the_standard(seconds, code):
    """The six last digits of RFC 6238, appendix B."""
    assert totp.matched_step(SECRET, code, seconds * 1000, 0) == seconds // 30


def test_a_code_is_good_one_step_around_and_once():
    """A code passes a step early or late, and never again once its step is used."""
    step = 59_000 // 30_000
    assert totp.matched_step(SECRET, "287082", 89_000, 0) == step
    assert totp.matched_step(SECRET, "287082", 121_000, 0) is None
    assert totp.matched_step(SECRET, "287082", 59_000, step) is None


def test_the_address_carries_the_secret_and_the_login():
    """An app reads both from the QR code."""
    assert totp.address(SECRET, "admin").startswith("otpauth://totp/")
    assert f"secret={SECRET}" in totp.address(SECRET, "admin")

"""The provider of demonstrations: its tokens are good, and good here alone."""

import pytest

from agora_server.identity.assertions import NotVouchedError
from agora_server.identity.mock import MockProvider

NOW = 1_800_000_000_000


def test_what_it_signs_is_taken_and_is_marked():
    """The issuer says what it is."""
    mock = MockProvider()

    assert mock.assertions.check(mock.sign("가상 시민 1", "n", NOW), "n", NOW).pseudonym == "mock\n가상 시민 1"


def test_every_start_has_a_key_of_its_own():
    """A token of another demonstration is worth nothing."""
    with pytest.raises(NotVouchedError, match="signature"):
        MockProvider().assertions.check(MockProvider().sign("가상 시민 1", "n", NOW), "n", NOW)

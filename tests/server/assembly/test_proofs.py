"""The reception: which provider of identities an installation has."""

import pytest
from cryptography.hazmat.primitives import serialization

from agora_server.assembly.proofs import _provider
from agora_server.identity.assertions import TokenAssertions
from agora_server.ops.settings import InstallationProfile, Settings
from tests.server.identity.tokens import ED


@pytest.fixture
def provider(tmp_path):
    """The settings of a provider."""
    pem = ED.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "key.pem").write_bytes(pem)
    return {
        "identity_address": "https://identity.example.kr/authorize",
        "identity_issuer": "https://identity.example.kr",
        "identity_audience": "agora",
        "identity_key": tmp_path / "key.pem",
    }


@pytest.mark.parametrize("profile", InstallationProfile)
def test_a_provider_of_the_settings_takes_the_place_of_the_mock(provider, profile):
    """Where there is a real one, a demonstration has no mock either."""
    mock, real, assertions = _provider(Settings(profile=profile, **provider))

    assert mock is None
    assert real.audience == "agora"
    assert isinstance(assertions, TokenAssertions)


def test_a_city_without_a_provider_has_none():
    """No mock, no provider, nothing that would vouch for anybody."""
    assert _provider(Settings(profile=InstallationProfile.CITY)) == (None, None, None)

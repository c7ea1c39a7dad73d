"""How ids look."""

import re
import secrets

import msgspec
import pytest

from agora_server.core.ids import new_id
from rooms.base.ids import ID_CHARS, ID_PATTERN, SHORT_ID_CHARS, TRACKER, Id, ShortId

KINDS = [(Id, ID_CHARS), (ShortId, SHORT_ID_CHARS)]


@pytest.mark.parametrize(("kind", "most"), KINDS)
def test_an_id_has_a_sign_and_not_too_many(kind, most):
    """From one sign to the bound an id is taken; without one, or with one more, it is refused."""
    assert [msgspec.convert("a" * n, kind) for n in (1, most)] == ["a", "a" * most]
    for wrong in ("", "a" * (most + 1)):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(wrong, kind)


@pytest.mark.parametrize("sign", ["/", ".", " ", "%", "\\", "\0", "\n", "가", "é", "~"])
def test_no_sign_needs_escaping_in_a_path(sign):
    """What leads out of a folder, ends a line or is no ASCII is in no id, wherever it stands."""
    for wrong in (sign, f"a{sign}", f"{sign}a", f"a{sign}a"):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(wrong, Id)


def test_ids_that_the_server_makes_are_ids():
    """Ids of our own fit the shorter bound and the pattern."""
    made = [new_id() for _ in range(200)]

    assert [msgspec.convert(one, ShortId) for one in made] == made
    assert all(re.search(ID_PATTERN, one) for one in made)


def test_a_tracker_is_lower_hexadecimal_of_16_to_32_bytes():
    """Shorter ones could be met by chance; capitals would let one vote bear two names."""
    assert all(TRACKER.fullmatch(secrets.token_hex(size)) for size in (16, 24, 32))
    assert not [one for one in ("", "a" * 31, "a" * 65, "A" * 32, "g" * 32, "a" * 32 + "\n") if TRACKER.fullmatch(one)]

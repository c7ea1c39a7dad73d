"""The tasks of administration, over a real store."""

import pytest

from agora_server.staff import STAFF_ROLES
from tests.server.house import installation


@pytest.fixture
async def house(tmp_path):
    """An installation over an empty store."""
    async with installation(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("task", "arguments", "error"),
    [
        ("fly", {}, "unknown_task"),
        ("invite", {"role": "king"}, "unknown_role"),
        ("invite", {"role": "guest"}, "not_allowed"),
        ("invite", {}, "wrong_arguments"),
        ("revoke", {"login": "nobody"}, "unknown_account"),
        ("lift", {"ban": "none", "reason": "r"}, "unknown_ban"),
        ("export", {"person": "nobody"}, "unknown_person"),
        ("erase", {"person": "' OR 1=1 --"}, "unknown_person"),
    ],
)
async def test_what_cannot_be_done_is_named(house, task, arguments, error):
    """An error code that the command line words; never an exception."""
    assert await house.office.tasks.run(task, arguments) == {"error": error}


@pytest.mark.parametrize("role", STAFF_ROLES)
async def test_an_invite_leads_to_the_public_address(house, role):
    """The token stands behind ``#``, so it reaches no log."""
    address = (await house.office.tasks.run("invite", {"role": role.value}))["ok"]

    assert address.startswith("https://agora.example.kr/staff/accept#")


async def test_a_person_is_exported_and_erased_by_name(house):
    """The export holds the own rows and no secret; after the erasure there is nobody of that name."""
    _, participant = await house.guest("가야 바람")

    exported = (await house.office.tasks.run("export", {"person": "가야 바람"}))["ok"]
    assert exported["participant"][0]["id"] == participant
    assert "token_hash" not in str(exported)
    assert await house.office.tasks.run("erase", {"person": "가야 바람"}) == {"ok": participant}
    assert house.erased == [participant]
    assert await house.office.tasks.run("export", {"person": "가야 바람"}) == {"error": "unknown_person"}


async def test_two_of_one_name_are_told_apart_by_id(house):
    """Nobody is erased by mistake."""
    for _ in range(2):
        await house.guest("가야 바람")

    assert await house.office.tasks.run("erase", {"person": "가야 바람"}) == {"error": "several_people"}

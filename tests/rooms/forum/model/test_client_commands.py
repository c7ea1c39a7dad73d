"""Orders: commands as they come over the wire."""

import msgspec
import pytest
from msgspec.structs import fields

from rooms.base.roles import Role
from rooms.forum.model import commands as c
from rooms.forum.model.client_commands import CLIENT_COMMANDS, AnyClientCommand, about, to_command
from rooms.forum.model.terms import Kind
from tests.rooms.forum.kit import MODERATOR, citizen, planted


def order(**fields):
    """Return an order as the wire brings it."""
    return msgspec.convert(fields, AnyClientCommand)


NO_ORDERS = {
    *("CreateForum", "ChangeForum", "CancelForum"),
    *("ComeOnline", "ConfirmOnsite", "RaiseLevel", "LinkSlip", "SetPresence"),
    *("PassOver", "EndSpeech", "BallotTimeUp", "CountBallot"),
}
"""Written by hand, not read from the code: who adds a command decides here as well whether clients give it."""
MAKES = {
    "AddItem": "item",
    "AskFloor": "entry",
    "AskQuestion": "question",
    "CheckIn": "person",
    "CreateBallot": "ballot",
}
"""Commands that make something, and the field of its id; by hand as well."""

ABOUT = {"MutePerson": "standing", "Remove": "standing"}
"""Commands about a person whose role the server must know, and the field of it."""


def test_clients_give_what_is_allowed_and_nothing_else():
    """[FO6] Forms of officers, what the server sees for itself and what is a timer's are no orders; all else is."""
    commands = {command.__name__ for command in c.Command.__subclasses__()}

    assert {command.__name__ for command in CLIENT_COMMANDS.values()} == commands - NO_ORDERS
    assert commands > NO_ORDERS


def test_a_new_command_is_no_order():
    """[FO6] What nobody put on the list cannot be given over the wire, though it has roles."""
    run = planted(
        "permissions.MAY[Planted] = permissions.EVERYBODY",
        "from rooms.forum.model.client_commands import CLIENT_COMMANDS",
        "print(Planted in CLIENT_COMMANDS.values(), len(CLIENT_COMMANDS) > 40)",
        first="from rooms.forum.model import permissions",
    )

    assert (run.returncode, run.stdout.split()) == (0, ["False", "True"]), run.stderr


@pytest.mark.parametrize("kind", CLIENT_COMMANDS, ids=lambda kind: kind.__name__)
def test_no_order_says_who_gives_it_or_names_what_it_makes(kind):
    """[FO6] Who gives it comes from the session, ids of what is made from the server; all else is the command's."""
    command = CLIENT_COMMANDS[kind]
    from_the_server = {"by", MAKES.get(command.__name__, "by"), ABOUT.get(command.__name__, "by")}

    assert set(kind.__struct_fields__) == set(command.__struct_fields__) - from_the_server
    assert from_the_server <= set(command.__struct_fields__)


def test_an_order_becomes_its_command():
    """[FO6] Defaults hold; the drawn id and the giver are set."""
    made = to_command(order(order="ask_floor", note="버스"), citizen("a"), "new")

    assert made == c.AskFloor(by=citizen("a"), entry="new", kind=Kind.NORMAL, note="버스")


@pytest.mark.parametrize("kind", CLIENT_COMMANDS, ids=lambda kind: kind.__name__)
def test_a_command_takes_its_giver_and_its_new_id_from_the_server(kind):
    """[FO6] What is made bears the id that the server drew; who makes nothing uses none."""
    command = CLIENT_COMMANDS[kind]
    values = {field.name: "given" for field in fields(kind) if field.required}

    made = to_command(kind(**values), MODERATOR, "drawn")

    assert made.by == MODERATOR
    assert [name for name in command.__struct_fields__ if getattr(made, name) == "drawn"] == [
        name for name in command.__struct_fields__ if name == MAKES.get(command.__name__)
    ]


@pytest.mark.parametrize("kind", CLIENT_COMMANDS, ids=lambda kind: kind.__name__)
def test_the_role_of_whom_it_is_about_comes_from_the_server(kind):
    """[MU8] Whoever is muted or removed is named by the order, and their role by the server."""
    values = {field.name: "given" for field in fields(kind) if field.required}
    field = ABOUT.get(CLIENT_COMMANDS[kind].__name__)

    made = to_command(kind(**values), MODERATOR, "drawn", Role.OFFICER)

    assert about(kind(**values)) == ("given" if field else "")
    assert field is None or getattr(made, field) is Role.OFFICER


def test_words_are_normalised():
    """[FO6] Words of a person are composed and free of hidden signs before anybody sees them."""
    made = to_command(order(order="pause_forum", reason="소\u1105\u1161ㄴ\u202e\u0000 "), MODERATOR, "")

    assert made.reason == "소\ub77cㄴ"


@pytest.mark.parametrize(
    "fields",
    [
        {"order": "ask_floor", "by": {"who": "x", "role": "admin"}},
        {"order": "ask_floor", "entry": "mine"},
        {"order": "set_presence", "person": "a", "present": False},
        {"order": "count_ballot", "ballot": "b"},
        {"order": "call_next", "entry": "e"},
        {"order": "speak", "text": "가" * 2_001},
        {"order": "cast", "ballot": "b", "choice": {str(n): 1 for n in range(65)}},
    ],
)
def test_what_is_no_order_is_refused(fields):
    """[FO6] Unknown fields, timers' commands, missing versions and what is too long are no orders."""
    with pytest.raises(msgspec.ValidationError):
        order(**fields)

"""
Orders: the commands of ``commands.py`` as they come over the wire, derived so that none is written twice.

An order has the fields of its command but for ``by``, which the server sets from the session, for the id of what it
makes, which the server draws, and for the role of whom it is about, which the server looks up. What only a timer or
the server itself may give is no order.
Knows: which command takes what from the server. Does not know: sockets, roles.
"""

from typing import TYPE_CHECKING, Any, Union

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from rooms.base.roles import Role, check_roles
from rooms.base.text import normalise
from rooms.forum.model import commands as c
from rooms.forum.model.permissions import MAY

DRAWN: dict[type[c.Command], str] = {
    c.AddItem: "item",
    c.AskFloor: "entry",
    c.AskQuestion: "question",
    c.CheckIn: "person",
    c.CreateBallot: "ballot",
}
"""Commands that make something, and the field of its id."""
GIVEN: tuple[type[c.Command], ...] = (
    *(c.OpenForum, c.PauseForum, c.ResumeForum, c.CloseForum, c.Announce, c.FinishHelp, c.SetSlow),
    *(c.AddItem, c.ChangeItem, c.MoveItem, c.RemoveItem, c.StartItem, c.FinishItem, c.NextItem, c.ExtendItem),
    *(c.SetQueue, c.AskFloor, c.WithdrawFloor, c.CallNext, c.CallPerson, c.MoveEntry),
    *(c.PauseSpeech, c.ResumeSpeech, c.ExtendSpeech, c.StopSpeech, c.YieldFloor, c.UndoCall),
    *(c.Speak, c.Caption, c.Correct, c.TakeOff),
    *(c.CheckIn, c.MutePerson, c.UnmutePerson, c.Remove, c.IssuePaper, c.ReturnPaper),
    *(c.CreateBallot, c.DropBallot, c.StartBallot, c.ExtendBallot, c.FinishBallot),
    *(c.Cast, c.EnterPaper, c.PublishBallot),
    *(c.AskQuestion, c.VoteQuestion, c.MoveQuestion, c.MergeQuestion),
)
"""The commands that clients may give: a new one is no order until it is written here. The others come by a form over
HTTP, from what the server itself checks or sees, or from a timer."""
SEEN: dict[type[c.Command], str] = {c.MutePerson: "standing", c.Remove: "standing"}
"""Commands that need to know the role of the person they are about, and the field that the server sets to it."""
WRITTEN = ("text", "answer", "reason", "note", "name", "district", "department", "title")
"""Fields with words of a person: normalised before anybody sees them."""


class ClientCommand(Struct, frozen=True, kw_only=True, tag_field="order", forbid_unknown_fields=True):
    """What somebody wants to happen in a forum."""


def _derive(command: type[c.Command]) -> type[ClientCommand]:
    """Return the order of a command."""
    left = [field for field in fields(command) if field.name not in {"by", DRAWN.get(command), SEEN.get(command)}]
    rows: list[Any] = []
    for field in left:
        if field.default is not msgspec.NODEFAULT:
            rows.append((field.name, field.type, field.default))
        else:
            rows.append((field.name, field.type))
    tag = "".join(
        "_" + character.lower() if character.isupper() else character for character in command.__name__
    ).lstrip("_")
    order = msgspec.defstruct(
        command.__name__,
        rows,
        bases=(ClientCommand,),
        namespace={"__doc__": command.__doc__},
        module=__name__,
        frozen=True,
        kw_only=True,
        forbid_unknown_fields=True,
        tag_field="order",
        tag=tag,
    )
    assert issubclass(order, ClientCommand)
    return order


CLIENT_COMMANDS: dict[type[ClientCommand], type[c.Command]] = {_derive(command): command for command in GIVEN}
"""Every order and the command that it becomes."""
check_roles(GIVEN, MAY)
if TYPE_CHECKING:
    AnyClientCommand = ClientCommand
else:
    AnyClientCommand = Union[tuple(CLIENT_COMMANDS)]  # noqa: UP007 - made of a table


def about(order: ClientCommand) -> str:
    """Return whose role the server must know before an order is decided; empty where it need not know any."""
    person: str = getattr(order, "person", "") if CLIENT_COMMANDS[type(order)] in SEEN else ""
    return person


def to_command(order: ClientCommand, by: c.By, drawn: str, standing: Role = Role.GUEST) -> c.Command:
    """Return the command of an order.

    Args:
        order: as it came.
        by: who gives it, from the session.
        drawn: a fresh random id for what the command makes; unused where it makes nothing.
        standing: the role of the person that ``about`` names.
    """
    command = CLIENT_COMMANDS[type(order)]
    values: dict[str, Any] = {name: getattr(order, name) for name in order.__struct_fields__}
    for name in WRITTEN:
        if isinstance(values.get(name), str):
            values[name] = normalise(values[name])
    if command in DRAWN:
        values[DRAWN[command]] = drawn
    if command in SEEN:
        values[SEEN[command]] = standing
    return command(by=by, **values)

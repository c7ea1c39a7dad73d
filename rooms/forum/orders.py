"""
Orders: the commands of ``commands.py`` as they come over the wire, derived so that none is written twice.

An order has the fields of its command but for ``by``, which the server sets from the session, and for the id of what
it makes, which the server draws. What only a timer or the server itself may give is no order.
Knows: which command takes what from the server. Does not know: sockets, roles.
"""

from typing import TYPE_CHECKING, Any, Union

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from rooms.forum import commands as c
from rooms.text import normalise

DRAWN: dict[type[c.Command], str] = {
    c.AddItem: "item",
    c.AskFloor: "entry",
    c.AskQuestion: "question",
    c.CheckIn: "person",
    c.CreateBallot: "ballot",
}
"""Commands that make something, and the field of its id."""
BESIDES = frozenset(
    {
        *(c.CreateForum, c.ChangeForum, c.CancelForum),  # over HTTP: a form of the officer
        *(c.Attend, c.ConfirmOnsite, c.RaiseLevel, c.LinkSlip, c.SetPresence),  # the server checks or sees it
        *(c.PassOver, c.EndSpeech, c.BallotTimeUp, c.CountBallot),  # a timer's
    }
)
"""Commands that are no orders."""
WRITTEN = ("text", "answer", "reason", "note", "name", "district", "department", "title")
"""Fields with words of a person: normalised before anybody sees them."""


class Order(Struct, frozen=True, kw_only=True, tag_field="order", forbid_unknown_fields=True):
    """What somebody wants to happen in a forum."""


def _derive(command: type[c.Command]) -> type[Order]:
    """Return the order of a command."""
    left = [field for field in fields(command) if field.name not in {"by", DRAWN.get(command)}]
    rows: list[Any] = []
    for field in left:
        if field.default is not msgspec.NODEFAULT:
            rows.append((field.name, field.type, field.default))
        else:
            rows.append((field.name, field.type))
    tag = "".join("_" + sign.lower() if sign.isupper() else sign for sign in command.__name__).lstrip("_")
    order = msgspec.defstruct(
        command.__name__,
        rows,
        bases=(Order,),
        namespace={"__doc__": command.__doc__},
        module=__name__,
        frozen=True,
        kw_only=True,
        forbid_unknown_fields=True,
        tag_field="order",
        tag=tag,
    )
    assert issubclass(order, Order)
    return order


def _commands(kind: type[c.Command]) -> list[type[c.Command]]:
    return [one for one in kind.__subclasses__() if one not in BESIDES]


ORDERS: dict[type[Order], type[c.Command]] = {_derive(command): command for command in _commands(c.Command)}
"""Every order and the command that it becomes."""
if TYPE_CHECKING:
    AnyOrder = Order
else:
    AnyOrder = Union[tuple(ORDERS)]  # noqa: UP007 - made of a table


def to_command(order: Order, by: c.By, drawn: str) -> c.Command:
    """Return the command of an order.

    Args:
        order: as it came.
        by: who gives it, from the session.
        drawn: a fresh random id for what the command makes; unused where it makes nothing.
    """
    command = ORDERS[type(order)]
    values: dict[str, Any] = {name: getattr(order, name) for name in order.__struct_fields__}
    for name in WRITTEN:
        if isinstance(values.get(name), str):
            values[name] = normalise(values[name])
    if command in DRAWN:
        values[DRAWN[command]] = drawn
    return command(by=by, **values)

"""The way in of a bot."""

import msgspec
import pytest

from agora_server.bots.door import BotSession, DoorClosedError, look_of
from rooms.square.nickname import NAME_LIMIT
from rooms.wire.messages import Look


def test_bots_dress():
    """Each name has one look, which the square accepts, and a crowd of names has many."""
    looks = [look_of(f"봇 {n}") for n in range(200)]

    assert looks == [look_of(f"봇 {n}") for n in range(200)]
    assert len({msgspec.convert(look, Look) for look in looks}) > 150


class PickyDoor(BotSession):
    """A door that finds the first names taken."""

    def __init__(self, taken):
        super().__init__("http://agora.test")
        self.taken = taken
        self.asked = []

    def ask(self, method, path, body):
        """Answer as the door would."""
        del path
        if method == "GET":
            return {"notice": {"version": "1"}}
        self.asked.append(body["nickname"])
        if len(self.asked) <= self.taken:
            raise DoorClosedError('/api/door: 409 {"code":"name_taken"}')
        return {}


def test_a_taken_name_is_tried_again_with_a_number():
    """Fleets meet in one square: the second one's bots take names of their own."""
    door = PickyDoor(taken=2)
    door.enter("가상이웃 수로 1")

    assert len(set(door.asked)) == 3
    assert all(name.startswith("가상이웃 수로 1") and len(name) <= NAME_LIMIT for name in door.asked)


def test_a_door_that_never_finds_a_free_name_is_closed():
    """The tries are bounded."""
    with pytest.raises(DoorClosedError, match="taken"):
        PickyDoor(taken=100).enter("가상이웃 수로 1")

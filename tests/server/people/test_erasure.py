"""The order in which a person is erased."""

from agora_server.people.erasure import Eraser
from tests.server.installation import HandClock


class Steps:
    """Notes what is called, in order."""

    def __init__(self):
        self.taken = []

    def __getattr__(self, name):
        """Return a coroutine that notes its name."""

        async def step(*_, **__):
            self.taken.append(name)

        return step


async def test_nothing_of_the_person_comes_after():
    """Sessions end and the avatar leaves first, what is in line is written, and the store forgets last."""
    steps = Steps()
    eraser = Eraser(steps, steps, steps, HandClock(), lambda _: steps.taken.append("leaves"), in_forums=steps.forums)

    await eraser.erase("p")

    assert steps.taken == ["end", "leaves", "flush", "forums", "write", "forget"]

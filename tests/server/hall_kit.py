"""A hall over real lines: staff who set a forum up, and citizens who attend it."""

import itertools

import aiohttp

from rooms.base.roles import Role
from rooms.forum.model import client_commands
from rooms.wire.messages import Attend, GiveCommand, StreamPosition
from tests.server.conftest import Citizen

ORDERS = {order.__name__: order for order in client_commands.CLIENT_COMMANDS}
_ACTS = itertools.count()
PASSWORD = "구지봉에 거북이 산다"


class Visitor(Citizen):
    """A tab that attends a forum.

    Attributes:
        parts: the newest part of each tag.
        told: how many messages of the forum's stream came, resets among them.
        resets: how many of them were resets.
    """

    def __init__(self, address, http):
        super().__init__(address, http)
        self.parts = {}
        self.told = self.resets = 0
        self.stream = None

    def _take(self, frame):
        super()._take(frame)
        if frame[0] != 0:
            return
        message = self.heard[-1]
        if message[0] == "forum_reset":
            self.parts, self.stream = {}, StreamPosition(message[1], message[2], message[3])
            self.resets += 1
        elif message[0] == "forum_changed":
            assert message[2] == self.stream.seq, "a gap in the stream"
            self.stream = StreamPosition(message[1], self.stream.epoch, message[3])
        else:
            return
        self.told += 1
        self.heard.pop()
        self.parts.update({part["part"]: part for part in message[-1]})
        self.last = message[-1]
        self._arrived.set()

    async def attend(self, forum, face="light", **more):
        """Attend; return when it is done."""
        act = f"a{next(_ACTS)}"
        await self.send(Attend(act, forum, face, **more))
        await self.done(act)

    async def order(self, forum, name, /, **fields):
        """Give an order; return the refusal's code, or an empty string."""
        act = f"a{next(_ACTS)}"
        await self.send(GiveCommand(act, forum, ORDERS[name](**fields)))
        return await self.done(act)

    async def done(self, act):
        """Return the code of the refusal of an act, or an empty string."""
        while True:
            for message in self.heard:
                if message[0] in {"done", "refused"} and message[1] == act:
                    self.heard.remove(message)
                    self.facts = message[3] if message[0] == "refused" else {}
                    return message[2] if message[0] == "refused" else ""
            await self.more()

    async def more(self):
        """Wait for something more to come."""
        assert self.closed is None, f"closed with {self.closed}"
        self._arrived.clear()
        await self._arrived.wait()

    async def sees(self, tag, check):
        """Return a part once it is as a check wants it."""
        while tag not in self.parts or not check(self.parts[tag]):
            await self.more()
        return self.parts[tag]

    async def hello_again(self):
        """Cut the line and come back, with what was seen last."""
        await self.drop()
        seen, self.heard = self.stream, []
        self.positions = [seen]
        await self.connect()
        await self.until("welcome")

    async def say_hello(self, digest, positions):
        """Send the first message, with the position in the forum's stream."""
        await super().say_hello(digest, [*positions, *([self.stream] if self.stream else [])])


class HallKit:
    """Callers of a running server."""

    def __init__(self, server):
        self.server = server
        self._made = []

    def visitor(self):
        """Return a tab without a session."""
        http = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        self._made.append(Visitor(self.server.address, http))
        return self._made[-1]

    async def citizen(self, name):
        """Return a connected guest."""
        made = self.visitor()
        await made.enter(name)
        await made.connect()
        await made.until("welcome")
        return made

    async def staff(self, role=Role.OFFICER, *, connect=True):
        """Return a member of staff."""
        made = self.visitor()
        token = await self.server.people_parts.staff.invite(role, None, "test")
        body = {"token": token, "login": f"log-{next(_ACTS)}", "name": "김담당", "password": PASSWORD}
        status, answer = await made.post("/api/staff/accept", body)
        assert status == 200, answer
        if connect:
            await made.connect()
            await made.until("welcome")
        return made

    async def forum(self, officer, format_="debate", **more):
        """Set up a forum; return its id."""
        body = {"act": f"a{next(_ACTS)}", "format": format_, "title": "도서관", "hall": "hall-1", "opens": 1, **more}
        status, answer = await officer.post("/api/forums", body)
        assert status == 200, answer
        return answer["forum"]

    async def opened(self, officer):
        """Set up and open a debate with its first item running; return its id and the desk."""
        forum = await self.forum(officer)
        await officer.attend(forum, "desk")
        assert await officer.order(forum, "OpenForum") == ""
        items = officer.parts["agenda"]["items"]
        debate = next(item["id"] for item in items if item["kind"] == "debate")
        version = (await officer.sees("desk", lambda part: part["agenda_version"]))["agenda_version"]
        assert await officer.order(forum, "StartItem", item=debate, saw=version) == ""
        assert await officer.order(forum, "SetQueue", open=True) == ""
        return forum

    async def close(self):
        """Close every line."""
        for one in self._made:
            if hasattr(one, "socket"):
                await one.socket.close()
            await one.http.close()

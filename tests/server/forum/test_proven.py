"""What was checked outside of a forum reaches it as the command of whom it is about."""

import pytest

from agora_server.forum.proven import Proven
from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role
from rooms.forum.model.commands import By, ComeOnline, ConfirmOnsite, LinkSlip, RaiseLevel
from tests.server.installation import installed


class Forum:
    """A forum that knows who attends, and remembers commands."""

    def __init__(self):
        self.given = []
        self.acts = []
        self.attending = set()
        self.persons = {}

    async def act(self, forum, command, act):
        """Take a command; confirming and raising need attendance."""
        self.acts.append(act)
        if isinstance(command, ConfirmOnsite | RaiseLevel) and command.by.who not in self.attending:
            raise Refusal(Why.ATTEND_FIRST)
        if isinstance(command, ComeOnline):
            self.attending.add(command.by.who)
        self.given.append((forum, command))

    async def person(self, forum, participant):
        """Return an id of the forum."""
        return self.persons.setdefault((forum, participant), f"{forum}-{len(self.persons)}")

    async def known(self, forum, participant):
        """Return that id if it was ever asked for."""
        return self.persons.get((forum, participant))


@pytest.fixture
async def installation(tmp_path):
    """An installation over an empty store."""
    async with installed(tmp_path) as opened:
        yield opened


@pytest.fixture
def forum():
    """The forums."""
    return Forum()


@pytest.fixture
def proven(installation, forum):
    """What is tested; two forums go on."""
    numbers = iter(range(100))
    return Proven(forum, forum, installation.citizens, forums=lambda: ["one", "two"], new_id=lambda: str(next(numbers)))


async def test_a_slip_is_linked_by_its_phone(installation, forum, proven):
    """The forum hears of an id of its own and never of the participant; the act is a new one each time."""
    _, me = await installation.guest("김하늘")
    await proven.act("one", me, lambda by: LinkSlip(by=by, slip=12))

    assert forum.given == [("one", LinkSlip(by=By("one-0", Role.GUEST), slip=12))]
    assert forum.acts == ["one-0:0"]


async def test_who_comes_by_the_venues_code_is_put_on_the_roll_first(installation, forum, proven):
    """They attend under the name they gave; who is in the hall is present without a line."""
    _, me = await installation.guest("김하늘")
    await proven.act("one", me, lambda by: ConfirmOnsite(by=by))

    by = By("one-0", Role.GUEST)
    assert [command for _, command in forum.given] == [
        ComeOnline(by=by, level="named", name="김하늘"),
        ConfirmOnsite(by=by),
    ]


async def test_another_refusal_is_the_answer(installation, forum, proven):
    """Only who is missing from the roll is put on it."""
    _, me = await installation.guest("김하늘")

    async def refuse(_forum, _command, _act):
        raise Refusal(Why.FORUM_CLOSED)

    forum.act = refuse
    with pytest.raises(Refusal, match="forum_closed"):
        await proven.act("one", me, lambda by: ConfirmOnsite(by=by))


@pytest.mark.parametrize(("where", "raised"), [("one", ["one"]), (None, ["one", "two"])])
async def test_a_new_citizen_is_one_at_once_where_they_attend(installation, forum, proven, where, raised):
    """In the forum of the proof, or in all that they came to."""
    browser, me = await installation.guest("김하늘")
    for name in ("one", "two"):
        forum.attending.add(await forum.person(name, me))
    found = await installation.sessions.find(browser.cookie)
    await installation.store.write(lambda c: installation.citizens.admit(c, found, where, "code"))
    await proven.citizen(me, where)

    assert [name for name, _ in forum.given] == raised
    assert {command.level for _, command in forum.given} == {"citizen"}


async def test_who_never_came_to_a_forum_or_left_it_is_not_put_there(installation, forum, proven):
    """They get their level when they attend."""
    _, me = await installation.guest("김하늘")
    await forum.person("two", me)
    await proven.citizen(me, None)

    assert forum.given == []
    assert list(forum.persons) == [("two", me)]

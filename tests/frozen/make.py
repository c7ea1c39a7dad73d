"""
Freezes the data folder of a release: ``python -m tests.frozen.make 2026-11`` in the checkout of that release.

    agora.sqlite3.gz   the store: accounts, guests, three forums (below)
    signing_key        of a seed that everybody knows
    record.json.gz     the record of the closed forum, as it was exported
    facts.json         what must come out of it: rows, last hash, title, phase, people, ballots, questions

A frozen folder is never made again: it is what an installation of that time holds. For a release, check its tag out,
run this file, commit the new folder; ``test_frozen.py`` opens every folder there is.

The forums: ``f1`` is over (debate, captions, a hidden ballot with paper, questions, an erasure) and published with one
name; ``f2`` goes on, with a named ballot that was counted and a hidden one whose votes lie in the ballot box; ``f3`` is
announced.
"""

import asyncio
import gzip
import json
import sys
import tempfile
from pathlib import Path

from agora_server.journal import record as records
from agora_server.journal.export import export_record
from agora_server.store import publications
from agora_server.store.publications import PublicationRow
from rooms.forum.model import commands as c
from rooms.forum.model.rules import Rules
from rooms.forum.model.terms import ItemKind, Secrecy
from rooms.wire.messages import Role
from tests.server import evenings
from tests.server.forums import MODERATOR, OFFICER, Forums, citizen
from tests.server.installation import installed
from tests.server.journals import SEED

FOLDER = Path(__file__).parent
OVER, GOES_ON, ANNOUNCED = "f1", "f2", "f3"
LOGIN = "officer"
OPENED = evenings.OPENED
ERASED = "p2"
NAMED = "p1"
FILES = ("agora.sqlite3", "record.json")


def facts(state, tail):
    """Return what a forum must still say of itself after any change of the program."""
    return {
        "rows": tail.seq,
        "hash": tail.hash,
        "title": state.title,
        "phase": str(state.phase),
        "people": len(state.roll.people),
        "items": [item.title for item in state.agenda.items],
        "lines": len(state.lines),
        "spoken": sum(state.floor.spoken.values()),
        "questions": {one.id: [str(one.state), len(one.votes)] for one in state.questions.values()},
        "ballots": {one.id: [str(one.state), len(one.casts), _tally(one)] for one in state.ballots.values()},
    }


def _tally(ballot):
    return ballot.result.tally if ballot.result else None


async def _go_on(installation):
    """Hold a forum up to the middle of a hidden ballot; keep the snapshots that a stop keeps."""
    forums = Forums(installation.journal, installation.clock)
    await forums.create(GOES_ON)
    await forums.speak("kim")
    installation.clock.forward(seconds=30)
    await forums.do(c.StopSpeech(by=MODERATOR, saw=forums.state.floor.revision.version))
    await forums.come("lee", "park")
    await forums.do(c.AskQuestion(by=citizen("lee"), question="q1", text="책은 몇 권입니까?"))
    await forums.ballot("b0", secrecy=Secrecy.NAMED)
    for who, choice in (("kim", "yes"), ("lee", "no"), ("kim", "no")):
        await forums.do(c.Cast(by=citizen(who), ballot="b0", choice={choice: 1}))
    installation.clock.forward(seconds=120)
    await forums.do(c.FinishBallot(by=MODERATOR, ballot="b0", saw=forums.state.ballots["b0"].revision.version))
    await forums.fire()
    await forums.do(c.PublishBallot(by=OFFICER, ballot="b0", saw=forums.state.ballots["b0"].revision.version))
    await forums.ballot("b1")
    for number, (who, choice) in enumerate((("kim", "yes"), ("lee", "no"), ("park", "yes"))):
        await forums.vote(who, choice, number)
    created = c.CreateForum(
        by=OFFICER, title="경전철 막차", hall="city-hall", opens_at=OPENED + 86_400_000, rules=Rules(camps=True)
    )
    item = c.AddItem(by=OFFICER, item="i1", title="듣는 자리", kind=ItemKind.SPEECHES, minutes=30)
    await forums.host.create(ANNOUNCED, [created, item], "officer:announced")
    lives = {forum: await forums.host.forum(forum) for forum in (OVER, GOES_ON, ANNOUNCED)}
    found = {forum: facts(live.durable, live.tail) for forum, live in lives.items()}
    await forums.host.close()
    return found


async def make(folder):
    """Write the folder of this checkout."""
    with tempfile.TemporaryDirectory() as work:
        async with installed(Path(work, "data")) as installation:
            installation.clock.now = OPENED
            await installation.staff(Role.OFFICER, login=LOGIN)
            await installation.staff(Role.MODERATOR, login="moderator", forum=GOES_ON)
            await installation.guest("가야 바람")
            await installation.forum_people.person(GOES_ON, (await installation.guest("수로"))[1])
            hall = evenings.evening(speeches=4)
            await evenings.keep(hall, installation.journal, OVER)
            installation.clock.now = hall.now
            await installation.journal.erase(OVER, ERASED, now=installation.clock(), reason="본인 요청")
            published = PublicationRow("frozen", OVER, installation.clock(), "officer", (NAMED,))
            await installation.store.write(lambda connection: publications.add(connection, published))
            told = await _go_on(installation)
            record = await export_record(installation.journal, OVER, installation.clock(), None)
            await installation.journal.close()
            await installation.store.backup(Path(work, "agora.sqlite3"))
        _write(folder, Path(work, "agora.sqlite3"), records.encode(record), told)


def _write(folder, store, record, told):
    folder.mkdir()
    for name, content in zip(FILES, (store.read_bytes(), record), strict=True):
        (folder / f"{name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    (folder / "signing_key").write_text(f"{SEED.hex()}\n", encoding="utf-8")
    (folder / "facts.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(make(FOLDER / sys.argv[1]))

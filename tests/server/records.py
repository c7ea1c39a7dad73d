"""Records of a small forum for the tests of export and verification; the same at every run."""

import random

import msgspec

from agora_server.journal import record as records
from agora_server.journal.heads import Signer
from agora_server.journal.record import Erasure, Record
from rooms.base import chain, tally
from rooms.base.chain import Head, JournalEvent
from rooms.base.tally import Vote
from tests.server.journals import SEED

FORUM = "2026-gimhae-1"
START = 1_795_420_800_000
SIGNER = Signer(SEED)
OTHER = Signer(bytes(32))


def events(*, closed=True):
    """Return the events of a forum: talk, a named ballot, a hidden one with paper, the close."""
    people = [f"p{n}" for n in range(1, 8)]
    rng = random.Random(4)
    votes = [Vote(rng.randbytes(16).hex(), {rng.choice(["찬성", "반대"]): 1}) for _ in people]
    made = [JournalEvent("opened", START, "p1", "", {"title": "장유 소각장, 어떻게 할까요"})]
    for n, who in enumerate(people):
        made.append(JournalEvent("joined", START + n, who, who, {"channel": "online"}, {"name": f"시민 {n}"}))
        made.append(JournalEvent("said", START + 99 - n, who, who, {"kind": "normal"}, {"words": f"=말씀 {n} 👩‍🦽"}))
    for who, choice in zip(people, ["x", "y", "x", "x", "y", "x", "x"], strict=True):
        made.append(JournalEvent("ballot_cast", START + 200, who, "", {"ballot": "b1", "choice": {choice: 1}}))
    made.append(JournalEvent("ballot_cast", START + 210, "p1", "", {"ballot": "b1", "choice": {"y": 1}}))
    named = {"ballot": "b1", "hidden": False, "votes": [], "paper": {}, "tally": {"x": 4, "y": 3}}
    made.append(JournalEvent("ballot_counted", START + 220, "p1", "", named))
    made += [JournalEvent("ballot_cast", START + 300, who, "", {"ballot": "b2"}) for who in people]
    paper = {"찬성": 2}
    total = tally.count([*(vote.choice for vote in votes), paper])
    hidden = {"ballot": "b2", "hidden": True, "votes": tally.published(votes), "paper": paper, "tally": total}
    made.append(JournalEvent("ballot_counted", START + 400, "p1", "", hidden))
    return [*made, JournalEvent("closed", START + 500, "p1")] if closed else made


def record_of(made):
    """Return the whole, signed record of some events."""
    rng = random.Random(5)
    rows, openings = chain.link(FORUM, chain.start(FORUM), made, iter(lambda: rng.randbytes(32), None))
    return closed_by_heads(rows, openings)


def closed_by_heads(rows, openings=(), erased=(), on_the_way=()):
    """Return rows as a sealed record, with signed heads of so many rows on the way."""
    heads = [signed(rows, count) for count in on_the_way]
    last = signed(rows, len(rows)) if rows else SIGNER.sign_head(Head(FORUM, 0, chain.start(FORUM).hash, START))
    return sealed(Record(FORUM, list(rows), list(openings), list(erased), heads, last))


def sealed(record, signer=SIGNER):
    """Return a record with a fresh seal."""
    bare = msgspec.structs.replace(record, seal="")
    return msgspec.structs.replace(bare, seal=signer.sign(records.sealed_content(bare)))


def signed(rows, count, time=START + 9_000, signer=SIGNER):
    """Return the signed head of the first rows."""
    return signer.sign_head(Head(FORUM, count, rows[count - 1].hash, time))


def record(*, closed=True, opened=True, erased=False):
    """Return a whole record."""
    rng = random.Random(5)
    rows, openings = chain.link(FORUM, chain.start(FORUM), events(closed=closed), iter(lambda: rng.randbytes(32), None))
    gone = [Erasure(one.seq, one.field, START + 8_000, "본인 요청") for one in openings if one.subject == "p2"]
    left = [one for one in openings if one.subject != "p2"] if erased else openings
    return closed_by_heads(rows, left if opened else (), gone if erased else (), on_the_way=(10, 20))


def relinked(old, change):
    """Return the record after ``change`` on its events by somebody with the database, but without the key."""
    plain = [JournalEvent(row.kind, row.at, row.who, row.subject, row.data) for row in old.rows]
    change(plain)
    rows, _ = chain.link(FORUM, chain.start(FORUM), plain, iter([]))
    kept = {row.seq: row.sealed for row in old.rows}
    tail, fixed = chain.start(FORUM), []
    for row in rows:
        bare = msgspec.structs.replace(row, sealed=kept.get(row.seq, {}))
        whole = msgspec.structs.replace(bare, hash=chain.row_hash(bare, tail.hash))
        fixed.append(whole)
        tail = chain.tail_of(whole)
    return msgspec.structs.replace(old, rows=fixed)


def replaced(struct, **changes):
    """Return a struct with some fields changed."""
    return msgspec.structs.replace(struct, **changes)

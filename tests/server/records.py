"""Records of a small forum for the tests of export and verification; the same at every run."""

import json
import random

import msgspec

from agora_server import record as records
from agora_server.heads import Signer
from agora_server.record import Erasure, Record
from rooms import chain, tally
from rooms.chain import Event, Head
from rooms.tally import Vote
from tests.server.journals import SEED

FORUM = "2026-gimhae-1"
START = 1_795_420_800_000
SIGNER = Signer(SEED)
OTHER = Signer(bytes(32))


def events(*, closed=True):
    """Return the events of a forum: talk, a named ballot, a hidden one with paper, the close."""
    people = [f"p{n}" for n in range(1, 8)]
    dice = random.Random(4)
    votes = [Vote(dice.randbytes(16).hex(), {dice.choice(["찬성", "반대"]): 1}) for _ in people]
    made = [Event("opened", START, "p1", "", {"title": "장유 소각장, 어떻게 할까요"})]
    for n, who in enumerate(people):
        made.append(Event("joined", START + n, who, who, {"channel": "online"}, {"name": f"시민 {n}"}))
        made.append(Event("said", START + 99 - n, who, who, {"kind": "normal"}, {"words": f"=말씀 {n} 👩‍🦽"}))
    for who, choice in zip(people, ["x", "y", "x", "x", "y", "x", "x"], strict=True):
        made.append(Event("ballot_cast", START + 200, who, "", {"ballot": "b1", "choice": {choice: 1}}))
    made.append(Event("ballot_cast", START + 210, "p1", "", {"ballot": "b1", "choice": {"y": 1}}))
    named = {"ballot": "b1", "hidden": False, "votes": [], "paper": {}, "tally": {"x": 4, "y": 3}}
    made.append(Event("ballot_counted", START + 220, "p1", "", named))
    made += [Event("ballot_cast", START + 300, who, "", {"ballot": "b2"}) for who in people]
    paper = {"찬성": 2}
    total = tally.count([*(vote.choice for vote in votes), paper])
    hidden = {"ballot": "b2", "hidden": True, "votes": tally.published(votes), "paper": paper, "tally": total}
    made.append(Event("ballot_counted", START + 400, "p1", "", hidden))
    return [*made, Event("closed", START + 500, "p1")] if closed else made


def sealed(record, signer=SIGNER):
    """Return a record with a fresh seal."""
    bare = msgspec.structs.replace(record, seal="")
    return msgspec.structs.replace(bare, seal=signer.sign(records.sealed_content(bare)))


def signed(rows, count, time=START + 9_000, signer=SIGNER):
    """Return the signed head of the first rows."""
    return signer.sign_head(Head(FORUM, count, rows[count - 1].hash, time))


def record(*, closed=True, opened=True, erased=False):
    """Return a whole record."""
    dice = random.Random(5)
    rows, openings = chain.link(
        FORUM, chain.start(FORUM), events(closed=closed), iter(lambda: dice.randbytes(32), None)
    )
    gone = [Erasure(one.seq, one.field, START + 8_000, "본인 요청") for one in openings if one.subject == "p2"]
    left = [one for one in openings if one.subject != "p2"] if erased else openings
    return sealed(
        Record(
            forum=FORUM,
            rows=rows,
            open=left if opened else [],
            erased=gone if erased else [],
            heads=[signed(rows, 10), signed(rows, 20)],
            head=signed(rows, len(rows)),
        )
    )


def relinked(old, change):
    """Return the record after ``change`` on its events by somebody with the database, but without the key."""
    plain = [Event(row.kind, row.at, row.who, row.subject, row.data) for row in old.rows]
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


def _retold(old):
    """Change one published count and all hashes behind it."""

    def change(plain):
        last = next(n for n in reversed(range(len(plain))) if plain[n].kind == "ballot_counted")
        data = {**plain[last].data, "tally": {"찬성": 99}}
        plain[last] = msgspec.structs.replace(plain[last], data=data)

    return relinked(old, change)


def vectors():
    """Return every vector: (name, bytes, exit status, fault as (seq, why) or None)."""
    whole = record()
    text = records.encode(whole).decode()
    rows = whole.rows
    changed = {
        "dropped": (replaced(whole, rows=[*rows[:4], *rows[5:]]), (5, "seq")),
        "swapped": (replaced(whole, rows=[*rows[:4], rows[5], rows[4], *rows[6:]]), (5, "seq")),
        "truncated": (replaced(whole, rows=rows[:-1]), (0, "head_count")),
        "appended": (replaced(whole, rows=[*rows, rows[-1]]), (len(rows) + 1, "after_closed")),
        "retold": (_retold(whole), (len(rows) - 1, "ballot_tally")),
        "relinked": (relinked(whole, lambda plain: plain.pop(2)), (3, "personal")),
        "resealed": (sealed(replaced(whole, head=signed(rows, len(rows), signer=OTHER)), SIGNER), (0, "seal")),
        "other_head": (replaced(whole, head=signed(rows, len(rows), signer=OTHER)), (0, "seal")),
        "early_head": (sealed(replaced(whole, head=signed(rows, len(rows), START))), (0, "head_time")),
        "short_head": (sealed(replaced(whole, head=signed(rows, 20))), (0, "head_count")),
        "unsealed": (replaced(whole, seal=""), (0, "seal")),
        "erasure_added": (replaced(whole, erased=[Erasure(3, "words", 1, "x")]), (0, "seal")),
        "words": (replaced(whole, open=[replaced(whole.open[0], text="다른 이름"), *whole.open[1:]]), (2, "personal")),
    }
    broken = [(name, records.encode(one), 1, list(fault)) for name, (one, fault) in changed.items()]
    return [
        ("closed", records.encode(whole), 0, None),
        ("open", records.encode(record(closed=False)), 0, None),
        ("left_out", records.encode(record(opened=False)), 0, None),
        ("erased", records.encode(record(erased=True)), 0, None),
        *broken,
        ("blank", text.replace(",", ", ", 1).encode(), 1, [0, "canonical"]),
        ("fraction", text.replace(f'"at":{START}', f'"at":{START}.5', 1).encode(), 1, [0, "canonical"]),
        ("extra", json.dumps({**json.loads(text), "x": 1}).encode(), 2, None),
        ("nothing", b"", 2, None),
        ("no_record", b"[]", 2, None),
        ("no_text", b"\xff\xfe", 2, None),
    ]


def replaced(struct, **changes):
    """Return a struct with some fields changed."""
    return msgspec.structs.replace(struct, **changes)

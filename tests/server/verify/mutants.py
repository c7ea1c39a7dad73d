"""
Mutants of a record, drawn by seed: bytes flipped, values of JSON replaced, and lies that were hashed and signed anew.

The last kind matters most: a change that every hash covers is found by the first check, so only what the city itself
signed comes as far as the openings, the ballots and the heads.
"""

import copy
import hashlib
import json
import random

from agora_server.journal import record as records
from rooms.base.chain import canonical
from tests.server import records as made

ODD = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1,
        2**53 - 1,
        -(2**53) + 1,
        2**53,
        10**30,
        0.5,
        -0.0,
        1e300,
        float("nan"),
        float("inf"),
    ),
    *("", "b1", "b2", "x", "\ud800", "\x00\x1f", "\ufb01", "😀", "closed", "ballot_cast", "ballot_counted", "0a" * 32),
    *([], {}, [[]], [["a", {"x": 1}]], {"x": 1}, {"x": True}, {"찬성": 9}, {"\ufb01": 1, "😀": 2}, [0] * 3),
)
"""Values that stand where they do not belong: each has its own way to be read wrongly."""


def mutants(count, seed):
    """Yield so many mutated files of a closed forum's record."""
    rng = random.Random(seed)
    raw = records.encode(made.record(erased=True))
    ways = (_bytes, _tree, _honest, _honest, _text)
    for n in range(count):
        yield ways[n % len(ways)](raw, rng)


def _bytes(raw, rng):
    """Flip a bit, drop or double some bytes, or cut the file."""
    at = rng.randrange(len(raw))
    more = at + rng.randrange(1, 9)
    match rng.randrange(5):
        case 0:
            return raw[:at] + raw[more:]
        case 1:
            return raw[:more] + raw[at:]
        case 2:
            return raw[:at]
        case _:
            return raw[:at] + bytes([raw[at] ^ (1 << rng.randrange(8))]) + raw[at + 1 :]


def _tree(raw, rng):
    """Change one place of the value."""
    value = json.loads(raw)
    _change(value, rng)
    return _written(value)


def _honest(raw, rng):
    """Change places, then hash every row and sign every head and the whole anew."""
    value = json.loads(raw)
    roots = [value["rows"], value["open"], value["heads"], [row["data"] for row in value["rows"]]]
    counts = [row["data"] for row in value["rows"] if row["kind"].startswith("ballot")]
    lists = [data["votes"] for data in counts if data.get("votes")]
    for _ in range(rng.randrange(1, 3)):
        _change(rng.choice([*roots, counts, counts, *lists]), rng)
    try:
        _rehash(value)
        _resign(value, rng)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError):
        pass  # what is no row any more has no hash; as far as it came, it is a mutant
    return _written(value)


def _text(raw, rng):
    """Say the same, or nearly, in another spelling."""
    value = json.loads(raw)
    match rng.randrange(5):
        case 0:
            return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
        case 1:
            return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
        case 2:
            return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        case 3:
            word = rng.choice([b"NaN", b"-Infinity", b"1e5", b"01", b"-0", b"9" * 5_000, b"null", b'"\\ud83d"'])
            return raw.replace(b'"count":33', b'"count":' + word, 1)
        case _:
            found = rng.choice([b'"seq":1,', b'"kind":"said",', b'"erased":['])
            return raw.replace(found, found.rstrip(b"[") * 2 if b"[" not in found else found + b"[", 1)


def _written(value):
    """Return the canonical spelling where there is one, else the nearest."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode(errors="surrogatepass") if "\ud800" not in text else json.dumps(value, sort_keys=True).encode()


def _change(value, rng):
    """Replace, drop, add, swap or double one item somewhere within."""
    while True:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not keys:
            break
        key = rng.choice(keys)
        if not isinstance(value[key], (dict, list)) or not value[key] or rng.random() < 0.15:
            break
        value = value[key]
    else:
        return
    if not keys:
        return
    same = [odd for odd in ODD if type(odd) is type(value[key])]
    match rng.randrange(5):
        case 0 if isinstance(value, list) or rng.random() < 0.3:
            del value[key]
        case 0 | 1:
            other = rng.choice(keys)
            value[key], value[other] = value[other], value[key]
        case 2 if isinstance(value, list):
            value.insert(rng.randrange(len(value) + 1), copy.deepcopy(value[key]))
        case 2 | 3 if isinstance(value[key], int) and not isinstance(value[key], bool):
            value[key] += rng.choice([-1, 1])
        case _:
            value[key] = copy.deepcopy(rng.choice(same if same and rng.random() < 0.7 else ODD))


def _rehash(value):
    before = hashlib.sha256(b"agora.journal.forum.1\n" + value["forum"].encode()).hexdigest()
    for row in value["rows"]:
        body = {name: item for name, item in row.items() if name != "hash"}
        content = b"agora.journal.row.1\n" + canonical({**body, "before": before})
        row["hash"] = before = hashlib.sha256(content).hexdigest()


def _resign(value, rng):
    """Sign the heads over the rows as they are; now and then one keeps its old sense or its old signature."""
    rows, heads = value["rows"], [*value["heads"], value["head"]]
    if rng.random() < 0.7:
        value["head"]["count"] = len(rows)
    for head in heads:
        if rng.random() < 0.9 and 0 < head["count"] <= len(rows):
            head["hash"] = rows[head["count"] - 1]["hash"]
        if rng.random() < 0.95:
            signed = {name: head[name] for name in ("forum", "count", "hash", "time")}
            head["signature"] = made.SIGNER.sign(b"agora.journal.head.1\n" + canonical(signed))
    if rng.random() < 0.95:
        body = {name: item for name, item in value.items() if name != "seal"}
        value["seal"] = made.SIGNER.sign(b"agora.record.1\n" + canonical(body))

"""Both verifiers, the server's and the standalone one, over the same records."""

import ast
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from agora_server.journal import record as records
from agora_server.journal.record import UnreadableRecordError
from agora_server.verify import check, run_verify, standalone, words
from rooms.base.chain import Fault
from tests import source
from tests.server import record_vectors
from tests.server import records as made
from tests.vectors import make

MUTATIONS = 1_000
MANY_MUTATIONS = 10_000
VECTORS = record_vectors.vectors()
KEPT = source.ROOT / "tests" / "vectors" / "records.json"
STANDALONE = Path(standalone.__file__)


def by_server(raw, key=None):
    """Return the verdict of the server's verifier, and the row."""
    try:
        record = records.decode(raw)
    except UnreadableRecordError:
        return "unreadable", 0
    fault = record if isinstance(record, Fault) else records.verify(record, key)
    return (fault.why, fault.seq) if fault else ("whole", 0)


def by_standalone(raw, key=None):
    """Return the verdict of the standalone verifier, and the row."""
    try:
        standalone.check(raw, key)
    except standalone.UnreadableError:
        return "unreadable", 0
    except standalone.BrokenError as error:
        return error.why, error.seq
    return "whole", 0


@pytest.mark.parametrize("verifier", [by_server, by_standalone])
@pytest.mark.parametrize("vector", VECTORS, ids=[one.name for one in VECTORS])
def test_the_vectors(verifier, vector):
    """[JO16] [JO17] [JO18] Each file gets its verdict, at its row and for its reason, from both."""
    assert verifier(vector.raw, vector.key) == (vector.verdict, vector.row)


def test_the_format_is_kept():
    """[JO18] The vectors are those that were published: old records stay verifiable. Else: tests.vectors.make."""
    assert KEPT.read_text(encoding="utf-8") == make.render(make.record_vectors())


def test_every_verdict_has_a_vector():
    """[JO18] No code of a verdict is without a file that shows it."""
    assert {one.verdict for one in VECTORS} == {"whole", "unreadable", *words.WHY}


def mutations(raw, count):
    """Yield mutated files: flipped bits, and rows dropped, swapped, doubled and cut off."""
    rng = random.Random(9)
    record = json.loads(raw)
    size = len(record["rows"])
    for n in range(count):
        rows = list(record["rows"])
        left, right = sorted(rng.sample(range(size), 2))
        match n % 5:
            case 0 | 1:
                place, bit = rng.randrange(len(raw)), 1 << rng.randrange(8)
                yield raw[:place] + bytes([raw[place] ^ bit]) + raw[place + 1 :]
                continue
            case 2:
                del rows[left : right if n % 2 else left + 1]
            case 3:
                rows[left], rows[right] = rows[right], rows[left]
            case _:
                rows = rows[:right] if n % 2 else [*rows[:right], *rows[left:]]
        yield standalone.canonical({**record, "rows": rows})


@pytest.mark.parametrize("verifier", [by_server, by_standalone])
def test_every_mutation_of_a_closed_forum_is_found(verifier, long):
    """[JO18] No flip, drop, reorder or truncation passes, even without knowing the key."""
    raw = records.encode(made.record())
    passed = [one for one in mutations(raw, MANY_MUTATIONS if long else MUTATIONS) if verifier(one)[0] == "whole"]

    assert passed == []


@pytest.mark.parametrize("verifier", [by_server, by_standalone])
def test_an_insider_without_the_key_is_found(verifier):
    """[JO1] [JO17] Rows changed, dropped or swapped and every hash computed anew: the signed head does not agree."""
    whole = made.record(opened=False)
    for n in range(len(whole.rows)):
        kept = made.relinked(whole, lambda plain, n=n: plain.pop(n))
        late = made.relinked(whole, lambda plain, n=n: plain.__setitem__(n, made.replaced(plain[n], who="p7x")))
        assert verifier(records.encode(kept))[0] != "whole"
        assert verifier(records.encode(late))[0] != "whole"


@pytest.mark.parametrize("verifier", [by_server, by_standalone])
def test_only_the_named_key_will_do(verifier):
    """[JO17] A record resealed by another key is whole in itself, and broken to who knows the city's key."""
    whole = made.record()
    heads = [made.signed(whole.rows, 10, signer=made.OTHER)]
    head = made.signed(whole.rows, len(whole.rows), signer=made.OTHER)
    forged = records.encode(made.sealed(made.replaced(whole, heads=heads, head=head), made.OTHER))

    assert verifier(forged) == ("whole", 0)
    assert verifier(forged, made.SIGNER.key) == ("key", 0)
    assert verifier(records.encode(whole), made.SIGNER.key) == ("whole", 0)


def test_what_is_said_of_a_whole_record(tmp_path, capsys):
    """[JO19] Korean: what was checked, the key to compare, and of an open forum what cannot be known."""
    for name, closed in (("closed", True), ("open", False)):
        path = tmp_path / name
        path.write_bytes(records.encode(made.record(closed=closed, erased=True)))
        assert run_verify(path) == 0
        told = capsys.readouterr().out
        assert "✓ 기록이 온전합니다." in told
        assert "공개 12, 삭제됨 2, 비공개 0" in told
        assert "표결: 2건" in told
        assert made.SIGNER.key in told
        assert ("아직 끝나지 않은" in told) is not closed


def test_a_row_of_an_unknown_kind_is_named_and_stops_nothing(tmp_path):
    """A record of a later version is whole; which rows were not understood is said."""
    path = tmp_path / "record.json"
    path.write_bytes({one.name: one.raw for one in VECTORS}["letters_and_unknown_kinds"])
    status, lines = check(path)

    assert status == 0
    assert [line for line in lines if "모르는 종류" in line and "of_a_later_version" in line and "said" not in line]


def test_what_is_said_of_a_broken_record(tmp_path, capsys):
    """[JO18] Korean: where it breaks and why; a file that is none has its own exit status."""
    path = tmp_path / "record.json"
    path.write_bytes({one.name: one.raw for one in VECTORS}["dropped"])

    assert run_verify(path) == 1
    assert "5번째 줄" in capsys.readouterr().out
    assert run_verify(tmp_path / "absent") == 2
    assert "읽을 수 없습니다" in capsys.readouterr().out


def test_a_file_that_is_too_big_is_not_read(tmp_path, monkeypatch):
    """A file beyond any record is refused by its size."""
    path = tmp_path / "record.json"
    path.write_bytes(records.encode(made.record()))
    monkeypatch.setattr(records, "MOST_BYTES", 100)

    assert check(path)[0] == 2


def test_every_fault_has_words():
    """Each code that a verifier raises is said in Korean."""
    codes = set()
    for name in ("rooms/base/chain.py", "rooms/base/tally.py", "agora_server/journal/record.py"):
        for node in ast.walk(source.tree(source.ROOT / name)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Fault":
                codes |= {arg.value for arg in node.args if isinstance(arg, ast.Constant) and arg.value != 0}

    assert codes <= set(words.WHY)


def test_the_standalone_script_stands_alone():
    """It imports the standard library and ``cryptography``, nothing of ours, so that it can be handed out as a file."""
    tops = {name.partition(".")[0] for name in source.imports(STANDALONE)}

    assert tops - set(sys.stdlib_module_names) == {"cryptography"}


def test_the_standalone_script_runs(tmp_path):
    """As a file of its own, in a Python that sees nothing of the project."""
    script = tmp_path / "verify.py"
    script.write_bytes(STANDALONE.read_bytes())
    told = []
    files = {one.name: one.raw for one in VECTORS}
    for status, name in enumerate(("closed", "dropped", "no_record")):
        path = tmp_path / name
        path.write_bytes(files[name])
        done = subprocess.run(
            [sys.executable, "-I", script, path], capture_output=True, text=True, check=False, cwd=tmp_path
        )
        assert done.returncode == status, done.stderr
        told.append(done.stdout)

    assert [text[0] for text in told] == ["✓", "✗", "읽"]
    assert standalone.main([]) == 2

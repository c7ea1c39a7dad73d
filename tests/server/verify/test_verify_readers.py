"""Three readers of one format: the server's, the standalone script, and the browser's in TypeScript under Node."""

import json
import struct
import subprocess
from typing import get_args

from agora_server.verify import words
from rooms.forum.model.events import AnyEvent
from tests import node, source
from tests.server import record_vectors
from tests.server.verify.mutants import mutants
from tests.server.verify.test_verify import by_server, by_standalone

MUTATIONS = 1_000
SEED = 20261201
REACHED = {
    *("whole", "unreadable", "canonical", "seq", "time", "other_forum", "hash", "personal", "seal"),
    *("ballot_form", "ballot_list", "ballot_voters", "ballot_tally", "ballot_after_close"),
    *("head_count", "head_hash", "head_signature", "head_forum"),
}
"""Verdicts that the mutants must come to: a thousand files that all break at the first check would show nothing."""


def by_browser(files, path):
    """Return the verdicts of the TypeScript reader, and the rows."""
    path.write_bytes(b"".join(struct.pack("<I", len(one)) + one for one in files))
    _, env = node.tools()
    done = subprocess.run(
        ["node", source.ROOT / "web_client" / "verdicts.mjs", path],
        cwd=source.ROOT / "web_client",
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [tuple(one) for one in json.loads(done.stdout)]


def test_the_browser_agrees_with_both_on_a_thousand_mutants(tmp_path):
    """[JO18] Each mutant gets the same verdict at the same row from all three, and the verdicts are of every kind."""
    files = list(mutants(MUTATIONS, SEED))
    server, standalone = [by_server(one) for one in files], [by_standalone(one) for one in files]
    browser = by_browser(files, tmp_path / "mutants")
    apart = [n for n in range(MUTATIONS) if not server[n] == standalone[n] == browser[n]]

    assert len(browser) == MUTATIONS
    assert [(n, server[n], standalone[n], browser[n]) for n in apart] == []
    assert {verdict for verdict, _ in browser} >= REACHED


def test_the_browser_knows_every_kind_of_event():
    """A row of a kind that the forum writes is never told as unknown."""
    kept = json.loads((source.ROOT / "web_client" / "src" / "record" / "kinds.json").read_text(encoding="utf-8"))

    assert kept == sorted(kind.__struct_config__.tag for kind in get_args(AnyEvent))


def test_the_page_of_the_format_tells_the_truth():
    """[JO18] ``docs/record.md`` names every verdict, and each value of its example is that of the vector."""
    page = (source.ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    example = json.loads({one.name: one.raw for one in record_vectors.vectors()}["key_named"])
    head, opening = example["head"], example["open"][0]
    values = [row["hash"] for row in example["rows"]] + list(example["rows"][1]["sealed"].values())
    values += [opening["salt"], opening["text"], head["key"], head["signature"], example["seal"]]

    assert [code for code in ("whole", "unreadable", *words.WHY) if f"`{code}`" not in page] == []
    assert [value for value in values if value not in page] == []

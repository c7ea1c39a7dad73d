"""
``./agora verify FILE``: says in Korean what of a record was checked and where it breaks.

``standalone.py`` beside this file does the same without the server: it needs Python and ``cryptography`` alone.
"""

import sys
from pathlib import Path

from agora_server.journal import record as records
from agora_server.journal.record import UnreadableRecordError
from agora_server.verify import words
from rooms.base.chain import Fault

WHOLE, BROKEN, UNREADABLE = 0, 1, 2
"""Exit status: all of it holds; it breaks somewhere; there is nothing to check."""


def run_verify(path: Path, key: str | None = None) -> int:
    """Check a record, print what was found in Korean, return the exit status.

    Args:
        path: a record as it was exported (JSON).
        key: the public key that must have signed it, in hexadecimal; ``None``: any, and it is printed.
    """
    status, lines = check(path, key)
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return status


def check(path: Path, key: str | None = None) -> tuple[int, list[str]]:
    """Return the exit status and the lines that ``run_verify`` prints."""
    try:
        if path.stat().st_size > records.MOST_BYTES:
            return UNREADABLE, [words.UNREADABLE.format("파일이 너무 큽니다")]
        record = records.decode(path.read_bytes())
    except (OSError, UnreadableRecordError) as error:
        return UNREADABLE, [words.UNREADABLE.format(error)]
    fault = record if isinstance(record, Fault) else records.verify(record, key)
    if fault is not None:
        return BROKEN, words.broken(fault)
    assert not isinstance(record, Fault)
    return WHOLE, words.whole(record)

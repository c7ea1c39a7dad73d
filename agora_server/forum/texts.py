"""
The personal texts of a forum that views show: names, words, questions, by (row, field).

Held for the rows that the state still names, and no others: as many as people on the roll, questions, waiting
requests and last lines, all of which have bounds. What was erased is not there. Knows: which rows. Does not know:
who may see which text (``rooms/forum/views/views.py``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from agora_server.journal.journal import Journal
from rooms.forum.model.state import ForumState

SLACK = 1_000
"""Texts beyond those the state names before the others are let go: some 200 kB, and one look at the state each time."""
ROWS_A_READ = 500
"""Rows named in one query: SQLite takes 999 values in the smallest build."""


class ForumTexts:
    """The texts of one forum."""

    def __init__(self) -> None:
        self.by_row: dict[tuple[int, str], str] = {}
        self._trim_at = SLACK

    async def load(self, journal: Journal, state: ForumState, besides: Iterable[int] = ()) -> None:
        """Read anew what the rows of a state hold, and some besides."""
        self.by_row = {}
        await self.read(journal, state.forum, sorted({*rows_of(state), *besides} - {0}))

    async def read(self, journal: Journal, forum: str, seqs: Sequence[int]) -> None:
        """Read what some rows hold."""
        for start in range(0, len(seqs), ROWS_A_READ):
            found = await journal.openings(forum, seqs[start : start + ROWS_A_READ])
            self.by_row.update({(one.seq, one.field): one.text for one in found})

    def add(self, seq: int, texts: Mapping[str, str]) -> None:
        """Hold the texts of a new row."""
        self.by_row.update({(seq, field): text for field, text in texts.items()})

    def trim(self, state: ForumState, besides: Iterable[int] = ()) -> None:
        """Now and then, let go of what the rows of a state, and some besides, do not hold."""
        if len(self.by_row) > self._trim_at:
            named = {*rows_of(state), *besides}
            self.by_row = {key: text for key, text in self.by_row.items() if key[0] in named}
            self._trim_at = len(self.by_row) + SLACK


def rows_of(state: ForumState) -> Iterator[int]:
    """Yield the rows whose texts a view may show."""
    yield from (person.row for person in state.roll.people.values())
    for entry in state.floor.waiting.values():
        yield from (entry.row, entry.pin_row)
    for line in state.lines:
        yield from (line.row, line.corrected)
    for question in state.questions.values():
        yield from (question.row, question.answer_row)

"""
Asks for the files of a forum's minutes, a few at a time, and keeps what is asked for again.

What is kept lies in memory alone and is dropped when somebody's words are erased, so an erasure leaves nothing in the
data files; on another node the number of erasures, which is part of the key, does the same.
"""

import asyncio
import sys
from collections import Counter, OrderedDict
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Struct

from agora_server.core.clock import Clock
from agora_server.core.problems import Problem
from agora_server.journal import record as records
from agora_server.journal.export import export_record
from agora_server.journal.journal import Journal
from agora_server.minutes.compose import compose
from agora_server.minutes.details import METHOD
from agora_server.minutes.gather import Folder, MinutesTerms, gather
from agora_server.minutes.html import page
from agora_server.minutes.paper import Paper, PrintJob
from agora_server.minutes.reading import reading
from agora_server.minutes.sheet import sheet
from rooms.base.errors import Refusal
from rooms.forum.minutes.minutes import told

AT_ONCE = 2
"""Files made at once: a second core's worth; the clocks of the hall keep the first."""
WAITING = 32
"""Files that may wait: some ten seconds of work; then one is told to come back."""
BUSY_S = 10
"""Seconds after which to come back."""
KEPT_BYTES = 32 * 1024 * 1024
"""Files kept: those of the last dozen forums in all editions."""
PDF_S = 60.0
"""Seconds that a PDF may take: ten times a whole day's forum; then it is ended."""
HTML, PDF, CSV, JSON, RECORD = "html", "pdf", "csv", "json", "record"


class Want(Struct, frozen=True):
    """Which file: a kind of minutes or the record to verify; ``large``: in large print."""

    kind: str
    large: bool = False


class File(Struct, frozen=True):
    """A file, and the policy under which a browser shows it; empty: that of all pages."""

    body: bytes
    policy: str = ""


Key = tuple[str, Want, MinutesTerms, int, int]


class Exports:
    """Makes and keeps files.

    Args:
        journal: what they are made of; an erasure there drops what is kept here.
        clock: milliseconds UTC.
        hall: name of a place that holds forums.
        address: of the page that shows a forum's minutes.
    """

    def __init__(
        self, journal: Journal, clock: Clock, *, hall: Callable[[str], str], address: Callable[[str], str]
    ) -> None:
        self._journal = journal
        self._clock = clock
        self._hall = hall
        self._address = address
        self._kept: OrderedDict[Key, File] = OrderedDict()
        self._making: dict[Key, asyncio.Task[File]] = {}
        self._erasures: Counter[str] = Counter()
        self._room = asyncio.Semaphore(AT_ONCE)
        journal.erased.append(self._drop)

    @property
    def kept_bytes(self) -> int:
        """How much is kept."""
        return sum(len(file.body) for file in self._kept.values())

    async def file(self, forum: str, want: Want, terms: MinutesTerms) -> File:
        """Return a file; who asks for the same one at the same time gets the same one.

        Raises:
            Refusal: 503 ``exports_busy`` where too many are being made; ``unreadable`` where the journal is damaged.
        """
        with reading(forum):
            erasures = len(await self._journal.erasures(forum))
            key = (forum, want, terms, (await self._journal.tail(forum)).seq, erasures)
        if (kept := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            return kept
        task = self._making.get(key)
        if task is None:
            if len(self._making) >= AT_ONCE + WAITING:
                raise Refusal(Problem.EXPORTS_BUSY, seconds=BUSY_S)
            task = asyncio.create_task(self._make(key), name=f"export {forum}")
            self._making[key] = task
            task.add_done_callback(lambda done: self._made(key, done))
        return await asyncio.shield(task)

    async def folder(self, forum: str, terms: MinutesTerms) -> Folder:
        """Return what a forum's minutes are made of.

        Raises:
            Refusal: ``unreadable``.
        """
        async with self._room:
            return await self._gathered(forum, terms)

    async def close(self) -> None:
        """Give up what is being made."""
        making = list(self._making.values())
        for task in making:
            task.cancel()
        await asyncio.gather(*making, return_exceptions=True)

    def _made(self, key: Key, task: "asyncio.Task[File]") -> None:
        self._making.pop(key, None)
        if not task.cancelled():
            task.exception()  # whoever waits hears of it; nobody may wait any more

    async def _make(self, key: Key) -> File:
        forum, want, terms, *_ = key
        erasures = self._erasures[forum]
        async with self._room:
            file = await (self._record(forum, terms) if want.kind == RECORD else self._minutes(forum, want, terms))
        if self._erasures[forum] == erasures:
            self._keep(key, file)
        return file

    def _keep(self, key: Key, file: File) -> None:
        self._kept[key] = file
        while self.kept_bytes > KEPT_BYTES:
            self._kept.popitem(last=False)

    def _drop(self, forum: str) -> None:
        self._erasures[forum] += 1
        for key in [key for key in self._kept if key[0] == forum]:
            del self._kept[key]

    # ---- making ----

    async def _gathered(self, forum: str, terms: MinutesTerms) -> Folder:
        with reading(forum):
            found = await gather(self._journal, forum, terms, self._clock())
        assert found is not None, "whoever asks has found the forum"
        return found

    async def _minutes(self, forum: str, want: Want, terms: MinutesTerms) -> File:
        folder = await self._gathered(forum, terms)
        paper = await asyncio.to_thread(
            compose, folder, hall=self._hall(folder.made.hall), address=self._address(forum)
        )
        match want.kind:
            case "html":
                made = await asyncio.to_thread(page, paper, large=want.large)
                return File(made.body, made.policy)
            case "pdf":
                return File(await print_pdf(PrintJob(paper, want.large, folder.head.time)))
            case "csv":
                return File(await asyncio.to_thread(sheet, paper))
            case _:
                return File(await asyncio.to_thread(_as_json, folder, paper))

    async def _record(self, forum: str, terms: MinutesTerms) -> File:
        """Return the record to verify: it opens what the minutes show, and nothing else."""
        shown = told((await self._gathered(forum, terms)).made, terms.named)
        with reading(forum):
            record = await export_record(
                self._journal, forum, self._clock(), None, shown=lambda one: (one.seq, one.field) in shown
            )
        return File(await asyncio.to_thread(records.encode, record))


def _as_json(folder: Folder, paper: Paper) -> bytes:
    """Return the minutes for programs."""
    body: dict[str, Any] = {
        "format": "agora.minutes.1",
        "published_at": folder.terms.published_at,
        "minutes": folder.made,
        "journeys": folder.journeys,
        "journeys_method": METHOD,
        "erased": folder.erased,
        "head": folder.head,
        "address": paper.seal.address,
    }
    return msgspec.json.format(msgspec.json.encode(body), indent=2)


async def print_pdf(order: PrintJob, seconds: float = PDF_S) -> bytes:
    """Return a PDF, made by a process of its own.

    Raises:
        TimeoutError: if it took too long; it is ended.
        RuntimeError: if it failed.
    """
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "agora_server.minutes.pdf"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(seconds):
            out, errors = await child.communicate(msgspec.json.encode(order))
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode:
        raise RuntimeError(f"no PDF: {errors.decode(errors='replace')[-500:]}")
    return out

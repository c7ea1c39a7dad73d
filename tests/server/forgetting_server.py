"""
A real server in a process of its own whose clock is moved by hand, and whose objects are searched for words.

Lines on standard input: ``forward MS`` lets time pass, ``find HEX`` searches for a word (in hexadecimal, so that the
asking leaves no trace of it). Each is answered by one line.
"""

import asyncio
import gc
import sys
from pathlib import Path

from agora_server.assembly.server import Server
from agora_server.ops.settings import Settings
from agora_server.resources import assets
from tests.server.installation import HandClock

STEP_MS = 330
LAST = 3
"""The last second of the time that passes does so in three steps with ticks between, as it does by itself."""


def holders(word: str) -> list[str]:
    """Return the types of the objects of this process that hold a word, and of what holds them."""
    coded, seen, found = word.encode(), set(), []
    stack = [(None, each) for each in gc.get_objects()]
    own = {id(word), id(coded), id(stack), id(seen), id(sys._getframe())}
    while stack:
        holder, one = stack.pop()
        if id(one) in seen or id(one) in own:
            continue
        seen.add(id(one))
        if isinstance(one, str | bytes | bytearray):
            if (word in one) if isinstance(one, str) else (coded in one):
                found.append(f"{type(one).__name__} in {type(holder).__name__}")
        else:
            stack.extend((one, each) for each in gc.get_referents(one))
    return found


async def ticks(server: Server, count: int) -> None:
    """Let so many ticks go by."""
    until = server.ticker.ticks + count
    while server.ticker.ticks < until:  # noqa: ASYNC110 - ticks come by themselves
        await asyncio.sleep(0.005)


async def main(data: Path) -> None:
    """Serve until standard input ends."""
    assets.load = lambda: {"/index.html": assets.asset(b"agora", "text/html")}
    clock = HandClock()
    server = Server(Settings(data=data, port=0), clock)
    await server.start()
    print(server.address, flush=True)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        match line.split():
            case ["forward", ms]:
                for step in (int(ms) - LAST * STEP_MS, *[STEP_MS] * LAST):
                    clock.forward(ms=step)
                    await ticks(server, 2)
                print("done", flush=True)
            case ["find", coded]:
                gc.collect()
                print(" | ".join(sorted(set(holders(bytes.fromhex(coded).decode())))), flush=True)
    await server.stop()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))

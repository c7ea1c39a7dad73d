"""
The command ``serve``: a server until a signal, and the words where it cannot start.

Knows: the process: loop, signals, watchdog, exit status. Does not know: what a server is made of (``server.py``).
"""

import asyncio
import signal
import ssl
import sys
from collections.abc import Mapping
from typing import Any

import uvloop

from agora_server.assembly.server import Server
from agora_server.demo.bots import Demo, audience, command
from agora_server.demo.forum import DEMO_HALL, DemoForum, addresses
from agora_server.ops import logs, settings
from agora_server.ops.collector import calm_collector
from agora_server.ops.data_folder import FolderTakenError, FolderUnusableError
from agora_server.ops.heartbeat import END_S, Heartbeat, Watchdog
from agora_server.ops.settings import Settings, SettingsError
from agora_server.resources import assets
from agora_server.store import SchemaError, StoreUnusableError


async def serve(chosen: Settings, heart: Heartbeat | None = None, end_s: float = END_S) -> None:
    """Run a server until SIGTERM or SIGINT; without ticks for ``end_s`` seconds the process ends with an error."""
    server = Server(chosen, heart=heart)
    watchdog = Watchdog(server.heart, end_s)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    try:
        await server.start()
        watchdog.start()
        _announce(server)
        if chosen.demo:
            neighbours, listeners = Demo(command(server.address)), Demo(audience(server.address))
            evening = DemoForum(server.forum_parts.forums, server.clock, DEMO_HALL)
            for part in (neighbours, evening, listeners):
                await part.start()
                server.on_stop(part.stop)
        calm_collector()
        await stop.wait()
    finally:
        watchdog.stop()
        await server.stop()


def _announce(server: Server) -> None:
    demo = [addresses(server.address)] if server.settings.demo else []
    lines = [f"열린 시민토론 광장이 열렸습니다: {server.address}", *settings.start_text(server.settings), *demo]
    lines.append("끝내려면 Ctrl+C 를 누르세요.")
    print("\n".join(lines), flush=True)  # noqa: T201 - the start's own words


def run(given: Mapping[str, Any]) -> int:
    """Run the command ``serve``; return its exit status."""
    logs.configure()
    try:
        uvloop.run(serve(settings.load(given)))
    except SettingsError as error:
        return _complain(*error.lines)
    except FolderTakenError as error:
        return _complain(f"자료 폴더를 다른 서버가 쓰고 있습니다: {error}", "다른 폴더를 --data 로 적어 주세요.")
    except assets.ClientMissing:
        return _complain("화면이 아직 만들어지지 않았습니다.", "./agora build 를 먼저 실행해 주세요.")
    except FolderUnusableError as error:
        return _complain(f"자료 폴더를 쓸 수 없습니다: {error}", "쓸 수 있는 폴더를 --data 로 적어 주세요.")
    except SchemaError as error:
        return _complain(f"저장소가 더 새로운 프로그램의 것입니다: {error}", "프로그램을 새 판으로 바꿔 주세요.")
    except StoreUnusableError as error:
        return _complain(
            f"저장소를 열 수 없습니다: {error}", "디스크의 빈 곳과 --data, AGORA_DATABASE 를 확인해 주세요."
        )
    except ssl.SSLError as error:
        return _complain(
            f"인증서를 읽을 수 없습니다: {error.reason or 'PEM이 아닙니다'}",
            "--tls-cert 와 --tls-key 를 확인해 주세요.",
        )
    except OSError as error:
        return _complain(f"주소를 열 수 없습니다: {error.strerror}", "--host 와 --port 를 확인해 주세요.")
    return 0


def _complain(*lines: str) -> int:
    print("\n".join(lines), file=sys.stderr)  # noqa: T201 - the start's own words
    return 2

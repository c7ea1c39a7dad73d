"""The commands behind ``./agora``.

Everything heavy is imported by the command that needs it, so that ``--help`` stays fast.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="열린 시민토론 광장, 김해 · The Open Citizen Forum Square of Gimhae",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="듣는 주소 · address to listen on")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65_535, help="포트 · port")] = None,
    data: Annotated[Path | None, typer.Option(help="자료 폴더 · data folder")] = None,
    profile: Annotated[str | None, typer.Option(help="demo | city")] = None,
    demo: Annotated[bool, typer.Option("--demo", help="가상 시민이 걷는 광장 · a square with bots")] = False,
    public_url: Annotated[str | None, typer.Option(help="시민이 여는 주소 · the address citizens open")] = None,
    tls_cert: Annotated[Path | None, typer.Option(help="인증서 · certificate (PEM)")] = None,
    tls_key: Annotated[Path | None, typer.Option(help="개인 키 · private key (PEM)")] = None,
    trusted_proxy: Annotated[str | None, typer.Option(help="믿는 프록시 주소 · address of the proxy")] = None,
) -> None:
    """광장을 엽니다. Open the square."""
    from agora_server.assembly import serve as server

    given = {
        "host": host,
        "port": port,
        "data": data,
        "profile": profile,
        "demo": demo or None,
        "public_url": public_url,
        "tls_cert": tls_cert,
        "tls_key": tls_key,
        "trusted_proxy": trusted_proxy,
    }
    raise typer.Exit(server.run({name: value for name, value in given.items() if value is not None}))


@app.command()
def world(
    geojson: Annotated[bool, typer.Option("--geojson", help="그려진 지도를 위경도로 되돌려 출력합니다")] = False,
) -> None:
    """가상 김해를 원자료에서 다시 만듭니다. Build the virtual Gimhae from its sources."""
    from agora_server.worldbuild import commands

    if geojson:
        typer.echo(commands.geojson().decode())
    else:
        typer.echo(f"rooms/data/world.json: {commands.build():,} bytes")


@app.command()
def bots(
    count: Annotated[int, typer.Argument(min=1, max=10_000, help="가상 시민 수 · how many")],
    seconds: Annotated[float, typer.Option(min=0, help="몇 초 동안 · for how long")] = 30.0,
    walk: Annotated[bool, typer.Option("--walk", help="걷습니다")] = False,
    chat: Annotated[bool, typer.Option("--chat", help="이야기합니다")] = False,
    url: Annotated[str, typer.Option(help="서버 주소 · the server")] = "http://localhost:8080",
    forum: Annotated[str, typer.Option(help="이 토론회에 참석합니다(열린 것 아무거나: open) · attend a forum")] = "",
    drops: Annotated[float, typer.Option(min=0, max=100, help="일부러 끊는 비율(%) · lines cut on purpose")] = 0.0,
    staff: Annotated[str, typer.Option(help="담당자 로그인, 비밀번호는 AGORA_STAFF_PASSWORD · login of staff")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="마지막 줄에 JSON 하나")] = False,
) -> None:
    """가상 시민을 보내고, 얼마나 빨리 전해지는지 잽니다. Send bots and measure."""
    if forum:
        from agora_server.bots.hall_fleet import run_attendees

        raise typer.Exit(
            run_attendees(count, forum=forum, seconds=seconds, url=url, drops=drops, staff=staff, as_json=as_json)
        )
    from agora_server.bots.fleet import run_bots

    raise typer.Exit(run_bots(count, seconds=seconds, walk=walk, chat=chat, url=url, as_json=as_json))


@app.command()
def bench(
    what: Annotated[
        list[str] | None,
        typer.Argument(help="crowd | dense | idle | joins | herd | churn | stalled | voice | forum | all"),
    ] = None,
    sizes: Annotated[str, typer.Option(help="걷는 사람 수 · walkers, by commas")] = "200,1000,3000,5000,8000",
    seconds: Annotated[float, typer.Option(min=1, help="재는 시간 · measured seconds")] = 8.0,
    bare: Annotated[bool, typer.Option("--bare", help="규칙과 저장소 없이 · without rules and store")] = False,
    write: Annotated[bool, typer.Option("--write", help="docs/performance.md 에 적습니다")] = False,
) -> None:
    """서버가 얼마나 드는지 밖에서 잽니다. Measure what the server costs."""
    from agora_server.bench.crowd import run_bench

    walkers = tuple(int(size) for size in sizes.split(","))
    raise typer.Exit(run_bench(tuple(what or ("crowd",)), sizes=walkers, seconds=seconds, bare=bare, write=write))


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="내보낸 회의 기록(JSON) · an exported record")],
    key: Annotated[str | None, typer.Option(help="시가 알린 공개 열쇠 · the public key it must bear")] = None,
) -> None:
    """회의 기록이 온전한지 확인합니다. Check a record: chain, counts, signatures."""
    from agora_server.verify import run_verify

    raise typer.Exit(run_verify(file, key))


def main() -> None:
    """Run the command line; ``admin`` brings its own commands and is imported when asked for."""
    if sys.argv[1:2] == ["admin"] or not sys.argv[1:] or sys.argv[1] == "--help":
        from agora_server.assembly.admin_cli import app as admin

        app.add_typer(admin, name="admin")
    app()


if __name__ == "__main__":
    main()

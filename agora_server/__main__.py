"""The commands behind ``./agora``.

Everything heavy is imported by the command that needs it, so that ``--help`` stays fast.
"""

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
def serve(  # noqa: PLR0917 - options of a command line
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
    from agora_server import app as server

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


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()

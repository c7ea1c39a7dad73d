"""
The commands of ``./agora admin``, in Korean.

Each asks the running server over the socket in the data folder; where none runs, it opens the store itself under
the folder's lock.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from agora_server.admin.line import NoServerError, ask
from agora_server.ops import settings
from agora_server.ops.data_folder import DataFolder, FolderTakenError, FolderUnusableError
from agora_server.ops.settings import Settings, SettingsError

app = typer.Typer(
    help="담당자와 자료를 관리합니다 · staff, bans, personal data, backups", no_args_is_help=True, add_completion=False
)

WORDS = {
    "unknown_role": "그런 역할이 없습니다. moderator, clerk, officer, admin 가운데 하나를 적어 주세요.",
    "not_allowed": "담당자 역할만 초대할 수 있습니다: moderator, clerk, officer, admin",
    "unknown_account": "그런 담당자가 없습니다. ./agora admin accounts 로 확인해 주세요.",
    "unknown_ban": "그런 입장 제한이 없거나 이미 끝났습니다.",
    "unknown_person": "그런 사람이 없습니다. 별명이나 참가자 번호를 확인해 주세요.",
    "several_people": "같은 별명이 여럿입니다. 참가자 번호를 적어 주세요.",
    "use_pg_dump": "PostgreSQL은 pg_dump로 예비 사본을 만들어 주세요.",
    "backup_exists": "방금 만든 예비 사본이 있습니다. 1초 뒤에 다시 해 주세요.",
    "store_unusable": "저장소를 열 수 없습니다. 디스크의 빈 곳과 --data, AGORA_DATABASE 를 확인해 주세요.",
    "no_answer": "서버가 답하지 않았습니다. 서버 기록을 확인해 주세요.",
    "internal": "서버에서 처리하지 못했습니다. 서버 기록을 확인해 주세요.",
}

Data = Annotated[Path | None, typer.Option(help="자료 폴더 · data folder")]


def _chosen(data: Path | None) -> Settings:
    try:
        return settings.load({} if data is None else {"data": data})
    except SettingsError as error:
        _fail(*error.lines)


def _do(data: Path | None, task: str, **arguments: str) -> Any:
    """Return what a task answers, or end with words and status 1."""
    chosen = _chosen(data)
    try:
        answer = asyncio.run(_ask_or_open(chosen, task, arguments))
    except FolderTakenError:
        _fail(
            "자료 폴더를 다른 프로그램이 쓰고 있는데 답하지 않습니다. 서버가 시작하는 중이면 잠시 뒤에 다시 해 주세요."
        )
    except FolderUnusableError as error:
        _fail(f"자료 폴더를 쓸 수 없습니다: {error}")
    except TimeoutError:
        _fail(WORDS["no_answer"])
    if "error" in answer:
        _fail(WORDS.get(answer["error"], f"할 수 없습니다: {answer['error']}"))
    return answer["ok"]


async def _ask_or_open(chosen: Settings, task: str, arguments: dict[str, str]) -> dict[str, Any]:
    folder = DataFolder(chosen.data)
    try:
        return await ask(folder.socket, task, arguments)
    except NoServerError:
        from agora_server.assembly.admin_alone import run_alone  # noqa: PLC0415 - the store is heavy

        return await run_alone(chosen, folder, task, arguments)


def _fail(*lines: str) -> NoReturn:
    typer.echo("\n".join(lines), err=True)
    sys.exit(1)


def _show(answer: Any) -> None:
    typer.echo(json.dumps(answer, ensure_ascii=False, indent=2))


@app.command()
def invite(
    role: Annotated[str, typer.Argument(help="moderator | clerk | officer | admin")],
    forum: Annotated[str, typer.Option(help="한 토론회만 맡길 때 · for one forum only")] = "",
    data: Data = None,
) -> None:
    """담당자를 초대하는 주소를 만듭니다. 한 번, 7일 동안 쓸 수 있습니다."""
    typer.echo(_do(data, "invite", role=role, forum=forum))


@app.command()
def accounts(data: Data = None) -> None:
    """담당자를 모두 보여 줍니다."""
    _show(_do(data, "accounts"))


@app.command()
def revoke(login: Annotated[str, typer.Argument(help="로그인 이름 · login")], data: Data = None) -> None:
    """담당자의 계정을 끝냅니다. 열린 창도 바로 닫힙니다."""
    typer.echo(f"계정을 끝냈습니다. 닫은 접속: {_do(data, 'revoke', login=login)}개")


@app.command()
def bans(
    lift: Annotated[str, typer.Option(help="풀 입장 제한의 번호 · id to lift")] = "",
    reason: Annotated[str, typer.Option(help="푸는 이유 · why")] = "관리자가 풀었습니다",
    data: Data = None,
) -> None:
    """입장 제한을 보여 주거나 풉니다."""
    if lift:
        typer.echo(f"입장 제한을 풀었습니다: {_do(data, 'lift', ban=lift, reason=reason)}")
    else:
        _show(_do(data, "bans"))


@app.command()
def export(person: Annotated[str, typer.Argument(help="별명이나 참가자 번호")], data: Data = None) -> None:
    """한 사람의 자료를 모두 JSON으로 보여 줍니다. 본 기록이 남습니다."""
    _show(_do(data, "export", person=person))


@app.command()
def erase(person: Annotated[str, typer.Argument(help="별명이나 참가자 번호")], data: Data = None) -> None:
    """한 사람의 자료를 지웁니다. 되돌릴 수 없고, 지운 기록이 남습니다."""
    typer.echo(f"지웠습니다: {_do(data, 'erase', person=person)}")


@app.command()
def retention(data: Data = None) -> None:
    """보관 기간이 지난 자료를 지금 지웁니다."""
    _show(_do(data, "retention"))


@app.command()
def backup(data: Data = None) -> None:
    """자료 폴더의 backups에 예비 사본을 만듭니다. 30일 뒤에 지웁니다."""
    typer.echo(_do(data, "backup"))

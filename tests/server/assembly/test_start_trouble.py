"""A start that cannot be: status 2 and words of what is wrong and what to do, never a stack trace."""

import pytest

from agora_server.assembly import serve
from agora_server.assembly.admin_alone import run_alone
from agora_server.ops.data_folder import DataFolder
from agora_server.ops.settings import Settings


def not_a_folder(path):
    """A file stands where the folder should be."""
    (path / "data").write_text("a file")
    return {}


def no_database(path):
    """The store's file is none of SQLite."""
    (path / "data").mkdir()
    (path / "data" / "agora.sqlite3").write_bytes(b"noise" * 1_000)
    return {}


def broken_secret(path):
    """The secret was edited by hand."""
    (path / "data").mkdir()
    (path / "data" / "secret").write_text("zz")
    return {}


def short_secret(path):
    """The disk was full when the secret was written."""
    (path / "data").mkdir()
    (path / "data" / "secret").write_text("")
    return {}


def no_certificate(path):
    """The certificate is no PEM."""
    (path / "cert.pem").write_text("nothing")
    return {"tls_cert": path / "cert.pem", "tls_key": path / "cert.pem"}


def no_postgres(path):
    """Nobody listens where the database should be."""
    del path
    return {"database": "postgresql+asyncpg://agora:hidden-word@127.0.0.1:1/agora"}


CASES = {
    not_a_folder: "자료 폴더를 쓸 수 없습니다",
    no_database: "저장소를 열 수 없습니다",
    broken_secret: "자료 폴더를 쓸 수 없습니다",
    short_secret: "자료 폴더를 쓸 수 없습니다",
    no_certificate: "인증서를 읽을 수 없습니다",
    no_postgres: "저장소를 열 수 없습니다",
}


@pytest.mark.parametrize(("spoil", "words"), CASES.items(), ids=[case.__name__ for case in CASES])
def test_what_is_wrong_is_said(tmp_path, one_page, capfd, spoil, words):
    """The words name the matter; no trace, and no password of a URL."""
    del one_page

    status = serve.run({"data": tmp_path / "data", "port": 0, **spoil(tmp_path)})

    said = capfd.readouterr().err
    assert status == 2
    assert words in said
    assert "Traceback" not in said
    assert "hidden-word" not in said


def test_a_folder_that_another_server_owns_is_left_alone(tmp_path, one_page, capfd):
    """The second server on one folder does not start, and says why."""
    del one_page
    with DataFolder(tmp_path):
        assert serve.run({"data": tmp_path, "port": 0}) == 2

    assert "다른 서버가 쓰고 있습니다" in capfd.readouterr().err


async def test_administration_names_a_broken_store(tmp_path):
    """Without a server, the command line meets the same store."""
    (tmp_path / "agora.sqlite3").write_bytes(b"noise" * 1_000)

    answer = await run_alone(Settings(data=tmp_path), DataFolder(tmp_path), "accounts", {})

    assert answer == {"error": "store_unusable"}

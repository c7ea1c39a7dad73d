"""What is shipped: a wheel and an sdist that carry the client, and a checkout that starts from nothing but Python."""

import contextlib
import os
import shutil
import subprocess
import sys
import tarfile
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest

from tests import serving, source

pytestmark = pytest.mark.package

TOOLS = ("git", "sh", "env", "bash", "uname")
"""What a bare machine has beside Python: no node, no npm, no uv."""
FIRST_S = 600


@pytest.fixture(scope="session")
def bare(tmp_path_factory):
    """An environment whose path holds Python and a few tools, but neither node nor npm."""
    folder = tmp_path_factory.mktemp("bin")
    for tool in TOOLS:
        if found := shutil.which(tool):
            (folder / tool).symlink_to(found)
    (folder / "python3").symlink_to(Path(sys.executable).resolve())
    env = {key: value for key, value in os.environ.items() if not key.startswith(("VIRTUAL_ENV", "PYTHONPATH"))}
    return {**env, "PATH": str(folder), "npm_config_cache": str(tmp_path_factory.mktemp("npm"))}


@pytest.fixture(scope="session")
def clone(tmp_path_factory):
    """A fresh clone of what is committed."""
    folder = tmp_path_factory.mktemp("clone") / "agora"
    subprocess.run(["git", "clone", "--quiet", str(source.ROOT), str(folder)], check=True)
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The sdist and the wheel made from it, by the client that the checks before this one built."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--outdir", str(folder), str(source.ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=FIRST_S)
    assert done.returncode == 0, done.stdout[-3_000:] + done.stderr[-3_000:]
    return next(folder.glob("*.tar.gz")), next(folder.glob("*.whl"))


def page(server):
    """Return the page at the door."""
    with urllib.request.urlopen(f"{server.origin}/", timeout=10) as answer:
        return answer.read().decode()


def made_in(clone):
    """Return when each stamp and each file of the client was written."""
    folders = (clone / ".venv" / ".stamps", clone / "agora_server" / "client")
    return {file: file.stat().st_mtime_ns for folder in folders for file in folder.rglob("*") if file.is_file()}


def test_both_carry_the_client_and_the_data(built):
    """The sdist and the wheel hold the page, its scripts and the world; nothing of the tools that built them."""
    sdist, wheel = built
    with tarfile.open(sdist) as archive:
        packed = {name.partition("/")[2] for name in archive.getnames()}
    with zipfile.ZipFile(wheel) as archive:
        installed = set(archive.namelist())

    for names in (packed, installed):
        assert {"agora_server/client/index.html", "rooms/data/world.json", "rooms/data/words.toml"} <= names
        assert not [name for name in names if "node_modules" in name or name.startswith((".venv", ".agora"))]
    assert not [name for name in installed if name.startswith("tests/")]


def test_the_wheel_serves_without_node(built, bare, tmp_path):
    """Installed into an empty environment without node, the command serves the page."""
    venv = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    python = venv / "bin" / "python"
    locked = source.ROOT / "requirements" / "runtime.txt"
    for what in (["--require-hashes", "-r", str(locked)], [str(built[1])]):
        subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", "--no-compile", "--no-deps", *what],
            env={**bare, "PATH": f"{venv / 'bin'}:{bare['PATH']}"},
            check=True,
            timeout=FIRST_S,
        )

    with serving.served(tmp_path, command=(str(venv / "bin" / "agora"),), env={"PATH": bare["PATH"]}) as server:
        text = page(server)
        status = server.stop()

    assert "<script" in text
    assert status == 0


def test_a_fresh_clone_serves_with_nothing_but_python(clone, bare, tmp_path):
    """``./agora serve`` on a fresh clone without node serves the page; the second start makes nothing anew."""
    command = (shutil.which("python3", path=bare["PATH"]), str(clone / "agora"))
    prepared = subprocess.run(
        [*command, "build"], env=bare, capture_output=True, text=True, check=False, timeout=FIRST_S
    )
    assert prepared.returncode == 0, prepared.stderr[-3_000:]
    nowhere = {**bare, "PIP_INDEX_URL": "http://127.0.0.1:9/", "npm_config_registry": "http://127.0.0.1:9/"}

    made = made_in(clone)

    started = time.monotonic()
    with serving.served(tmp_path, command=command, env=nowhere) as server:
        seconds = time.monotonic() - started
        text = page(server)
        status = server.stop()
    print(f"figure: a second start of ./agora serve took {seconds:.1f} s")

    assert "<script" in text
    assert status == 0
    assert made_in(clone) == made


def test_two_starts_at_once_do_not_disturb_each_other(clone, bare):
    """Two preparations of one checkout at the same time both end well: the second waits for the first."""
    shutil.rmtree(clone / ".venv" / ".stamps", ignore_errors=True)
    command = [shutil.which("python3", path=bare["PATH"]), str(clone / "agora"), "setup"]

    with contextlib.ExitStack() as stack:
        both = [
            stack.enter_context(
                subprocess.Popen(command, env=bare, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            )
            for _ in range(2)
        ]
        said = [one.communicate(timeout=FIRST_S)[1][-500:] for one in both]

    assert [(one.returncode, words) for one, words in zip(both, said, strict=True) if one.returncode] == []


def test_a_python_without_venv_is_told_what_to_do(tmp_path, bare):
    """Where ensurepip is missing, one line names the package to install, in both languages."""
    fresh = tmp_path / "agora"
    fresh.mkdir()
    shutil.copy(source.ROOT / "agora", fresh / "agora")
    (tmp_path / "ensurepip.py").write_text("raise ImportError('as Debian ships it')\n", encoding="utf-8")
    command = [shutil.which("python3", path=bare["PATH"]), str(fresh / "agora"), "setup"]

    for language in ("ko_KR.UTF-8", "en_US.UTF-8"):
        env = {**bare, "LANG": language, "LC_ALL": "", "PYTHONPATH": str(tmp_path)}
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)

        assert done.returncode == 1
        assert "apt install python3-venv" in done.stderr
        assert "Traceback" not in done.stderr

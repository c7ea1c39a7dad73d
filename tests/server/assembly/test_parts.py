"""The parts of a server: made without a port and without a tick."""

from contextlib import AsyncExitStack
from dataclasses import FrozenInstanceError, fields

import pytest

from agora_server.assembly.parts import build_parts
from agora_server.assembly.runtime import build_runtime
from agora_server.assembly.square import FULL_AT
from agora_server.assembly.storage import open_storage
from agora_server.assembly.web import build_web, facts_of, tls_of
from agora_server.bus.memory import Exchange, MemoryBus
from agora_server.core.faults import Hook
from agora_server.ops.data_folder import DataFolder
from agora_server.ops.settings import Settings
from tests import migrated

URL = "https://agora.example.kr"


@pytest.fixture
async def made(tmp_path):
    """A runtime, its storage, a bus and the parts, none of which runs."""
    migrated.lay(tmp_path / "agora.sqlite3")
    runtime = build_runtime(Settings(data=tmp_path, secret="a secret of the city"))
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(DataFolder(tmp_path))
        storage = await open_storage(stack, runtime.settings, folder, runtime.clock)
        bus = MemoryBus(Exchange())
        parts = build_parts(runtime, storage, bus, URL)
        stack.push_async_callback(parts.forum_parts.close)
        yield runtime, storage, bus, parts


async def test_parts_do_not_change_once_they_are_made(made):
    """Whoever was given a part has it as it was given."""
    _, storage, _, parts = made
    for part in (storage, parts, parts.square, parts.forum_parts, parts.forum_parts.hosting, parts.people_parts):
        with pytest.raises(FrozenInstanceError):
            setattr(part, fields(part)[0].name, None)


async def test_the_secret_of_the_settings_stands_before_that_of_the_folder(made):
    """An installation of several nodes gives each the same."""
    assert made[1].secret == b"a secret of the city"


async def test_a_fault_of_one_person_is_counted(made):
    """The square is told how to note what fails for somebody in it."""
    runtime, _, _, parts = made
    parts.square.host.square._fault(RuntimeError("of a test"))

    assert runtime.faults.counts[Hook.PERSON] == 1


async def test_a_full_square_lets_nobody_in(made, monkeypatch):
    """The door asks the square itself."""
    square = made[3].square
    assert not square.is_full()
    monkeypatch.setattr(type(square.host.square), "__len__", lambda _: FULL_AT)

    assert square.is_full()


async def test_pages_and_routes_are_made_of_the_parts(made):
    """Routes of every part answer, and the document of all routes holds the one that shows it."""
    runtime, storage, bus, parts = made
    web = build_web(runtime, storage, bus, parts, files={}, public_url=URL)
    paths = {resource.canonical for resource in web.app.router.resources()}

    assert {"/api/door", "/api/me", "/api/forums", "/api/openapi.json", "/healthz", "/ws"} <= paths
    assert tls_of(runtime.settings) is None
    assert facts_of(runtime.settings).profile == runtime.settings.profile.value

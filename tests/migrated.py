"""An empty store at the newest revision, made once a process: hundreds of tests need not migrate anew."""

import functools
from pathlib import Path

from sqlalchemy import create_engine

from agora_server.store import Store, open_store
from agora_server.store.migrate import migrate


@functools.cache
def _template() -> bytes:
    """Return the bytes of a SQLite file that was migrated and holds nothing."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        migrate(connection)
        connection.commit()
        made: bytes = connection.connection.dbapi_connection.serialize()
    engine.dispose()
    return made


def lay(path: Path) -> None:
    """Lay an empty store at a path where there is none; who opens it finds nothing to migrate."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(_template())


async def open_empty(path: Path) -> Store:
    """Open a store in a file, which is laid empty where there is none."""
    lay(path)
    return await open_store(f"sqlite+aiosqlite:///{path}")

"""Brings the schema of a store up to date by the migrations that travel with the package."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

MIGRATIONS = Path(__file__).parent / "migrations"


class SchemaError(Exception):
    """The store was written by a newer version of this program."""


def migrate(connection: Connection) -> None:
    """Apply what is missing, inside the caller's transaction.

    Raises:
        SchemaError: if the store stands at a revision that this version does not know.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and current not in known:
        raise SchemaError(current)
    command.upgrade(config, "head")

"""Alembic's entry: runs the migrations on the connection that ``migrate`` hands over."""

from alembic import context

from agora_server.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the caller's transaction holds
)
context.run_migrations()

"""
What is kept: SQL through SQLAlchemy Core, SQLite in the data folder or PostgreSQL. The only importer of both.

Reading order: ``tables`` (what there is), ``engine`` (how connections behave), ``database`` (one writer, many
readers), ``migrate``; then one file of queries a subject: ``participants``, ``sessions``, ``accounts``,
``measures``, ``flags``, ``access``, ``erasure``, ``journal`` (written by ``batch``), ``codes``, ``citizens``.
"""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection as Connection

from agora_server.store.database import Store, StoreBusyError, StoreUnusableError, open_store
from agora_server.store.migrate import SchemaError

__all__ = ["Connection", "IntegrityError", "SchemaError", "Store", "StoreBusyError", "StoreUnusableError", "open_store"]

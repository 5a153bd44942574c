"""Alembic's environment, shared by the silos: each has its own chain of revisions and its own version table.

`medport_desktop.silos.migrations.chain` runs it, with a connection in `config.attributes`.
"""

from alembic import context
from sqlalchemy import Connection

connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    version_table="alembic_version",
    version_table_schema="migrations",
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()

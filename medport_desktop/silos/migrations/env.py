"""Alembic's environment, shared by the silos: one chain of revisions, and in each silo the one that it is at.

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

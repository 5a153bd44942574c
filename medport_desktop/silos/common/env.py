"""Alembic's environment, shared by the silos: each has its own history and its own version table.

`medport_desktop.silos.schema` runs it, with a connection in `config.attributes`.
"""

from alembic import context
from sqlalchemy import Connection

SCHEMA = "migrations"

connection: Connection = context.config.attributes["connection"]
with connection.begin():
    connection.exec_driver_sql(f"create schema if not exists {SCHEMA}")
context.configure(
    connection=connection,
    version_table="alembic_version",
    version_table_schema=SCHEMA,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()

"""Making again what differs from what is wanted and has no rows: functions, policies, triggers, rights, and so on."""

from collections.abc import Sequence

import psycopg

from medport_desktop.silos.migrations import catalog, locks
from medport_desktop.silos.migrations.catalog import Catalog, Item, Statement

_ROUNDS = 5
"""A new owner changes rights, and a drop takes along what depends on it: each round mends what the last one left."""
_DEPENDENCIES = ("42", "2B")
"""SQLSTATE classes of a statement that names what is not there yet, or drops what is still needed."""
_CANNOT_REPLACE = "42P13"
"""invalid_function_definition: CREATE OR REPLACE cannot change the type that a function returns."""


def remake(connection: psycopg.Connection, wanted: Catalog) -> list[Item]:
    """Make all that differs again, in one transaction; returns what was made again.

    Nobody ever sees half of it. Raises psycopg's errors; those of `locks` where somebody holds one of the tables.
    """
    with connection.transaction():
        actual = catalog.read(connection, wanted.schemas)
        first = changes = actual.changes(wanted)
        locks.take(connection, changes.tables)
        connection.execute("set local check_function_bodies = off")
        for _ in range(_ROUNDS):
            if not changes:
                return first.items
            _run(connection, changes.statements())
            changes = catalog.read(connection, wanted.schemas).changes(wanted)
        left = ", ".join(str(item) for item in changes.items)
        raise AssertionError(f"these do not become what is wanted: {left}")


def _run(connection: psycopg.Connection, statements: Sequence[Statement]) -> None:
    """Run all; one that needs another comes again after the others, for as long as that helps."""
    while statements:
        waiting: list[Statement] = []
        for statement in statements:
            try:
                _run_one(connection, statement)
            except psycopg.Error as error:
                if (error.sqlstate or "")[:2] not in _DEPENDENCIES:
                    raise
                waiting.append(statement)
                if len(waiting) == len(statements):
                    raise
        statements = waiting


def _run_one(connection: psycopg.Connection, statement: Statement) -> None:
    try:
        with connection.transaction():
            connection.execute(statement.text.encode())
    except psycopg.Error as error:
        # A view's columns cannot be replaced either: 42P16, invalid_table_definition.
        if not statement.drop_first or error.sqlstate not in (_CANNOT_REPLACE, "42P16"):
            raise
        with connection.transaction():
            connection.execute(statement.drop_first.encode())
            connection.execute(statement.text.encode())

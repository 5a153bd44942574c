"""What is in a database, as PostgreSQL's own pg_dump tells it, and as sums of its rows."""

import re
import subprocess

import psycopg

from medport_desktop.silos.servers import account as accounts

_ENTRY = re.compile(r"^--\n-- Name: (.*); Type: (.*); Schema: (.*); Owner: (.*)\n--\n", re.MULTILINE)
_RENAMED = {
    "medport.available_trip": (
        "status",
        "case status when 'OPEN' then 'PENDING' when 'HELD_BACK' then 'SCHEDULED' else status end",
    ),
    "medport.status_transition": ("kind", "case kind when 'hold' then 'schedule' else kind end"),
}
"""Words that are others since release 1.0.0: by table, the column and what its words have become."""
_NAME_OF_NOT_NULL = re.compile(r"CONSTRAINT \S+ NOT NULL")


def schema_of(url: str) -> dict[str, str]:
    """Return all that the database declares, by name and kind; columns and rights in the order of their names."""
    said = _run("pg_dump", url, "--create", "--schema-only", "--no-subscriptions")
    _, *parts = _ENTRY.split(re.sub(r"^\\(un)?restrict .*\n", "", said, flags=re.MULTILINE))
    found: dict[str, str] = {}
    for name, kind, schema, owner, body in zip(
        parts[::5], parts[1::5], parts[2::5], parts[3::5], parts[4::5], strict=True
    ):
        if (kind, name.partition(" ")[0]) == ("COMMENT", "DATABASE"):
            continue  # says that the demo was seeded
        found[f"{kind} {schema}.{name}"] = f"owned by {owner}\n{_in_order(kind, body.strip())}"
    return found


def roles_of(url: str) -> list[str]:
    """Return what pg_dumpall says of the roles of MedPort itself, without passwords."""
    lines = _run("pg_dumpall", url, "--roles-only").splitlines()
    return sorted(re.sub(r" PASSWORD '.*'", "", line) for line in lines if "medport_" in line and "mp_" not in line)


def rows_of(url: str, columns: dict[str, list[str]] | None = None) -> tuple[dict[str, list[str]], dict[str, object]]:
    """Return the columns of each table, or those given, and each table's count of rows with a sum of their values."""
    with psycopg.connect(url) as connection:
        connection.execute("set timezone = 'UTC'")
        if columns is None:
            found = connection.execute(
                "select format('%I.%I', table_schema, table_name),"
                " array_agg(quote_ident(column_name) order by column_name)"
                " from information_schema.columns join information_schema.tables using (table_schema, table_name)"
                " where table_schema in ('medport', 'events', 'reference', 'audit') and table_type = 'BASE TABLE'"
                " group by 1"
            )
            columns = dict(found.fetchall())
        sums: dict[str, object] = {}
        for table, names in columns.items():
            column, renamed = _RENAMED.get(table, ("", ""))
            values = ", ".join(renamed if name == column else name for name in names)
            sums[table] = connection.execute(
                f"select count(*), sum(hashtextextended(row({values})::text, 0)) from {table}".encode()
            ).fetchone()
        return columns, sums


def _in_order(kind: str, body: str) -> str:
    if kind in ("TABLE", "ACL"):
        return "\n".join(sorted(_NAME_OF_NOT_NULL.sub("NOT NULL", line).rstrip(",") for line in body.splitlines()))
    return body


def _run(program: str, url: str, *options: str) -> str:
    programs = accounts.programs(accounts.needed_account())
    command = [str(programs / program), "--dbname", url, *options]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout

"""The SQL files of the silos: in the order of schema/order.txt, run as they are, cut into named blocks."""

import re
from pathlib import Path

import psycopg

from medport_desktop.domain.enums import Silo

_SCHEMA = Path(__file__).parent / "schema"
_FOLDERS = {
    Silo.HOSPITAL: ("common", "events", "reference", "sides", "hospital"),
    Silo.EMS: ("common", "events", "reference", "sides", "ems"),
    Silo.CENTER: ("common", "events", "reference", "center"),
}
"""What each silo is made of; `sides` is what the hospital's and the agencies' silos share and the center has not."""
_NAME = re.compile(r"^-- name: (\w+)[ \t]*$", re.MULTILINE)


class SqlFileError(Exception):
    """A statement of one of our SQL files failed; `str()` begins with file and line. A bug, unless the site's
    database holds what should not be there."""


def schema_files(silo: Silo) -> list[Path]:
    """Return the files that say what a silo's schema is, in the order of schema/order.txt."""
    names = (_SCHEMA / "order.txt").read_text(encoding="utf-8").split()
    return [_SCHEMA / name for name in names if name.partition("/")[0] in _FOLDERS[silo]]


def run(connection: psycopg.Connection, files: list[Path]) -> None:
    """Run whole files on the connection, in its transaction if it has one; raises SqlFileError."""
    for file in files:
        text = file.read_text(encoding="utf-8")
        try:
            # No parameters: psycopg sends the text as it is, so '%' and ':' mean nothing.
            connection.execute(text.encode())
        except psycopg.Error as error:
            raise SqlFileError(_where(file, text, error)) from error


def named_blocks(file: Path) -> dict[str, str]:
    """Cut a file at its `-- name: x` lines; returns each block's SQL by name, in the file's order."""
    _, *parts = _NAME.split(file.read_text(encoding="utf-8"))
    return dict(zip(parts[::2], (block.strip() for block in parts[1::2]), strict=True))


def publications(silo: Silo) -> dict[str, str]:
    """Return the CREATE PUBLICATION statements of a silo by publication name."""
    return named_blocks(_SCHEMA / silo.value / "publications.sql")


def _where(file: Path, text: str, error: psycopg.Error) -> str:
    diagnosis = error.diag
    position = int(diagnosis.statement_position or 0)
    line = f":{text.count(chr(10), 0, position) + 1}" if position else ""
    more = " | ".join(part for part in (diagnosis.message_detail, diagnosis.message_hint, diagnosis.context) if part)
    place = f"{file.parent.name}/{file.name}{line}"
    return f"{place}: {diagnosis.message_primary or error}{' | ' if more else ''}{more}"

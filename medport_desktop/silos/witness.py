"""Reads facts back from the silo that owns them, past every policy: for the tour and the benchmarks, on the demo."""

from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

import psycopg

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.urls import SiloUrls, connect


class Witness:
    """Superuser's connections to the three silos; use it in a `with`."""

    def __init__(self, urls: SiloUrls) -> None:
        """`urls` are a superuser's."""
        self._connections: dict[Silo, psycopg.Connection] = {silo: connect(url, silo) for silo, url in urls.items()}

    def value(self, silo: Silo, query: str, *parameters: object) -> Any:
        """The first column of the first row of a query with %s placeholders, or None where there is no row."""
        row = self._connections[silo].execute(query.encode(), parameters).fetchone()
        return row[0] if row else None

    def rows(self, silo: Silo, query: str, *parameters: object) -> Sequence[tuple[Any, ...]]:
        """All rows of a query with %s placeholders."""
        return self._connections[silo].execute(query.encode(), parameters).fetchall()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for connection in self._connections.values():
            connection.close()

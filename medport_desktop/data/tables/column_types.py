"""Column types that SQLAlchemy lacks."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.types import UserDefinedType

from medport_desktop.domain.places import Coordinates


class Point(UserDefinedType[Coordinates]):
    """PostgreSQL's point as Coordinates: x is degrees east, y degrees north."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """The type's name in DDL and casts."""
        return "POINT"

    def bind_processor(self, dialect: Dialect) -> Callable[[Coordinates | None], str | None]:  # noqa: ARG002
        """To PostgreSQL's text form."""
        return lambda place: None if place is None else f"({place.longitude},{place.latitude})"

    def result_processor(
        self,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
        coltype: object,  # noqa: ARG002
    ) -> Callable[[Any], Coordinates | None]:
        """From PostgreSQL's text form, `(x,y)`."""
        return _from_text


def _from_text(value: Any) -> Coordinates | None:
    if value is None:
        return None
    east, north = value.strip("()").split(",")
    return Coordinates(latitude=float(north), longitude=float(east))

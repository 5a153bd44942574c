"""How PostgreSQL's values become Python's and go back, where psycopg's own way is not the domain's."""

import psycopg
from psycopg.abc import Buffer
from psycopg.adapt import Dumper, Loader
from psycopg.types.json import JsonbDumper
from psycopg.types.numeric import FloatLoader
from psycopg.types.string import TextLoader

from medport_desktop.domain.places import Coordinates


class _PointLoader(Loader):
    """`(x,y)`: degrees east, then degrees north."""

    def load(self, data: Buffer) -> Coordinates:
        east, north = bytes(data).strip(b"()").split(b",")
        return Coordinates(latitude=float(north), longitude=float(east))


class _PointDumper(Dumper):
    oid = psycopg.postgres.types["point"].oid

    def dump(self, obj: Coordinates) -> bytes:
        return f"({obj.longitude},{obj.latitude})".encode()


def adapt(connection: psycopg.Connection) -> None:
    """Let a connection give Coordinates for a point, a float for a numeric, a text for an inet; and take a dictionary
    for a jsonb."""
    adapters = connection.adapters
    adapters.register_loader("point", _PointLoader)
    adapters.register_loader("numeric", FloatLoader)
    adapters.register_loader("inet", TextLoader)
    adapters.register_dumper(Coordinates, _PointDumper)
    adapters.register_dumper(dict, JsonbDumper)

"""The Core tables are the databases' tables: same columns, same nullability, types that hold what is in them."""

import pytest
from sqlalchemy import ARRAY, Boolean, Date, DateTime, Double, Integer, MetaData, Numeric, Text, Uuid
from sqlalchemy.dialects.postgresql import INET, JSONB

from medport_desktop.data.tables import center as tables_center
from medport_desktop.data.tables import ems as tables_ems
from medport_desktop.data.tables import fleet as tables_fleet
from medport_desktop.data.tables import hospital as tables_hospital
from medport_desktop.data.tables import shift as tables_shift
from medport_desktop.data.tables.column_types import Point
from medport_desktop.domain.enums import Silo
from tests.data.world import World

TYPES = {
    "uuid": Uuid,
    "text": Text,
    "boolean": Boolean,
    "integer": Integer,
    "numeric": Numeric,
    "double precision": Double,
    "timestamp with time zone": DateTime,
    "date": Date,
    "ARRAY": ARRAY,
    "jsonb": JSONB,
    "inet": INET,
    "point": Point,
}
HIDDEN = {("app_user", "password")}
"""Columns that no person may read."""


@pytest.mark.parametrize(
    ("silo", "metadata"),
    [
        (Silo.HOSPITAL, tables_hospital.metadata),
        (Silo.EMS, tables_ems.metadata),
        (Silo.EMS, tables_fleet.metadata),
        (Silo.CENTER, tables_center.metadata),
        (Silo.CENTER, tables_shift.metadata),
    ],
)
def test_tables_match_the_database(world: World, silo: Silo, metadata: MetaData) -> None:
    for table in metadata.tables.values():
        rows = world.execute(
            silo,
            "select column_name, data_type, is_nullable = 'YES' from information_schema.columns"
            " where table_schema = 'medport' and table_name = %s",
            table.name,
        )
        actual = {name: (kind, null) for name, kind, null in rows if (table.name, name) not in HIDDEN}
        assert set(table.columns.keys()) == set(actual), table.name
        for column in table.columns:
            kind, nullable = actual[column.name]
            assert isinstance(column.type, TYPES[kind]), f"{table.name}.{column.name}"
            assert column.nullable == nullable, f"{table.name}.{column.name}"

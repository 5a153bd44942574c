"""Filling empty silos: configuration, organisations, accounts, facilities, agencies and their units."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import Silo, UserType
from medport_desktop.silos.administrator import insert_administrator
from medport_desktop.silos.demo.people import ACCOUNTS, ADMIN, PASSWORD, DemoAccount, demo_id, manager_of
from medport_desktop.silos.demo.region import ABSENCES, AGENCIES, DemoAgency, DemoUnit, coordinates, facilities
from medport_desktop.silos.demo.stage import Stage

_DAY_SHIFT = (time(7), time(19))
_DAYS_AHEAD = 10
_LATER_SHIFTS = """
    insert into medport.unit_plan (unit_id, agency_id, kind, start_time, end_time)
    select u.id, u.agency_id, 'SHIFT',
           n * interval '1 day'
           + case when u.shift_start <= now() then u.shift_end - interval '1 day' else u.shift_start end,
           u.shift_end + n * interval '1 day'
    from medport.unit u, generate_series(1, %s) n
    where u.agency_id = %s
"""
"""Around the clock, so that a demo that goes on for days has crews; a unit that rests now has every other half day."""
_VERIFIED = (Silo.CENTER, Silo.HOSPITAL, Silo.EMS)
"""The order in which create_user takes the three verifiers."""

_AGENCY_FACTS = "update ems_agency set service_area = %s, operating_hours = %s where id = %s"


def fill(stage: Stage) -> None:
    """Everything but trips. Waits for what the other silos must have received."""
    center = stage[Silo.CENTER]
    verifiers = [_verifier(stage[silo]) for silo in _VERIFIED]
    with center.transaction():
        insert_administrator(center, ADMIN.id, ADMIN.email, ADMIN.name, dict(zip(_VERIFIED, verifiers, strict=True)))
    with stage.acting_as(Silo.CENTER, ADMIN):
        _register_hospitals(center)
        for index, agency in enumerate(AGENCIES, start=1):
            _register_agency(center, agency, index)
        _make_accounts(center, [a for a in ACCOUNTS if a.user_type is not UserType.EMS and a is not ADMIN], verifiers)
    stage.settle()
    with stage.acting_as(Silo.CENTER, ADMIN):
        _make_accounts(center, [a for a in ACCOUNTS if a.user_type is UserType.EMS], verifiers)
    with center.transaction():  # the demo's passwords are public: nobody is asked to choose another
        center.execute("update app_user set must_change_password = false where must_change_password")
    stage.settle()
    with stage.acting_as(Silo.HOSPITAL, ADMIN):
        _list_facilities(stage[Silo.HOSPITAL])
    _prefer_agencies(stage)
    for agency in AGENCIES:
        _staff(stage, agency)


def _verifier(connection: psycopg.Connection) -> str:
    """Make a silo's own SCRAM verifier of the demo password, with the count that the server has.

    In the demo that is low: its password is public, and at 600,000 each ALTER ROLE costs the server 0.7 s, as it checks
    that the password is not empty; the demo would take half a minute to start.
    """
    # The user only matters for MD5; libpq follows the scram_iterations that the server reported.
    return connection.pgconn.encrypt_password(PASSWORD.encode(), b"demo", b"scram-sha-256").decode()


def _register_hospitals(connection: psycopg.Connection) -> None:
    for facility in facilities().values():
        if facility.hospital_id is not None:
            connection.execute(
                "insert into hospital (id, name, address, city, state, zip_code) values (%s, %s, %s, %s, %s, %s)",
                [
                    facility.hospital_id,
                    facility.name,
                    facility.address,
                    facility.city,
                    facility.state,
                    facility.zip_code,
                ],
            )


def _register_agency(connection: psycopg.Connection, agency: DemoAgency, index: int) -> None:
    connection.execute(
        "insert into service_registry (id, service_name, service_type, configuration, metadata)"
        " values (%s, %s, 'EMS_AGENCY', %s, %s)",
        [agency.id, agency.name, Jsonb(agency.registration(index)), Jsonb({"demo": True})],
    )


def _make_accounts(connection: psycopg.Connection, accounts: list[DemoAccount], verifiers: list[str]) -> None:
    for account in accounts:
        hospital = demo_id("hospital", account.organisation) if account.user_type is UserType.HOSPITAL else None
        agency = demo_id("agency", account.organisation) if account.user_type is UserType.EMS else None
        connection.execute(
            "select create_user(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                account.id,
                account.email,
                account.name,
                str(account.user_type),
                account.is_manager,
                hospital,
                agency,
                *verifiers,
            ],
        )


def _list_facilities(connection: psycopg.Connection) -> None:
    for facility in facilities().values():
        connection.execute(
            "insert into hospital_facility (id, hospital_id, name, type, address, city, state, zip_code, coordinates)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s, %s::point)",
            [
                facility.id,
                facility.hospital_id,
                facility.name,
                facility.type,
                facility.address,
                facility.city,
                facility.state,
                facility.zip_code,
                coordinates(facility.zip_code),
            ],
        )


def _prefer_agencies(stage: Stage) -> None:
    """Each hospital that has a manager prefers three agencies, the same ones in its own order."""
    managers = [a for a in ACCOUNTS if a.user_type is UserType.HOSPITAL and a.is_manager]
    for shift, manager in enumerate(managers):
        with stage.acting_as(Silo.HOSPITAL, manager) as connection:
            for place in range(3):
                agency = AGENCIES[(shift + place) % 3]
                connection.execute(
                    "insert into hospital_agency_preference (hospital_id, agency_id, preference_order)"
                    " values (%s, %s, %s)",
                    [demo_id("hospital", manager.organisation), agency.id, place + 1],
                )


def _staff(stage: Stage, agency: DemoAgency) -> None:
    """Enter an agency's units: by its manager, or for an agency without accounts by the superuser."""
    manager = manager_of(agency.name)
    if manager is None:
        with stage[Silo.EMS].transaction():
            _enter_units(stage[Silo.EMS], agency)
    else:
        with stage.acting_as(Silo.EMS, manager) as connection:
            _enter_units(connection, agency)
    with stage[Silo.EMS].transaction():
        stage[Silo.EMS].execute("set local session_replication_role = replica")  # hundreds of rows, at once
        stage[Silo.EMS].execute(_LATER_SHIFTS, [_DAYS_AHEAD, agency.id])


def _enter_units(connection: psycopg.Connection, agency: DemoAgency) -> None:
    facts = [Jsonb({"counties": agency.counties}), Jsonb({"daily": "00:00-24:00"}), agency.id]
    connection.execute(_AGENCY_FACTS, facts)
    now = datetime.now(UTC)
    for unit in agency.units:
        connection.execute(
            sql.SQL(
                "insert into unit (id, agency_id, unit_number, type, current_status, current_location, coordinates)"
                " values (%s, %s, %s, %s, %s, %s, %s::point)"
            ),
            [
                agency.unit_id(unit.number),
                agency.id,
                unit.number,
                unit.type,
                unit.status,
                _place(unit),
                coordinates(unit.zip_code),
            ],
        )
    plans = [plan for unit in agency.units for plan in _plans(agency, unit, now)]
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into unit_plan (unit_id, agency_id, kind, start_time, end_time, notes)"
            " values (%s, %s, %s, coalesce(%s, now()), %s, %s)",
            plans,
        )


def _plans(agency: DemoAgency, unit: DemoUnit, now: datetime) -> Iterator[tuple[object, ...]]:
    """Yield the shift that runs (or comes next, for a unit that rests now), and what else is planned."""
    start, end = _shift(now, other=unit.is_off)
    yield agency.unit_id(unit.number), agency.id, "SHIFT", start, end, ""
    for absence in ABSENCES:
        if (absence.agency, absence.unit) == (agency.name, unit.number):
            first = None if absence.begins is None else _quarter(now + absence.begins)
            last = (first or _quarter(now)) + absence.length
            yield agency.unit_id(unit.number), agency.id, absence.kind, first, last, absence.notes


def _quarter(moment: datetime) -> datetime:
    """The next full quarter of an hour."""
    return moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0) + timedelta(minutes=15)


def _place(unit: DemoUnit) -> str:
    return "" if unit.is_off else unit.place


def _shift(now: datetime, *, other: bool) -> tuple[datetime, datetime]:
    """Return the twelve hours that run now, or the twelve after them."""
    local = now.astimezone(Settings().zone)
    early, late = (local.replace(hour=at.hour, minute=0, second=0, microsecond=0) for at in _DAY_SHIFT)
    half = timedelta(hours=12)
    start = early - half if local < early else early if local < late else late
    return (start + half, start + 2 * half) if other else (start, start + half)

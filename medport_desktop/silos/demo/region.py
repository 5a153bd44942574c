"""The places of the demo region: facilities with coordinates, invented agencies, their units and price sheets."""

import csv
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import zipcodes

from medport_desktop.silos.demo.people import demo_id

_FACILITIES = Path(__file__).with_name("facilities.csv")


@cache
def coordinates(zip_code: str) -> str:
    """Return the centroid of a ZIP code as a PostgreSQL point: degrees east, degrees north."""
    (place,) = zipcodes.matching(zip_code)  # type: ignore[no-untyped-call]
    return f"({place['long']},{place['lat']})"


@dataclass(frozen=True, slots=True)
class DemoFacility:
    """A row of facilities.csv: public facts."""

    name: str
    type: str
    address: str
    city: str
    state: str
    zip_code: str

    @property
    def id(self) -> UUID:
        """Its id in the hospital silo."""
        return demo_id("facility", self.name)

    @property
    def hospital_id(self) -> UUID | None:
        """The organisation that it is a facility of; only hospitals are organisations of their own."""
        return demo_id("hospital", self.name) if self.type == "HOSPITAL" else None


@cache
def facilities() -> dict[str, DemoFacility]:
    """Return the facilities by name, in the file's order."""
    with _FACILITIES.open(encoding="utf-8", newline="") as file:
        return {row["name"]: DemoFacility(**row) for row in csv.DictReader(file)}


@dataclass(frozen=True, slots=True)
class DemoUnit:
    """A unit at the beginning of the demo's day."""

    number: str
    type: str
    place: str
    """Where it stands, and the ZIP code of its coordinates."""
    zip_code: str
    status: str

    @property
    def is_off(self) -> bool:
        """Whether it is on the shift that rests now."""
        return self.status == "OFF_DUTY"


@dataclass(frozen=True, slots=True)
class DemoAbsence:
    """A break, or time out of service, that an agency has planned; it begins so long after the demo does, or now."""

    agency: str
    unit: str
    kind: str
    begins: timedelta | None
    length: timedelta
    notes: str = ""


@dataclass(frozen=True, slots=True)
class DemoAgency:
    """An invented agency. Prices are in dollars; the databases keep integer cents."""

    name: str
    city: str
    zip_code: str
    base: dict[str, int]
    per_mile: dict[str, float]
    counties: tuple[str, ...]
    units: tuple[DemoUnit, ...]

    @property
    def id(self) -> UUID:
        """Its id in the ems silo and in the center's registry."""
        return demo_id("agency", self.name)

    def unit_id(self, number: str) -> UUID:
        """Return the id of one of its units."""
        return demo_id("unit", f"{self.name}/{number}")

    def registration(self, index: int) -> dict[str, Any]:
        """Return what the center registers; phone numbers are of the range kept for fiction."""
        return {
            "contact_name": f"Demo contact, {self.city}",
            "phone": f"(814) 555-01{index:02}",
            "email": f"office@{self.name.split(maxsplit=1)[0].lower()}-demo.example",
            "address": f"{index} Demo Station Rd",
            "city": self.city,
            "state": "PA",
            "zip_code": self.zip_code,
            "coordinates": coordinates(self.zip_code),
            "capabilities": sorted(self.base),
            "pricing_structure": {
                level: {"base_cents": dollars * 100, "per_mile_cents": round(self.per_mile[level] * 100)}
                for level, dollars in self.base.items()
            },
        }


def _units(place: str, zip_code: str, words: str) -> tuple[DemoUnit, ...]:
    """Read units such as "M-21:ALS W-5:WHEELCHAIR:OFF_DUTY"; without a status, they are available."""
    parts = [f"{word}:AVAILABLE".split(":")[:3] for word in words.split()]
    return tuple(DemoUnit(number, kind, place, zip_code, status) for number, kind, status in parts)


_BASE = {"BLS": 120, "ALS": 210, "WHEELCHAIR": 55, "OTHER": 120}
_PER_MILE = {"BLS": 6.5, "ALS": 9.0, "WHEELCHAIR": 2.75, "OTHER": 6.5}
_CCT = {"CCT": 420}
_CCT_PER_MILE = {"CCT": 12.5}

AGENCIES: tuple[DemoAgency, ...] = (
    DemoAgency(
        "Bedford demo EMS",
        "Bedford",
        "15522",
        _BASE | _CCT,
        _PER_MILE | _CCT_PER_MILE,
        ("Bedford", "Fulton", "Blair"),
        (
            *_units("Station, Bedford", "15522", "M-21:ALS M-22:ALS M-24:CCT M-26:ALS W-5:WHEELCHAIR:OFF_DUTY"),
            *_units("Everett", "15537", "M-31:BLS M-32:BLS"),
            *_units("Garage, Bedford", "15522", "M-33:BLS:OUT_OF_SERVICE"),
            *_units("Roaring Spring", "16673", "M-34:BLS"),
        ),
    ),
    DemoAgency(
        "Blair demo Ambulance",
        "Hollidaysburg",
        "16648",
        _BASE | _CCT | {"ALS": 225},
        _PER_MILE | _CCT_PER_MILE | {"BLS": 6.75},
        ("Blair", "Cambria", "Huntingdon"),
        (
            *_units("Station, Hollidaysburg", "16648", "A-1:ALS A-2:ALS A-3:ALS:OFF_DUTY C-1:CCT"),
            *_units("Altoona", "16601", "A-7:ALS B-4:BLS B-5:BLS B-6:BLS W-1:WHEELCHAIR W-2:WHEELCHAIR"),
        ),
    ),
    DemoAgency(
        "Juniata demo EMS",
        "Huntingdon",
        "16652",
        _BASE,
        _PER_MILE | {"ALS": 8.75},
        ("Huntingdon", "Mifflin", "Juniata"),
        (
            *_units("Station, Huntingdon", "16652", "J-1:ALS J-2:ALS J-3:BLS J-4:BLS:MAINTENANCE"),
            *_units("Lewistown", "17044", "J-5:BLS J-6:WHEELCHAIR"),
        ),
    ),
    DemoAgency(
        "Nittany demo EMS",
        "State College",
        "16801",
        _BASE | _CCT | {"BLS": 130},
        _PER_MILE | _CCT_PER_MILE | {"CCT": 13.0},
        ("Centre", "Clearfield", "Clinton"),
        (
            *_units("Station, State College", "16801", "N-1:ALS N-2:ALS N-3:CCT N-4:BLS N-5:BLS:OFF_DUTY"),
            *_units("Bellefonte", "16823", "N-6:BLS N-7:WHEELCHAIR N-8:ALS"),
        ),
    ),
    DemoAgency(
        "Cambria demo Ambulance",
        "Johnstown",
        "15905",
        _BASE | _CCT | {"ALS": 205},
        _PER_MILE | _CCT_PER_MILE,
        ("Cambria", "Indiana", "Westmoreland"),
        (
            *_units("Station, Johnstown", "15905", "K-1:ALS K-2:ALS K-3:CCT K-4:BLS K-5:BLS"),
            *_units("Ebensburg", "15931", "K-6:BLS:OFF_DUTY K-7:WHEELCHAIR K-8:ALS"),
        ),
    ),
    DemoAgency(
        "Somerset demo EMS",
        "Somerset",
        "15501",
        _BASE,
        _PER_MILE | {"BLS": 6.25},
        ("Somerset", "Fayette", "Bedford"),
        (
            *_units("Station, Somerset", "15501", "S-1:ALS S-2:ALS S-3:BLS S-4:WHEELCHAIR"),
            *_units("Meyersdale", "15552", "S-5:BLS S-6:BLS:OFF_DUTY"),
        ),
    ),
)

ABSENCES: tuple[DemoAbsence, ...] = (
    DemoAbsence("Bedford demo EMS", "M-26", "BREAK", timedelta(hours=4), timedelta(minutes=30), "Meal"),
    DemoAbsence("Bedford demo EMS", "M-31", "BREAK", timedelta(hours=5), timedelta(minutes=30), "Meal"),
    DemoAbsence("Bedford demo EMS", "M-33", "OUT_OF_SERVICE", None, timedelta(hours=20), "Heater fan, at the garage"),
    DemoAbsence("Bedford demo EMS", "M-24", "MAINTENANCE", timedelta(hours=30), timedelta(hours=3), "Oil and tires"),
    DemoAbsence("Blair demo Ambulance", "A-2", "BREAK", timedelta(hours=4), timedelta(minutes=30), "Meal"),
)


def agency(name: str) -> DemoAgency:
    """Return an agency by the first word of its name."""
    return next(a for a in AGENCIES if a.name.split()[0].lower() == name)

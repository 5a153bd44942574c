"""What an agency's dispatcher and its manager do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from medport_desktop.data.stores.ems import EmsStore
from medport_desktop.data.stores.fleet import FleetStore
from medport_desktop.domain.agencies import AgencyFacts, NewUnit, Price, UnitPlace
from medport_desktop.domain.enums import (
    Reason,
    TransportLevel,
    TripStatus,
    UnitStatus,
    UnitType,
)
from medport_desktop.domain.places import Coordinates
from medport_desktop.domain.trips import NewBid
from medport_desktop.domain.unit_plans import NewPlan, PlanChange, PlanKind
from medport_desktop.domain.written.contacts import plain, plain_phone, plain_zip
from medport_desktop.services.agency.agency_office import (
    check_change,
    check_facts,
    check_plan,
    check_prices,
    check_unit,
    place_said,
)
from medport_desktop.services.agency.bid_board import BidBoard
from tests.fuzz.commands.command import Arguments, Command
from tests.fuzz.scene import Kept, Scene, Somebody
from tests.silos.world import BEDFORD, BEDFORD_MANAGER, CENTER, E


def _new_bid(scene: Scene) -> NewBid:
    pickup = scene.soon(hours=1)
    return NewBid(
        scene.trip(), scene.agency(), 41_200, scene.unit(), pickup, pickup + timedelta(hours=1), "Two stretchers"
    )


def _bid_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    kept = next(bid for bid in who.stores.ems.bids([given["new"].transport_request_id]) if bid.id == given["bid_id"])
    new: NewBid = given["new"]
    return new, NewBid(
        kept.transport_request_id,
        kept.agency_id,
        kept.bid_amount,
        kept.unit_id,
        kept.estimated_pickup,
        kept.estimated_arrival,
        kept.special_notes,
    )


def _decline(scene: Scene, who: Somebody) -> Arguments:
    trip = scene.trip("PENDING", "FIRST_ACCEPT")
    live = scene.world.value(
        E, "select id from medport.trip_decline where trip_id = %s and status = 'LIVE' and agency_id = %s",
        trip, scene.agency(),
    )  # fmt: skip
    if live:
        who.stores.ems.take_decline_back(live)
    return {"decline_id": uuid4(), "trip_id": trip, "reason": Reason.NO_CREW, "note": "Both out"}


def _decline_for(scene: Scene) -> Arguments:
    given = _decline(scene, scene.somebody(BEDFORD))
    return {"agency_id": scene.agency(), **given, "note": None}


def _decline_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    kept = next(decline for decline in who.stores.ems.declines() if decline.id == given["decline_id"])
    return (given["reason"], given["note"].strip()), (kept.reason, kept.note)


def _declined(scene: Scene, who: Somebody) -> Arguments:
    given = _decline(scene, who)
    who.board.decline(**given)
    return {"decline_id": given["decline_id"]}


def _accept(scene: Scene, who: Somebody) -> Arguments:
    unit_id = scene.unit()
    unit = next(unit for unit in who.stores.ems.units([unit_id]))
    trip = scene.trip("PENDING", "FIRST_ACCEPT")
    return {"assignment_id": uuid4(), "trip_id": trip, "unit": unit, "pickup": scene.soon(hours=5)}


def _release(scene: Scene, who: Somebody) -> Arguments:
    return {"assignment_id": scene.held(who).assignment_id, "reason": Reason.NO_CREW, "note": "Crew is ill"}


def _ended(scene: Scene, who: Somebody) -> Arguments:
    released = _release(scene, who)
    who.stores.ems.release(**released)
    return {"assignment_id": released["assignment_id"], "happened_at": datetime.now(UTC)}


def _release_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    row = scene.world.assignment(given["assignment_id"])
    return (given["reason"].value, given["note"].strip()), (row["end_reason"], row["end_note"].strip())


def _plan(scene: Scene, unit: UUID) -> NewPlan:
    start = scene.soon(days=3)
    return NewPlan(uuid4(), unit, scene.agency(), PlanKind.SHIFT, start, start + timedelta(hours=8), "Early")


def _plans(scene: Scene, who: Somebody) -> Arguments:
    return {"new": (_plan(scene, scene.world.unit()),)}


def _plan_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    record = who.stores.fleet.record(given["new"][0].unit_id) if given["new"] else None
    asked = {(plan.kind, plan.start, plan.end, plan.notes) for plan in given["new"]}
    if record is None or any(plan.start is None for plan in given["new"]):
        return (), ()
    return asked, {(plan.kind, plan.start, plan.end, plan.notes) for plan in record.plans}


def _new_unit(scene: Scene, who: Somebody) -> Arguments:
    return {"new": NewUnit(uuid4(), scene.agency(), f"F-{uuid4().hex[:6]}", UnitType.ALS)}


def _known_unit(scene: Scene, who: Somebody) -> Arguments:
    return {"unit": NewUnit(scene.world.unit(), scene.agency(), f"F-{uuid4().hex[:6]}", UnitType.BLS)}


def _place(scene: Scene, who: Somebody) -> Arguments:
    return {"unit_ids": (scene.world.unit(),), "place": UnitPlace("Everett garage", Coordinates(40.0, -78.3))}


def _place_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    asked = given["place"]
    if not given["unit_ids"]:
        return (), ()
    kept = who.stores.ems.units(given["unit_ids"])[0]
    return (asked.current_location, asked.coordinates), (kept.current_location, kept.coordinates)


def _places_before(scene: Scene, who: Somebody) -> Arguments:
    unit = who.stores.ems.units([scene.world.unit()])[0]
    return {"units": (replace(unit, current_location="Garage", place_since=None),), "said": unit.place_since}


def _statuses_before(scene: Scene, who: Somebody) -> Arguments:
    unit = who.stores.ems.units([scene.world.unit()])[0]
    return {"units": (replace(unit, current_status=UnitStatus.OFF_DUTY),), "said": unit.current_status}


def _unit_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    (asked,) = given.values()
    kept = who.stores.ems.units([asked.id])[0]
    return (asked.unit_number.strip(), asked.type), (kept.unit_number, kept.type)


def _planned(scene: Scene, who: Somebody) -> Arguments:
    plan = _plan(scene, scene.world.unit())
    who.stores.fleet.plan([plan])
    return {"plan_id": plan.id}


def _changed(scene: Scene, who: Somebody) -> Arguments:
    plan = _plan(scene, scene.world.unit())
    who.stores.fleet.plan([plan])
    (read,) = who.stores.fleet.record(plan.unit_id).plans
    return {"change": PlanChange(read, scene.soon(days=4), scene.soon(days=4, hours=6), "Later")}


def _change_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    change = given["change"]
    if change.start is None:
        return (), ()
    (kept,) = who.stores.fleet.record(change.plan.unit_id).plans
    return (change.start, change.end, change.notes), (kept.start, kept.end, kept.notes)


def _facts(scene: Scene, who: Somebody) -> Arguments:
    return {
        "facts": AgencyFacts(
            scene.agency(),
            "Bedford demo EMS",
            "Demo manager",
            "(814) 555-0100",
            "office@bedford.example",
            "1 Demo Street",
            "15522",
            "Bedford",
            "PA",
            ("Bedford", "Blair"),
            {"daily": "00:00-24:00"},
            frozenset({TransportLevel.BLS, TransportLevel.ALS}),
        )
    }


def _facts_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    def essence(facts: AgencyFacts) -> Any:
        return (
            *(facts.contact_name.strip(), facts.address.strip()),
            *(plain_phone(facts.phone), plain(facts.email), plain_zip(facts.zip_code)),
            facts.service_area,
            facts.hours,
            facts.levels & set(TransportLevel),
        )

    return essence(given["facts"]), essence(who.stores.fleet.facts(scene.agency()))


def _prices(scene: Scene, who: Somebody) -> Arguments:
    sheet = {TransportLevel.BLS: Price(20_000, 900), TransportLevel.ALS: Price(45_000, 1_400)}
    return {"agency_id": scene.agency(), "sheet": sheet}


def _check_plans(_who: Somebody, given: Arguments) -> None:
    for plan in given["new"]:
        check_plan(plan, datetime.now(UTC))


AGENCY_COMMANDS = (
    Command(
        BidBoard,
        "bid",
        BEDFORD,
        lambda s, w: {"bid_id": uuid4(), "new": _new_bid(s), "settings": w.settings},
        _bid_kept,
        weight=8,
    ),
    Command(BidBoard, "withdraw", BEDFORD, lambda s, w: {"bid_id": s.open_bid(s.trip())}),
    Command(BidBoard, "decline", BEDFORD, _decline, _decline_kept, weight=8),
    Command(
        EmsStore,
        "decline_trip",
        CENTER,
        lambda s, w: _decline_for(s),
    ),
    Command(EmsStore, "take_decline_back", BEDFORD, _declined),
    Command(BidBoard, "accept", BEDFORD, _accept),
    Command(BidBoard, "progress", BEDFORD, lambda s, w: {"trip": s.held(w), "to": TripStatus.EN_ROUTE}, weight=10),
    Command(
        BidBoard,
        "step_at",
        BEDFORD,
        lambda s, w: {"trip": s.held(w), "to": TripStatus.EN_ROUTE, "happened_at": datetime.now(UTC)},
    ),
    Command(BidBoard, "release", BEDFORD, _release, _release_kept, weight=6),
    Command(EmsStore, "acknowledge", BEDFORD, _ended),
    Command(
        EmsStore,
        "assign_unit",
        BEDFORD,
        lambda s, w: {"assignment_id": s.held(w).assignment_id, "unit_id": s.unit()},
    ),
    Command(
        BidBoard,
        "set_unit_status",
        BEDFORD,
        lambda s, w: {"unit_ids": (s.unit(),), "status": UnitStatus.MAINTENANCE, "reason": "Brakes"},
    ),
    Command(FleetStore, "plan", BEDFORD, _plans, _plan_kept, weight=6, check=_check_plans),
    Command(
        FleetStore,
        "change_plan",
        BEDFORD,
        _changed,
        _change_kept,
        weight=6,
        check=lambda w, a: check_change(a["change"], datetime.now(UTC)),
    ),
    Command(FleetStore, "end_plan", BEDFORD, _planned),
    Command(
        FleetStore,
        "say_where",
        BEDFORD,
        _place,
        _place_kept,
        check=lambda w, a: place_said(a["place"].current_location, None),
    ),
    Command(FleetStore, "restore_places", BEDFORD, _places_before),
    Command(FleetStore, "restore_statuses", BEDFORD, _statuses_before),
    Command(FleetStore, "add_unit", BEDFORD_MANAGER, _new_unit, _unit_kept, check=lambda w, a: check_unit(a["new"])),
    Command(
        FleetStore, "edit_unit", BEDFORD_MANAGER, _known_unit, _unit_kept, check=lambda w, a: check_unit(a["unit"])
    ),
    Command(
        FleetStore,
        "set_units_active",
        BEDFORD_MANAGER,
        lambda s, w: {"unit_ids": (s.world.unit(),), "active": False},
    ),
    Command(
        FleetStore,
        "save_facts",
        BEDFORD_MANAGER,
        _facts,
        _facts_kept,
        weight=6,
        check=lambda w, a: check_facts(a["facts"]),
    ),
    Command(
        FleetStore,
        "save_prices",
        BEDFORD_MANAGER,
        _prices,
        lambda s, w, a: (a["sheet"], w.board.profile().price_sheet),
        weight=6,
        check=lambda w, a: check_prices(a["sheet"], w.settings),
    ),
)

"""Every command that writes: by whom, with which good arguments, and what is kept of them afterwards."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from medport_desktop.domain.agencies import AgencyFacts, Price
from medport_desktop.domain.broadcasts import Audience, Importance, NewBroadcast
from medport_desktop.domain.enums import (
    AwardMode,
    FacilityType,
    Mobility,
    Need,
    Priority,
    Reason,
    Silo,
    TransportLevel,
    TripStatus,
    UnitStatus,
    UserType,
)
from medport_desktop.domain.facilities import FacilityCapability, FacilityRecord
from medport_desktop.domain.handoff import HandoffLine, NewHandoff, UnitCount, Waiting
from medport_desktop.domain.people import AccountEdit, NewAccount
from medport_desktop.domain.series import NewSeries, Occurrence
from medport_desktop.domain.system import AuditFilter, DeadLetter, OrganisationRecord
from medport_desktop.domain.trips import NewBid, NewTrip, Patient, TripFilters
from medport_desktop.domain.unit_plans import NewPlan, PlanKind
from medport_desktop.services.accounts import Accounts
from medport_desktop.services.admin import Admin
from medport_desktop.services.agency_office import AgencyOffice, UnitPlans
from medport_desktop.services.bid_board import BidBoard
from medport_desktop.services.broadcasts import Broadcasts
from medport_desktop.services.handoffs import Handoffs
from medport_desktop.services.hospital_manager import HospitalManager
from medport_desktop.services.organisations import Agencies, Hospitals
from medport_desktop.services.session import Session
from medport_desktop.services.trip_entry import TripEntry
from medport_desktop.silos.demo.people import demo_id
from tests.fuzz.scene import Kept, Scene, Somebody
from tests.silos.world import ADMIN, BEDFORD, BEDFORD_MANAGER, CENTER, DESK, DESK_MANAGER, NASON, C, E

Arguments = dict[str, Any]


@dataclass(frozen=True)
class Command:
    """A method of a service, and how to call it so that it works."""

    service: type
    method: str
    who: str
    good: Callable[[Scene, Somebody], Arguments]
    kept: Callable[[Scene, Somebody, Arguments], Kept] | None = None
    """After a success. None: what it does is a change of state, which the tests of that state look at."""
    weight: int = 4
    """How many values a field gets."""

    @property
    def name(self) -> str:
        return f"{self.service.__name__}.{self.method}"

    def call(self, person: Somebody, arguments: Arguments) -> Any:
        return getattr(_SERVICES[self.service](person), self.method)(**arguments)


_SERVICES: dict[type, Callable[[Somebody], Any]] = {
    TripEntry: lambda p: p.desk,
    BidBoard: lambda p: p.board,
    UnitPlans: lambda p: p.board.plans,
    AgencyOffice: lambda p: p.board.office,
    Accounts: lambda p: p.admin,
    Admin: lambda p: p.admin,
    Hospitals: lambda p: p.hospitals,
    Agencies: lambda p: p.agencies,
    HospitalManager: lambda p: p.places,
    Broadcasts: lambda p: p.broadcasts,
    Handoffs: lambda p: p.handoffs,
    Session: lambda p: p.session,
}


# -- the hospital's desk ------------------------------------------------------------------------------------
def _patient() -> Patient:
    return Patient(f"F-{uuid4().hex[:12]}", "Demo, Patient F", date(1950, 2, 3), 81.5, Mobility.STRETCHER)


def _new_trip(scene: Scene) -> NewTrip:
    return NewTrip(
        patient=_patient(),
        origin_facility_id=scene.facility(),
        destination_facility_id=None,
        destination_text="12 Demo Lane, Bedford, PA 15522",
        pickup_location="ICU 4",
        contact_phone="(814) 555-0199",
        transport_level=TransportLevel.BLS,
        priority=Priority.MEDIUM,
        needs=frozenset({Need.OXYGEN}),
        needs_note="2 l",
        ready_at=scene.soon(hours=2),
        deliver_by=scene.soon(hours=4),
        award_mode=AwardMode.BIDDING,
        hold=True,
        note="First note",
    )


def _trip_kept(scene: Scene, who: Somebody, trip_id: UUID, new: NewTrip) -> Kept:
    trip, patient = scene.read(trip_id, who), who.desk.patient_of(trip_id)
    assert patient is not None
    notes = [note.text for note in who.desk.detail(trip_id).notes]
    asked = replace(
        new,
        patient=replace(
            new.patient,
            mrn=new.patient.mrn.strip(),
            name=new.patient.name.strip(),
            weight_kg=None if new.patient.weight_kg is None else round(new.patient.weight_kg, 1),
            id=None,
        ),
        destination_text="" if new.destination_facility_id else new.destination_text.strip(),
        destination_place=None,
        note="",
    )
    kept = replace(NewTrip.like(trip, replace(patient, id=None)), destination_place=None)
    if kept.patient.weight_kg is not None:
        kept = replace(kept, patient=replace(kept.patient, weight_kg=round(float(kept.patient.weight_kg), 1)))
    return (asked, [new.note.strip()] if new.note.strip() else []), (kept, notes)


def _series(scene: Scene) -> NewSeries:
    first = scene.soon(days=1)
    days = [Occurrence(first + timedelta(days=n), first + timedelta(days=n, hours=1)) for n in range(2)]
    trip = replace(_new_trip(scene), deliver_by=None, note="")
    return NewSeries(trip, "FREQ=DAILY;COUNT=2", "America/New_York", tuple(days))


def _edit(scene: Scene, who: Somebody) -> Arguments:
    trip = scene.trip("SCHEDULED")
    was, patient = scene.read(trip, who), who.desk.patient_of(trip)
    assert patient is not None
    return {"was": was, "patient": patient, "new": NewTrip.like(was, patient)}


def _bid_of(scene: Scene, who: Somebody) -> Arguments:
    trip = scene.trip()
    bid_id = scene.open_bid(trip)
    return {"bid": next(bid for bid in who.desk.bids([trip]) if bid.id == bid_id)}


def _cancel_series(scene: Scene, who: Somebody) -> Arguments:
    new = _series(scene)
    trips = who.desk.enter_series(uuid4(), new)
    return {"trip": trips[0], "reason": Reason.WEATHER, "note": "Snow"}


def _last_note(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    return given["text"].strip(), who.desk.detail(given["trip_id"]).notes[-1].text


def _cancelled(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    row = scene.world.request(given["trip_id"])
    asked = ("CANCELLED", given["reason"].value, given["note"].strip())
    return asked, (row["status"], row["cancellation_reason"], row["cancellation_note"].strip())


DESK_COMMANDS = (
    Command(
        TripEntry,
        "enter",
        DESK,
        lambda s, w: {"trip_id": uuid4(), "new": _new_trip(s)},
        lambda s, w, a: _trip_kept(s, w, a["trip_id"], a["new"]),
        weight=10,
    ),
    Command(
        TripEntry,
        "edit",
        DESK,
        _edit,
        lambda s, w, a: _trip_kept(s, w, a["was"].id, replace(a["new"], note="", hold=True, return_of_id=None)),
    ),
    Command(TripEntry, "enter_series", DESK, lambda s, w: {"series_id": uuid4(), "new": _series(s)}),
    Command(TripEntry, "cancel_series", DESK, _cancel_series),
    Command(TripEntry, "find_patient", DESK, lambda s, w: {"mrn": "F-1"}),
    Command(TripEntry, "offer", DESK, lambda s, w: {"trip_id": s.trip("SCHEDULED")}),
    Command(TripEntry, "hold", DESK, lambda s, w: {"trip_id": s.trip()}),
    Command(TripEntry, "award", DESK, _bid_of),
    Command(
        TripEntry,
        "cancel",
        DESK,
        lambda s, w: {"trip_id": s.trip("SCHEDULED"), "reason": Reason.BED_LOST, "note": "Bed 4"},
        _cancelled,
        weight=8,
    ),
    Command(TripEntry, "add_note", DESK, lambda s, w: {"trip_id": s.trip(), "text": "Room 5"}, _last_note, weight=12),
)


# -- an agency's dispatcher ---------------------------------------------------------------------------------
def _new_bid(scene: Scene) -> NewBid:
    pickup = scene.soon(hours=1)
    return NewBid(
        scene.trip(), scene.agency(), 41_200, scene.unit(), pickup, pickup + timedelta(hours=1), "Two stretchers"
    )


def _bid_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    kept = next(bid for bid in who.board.bids([given["new"].trip_id]) if bid.id == given["bid_id"])
    new: NewBid = given["new"]
    return new, NewBid(
        kept.trip_id,
        kept.agency_id,
        kept.amount_cents,
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
        who.board.take_decline_back(live)
    return {"decline_id": uuid4(), "trip_id": trip, "reason": Reason.NO_CREW, "note": "Both out"}


def _decline_for(scene: Scene) -> Arguments:
    given = _decline(scene, scene.somebody(BEDFORD))
    del given["note"]
    return {"agency_id": scene.agency(), **given}


def _decline_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    kept = next(decline for decline in who.board.declines() if decline.id == given["decline_id"])
    return (given["reason"], given["note"].strip()), (kept.reason, kept.note)


def _declined(scene: Scene, who: Somebody) -> Arguments:
    given = _decline(scene, who)
    who.board.decline(**given)
    return {"decline_id": given["decline_id"]}


def _accept(scene: Scene, who: Somebody) -> Arguments:
    unit_id = scene.unit()
    unit = next(unit for unit in who.board.units([unit_id]))
    trip = scene.trip("PENDING", "FIRST_ACCEPT")
    return {"assignment_id": uuid4(), "trip_id": trip, "unit": unit, "pickup": scene.soon(hours=5)}


def _release(scene: Scene, who: Somebody) -> Arguments:
    return {"assignment_id": scene.held(who).assignment_id, "reason": Reason.NO_CREW, "note": "Crew is ill"}


def _release_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    row = scene.world.assignment(given["assignment_id"])
    return (given["reason"].value, given["note"].strip()), (row["end_reason"], row["end_note"].strip())


def _plan(scene: Scene, unit: UUID) -> NewPlan:
    start = scene.soon(days=3)
    return NewPlan(uuid4(), unit, scene.agency(), PlanKind.SHIFT, start, start + timedelta(hours=8), "Early")


def _plans(scene: Scene, who: Somebody) -> Arguments:
    return {"plans": (_plan(scene, scene.world.unit()),)}


def _plan_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    record = who.board.plans.record(given["plans"][0].unit_id) if given["plans"] else None
    asked = {(plan.kind, plan.start, plan.end, plan.notes) for plan in given["plans"]}
    if record is None or any(plan.start is None for plan in given["plans"]):
        return (), ()
    return asked, {(plan.kind, plan.start, plan.end, plan.notes) for plan in record.plans}


def _planned(scene: Scene, who: Somebody) -> Arguments:
    plan = _plan(scene, scene.world.unit())
    who.board.plans.add_all([plan])
    return {"plan_id": plan.id}


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
            *(getattr(facts, name).strip() for name in ("contact_name", "phone", "email", "address", "zip_code")),
            facts.service_area,
            facts.hours,
            facts.levels & set(TransportLevel),
        )

    return essence(given["facts"]), essence(who.board.office.facts(scene.agency()))


def _prices(scene: Scene, who: Somebody) -> Arguments:
    sheet = {TransportLevel.BLS: Price(20_000, 900), TransportLevel.ALS: Price(45_000, 1_400)}
    return {"agency_id": scene.agency(), "sheet": sheet, "settings": who.settings}


AGENCY_COMMANDS = (
    Command(BidBoard, "available", BEDFORD, lambda s, w: {"filters": TripFilters(text="Altoona")}),
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
        BidBoard,
        "decline_for",
        CENTER,
        lambda s, w: _decline_for(s),
    ),
    Command(BidBoard, "take_decline_back", BEDFORD, _declined),
    Command(BidBoard, "accept", BEDFORD, _accept),
    Command(BidBoard, "progress", BEDFORD, lambda s, w: {"trip": s.held(w), "to": TripStatus.EN_ROUTE}, weight=10),
    Command(BidBoard, "release", BEDFORD, _release, _release_kept, weight=6),
    Command(
        BidBoard,
        "assign_unit",
        BEDFORD,
        lambda s, w: {"assignment_id": s.held(w).assignment_id, "unit_id": s.unit()},
    ),
    Command(BidBoard, "set_unit_status", BEDFORD, lambda s, w: {"unit_id": s.unit(), "status": UnitStatus.AVAILABLE}),
    Command(UnitPlans, "add_all", BEDFORD, _plans, _plan_kept, weight=6),
    Command(UnitPlans, "end", BEDFORD, _planned),
    Command(AgencyOffice, "save_facts", BEDFORD_MANAGER, _facts, _facts_kept, weight=6),
    Command(
        AgencyOffice,
        "save_prices",
        BEDFORD_MANAGER,
        _prices,
        lambda s, w, a: (a["sheet"], w.board.profile().price_sheet),
        weight=6,
    ),
)


# -- accounts, the administrator, a hospital's manager ------------------------------------------------------
def _new_account() -> NewAccount:
    return NewAccount(
        f"f{uuid4().hex[:12]}@nason.example",
        "Demo person F",
        UserType.HOSPITAL,
        False,
        demo_id("hospital", NASON),
        None,
        "three words and a horse",
    )


def _account_kept(scene: Scene, who: Somebody, user_id: UUID, new: NewAccount | AccountEdit) -> Kept:
    kept = who.admin.accounts([user_id])[0]

    def essence(of: Any) -> Any:
        return (of.email.strip(), of.name.strip(), of.is_manager, of.hospital_id, of.agency_id)

    return essence(new), essence(kept)


def _edit_account(scene: Scene, who: Somebody) -> Arguments:
    account = who.admin.accounts([scene.victim(who)])[0]
    return {
        "edit": AccountEdit(
            account.id,
            account.email,
            account.name,
            account.user_type,
            account.is_manager,
            account.hospital_id,
            account.agency_id,
        )
    }


def _setting(scene: Scene, who: Somebody, key: str) -> Arguments:
    return {"setting": next(s for s in who.admin.configuration() if s.key == key), "typed": "30"}


def _letter(scene: Scene, who: Somebody) -> Arguments:
    now = scene.now
    letter = DeadLetter(Silo.EMS, uuid4(), Silo.HOSPITAL, "trip.created", "22P02", "broken", 1, now, now, None)
    return {"letter": letter}


def _organisation(name: str) -> OrganisationRecord:
    return OrganisationRecord(
        uuid4(),
        f"{name} {uuid4().hex[:8]}",
        "1 Demo Street",
        "15522",
        phone="(814) 555-0100",
        email="office@demo.example",
        contact_name="Demo person",
        levels=frozenset({TransportLevel.BLS}),
    )


def _record(of: OrganisationRecord, *, agency: bool) -> Any:
    common = (of.name.strip(), of.address.strip(), of.zip_code.strip(), of.phone.strip(), of.email.strip())
    return (*common, of.contact_name.strip(), of.levels & set(TransportLevel)) if agency else common


def _hospital_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    kept = next(record for record in who.hospitals.all() if record.id == given["record"].id)
    return _record(given["record"], agency=False), _record(kept, agency=False)


def _agency_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    scene.world.settle()
    kept = next(record for record in who.agencies.all() if record.id == given["record"].id)
    return _record(given["record"], agency=True), _record(kept, agency=True)


def _spare_hospital(scene: Scene, who: Somebody) -> OrganisationRecord:
    spare = next((record for record in who.hospitals.all() if record.name.startswith("Spare")), None)
    if spare is None:
        who.hospitals.add(_organisation("Spare"))
        return _spare_hospital(scene, who)
    return spare


def _spare_agency(scene: Scene, who: Somebody) -> UUID:
    spare = next((record for record in who.agencies.all() if record.name.startswith("Spare")), None)
    if spare is None:
        who.agencies.add(_organisation("Spare"))
        scene.world.settle()
        return _spare_agency(scene, who)
    return spare.id


def _new_facility(scene: Scene) -> FacilityRecord:
    return FacilityRecord(
        uuid4(),
        f"Demo clinic {uuid4().hex[:8]}",
        FacilityType.URGENT_CARE,
        "1 Demo Street",
        "Bedford",
        "PA",
        "15522",
        "(814) 555-0100",
        "clinic@nason.example",
        {"daily": "07:00-17:00"},
        frozenset({FacilityCapability.DIALYSIS}),
    )


def _spare_facility(scene: Scene, who: Somebody) -> FacilityRecord:
    spare = next((record for record in who.places.facilities() if record.name.startswith("Demo clinic")), None)
    if spare is None:
        who.places.add_facility(_new_facility(scene))
        return _spare_facility(scene, who)
    return spare


def _facility_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    asked: FacilityRecord = given["record"]
    kept = next(record for record in who.places.facilities() if record.id == asked.id)

    def essence(of: FacilityRecord) -> Any:
        texts = (of.name, of.address, of.city, of.state.upper(), of.zip_code, of.phone, of.email)
        return (*(text.strip() for text in texts), of.type, of.hours, of.capabilities & set(FacilityCapability))

    return essence(asked), essence(kept)


def _preference(scene: Scene, who: Somebody) -> Arguments:
    who.places.order_agencies([scene.agency()])
    return {"agency_id": scene.agency(), "is_active": True, "notes": "Call first"}


def _preference_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    kept = next(p for p in who.desk.preferences() if p.agency_id == given["agency_id"])
    return (given["is_active"], given["notes"].strip()), (kept.is_active, kept.notes)


OFFICE_COMMANDS = (
    Command(
        Accounts,
        "create",
        ADMIN,
        lambda s, w: {"user_id": uuid4(), "new": _new_account()},
        lambda s, w, a: _account_kept(s, w, a["user_id"], a["new"]),
    ),
    Command(
        Accounts,
        "edit",
        ADMIN,
        _edit_account,
        lambda s, w, a: _account_kept(s, w, a["edit"].id, a["edit"]),
        weight=6,
    ),
    Command(Accounts, "set_active", ADMIN, lambda s, w: {"user_id": s.victim(w), "active": True}),
    Command(
        Accounts, "reset_password", ADMIN, lambda s, w: {"user_id": s.victim(w), "password": "four words and a horse"}
    ),
    Command(Accounts, "end_sessions", ADMIN, lambda s, w: {"user_id": s.victim(w)}),
    *(
        Command(Admin, "set_setting", ADMIN, lambda s, w, key=key: _setting(s, w, key), weight=12)  # type: ignore[misc]
        for key in ("site_name", "time_zone", "road_factor", "bid_valid_minutes", "max_bid_cents")
    ),
    Command(Admin, "replay", ADMIN, _letter, weight=1),
    Command(Admin, "audit", ADMIN, lambda s, w: {"wanted": AuditFilter(who="Demo")}),
    Command(Hospitals, "add", ADMIN, lambda s, w: {"record": _organisation("Demo hospital")}, _hospital_kept),
    Command(
        Hospitals,
        "edit",
        ADMIN,
        lambda s, w: {"record": replace(_spare_hospital(s, w), name=f"Spare {uuid4().hex[:8]}")},
        _hospital_kept,
    ),
    Command(Hospitals, "set_active", ADMIN, lambda s, w: {"hospital_id": _spare_hospital(s, w).id, "active": True}),
    Command(Agencies, "add", ADMIN, lambda s, w: {"record": _organisation("Demo agency")}, _agency_kept),
    Command(Agencies, "set_active", ADMIN, lambda s, w: {"agency_id": _spare_agency(s, w), "active": True}),
    Command(
        HospitalManager,
        "add_facility",
        DESK_MANAGER,
        lambda s, w: {"record": _new_facility(s)},
        _facility_kept,
        weight=6,
    ),
    Command(
        HospitalManager,
        "edit_facility",
        DESK_MANAGER,
        lambda s, w: {"record": replace(_spare_facility(s, w), name=f"Demo clinic {uuid4().hex[:8]}")},
        _facility_kept,
    ),
    Command(
        HospitalManager,
        "set_facility_active",
        DESK_MANAGER,
        lambda s, w: {"facility_id": _spare_facility(s, w).id, "active": True},
    ),
    Command(HospitalManager, "find_zip", DESK_MANAGER, lambda s, w: {"zip_code": "15522"}, weight=12),
    Command(HospitalManager, "order_agencies", DESK_MANAGER, lambda s, w: {"agencies": [s.agency()]}),
    Command(HospitalManager, "edit_preference", DESK_MANAGER, _preference, _preference_kept, weight=6),
    Command(
        HospitalManager, "stop_preferring", DESK_MANAGER, lambda s, w: {"agency_id": _preference(s, w)["agency_id"]}
    ),
)


# -- the center's dispatcher, and who signs in --------------------------------------------------------------
def _message(recipient: UUID | None = None) -> NewBroadcast:
    audience = Audience.AGENCY if recipient else Audience.AGENCIES
    return NewBroadcast(audience, recipient, Importance.INFO, "Route 30 is closed")


def _message_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    kept, new = who.broadcasts.sent([given["broadcast_id"]])[0], given["new"]
    asked = (new.audience, new.importance, new.text.strip())
    return asked, (kept.audience, kept.importance, kept.text)


def _sent(scene: Scene, who: Somebody) -> UUID:
    broadcast_id = uuid4()
    scene.somebody(CENTER).broadcasts.send(broadcast_id, _message())
    return broadcast_id


def _withdraw_open(scene: Scene) -> None:
    scene.world.run(C, "update medport.shift_handoff set status = 'WITHDRAWN' where status = 'OPEN'", quietly=True)


def _sheet(scene: Scene) -> NewHandoff:
    line = HandoffLine(
        scene.trip(),
        "T-1042",
        NASON,
        NASON,
        "UPMC Altoona",
        TransportLevel.BLS,
        Priority.HIGH,
        TripStatus.PENDING,
        "",
        scene.now,
        scene.soon(hours=1),
        frozenset({Waiting.NO_BIDS}),
        "Call again",
    )
    return NewHandoff("A quiet night", None, UnitCount(4, 3, 2), (line,))


def _make(scene: Scene, who: Somebody) -> Arguments:
    _withdraw_open(scene)
    return {"handoff_id": uuid4(), "new": _sheet(scene)}


def _sheet_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    kept, new = who.handoffs.handoffs([given["handoff_id"]])[0], given["new"]

    def lines(of: Any) -> Any:
        return {replace(line, note=line.note.strip(), waits=line.waits & set(Waiting)) for line in of.lines}

    return (new.note.strip(), new.units, lines(new)), (kept.note, kept.units, lines(kept))


def _made(scene: Scene, by: str) -> UUID:
    _withdraw_open(scene)
    handoff_id = uuid4()
    scene.somebody(by).handoffs.make(handoff_id, replace(_sheet(scene), lines=()))
    return handoff_id


def _line(scene: Scene, who: Somebody) -> Arguments:
    _withdraw_open(scene)
    handoff_id, sheet = uuid4(), _sheet(scene)
    scene.somebody(CENTER).handoffs.make(handoff_id, sheet)
    return {"handoff_id": handoff_id, "trip_id": sheet.lines[0].trip_id, "read": True}


CENTER_COMMANDS = (
    Command(
        Broadcasts,
        "send",
        CENTER,
        lambda s, w: {"broadcast_id": uuid4(), "new": _message()},
        _message_kept,
        weight=6,
    ),
    Command(Broadcasts, "send", CENTER, lambda s, w: {"broadcast_id": uuid4(), "new": _message(s.agency())}),
    Command(Broadcasts, "acknowledge", BEDFORD, lambda s, w: {"broadcast_id": _sent(s, w)}),
    Command(Broadcasts, "withdraw", CENTER, lambda s, w: {"broadcast_id": _sent(s, w)}),
    Command(Handoffs, "make", CENTER, _make, _sheet_kept),
    Command(Handoffs, "acknowledge", ADMIN, _line),
    Command(Handoffs, "take_over", ADMIN, lambda s, w: {"handoff_id": _made(s, CENTER)}),
    Command(Handoffs, "withdraw", CENTER, lambda s, w: {"handoff_id": _made(s, CENTER)}),
    Command(Session, "unlock", DESK, lambda s, w: {"password": s.world.trio.accounts[DESK].password}, weight=12),
    Command(
        Session,
        "change_password",
        DESK,
        lambda s, w: {"old": "not this one, surely", "new": "three words and a horse"},
        weight=8,
    ),
)

COMMANDS = (*DESK_COMMANDS, *AGENCY_COMMANDS, *OFFICE_COMMANDS, *CENTER_COMMANDS)

READS = {
    "TripEntry": "trips bids agencies facilities preferences settings transitions detail crew_sheet patient_of"
    " place_of",
    "BidBoard": "board bids active units profile settings transitions declines crew_sheet",
    "UnitPlans": "record",
    "AgencyOffice": "facts",
    "Accounts": "accounts hospitals agencies signed_in",
    "Admin": "configuration health",
    "Hospitals": "all",
    "Agencies": "all",
    "HospitalManager": "facilities",
    "Broadcasts": "current sent readers recipients",
    "Handoffs": "handoffs successors",
    "Dispatch": "trips units",
    "Analytics": "figures organisations",
    "Session": "remembered_email resume touch sign_out",  # without arguments
    "Outbox": "kept load deliver send send_again discard",  # sends what the commands above have checked
}
"""What only reads, or asks for nothing: whoever adds a method says here, or above, which it is."""

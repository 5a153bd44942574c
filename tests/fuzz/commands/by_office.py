"""What the administrator and a hospital's manager do."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from medport_desktop.data.stores.center import CenterStore
from medport_desktop.data.stores.hospital_manager import HospitalManagerStore
from medport_desktop.data.stores.organisations import OrganisationStore
from medport_desktop.data.stores.system import SystemStore
from medport_desktop.domain.center.system import AuditFilter, OrganisationRecord, SetAside
from medport_desktop.domain.enums import (
    FacilityType,
    Silo,
    TransportLevel,
    UserType,
)
from medport_desktop.domain.facilities import FacilityCapability, FacilityRecord
from medport_desktop.domain.people import AccountEdit, NewAccount
from medport_desktop.domain.written.contacts import plain, plain_phone, plain_zip
from medport_desktop.services.accounts import Accounts
from medport_desktop.services.center.admin import Admin
from medport_desktop.services.hospital.hospital_manager import HospitalManager
from medport_desktop.services.validation import check_account, check_account_edit, check_facility, check_organisation
from medport_desktop.silos.demo.people import demo_id
from tests.fuzz.commands.command import Arguments, Command
from tests.fuzz.scene import Kept, Scene, Somebody
from tests.silos.world import ADMIN, DESK_MANAGER, NASON


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
    kept = who.stores.center.accounts([user_id])[0]

    def essence(of: Any) -> Any:
        return (of.email.strip(), of.name.strip(), of.is_manager, of.hospital_id, of.agency_id)

    return essence(new), essence(kept)


def _edit_account(scene: Scene, who: Somebody) -> Arguments:
    account = who.stores.center.accounts([scene.victim(who)])[0]
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
    return {"silo": Silo.EMS, "event_id": uuid4()}


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
    common = (of.name.strip(), of.address.strip(), plain_zip(of.zip_code), plain_phone(of.phone), plain(of.email))
    return (*common, of.contact_name.strip(), of.levels & set(TransportLevel)) if agency else common


def _hospital_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    kept = next(record for record in who.stores.organisations.hospitals() if record.id == given["record"].id)
    return _record(given["record"], agency=False), _record(kept, agency=False)


def _agency_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    scene.world.settle()
    kept = next(record for record in who.stores.organisations.agencies() if record.id == given["record"].id)
    return _record(given["record"], agency=True), _record(kept, agency=True)


def _spare_hospital(scene: Scene, who: Somebody) -> OrganisationRecord:
    spare = next((record for record in who.stores.organisations.hospitals() if record.name.startswith("Spare")), None)
    if spare is None:
        who.stores.organisations.add_hospital(_organisation("Spare"))
        return _spare_hospital(scene, who)
    return spare


def _spare_agency(scene: Scene, who: Somebody) -> UUID:
    spare = next((record for record in who.stores.organisations.agencies() if record.name.startswith("Spare")), None)
    if spare is None:
        who.stores.organisations.register_agency(_organisation("Spare"))
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
        contacts = (plain_zip(of.zip_code), plain_phone(of.phone), plain(of.email))
        texts = (of.name, of.address, of.city, of.state.upper(), *contacts)
        return (*(text.strip() for text in texts), of.type, of.hours, of.capabilities & set(FacilityCapability))

    return essence(asked), essence(kept)


def _preference(scene: Scene, who: Somebody) -> Arguments:
    who.places.order_agencies([scene.agency()])
    return {"agency_id": scene.agency(), "is_active": True, "notes": "Call first"}


def _preference_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    kept = next(p for p in who.stores.hospital.preferences() if p.agency_id == given["agency_id"])
    return (given["is_active"], given["notes"].strip()), (kept.is_active, kept.notes)


def _is_hospital(_who: Somebody, given: Arguments) -> None:
    check_organisation(given["record"], agency=False)


OFFICE_COMMANDS = (
    Command(
        CenterStore,
        "create_account",
        ADMIN,
        lambda s, w: {"user_id": uuid4(), "new": _new_account()},
        lambda s, w, a: _account_kept(s, w, a["user_id"], a["new"]),
        check=lambda w, a: check_account(a["new"]),
    ),
    Command(
        SystemStore,
        "edit_account",
        ADMIN,
        _edit_account,
        lambda s, w, a: _account_kept(s, w, a["edit"].id, a["edit"]),
        check=lambda w, a: check_account_edit(a["edit"]),
        weight=6,
    ),
    Command(CenterStore, "set_account_active", ADMIN, lambda s, w: {"user_id": s.victim(w), "active": True}),
    Command(
        Accounts, "reset_password", ADMIN, lambda s, w: {"user_id": s.victim(w), "password": "four words and a horse"}
    ),
    Command(SystemStore, "end_sessions", ADMIN, lambda s, w: {"user_id": s.victim(w)}),
    *(
        Command(Admin, "set_setting", ADMIN, lambda s, w, key=key: _setting(s, w, key), weight=12)  # type: ignore[misc]
        for key in ("site_name", "time_zone", "road_factor", "bid_valid_minutes", "max_bid_cents")
    ),
    Command(SystemStore, "replay", ADMIN, _letter, weight=1),
    Command(Admin, "set_aside", ADMIN, lambda s, w: {**_letter(s, w), "reason": SetAside.OTHER, "note": "By hand"}),
    Command(Admin, "audit", ADMIN, lambda s, w: {"wanted": AuditFilter(who="Demo")}),
    Command(
        OrganisationStore,
        "add_hospital",
        ADMIN,
        lambda s, w: {"record": _organisation("Demo hospital")},
        _hospital_kept,
        check=_is_hospital,
    ),
    Command(
        OrganisationStore,
        "edit_hospital",
        ADMIN,
        lambda s, w: {"record": replace(_spare_hospital(s, w), name=f"Spare {uuid4().hex[:8]}")},
        _hospital_kept,
        check=_is_hospital,
    ),
    Command(
        OrganisationStore,
        "set_hospital_active",
        ADMIN,
        lambda s, w: {"hospital_id": _spare_hospital(s, w).id, "active": True},
    ),
    Command(
        OrganisationStore,
        "register_agency",
        ADMIN,
        lambda s, w: {"record": _organisation("Demo agency")},
        _agency_kept,
        check=lambda w, a: check_organisation(a["record"], agency=True),
    ),
    Command(
        OrganisationStore,
        "edit_agency",
        ADMIN,
        lambda s, w: {"record": replace(_organisation("Spare"), id=_spare_agency(s, w))},
        lambda s, w, a: tuple(facts[1:] for facts in _agency_kept(s, w, a)),
        check=lambda w, a: check_organisation(a["record"], agency=True),
    ),
    Command(
        OrganisationStore, "set_agency_active", ADMIN, lambda s, w: {"agency_id": _spare_agency(s, w), "active": True}
    ),
    Command(
        HospitalManager,
        "add_facility",
        DESK_MANAGER,
        lambda s, w: {"record": _new_facility(s)},
        _facility_kept,
        weight=6,
        check=lambda w, a: check_facility(a["record"]),
    ),
    Command(
        HospitalManager,
        "edit_facility",
        DESK_MANAGER,
        lambda s, w: {"record": replace(_spare_facility(s, w), name=f"Demo clinic {uuid4().hex[:8]}")},
        _facility_kept,
        check=lambda w, a: check_facility(a["record"]),
    ),
    Command(
        HospitalManagerStore,
        "set_facility_active",
        DESK_MANAGER,
        lambda s, w: {"facility_id": _spare_facility(s, w).id, "active": True},
    ),
    Command(HospitalManagerStore, "find_zip", DESK_MANAGER, lambda s, w: {"zip_code": "15522"}, weight=12),
    Command(HospitalManager, "order_agencies", DESK_MANAGER, lambda s, w: {"agencies": [s.agency()]}),
    Command(HospitalManager, "edit_preference", DESK_MANAGER, _preference, _preference_kept, weight=6),
    Command(
        HospitalManager, "stop_preferring", DESK_MANAGER, lambda s, w: {"agency_id": _preference(s, w)["agency_id"]}
    ),
)

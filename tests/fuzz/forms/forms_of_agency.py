"""The agency's forms: a bid, a decline, a release, what a unit does, a view's name, the agency's own pages."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from PySide6.QtWidgets import QDialog, QWidget

from medport_desktop.domain.enums import Reason, Silo, TransportLevel, UnitType
from medport_desktop.gui.agency import BidBoardWindow
from medport_desktop.gui.agency.bids.bid_panel import BidPanel
from medport_desktop.gui.agency.office.office_page import OfficePage
from medport_desktop.gui.agency.office.prices_page import PricesPage
from medport_desktop.gui.agency.office.profile_page import ProfilePage
from medport_desktop.gui.kit.forms.reason_dialog import ReasonDialog
from medport_desktop.gui.shared.step_time import StepTimeDialog
from medport_desktop.gui.shared.units.place_dialog import PlaceDialog
from medport_desktop.gui.shared.units.plan_dialog import PlanDialog
from medport_desktop.gui.shared.units.status_dialog import StatusDialog
from medport_desktop.gui.shared.units.unit_dialog import UnitDialog
from medport_desktop.gui.shared.views.views_menu import NameDialog
from tests.fuzz.place import KEY, Place
from tests.fuzz.strange import BRITISH_TIMES, NUMBERS, Cell, Form, amount, at, clock, of
from tests.gui_hospital.conftest import BEDFORD, Others
from tests.hands import ALT, CTRL, NONE, SHIFT

DISPATCHER, MANAGER = "dispatch@bedford.example", "manager@bedford.example"
TIMES = {**NUMBERS, **BRITISH_TIMES}


def chosen(place: Place) -> BidBoardWindow:
    """A trip on offer, in view."""
    assert isinstance(place.window, BidBoardWindow)
    window, others = place.window, place.others(Others)
    trip_id = others.trip()
    place.page((KEY.Key_1, ALT))
    place.until(lambda: any(row.trip.trip_id == trip_id for row in window.feed.offers.rows()))
    place.find_trip(others.number(trip_id))
    return window


def bid(place: Place) -> QWidget:
    """The form of a bid on the trip in view."""
    window = chosen(place)
    window.board_page.panel.form.focus_first()
    return window.board_page.panel


def decline(place: Place) -> QWidget:
    """Why the trip in view is declined."""
    chosen(place).board_page.view.setFocus()
    return reason(place.dialog("decline_dialog", KEY.Key_F9))


def run_now(place: Place) -> UUID:
    """A trip that the agency has just accepted, in view."""
    others = place.others(Others)
    trip = others.trip(award_mode="FIRST_ACCEPT")
    others.accept(trip, "bedford")
    place.page((KEY.Key_3, ALT))
    assert isinstance(place.window, BidBoardWindow)
    view, active = place.window.active_page.view, place.window.feed.active
    place.until(lambda: any(run.trip_id == trip for run in active.rows()))
    view.select_key(next(run.assignment_id for run in active.rows() if run.trip_id == trip))
    view.setFocus()
    place.settle()
    return trip


def release(place: Place) -> QWidget:
    """Why the trip that runs is given back."""
    run_now(place)
    return reason(place.dialog("release_dialog", KEY.Key_F9))


def step_time(place: Place) -> QWidget:
    """When the next step of a trip happened that was accepted a while ago."""
    trip = run_now(place)
    place.do(
        Silo.EMS,
        "set session_replication_role = replica; update medport.assignment"
        f" set status_since = now() - interval '50 minutes' where trip_id = '{trip}'",
    )
    assert isinstance(place.window, BidBoardWindow)
    feed, then = place.window.feed, datetime.now(UTC) - timedelta(minutes=40)
    feed.refresh()  # no notification came of that
    place.until(lambda: any(run.trip_id == trip and run.status_since < then for run in feed.active.rows()))
    place.settle()
    return place.dialog("step_time_dialog", KEY.Key_F8, CTRL)


def reason(dialog: QDialog) -> QDialog:
    """One is chosen."""
    assert isinstance(dialog, ReasonDialog)
    dialog.choose(Reason.NO_CREW)
    return dialog


def a_break(place: Place) -> QWidget:
    """A break of a unit that has none."""
    place.do(Silo.EMS, "delete from medport.unit_plan where created_at > now() - interval '1 hour'")
    return place.opened("plan_dialog", (KEY.Key_B, NONE), page=((KEY.Key_4, ALT),), board="units")


def a_unit(place: Place) -> QWidget:
    """A new unit, of some type."""
    dialog = place.opened("unit_dialog", (KEY.Key_N, CTRL | SHIFT), page=((KEY.Key_4, ALT),), board="units")
    assert isinstance(dialog, UnitDialog)
    dialog.type.set_value(UnitType.BLS)
    return dialog


def why_out(place: Place) -> QWidget:
    """Why a unit is out of service that is available."""
    place.do(Silo.EMS, "update medport.unit set current_status = 'AVAILABLE' where current_status <> 'COMMITTED'")
    return place.opened("status_dialog", (KEY.Key_O, NONE), page=((KEY.Key_4, ALT),), board="units")


def a_place(place: Place) -> QWidget:
    """Where a unit is, of which something is known."""
    return place.opened("place_dialog", (KEY.Key_W, NONE), page=((KEY.Key_4, ALT),), board="units")


def view_kept(place: Place, _column: str) -> object:
    """The name of the view that was saved last."""
    assert isinstance(place.window, BidBoardWindow)
    return place.window.board_page.views.views.all()[-1].name


def is_saved(page: QWidget) -> bool:
    """Nothing is typed that is not kept."""
    assert isinstance(page, OfficePage)
    return not page.is_changed()


def _price(level: TransportLevel, part: str) -> Cell:
    good = {"base": "140.00", "mile": "12.50"}[part]
    key = {"base": "base_cents", "mile": "per_mile_cents"}[part]
    return Cell(
        good,
        f"(pricing_structure->'{level}'->>'{key}')::bigint",
        amount,
        NUMBERS if level is TransportLevel.BLS else {},
    )


OWN = of(Silo.EMS, f"from medport.ems_agency where name = '{BEDFORD}'")
FORMS = {
    "a bid": Form(
        BidPanel,
        DISPATCHER,
        bid,
        {
            "bid_amount": Cell("412.50", "bid_amount", amount, NUMBERS),
            "bid_pickup": Cell("+40", at("estimated_pickup"), clock, TIMES),
            "bid_arrival": Cell("+90", at("estimated_arrival"), clock, TIMES),
            "bid_note": Cell("Two medics", "special_notes"),
        },
        of(Silo.EMS, "from medport.transport_bid order by submitted_at desc"),
        is_kept=lambda panel: not panel.form.start_over.isEnabled(),  # type: ignore[attr-defined]
        send=(KEY.Key_Return, NONE),
    ),
    "a decline": Form(
        ReasonDialog,
        DISPATCHER,
        decline,
        {"reason_note": Cell("The crew is ill", "note")},
        of(Silo.EMS, "from medport.trip_decline order by declined_at desc"),
    ),
    "a release": Form(
        ReasonDialog,
        DISPATCHER,
        release,
        {"reason_note": Cell("The unit broke down", "end_note")},
        of(Silo.EMS, "from medport.assignment where ended_at is not null order by ended_at desc"),
    ),
    "a step's time": Form(
        StepTimeDialog,
        DISPATCHER,
        step_time,
        {"step_time": Cell("-20", at("status_since"), lambda text: clock(text) if ":" in text else None)},
        of(Silo.EMS, "from medport.assignment order by updated_at desc"),
        send=(KEY.Key_Return, NONE),
    ),
    "a break": Form(
        PlanDialog,
        MANAGER,
        a_break,
        {
            "plan_start": Cell("+30", at("start_time"), clock, TIMES),
            "plan_end": Cell("+60", at("end_time"), clock, TIMES),
            "plan_notes": Cell("Lunch", "notes"),
        },
        of(Silo.EMS, "from medport.unit_plan order by created_at desc"),
    ),
    "a unit": Form(
        UnitDialog,
        MANAGER,
        a_unit,
        {"unit_number": Cell("F{n}", "unit_number")},
        of(Silo.EMS, "from medport.unit order by created_at desc"),
    ),
    "a place": Form(
        PlaceDialog,
        DISPATCHER,
        a_place,
        {"unit_place": Cell("Everett garage", "current_location")},
        of(Silo.EMS, "from medport.unit order by place_since desc nulls last"),
    ),
    "why a unit is out": Form(
        StatusDialog,
        DISPATCHER,
        why_out,
        {"status_reason": Cell("Brakes {n}", "status_reason")},
        of(Silo.EMS, "from medport.unit order by updated_at desc"),
    ),
    "a view": Form(
        NameDialog,
        MANAGER,
        lambda place: place.opened("view_name_dialog", (KEY.Key_S, CTRL), page=((KEY.Key_1, ALT),)),
        {"view_name": Cell("Strange {n}", "name")},
        view_kept,
        send=(KEY.Key_Return, NONE),
    ),
    "the profile": Form(
        ProfilePage,
        MANAGER,
        lambda place: place.page((KEY.Key_7, ALT)),
        {
            "profile_contact_name": Cell("Demo, Contact", "contact_name"),
            "profile_phone": Cell("814-555-01{n:02}", "phone"),
            "profile_email": Cell("desk{n}@strange.example", "email"),
            "profile_address": Cell("12 Elm St", "address"),
            "profile_zip_code": Cell("15522", "zip_code", also=NUMBERS),
            "profile_hours": Cell("Mon-Fri 02:30-17:00", also=NUMBERS),
            "profile_service_area": Cell(
                "Bedford", "service_area->'counties'->>0", lambda text: text.split(",")[0].strip()
            ),
        },
        OWN,
        is_kept=is_saved,
    ),
    "the prices": Form(
        PricesPage,
        MANAGER,
        lambda place: place.page((KEY.Key_8, ALT)),
        {f"prices_{part}_{level}": _price(level, part) for level in TransportLevel for part in ("base", "mile")},
        OWN,
        is_kept=is_saved,
    ),
}

"""Checks made before anything is sent, so that a slip is shown at its field. The databases check again."""

import re
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.center.system import OrganisationRecord
from medport_desktop.domain.enums import UserType
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.facilities import FacilityRecord
from medport_desktop.domain.people import AccountEdit, NewAccount
from medport_desktop.domain.series import NewSeries
from medport_desktop.domain.trips import NewBid, NewTrip
from medport_desktop.domain.written.contacts import plain, plain_phone, plain_zip
from medport_desktop.domain.written.limits import BETWEEN, longest
from medport_desktop.domain.written.money import dollars
from medport_desktop.domain.written.opening_hours import EXAMPLE, is_hours
from medport_desktop.services.texts import (
    add_text_errors,
    add_time_errors,
    is_unprintable,
    text_error,
)

MIN_WEIGHT_KG, MAX_WEIGHT_KG = BETWEEN["patient.weight_kg"]
MAX_EMAIL = longest("app_user.email")
"""RFC 5321, section 4.5.3.1.3: a path is at most 256 octets, two of them brackets."""
MIN_PASSWORD = 12
MAX_PASSWORD = 128
"""Characters; more would only cost time."""
READY_GRACE = timedelta(minutes=10)
"""A form that was open for a moment may still say "now"."""
READY_AHEAD = timedelta(days=400)
"""A trip can be entered a good year ahead, as a series can go on for one."""
NO_LEVELS = "Choose at least one level that the agency can run."

_ZIP = re.compile(r"[0-9]{5}")
_STATE = re.compile(r"[A-Za-z]{2}")
_PHONE = re.compile(r"[0-9 ()+./-]*((x|ext\.?|#) *[0-9]+)?", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@\"<>\\,;:()\[\]\x00-\x1f]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}")


def check_trip(new: NewTrip, now: datetime, *, was_ready: datetime | None = None) -> None:
    """Raise InvalidForm naming every field of a trip that cannot be sent; times are aware, `now` in the site's zone.

    `was_ready` is the ready time of a trip that is edited: it may have passed, as long as it stays.
    """
    errors: dict[str, str] = {}
    if not new.patient.mrn.strip():
        errors["mrn"] = "Enter the patient's record number."
    if not new.patient.name.strip():
        errors["name"] = "Enter the patient's name."
    if new.patient.birth_date is not None and new.patient.birth_date > now.date():
        errors["birth_date"] = "A birth date cannot be in the future."
    weight = new.patient.weight_kg
    if weight is not None and not MIN_WEIGHT_KG <= weight <= MAX_WEIGHT_KG:
        errors["weight_kg"] = f"Enter a weight from {MIN_WEIGHT_KG:g} to {MAX_WEIGHT_KG:g} kg."
    if new.destination_facility_id is None and not new.destination_text.strip():
        errors["destination"] = "Choose where the patient goes, or write an address outside the network."
    elif new.destination_facility_id == new.origin_facility_id:
        errors["destination"] = "The destination is the place the patient is at."
    if not add_time_errors(errors, ready_at=new.ready_at, deliver_by=new.deliver_by):
        errors |= _times_of_trip(new, now, was_ready)
    if error := text_error(new.note.strip(), longest("trip_note.text")):
        errors["note"] = error
    if error := text_error(new.destination_text.strip(), longest("transport_request.destination_text")):
        errors.setdefault("destination", error)
    add_text_errors(errors, "patient", mrn=new.patient.mrn, name=new.patient.name)
    said = {"note", "destination_text"}
    texts = {one.name: getattr(new, one.name) for one in fields(new) if one.name not in said}
    own = {name: text for name, text in texts.items() if type(text) is str}  # no coded word
    add_text_errors(errors, "transport_request", **own)
    _raise(errors)


def check_series(new: NewSeries, now: datetime) -> None:
    """Raise InvalidForm naming every field of a series that cannot be sent; times are aware."""
    errors: dict[str, str] = {}
    if not new.occurrences:
        raise InvalidForm({"rule": "No day fits this rule before it ends."})
    if new.zone not in available_timezones():
        errors["zone"] = "This is no time zone, like America/New_York."
    if error := text_error(new.rule.strip(), longest("trip_series.rrule")):
        errors["rule"] = error
    for occurrence in new.occurrences:
        ready, deliver, back = occurrence.ready_at, occurrence.deliver_by, occurrence.back_at
        if add_time_errors(errors, ready_at=ready, deliver_by=deliver, back_at=back):
            continue
        ready = ready.astimezone(UTC)
        if deliver is not None and deliver <= ready:
            errors["deliver_by"] = "The trip must be delivered after it is ready."
        if back is not None and back <= ready:
            errors["back_at"] = "The way back begins after the way there."
    _raise(errors)
    here = now.astimezone(ZoneInfo(new.zone))
    check_trip(replace(new.trip, ready_at=new.occurrences[0].ready_at, deliver_by=None, scheduled=True), here)


def _times_of_trip(new: NewTrip, now: datetime, was_ready: datetime | None) -> dict[str, str]:
    errors = {}
    now, ready = now.astimezone(UTC), new.ready_at.astimezone(UTC)  # two times of one zone compare as the clocks show
    stays = ready == was_ready
    if not stays and not new.scheduled and ready < now - READY_GRACE:
        errors["ready_at"] = "The ready time is in the past."
    if not stays and new.scheduled and ready <= now:
        errors["ready_at"] = "A trip scheduled for later needs a ready time in the future."
    if not stays and ready > now + READY_AHEAD:
        errors["ready_at"] = f"Enter a trip at most {READY_AHEAD.days} days ahead."
    if new.deliver_by is not None and new.deliver_by <= ready:
        errors["deliver_by"] = "The trip must be delivered after it is ready."
    return errors


def check_bid(new: NewBid, settings: Settings, now: datetime) -> None:
    """Raise InvalidForm naming every field of a bid that cannot be sent."""
    errors: dict[str, str] = {}
    if new.bid_amount <= 0:
        errors["amount"] = "Enter an amount above $0."
    elif new.bid_amount > settings.max_bid_cents:
        errors["amount"] = f"A bid cannot be above {dollars(settings.max_bid_cents)}."
    if new.unit_id is None:
        errors["unit"] = "Choose the unit that would run this trip."
    pickup, arrival = new.estimated_pickup, new.estimated_arrival
    if not add_time_errors(errors, estimated_pickup=pickup, estimated_arrival=arrival):
        pickup = pickup.astimezone(UTC)
        if pickup < now.astimezone(UTC) - READY_GRACE:
            errors["estimated_pickup"] = "The pick-up time is in the past."
        if arrival <= pickup:
            errors["estimated_arrival"] = "The patient arrives after the pick-up."
    add_text_errors(errors, "transport_bid", special_notes=new.special_notes)
    _raise(errors)


def check_account(new: NewAccount) -> None:
    """Raise InvalidForm naming every field of an account that cannot be made."""
    errors = _account_errors(new)
    if error := first_password_error(new.password):
        errors["password"] = error
    _raise(errors)


def first_password_error(password: str) -> str:
    """A sentence on why nobody can be given that password to begin with, or ''."""
    if len(password) < MIN_PASSWORD:
        return f"Use at least {MIN_PASSWORD} characters."
    if len(password) > MAX_PASSWORD:
        return f"Use at most {MAX_PASSWORD} characters."
    if is_unprintable(password):
        return "This has a character that cannot be printed; type it again."
    return ""


def check_account_edit(edit: AccountEdit) -> None:
    """Raise InvalidForm naming every field of an account that cannot be kept."""
    _raise(_account_errors(edit))


def _account_errors(account: NewAccount | AccountEdit) -> dict[str, str]:
    errors: dict[str, str] = {}
    if error := email_error(account.email):
        errors["email"] = error
    if not account.name.strip():
        errors["name"] = "Enter the person's name."
    if account.user_type is UserType.HOSPITAL and account.hospital_id is None:
        errors["organisation"] = "Choose the hospital that this person works for."
    if account.user_type is UserType.EMS and account.agency_id is None:
        errors["organisation"] = "Choose the agency that this person works for."
    add_text_errors(errors, "app_user", name=account.name)
    return errors


def check_organisation(record: OrganisationRecord, *, agency: bool) -> None:
    """Raise InvalidForm naming every field of a hospital or an agency that cannot be kept."""
    errors: dict[str, str] = {}
    if not record.name.strip():
        errors["name"] = "Enter the agency's name." if agency else "Enter the hospital's name."
    if agency and not record.levels:
        errors["levels"] = NO_LEVELS
    facts = {"name": record.name, "address": record.address, "phone": plain_phone(record.phone)}
    add_text_errors(errors, "ems_agency", **facts, contact_name=record.contact_name)
    add_contact_errors(errors, record.zip_code, record.phone, record.email)
    _raise(errors)


def check_facility(record: FacilityRecord) -> None:
    """Raise InvalidForm naming every field of a place that cannot be kept. That the ZIP code exists, the port says."""
    errors: dict[str, str] = {}
    add_text_errors(
        errors,
        "hospital_facility",
        name=record.name,
        address=record.address,
        city=record.city,
        phone=plain_phone(record.phone),
    )
    if not record.name.strip():
        errors["name"] = "Enter the facility's name."
    if not record.city.strip():
        errors["city"] = "Enter the city."
    if not _STATE.fullmatch(record.state.strip()):
        errors["state"] = "Enter the state's two letters, like PA."
    add_contact_errors(errors, record.zip_code, record.phone, record.email)
    if not is_hours(record.hours):
        errors["hours"] = f"These are no opening hours. {EXAMPLE}"
    _raise(errors)


def add_contact_errors(errors: dict[str, str], zip_code: str, phone: str, email: str) -> None:
    """Add what is wrong with how a place is reached, where nothing is said of it yet; phone and e-mail may be empty."""
    if not _ZIP.fullmatch(plain_zip(zip_code)):
        errors.setdefault("zip_code", "Enter a ZIP code of five digits.")
    if error := phone_error(phone):
        errors.setdefault("phone", error)
    if email.strip() and (error := email_error(email)):
        errors.setdefault("email", error)


def phone_error(phone: str) -> str:
    """A sentence on what is wrong with a phone number, or ''; none at all is fine."""
    text = plain_phone(phone)
    if text and (not _PHONE.fullmatch(text) or sum(char.isdigit() for char in text) < 7):
        return "This is not a phone number, like (814) 555-0100."
    return ""


def email_error(email: str) -> str:
    """A sentence on what is wrong with an e-mail address, or ''."""
    text = plain(email)
    if not text:
        return "Enter an e-mail address."
    if len(text) > MAX_EMAIL:
        return f"An e-mail address has at most {MAX_EMAIL} characters; this one has {len(text)}."
    if not _EMAIL.fullmatch(text):
        return "This is not an e-mail address, like name@hospital.example."
    return ""


def _raise(errors: dict[str, str]) -> None:
    if errors:
        raise InvalidForm(errors)

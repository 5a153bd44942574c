"""How long a text may be, and between which bounds a number. The databases check the same."""

LINE = 200
"""Characters of a text that LONGEST does not name."""

LONGEST = {
    "app_user.email": 254,
    "assignment.end_note": 2000,
    "broadcast.text": 280,
    "ems_agency.city": 100,
    "ems_agency.email": 254,
    "ems_agency.phone": 40,
    "ems_agency.state": 40,
    "ems_route.route_type": 40,
    "ems_route.status": 40,
    "hospital.city": 100,
    "hospital.email": 254,
    "hospital.phone": 40,
    "hospital.state": 40,
    "hospital_agency_preference.notes": 2000,
    "hospital_facility.city": 100,
    "hospital_facility.email": 254,
    "hospital_facility.phone": 40,
    "patient.mrn": 40,
    "shift_handoff.note": 2000,
    "shift_handoff_trip.holder": 250,
    "shift_handoff_trip.note": 500,
    "shift_handoff_trip.number": 20,
    "system_configuration.value": 1000,
    "transport_bid.special_notes": 1000,
    "transport_request.cancellation_note": 2000,
    "transport_request.contact_phone": 40,
    "transport_request.destination_text": 300,
    "transport_request.destination_town": 60,
    "transport_request.special_requirements_note": 2000,
    "trip_decline.note": 2000,
    "trip_note.text": 4000,
    "trip_series.rrule": 500,
    "trip_series.zone": 60,
    "unit.unit_number": 20,
    "unit_plan.notes": 500,
}
"""Characters, by table and column."""

BETWEEN = {
    "hospital_agency_preference.preference_order": (1, 1000),
    "patient.weight_kg": (0.1, 999.9),
    "transport_request.patient_weight_kg": (0.1, 999.9),
    "shift_handoff.units_free": (0, 100_000),
    "shift_handoff.units_on_trip": (0, 100_000),
    "shift_handoff.units_out": (0, 100_000),
    "transport_bid.bid_amount": (1, 100_000_000),
    "transport_request.series_position": (1, 120),
    "trip_series.occurrences": (1, 120),
}
"""The least and the greatest number, by table and column; both are allowed."""


def longest(column: str) -> int:
    """How many characters a text may have; `column`: table and column."""
    return LONGEST.get(column, LINE)

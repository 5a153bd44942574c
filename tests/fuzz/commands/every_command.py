"""Every command that writes: by whom, with which good arguments, and what is kept of them afterwards."""

from tests.fuzz.commands.by_agency import AGENCY_COMMANDS
from tests.fuzz.commands.by_center import CENTER_COMMANDS
from tests.fuzz.commands.by_desk import DESK_COMMANDS
from tests.fuzz.commands.by_office import OFFICE_COMMANDS
from tests.fuzz.commands.command import Command

__all__ = ["BY_SERVICES", "COMMANDS", "READS", "Command"]

COMMANDS = (*DESK_COMMANDS, *AGENCY_COMMANDS, *OFFICE_COMMANDS, *CENTER_COMMANDS)

READS = {
    "TripEntry": "detail acting_for",
    "BidBoard": "profile",
    "Admin": "configuration health figures",
    "HospitalManager": "facilities",
    "Handoffs": "successors",
    "Session": "remembered_email resume touch sign_out",  # without arguments
    "Outbox": "kept look deliver send send_again discard",  # sends what the commands above have checked
    "HospitalStore": "trips noted_trips facilities preferences transitions patient_of patients_of milestones notes"
    " notices declines audit_of crew_sheet",
    "HospitalManagerStore": "own_facilities",
    "EmsStore": "board bids expired_bids active_trips ended_trips ended_between units transitions profile declines"
    " ended_by_award",
    "FleetStore": "record facts",
    "CenterStore": "whoami settings agencies accounts hospitals scram_iterations my_salt",
    "BroadcastStore": "current received sent readers hospitals agencies",
    "HandoffStore": "handoffs dispatchers",
    "AnalyticsStore": "figures",
    "OrganisationStore": "hospitals agencies",
    "SystemStore": "configuration health dead_letters signed_in",
}
"""What only reads, or asks for nothing: who adds a method says here, or above, which it is."""

BY_SERVICES = {
    "HospitalStore": "find_patient enter_trip edit_trip enter_series cancel_series cancel_trip award add_note",
    "HospitalManagerStore": "add_facility edit_facility order_agencies edit_preference stop_preferring",
    "EmsStore": "submit_bid withdraw_bid accept_trip progress step_at release set_unit_status",
    "CenterStore": "reset_password change_my_password",
    "BroadcastStore": "send",
    "HandoffStore": "make",
    "SystemStore": "set_setting audit audit_beside set_aside",
}
"""What windows do not call themselves: the services do, with what they have checked."""

"""Every command that writes: by whom, with which good arguments, and what is kept of them afterwards."""

from tests.fuzz.commands.by_agency import AGENCY_COMMANDS
from tests.fuzz.commands.by_center import CENTER_COMMANDS
from tests.fuzz.commands.by_desk import DESK_COMMANDS
from tests.fuzz.commands.by_office import OFFICE_COMMANDS
from tests.fuzz.commands.command import Command

__all__ = ["COMMANDS", "READS", "Command"]

COMMANDS = (*DESK_COMMANDS, *AGENCY_COMMANDS, *OFFICE_COMMANDS, *CENTER_COMMANDS)

READS = {
    "TripEntry": "trips bids agencies facilities preferences settings transitions detail crew_sheet patient_of"
    " place_of hospitals acting_for",
    "BidBoard": "board bids active units profile settings transitions declines crew_sheet",
    "UnitPlans": "record",
    "AgencyOffice": "facts",
    "Accounts": "accounts hospitals agencies signed_in",
    "Admin": "configuration health",
    "Hospitals": "all",
    "Agencies": "all",
    "HospitalManager": "facilities",
    "Broadcasts": "current received sent readers recipients",
    "Handoffs": "handoffs successors",
    "Dispatch": "trips units",
    "Analytics": "figures organisations",
    "Session": "remembered_email resume touch sign_out",  # without arguments
    "Outbox": "kept look deliver send send_again discard",  # sends what the commands above have checked
}
"""What only reads, or asks for nothing: whoever adds a method says here, or above, which it is."""

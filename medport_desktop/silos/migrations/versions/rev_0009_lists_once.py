"""Words and limits that stood in the checks of several tables stand once."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the lists, and swap each check for one against its list; rows are checked by the next revision."""
    run_files(
        __file__,
        "medport.app_user",
        "medport.assignment",
        "medport.ems_agency",
        "medport.hospital",
        "medport.hospital_facility",
        "medport.service_registry",
        "medport.shift_handoff_trip",
        "medport.transport_request",
        "medport.trip_decline",
        "medport.trip_series",
        "reference.account",
    )

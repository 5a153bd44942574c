"""Words and limits that stood in the checks of several tables stand once."""

from medport_desktop.silos.migrations.chain import run_file

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the lists, and swap each check for one against its list; rows are checked by the next revision."""
    run_file(
        __file__,
        "medport.hospital_facility",
        "medport.transport_request",
        "medport.trip_decline",
        "medport.trip_series",
        "reference.account",
    )

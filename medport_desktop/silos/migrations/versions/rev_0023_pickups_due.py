"""By when a trip's pick-up is due, kept with the trip."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Add the column, and say by the settings of the moment when the trips that are shown are due."""
    run_files(__file__, "medport.transport_request", "medport.available_trip")

"""The board says SCHEDULED and PENDING, as the trip itself does; to schedule a trip for later is called so."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Give rows, checks, indexes, functions and policies the new words."""
    run_files(
        __file__,
        "events.hospital",
        "medport.assignment",
        "medport.available_trip",
        "medport.status_transition",
        "medport.transport_bid",
        "medport.trip_decline",
    )

"""Of a heavy patient agencies know the class of the weight."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Add the column to trips and to the agencies' board; the hospital silo tells that of trips that run."""
    run_files(__file__, "medport.transport_request", "medport.available_trip")

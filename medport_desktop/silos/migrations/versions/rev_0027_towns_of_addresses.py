"""Of an address outside the network agencies see the town."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Add the column; the town of a trip that is there is not known here, and comes with its next change."""
    run_files(__file__, "medport.transport_request")

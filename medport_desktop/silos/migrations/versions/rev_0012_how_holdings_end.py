"""How each holding of a trip, and each bid, ended; and what a desk has to be told."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the columns and the table. What ended before says by its status alone how."""
    run_files(__file__, "medport.assignment", "medport.transport_bid", "medport.transport_request")

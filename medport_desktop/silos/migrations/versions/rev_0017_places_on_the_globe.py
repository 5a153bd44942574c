"""Places that are nowhere go: a distance to one was an error, and with it the trips of others."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Mend the rows that are there; the triggers of the tables keep it so."""
    run_files(__file__)

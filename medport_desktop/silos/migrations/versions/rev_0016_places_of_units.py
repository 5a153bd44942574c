"""Since when a unit is known to be where it is."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the columns; a place that is there is as old as the last change of its unit."""
    run_files(__file__, "medport.unit", "medport.assignment")

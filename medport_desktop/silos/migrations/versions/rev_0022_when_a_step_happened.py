"""When a step happened, as a person says it."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add the column, which is null in every row; the hospital silo takes what it has been told of such times."""
    run_files(__file__, "medport.assignment")

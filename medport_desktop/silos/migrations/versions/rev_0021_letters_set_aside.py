"""Events that could not be handled and need not be."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Add the columns that say who set one aside, when and why."""
    run_files(__file__, "events.dead_letter")

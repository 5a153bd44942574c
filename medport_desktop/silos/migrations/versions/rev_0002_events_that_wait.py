"""Events of a newer silo wait here until this one is upgraded."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Say of each event that could not be handled whether it waits for an upgrade, and what it is about."""
    run_files(__file__, "events.dead_letter")

"""The checks of when a pick-up is due hold for all rows."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Validate what the last revision added; nobody waits for it."""
    run_files(__file__)

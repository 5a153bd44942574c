"""The checks of how holdings and bids ended hold for all rows."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Validate what the last revision added; nobody waits for it."""
    run_files(__file__)

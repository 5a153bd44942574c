"""Whose password somebody else has set, in every silo."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Make the table; what was reset before is not looked for."""
    run_files(__file__)

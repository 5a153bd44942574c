"""The weights that were there before are checked against the new bounds."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Validate what the last revision swapped; nobody waits for it."""
    run_files(__file__)

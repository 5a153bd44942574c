"""The rows that were there before are checked against the lists."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Validate what the last revision swapped; nobody waits for it."""
    run_files(__file__)

"""The rows that were there before are checked against the lists."""

from medport_desktop.silos.migrations.chain import run_file

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Validate what the last revision swapped; nobody waits for it."""
    run_file(__file__)

"""A record number is found however it is typed."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the function that the index of the next revision needs."""
    run_files(__file__)

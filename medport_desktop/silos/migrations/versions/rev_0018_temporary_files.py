"""The clock sees who keeps temporary files."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Let the owner of the functions that end connections list them."""
    run_files(__file__)

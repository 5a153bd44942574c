"""Why a unit is out of service or in maintenance."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Add the column; of units that are out now nobody has said why."""
    run_files(__file__, "medport.unit")

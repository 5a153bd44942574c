"""Words and limits that stood in the checks of several tables stand once."""

from medport_desktop.silos.migrations.chain import run_file

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the lists, and swap each check for one against its list; rows are checked by the next revision."""
    run_file(__file__, "medport.assignment", "medport.ems_agency", "medport.trip_decline", "reference.account")

"""What is told of a patient for a trip stays with the trip; the agency is told that its crew sheet was corrected."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Add the columns; trips that go on get what the patient's record says today."""
    run_files(__file__, "medport.transport_request", "medport.assignment")

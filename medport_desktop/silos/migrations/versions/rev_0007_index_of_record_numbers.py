"""An index of record numbers as they are compared."""

from medport_desktop.silos.migrations.chain import make_index

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Build it."""
    make_index("medport.patient_record_number", "medport.patient", "(hospital_id, lower(medport.plain_line(mrn)))")

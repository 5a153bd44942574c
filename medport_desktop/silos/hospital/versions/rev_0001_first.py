"""The hospital silo as first shipped."""

from alembic import op

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.schema import run_first_revision

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Run the silo's SQL files."""
    run_first_revision(op.get_bind(), Silo.HOSPITAL)

"""A newborn of 0.2 kg and a patient of 610 kg can be entered."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Widen the bounds of a weight; rows are checked by the next revision."""
    run_files(__file__, "medport.patient")

"""Lists that people had nested, repeated or made endless become plain ones."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Mend the rows that are there; the triggers of the tables keep it so."""
    run_files(__file__)

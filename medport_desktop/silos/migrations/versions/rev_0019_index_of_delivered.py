"""An index of the changes that each person has made, by their time."""

from medport_desktop.silos.migrations.chain import make_index

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Build it."""
    make_index("medport.delivered_person", "medport.delivered", "(person, at)")

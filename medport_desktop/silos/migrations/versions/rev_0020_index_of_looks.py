"""An index of announced looks by their time, by which the clock forgets them."""

from medport_desktop.silos.migrations.chain import make_index

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Build it."""
    make_index("audit.look_made_at", "audit.look", "(made_at)")

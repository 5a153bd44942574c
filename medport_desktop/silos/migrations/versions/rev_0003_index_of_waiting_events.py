"""An index of the events that wait, which every arriving event looks into."""

from medport_desktop.silos.migrations.chain import make_index

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Build it."""
    make_index(
        "events.dead_letter_waiting",
        "events.dead_letter",
        "(subject, event_id) where awaits is not null and resolved_at is null",
    )

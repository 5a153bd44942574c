"""Looks at patients are announced, and committed, before they are made."""

from medport_desktop.silos.migrations.chain import run_files

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table of announcements."""
    run_files(__file__, "audit.log")

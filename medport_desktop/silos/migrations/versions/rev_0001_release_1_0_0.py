"""The silos as release 1.0.0 made them: where the chain begins. A new database is made whole."""

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Nothing comes before it."""
    raise AssertionError("a database at no revision is made, not upgraded")

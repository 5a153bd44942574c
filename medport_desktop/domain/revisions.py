"""The revision of the silos' schemas that this program is made for."""

FIRST_REVISION = "0001"
"""Release 1.0.0, whose databases cannot say their revision to a console."""

MADE_FOR = "0014"
"""The newest of `silos/migrations/versions`, as a test holds."""

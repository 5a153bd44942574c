"""The revision of the silos' schemas that this program is made for."""

from importlib.resources import files

FIRST_REVISION = "0001"
"""Release 1.0.0, whose databases cannot say their revision to a console."""

MADE_FOR = max(
    file.name[4:8]
    for file in files("medport_desktop").joinpath("silos/migrations/versions").iterdir()
    if file.name.startswith("rev_")
)
"""The newest revision that this program has: the number after `rev_`."""

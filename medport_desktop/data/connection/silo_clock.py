"""The silos' clock, kept by a center's console when nobody else does."""

import logging
from collections.abc import Mapping
from datetime import timedelta

from medport_desktop.data.connection.engines import Database
from medport_desktop.data.records import run
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import SiloAway

LATE = timedelta(seconds=30)
"""A silo whose clock nobody has called for this long is called by us."""

_log = logging.getLogger(__name__)


def keep_clock(databases: Mapping[Silo, Database]) -> frozenset[Silo]:
    """Call `medport.tick()` in each silo that needs it; returns these. For people of the center.

    A silo that is away has no clock to keep and is passed over.
    """
    return frozenset(silo for silo, database in databases.items() if _keep_one(silo, database))


def _keep_one(silo: Silo, database: Database) -> bool:
    try:
        with database.read() as connection:
            late = run(connection, "select medport.is_clock_late(%(late)s)", late=LATE).scalar_one()
        if late:
            with database.write() as connection:
                run(connection, "select medport.tick()")
            _log.info("the clock of %s was late", silo)
    except SiloAway:
        return False
    return bool(late)

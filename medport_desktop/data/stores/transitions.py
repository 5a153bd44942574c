"""Which changes of a trip's status the databases allow; the same in every silo."""

from medport_desktop.data.connection.engines import Database
from medport_desktop.data.records import Query
from medport_desktop.domain.trips import Transition, TransitionTable

TRANSITIONS = Query(Transition, "medport.status_transition r")


def read_transitions(database: Database) -> TransitionTable:
    """The table that this silo enforces."""
    return TransitionTable(frozenset(TRANSITIONS.read(database)))

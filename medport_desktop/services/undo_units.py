"""Taking back what was said of units: what they do, and where they are."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from medport_desktop.data.stores.stores import Stores
from medport_desktop.domain.agencies import Unit, numbers
from medport_desktop.domain.enums import UnitStatus
from medport_desktop.services.undo import STANDS, Undoable


def unit_status_set(stores: Stores, units: Sequence[Unit], status: UnitStatus) -> Undoable:
    """The units do again what they did; `units` are as they were before.

    The EMS silo refuses it where one of them does something else by now.
    """
    which, are = numbers(units), "are" if len(units) > 1 else "is"
    before = {unit.current_status for unit in units}
    again = f"{before.pop().label.lower()} again" if len(before) == 1 else "what they were"
    return Undoable(
        f"{which} {status.label.lower()}",
        f"{which} {are} {again}.",
        lambda: STANDS,
        partial(stores.fleet.restore_statuses, units, status),
    )


def unit_places_said(stores: Stores, units: Sequence[Unit], said: datetime) -> Undoable:
    """The units are where they were before, since then; `units` are as they were, `said` is when it was said.

    The EMS silo refuses it where a unit's place has been said otherwise since.
    """
    which = numbers(units)
    return Undoable(
        f"place of {which}",
        f"The place of {which} is what it was.",
        lambda: STANDS,
        partial(stores.fleet.restore_places, units, said),
    )

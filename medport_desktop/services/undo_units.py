"""Taking back what was said of units: what they do, and where they are."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from medport_desktop.data.stores.stores import Stores
from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.enums import UnitStatus
from medport_desktop.services.agency.bid_board import BidBoard
from medport_desktop.services.undo import STANDS, Standing, Undoable


def unit_status_set(bid_board: BidBoard, unit: Unit, status: UnitStatus) -> Undoable:
    """The unit does again what it did; `unit` is as it was before."""
    return Undoable(
        f"{unit.unit_number} {status.label.lower()}",
        f"{unit.unit_number} is {unit.current_status.label.lower()} again.",
        partial(_unit_is, bid_board, unit, status),
        partial(bid_board.set_unit_status, unit.id, unit.current_status),
    )


def _unit_is(bid_board: BidBoard, unit: Unit, status: UnitStatus) -> Standing:
    now = next(iter(bid_board.stores.ems.units([unit.id])), None)
    if now is None:
        return Standing(f"{unit.unit_number} is not there any more.")
    if now.current_status is not status:
        words = f"{unit.unit_number} is {now.current_status.label.lower()} by now."
        return Standing(words, "Somebody changed it meanwhile; look at it again.")
    return STANDS


def unit_places_said(stores: Stores, units: Sequence[Unit], said: datetime) -> Undoable:
    """The units are where they were before, since then; `units` are as they were, `said` is when it was said.

    The EMS silo refuses it where a unit's place has been said otherwise since.
    """
    which = units[0].unit_number if len(units) == 1 else f"{len(units)} units"
    return Undoable(
        f"place of {which}",
        f"The place of {which} is what it was.",
        lambda: STANDS,
        partial(stores.fleet.restore_places, units, said),
    )

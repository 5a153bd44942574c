"""Takes good arguments of a command apart into their fields, and puts them together again with a bad one."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, get_args, get_origin, get_type_hints

from medport_desktop.domain.agencies import AgencyFacts, Price
from medport_desktop.domain.center.broadcasts import NewBroadcast
from medport_desktop.domain.center.handoff import HandoffLine, NewHandoff, UnitCount
from medport_desktop.domain.center.system import AuditFilter, OrganisationRecord
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.facilities import FacilityRecord
from medport_desktop.domain.patients import Patient
from medport_desktop.domain.people import AccountEdit, NewAccount
from medport_desktop.domain.series import NewSeries, Occurrence
from medport_desktop.domain.trips import NewBid, NewTrip
from medport_desktop.domain.unit_plans import NewPlan, PlanChange
from medport_desktop.gui.agency.offers.offer_rows import TripFilters

ENTERED = (
    AccountEdit,
    AgencyFacts,
    AuditFilter,
    FacilityRecord,
    HandoffLine,
    NewAccount,
    NewBid,
    NewBroadcast,
    NewHandoff,
    NewPlan,
    NewSeries,
    NewTrip,
    Occurrence,
    OrganisationRecord,
    Patient,
    PlanChange,
    Price,
    TripFilters,
    UnitCount,
)
"""What people fill in. Other records come from a database, and are passed on as they were read."""

READ_BACK_ONLY = frozenset(
    {
        "updated_at",
        "destination_coordinates",
        "destination_town",
        "acknowledged_by_id",
        "acknowledged_by",
        "acknowledged_at",
        "number",
        "hospital",
        "origin",
        "destination",
        "holder",
        "within_miles",
        "ready_within_hours",
    }
)
"""Fields that nobody fills in: they are read, chosen from a short list, or worked out on the way."""

Path = tuple[Any, ...]


def leaves(method: Any, arguments: Mapping[str, Any]) -> list[tuple[Path, Any]]:
    """Each field that can be spoiled, with its declared type."""
    hints = get_type_hints(method)
    return [leaf for name, value in arguments.items() for leaf in _leaves(value, hints[name], (name,))]


def _leaves(value: Any, hint: Any, path: Path) -> list[tuple[Path, Any]]:
    if isinstance(value, ENTERED):
        hints = get_type_hints(type(value))
        names = [field.name for field in fields(value) if field.name not in READ_BACK_ONLY]
        return [leaf for name in names for leaf in _leaves(getattr(value, name), hints[name], (*path, name))]
    if is_dataclass(value) or isinstance(value, Silo):  # nobody types where a line was read
        return []
    inside = get_args(hint)
    if isinstance(value, (tuple, list)) and value and is_dataclass(value[0]):
        return _leaves(value[0], inside[0], (*path, 0))
    if get_origin(hint) is dict and any(isinstance(entry, ENTERED) for entry in value.values()):
        return [leaf for key, entry in value.items() for leaf in _leaves(entry, inside[1], (*path, key))]
    return [(path, hint)]


def with_leaf(arguments: Mapping[str, Any], path: Path, value: Any) -> dict[str, Any]:
    """The same arguments with another value at `path`."""
    changed: dict[str, Any] = _put(dict(arguments), path, value)
    return changed


def _put(whole: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    first, *rest = path
    if isinstance(whole, dict):
        return {**whole, first: _put(whole[first], tuple(rest), value)}
    if isinstance(whole, (tuple, list)):
        return type(whole)([_put(whole[0], tuple(rest), value), *whole[1:]])
    return replace(whole, **{first: _put(getattr(whole, first), tuple(rest), value)})

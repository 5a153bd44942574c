"""What an agency's own office needs of the outside. Implemented in data/; every method may raise SiloAway."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from medport_desktop.domain.agencies import AgencyFacts, PriceSheet
from medport_desktop.domain.unit_plans import NewPlan, PlanChange, UnitRecord


class FleetPort(Protocol):
    """Units' plans and history, and the agency's own record, in the EMS silo."""

    def record(self, unit_id: UUID) -> UnitRecord:
        """A unit's plans, soonest first, and its history, newest first."""

    def plan(self, new: Sequence[NewPlan]) -> None:
        """Make plans, all or none; their ids make a repeat harmless. Raises Refused (an overlap)."""

    def change_plan(self, change: PlanChange) -> None:
        """Change a plan that has not ended. Raises Refused (an overlap; another's change since it was read)."""

    def end_plan(self, plan_id: UUID) -> None:
        """End a plan that runs, or take back one that has not begun. Raises Refused."""

    def facts(self, agency_id: UUID) -> AgencyFacts:
        """What an agency says of itself."""

    def save_facts(self, facts: AgencyFacts) -> None:
        """Keep it; city, state and place follow the ZIP code. Managers only. Raises Refused."""

    def save_prices(self, agency_id: UUID, sheet: PriceSheet) -> None:
        """Keep an agency's price sheet. Managers only. Raises Refused."""

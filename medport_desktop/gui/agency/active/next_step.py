"""An agency's trip as it will be once a step that is kept for its silo has been delivered."""

from dataclasses import replace
from datetime import datetime

from medport_desktop.domain.enums import Milestone, TripStatus
from medport_desktop.domain.trips import ActiveTrip

_MILESTONES = {
    TripStatus.ACCEPTED: Milestone.ACKNOWLEDGED,
    TripStatus.EN_ROUTE: Milestone.EN_ROUTE,
    TripStatus.ON_SCENE: Milestone.AT_SCENE,
    TripStatus.IN_TRANSIT: Milestone.LEFT_SCENE,
    TripStatus.AT_DESTINATION: Milestone.AT_DESTINATION,
    TripStatus.COMPLETED: Milestone.TRANSFER_OF_CARE,
}
"""The milestone that a step reaches (medport.milestone_of)."""


def as_if_moved(trip: ActiveTrip, to: TripStatus, now: datetime) -> ActiveTrip:
    """The trip in its next step, or back in its last one."""
    left, reached = _MILESTONES[trip.status], _MILESTONES[to]
    if any(milestone is reached for milestone, _ in trip.milestones):  # a correction
        milestones = tuple(pair for pair in trip.milestones if pair[0] is not left)
    else:
        milestones = (*trip.milestones, (reached, now))
    return replace(trip, status=to, status_since=now, milestones=milestones)

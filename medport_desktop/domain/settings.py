"""The typed settings kept in the center's system_configuration."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from medport_desktop.domain.enums import Priority


@dataclass(frozen=True, slots=True)
class Settings:
    """What a site has configured; the defaults are the demo region's. Names are the configuration keys."""

    site_name: str = "Southern Alleghenies transport center"
    time_zone: str = "America/New_York"
    road_factor: float = 1.25
    average_speed_mph: float = 45.0
    turnout_minutes: int = 3
    bid_valid_minutes: int = 30
    offer_lead_minutes: int = 60
    waiting_amber_minutes: int = 15
    waiting_red_minutes: int = 30
    due_amber_minutes: int = 15
    pickup_within_urgent_minutes: int = 15
    pickup_within_high_minutes: int = 30
    pickup_within_medium_minutes: int = 45
    pickup_within_low_minutes: int = 60
    idle_logoff_minutes: int = 30
    max_bid_cents: int = 5_000_000
    estimate_base_cents: int = 15_000
    estimate_per_mile_cents: int = 1_000

    def pickup_due(self, priority: Priority, ready_at: datetime) -> datetime:
        """When the pick-up is due: so long after the patient is ready as the priority allows."""
        minutes = {
            Priority.URGENT: self.pickup_within_urgent_minutes,
            Priority.HIGH: self.pickup_within_high_minutes,
            Priority.MEDIUM: self.pickup_within_medium_minutes,
            Priority.LOW: self.pickup_within_low_minutes,
        }[priority]
        return ready_at + timedelta(minutes=minutes)

    @property
    def zone(self) -> ZoneInfo:
        """The site's zone, in which every time is shown."""
        return ZoneInfo(self.time_zone)

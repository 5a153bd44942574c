"""The typed settings kept in the center's system_configuration."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from medport_desktop.domain.enums import Priority
from medport_desktop.domain.written.money import read_dollars


class HasPickup(Protocol):
    """A trip as any window has it."""

    @property
    def priority(self) -> Priority: ...
    @property
    def ready_at(self) -> datetime: ...
    @property
    def pickup_due(self) -> datetime | None: ...


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
    broadcast_hours: int = 12
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

    def due_of(self, trip: HasPickup) -> datetime:
        """When that trip's pick-up is due. Its silo keeps it; one before revision 0023 does not."""
        return trip.pickup_due or self.pickup_due(trip.priority, trip.ready_at)

    def estimate_cents(self, miles: float) -> int:
        """What so many loaded miles cost, as a guess."""
        return self.estimate_base_cents + round(self.estimate_per_mile_cents * miles)

    @property
    def zone(self) -> ZoneInfo:
        """The site's zone, in which every time is shown."""
        return ZoneInfo(self.time_zone)


class SettingKind(StrEnum):
    """How a setting's value is written. The center's system_configuration.value_type knows the same words."""

    WHOLE = "whole"
    NUMBER = "number"
    CENTS = "cents"
    """Kept in whole cents, shown and entered in dollars."""
    TEXT = "text"
    ZONE = "zone"
    """A name of the IANA time zone database."""


@dataclass(frozen=True, slots=True)
class SettingRule:
    """What a setting is called and which values it may have; the center enforces the same."""

    label: str
    kind: SettingKind
    unit: str = ""
    minimum: float | None = None
    """Of a text: its least length."""
    maximum: float | None = None

    def shown(self, value: str) -> str:
        """A kept value as it is shown and edited."""
        if self.kind is SettingKind.CENTS and value.isdigit():
            return f"{int(value) / 100:.2f}".removesuffix(".00")
        return value

    def limits(self) -> str:
        """The limits in words, or ''."""
        if self.minimum is None or self.maximum is None or self.kind is SettingKind.TEXT:
            return ""
        scale = 100 if self.kind is SettingKind.CENTS else 1
        return f"{self.minimum / scale:,.10g} to {self.maximum / scale:,.10g}"

    def read(self, text: str) -> str:
        """The value to keep for what a person typed. Raises ValueError with a sentence."""
        typed = text.strip()
        match self.kind:
            case SettingKind.TEXT:
                if not self._within(len(typed)):
                    raise ValueError(f"Enter {self.minimum:g} to {self.maximum:g} characters.")
                if not typed.isprintable():
                    raise ValueError("This has a character that cannot be printed; type it again.")
            case SettingKind.ZONE:
                if typed not in available_timezones():
                    raise ValueError("This is no time zone; choose one from the list, like America/New_York.")
            case SettingKind.WHOLE:
                if not _WHOLE.fullmatch(typed) or not self._within(int(typed)):
                    raise ValueError(f"Enter a whole number from {self.limits()}.")
            case SettingKind.NUMBER:
                if not _NUMBER.fullmatch(typed) or not self._within(float(typed)):
                    raise ValueError(f"Enter a number from {self.limits()}.")
            case SettingKind.CENTS:
                sentence = f"Enter an amount in dollars from {self.limits()}, like 12.50."
                try:
                    cents = read_dollars(typed)
                except ValueError as error:
                    raise ValueError(sentence) from error
                if not self._within(cents):
                    raise ValueError(sentence)
                return str(cents)
        return typed

    def _within(self, value: float) -> bool:
        return (self.minimum is None or value >= self.minimum) and (self.maximum is None or value <= self.maximum)


_WHOLE = re.compile(r"[0-9]{1,9}")
_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")


def _minutes(label: str, minimum: int, maximum: int) -> SettingRule:
    return SettingRule(label, SettingKind.WHOLE, "min", minimum, maximum)


SETTING_RULES = {
    "site_name": SettingRule("Name of the site", SettingKind.TEXT, "", 1, 120),
    "time_zone": SettingRule("Time zone", SettingKind.ZONE),
    "road_factor": SettingRule("Road factor", SettingKind.NUMBER, "× great circle", 1, 3),
    "average_speed_mph": SettingRule("Average speed", SettingKind.NUMBER, "mph", 5, 120),
    "turnout_minutes": _minutes("Turn-out", 0, 60),
    "bid_valid_minutes": _minutes("A bid stays open", 1, 1440),
    "offer_lead_minutes": _minutes("A scheduled trip is offered", 0, 1440),
    "waiting_amber_minutes": _minutes("Waiting turns amber", 1, 1440),
    "waiting_red_minutes": _minutes("Waiting turns red", 1, 1440),
    "due_amber_minutes": _minutes("Due turns amber", 0, 1440),
    "pickup_within_urgent_minutes": _minutes("Pick-up, urgent", 1, 1440),
    "pickup_within_high_minutes": _minutes("Pick-up, high", 1, 1440),
    "pickup_within_medium_minutes": _minutes("Pick-up, medium", 1, 1440),
    "pickup_within_low_minutes": _minutes("Pick-up, low", 1, 1440),
    "idle_logoff_minutes": _minutes("Idle sign-off", 2, 240),
    "broadcast_hours": SettingRule("A message stays up", SettingKind.WHOLE, "h", 1, 168),
    "max_bid_cents": SettingRule("Highest bid", SettingKind.CENTS, "$", 100, 100_000_000),
    "estimate_base_cents": SettingRule("Estimate, base", SettingKind.CENTS, "$", 0, 10_000_000),
    "estimate_per_mile_cents": SettingRule("Estimate, a loaded mile", SettingKind.CENTS, "$", 0, 1_000_000),
}
"""By configuration key: the names of Settings, each of them."""


@dataclass(frozen=True, slots=True)
class ConfiguredSetting:
    """A row of the site's configuration, for who may edit it."""

    id: UUID
    key: str
    value: str
    description: str
    category: str
    updated_by: str
    """The name of who set it last; '' for nobody."""
    updated_at: datetime

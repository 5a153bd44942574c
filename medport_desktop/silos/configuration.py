"""The rows that a new site's system_configuration starts from: the defaults of `domain.center.settings.Settings`."""

from dataclasses import asdict

import psycopg

from medport_desktop.domain.center.settings import SETTING_RULES, Settings

DESCRIPTIONS = {
    "site_name": ("Name of the site, shown at sign-in.", "site"),
    "time_zone": ("Zone in which every time is shown (an IANA name).", "site"),
    "road_factor": ("Road miles per mile of great circle.", "distance"),
    "average_speed_mph": ("Average speed of a unit, in miles per hour, for arrival estimates.", "distance"),
    "turnout_minutes": ("Minutes from acceptance until a unit rolls, for arrival estimates.", "distance"),
    "bid_valid_minutes": ("Minutes that a bid stays open.", "offers"),
    "offer_lead_minutes": ("Minutes before its ready time that a scheduled trip is offered.", "offers"),
    "waiting_amber_minutes": ("Minutes without an agency after which a trip's timer turns amber.", "alerts"),
    "waiting_red_minutes": ("Minutes without an agency after which a trip's timer turns red.", "alerts"),
    "due_amber_minutes": ("Minutes before the pick-up is due at which its timer turns amber.", "alerts"),
    "pickup_within_urgent_minutes": ("Minutes from ready to the pick-up of an urgent trip.", "alerts"),
    "pickup_within_high_minutes": ("Minutes from ready to the pick-up of a high-priority trip.", "alerts"),
    "pickup_within_medium_minutes": ("Minutes from ready to the pick-up of a medium-priority trip.", "alerts"),
    "pickup_within_low_minutes": ("Minutes from ready to the pick-up of a low-priority trip.", "alerts"),
    "idle_logoff_minutes": ("Minutes without a sign of life after which a person is signed off.", "security"),
    "broadcast_hours": ("Hours that a message from the center is shown to those it is for.", "messages"),
    "max_bid_cents": ("Highest amount that a bid may have.", "prices"),
    "estimate_base_cents": ("Base of the price estimate at trip entry.", "prices"),
    "estimate_per_mile_cents": ("Price estimate a loaded mile.", "prices"),
}
"""What each setting means, and its category in the administrator's list."""


def ensure_settings(center: psycopg.Connection) -> None:
    """Add the settings that the center lacks, and bring words and limits up to date; what is set stays."""
    for key, value in asdict(Settings()).items():
        description, category = DESCRIPTIONS[key]
        rule = SETTING_RULES[key]
        center.execute(
            "insert into medport.system_configuration as c"
            " (key, value, description, category, value_type, minimum, maximum, unit)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s) on conflict (key) do update"
            " set description = excluded.description, category = excluded.category,"
            " value_type = excluded.value_type, minimum = excluded.minimum, maximum = excluded.maximum,"
            " unit = excluded.unit"
            " where (c.description, c.category, c.value_type, c.minimum, c.maximum, c.unit) is distinct from"
            " (excluded.description, excluded.category, excluded.value_type, excluded.minimum, excluded.maximum,"
            " excluded.unit)",
            [key, str(value), description, category, rule.kind.value, rule.minimum, rule.maximum, rule.unit],
        )

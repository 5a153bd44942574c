"""An agency's pick-up time beside the one that was asked for, said in the same words in every window."""

from datetime import datetime, timedelta

from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.style.tokens import Tone

AS_ASKED_WITHIN = timedelta(minutes=5)
"""An offer this close to the ready time is as asked: minutes are rounded up on the way."""


def later_than_asked(pickup: datetime, ready_at: datetime | None) -> timedelta | None:
    """How much later than the patient is ready the unit would come; None where that is as asked, or not known.

    In whole minutes, as both times are read: 15:30 is 45 minutes after 14:45, whatever their seconds.
    """
    if ready_at is None:
        return None
    later = pickup.replace(second=0, microsecond=0) - ready_at.replace(second=0, microsecond=0)
    return later if later > AS_ASKED_WITHIN else None


def span_words(span: timedelta) -> str:
    """ "+0:45" """
    minutes = round(span.total_seconds() / 60)
    return f"+{minutes // 60}:{minutes % 60:02}"


def pickup_words(pickup: datetime, ready_at: datetime | None) -> str:
    """ "15:30 (+0:45)"; the time alone where it is as asked."""
    later = later_than_asked(pickup, ready_at)
    at = site_clock().short(pickup)
    return f"{at} ({span_words(later)})" if later is not None else at


def pickup_tone(pickup: datetime, ready_at: datetime | None, otherwise: Tone = Tone.TEXT) -> Tone:
    """Amber where it is later than asked."""
    return Tone.AMBER if later_than_asked(pickup, ready_at) is not None else otherwise


def pickup_sentence(pickup: datetime, ready_at: datetime | None) -> str:
    """ "It picks up at 15:30, 45 min later than asked."; "" where that is as asked."""
    later = later_than_asked(pickup, ready_at)
    if later is None:
        return ""
    hours, minutes = divmod(round(later.total_seconds() / 60), 60)
    span = f"{hours} h {minutes:02}" if hours else f"{minutes} min"
    return f"It picks up at {site_clock().short(pickup)}, {span} later than asked."

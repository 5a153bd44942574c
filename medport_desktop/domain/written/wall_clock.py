"""Times of day on clocks that go forward and back (daylight saving). Standard library only."""

from datetime import UTC, date, datetime, time, tzinfo


class NoSuchTime(ValueError):
    """The clocks go forward over that time of day, or it is beyond the calendar; `str()` is a sentence."""

    def __init__(self, sentence: str, at: time) -> None:
        super().__init__(sentence)
        self.at = at


def on(day: date, at: time, zone: tzinfo | None, *, second: bool = False) -> datetime:
    """That time of that day; of two, where the clocks go back, the first one unless the `second` is asked for.

    Raises NoSuchTime.
    """
    meant = datetime.combine(day, at.replace(fold=int(second)), zone)
    try:
        there_and_back = meant.astimezone(UTC).astimezone(zone)
    except OverflowError as error:
        raise NoSuchTime("This is not a time that can be kept; enter it again.", at) from error
    if there_and_back.replace(tzinfo=None) != meant.replace(tzinfo=None):
        raise NoSuchTime(f"There is no {at:%H:%M} that day: the clocks go forward.", at)
    return meant

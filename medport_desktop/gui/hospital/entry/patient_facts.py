"""A patient's weight as people type it; weight and age as they are shown."""

import re
from datetime import date

from medport_desktop.domain.typed_times import Unreadable

KG_PER_LB = 0.45359237

WEIGHT_SPELLINGS = "Write the weight in kg, like 92 or 92.5, or in pounds, like 203 lb."

_WEIGHT = re.compile(r"(\d{1,7}(?:[.,]\d{1,4})?)\s*(kgs?|kilos?|lbs?|pounds?|g|grams?|)", re.IGNORECASE)


def weight_kg(text: str) -> float | None:
    """Kilograms to a tenth, or None for an empty text. Pounds and grams are converted. Raises Unreadable."""
    if not text.strip():
        return None
    match = _WEIGHT.fullmatch(text.strip())
    if match is None:
        raise Unreadable(WEIGHT_SPELLINGS)
    amount, unit = float(match[1].replace(",", ".")), match[2].lower()
    if unit.startswith(("lb", "pound")):
        amount *= KG_PER_LB
    elif unit.startswith("g"):
        amount /= 1000
    return round(amount, 1)


def pounds(kg: float) -> int:
    """Whole pounds, for the reader."""
    return round(kg / KG_PER_LB)


def age_text(born: date, today: date) -> str:
    """ "75 y", for infants "5 mo", for newborns "3 d"; "" for a date to come."""
    if born > today:
        return ""
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if years >= 2:
        return f"{years} y"
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    return f"{months} mo" if months else f"{(today - born).days} d"
